//! Signing: keys, algorithms, the sign-off statement and its detached JWS.
//!
//! A signatory signs a small readable **statement** that names the content by its digests, never
//! the content itself. The signature is a detached flattened JWS (RFC 7515 App. F): the signed
//! bytes are `ASCII(protected "." BASE64URL(canonical statement))`. RFC 7797 is not used.
//!
//! Not here: files with several members (`envelope`), secrets at rest (`keyfile`), whom to believe
//! (`trust`). Nothing here draws random numbers: seeds are arguments.
//! Reading order: `alg`, `ed25519`, `sm2`, `es256`, `point`, `key`, `der`, `moment`, `receipt`, `statement`, `jws`.

mod alg;
mod base64url;
mod der;
mod ed25519;
#[cfg(feature = "es256")]
mod es256;
mod jws;
mod key;
mod moment;
mod point;
mod receipt;
mod sec1;
mod sm2;
mod statement;

pub use alg::{Alg, KeyType};
pub use der::signature_from_der;
pub use jws::{HEADER_CHARS_MAX, Header, HeaderError, TYP, protected_header, read_signature, signing_input};
pub use key::{JwkError, Kid, PrivateKey, PublicKey, SIGNATURE_BYTES};
pub use moment::{Day, Moment};
pub use receipt::{Receipt, ReceiptVerdict};
pub use statement::{
    ContentKind, ContentRef, NAME_CHARS_MAX, OPINION_CHARS_MAX, Role, STATEMENT_SCHEMA, Signer, Statement,
};

pub(crate) use base64url::{decode as decode_base64url, encode as encode_base64url};
