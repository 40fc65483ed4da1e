//! A rate on a bar: how far it comes, where its limit is, and what lies between. The sentence beside it says the same.

use yew::prelude::*;
use zicha_core::judge::Judgement;
use zicha_core::kind::{Kind, gauge};
use zicha_html::html;

use crate::widgets::tag::verdict_class;

/// Draws it; nothing for what is no rate, or has no figure yet.
pub fn gauge(kind: &Kind, judgement: &Judgement) -> Html {
    let (Kind::Rate(rate) | Kind::Ratio(rate), Some(figure)) = (kind, &judgement.figure) else {
        return Html::default();
    };
    let Some(it) = gauge::gauge(rate.bound, figure, judgement.verdict) else { return Html::default() };
    let (from, to) = (it.value.min(it.limit), it.value.max(it.limit));
    let gap = if it.is_missed { to - from } else { 0 };
    html! {
        <svg class="zc-gauge" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="zc-gauge__whole" y="6" width="1000" height="8" />
            <rect class={verdict_class(judgement.verdict)} y="6" width={it.value.to_string()} height="8" />
            <rect class="zc-gauge__gap" x={from.to_string()} y="3" width={gap.to_string()} height="14" />
            <rect class="zc-gauge__limit" x={it.limit.saturating_sub(4).to_string()} width="4" height="20" />
        </svg>
    }
}
