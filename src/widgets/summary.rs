//! A list of problems, each a link to the field that mends it.

use crate::markup::classes;
use yew::prelude::*;
use zicha_html::html;

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Where the link goes without the program: `#/walk/7`.
    pub href: String,
    /// `第7项 …`.
    pub name: String,
    pub text: String,
    pub follow: Callback<()>,
}

/// Draws one line; the browser does not follow the link, `follow` acts.
pub fn line(line: &Line) -> Html {
    let onclick = line.follow.reform(|event: MouseEvent| event.prevent_default());
    html! {
        <li>
            <a href={line.href.clone()} {onclick}>{ &line.name }</a>
            <span class="zc-summary__text">{ &line.text }</span>
        </li>
    }
}

/// A titled list; nothing where there are no lines.
pub fn lines(id: &str, class: &'static str, title: &str, hint: &str, all: &[Line], more: Option<String>) -> Html {
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <section class={classes!("zc-summary", class)} aria-labelledby={id.to_owned()}>
            <h2 id={id.to_owned()} tabindex="-1">{ title }</h2>
            if !hint.is_empty() { <p class="zc-summary__hint">{ hint }</p> }
            <ul class="zc-summary__list">{ for all.iter().map(line) }</ul>
            if let Some(more) = more { <p>{ more }</p> }
        </section>
    }
}
