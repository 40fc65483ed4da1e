//! The ledger, drawn: opening or beginning one, what it is, what stands in it.

use super::desk::{Book, Desk, Step};
use super::store;
use crate::browser::files::{self, File, FileError};
use crate::browser::{clock, task};
use crate::markup::classes;
use crate::own::Own;
use crate::pages::file_drop::FileDrop;
use crate::state::{Action, Dispatch};
use crate::widgets::field::{Field, field};
use crate::words::{self, Receive as Words};
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::envelope::Outcome;
use zicha_core::ledger::Line;
use zicha_core::sign::{Day, ReceiptVerdict};
use zicha_core::text::{self, Lang};
use zicha_html::html;

/// Largest ledger file that is opened here, in bytes: some 40,000 receipts.
pub const LEDGER_READ_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Most receipts listed.
const SHOWN_MAX: usize = 200;

/// What was typed and what is wrong, while no ledger is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opening {
    pub office: String,
    /// Why the file was refused.
    pub refused: Option<String>,
    /// Why none was begun.
    pub not_begun: Option<String>,
    pub busy: bool,
}

/// The choice between a file and a new ledger.
pub fn opening(opening: &Own<Opening>, dispatch: &Dispatch, lang: Lang) -> Html {
    let words = words::of(lang).receive();
    let on_files = {
        let (opening, dispatch) = (opening.clone(), dispatch.clone());
        Callback::from(move |files: Vec<File>| task::spawn(read(files, opening.clone(), dispatch.clone(), lang)))
    };
    let typed = {
        let opening = opening.clone();
        Callback::from(move |office| opening.set(Opening { office, not_begun: None, ..(*opening.latest()).clone() }))
    };
    let begin = {
        let opening = opening.clone();
        move |_: MouseEvent| begin(&opening, lang)
    };
    let file_errors: Vec<String> = opening.refused.iter().cloned().collect();
    let errors: Vec<String> = opening.not_begun.iter().cloned().collect();
    let hints = [AttrValue::Static(words.office_hint)];
    let office = Field {
        id: "zc-receive-office",
        label: words.office,
        hints: &hints,
        errors: &errors,
        value: &opening.office,
        ..Field::default()
    };
    html! {
        <>
            <FileDrop id="zc-receive-book" label={words.ledger_open} hint={words.ledger_open_hint}
                or_drop={words::of(lang).verify().drop_here} errors={file_errors} accept="" {on_files} />
            if opening.busy { <p class="zc-busy">{ words.reading }</p> }
            <h3 class="zc-receive__or">{ words.ledger_begin }</h3>
            { field(&office, typed, Callback::noop()) }
            <p class="zc-row"><button type="button" class="zc-button" id="zc-receive-begin" onclick={begin}>{ words.begin }</button></p>
        </>
    }
}

fn begin(opening: &Own<Opening>, lang: Lang) {
    let words = words::of(lang).receive();
    let now = (*opening.latest()).clone();
    let office = zicha_core::session::clean(now.office.trim());
    let today = clock::now_rfc3339().get(..10).and_then(Day::read);
    let begun = match (office.is_empty(), today) {
        (true, _) => Err(words.office_missing.to_owned()),
        (false, None) => Err(words.clock_wrong.to_owned()),
        (false, Some(today)) => Book::begin(&office, &today).map_err(|error| text::ledger_error(&error, lang)),
    };
    match begun {
        Ok(book) => {
            opening.set(Opening::default());
            store::step(Step::Book(Some(Box::new(book))));
        }
        Err(why) => opening.set(Opening { not_begun: Some(why), ..now }),
    }
}

async fn read(files: Vec<File>, opening: Own<Opening>, dispatch: Dispatch, lang: Lang) {
    let words = words::of(lang);
    let Some(file) = files.into_iter().next() else { return };
    let name = file.name();
    opening.set(Opening { busy: true, refused: None, ..(*opening.latest()).clone() });
    dispatch.dispatch(Action::Tell(words.receive().reading.to_owned()));
    task::painted().await;
    let opened = match files::read_within(file, LEDGER_READ_BYTES_MAX).await {
        Ok(bytes) => {
            let trust = store::now().trust.as_ref().map(|it| std::rc::Rc::clone(&it.list));
            Book::open(&name, bytes, trust.as_deref()).map_err(|error| text::ledger_error(&error, lang))
        }
        Err(FileError::TooLarge { limit, .. }) => Err((words.verify().too_large)(limit / (1024 * 1024))),
        Err(FileError::Unreadable) => Err(words.verify().unreadable.to_owned()),
    };
    match opened {
        Ok(book) => {
            opening.set(Opening::default());
            store::step(Step::Book(Some(Box::new(book))));
        }
        Err(why) => {
            let refused = (words.receive().ledger_refused)(&why);
            dispatch.dispatch(Action::Tell(refused.clone()));
            opening.set(Opening { busy: false, refused: Some(refused), ..(*opening.latest()).clone() });
        }
    }
}

/// What the open ledger is.
pub fn facts(desk: &Desk, book: &Book, words: &'static Words) -> Html {
    let (ledger, count) = (&book.ledger, book.ledger.lines().len());
    let close = |_: MouseEvent| store::step(Step::Book(None));
    let (class, worth) = match book.outcome() {
        Outcome::Trusted => ("zc-ok", words.ledger_trusted),
        Outcome::IntactUnknown => ("zc-field__hint", words.ledger_unknown),
        Outcome::Invalid => ("zc-field__error", words.ledger_invalid),
    };
    html! {
        <>
            <dl class="zc-facts">
                <dt>{ words.ledger_of }</dt><dd>{ ledger.office() }</dd>
                <dt>{ words.ledger_file }</dt><dd>{ &book.name }</dd>
                <dt>{ words.ledger_opened }</dt><dd>{ ledger.opened().as_str() }</dd>
                <dt>{ words.ledger_chain }</dt>
                <dd id="zc-receive-chain">
                    <span class="zc-ok"><span aria-hidden="true">{ "✓ " }</span>{ (words.ledger_whole)(count) }</span>
                    if count > 0 { <br /><span {class}>{ worth }</span> }
                </dd>
                <dt>{ words.ledger_last }</dt>
                <dd><span class="zc-print">{ fingerprint(&ledger.last().sha256) }</span><br /><small>{ words.ledger_last_hint }</small></dd>
            </dl>
            <p class="zc-field__hint">{ words.one_place }</p>
            <p><button type="button" class="zc-button zc-button--small" disabled={desk.busy || desk.would_lose()} onclick={close}>{ words.ledger_close }</button></p>
        </>
    }
}

/// Its latest receipts, newest first.
pub fn table(book: &Book, words: &'static Words, lang: Lang) -> Html {
    let lines = book.ledger.lines();
    if lines.is_empty() {
        return html! { <p>{ words.ledger_empty }</p> };
    }
    let rows = lines.iter().zip(&book.worth).rev().take(SHOWN_MAX);
    html! {
        <>
            if lines.len() > SHOWN_MAX { <p class="zc-field__hint">{ (words.ledger_shown)(SHOWN_MAX) }</p> }
            <div class="zc-scroll" tabindex="0" role="group" aria-labelledby="zc-receive-lines">
                <table class="zc-table" id="zc-receive-table">
                    <thead><tr>
                        <th scope="col">{ words.no }</th><th scope="col">{ words.unit }</th><th scope="col">{ words.period }</th>
                        <th scope="col">{ words.revision }</th><th scope="col">{ words.when }</th><th scope="col">{ words.verdict }</th>
                    </tr></thead>
                    <tbody>{ for rows.map(|(line, worth)| row(book, line, worth, words, lang)) }</tbody>
                </table>
            </div>
        </>
    }
}

fn row(book: &Book, line: &Line, worth: &zicha_core::envelope::Reason, words: &'static Words, lang: Lang) -> Html {
    let replaced = book.ledger.superseded_by(line);
    let verdict = line.statement().receipt.as_ref().map(|receipt| match receipt.verdict {
        ReceiptVerdict::Trusted => words.verdict_trusted,
        ReceiptVerdict::IntactUnknown => words.verdict_unknown,
    });
    html! {
        <tr key={line.no.to_string()} class={classes!(replaced.map(|_| "zc-table__old"))}>
            <td>{ line.no }</td>
            <td>{ &line.brief.unit }</td>
            <td>{ &line.brief.period }</td>
            <td>
                { (words.edition)(line.brief.revision) }
                if let Some(no) = replaced { <br /><small>{ (words.replaced_by)(no) }</small> }
            </td>
            <td>{ crate::drafts::moment(line.statement().signed.as_str()) }</td>
            <td>
                { verdict.unwrap_or_default() }
                if worth.outcome() == Outcome::Invalid {
                    <br /><strong class="zc-is--error">{ text::signature(worth, lang) }</strong>
                }
            </td>
        </tr>
    }
}
