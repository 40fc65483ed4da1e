//! The closed table of algorithms. A new one is a variant here, a row in each `match`, and its
//! verification in `point.rs`; the compiler names what was forgotten.

/// An algorithm name that may stand in a protected header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alg {
    /// Ed25519 under its RFC 8037 name; what we write.
    EdDsa,
    /// Ed25519 under its RFC 9864 name; the same signatures.
    Ed25519,
    /// SM2 with SM3 (GB/T 32918.2), 国密.
    Sm2,
    /// ECDSA with P-256 and SHA-256 (RFC 7518 §3.4). Verified in builds with feature `es256`, never written.
    Es256,
}

/// The one type of key that an algorithm takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyType {
    /// `{"kty":"OKP","crv":"Ed25519"}`, RFC 8037.
    Ed25519,
    /// `{"kty":"EC","crv":"SM2"}`.
    Sm2,
    /// `{"kty":"EC","crv":"P-256"}`, RFC 7518 §6.2.
    P256,
}

impl Alg {
    /// Every known name.
    pub const ALL: [Alg; 4] = [Alg::EdDsa, Alg::Ed25519, Alg::Sm2, Alg::Es256];

    /// The `alg` of the protected header.
    pub const fn name(self) -> &'static str {
        match self {
            Alg::EdDsa => "EdDSA",
            Alg::Ed25519 => "Ed25519",
            Alg::Sm2 => "SM2",
            Alg::Es256 => "ES256",
        }
    }

    /// The algorithm of that exact name; `none`, `HS256` and all others are `None`.
    pub fn from_name(name: &str) -> Option<Alg> {
        Alg::ALL.into_iter().find(|alg| alg.name() == name)
    }

    /// The key it goes with, and no other.
    pub const fn key_type(self) -> KeyType {
        match self {
            Alg::EdDsa | Alg::Ed25519 => KeyType::Ed25519,
            Alg::Sm2 => KeyType::Sm2,
            Alg::Es256 => KeyType::P256,
        }
    }

    /// Whether this build can verify it.
    pub const fn supported(self) -> bool {
        self.key_type().supported()
    }
}

impl KeyType {
    /// Every known type.
    pub const ALL: [KeyType; 3] = [KeyType::Ed25519, KeyType::Sm2, KeyType::P256];

    /// `kty` and `crv` of its JWK.
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            KeyType::Ed25519 => ("OKP", "Ed25519"),
            KeyType::Sm2 => ("EC", "SM2"),
            KeyType::P256 => ("EC", "P-256"),
        }
    }

    /// Whether this build can verify with it.
    pub const fn supported(self) -> bool {
        match self {
            KeyType::Ed25519 | KeyType::Sm2 => true,
            KeyType::P256 => cfg!(feature = "es256"),
        }
    }

    /// The type with exactly these names.
    pub fn from_names(kty: &str, crv: &str) -> Option<KeyType> {
        KeyType::ALL.into_iter().find(|t| t.names() == (kty, crv))
    }
}
