//! The uncompressed point `04 ‖ x ‖ y` of SEC 1 §2.3, which both EC libraries read and write.

/// `04 ‖ x ‖ y`.
pub fn join(x: &[u8; 32], y: &[u8; 32]) -> [u8; 65] {
    let mut bytes = [4; 65];
    for (to, from) in bytes.iter_mut().skip(1).zip(x.iter().chain(y)) {
        *to = *from;
    }
    bytes
}

/// x and y of such bytes; other bytes give zeros, which are on no curve of ours.
pub fn split(point: &[u8]) -> ([u8; 32], [u8; 32]) {
    let halves = point.strip_prefix(&[4]).and_then(|rest| rest.split_at_checked(32));
    let whole = halves.and_then(|(x, y)| Some((x.try_into().ok()?, y.try_into().ok()?)));
    debug_assert!(whole.is_some(), "the libraries write points uncompressed when asked to");
    whole.unwrap_or(([0; 32], [0; 32]))
}
