//! The table: its lines, what is copied, and what pasting would do.

use std::rc::Rc;

use yew::prelude::Reducible as _;
use zicha::pages::table::cells::{Column, Locked, Place, block, emptied, spot_of};
use zicha::pages::table::lines::{Line, What, lines};
use zicha::pages::table::paste::{Onto, Plan, Why, plan};
use zicha::pages::table::select::{Selection, Spot};
use zicha::route::Route;
use zicha::state::{Action, State};
use zicha_core::block::read;
use zicha_core::session::Session;
use zicha_core::sieve::Sieve;
use zicha_core::text::Lang;

use super::stage::{open, typed};

struct Sheet {
    state: State,
    lines: Vec<Line>,
}

impl Sheet {
    fn of(edits: &[(usize, zicha_core::session::Edit)]) -> Sheet {
        let state = open(Lang::Zh, edits);
        let session = state.session().unwrap();
        let lines = lines(session, Sieve::default().rows(session));
        Sheet { state, lines }
    }

    fn session(&self) -> &Session {
        self.state.session().unwrap()
    }

    /// The cell of a slot of the row printed with this number.
    fn at(&self, number: usize, slot: usize) -> Spot {
        let line = self.lines.iter().position(|it| it.row == number - 1 && it.what == What::Slot(slot)).unwrap();
        Spot { line, column: Column::Answer.index() }
    }

    fn plan(&self, selection: Selection, text: &str) -> Plan {
        let onto = Onto { session: self.session(), lines: &self.lines, lang: Lang::Zh };
        plan(&onto, &selection, &read(text).unwrap())
    }

    fn copied(&self, selection: &Selection) -> Vec<Vec<String>> {
        block(self.session(), &self.lines, selection, Lang::Zh)
    }
}

/// What changes, as `before→after`.
fn changes(plan: &Plan) -> Vec<String> {
    plan.changes.iter().map(|it| format!("{}→{}", it.before, it.after)).collect()
}

fn whys(plan: &Plan) -> Vec<&Why> {
    plan.misfits.iter().map(|it| &it.why).collect()
}

#[test]
fn every_field_and_every_requirement_of_the_unit_has_its_line() {
    let sheet = Sheet::of(&[]);
    let session = sheet.session();
    for row in session.mine() {
        let own: Vec<&Line> = sheet.lines.iter().filter(|it| it.row == row.indicator).collect();
        assert!(own.iter().filter(|it| it.first).count() == 1 && own[0].first, "row {}", row.indicator);
        let indicator = &session.catalogue().indicators[row.indicator];
        for slot in 0..indicator.slots.len() {
            let asked = own.iter().filter(|it| it.what == What::Slot(slot)).count();
            assert!(asked <= 1, "twice");
        }
        for at in 0..indicator.requirements.len() {
            let is_excluded = row.judgements[at].excluded;
            let shown = own.iter().any(|it| it.requirement == Some(at)) || row.is_excluded();
            assert!(shown, "row {} requirement {at}, excluded {is_excluded}", row.indicator);
        }
    }
}

#[test]
fn every_cell_is_found_by_its_id() {
    let sheet = Sheet::of(&[]);
    for (line, it) in sheet.lines.iter().enumerate() {
        let place = Place::of(sheet.session(), *it).unwrap();
        for column in Column::ALL {
            let spot = Spot { line, column: column.index() };
            assert_eq!(spot_of(sheet.session(), &sheet.lines, &place.id(column)), Some(spot));
        }
    }
    for id in ["", "t", "t1", "tx-s0", "t9999-s0", "r50-s0"] {
        assert_eq!(spot_of(sheet.session(), &sheet.lines, id), None, "{id}");
    }
}

#[test]
fn what_is_copied_pastes_back_as_the_same() {
    let sheet =
        Sheet::of(&[typed(51, 0, "3000"), typed(50, 0, "甲案 2020-03-02 2020-03-06\n乙案 2020.9.28 2020.10.12")]);
    let all = Selection::all(sheet.lines.len());
    let text = zicha_core::block::write(&sheet.copied(&all));
    let plan = sheet.plan(Selection::at(Spot::default()), &text);
    assert_eq!((changes(&plan), whys(&plan)), (vec![], vec![]));
    assert!(plan.same > sheet.lines.len());
}

#[test]
fn a_column_of_figures_goes_down_the_fields() {
    let sheet = Sheet::of(&[typed(51, 1, "7")]);
    let plan = sheet.plan(Selection::at(sheet.at(51, 0)), "3000\r\n2999\r\n");
    assert_eq!(changes(&plan), ["→3000", "7→2999"]);
    assert_eq!(plan.size, (2, 1));
    let state = Rc::new(sheet.state).reduce(Action::Edits(plan.edits().into()));
    let row = state.session().unwrap().row(50).unwrap();
    assert_eq!(row.answer.slots[..2], ["3000", "2999"]);
    let back = state.reduce(Action::Undo);
    assert_eq!(back.session().unwrap().row(50).unwrap().answer.slots[..2], ["", "7"], "undone as one");
}

#[test]
fn an_empty_cell_overwrites_nothing() {
    let sheet = Sheet::of(&[typed(51, 0, "3000"), typed(51, 1, "2999")]);
    let plan = sheet.plan(Selection::at(sheet.at(51, 0)), "\n 2998 \n");
    assert_eq!((plan.blanks, whys(&plan).len()), (1, 0));
    assert_eq!(changes(&plan), ["2999→ 2998 "], "verbatim");
}

#[test]
fn what_a_field_cannot_read_stays_out_with_its_sentence() {
    let sheet = Sheet::of(&[]);
    let plan = sheet.plan(Selection::at(sheet.at(51, 0)), "三千来件\n2999");
    assert_eq!(changes(&plan), ["→2999"]);
    let [Why::Unreadable(sentence)] = whys(&plan)[..] else { panic!("{plan:?}") };
    assert!(sentence.contains("三千来件") || !sentence.is_empty(), "{sentence}");
    assert_eq!(plan.misfits[0].text, "三千来件");
}

#[test]
fn a_line_of_another_row_stays_out_whole() {
    let sheet = Sheet::of(&[]);
    let line = Spot { column: 0, ..sheet.at(51, 0) };
    let copied = sheet.copied(&Selection { on: line, from: Spot { column: 3, ..line } });
    let (title, item) = (&copied[0][1], &copied[0][2]);
    let right = sheet.plan(Selection::at(line), &format!("51.0\t{title}\t{item}\t3000"));
    assert_eq!((changes(&right), whys(&right).len()), (vec!["→3000".to_owned()], 0), "spreadsheets write 51.0");
    let wrong = sheet.plan(Selection::at(line), &format!("52\t{title}\t{item}\t3000"));
    assert!(changes(&wrong).is_empty());
    assert!(whys(&wrong).iter().all(|it| matches!(it, Why::OtherRow { pasted } if pasted == "52")), "{wrong:?}");
    let other = sheet.plan(Selection::at(line), &format!("51\t{title}\t别的内容\t3000"));
    assert!(changes(&other).is_empty() && whys(&other).iter().all(|it| **it == Why::OtherItem), "{other:?}");
}

#[test]
fn what_cannot_be_changed_says_why() {
    let sheet = Sheet::of(&[]);
    let answer = sheet.at(51, 0);
    let plan = sheet.plan(Selection::at(answer), "1\t人\t达标");
    assert_eq!(
        whys(&plan),
        [&Why::Locked(Locked::Column(Column::Unit)), &Why::Locked(Locked::Column(Column::Verdict))]
    );
    let plan = sheet.plan(Selection::at(Spot { column: Column::Note.index(), ..answer }), "好\t多出的\n第二行");
    assert_eq!(whys(&plan), [&Why::Beyond, &Why::Locked(Locked::NoteAbove)]);
    assert_eq!(changes(&plan), ["→好"]);
    let last = Spot { line: sheet.lines.len() - 1, ..answer };
    let plan = sheet.plan(Selection::at(last), "\n1\n2\n\n");
    assert_eq!(whys(&plan), [&Why::Beyond, &Why::Beyond], "an empty cell past the end is no loss");
}

#[test]
fn a_block_that_only_reaches_what_cannot_be_changed_says_so() {
    let sheet = Sheet::of(&[]);
    let check = |column: Column, text: &str| {
        let plan = sheet.plan(Selection::at(Spot { column: column.index(), ..sheet.at(51, 0) }), text);
        assert_eq!((changes(&plan), whys(&plan)), (vec![], vec![&Why::Locked(Locked::Column(column))]), "{column:?}");
    };
    check(Column::Number, "5");
    check(Column::Title, "5");
    check(Column::Item, "5");
    check(Column::Unit, "5");
    check(Column::Verdict, "5");
}

#[test]
fn a_first_line_of_column_names_is_left_out() {
    let sheet = Sheet::of(&[]);
    let answer = sheet.at(51, 0);
    let check = |column: Column, text: &str, is_headed: bool, changed: &[&str]| {
        let plan = sheet.plan(Selection::at(Spot { column: column.index(), ..answer }), text);
        assert_eq!((plan.is_headed, changes(&plan)), (is_headed, changed.iter().map(|it| (*it).to_owned()).collect()));
        plan
    };
    let copied = sheet.copied(&Selection { on: Spot { column: 0, ..answer }, from: Spot { column: 2, ..answer } });
    let names = copied[0].join("\t");
    check(Column::Number, &format!("序号\t指标\t填报内容\t填报\n{names}\t3000"), true, &["→3000"]);
    check(Column::Number, &format!("No.\tRow\tWhat to fill in\tAnswer\n{names}\t3000"), true, &["→3000"]);
    check(Column::Answer, "填报\t单位\n3000\t件", true, &["→3000"]);
    check(Column::Answer, "填报\n3000\n2999", true, &["→3000", "→2999"]);
    check(Column::Note, "备注\n好", true, &["→好"]);
    check(Column::Note, "备注", false, &["→备注"]);
    check(Column::Note, "指标", false, &["→指标"]);
    check(Column::Answer, "3000\n2999", false, &["→3000", "→2999"]);
    let plan = check(Column::Answer, "填报\n约莫", true, &[]);
    assert_eq!(plan.misfits[0].from, (1, 0), "counted as the clipboard has it");
    assert_eq!(plan.size, (2, 1));
}

#[test]
fn a_rate_that_looks_like_a_fraction_is_to_be_checked() {
    let sheet = Sheet::of(&[]);
    let is_rate = |line: &&Line| {
        Place::of(sheet.session(), **line)
            .and_then(|it| it.slot())
            .is_some_and(|it| it.unit == "%" && it.sum_of.is_empty())
    };
    let line = sheet.lines.iter().position(|it| is_rate(&it)).expect("a field in per cent");
    let spot = Spot { line, column: Column::Answer.index() };
    let check = |text: &str, doubts: usize| {
        let plan = sheet.plan(Selection::at(spot), text);
        assert_eq!((plan.changes.len(), plan.doubts.len(), plan.misfits.len()), (1, doubts, 0), "{text}");
        plan
    };
    let plan = check("0.95", 1);
    assert!(plan.doubts[0].sentence.contains("95") && plan.doubts[0].text == "0.95", "{plan:?}");
    check("95", 0);
    check("95%", 0);
    let counted = sheet.plan(Selection::at(sheet.at(51, 0)), "1");
    assert!(counted.doubts.is_empty());
}

#[test]
fn one_number_cannot_become_two() {
    // 执法决定总数 is shared by rows 51 and 55.
    let sheet = Sheet::of(&[]);
    let catalogue = sheet.session().catalogue();
    let base = catalogue.indicators[50].slots[0].base.expect("shared");
    let other = catalogue.indicators[54].slots.iter().position(|it| it.base == Some(base)).expect("shared with 55");
    let (from, to) = (sheet.at(51, 0), sheet.at(55, other));
    let mut column = vec![String::new(); to.line - from.line + 1];
    column[0] = "3000".to_owned();
    *column.last_mut().unwrap() = "3001".to_owned();
    let plan = sheet.plan(Selection::at(from), &column.join("\n"));
    assert_eq!((changes(&plan), whys(&plan)), (vec!["→3000".to_owned()], vec![&Why::Shared]));
    *column.last_mut().unwrap() = "3000".to_owned();
    let plan = sheet.plan(Selection::at(from), &column.join("\n"));
    assert_eq!((changes(&plan).len(), whys(&plan).len(), plan.same), (1, 0, 1));
}

#[test]
fn one_text_fills_every_selected_cell_and_delete_empties_them() {
    let sheet = Sheet::of(&[]);
    let from = sheet.at(51, 0);
    let both = Selection { on: Spot { line: from.line + 1, ..from }, from };
    let plan = sheet.plan(both, "12");
    assert_eq!(changes(&plan), ["→12", "→12"]);
    let filled = Sheet::of(&[typed(51, 0, "12"), typed(51, 1, "12")]);
    assert_eq!(emptied(filled.session(), &filled.lines, &both).len(), 2);
    assert_eq!(emptied(sheet.session(), &sheet.lines, &both).len(), 0);
}

#[test]
fn moving_in_the_table_moves_the_address_and_not_the_walk() {
    let at = |route| Rc::new(open(Lang::Zh, &[])).reduce(Action::Go(route)).reduce(Action::At(50)).shown();
    assert_eq!(at(Route::Table(0)), Route::Table(50));
    assert_eq!(at(Route::Walk(0)), Route::Walk(0));
}
