//! 关于: what the page does with what is typed, which build this is, what is inside it and under which licences.

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::text::wide;
use zicha_html::html;

use crate::browser::embedded::{self, Edition};
use crate::state::{HEADING_ID, State, Storing};
use crate::words::About;

/// Name, version and licence of every library compiled in, a line each; tests/it/licences.rs holds it to Cargo.lock.
pub const LICENCES: &str = include_str!("about/licences.txt");

/// Most libraries listed.
pub const LICENCES_MAX: usize = 500;

/// What the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct AboutPageProps {
    pub state: Rc<State>,
}

/// Draws the page.
#[component(AboutPage)]
pub fn about_page(props: &AboutPageProps) -> Html {
    let state = &props.state;
    let words = state.words().about();
    let stored = match state.storing {
        Storing::Browser => words.data_browser,
        Storing::Nowhere => words.data_memory,
    };
    html! {
        <div class="zc-page zc-about">
            <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
            <p>{ words.lead }</p>
            <section aria-labelledby="zc-about-data">
                <h2 id="zc-about-data">{ words.data }</h2>
                <p class="zc-about__now">{ stored }</p>
                <ul class="zc-about__list">{ for words.data_points.iter().map(|it| html! { <li>{ *it }</li> }) }</ul>
            </section>
            { build(state, words) }
            <section aria-labelledby="zc-about-keys">
                <h2 id="zc-about-keys">{ words.keys }</h2>
                <p>{ state.words().walk.keys }</p>
            </section>
            { licences(words) }
        </div>
    }
}

/// Which page this is: what support asks first.
fn build(state: &State, words: &About) -> Html {
    let edition = match embedded::edition() {
        Edition::Single => words.edition_single,
        Edition::Hosted => words.edition_hosted,
        Edition::Element => words.edition_element,
    };
    let books = state.shelf.books.iter().map(|book| html! { <p lang="zh-Hans">{ wide(&book.head.title) }</p> });
    html! {
        <section aria-labelledby="zc-about-build">
            <h2 id="zc-about-build">{ words.build }</h2>
            <dl class="zc-facts">
                <dt>{ words.build_version }</dt>
                <dd>{ env!("CARGO_PKG_VERSION") }</dd>
                <dt>{ words.build_id }</dt>
                <dd class="zc-print">{ embedded::build_id() }</dd>
                <dt>{ words.edition }</dt>
                <dd>{ edition }</dd>
                <dt>{ words.catalogues }</dt>
                <dd>{ for books }</dd>
            </dl>
        </section>
    }
}

/// A line of [`LICENCES`]: name and version, licence.
pub fn licence(line: &str) -> Option<(&str, &str)> {
    line.split_once('|')
}

fn licences(words: &About) -> Html {
    let one = |(name, licence): (&str, &str)| html! { <tr><td>{ name }</td><td>{ licence }</td></tr> };
    let all = || LICENCES.lines().take(LICENCES_MAX).filter_map(licence);
    html! {
        <section aria-labelledby="zc-about-licences">
            <h2 id="zc-about-licences">{ words.licences }</h2>
            <p>{ words.own_licence }</p>
            <details class="zc-about__all">
                <summary>{ (words.others)(all().count()) }</summary>
                <div class="zc-scroll" tabindex="0" role="region" aria-labelledby="zc-about-licences">
                    <table class="zc-table">
                        <thead><tr><th scope="col">{ words.library }</th><th scope="col">{ words.licence }</th></tr></thead>
                        <tbody>{ for all().map(one) }</tbody>
                    </table>
                </div>
                { for words.texts.iter().map(|text| html! { <p class="zc-about__text" lang="en">{ *text }</p> }) }
            </details>
        </section>
    }
}
