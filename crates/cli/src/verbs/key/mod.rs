//! What one does with a key beside signing: another passphrase, registration, openssl.

pub mod convert;
pub mod enrol;
pub mod form;
pub mod passphrase;
pub mod pem;
pub mod words;
