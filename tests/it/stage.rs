//! Draws one thing with a state and its dispatcher, and compares it with its golden.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;
use zicha::own::use_steps;
use zicha::state::{Dispatch, Shelf, State, Storing, Work};
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::date::Date;
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::text::Lang;
use zicha_core::unit;

const CATALOGUE: &[u8] = include_bytes!("../../assets/catalogues/hongqiao-2020.json");
const YUBEI: &[u8] = include_bytes!("../../assets/catalogues/yubei-2012-2016.json");
const CALENDAR: &[u8] = include_bytes!("../../assets/calendars/cn-mainland.json");

type Draw = Box<dyn Fn(Rc<State>, Dispatch) -> Html>;

thread_local! {
    static STAGED: RefCell<Option<(State, Draw)>> = const { RefCell::new(None) };
}

#[component(Stage)]
fn stage() -> Html {
    let (state, dispatch) = use_steps(|| STAGED.with_borrow(|staged| staged.as_ref().unwrap().0.clone()));
    STAGED.with_borrow(|staged| (staged.as_ref().unwrap().1)(state, dispatch))
}

/// Draws and compares.
pub fn check(name: &str, state: State, draw: impl Fn(Rc<State>, Dispatch) -> Html + 'static) {
    STAGED.set(Some((state, Box::new(draw))));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let local = tokio::task::LocalSet::new();
    let html = local.block_on(&runtime, yew::LocalServerRenderer::<Stage>::new().hydratable(false).render());
    let html = html.replace('<', "\n<").trim_start().to_owned() + "\n";
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/components").join(format!("{name}.html"));
    if std::env::var_os("ZICHA_BLESS").is_some() {
        std::fs::write(&path, &html).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(golden == html, "{} differs; ZICHA_BLESS=1 writes it anew. Drawn:\n{html}", path.display());
}

/// The page with nothing open.
pub fn idle(lang: Lang) -> State {
    let catalogues = [CATALOGUE, YUBEI].map(|it| Arc::new(Catalogue::read(it).unwrap()));
    let calendars = vec![Arc::new(WorkCalendar::from_json(CALENDAR).unwrap())];
    State::new(Shelf::of(catalogues.into(), calendars), lang, Storing::Browser)
}

/// The page with a form of 区司法局 open, after these edits.
pub fn open(lang: Lang, edits: &[(usize, Edit)]) -> State {
    open_in(lang, "hongqiao-2020", "2020", edits)
}

/// The same in any catalogue and period.
pub fn open_in(lang: Lang, catalogue: &str, period: &str, edits: &[(usize, Edit)]) -> State {
    let mut state = idle(lang);
    let catalogue = Arc::clone(state.shelf.catalogue(catalogue).unwrap());
    let setting = Setting {
        unit: unit::resolve(&catalogue, "区司法局").unwrap(),
        period: catalogue.period_at(period).unwrap(),
        calendar: Arc::clone(&state.shelf.calendars[0]),
        today: Date::new(2020, 12, 10).ok(),
        facts: vec![None; catalogue.facts.len()],
    };
    let session = Session::new(catalogue, setting);
    let session = edits.iter().fold(session, |session, (at, edit)| session.edit(*at, edit.clone()));
    state.work = Some(Work::new(session));
    state
}

/// Text for a slot of the indicator printed with this number.
pub fn typed(number: usize, slot: usize, text: &str) -> (usize, Edit) {
    (number - 1, Edit::Slot { slot, text: text.to_owned() })
}
