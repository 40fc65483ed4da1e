//! One file's result, drawn: the three-state word first, then why, then what the file says.

use super::board::{By, Item};
use super::chain::chain;
use super::paper;
use super::sort::Found;
use crate::markup::classes;
use crate::own::use_own;
use crate::widgets::verdicts::verdicts;
use crate::words::{self, Verify};
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::finding::{Finding, Verdict};
use zicha_core::report::Report;
use zicha_core::session::{Row, Session};
use zicha_core::text::{self, Lang, wide};
use zicha_core::verify::{Outcome, Verification, Verified};
use zicha_html::html;

/// What is drawn.
#[derive(Properties)]
pub struct ResultCardProps {
    pub item: Rc<Item>,
    pub lang: Lang,
    /// Hears how far the digits typed off paper agree.
    pub tell: Callback<String>,
}

impl PartialEq for ResultCardProps {
    /// By pointer: the board makes a new `Rc` for a file that is verified again, and comparing whole reports would
    /// cost more wasm than drawing one.
    fn eq(&self, other: &ResultCardProps) -> bool {
        Rc::ptr_eq(&self.item, &other.item) && self.lang == other.lang
    }
}

/// A card for one file.
#[component(ResultCard)]
pub fn result_card(props: &ResultCardProps) -> Html {
    let (item, lang) = (&props.item, props.lang);
    let words = words::of(lang).verify();
    let typed = use_own(String::new);
    let outcome = item.outcome();
    // Trusted by a list that nobody signed is not drawn as trusted.
    let marked = outcome == Outcome::Trusted && item.by == By::Nobody;
    let look = if marked { Outcome::IntactUnknown } else { outcome };
    let id = format!("zc-result-{}", item.number);
    let paper_id = format!("zc-paper-{}", item.number);
    let on_typed = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    let foot = match &item.found {
        Found::Checked(found) => found.foot(),
        Found::Foreign(_) | Found::Ledger(_) | Found::TooLarge { .. } | Found::Unreadable => None,
    };
    let card = html! {
        <article class={classes!("zc-result", class(look))} aria-labelledby={id.clone()}>
            <h3 {id}>
                <span class="zc-result__word">
                    <span class="zc-result__icon" aria-hidden="true">{ icon(look) }</span>
                    { text::outcome(outcome, lang) }
                    if marked { { words.by_unsigned } }
                </span>
                <span class="zc-result__name">{ &item.name }</span>
            </h3>
            <p>{ if marked { words.means_by_unsigned } else { means(outcome, words) } }</p>
            if let Some(other) = &item.same_as { <p class="zc-note">{ (words.duplicate)(other) }</p> }
            { match &item.found {
                Found::Checked(found) => {
                    let paper = found.fingerprint.as_deref().map(|print| {
                        paper::on_card(&paper_id, print, &typed, words, lang, on_typed, props.tell.clone())
                    });
                    checked(item, found, paper.unwrap_or_default(), words, lang)
                }
                Found::Foreign(foreign) => html! { <p class="zc-result__why">{ foreign.sentence(words) }</p> },
                Found::Ledger(error) => {
                    let why = text::ledger_error(error, lang);
                    html! { <p class="zc-result__why">{ (words.ledger_broken)(&why) }</p> }
                }
                Found::TooLarge { limit } => {
                    html! { <p class="zc-result__why">{ (words.too_large)(limit / (1024 * 1024)) }</p> }
                }
                Found::Unreadable => html! { <p class="zc-result__why">{ words.unreadable }</p> },
            } }
        </article>
    };
    crate::widgets::paper::paper(foot.as_ref(), lang, card)
}

fn class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Trusted => "zc-result--trusted",
        Outcome::IntactUnknown => "zc-result--unknown",
        Outcome::Invalid => "zc-result--invalid",
    }
}

fn icon(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Trusted => "✓",
        Outcome::IntactUnknown => "?",
        Outcome::Invalid => "✕",
    }
}

fn means(outcome: Outcome, words: &Verify) -> &'static str {
    match outcome {
        Outcome::Trusted => words.means_trusted,
        Outcome::IntactUnknown => words.means_unknown,
        Outcome::Invalid => words.means_invalid,
    }
}

fn checked(item: &Item, found: &Verification, paper: Html, words: &Verify, lang: Lang) -> Html {
    html! {
        <>
            if !found.reasons.is_empty() {
                <h4>{ words.reasons }</h4>
                <ul class="zc-result__reasons">
                    { for found.reasons.iter().map(|reason| html! { <li>{ text::reason(reason, lang) }</li> }) }
                </ul>
            }
            if let Some(report) = &found.report { { facts(report, words, lang) } }
            if let Some(print) = &found.fingerprint {
                <dl class="zc-facts"><dt>{ words.fingerprint }</dt><dd class="zc-print">{ print }</dd></dl>
            }
            { paper }
            { chain(item, found, words, lang) }
            if let Some(report) = &found.report { { standing(report.session(), words, lang) } }
        </>
    }
}

fn facts(report: &Verified<Report>, words: &Verify, lang: Lang) -> Html {
    let (content, session) = (report.content(), report.session());
    let catalogue = session.catalogue();
    let period = session.period().map(|period| period.title.as_str()).unwrap_or_default();
    // Catalogue texts are Chinese in either interface.
    let lang_of = (lang != Lang::Zh).then_some(Lang::Zh.tag());
    html! {
        <dl class="zc-facts">
            <dt>{ words.unit }</dt><dd lang={lang_of}>{ &content.unit.name }</dd>
            <dt>{ words.period }</dt><dd lang={lang_of}>{ period }</dd>
            <dt>{ words.catalogue }</dt>
            <dd lang={lang_of}>{ format!("{} · {} {}", wide(&catalogue.title), catalogue.id, catalogue.version) }</dd>
            <dt>{ words.edition }</dt><dd>{ (words.edition_is)(content.identity.revision) }</dd>
        </dl>
    }
}

/// Verdicts as judged again here, and what falls short.
fn standing(session: &Session, words: &Verify, lang: Lang) -> Html {
    let unmet: Vec<Html> =
        session.mine().filter(|row| is_short(row.verdict)).map(|row| line(session, row, words, lang)).collect();
    html! {
        <>
            <h4>{ words.verdicts }</h4>
            { verdicts(&session.total(), lang) }
            if unmet.is_empty() {
                <p>{ words.no_unmet }</p>
            } else {
                <details class="zc-result__unmet">
                    <summary>{ (words.unmet)(unmet.len()) }</summary>
                    <ul>{ for unmet }</ul>
                </details>
            }
        </>
    }
}

fn is_short(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Unreadable | Verdict::Unmet | Verdict::SoftUnmet => true,
        Verdict::Blank
        | Verdict::NotCounted
        | Verdict::ToReview
        | Verdict::NoneOccurred
        | Verdict::Coming
        | Verdict::Past
        | Verdict::Elsewhere
        | Verdict::NotApplicable
        | Verdict::Met => false,
    }
}

fn line(session: &Session, row: &Row, words: &Verify, lang: Lang) -> Html {
    let Some(indicator) = session.catalogue().indicators.get(row.indicator) else {
        return Html::default();
    };
    let said = row.judgements.iter().enumerate().filter(|(_, judgement)| is_short(judgement.verdict)).map(
        |(at, judgement)| {
            let own: Vec<&Finding> = row.findings.iter().filter(|finding| finding.requirement == Some(at)).collect();
            let title = indicator.requirements.get(at).map(|it| wide(&it.title)).unwrap_or_default();
            html! { <li>{ title }{ " — " }{ text::judgement(judgement, &own, lang) }</li> }
        },
    );
    let title = wide(indicator.title.as_deref().unwrap_or(&indicator.text));
    html! {
        <li>
            <span>{ (words.row)(indicator.number.trim_end_matches('.')) }{ " " }{ title }</span>
            <ul>{ for said }</ul>
        </li>
    }
}
