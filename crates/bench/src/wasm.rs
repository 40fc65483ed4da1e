//! The three measured acts for JavaScript: each gives 1 when it came out as it must, else 0.

use std::sync::OnceLock;

use crate::form;
use crate::verifying::Case;

static CASE: OnceLock<Case> = OnceLock::new();

fn case() -> &'static Case {
    CASE.get_or_init(|| Case::of(&form::session(94), &form::calendar()))
}

/// Makes the report, so that the first measurement does not pay for it.
#[unsafe(no_mangle)]
pub extern "C" fn content_bytes() -> u32 {
    u32::try_from(case().content_bytes()).unwrap_or(0)
}

#[unsafe(no_mangle)]
pub extern "C" fn signatures() -> u32 {
    u32::from(case().signatures())
}

#[unsafe(no_mangle)]
pub extern "C" fn envelope() -> u32 {
    u32::from(case().envelope())
}

#[unsafe(no_mangle)]
pub extern "C" fn whole() -> u32 {
    u32::from(case().whole())
}

/// Which of the parts: 0 digests, 1 strict reading, 2 canonical bytes.
#[unsafe(no_mangle)]
pub extern "C" fn part(which: u32) -> u32 {
    u32::from(match which {
        0 => case().digests(),
        1 => case().reading(),
        _ => case().writing(),
    })
}
