//! The uncompressed point `04 ‖ x ‖ y` of SEC 1 §2.3, which both EC libraries write.

/// x and y of such bytes; other bytes give zeros, which are on no curve of ours.
pub fn split(point: &[u8]) -> ([u8; 32], [u8; 32]) {
    let halves = point.strip_prefix(&[4]).and_then(|rest| rest.split_at_checked(32));
    let whole = halves.and_then(|(x, y)| Some((x.try_into().ok()?, y.try_into().ok()?)));
    debug_assert!(whole.is_some(), "the libraries write points uncompressed when asked to");
    whole.unwrap_or(([0; 32], [0; 32]))
}
