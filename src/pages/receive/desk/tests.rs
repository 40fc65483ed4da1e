use super::*;
use crate::state::Book as Catalogued;
use std::sync::Arc;
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::draft::Identity;
use zicha_core::envelope::{ContentKind, Parts, seal};
use zicha_core::report::{self, App, Stamp};
use zicha_core::session::{Session, Setting};
use zicha_core::sign::{Moment, PrivateKey, Role, Signer};
use zicha_core::unit;

const CATALOGUE: &str = include_str!("../../../../assets/catalogues/zhumadian-2018.json");
const CALENDAR: &[u8] = include_bytes!("../../../../assets/calendars/cn-mainland.json");
const UNIT: &str = "市政府法制办";

fn day() -> Day {
    Day::read("2026-03-01").unwrap()
}

fn parts(role: Role) -> Parts {
    let unit = if role == Role::Office { "市法治办" } else { UNIT };
    let signer = Signer { name: "张三".into(), title: "科员".into(), unit: unit.into() };
    let signed = Moment::read("2026-03-01T09:00:00+08:00").unwrap();
    Parts { role, opinion: String::new(), signer, signed }
}

/// A blank report, signed as its catalogue asks.
fn report(id: &str, revision: u32) -> Vec<u8> {
    let catalogue = Arc::new(Catalogue::read(CATALOGUE.as_bytes()).unwrap());
    let unit =
        unit::resolve(&catalogue, &catalogue.units.first().map_or(UNIT.to_owned(), |it| it.name.clone())).unwrap();
    let name = unit.name.clone();
    let calendar = Arc::new(WorkCalendar::from_json(CALENDAR).unwrap());
    let session = Session::new(catalogue, Setting { unit, period: 0, calendar, today: None, facts: Vec::new() });
    let supersedes = (revision > 1).then(|| "0".repeat(64));
    let identity = Identity { id: id.repeat(32), revision, supersedes };
    let app = App { name: "zicha".into(), version: "0".into(), build: "test".into() };
    let content = report::content(&session, &Stamp { identity, created: "2026-03-01T08:00:00+08:00".into(), app });
    let mut by = parts(Role::Filler);
    by.signer.unit = name;
    seal(ContentKind::Report, &content, by, &PrivateKey::from_seed(&[1; 32])).unwrap()
}

/// A desk with a ledger and a shelf.
fn desk() -> Desk {
    let catalogue = Catalogue::read(CATALOGUE.as_bytes()).unwrap();
    let head = crate::shelf::Head::of(&catalogue, "");
    let calendars = vec![Arc::new(WorkCalendar::from_json(CALENDAR).unwrap())];
    let books = vec![Catalogued::new(head, || Some(CATALOGUE.to_owned()))];
    let shelf = Shelf { books, calendars, unreadable: Vec::new() };
    let book = Book::begin("市法治办", &day()).unwrap();
    Desk::default().after(Step::Shelf(Rc::new(shelf))).after(Step::Book(Some(Box::new(book))))
}

fn file(name: &str, bytes: Vec<u8>) -> Step {
    Step::File { name: name.into(), came: Came::Bytes(bytes) }
}

/// Signs the receipt of one file as the page does.
fn give(desk: &Desk, number: usize) -> Desk {
    let item = desk.items.iter().find(|it| it.number == number).unwrap();
    let mut book = (**desk.book.as_ref().unwrap()).clone();
    let (by, key) = (parts(Role::Office), PrivateKey::from_seed(&[9; 32]));
    let asks = item.asks().unwrap();
    let issued = desk.with_shelf(&item.bytes, |shelf| {
        book.ledger.issue(&item.bytes, item.incoming().unwrap(), &asks, (&by, &key), shelf).unwrap()
    });
    book.bytes.extend(&issued.line);
    let given = Given {
        no: issued.no,
        verdict: issued.verdict,
        file_name: "a.received.json".into(),
        file: issued.file.into(),
        handed: false,
    };
    desk.after(Step::Given { number, given: Box::new(given), book: Box::new(book) })
}

fn classes(desk: &Desk) -> Vec<&'static str> {
    desk.items.iter().map(|it| it.class().code()).collect()
}

#[test]
fn without_a_list_nothing_is_chosen_by_itself() {
    let desk = desk().after(file("a", report("a", 1))).after(file("b", b"{}".to_vec()));
    assert_eq!(classes(&desk), ["unknown-signer", "invalid"]);
    assert!(desk.chosen().is_empty());
    let all = desk.after(Step::TickAll);
    assert_eq!(all.chosen().len(), 1, "what is invalid cannot be chosen");
    assert!(all.after(Step::Tick { number: 1, on: false }).chosen().is_empty());
}

#[test]
fn the_same_report_twice_in_one_batch_is_a_duplicate() {
    let desk = desk().after(file("a", report("a", 1))).after(file("again", report("a", 1))).after(Step::TickAll);
    assert_eq!(classes(&desk), ["unknown-signer", "duplicate"]);
    assert_eq!(desk.items[1].same_as.as_deref(), Some("a"));
    assert_eq!(desk.chosen().len(), 1);
}

#[test]
fn of_two_revisions_the_lower_comes_first() {
    let desk = desk().after(file("new", report("a", 2))).after(file("old", report("a", 1))).after(Step::TickAll);
    let order: Vec<String> = desk.chosen().iter().map(|it| it.name.clone()).collect();
    assert_eq!(order, ["old", "new"]);
}

#[test]
fn what_was_signed_is_lost_until_both_are_handed_out() {
    let desk = give(&desk().after(file("a", report("a", 1))), 1);
    assert!(desk.would_lose());
    assert_eq!((desk.unhanded().len(), desk.book.as_ref().unwrap().unhanded()), (1, 1));
    assert!(desk.after(Step::Handed(1)).would_lose() && desk.after(Step::HandedBook).would_lose());
    assert_eq!(desk.after(Step::Clear).items.len(), 1, "a receipt that nobody has stays");
    let done = desk.after(Step::Handed(1)).after(Step::HandedBook);
    assert!(!done.would_lose());
    assert!(done.after(Step::Clear).items.is_empty());
}

#[test]
fn the_ledger_that_grew_is_read_back_and_knows_the_next_file() {
    let desk = give(&desk().after(file("a", report("a", 1))), 1);
    let book = desk.book.as_ref().unwrap();
    let again = Book::open(&book.name, book.bytes.clone(), None).unwrap();
    assert_eq!((again.ledger.lines().len(), again.unhanded()), (1, 0));
    let next = desk.after(file("again", report("a", 1)));
    assert_eq!(next.items[1].class(), Class::Duplicate);
    let reopened = Desk { items: Vec::new(), ..desk }.after(Step::Book(Some(Box::new(again))));
    assert_eq!(reopened.after(file("again", report("a", 1))).items[0].class(), Class::Duplicate);
}

#[test]
fn another_period_than_the_one_collected_is_told_apart() {
    let wanted = |period: &str| Some(Wanted { catalogue: "zhumadian-2018".into(), period: period.into() });
    let desk = desk().after(file("a", report("a", 1)));
    assert_eq!(classes(&desk.after(Step::Wanted(wanted("1999")))), ["other-matter"]);
    assert_eq!(classes(&desk.after(Step::Wanted(wanted("2018")))), ["unknown-signer"]);
}

#[test]
fn one_file_past_the_bound_is_left_out_and_said() {
    let full = (0..ITEMS_MAX).fold(desk(), |desk, at| desk.after(file(&at.to_string(), b"{".to_vec())));
    assert!(!full.overflow);
    let past = full.after(file("more", b"{".to_vec()));
    assert!(past.overflow);
    assert_eq!(past.items.len(), ITEMS_MAX);
}
