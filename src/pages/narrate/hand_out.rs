//! The report leaves the page: as Markdown, as a page of its own, on paper.

use yew::prelude::*;
use zicha_core::narrative::{self, Document, html as page_file, markdown};
use zicha_core::text::Foot;
use zicha_html::html;

use super::Page;
use crate::browser::{files, print, task};
use crate::drafts;
use crate::state::Action;

/// Draws the buttons.
pub(super) fn buttons(page: &Page<'_>) -> Html {
    let words = page.words;
    let markdown =
        download(page, "-情况报告.md", "text/markdown;charset=utf-8", |document, _| markdown::render(document));
    let html_page = download(page, "-情况报告.html", "text/html;charset=utf-8", page_file::page);
    let print = {
        let open = page.open.clone();
        move |_: MouseEvent| {
            open.set(None);
            task::spawn(async {
                task::painted().await;
                print::print();
            });
        }
    };
    html! {
        <div class="zc-row">
            <button type="button" class="zc-button" id="zc-narrate-markdown" onclick={markdown}>{ words.download_markdown }</button>
            <button type="button" class="zc-button" id="zc-narrate-page" onclick={html_page}>{ words.download_page }</button>
            <button type="button" class="zc-button" onclick={print}>{ words.print }</button>
        </div>
    }
}

/// The report with every word typed so far, also in an open editor.
fn download(
    page: &Page<'_>,
    ending: &str,
    mime: &'static str,
    make: fn(&Document, &Foot) -> String,
) -> Callback<MouseEvent> {
    let name = drafts::named(&page.work.session, ending);
    let (session, own, foot) = (page.work.session.clone(), page.work.narrative.clone(), page.work.foot());
    let (dispatch, words) = (page.props.dispatch.clone(), page.words);
    Callback::from(move |_: MouseEvent| {
        let text = make(&narrative::narrate(&session, &own), &foot);
        let said = match files::download(&name, mime, text.as_bytes()) {
            Ok(()) => words.downloaded,
            Err(_) => words.not_downloaded,
        };
        dispatch.dispatch(Action::Say(said.to_owned()));
    })
}
