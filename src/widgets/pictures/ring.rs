//! How far a group is: a ring that closes. The figures stand beside it.

use yew::prelude::*;
use zicha_html::html;

/// Whole per cent of the ring, which closes only when all is done and shows the first thing done.
fn percent(done: usize, all: usize) -> usize {
    match done.saturating_mul(100).checked_div(all) {
        Some(0) if done > 0 => 1,
        Some(percent) => percent,
        None => 0,
    }
}

/// Draws it. A radius of 15.915 makes the circumference 100.
pub fn ring(done: usize, all: usize) -> Html {
    html! {
        <svg class="zc-ring" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
            <circle class="zc-ring__whole" cx="18" cy="18" r="15.915" />
            <circle class="zc-ring__done" cx="18" cy="18" r="15.915" stroke-dasharray={format!("{} 100", percent(done, all))} />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    fn check(done: usize, all: usize, shown: usize) {
        assert_eq!(percent(done, all), shown, "{done} of {all}");
    }

    #[test]
    fn only_all_closes_the_ring_and_the_first_shows() {
        check(0, 94, 0);
        check(1, 1_000, 1);
        check(999, 1_000, 99);
        check(1_000, 1_000, 100);
        check(0, 0, 0);
    }
}
