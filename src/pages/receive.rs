//! 收件登记: the office takes reports in, issues receipts and keeps the ledger. Nothing of it leaves the computer.
//!
//! Reading order: `desk` (what lies there), `store` (it outlives its drawing), `book` (the ledger), `trust` (whom the
//! office believes), `table` (what came in), `give` (signing), `hand_out` (downloads).

mod book;
mod desk;
mod give;
mod hand_out;
mod store;
mod table;
mod trust;

use self::book::Opening;
use self::desk::{Came, Desk, ITEMS_MAX, Step};
use self::give::{Fault, Job, Officer};
use crate::browser::files::{self, File, FileError};
use crate::browser::{focus, task};
use crate::own::{Own, use_effect_with, use_own};
use crate::pages::file_drop::FileDrop;
use crate::pages::home::Depot;
use crate::pages::keyring::Held;
use crate::pages::signer::{self, Finish};
use crate::pages::verify::list::Offer;
use crate::pages::wrong::use_wrong;
use crate::route::Route;
use crate::state::{Action, Dispatch, HEADING_ID, State};
use crate::widgets::choice::{Group, radios};
use crate::widgets::field::{Field, Fills};
use crate::widgets::summary::Line;
use crate::words;
use std::rc::Rc;
use yew::prelude::*;
use zicha_core::ledger::Wanted;
use zicha_core::text::Lang;
use zicha_html::html;

/// What is typed about the officer, and the list of what keeps from signing.
const NAME_ID: &str = "zc-receive-name";
const JOB_ID: &str = "zc-receive-job";
const OPINION_ID: &str = "zc-receive-opinion";
const FAULTS_ID: &str = "zc-receive-faults";

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct ReceiveProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// What the page itself remembers while it is shown.
struct View<'a> {
    props: &'a ReceiveProps,
    desk: Rc<Desk>,
    opening: Own<Opening>,
    offer: Own<Option<Rc<Offer>>>,
    officer: Own<Officer>,
    held: Own<Option<Held>>,
    /// Asked to sign: faults are shown from here on.
    tried: Own<bool>,
    tries: signer::Tries,
}

/// The page.
#[component(Receive)]
pub fn receive(props: &ReceiveProps) -> Html {
    let desk = store::use_desk();
    let shelf = Rc::clone(&props.state.shelf);
    // A catalogue may have been loaded since.
    use_effect_with(shelf.books.len(), move |_| store::step(Step::Shelf(shelf)));
    let view = View {
        props,
        desk,
        opening: use_own(Opening::default),
        offer: use_own(|| None),
        officer: use_own(Officer::default),
        held: use_own(|| None::<Held>),
        tried: use_own(|| false),
        tries: signer::use_tries(),
    };
    use_wrong(!view.faults().is_empty(), view.lang());
    view.draw()
}

impl View<'_> {
    fn lang(&self) -> Lang {
        self.props.state.lang
    }

    fn words(&self) -> &'static words::Receive {
        words::of(self.lang()).receive()
    }

    fn draw(&self) -> Html {
        let words = self.words();
        html! {
            <div class="zc-page zc-receive">
                <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
                <p>{ words.lead }</p>
                <section aria-labelledby="zc-receive-ledger-title">
                    <h2 id="zc-receive-ledger-title">{ words.ledger }</h2>
                    if let Some(book) = &self.desk.book {
                        { book::facts(&self.desk, book, words) }
                    } else {
                        { book::opening(&self.opening, &self.props.dispatch, self.lang()) }
                    }
                </section>
                if let Some(book) = &self.desk.book {
                    { self.files() }
                    { self.sign() }
                    { hand_out::place(&self.desk, &self.props.dispatch, words) }
                    <section aria-labelledby="zc-receive-lines">
                        <h2 id="zc-receive-lines">{ (words.ledger_lines)(book.ledger.lines().len()) }</h2>
                        { book::table(book, words, self.lang()) }
                    </section>
                }
            </div>
        }
    }

    fn files(&self) -> Html {
        let (words, desk) = (self.words(), &self.desk);
        let (dispatch, lang) = (self.props.dispatch.clone(), self.lang());
        let on_files = Callback::from(move |files: Vec<File>| task::spawn(take(files, dispatch.clone(), lang)));
        let place =
            trust::Place { desk, depot: &self.props.depot, offer: &self.offer, words: words::of(lang).verify(), lang };
        html! {
            <section aria-labelledby="zc-receive-files" aria-busy={desk.busy.then_some("true")}>
                <h2 id="zc-receive-files">{ words.files }</h2>
                { trust::place(&place) }
                if desk.trust.is_none() { <p class="zc-note">{ words.no_trust }</p> }
                { self.only() }
                <FileDrop id="zc-receive-reports" label={words.files_label} hint={words.files_hint}
                    or_drop={words::of(lang).verify().drop_here} multiple=true accept="" {on_files} />
                if desk.busy { <p class="zc-busy">{ words.checking }</p> }
                if desk.overflow { <p class="zc-field__error">{ (words.too_many)(ITEMS_MAX) }</p> }
                if desk.items.is_empty() {
                    <p>{ words.none_yet }</p>
                } else {
                    <p id="zc-receive-counts"><strong>{ table::counts(desk, lang) }</strong></p>
                    { table::table(desk, &self.props.dispatch, lang) }
                    { self.batch() }
                }
            </section>
        }
    }

    fn batch(&self) -> Html {
        let (words, desk) = (self.words(), &self.desk);
        let more = desk.items.iter().any(|it| it.asks().is_some() && !it.is_chosen());
        let tick_all = |_: MouseEvent| store::step(Step::TickAll);
        let clear = |_: MouseEvent| store::step(Step::Clear);
        html! {
            <div class="zc-row">
                if more {
                    <button type="button" class="zc-button zc-button--small" id="zc-receive-tick-all" disabled={desk.busy} onclick={tick_all}>
                        { words.tick_all }
                    </button>
                }
                <button type="button" class="zc-button zc-button--small" disabled={desk.busy} onclick={clear}>{ words.clear }</button>
            </div>
        }
    }

    /// Which catalogue and period the office collects, folded away: mostly the page has no other.
    fn only(&self) -> Html {
        let words = self.words();
        let heads = self.props.state.shelf.books.iter().map(|book| &book.head);
        let mut options = vec![(words.only_any.to_owned(), None)];
        for head in heads {
            options.extend(head.periods.iter().map(|(id, title)| {
                let wanted = Wanted { catalogue: head.id.clone(), period: id.clone() };
                (format!("{} · {title}", head.title), Some(wanted))
            }));
        }
        let chosen = options.iter().position(|(_, wanted)| *wanted == self.desk.wanted);
        let (names, values): (Vec<String>, Vec<Option<Wanted>>) = options.into_iter().unzip();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let choose = Callback::from(move |at: usize| store::step(Step::Wanted(values.get(at).cloned().flatten())));
        let hints = [AttrValue::Static(words.only_hint)];
        let group =
            Group { id: "zc-receive-only", legend: words.only, hints: &hints, options: &names, ..Group::default() };
        let now = chosen.and_then(|at| names.get(at)).copied().unwrap_or_default();
        html! {
            <details class="zc-receive__only">
                <summary>{ words.only }{ words::of(self.lang()).frame.colon }{ now }</summary>
                { radios(&group, chosen, &choose) }
            </details>
        }
    }

    /// What keeps from signing, once that was asked for.
    fn faults(&self) -> Vec<Fault> {
        if !*self.tried || self.desk.book.is_none() {
            return Vec::new();
        }
        self.officer.faults(self.desk.chosen().len(), self.held.as_ref())
    }

    fn sign(&self) -> Html {
        let (words, desk) = (self.words(), &self.desk);
        let chosen = desk.chosen().len();
        let faults = self.faults();
        let of_key = faults.contains(&Fault::KeyMissing).then(|| Fault::KeyMissing.sentence(words));
        let officer = &self.officer;
        let text = |id: &'static str, label, fills, value: &str, put| {
            let is_here =
                |fault: &Fault| matches!(fault, Fault::Signer(slip) if slip.of(NAME_ID, JOB_ID, OPINION_ID) == id);
            let errors: Vec<String> = faults.iter().filter(|it| is_here(it)).map(|it| it.sentence(words)).collect();
            let hint = if fills == Fills::Other { words.opinion_hint } else { "" };
            signer::text(Field { id, label, value, fills, ..Field::default() }, hint, &errors, officer.typed(put))
        };
        let lines: Vec<Line> = faults.iter().map(|fault| self.line(*fault)).collect();
        let label = (words.give)(chosen);
        let end = Finish {
            ids: [FAULTS_ID, "zc-receive-failed", "zc-receive-give"],
            title: words::of(self.lang()).sign().faults,
            faults: &lines,
            failed: None,
            label: &label,
            busy: desk.busy.then_some(words.giving),
        };
        html! {
            <section aria-labelledby="zc-receive-sign">
                <h2 id="zc-receive-sign">{ words.sign }</h2>
                <p>{ words.sign_lead }</p>
                { text(NAME_ID, words.name, Fills::Name, &officer.name, |it, text| it.name = text) }
                { text(JOB_ID, words.job, Fills::Job, &officer.job, |it, text| it.job = text) }
                { text(OPINION_ID, words.opinion, Fills::Other, &officer.opinion, |it, text| it.opinion = text) }
                { signer::key(self.lang(), &officer.name, &self.held, of_key.into_iter().collect(), &self.props.dispatch) }
                { signer::finish(&end, &self.tries, self.give()) }
            </section>
        }
    }

    fn line(&self, fault: Fault) -> Line {
        let words = self.words();
        let (name, field) = match fault {
            Fault::NothingChosen => (words.files, "zc-receive-reports"),
            Fault::Signer(slip) => {
                (slip.of(words.name, words.job, words.opinion), slip.of(NAME_ID, JOB_ID, OPINION_ID))
            }
            Fault::KeyMissing => (words::of(self.lang()).keyring().way, "zc-sign-key"),
        };
        let follow = Callback::from(move |()| focus::on_id(field));
        Line { href: Route::Receive.hash(), name: name.to_owned(), text: fault.sentence(words), follow }
    }

    /// What the button does: says what is missing, or signs.
    fn give(&self) -> Callback<MouseEvent> {
        let ready = self.officer.faults(self.desk.chosen().len(), self.held.as_ref()).is_empty();
        let (tried, tries) = (self.tried.clone(), self.tries.clone());
        let Some(held) = (*self.held).clone().filter(|_| ready) else {
            return Callback::from(move |_| {
                tried.set(true);
                tries.again();
            });
        };
        let (officer, dispatch, lang) = ((*self.officer).clone(), self.props.dispatch.clone(), self.lang());
        Callback::from(move |_| {
            tried.set(false);
            let desk = store::now();
            if !desk.busy {
                let (officer, held, dispatch) = (officer.clone(), held.clone(), dispatch.clone());
                task::spawn(Job { desk, officer, held, dispatch, lang }.run());
            }
        })
    }
}

/// Reads files one after another, letting the page paint between them.
async fn take(files: Vec<File>, dispatch: Dispatch, lang: Lang) {
    store::step(Step::Begin);
    if files.len() > files::CHOICE_MAX {
        store::step(Step::Overflow);
    }
    for file in files.into_iter().take(files::CHOICE_MAX) {
        let name = file.name();
        let came = match files::read(file).await {
            Ok(bytes) => Came::Bytes(bytes),
            Err(FileError::TooLarge { limit, .. }) => Came::TooLarge { limit },
            Err(FileError::Unreadable) => Came::Unreadable,
        };
        store::step(Step::File { name, came });
        task::breathe().await;
    }
    store::step(Step::End);
    dispatch.dispatch(Action::Say(table::counts(&store::now(), lang)));
}
