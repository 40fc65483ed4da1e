//! Chance: `crypto.getRandomValues` and nothing else. It fails closed; there is no fallback.

use zeroize::Zeroizing;

/// The browser gave no random bytes: no key may be made and nothing signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRandomness;

/// `N` fresh random bytes, 1..=65,536 (the bound of Web Cryptography §10.1.1); overwritten when
/// dropped.
///
/// # Errors
/// The browser has no `crypto`, it refused, or it left the bytes as they were.
pub fn bytes<const N: usize>() -> Result<Zeroizing<[u8; N]>, NoRandomness> {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok()).ok_or(NoRandomness)?;
    fill(|bytes| crypto.get_random_values_with_u8_array(bytes).map(drop).map_err(|_| NoRandomness))
}

fn fill<const N: usize>(
    source: impl FnOnce(&mut [u8]) -> Result<(), NoRandomness>,
) -> Result<Zeroizing<[u8; N]>, NoRandomness> {
    /// From here on, all zeros by chance is less likely than a source that does nothing.
    const TELLING_BYTES_MIN: usize = 12;
    let mut bytes = Zeroizing::new([0; N]);
    source(bytes.as_mut_slice())?;
    if N >= TELLING_BYTES_MIN && bytes.iter().all(|byte| *byte == 0) {
        return Err(NoRandomness);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_fails_or_does_nothing_gives_no_bytes() {
        assert_eq!(fill::<32>(|_| Err(NoRandomness)), Err(NoRandomness));
        assert_eq!(fill::<32>(|_| Ok(())), Err(NoRandomness));
        let counting = |bytes: &mut [u8]| {
            bytes.fill(7);
            Ok(())
        };
        assert_eq!(fill::<32>(counting).map(|bytes| *bytes), Ok([7; 32]));
    }
}
