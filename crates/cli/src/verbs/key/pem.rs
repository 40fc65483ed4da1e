//! Keys as openssl keeps them: encrypted PKCS#8 (RFC 5958 with PBES2, RFC 8018) and SubjectPublicKeyInfo.
//! Ed25519 by RFC 8410; SM2 as an EC key (RFC 5915) on the curve 1.2.156.10197.1.301 (GM/T 0006).

use pkcs8::der::asn1::OctetStringRef;
use pkcs8::der::pem::PemLabel as _;
use pkcs8::der::{AnyRef, Decode as _, Encode as _, SecretDocument};
use pkcs8::pkcs5::{EncryptionScheme, pbes2};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use pkcs8::{EncryptedPrivateKeyInfoRef, LineEnding, ObjectIdentifier, PrivateKeyInfoRef};
use zeroize::Zeroizing;
use zicha_core::keyfile::{ROUNDS, ROUNDS_MAX};
use zicha_core::sign::{KeyType, PrivateKey, PublicKey};

const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const SM2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.301");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");

/// scrypt's N and N·r·p that are read; openssl writes N 16384, r 8, p 1.
const SCRYPT_COST_MAX: u64 = 1 << 20;
const SCRYPT_WORK_MAX: u64 = 1 << 24;

/// Why a PEM file gave no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PemError {
    /// No PEM, another label, or no PKCS#8 inside.
    NotPkcs8,
    /// A private key without a passphrase.
    NotEncrypted,
    /// Another scheme than PBES2, or parameters past [`ROUNDS_MAX`] and [`SCRYPT_COST_MAX`].
    TooCostly,
    WrongPassphrase,
    /// Neither Ed25519 nor SM2, or no sound key.
    OtherKey,
}

/// Writes the key as encrypted PKCS#8 in PEM: PBKDF2-HMAC-SHA-256 with [`ROUNDS`] rounds, AES-256-CBC.
/// `None` only by a fault of ours.
pub fn write(key: &PrivateKey, passphrase: &str, salt: &[u8; 16], iv: [u8; 16]) -> Option<Zeroizing<String>> {
    let secret = key.secret();
    let (x, y) = key.public().coordinates();
    let (algorithm, private) = match key.public().key_type() {
        KeyType::Ed25519 => {
            let octets = OctetStringRef::new(secret.as_slice()).ok()?;
            (AlgorithmIdentifierRef { oid: ED25519, parameters: None }, octets.to_der().ok()?)
        }
        KeyType::Sm2 => {
            let point = [&[4], &x[..], &y?[..]].concat();
            let inner =
                sec1::EcPrivateKey { private_key: secret.as_slice(), parameters: None, public_key: Some(&point) };
            (AlgorithmIdentifierRef { oid: EC, parameters: Some(AnyRef::from(&SM2)) }, inner.to_der().ok()?)
        }
        KeyType::P256 => return None,
    };
    let private = Zeroizing::new(private);
    let info = PrivateKeyInfoRef::new(algorithm, OctetStringRef::new(&private).ok()?);
    let how = pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(ROUNDS, salt, iv).ok()?;
    let sealed = info.encrypt_with_params(how, passphrase).ok()?;
    sealed.to_pem(EncryptedPrivateKeyInfoRef::PEM_LABEL, LineEnding::LF).ok()
}

/// Reads encrypted PKCS#8 in PEM.
///
/// # Errors
/// See [`PemError`].
pub fn read(pem: &[u8], passphrase: &str) -> Result<PrivateKey, PemError> {
    let document = look(pem)?;
    let sealed = EncryptedPrivateKeyInfoRef::try_from(document.as_bytes()).map_err(|_| PemError::NotPkcs8)?;
    check_cost(&sealed.encryption_algorithm)?;
    let plain = sealed.decrypt(passphrase).map_err(|_| PemError::WrongPassphrase)?;
    // With CBC a wrong passphrase now and then looks like good padding.
    let info = PrivateKeyInfoRef::try_from(plain.as_bytes()).map_err(|_| PemError::WrongPassphrase)?;
    key_of(&info).ok_or(PemError::OtherKey)
}

/// Whether it is encrypted PKCS#8, before the passphrase is asked for.
///
/// # Errors
/// [`PemError::NotPkcs8`] and [`PemError::NotEncrypted`].
pub fn look(pem: &[u8]) -> Result<SecretDocument, PemError> {
    let text = std::str::from_utf8(pem).map_err(|_| PemError::NotPkcs8)?;
    let (label, document) = SecretDocument::from_pem(text.trim()).map_err(|_| PemError::NotPkcs8)?;
    match label {
        EncryptedPrivateKeyInfoRef::PEM_LABEL => Ok(document),
        label if label.ends_with("PRIVATE KEY") => Err(PemError::NotEncrypted),
        _ => Err(PemError::NotPkcs8),
    }
}

fn check_cost(scheme: &EncryptionScheme) -> Result<(), PemError> {
    let EncryptionScheme::Pbes2(how) = scheme else { return Err(PemError::TooCostly) };
    let bearable = match &how.kdf {
        pbes2::Kdf::Pbkdf2(kdf) => kdf.iteration_count <= ROUNDS_MAX,
        pbes2::Kdf::Scrypt(kdf) => {
            let cost = kdf.cost_parameter;
            let work = cost
                .checked_mul(u64::from(kdf.block_size))
                .and_then(|it| it.checked_mul(u64::from(kdf.parallelization)));
            cost <= SCRYPT_COST_MAX && work.is_some_and(|work| work <= SCRYPT_WORK_MAX)
        }
        _ => false,
    };
    if bearable { Ok(()) } else { Err(PemError::TooCostly) }
}

fn key_of(info: &PrivateKeyInfoRef<'_>) -> Option<PrivateKey> {
    let inner = info.private_key.as_bytes();
    let (key_type, secret) = match (info.algorithm.oid, info.algorithm.parameters) {
        (ED25519, None) => (KeyType::Ed25519, <&OctetStringRef>::from_der(inner).ok()?.as_bytes()),
        (EC, Some(curve)) if curve.decode_as::<ObjectIdentifier>().ok()? == SM2 => {
            (KeyType::Sm2, sec1::EcPrivateKey::from_der(inner).ok()?.private_key)
        }
        _ => return None,
    };
    let secret: Zeroizing<[u8; 32]> = Zeroizing::new(secret.try_into().ok()?);
    PrivateKey::from_secret(key_type, &secret)
}

/// A public key in PEM (RFC 5280 §4.1, RFC 8410 §4, RFC 5480 §2.2), EC points uncompressed.
pub fn read_public(pem: &[u8]) -> Option<PublicKey> {
    let (label, document) = SecretDocument::from_pem(std::str::from_utf8(pem).ok()?.trim()).ok()?;
    let info = SubjectPublicKeyInfoRef::try_from(document.as_bytes()).ok().filter(|_| label == "PUBLIC KEY")?;
    let bytes = info.subject_public_key.as_bytes()?;
    let key_type = match (info.algorithm.oid, info.algorithm.parameters) {
        (ED25519, None) => return PublicKey::from_coordinates(KeyType::Ed25519, bytes.try_into().ok()?, None),
        (EC, Some(curve)) => match curve.decode_as::<ObjectIdentifier>().ok()? {
            SM2 => KeyType::Sm2,
            P256 => KeyType::P256,
            _ => return None,
        },
        _ => return None,
    };
    let (x, y) = bytes.strip_prefix(&[4])?.split_at_checked(32)?;
    PublicKey::from_coordinates(key_type, x.try_into().ok()?, Some(y.try_into().ok()?))
}
