//! How many rows got which verdict: a list of words with counts, and the same as a bar for the eye.

use super::tag;
use yew::prelude::*;
use zicha_core::finding::Verdict;
use zicha_core::session::Tally;
use zicha_core::text::Lang;
use zicha_html::html;

/// Length of the whole bar in its own units.
const BAR: u32 = 1_000;

/// Verdicts that occur, in their order, with where each begins and ends on the bar.
fn stretches(tally: &Tally) -> Vec<(Verdict, u32, u32, u32)> {
    let found = Verdict::ALL.into_iter().map(|verdict| (verdict, tally.of(verdict))).filter(|(_, count)| *count > 0);
    let found: Vec<(Verdict, u32)> = found.collect();
    let whole: u64 = found.iter().map(|(_, count)| u64::from(*count)).sum();
    let mut before = 0;
    let mut at = |count: u32| {
        let start = before;
        before += u64::from(count);
        let place = |rows: u64| u32::try_from(rows * u64::from(BAR) / whole.max(1)).unwrap_or(BAR);
        (place(start), place(before))
    };
    found.into_iter().map(|(verdict, count)| (verdict, count, at(count))).map(|(v, n, (a, b))| (v, n, a, b)).collect()
}

/// Draws bar and list.
pub fn verdicts(tally: &Tally, lang: Lang) -> Html {
    let found = stretches(tally);
    let piece = |(verdict, _, start, end): &(Verdict, u32, u32, u32)| {
        html! {
            <rect class={tag::verdict_class(*verdict)} x={start.to_string()} y="0"
                width={end.saturating_sub(*start).to_string()} height="12" />
        }
    };
    let count = |(verdict, count, _, _): &(Verdict, u32, u32, u32)| {
        html! { <li>{ tag::mark(*verdict) }{ tag::verdict(*verdict, lang) }<span class="zc-verdicts__count">{ *count }</span></li> }
    };
    html! {
        <div class="zc-verdicts">
            <svg class="zc-verdicts__bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                { for found.iter().map(piece) }
            </svg>
            <ul class="zc-verdicts__list">{ for found.iter().map(count) }</ul>
        </div>
    }
}
