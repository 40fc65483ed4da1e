//! Small status words. Colour is never the only sign: the word says it too.

use crate::markup::classes;
use yew::prelude::*;
use zicha_core::finding::Verdict;
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// 达标, 未达标 … as a tag.
pub fn verdict(verdict: Verdict, lang: Lang) -> Html {
    html! { <span class={classes!("zc-tag", verdict_class(verdict))}>{ text::verdict(verdict, lang) }</span> }
}

/// The colour that goes with a verdict.
pub fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unreadable => "zc-is--error",
        Verdict::Unmet => "zc-is--unmet",
        Verdict::SoftUnmet => "zc-is--soft",
        Verdict::Blank => "zc-is--blank",
        Verdict::NotCounted | Verdict::ToReview => "zc-is--open",
        Verdict::NoneOccurred | Verdict::Coming | Verdict::Past | Verdict::Elsewhere | Verdict::NotApplicable => {
            "zc-is--off"
        }
        Verdict::Met => "zc-is--met",
    }
}

/// A mark before a row in the contents; spoken by the words beside it, not by this.
pub fn mark(verdict: Verdict) -> Html {
    let sign = match verdict {
        Verdict::Unreadable => "!",
        Verdict::Unmet | Verdict::SoftUnmet => "×",
        Verdict::Blank => "○",
        Verdict::NotCounted | Verdict::ToReview => "◐",
        Verdict::NoneOccurred | Verdict::Coming | Verdict::Past | Verdict::Elsewhere | Verdict::NotApplicable => "–",
        Verdict::Met => "✓",
    };
    html! { <span class={classes!("zc-mark", verdict_class(verdict))} aria-hidden="true">{ sign }</span> }
}
