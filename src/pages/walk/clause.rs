//! The clause, where it stands in the document, and who answers for it.

use yew::prelude::*;
use zicha_core::catalogue::{Catalogue, Citation, Indicator};
use zicha_core::text::wide;
use zicha_html::html;

use crate::widgets::quoted::quoted;
use crate::words::{Frame, Walk};

/// Draws them. The document's words stay Chinese in every language of the page.
pub fn clause(catalogue: &Catalogue, indicator: &Indicator, words: &Walk, frame: &Frame) -> Html {
    let asked = indicator.requirements.iter().map(|it| it.quote.as_deref());
    let restated = indicator.restates.iter().map(|it| Some(it.quote.as_str()));
    let quotes: Vec<Option<&str>> = asked.chain(restated).collect();
    html! {
        <section class="zc-clause" aria-labelledby="zc-clause-title">
            <h2 id="zc-clause-title">{ words.clause }</h2>
            <blockquote class="zc-clause__text" lang="zh-Hans">{ quoted(&indicator.text, &quotes) }</blockquote>
            <dl class="zc-facts">
                <dt>{ words.responsibility }</dt>
                <dd>{ responsibility(catalogue, indicator, words) }</dd>
                <dt>{ words.source }</dt>
                <dd>{ source(catalogue, &indicator.citation, words, frame) }</dd>
                { corrections(&indicator.citation, words, frame) }
            </dl>
        </section>
    }
}

fn responsibility(catalogue: &Catalogue, indicator: &Indicator, words: &Walk) -> Html {
    let it = &indicator.responsibility;
    // The row is named by its id, and known to people by its number.
    let number = |row: &str| {
        let row = catalogue.indicator_at(row).and_then(|at| catalogue.indicators.get(at)).map_or(row, |it| &it.number);
        (words.number)(row)
    };
    html! {
        <>
            <span lang="zh-Hans">{ wide(&it.printed) }</span>
            if let Some(row) = &it.carried_from {
                <small class="zc-facts__note">{ (words.carried_from)(&number(row)) }</small>
            }
            if let Some(note) = &it.note {
                <small class="zc-facts__note" lang="zh-Hans">{ wide(note) }</small>
            }
        </>
    }
}

fn source(catalogue: &Catalogue, citation: &Citation, words: &Walk, frame: &Frame) -> Html {
    let lines: Vec<String> = citation.lines.iter().map(u32::to_string).collect();
    let number = catalogue.source.number.as_deref().unwrap_or_default();
    html! {
        <>
            <span lang="zh-Hans">{ wide(&catalogue.source.title) }{ number }</span>
            if !lines.is_empty() { { " " }{ (words.lines)(&lines.join(frame.comma)) } }
        </>
    }
}

fn corrections(citation: &Citation, words: &Walk, frame: &Frame) -> Html {
    if citation.corrections.is_empty() {
        return Html::default();
    }
    let one = |it: &zicha_core::catalogue::wire::Correction| {
        html! {
            <p>
                { words.printed }{ frame.colon }<del lang="zh-Hans">{ wide(&it.printed) }</del>{ " " }
                { words.read_as }{ frame.colon }<ins lang="zh-Hans">{ wide(&it.read_as) }</ins>
                if let Some(note) = &it.note { <small class="zc-facts__note" lang="zh-Hans">{ wide(note) }</small> }
            </p>
        }
    };
    html! {
        <>
            <dt>{ words.corrections }</dt>
            <dd>{ for citation.corrections.iter().map(one) }</dd>
        </>
    }
}
