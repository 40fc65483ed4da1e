//! Random bytes from the operating system. It fails closed: without them nothing is made.

use zeroize::Zeroizing;
use zicha_core::sign::{KeyType, PrivateKey};
use zicha_core::text::Lang;
use zicha_core::{digest, keyfile};

use crate::exit::Refusal;
use crate::say;

/// A new report id: 128 random bits in hexadecimal.
pub fn report_id(lang: Lang) -> Result<String, Refusal> {
    Ok(digest::hex(&*bytes::<16>(lang)?))
}

/// A new key of that type.
pub fn key(key_type: KeyType, lang: Lang) -> Result<PrivateKey, Refusal> {
    /// One draw in 2^32 is no SM2 key; so many in a row are no random bytes.
    const DRAWS_MAX: usize = 8;
    for _ in 0..DRAWS_MAX {
        if let Some(key) = PrivateKey::from_secret(key_type, &*bytes(lang)?) {
            return Ok(key);
        }
    }
    Err(Refusal::bad(say::no_chance("getrandom", lang)))
}

/// What one key file needs.
pub fn for_key_file(lang: Lang) -> Result<keyfile::Chance, Refusal> {
    Ok(keyfile::Chance { salt: *bytes(lang)?, cek: *bytes(lang)?, iv: *bytes(lang)? })
}

/// Salt and initialization vector of one PKCS#8 file.
pub fn for_pkcs8(lang: Lang) -> Result<([u8; 16], [u8; 16]), Refusal> {
    Ok((*bytes(lang)?, *bytes(lang)?))
}

fn bytes<const N: usize>(lang: Lang) -> Result<Zeroizing<[u8; N]>, Refusal> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(&mut *bytes).map_err(|error| Refusal::bad(say::no_chance(&error.to_string(), lang)))?;
    Ok(bytes)
}
