//! The walk page: the contents on the left, one card, and the bar below it.

use std::rc::Rc;
use std::sync::Arc;

use crate::own::use_own;
use yew::prelude::*;
use zicha_core::session::Session;
use zicha_core::text;
use zicha_core::unit::Tier;
use zicha_html::html;

use super::bar::{Bar, Step, bar, go};
use super::card::Card;
use super::tree::{Tree, is_walked, tree};
use crate::browser::late::Late;
use crate::browser::{keys, screen};
use crate::pages::countersign::remarks::Remarks;
use crate::pages::reference::Gather;
use crate::route::Route;
use crate::state::{Action, Dispatch, Leftover, State, Work};
use crate::widgets::choice::{Group, radios};
use crate::widgets::field::{Field, Keys, Room, field};
use crate::words::Words;

/// What the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct WalkPageProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    /// Index of the indicator; one past the end shows the last.
    pub at: usize,
}

/// Draws the page, and listens for its keys.
#[component(WalkPage)]
pub fn walk_page(props: &WalkPageProps) -> Html {
    use_keys(props);
    let wide = use_memo((), |()| screen::is_wide());
    let words = props.state.words();
    let Some(work) = &props.state.work else { return Html::default() };
    let session = &work.session;
    let at = props.at.min(session.catalogue().indicators.len().saturating_sub(1));
    let Some(row) = session.row(at) else { return Html::default() };
    html! {
        <div class="zc-walk">
            { side(props, session, at, *wide) }
            <div class="zc-walk__main">
                if let Some(old) = &work.made_by {
                    <p class="zc-note zc-note--warn" id="zc-made-by">{ (words.walk.made_by)(old, &session.catalogue().version) }</p>
                }
                { leftovers(&work.leftovers, words) }
                { remarks(props, work, at) }
                <Card key={at} catalogue={Arc::clone(session.catalogue())} setting={Arc::clone(session.setting())}
                    row={Arc::clone(row)} lang={props.state.lang} dispatch={props.dispatch.clone()}
                    references={work.references.clone().unwrap_or_default()}
                    late={props.state.late == Late::Ready} />
                { gather(props, work) }
                { bar(&Bar { session, at, tier: props.state.tier, words, dispatch: &props.dispatch }) }
                <p class="zc-walk__keys">{ words.walk.keys }</p>
            </div>
        </div>
    }
}

/// What is asked for here by whoever returned the report; drawn by the second part of the program.
fn remarks(props: &WalkPageProps, work: &Work, at: usize) -> Html {
    if props.state.late != Late::Ready || work.remarks.is_empty() {
        return Html::default();
    }
    html! { <Remarks state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} row={at} /> }
}

/// Lives in the third part of the program.
fn gather(props: &WalkPageProps, work: &Work) -> Html {
    if props.state.office != Late::Ready || work.references.is_some() {
        return Html::default();
    }
    html! {
        <Gather shelf={Rc::clone(&props.state.shelf)} session={work.session.clone()} lang={props.state.lang}
            dispatch={props.dispatch.clone()} />
    }
}

/// Alt with a letter steps; the letters are left alone otherwise.
#[hook]
fn use_keys(props: &WalkPageProps) {
    let now = use_mut_ref(|| props.clone());
    *now.borrow_mut() = props.clone();
    use_effect_with((), move |()| {
        let listening = keys::on_alt(move |code| {
            let Some(step) = Step::of_key(code) else { return false };
            let props = now.borrow().clone();
            if let Some(session) = props.state.session() {
                go(session, props.at, props.state.tier, step, &props.dispatch, props.state.words());
            }
            true
        });
        move || drop(listening)
    });
}

/// Folds into a drawer where the screen is narrow: there it opens by its summary.
fn side(props: &WalkPageProps, session: &Session, at: usize, wide: bool) -> Html {
    let words = props.state.words();
    let total = session.total();
    let (done, rows) = (total.complete as usize, total.rows as usize);
    let contents = Tree {
        session,
        at,
        tier: props.state.tier,
        words: &words.walk,
        lang: props.state.lang,
        dispatch: &props.dispatch,
    };
    html! {
        <details class="zc-side" open={wide}>
            <summary>{ words.walk.contents }{ " " }{ done }{ "/" }{ rows }</summary>
            <label class="zc-side__progress">
                <span>{ words.walk.progress }{ words.frame.colon }{ (words.walk.filled_spoken)(done, rows) }</span>
                <progress value={done.to_string()} max={rows.max(1).to_string()} />
            </label>
            <Jump state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} />
            <TierFilter state={Rc::clone(&props.state)} dispatch={props.dispatch.clone()} />
            <nav aria-label={words.walk.contents}>{ tree(&contents) }</nav>
            { unit_facts(props, session) }
        </details>
    }
}

/// To the questions about the unit, and how many rows they spare.
fn unit_facts(props: &WalkPageProps, session: &Session) -> Html {
    if session.catalogue().facts.is_empty() {
        return Html::default();
    }
    let dispatch = props.dispatch.clone();
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::Go(Route::Facts));
    };
    html! {
        <p class="zc-side__facts"><a href={Route::Facts.hash()} {onclick}>{ props.state.words().home.facts }</a></p>
    }
}

/// What the parts beside the card are drawn from; compared by the stamp of the state.
#[derive(Properties, PartialEq, Clone)]
struct SideProps {
    state: Rc<State>,
    dispatch: Dispatch,
}

/// All rows of the unit, or those of one tier, with how many there are.
#[component(TierFilter)]
fn tier_filter(props: &SideProps) -> Html {
    let words = props.state.words();
    let Some(session) = props.state.session() else { return Html::default() };
    let setting = Arc::clone(session.setting());
    // Tiers follow from catalogue and unit alone: counted once, not at every keystroke.
    let counts = use_memo(setting.unit.clone(), |_| {
        let of = |wanted: Option<Tier>| session.rows().filter(|row| is_walked(row.tier, wanted)).count();
        [of(None), of(Some(Tier::Lead)), of(Some(Tier::Named)), of(Some(Tier::ByDuty))]
    });
    let names = [words.walk.all_tiers].into_iter().chain(Tier::MINE.map(|tier| text::tier(tier, props.state.lang)));
    let options: Vec<String> = names.zip(counts.iter()).map(|(name, count)| format!("{name} {count}")).collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let chosen = props.state.tier.and_then(|tier| Tier::MINE.iter().position(|it| *it == tier)).map_or(0, |at| at + 1);
    let dispatch = props.dispatch.clone();
    let choose = Callback::from(move |at: usize| {
        let tier = at.checked_sub(1).and_then(|at| Tier::MINE.get(at).copied());
        dispatch.dispatch(Action::Filter(tier));
    });
    let group = Group { id: "zc-tier", legend: words.walk.filter, options: &options, ..Group::default() };
    html! { <div class="zc-side__filter">{ radios(&group, Some(chosen), &choose) }</div> }
}

/// A number as printed, and a button.
#[component(Jump)]
fn jump(props: &SideProps) -> Html {
    let words = props.state.words();
    let typed = use_own(String::new);
    let wrong = use_own(Vec::<String>::new);
    let onsubmit = {
        let (typed, wrong, props) = (typed.clone(), wrong.clone(), props.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(session) = props.state.session() else { return };
            let wanted = typed.trim();
            match session.catalogue().indicators.iter().position(|it| it.number == wanted || it.id == wanted) {
                Some(row) => {
                    wrong.set(Vec::new());
                    props.dispatch.dispatch(Action::Go(Route::Walk(row)));
                }
                None => wrong.set(vec![(props.state.words().walk.jump_none)(wanted)]),
            }
        })
    };
    let type_in = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    let shown = Field {
        id: "zc-jump",
        label: words.walk.jump,
        errors: &wrong,
        value: &typed,
        keys: Keys::Digits,
        room: Room::Short,
        ..Field::default()
    };
    html! {
        <form class="zc-side__jump" {onsubmit}>
            { field(&shown, type_in, Callback::noop()) }
            <button class="zc-button">{ words.walk.jump_go }</button>
        </form>
    }
}

/// Texts of an opened draft that found no place: shown until the person has dealt with them.
fn leftovers(all: &[Leftover], words: &Words) -> Html {
    if all.is_empty() {
        return Html::default();
    }
    let one = |it: &Leftover| {
        html! {
            <li>
                <code>{ &it.path }</code>{ words.frame.colon }{ &it.text }
                if let Some(nearest) = &it.nearest { <small>{ (words.walk.leftover_nearest)(nearest) }</small> }
            </li>
        }
    };
    html! {
        <details class="zc-note" open={true}>
            <summary>{ (words.walk.leftovers)(all.len()) }</summary>
            <ul>{ for all.iter().map(one) }</ul>
        </details>
    }
}
