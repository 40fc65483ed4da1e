//! What is printed with a foot on every sheet. The foot of a table is repeated by every browser; something fixed to
//! the sheet would lie over the text, and text in the margin is known to new browsers only. On the screen it is not
//! seen.

use yew::prelude::*;
use zicha_core::text::{self, Foot, Lang};
use zicha_html::html;

/// The content with its foot, where there is one.
pub fn paper(foot: Option<&Foot>, lang: Lang, content: Html) -> Html {
    let Some(foot) = foot else { return content };
    html! {
        <div class="zc-paper">
            <div class="zc-paper__body">{ content }</div>
            <div class="zc-foot" aria-hidden="true">
                { for text::foot(foot, lang).into_iter().map(|line| html! { <p>{ line }</p> }) }
            </div>
        </div>
    }
}
