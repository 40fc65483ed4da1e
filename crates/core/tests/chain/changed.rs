//! An edit after signing: which answers, which signatures, and the revision that continues.

use zicha_core::changes::{self, Place, compare, since};
use zicha_core::envelope::open;
use zicha_core::session::Edit;
use zicha_core::sign::Role;
use zicha_core::text::{self, Lang};

use crate::maker::{catalogue, content, report_file, session, signed, verify_with};

#[test]
fn edit_after_signing_names_the_answer_and_every_broken_signature() {
    let altered = String::from_utf8(report_file()).unwrap().replacen("\"done\": 3", "\"done\": 4", 1);
    let found = compare(&report_file(), altered.as_bytes()).unwrap();
    let [change] = found.changes.as_slice() else { panic!("{:?}", found.changes) };
    let place = Place::Slot { indicator: "1".into(), slot: "done".into() };
    assert_eq!((&change.place, change.before.as_str(), change.after.as_str()), (&place, "3", "4"));
    assert_eq!(change.place.path(), "answers.1.slots.done");
    let broken: Vec<_> = found.broken.iter().map(|it| (it.index, it.role, it.name.as_str())).collect();
    assert_eq!(broken, [(0, Role::Filler, "张三"), (1, Role::Reviewer, "李四"), (2, Role::Head, "王五")]);
    assert!(!found.continues);
    assert_eq!(text::change(change, Some(&catalogue()), Lang::Zh), "第1项“办理件数”：由“3”改为“4”");
    assert_eq!(text::change(change, Some(&catalogue()), Lang::En), "item 1, 办理件数: “3” became “4”");
}

#[test]
fn same_content_breaks_nothing() {
    let found = compare(&report_file(), &report_file()).unwrap();
    assert_eq!((found.changes, found.broken, found.continues), (vec![], vec![], false));
}

#[test]
fn next_revision_continues_and_says_what_it_replaces() {
    let before = verify_with(&report_file(), None, None).report.unwrap().content().clone();
    let edited = session().edit(1, Edit::Slot { slot: 0, text: "２".into() });
    let changed = since(&before, &edited);
    let places: Vec<String> = changed.iter().map(|change| change.place.path()).collect();
    assert_eq!(places, ["answers.2.slots.done", "computed.verdicts.2-r1"]);
    assert_eq!(since(&before, &session()), []);
    let identity = before.identity.next(&open(&report_file()).unwrap().digests().sha256_hex());
    let next = signed(&content(&edited, identity));
    let found = compare(&report_file(), &next).unwrap();
    assert!(found.continues);
    assert_eq!((found.changes, found.broken.len()), (changed, 3));
    assert_eq!(verify_with(&next, None, None).report.unwrap().content().identity.revision, 2);
}

#[test]
fn every_place_has_a_sentence_in_both_languages() {
    let edited = session()
        .edit(0, Edit::Note("另附说明".into()))
        .edit(0, Edit::Slot { slot: 0, text: String::new() })
        .edit(1, Edit::Reason { requirement: 0, text: "减少".into() });
    let before = verify_with(&report_file(), None, None).report.unwrap().content().clone();
    let mut found = since(&before, &edited);
    assert!(found.iter().any(|it| it.place == Place::Note { indicator: "1".into() }), "{found:?}");
    let (i, r) = (|| "1".to_owned(), || "1-r1".to_owned());
    let more = [
        Place::Unit,
        Place::Period,
        Place::Catalogue,
        Place::Calendar,
        Place::Fact { id: i() },
        Place::Base { id: i() },
        Place::Mark { indicator: i(), requirement: r() },
        Place::Evidence { indicator: i(), at: 0 },
        Place::Rectification { indicator: i() },
        Place::Slot { indicator: "none".into(), slot: "none".into() },
    ];
    found.extend(more.map(|place| changes::Change { place, before: String::new(), after: "新".into() }));
    for change in &found {
        for catalogue in [None, Some(catalogue())] {
            let sentences = [Lang::Zh, Lang::En].map(|lang| text::change(change, catalogue.as_deref(), lang));
            assert_ne!(sentences[0], sentences[1], "{change:?}");
        }
    }
}

#[test]
fn file_that_is_no_report_is_named() {
    let code = |before: &[u8], after: &[u8]| {
        let error = compare(before, after).unwrap_err();
        [Lang::Zh, Lang::En].iter().for_each(|lang| assert!(!text::compare_error(&error, *lang).is_empty()));
        error.code()
    };
    assert_eq!(code(b"{}", &report_file()), "foreign-file");
    assert_eq!(code(&report_file(), b"{"), "unexpected-end");
    let other = String::from_utf8(report_file()).unwrap().replacen("\"report\": {", "\"rollup\": {", 1);
    assert_eq!(code(&report_file(), other.as_bytes()), "not-a-report");
    let shape = String::from_utf8(report_file()).unwrap().replacen("\"revision\": 1", "\"revision\": 0", 1);
    assert_eq!(code(shape.as_bytes(), &report_file()), "not-allowed");
}
