//! What will be signed: for whom and when, how the verdicts stand, what keeps from signing, and the
//! blanks the signer must know of.

use super::form::Form;
use crate::markup::classes;
use crate::pages::walk::ids;
use crate::route::Route;
use crate::state::{Action, Dispatch, Shelf, Work};
use crate::widgets::summary::{self, Line};
use crate::widgets::verdicts::verdicts;
use crate::words;
use yew::prelude::*;
use zicha_core::finding::Finding;
use zicha_core::session::Session;
use zicha_core::text::{self, Lang, wide};
use zicha_html::html;

/// Most findings listed; the review page has them all.
const LISTED_MAX: usize = 20;

/// Unit, catalogue, period, edition, verdicts.
pub fn facts(work: &Work, shelf: &Shelf, revision: u32, lang: Lang) -> Html {
    let words = words::of(lang).sign();
    let session = &work.session;
    // Another edition of the catalogue may have been loaded since.
    let book = shelf.book(&session.catalogue().id).filter(|it| it.catalogue() == Some(session.catalogue()));
    let issued = book.and_then(|it| Some((it.head.issuer.as_str(), it.head.issue.as_ref()?)));
    let total = session.total();
    html! {
        <>
            <dl class="zc-facts">
                <dt>{ words.unit }</dt><dd>{ &session.setting().unit.name }</dd>
                <dt>{ words.catalogue }</dt><dd>{ wide(&session.catalogue().title) }</dd>
                if let Some((issuer, issue)) = issued {
                    <dt>{ words.issuer }</dt>
                    <dd id="zc-sign-issuer">
                        { (words.issuer_is)(issuer, &issue.day) }<br /><span class="zc-print">{ &issue.fingerprint }</span>
                    </dd>
                }
                <dt>{ words.period }</dt><dd>{ period(session) }</dd>
                <dt>{ words.edition }</dt><dd>{ (words.edition_is)(revision) }</dd>
                <dt>{ words.rows }</dt><dd>{ total.rows }</dd>
            </dl>
            { verdicts(&total, lang) }
        </>
    }
}

fn period(session: &Session) -> String {
    session.period().map(|period| period.title.clone()).unwrap_or_default()
}

/// What must be corrected first, each with a link to its row.
pub fn blockers(session: &Session, found: &[(usize, Finding)], lang: Lang, dispatch: &Dispatch) -> Html {
    let words = words::of(lang).sign();
    if found.is_empty() {
        return html! { <p class="zc-ok">{ words.no_blockers }</p> };
    }
    let lines: Vec<Line> = found.iter().take(LISTED_MAX).filter_map(|it| line(session, it, lang, dispatch)).collect();
    let more = found.len().saturating_sub(LISTED_MAX);
    let more = (more > 0).then(|| (words.blockers_more)(more));
    summary::lines("zc-sign-blockers", "zc-summary--error", &(words.blockers)(found.len()), "", &lines, more)
}

fn line(session: &Session, (row, finding): &(usize, Finding), lang: Lang, dispatch: &Dispatch) -> Option<Line> {
    let indicator = session.catalogue().indicators.get(*row)?;
    let (route, dispatch, words) = (Route::Walk(*row), dispatch.clone(), words::of(lang));
    let id = ids::of(*row, finding);
    Some(Line {
        href: route.hash(),
        name: format!(
            "{} {}",
            (words.walk.number)(&indicator.number),
            wide(indicator.title.as_deref().unwrap_or_default())
        ),
        text: [&text::place(finding, indicator, lang), words.frame.colon, &text::finding(finding, indicator, lang)]
            .concat(),
        follow: Callback::from(move |()| dispatch.dispatch(Action::GoTo { route, id: id.clone() })),
    })
}

/// The tick that the signer knows of the blanks; nothing where there are none.
pub fn blanks(form: &Form, blanks: u32, wrong: bool, lang: Lang, tick: Callback<Option<u32>>) -> Html {
    const ID: &str = "zc-sign-blanks";
    let words = words::of(lang).sign();
    if blanks == 0 {
        return Html::default();
    }
    let known = form.blanks_known == Some(blanks);
    let onchange = tick.reform(move |_: Event| (!known).then_some(blanks));
    let described = if wrong { format!("{ID}-hint {ID}-error") } else { format!("{ID}-hint") };
    html! {
        <div class={classes!("zc-field", "zc-sign__blanks", wrong.then_some("zc-field--wrong"))}>
            if wrong { <p class="zc-field__error" id={format!("{ID}-error")}>{ words.blanks_unknown }</p> }
            <p class="zc-choice__option">
                <input type="checkbox" id={ID} checked={known} {onchange} aria-describedby={described}
                    aria-invalid={wrong.then_some("true")} />
                <label for={ID}>{ (words.blanks_known)(blanks) }</label>
            </p>
            <p class="zc-field__hint" id={format!("{ID}-hint")}>{ words.blanks_hint }</p>
        </div>
    }
}
