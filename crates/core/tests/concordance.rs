//! The concordance of the five documents: every place found, every threshold the catalogue's own, and what
//! a reference does and does not do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::sync::Arc;

use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::wire::Input;
use zicha_core::catalogue::{Catalogue, FaultCode};
use zicha_core::concordance::{self, Concordance, Likeness, Reference};
use zicha_core::date::Date;
use zicha_core::finding::Verdict;
use zicha_core::profile;
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::text::Lang;
use zicha_core::unit;

const CATALOGUES: [&str; 5] = ["hongqiao-2020", "zhumadian-2018", "liaoning-135", "yubei-2012-2016", "zhaodong-2016"];

fn file(path: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn shipped() -> Concordance {
    concordance::read(&file("assets/concordance.json")).unwrap()
}

fn catalogue(id: &str) -> Catalogue {
    Catalogue::read(&file(&format!("assets/catalogues/{id}.json"))).unwrap()
}

fn catalogues() -> Vec<Catalogue> {
    CATALOGUES.into_iter().map(catalogue).collect()
}

/// A blank form of the unit that answers most of a catalogue, for the last period.
fn form(catalogue: Catalogue) -> Session {
    let catalogue = Arc::new(catalogue);
    let calendar = Arc::new(WorkCalendar::from_json(&file("assets/calendars/cn-mainland.json")).unwrap());
    let open = |name: &str| {
        let setting = Setting {
            unit: unit::resolve(&catalogue, name).unwrap(),
            period: catalogue.periods.len() - 1,
            calendar: Arc::clone(&calendar),
            today: Date::new(2020, 12, 10).ok(),
            facts: vec![Some(true); catalogue.facts.len()],
        };
        Session::new(Arc::clone(&catalogue), setting)
    };
    catalogue.units.iter().map(|it| open(&it.name)).max_by_key(|it| it.mine().count()).unwrap()
}

fn forms() -> Vec<Session> {
    let city = file("tests/data/liaoning/profile.json");
    let liaoning = profile::apply(&file("assets/catalogues/liaoning-135.json"), &city).unwrap();
    let plain = CATALOGUES.into_iter().filter(|id| *id != "liaoning-135").map(catalogue);
    plain.chain([Catalogue::read(&liaoning).unwrap()]).map(form).collect()
}

/// Something in every field.
fn filled(blank: &Session) -> Session {
    let rows = blank.catalogue().indicators.iter().enumerate();
    rows.fold(blank.clone(), |session, (row, indicator)| {
        indicator.slots.iter().enumerate().fold(session, |session, (slot, it)| {
            let text = match it.input {
                Input::Count | Input::Number => "3".to_owned(),
                Input::Date => format!("{}-03-01", blank.period().unwrap().end.year()),
                Input::Dates => "1 1 1 1".to_owned(),
                Input::Days => "3-5".to_owned(),
                Input::Choice => "是".to_owned(),
                Input::Parts => "甲 3".to_owned(),
                Input::Ticks => it.options.join("\n"),
                Input::Level => it.options[0].clone(),
                Input::Text => "文字".repeat(40),
            };
            session.edit(row, Edit::Slot { slot, text })
        })
    })
}

/// What stands beside one requirement of Hongqiao when this was typed at one of another document.
fn beside(target: &str, other: &str, at: &str, typed: &[&str]) -> Vec<Reference> {
    let (ours, blank) = (catalogue("hongqiao-2020"), form(catalogue(other)));
    let (row, _) = blank.catalogue().requirement_at(at).unwrap();
    let texts = typed.iter().enumerate();
    let session = texts.fold(blank, |it, (slot, text)| it.edit(row, Edit::Slot { slot, text: (*text).to_owned() }));
    let (row, requirement) = ours.requirement_at(target).unwrap();
    let all = concordance::references(&shipped(), &ours, &session, Lang::Zh);
    all.into_iter().filter(|it| (it.row, it.requirement) == (row, requirement)).collect()
}

#[test]
fn there_are_52_groups_and_every_place_of_the_reading_is_in_its_own() {
    let (file_read, all) = (shipped(), catalogues());
    assert_eq!(file_read.groups.len(), 52);
    let list = String::from_utf8(file("tests/data/concordance/items.tsv")).unwrap();
    let mut groups = BTreeSet::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let [group, id, number] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        groups.insert(group);
        let group = file_read.groups.iter().find(|it| it.id == group).unwrap();
        let members = group.members.iter().filter(|it| it.catalogue == id);
        let known: Vec<&str> = members.map(|it| it.requirement.as_str()).collect();
        let catalogue = all.iter().find(|it| it.id == id).unwrap();
        let row = catalogue.indicators.iter().find(|it| it.number == number || it.id == number).unwrap();
        let own = row.requirements.iter().any(|it| known.contains(&it.id.as_str()));
        // A row that restates is in by the requirement it restates.
        let restated = row.restates.iter().any(|it| known.contains(&it.requirement.as_str()));
        assert!(own || restated, "{line}: none of {known:?}");
    }
    assert_eq!(groups.len(), 52);
}

#[test]
fn every_threshold_is_that_of_its_catalogue() {
    let all = catalogues();
    assert_eq!(concordance::strays(&shipped(), &all.iter().collect::<Vec<_>>()), []);
}

#[test]
fn a_wrong_threshold_or_requirement_is_noticed_wherever_it_stands() {
    let all = catalogues();
    let all: Vec<&Catalogue> = all.iter().collect();
    let right = shipped();
    let places = right.groups.iter().enumerate().flat_map(|(at, it)| (0..it.members.len()).map(move |of| (at, of)));
    for (group, member) in places {
        let mut wrong = right.clone();
        let it = &mut wrong.groups[group].members[member];
        it.threshold = if it.threshold == "rate >= 100%" { "rate >= 90%" } else { "rate >= 100%" }.to_owned();
        let found = concordance::strays(&wrong, &all);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, format!("groups[{group}].members[{member}].threshold"));
    }
    let mut wrong = right;
    wrong.groups[0].members[0].requirement = "g3-r9".to_owned();
    let found = concordance::strays(&wrong, &all);
    assert_eq!((found[0].code, found[0].expected.is_some()), (FaultCode::UnknownName, true));
}

#[test]
fn a_catalogue_whose_bound_changed_is_noticed() {
    let text = String::from_utf8(file("assets/catalogues/hongqiao-2020.json")).unwrap();
    let mut file: serde_json::Value = serde_json::from_str(&text).unwrap();
    fn change(value: &mut serde_json::Value) {
        if value["id"] == "7-r1" {
            value["check"]["rate"]["bound"]["at_least"] = "81%".into();
        }
        let inner: Vec<&mut serde_json::Value> = match value {
            serde_json::Value::Array(items) => items.iter_mut().collect(),
            serde_json::Value::Object(members) => members.values_mut().collect(),
            _ => Vec::new(),
        };
        inner.into_iter().for_each(change);
    }
    change(&mut file);
    let changed = Catalogue::read_shipped(file.to_string().as_bytes()).unwrap();
    let found = concordance::strays(&shipped(), &[&changed]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].found.as_str(), found[0].expected.as_deref()), ("rate >= 80%", Some("rate >= 81%")));
}

#[test]
fn a_rate_of_the_same_threshold_brings_its_two_numbers() {
    let found = beside("61-r1", "yubei-2012-2016", "g5-r1", &["3000", "2999"]);
    let [it] = &found[..] else { panic!("{found:#?}") };
    assert_eq!((it.value.as_str(), it.threshold, it.same_subject()), ("99.97%", Likeness::Same, true));
    assert_eq!(
        (it.number.as_str(), it.source.as_str(), it.period.as_str()),
        ("目标5", "g5-r1", "2016年下半年（规划末期检查）")
    );
    let texts: BTreeSet<&str> = it.carry.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(texts, BTreeSet::from(["3000", "2999"]));
}

#[test]
fn another_threshold_and_another_subject_are_said() {
    let check = |target, other, at, typed: &[&str], value: &str, likeness, subject: &str, carried| {
        let found = beside(target, other, at, typed);
        let it = found.iter().find(|it| it.source == at).unwrap_or_else(|| panic!("{target}: {found:#?}"));
        let got = (it.value.as_str(), it.threshold, it.other_subject.as_str(), it.carry.len());
        assert_eq!(got, (value, likeness, subject, carried), "{target}");
    };
    check("83-r3", "zhumadian-2018", "31-r4", &["1 1 1 1"], "4次", Likeness::Same, "政府常务会议、部门办务会议", 0);
    check("25-r5", "yubei-2012-2016", "9-2-r2", &["是"], "3项中有3项", Likeness::OtherParts, "", 1);
    check("41-r2", "yubei-2012-2016", "8-3-r2", &["2"], "2件", Likeness::OneWithout, "", 0);
}

#[test]
fn what_was_not_answered_is_no_reference() {
    assert_eq!(beside("61-r1", "yubei-2012-2016", "g5-r1", &["3000"]), []);
    assert_eq!(beside("61-r1", "yubei-2012-2016", "g5-r1", &["三干", "2999"]), []);
    let same = form(catalogue("hongqiao-2020"));
    assert_eq!(concordance::references(&shipped(), same.catalogue(), &filled(&same), Lang::Zh), []);
}

/// A reference changes neither form; what it carries is read when typed, and gone when cleared.
#[test]
fn references_change_nothing_and_what_they_carry_can_be_undone() {
    let (file, blank) = (shipped(), forms());
    let full: Vec<Session> = blank.iter().map(filled).collect();
    let mut carried = 0;
    for ours in &blank {
        for (other, untouched) in full.iter().zip(&full.clone()) {
            let before = ours.clone();
            for it in concordance::references(&file, ours.catalogue(), other, Lang::Zh) {
                assert!(!it.value.is_empty() && *ours == before && other == untouched);
                assert_ne!(it.document, ours.catalogue().title);
                let typed = it.carry.iter().fold(ours.clone(), |session, (slot, text)| {
                    session.edit(it.row, Edit::Slot { slot: *slot, text: text.clone() })
                });
                if !it.carry.is_empty() {
                    let row = typed.row(it.row).unwrap();
                    carried += 1;
                    assert_ne!(*row.answer.slots, *ours.row(it.row).unwrap().answer.slots);
                    assert_ne!(row.judgements[it.requirement].verdict, Verdict::Unreadable, "{it:#?}");
                }
                let cleared = it.carry.iter().fold(typed, |session, (slot, _)| {
                    session.edit(it.row, Edit::Slot { slot: *slot, text: String::new() })
                });
                assert!(cleared == *ours, "{it:#?}");
            }
        }
    }
    assert!(carried > 100, "{carried}");
}

#[test]
fn a_faulty_file_is_refused_by_its_place() {
    let right = String::from_utf8(file("assets/concordance.json")).unwrap();
    let check = |from: &str, to: &str, code: FaultCode, path: &str| {
        assert!(right.contains(from), "{from}");
        let faults = concordance::read(right.replacen(from, to, 1).as_bytes()).unwrap_err();
        assert_eq!((faults[0].code, faults[0].path.as_str()), (code, path), "{faults:?}");
    };
    check("zicha-concordance/1", "zicha-concordance/2", FaultCode::Format, "format");
    check("\"id\": \"c02\"", "\"id\": \"c01\"", FaultCode::Duplicate, "groups[1].id");
    check("\"requirement\": \"26-r1\"", "\"requirement\": 1", FaultCode::Shape, "groups[0].members[1].requirement");
    check("\"aspect\"", "\"aspekt\"", FaultCode::UnknownField, "groups[0].members[0].aspekt");
    check(
        "\"why\": \"没有未报备的文件，就是全部报备。\"",
        "\"why\": null",
        FaultCode::MissingField,
        "groups[1].members[5]",
    );
    assert_eq!(concordance::read(b"{").unwrap_err()[0].code, FaultCode::NotJson);
}
