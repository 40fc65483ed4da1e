//! One file's result, drawn: the three-state word first, then why, then what the file says.

use super::board::Item;
use super::sort::Found;
use crate::markup::classes;
use crate::widgets::verdicts::verdicts;
use crate::words::{self, Verify};
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::envelope::SignatureFinding;
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
    let words = &words::of(lang).verify;
    let outcome = item.outcome();
    let id = format!("zc-result-{}", item.number);
    html! {
        <article class={classes!("zc-result", class(outcome))} aria-labelledby={id.clone()}>
            <h3 {id}>
                <span class="zc-result__word">
                    <span class="zc-result__icon" aria-hidden="true">{ icon(outcome) }</span>
                    { text::outcome(outcome, lang) }
                </span>
                <span class="zc-result__name">{ &item.name }</span>
            </h3>
            <p>{ means(outcome, words) }</p>
            if let Some(other) = &item.same_as { <p class="zc-note">{ (words.duplicate)(other) }</p> }
            { match &item.found {
                Found::Checked(found) => checked(found, words, lang),
                Found::Foreign(foreign) => html! { <p class="zc-result__why">{ foreign.sentence(words) }</p> },
                Found::TooLarge { limit } => {
                    html! { <p class="zc-result__why">{ (words.too_large)(limit / (1024 * 1024)) }</p> }
                }
                Found::Unreadable => html! { <p class="zc-result__why">{ words.unreadable }</p> },
            } }
        </article>
    }
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

fn checked(found: &Verification, words: &Verify, lang: Lang) -> Html {
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
            if !found.signatures.is_empty() {
                <h4>{ words.signatures }</h4>
                { for found.signatures.iter().map(|signature| self::signature(signature, words, lang)) }
            }
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

fn signature(found: &SignatureFinding, words: &Verify, lang: Lang) -> Html {
    let says = &found.statement;
    let person = [&says.signer.name, &says.signer.title, &says.signer.unit];
    let person: Vec<&str> = person.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    html! {
        <dl class="zc-facts">
            <dt>{ (words.signature)(found.index + 1) }</dt><dd><strong>{ text::signature(&found.reason, lang) }</strong></dd>
            <dt>{ words.signed_by }</dt><dd>{ person.join(" · ") }</dd>
            <dt>{ words.role }</dt><dd>{ text::role(says.role, lang) }</dd>
            if let Some(holder) = &found.holder {
                <dt>{ words.holder }</dt><dd>{ format!("{} · {}", holder.name, holder.unit) }</dd>
            }
            if !says.opinion.is_empty() { <dt>{ words.opinion }</dt><dd class="zc-verbatim">{ &says.opinion }</dd> }
            <dt>{ words.time }</dt>
            <dd>{ says.signed.as_str() }{ " " }<span class="zc-field__hint">{ words.time_claimed }</span></dd>
            if let Some(kid) = &found.kid { <dt>{ words.key }</dt><dd class="zc-print">{ fingerprint(kid.bytes()) }</dd> }
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
