//! A session: one edit touches one row and its dependents, in any order, with the same end.

use std::sync::Arc;

use arbtest::arbtest;
use serde_json::{Value, json};
use zicha_core::answer::Evidence;
use zicha_core::catalogue::Catalogue;
use zicha_core::finding::Verdict;
use zicha_core::session::{Edit, Session, clean};
use zicha_core::unit::{self, Tier, UnitError};

use crate::maker::{calendar, file, hongqiao, indicator, read, requirement, session, slot};

fn rate_over_base(id: &str) -> Value {
    indicator(
        id,
        json!([slot("n", "count", "人"), {"id": "all", "label": "执法人员", "input": "count", "base": "staff"}]),
        json!([requirement(
            &format!("{id}-r1"),
            json!({"rate": {"numerator": "n", "denominator": "all", "bound": {"exactly": "100%"}}})
        )]),
    )
}

fn shared() -> Arc<Catalogue> {
    let summed = indicator(
        "3",
        json!([slot("own", "count", "件"), {"id": "all", "label": "合计", "input": "count", "sum_of": ["own", "4.own"]}]),
        json!([requirement("3-r1", json!({"count": {"slot": "all", "bound": {"at_least": "10"}}}))]),
    );
    let other = indicator(
        "4",
        json!([slot("own", "count", "件")]),
        json!([requirement("4-r1", json!({"gate": {"slot": "own"}}))]),
    );
    read(&file(vec![rate_over_base("1"), rate_over_base("2"), summed, other]))
}

fn changed(before: &Session, after: &Session) -> Vec<usize> {
    let pairs = before.rows().zip(after.rows()).enumerate();
    pairs.filter(|(_, (old, new))| !Arc::ptr_eq(old, new)).map(|(at, _)| at).collect()
}

fn put(at: usize, slot: usize, text: &str) -> (usize, Edit) {
    (at, Edit::Slot { slot, text: text.to_owned() })
}

fn apply(session: &Session, edits: &[(usize, Edit)]) -> Session {
    edits.iter().fold(session.clone(), |session, (at, edit)| session.edit(*at, edit.clone()))
}

#[test]
fn an_edit_keeps_the_arc_of_every_row_it_does_not_touch() {
    let blank = session(&shared());
    let (at, edit) = put(3, 0, "0");
    let after = blank.edit(at, edit);
    assert_eq!(changed(&blank, &after), [3], "row 3 shows 合计 blank still, as its own term is blank");
    let after = apply(&blank, &[put(0, 0, "5")]);
    assert_eq!(changed(&blank, &after), [0]);
    assert_eq!(changed(&after, &after.edit(0, put(0, 0, "5").1)), Vec::<usize>::new(), "the same text again");
}

#[test]
fn a_base_is_typed_once_and_shown_everywhere() {
    let blank = session(&shared());
    let after = apply(&blank, &[put(0, 0, "9"), put(1, 0, "10"), put(1, 1, "10")]);
    assert_eq!(after.row(0).unwrap().answer.slots[1], "10");
    assert_eq!(after.row(0).unwrap().verdict, Verdict::Unmet);
    assert_eq!(after.row(1).unwrap().verdict, Verdict::Met);
    assert_eq!(changed(&after, &after.edit_base(0, "9")), [0, 1]);
    assert_eq!(after.edit_base(0, "9").row(0).unwrap().verdict, Verdict::Met);
    assert_eq!(after.edit_base(0, "9").row(1).unwrap().verdict, Verdict::Unreadable, "10 of 9");
}

#[test]
fn a_computed_slot_follows_its_terms_and_cannot_be_typed_over() {
    let after = apply(&session(&shared()), &[put(2, 0, "4"), put(3, 0, "6")]);
    assert_eq!(after.row(2).unwrap().answer.slots[1], "10");
    assert_eq!(after.row(2).unwrap().verdict, Verdict::Met);
    assert_eq!(after.edit(2, put(2, 1, "99").1).row(2).unwrap().answer.slots[1], "10");
    assert_eq!(after.edit(3, put(3, 0, "").1).row(2).unwrap().verdict, Verdict::Blank);
}

#[test]
fn any_edits_in_any_order_judge_as_if_from_scratch() {
    let catalogue = shared();
    let texts = ["", "0", "7", "10", "十", "x"];
    arbtest(|u| {
        let mut edits = Vec::new();
        for (at, slots) in [(0, 2), (1, 2), (2, 1), (3, 1)] {
            for slot in 0..slots {
                if (at, slot) != (1, 1) {
                    edits.push(put(at, slot, u.choose(&texts)?));
                }
            }
        }
        let forward = apply(&session(&catalogue), &edits);
        let mut shuffled = edits.clone();
        for last in (1..shuffled.len()).rev() {
            shuffled.swap(last, u.int_in_range(0..=last)?);
        }
        let noise = put(u.int_in_range(0..=3)?, 0, "3");
        let other = apply(&session(&catalogue).edit(noise.0, noise.1), &shuffled);
        assert!(forward == other, "{edits:?}");
        let answers = forward.rows().map(|row| (row.indicator, row.answer.clone())).collect();
        let bases = vec![forward.base_text(0).to_owned()];
        let scratch = Session::filled(Arc::clone(&catalogue), (**forward.setting()).clone(), answers, bases);
        assert!(forward == scratch, "{edits:?}");
        assert_eq!(forward.total(), scratch.total());
        Ok(())
    });
}

#[test]
fn tallies_follow_every_edit() {
    let blank = session(&hongqiao());
    let all = |session: &Session| {
        let mine = session.mine().count();
        let total = session.total();
        assert_eq!(total.rows as usize, mine);
        assert_eq!(Verdict::ALL.iter().map(|verdict| total.of(*verdict) as usize).sum::<usize>(), mine);
        let groups = session.catalogue().groups.iter().enumerate().filter(|(_, group)| group.parent.is_none());
        assert_eq!(groups.map(|(at, _)| session.tally(at).rows as usize).sum::<usize>(), mine);
        let complete = session.mine().filter(|row| row.is_complete()).count();
        assert_eq!(total.complete as usize, complete);
    };
    all(&blank);
    let mut session = blank;
    for at in 0..session.catalogue().indicators.len() {
        let slots = session.row(at).unwrap().answer.slots.len();
        for slot in 0..slots {
            session = session.edit(at, put(at, slot, "1").1);
        }
    }
    all(&session);
}

#[test]
fn facts_decide_what_applies_and_can_be_taken_back() {
    let mut one = rate_over_base("1");
    one["applies"] = json!({"fact": "enforces"});
    let blank = session(&read(&file(vec![one])));
    assert_eq!(blank.row(0).unwrap().verdict, Verdict::Blank, "a fact not yet answered hides nothing");
    let no = blank.with_fact(0, Some(false));
    assert_eq!(no.row(0).unwrap().verdict, Verdict::NotApplicable);
    assert!(no.row(0).unwrap().is_excluded());
    assert!(no.with_fact(0, None) == blank);
}

#[test]
fn hongqiao_tiers_follow_the_printed_cells() {
    let catalogue = hongqiao();
    let check = |name: &str, number: &str, wanted: Tier| {
        let unit = unit::resolve(&catalogue, name).unwrap();
        let at = catalogue.indicator_at(number).unwrap();
        assert_eq!(unit::tier(&catalogue, &catalogue.indicators[at], &unit), wanted, "{name} {number}");
    };
    check("区司法局", "26", Tier::Lead);
    check("区司法局", "15", Tier::Named);
    check("区司法局", "1", Tier::ByDuty);
    check("区司法局", "81", Tier::None);
    check("区委组织部", "81", Tier::Lead);
    check("区生态局", "22", Tier::Lead);
    check("区生态局", "31", Tier::Lead);
    check("西沽街道", "76", Tier::ByDuty);
    check("西沽街道办事处", "82", Tier::None);
    check("区委网信办", "72", Tier::Lead);
}

#[test]
fn a_unit_is_found_by_name_alias_or_ending_and_never_guessed() {
    let catalogue = hongqiao();
    let known = |name: &str| unit::resolve(&catalogue, name).map(|unit| unit.unit_type);
    assert_eq!(known("丁字沽街道").as_deref(), Ok("subdistrict"));
    assert_eq!(known("区应急局").as_deref(), Ok("department"));
    assert_eq!(known(""), Err(UnitError::Empty));
    assert!(matches!(known("街道"), Err(UnitError::Unknown { .. })));
    assert!(matches!(unit::of_type(&catalogue, "某单位", "county"), Err(UnitError::UnknownType { .. })));
    let slip = unit::resolve(&catalogue, "区司法");
    assert_eq!(slip, Err(UnitError::Unknown { name: "区司法".into(), nearest: Some("区司法局".into()) }));
}

#[test]
fn cleaning_leaves_out_what_cannot_be_seen_and_nothing_else() {
    assert_eq!(clean("甲\r\n乙\r丙"), "甲\n乙\n丙");
    assert_eq!(clean("审\u{200B}核\u{202E}率\u{7}"), "审核率");
    assert_eq!(clean("\u{E863}"), "[U+E863]");
    assert_eq!(clean("１２，３ ％"), "１２，３ ％");
}

#[test]
fn a_deadline_past_and_blank_is_overdue_only_when_today_is_known() {
    let one = indicator(
        "1",
        json!([slot("d", "date", "")]),
        json!([requirement("1-r1", json!({"deadline": {"slot": "d", "rule": {"by": "Y-12-31"}}}))]),
    );
    let blank = session(&read(&file(vec![one])));
    let overdue =
        |session: &Session| session.row(0).unwrap().findings.iter().any(|finding| finding.problem.code() == "overdue");
    let on = |day: &str| blank.with_today(Some(day.parse().unwrap()));
    assert!(!overdue(&blank) && !overdue(&on("2020-12-31")) && overdue(&on("2021-01-01")));
    assert!(calendar().is_working_day("2020-12-31".parse().unwrap()).unwrap());
}

#[test]
fn a_file_of_evidence_is_listed_once_and_joins_the_line_that_bears_its_title() {
    let file = |name: &str, digit: &str| Evidence {
        title: name.to_owned(),
        file: format!("{name}.pdf"),
        size: 3,
        sha256: digit.repeat(64),
        ..Evidence::default()
    };
    let bare = Evidence { title: "会议纪要".to_owned(), number: "1号".to_owned(), ..Evidence::default() };
    let check = |edits: &[Edit], want: &[(&str, &str, &str)]| {
        let blank = session(&shared());
        let after = edits.iter().fold(blank, |session, edit| session.edit(0, edit.clone()));
        let listed = &after.row(0).unwrap().answer.evidence;
        let listed: Vec<_> =
            listed.iter().map(|it| (it.title.as_str(), it.number.as_str(), it.file.as_str())).collect();
        assert_eq!(listed, want);
    };
    let add = Edit::EvidenceFile;
    check(&[add(file("台账", "a"))], &[("台账", "", "台账.pdf")]);
    check(&[add(file("台账", "a")), add(file("台账副本", "a"))], &[("台账", "", "台账.pdf")]);
    check(&[add(file("台账", "a")), add(file("台账", "b"))], &[("台账", "", "台账.pdf"), ("台账", "", "台账.pdf")]);
    check(&[Edit::Evidence(vec![bare]), add(file("会议纪要", "c"))], &[("会议纪要", "1号", "会议纪要.pdf")]);
}
