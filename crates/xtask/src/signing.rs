//! What signing and verifying add to the wasm, in gzip bytes.
//!
//! Of the release wasm before it is cut (target/size/named.wasm, which still has its names) those functions count that
//! belong to core's modules about signatures and keys or to the crates of cryptography, and what of Rust's own library
//! was made for their types alone. Their bodies, in the order in which the parts carry them (split::order), are packed by
//! gzip 9. Not counted: what is signed, and how JSON is read (`report`, `record`, `canonical`), which are needed without
//! signatures too; what is built upon signatures and is no part of them (`enrolment`, `ledger`, `package`, `changes`,
//! `exceptions`); the pages; constants, which have no names (some 2 KB).
//! Functions that the optimiser put into their caller count where they went.

use crate::split::order;
use crate::{Result, pack, top};

/// Modules of zicha_core.
const MODULES: &[&str] = &["digest", "envelope", "keyfile", "pinned", "sign", "trust", "verify"];

/// Comparing digits typed off paper: no part of signing or verifying.
const DIGITS: &str = "zicha_core::digest::typed";

/// Crates that nothing but signing and verifying needs, digests included.
const CRATES: &[&str] = &[
    "aead",
    "aes",
    "aes_gcm",
    "aes_kw",
    "base16ct",
    "base64ct",
    "block_buffer",
    "cipher",
    "cmov",
    "crypto_bigint",
    "crypto_common",
    "ctr",
    "ctutils",
    "curve25519_dalek",
    "der",
    "digest",
    "ed25519",
    "ed25519_dalek",
    "elliptic_curve",
    "ff",
    "fiat_crypto",
    "ghash",
    "group",
    "hmac",
    "hybrid_array",
    "inout",
    "pbkdf2",
    "polyval",
    "primefield",
    "primeorder",
    "rfc6979",
    "sec1",
    "sha2",
    "signature",
    "sm2",
    "sm3",
    "subtle",
    "universal_hash",
    "wnaf",
    "zeroize",
];

/// Rust's own: counted where made for a type of the others.
const GENERIC: &[&str] = &["alloc", "core", "hashbrown", "std"];

/// Bytes of these functions' bodies after gzip 9.
///
/// # Errors
/// Not a readable wasm with names.
pub fn gzip_bytes(named: &[u8]) -> Result<usize> {
    let functions = top::functions(named)?;
    let ours: Vec<&[u8]> = functions.iter().filter(|(name, _)| counts(name)).map(|(_, body)| *body).collect();
    if ours.is_empty() {
        return Err("no function of signing and verifying has a name; is this a release build's wasm?".into());
    }
    let in_order: Vec<&[u8]> = order::by_likeness(&ours).into_iter().map(|at| ours[at]).collect();
    Ok(pack::gzip(&in_order.concat()).len())
}

/// Whether a function is one of those that count, by its name without hashes.
fn counts(name: &str) -> bool {
    // What Rust made of a page's closure over our types is the page's.
    if name.contains(DIGITS)
        || name
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':'))
            .any(|path| path.starts_with("zicha::"))
    {
        return false;
    }
    let mut paths = name.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':'));
    let is_ours = |path: &str| {
        let mut steps = path.split("::");
        match (steps.next(), steps.next()) {
            (Some("zicha_core"), Some(module)) => MODULES.contains(&module),
            (Some(krate), Some(_)) => CRATES.contains(&krate),
            (_, None) | (None, _) => false,
        }
    };
    let has_crate = |path: &&str| path.contains("::") && !path.starts_with(':');
    let Some(first) = paths.find(has_crate) else { return false };
    is_ours(first) || (GENERIC.contains(&first.split("::").next().unwrap_or_default()) && paths.any(is_ours))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, want: bool) {
        assert_eq!(counts(name), want, "{name}");
    }

    #[test]
    fn functions_are_attributed_by_their_names() {
        check("zicha_core::sign::jws::protected_header", true);
        check("<zicha_core::envelope::open::Entry as core::clone::Clone>::clone", true);
        check("<&curve25519_dalek::backend::serial::u32::field::FieldElement2625 as core::ops::arith::Mul>::mul", true);
        check("core::ptr::drop_in_place::<zicha_core::verify::Reason>", true);
        check("<alloc::vec::Vec<sm2::arithmetic::Scalar>>::push", true);
        check("<u16 as aes::backends::soft::fixslice::word::Word>::bitslice", true);
        check("zicha_core::canonical::parse::parse", false);
        check("zicha_core::digest::typed::compare_typed", false);
        check(
            "<core::iter::Filter<core::slice::Iter<zicha_core::trust::TrustedKey>, zicha::pages::trust::sheet>>::next",
            false,
        );
        check("core::ptr::drop_in_place::<zicha_core::canonical::Value>", false);
        check("zicha::pages::sign::view", false);
        check("<zicha::pages::sign::Form as core::convert::From<zicha_core::envelope::Outcome>>::from", false);
        check("<alloc::vec::Vec<u8> as core::clone::Clone>::clone", false);
        check("memcpy", false);
    }

    #[test]
    fn a_wasm_without_names_is_refused() {
        assert!(gzip_bytes(b"\0asm\x01\0\0\0").is_err_and(|error| error.contains("name")));
    }
}
