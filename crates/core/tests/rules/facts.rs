//! Facts about the unit: what 否 sets aside, why, and that nothing typed is passed over.

use std::sync::Arc;

use serde_json::{Value, json};
use zicha_core::answer::Mark;
use zicha_core::draft::{self, Meta};
use zicha_core::finding::{Problem, Verdict};
use zicha_core::session::{Edit, Session, facts};
use zicha_core::text::{self, Lang};
use zicha_core::unit;

use crate::maker::{calendar, file, hongqiao, indicator, read, requirement, session, slot};

fn gate(id: &str, slot: &str) -> Value {
    requirement(id, json!({"gate": {"slot": slot}}))
}

/// Rows 1 (as a whole) and 2 (its second requirement) turn on `enforces`; row 3 on it or `hears`.
fn catalogue() -> Arc<zicha_core::catalogue::Catalogue> {
    let mut one = indicator(
        "1",
        json!([slot("n", "count", "件"), slot("m", "count", "件")]),
        json!([gate("1-r1", "n"), gate("1-r2", "m")]),
    );
    one["applies"] = json!({"fact": "enforces"});
    let mut part = gate("2-r2", "m");
    part["applies"] = json!({"all": [{"fact": "enforces"}, {"not": {"unit_type": ["street"]}}]});
    let two =
        indicator("2", json!([slot("n", "count", "件"), slot("m", "count", "件")]), json!([gate("2-r1", "n"), part]));
    let mut three = indicator("3", json!([slot("n", "count", "件")]), json!([gate("3-r1", "n")]));
    three["applies"] = json!({"any": [{"fact": "enforces"}, {"fact": "hears"}, {"unit": ["nobody"]}]});
    let mut it = file(vec![one, two, three]);
    it["facts"] = json!([
        {"id": "enforces", "question": "是否执法？", "question_en": "Does it enforce?", "if_no": "本单位不执法", "if_no_en": "it does not enforce"},
        {"id": "hears", "question": "是否听证？"}
    ]);
    it["units"].as_array_mut().unwrap().push(json!({"code": "nobody", "name": "区无关办", "type": "department"}));
    read(&it)
}

fn verdicts(session: &Session) -> Vec<Vec<Verdict>> {
    session.rows().map(|row| row.judgements.iter().map(|it| it.verdict).collect()).collect()
}

fn why(session: &Session, row: usize, requirement: usize, lang: Lang) -> String {
    text::set_aside(session.catalogue(), session.setting(), session.row(row).unwrap(), requirement, lang)
}

const BLANK: Verdict = Verdict::Blank;
const ASIDE: Verdict = Verdict::NotApplicable;

#[test]
fn no_sets_rows_and_parts_of_rows_aside_at_once_and_yes_brings_them_back() {
    let blank = session(&catalogue());
    let no = blank.with_fact(0, Some(false));
    assert_eq!(verdicts(&no), [vec![ASIDE, ASIDE], vec![BLANK, ASIDE], vec![BLANK]]);
    let both = no.with_fact(1, Some(false));
    assert_eq!(verdicts(&both)[2], [ASIDE]);
    assert_eq!(verdicts(&both.with_fact(0, Some(true))), [vec![BLANK, BLANK], vec![BLANK, BLANK], vec![BLANK]]);
    assert!(both.with_fact(0, None).with_fact(1, None) == blank);
}

#[test]
fn what_is_set_aside_says_why() {
    let both = session(&catalogue()).with_fact(0, Some(false)).with_fact(1, Some(false));
    assert_eq!(why(&both, 0, 0, Lang::Zh), "按单位情况不适用：本单位不执法");
    assert_eq!(why(&both, 0, 0, Lang::En), "not applicable by the facts about the unit: it does not enforce");
    assert_eq!(why(&both, 1, 1, Lang::Zh), "按单位情况不适用：本单位不执法");
    assert_eq!(why(&both, 2, 0, Lang::Zh), "按单位情况不适用：本单位不执法；“是否听证？”答“否”");
}

#[test]
fn what_the_units_type_decides_is_not_laid_on_a_fact() {
    let catalogue = catalogue();
    let street = Session::new(
        Arc::clone(&catalogue),
        zicha_core::session::Setting {
            unit: unit::resolve(&catalogue, "丁字沽街道").unwrap(),
            period: 0,
            calendar: calendar(),
            today: None,
            facts: vec![Some(true), None],
        },
    );
    assert_eq!(verdicts(&street)[1], [BLANK, ASIDE]);
    assert_eq!(why(&street, 1, 1, Lang::Zh), "按责任分工不适用");
}

#[test]
fn each_fact_says_how_many_rows_it_spares_beside_the_other_answers() {
    let check = |facts: [Option<bool>; 2], fact: usize, rows: &[usize], parts: &[usize]| {
        let blank = session(&catalogue());
        let it = blank.with_fact(0, facts[0]).with_fact(1, facts[1]).spared(fact);
        assert_eq!((it.rows.as_slice(), it.parts.as_slice()), (rows, parts), "{facts:?} {fact}");
    };
    check([None, None], 0, &[0], &[1]);
    check([None, None], 1, &[], &[]);
    check([Some(false), None], 1, &[2], &[]);
    check([None, Some(false)], 0, &[0, 2], &[1]);
    check([Some(false), Some(false)], 0, &[0, 2], &[1]);
}

#[test]
fn a_unit_is_asked_what_can_decide_something_for_it() {
    let catalogue = hongqiao();
    let check = |name: &str, left_out: &[&str]| {
        let unit = unit::resolve(&catalogue, name).unwrap();
        let setting =
            zicha_core::session::Setting { unit, period: 0, calendar: calendar(), today: None, facts: Vec::new() };
        let session = Session::new(Arc::clone(&catalogue), setting);
        let asked = session.facts_asked();
        let missing: Vec<&str> = (0..catalogue.facts.len())
            .filter(|at| !asked.contains(at))
            .map(|at| catalogue.facts[at].id.as_str())
            .collect();
        assert_eq!(missing, left_out, "{name}");
    };
    check("丁字沽街道", STREET);
    check("区司法局", JUSTICE);
}

const STREET: &[&str] = &[];
/// It leads on these rows, whatever it answers.
const JUSTICE: &[&str] = &["hotline", "disputes", "mediation", "reconsideration"];

fn typed(at: usize, slot: usize, text: &str) -> (usize, Edit) {
    (at, Edit::Slot { slot, text: text.to_owned() })
}

fn answered(edits: &[(usize, Edit)]) -> Session {
    edits.iter().fold(session(&catalogue()), |session, (at, edit)| session.edit(*at, edit.clone()))
}

#[test]
fn what_was_answered_before_is_held_until_the_person_decides() {
    let mark = Edit::Mark { requirement: 1, mark: Mark::NoneOccurred };
    let check = |edits: &[(usize, Edit)], held: &[(usize, &[usize])]| {
        let before = answered(edits);
        let no = before.with_fact(0, Some(false));
        let found: Vec<(usize, &[usize])> = no.held().map(|row| (row.indicator, row.held.as_slice())).collect();
        assert_eq!(found, held, "{edits:?}");
        for (row, requirements) in held {
            for at in *requirements {
                let now = &no.row(*row).unwrap().judgements[*at];
                assert_eq!(*now, before.row(*row).unwrap().judgements[*at], "judged as before");
            }
            assert!(no.row(*row).unwrap().has_errors(), "not to be signed before it is decided");
            let decided = no.set_aside(*row);
            assert!(decided.row(*row).unwrap().held.is_empty() && !decided.row(*row).unwrap().has_errors());
            assert_eq!(decided.row(*row).unwrap().answer, before.row(*row).unwrap().answer, "nothing typed is lost");
            assert!(facts::has_uncounted(no.catalogue(), decided.row(*row).unwrap()));
        }
        assert!(no.with_fact(0, None) == before, "taken back, all is as it was");
    };
    check(&[], &[]);
    check(&[typed(0, 0, "0")], &[(0, &[0])]);
    check(&[typed(0, 0, "0"), typed(1, 1, "十")], &[(0, &[0]), (1, &[1])]);
    check(&[typed(1, 0, "0")], &[]);
    check(&[(0, mark)], &[(0, &[1])]);
    check(&[(0, Edit::Note("待核".to_owned()))], &[(0, &[0, 1])]);
    check(&[(1, Edit::Note("待核".to_owned()))], &[]);
    check(&[(0, Edit::Reason { requirement: 0, text: "因".to_owned() })], &[(0, &[0])]);
}

#[test]
fn what_is_held_points_at_the_fact_and_goes_on_being_held_while_it_is_edited() {
    let no = answered(&[typed(0, 0, "0")]).with_fact(0, Some(false));
    let row = no.row(0).unwrap();
    let said = row.findings.iter().find(|it| matches!(it.problem, Problem::FactContradicts { .. })).unwrap();
    let said = text::finding(said, &no.catalogue().indicators[0], Lang::Zh);
    assert_eq!(said, "单位情况填的是：本单位不执法，这里却已填报；请在“单位情况”中改答，或者把本项记为不适用。");
    let emptied = no.edit(0, typed(0, 0, "").1);
    assert_eq!(emptied.row(0).unwrap().held, [0], "a field does not vanish under the hand");
    assert!(!no.row(0).unwrap().is_excluded());
    assert_eq!(no.with_fact(1, Some(false)).row(0).unwrap().held, [0], "another answer decides nothing");
}

#[test]
fn a_draft_keeps_what_is_held() {
    let no = answered(&[typed(0, 0, "0"), typed(1, 1, "2")]).with_fact(0, Some(false)).set_aside(1);
    let bytes = draft::write(&no, &Meta::default());
    let open = |bytes: &[u8]| draft::read(bytes).unwrap().open(catalogue(), calendar(), None).unwrap().0;
    assert!(open(&bytes) == no);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("\"held\""), "{text}");
    let unheld = text.replace("1-r1\"\n", "9-r9\"\n");
    assert!(open(unheld.as_bytes()).held().next().is_none(), "an id that is gone holds nothing");
    let blank = draft::write(&session(&catalogue()), &Meta::default());
    assert!(!String::from_utf8(blank).unwrap().contains("held"));
    let wrong = text.replace("\"1-r1\"\n", "7\n");
    assert!(wrong != text && draft::read(wrong.as_bytes()).is_err());
}
