//! Who may sign next, and a report that is returned with remarks and opened as the next revision.

use std::sync::Arc;

use zicha_core::changes;
use zicha_core::countersign::{hindrance, next_role, open_roles};
use zicha_core::draft;
use zicha_core::envelope::{ContentKind, add_signature, seal};
use zicha_core::returned::{self, Note, ReturnError};
use zicha_core::session::Edit;
use zicha_core::sign::{Moment, Role};
use zicha_core::text::{self, Lang};
use zicha_core::verify::{Shelf, Verification, verify_so_far};

use crate::maker::{
    FILLER, HEAD, REVIEWER, calendar, catalogue, catalogue_file, content, identity, key, parts, read, report_file,
    session, session_of,
};

fn so_far(file: &[u8], catalogue: &Arc<zicha_core::catalogue::Catalogue>) -> Verification {
    let (catalogues, calendars) = ([Arc::clone(catalogue)], [calendar()]);
    verify_so_far(file, &Shelf { catalogues: &catalogues, calendars: &calendars, trust: None, received: None })
}

/// Signed by the people given, in that order.
fn signed(people: &[(Role, u8)]) -> Vec<u8> {
    let ((role, number), rest) = people.split_first().unwrap();
    let first = seal(ContentKind::Report, &content(&session(), identity()), parts(*role), &key(*number)).unwrap();
    rest.iter().fold(first, |file, (role, number)| add_signature(&file, parts(*role), &key(*number)).unwrap())
}

#[track_caller]
fn check(people: &[(Role, u8)], role: Role, number: u8, want: Option<&str>) {
    let found = so_far(&signed(people), &catalogue());
    assert!(found.report.is_some(), "{:?}", found.reasons);
    let it = hindrance(&found, role, Some(key(number).kid()));
    assert_eq!(it.as_ref().map(|it| it.code()), want);
    for lang in Lang::ALL {
        it.iter().for_each(|it| assert!(!text::hindrance(it, lang).is_empty()));
    }
}

#[test]
fn whoever_may_not_sign_is_told_before() {
    const BY_FILLER: &[(Role, u8)] = &[(Role::Filler, FILLER)];
    const BY_TWO: &[(Role, u8)] = &[(Role::Filler, FILLER), (Role::Reviewer, REVIEWER)];
    const BY_HEAD: &[(Role, u8)] = &[(Role::Filler, FILLER), (Role::Head, HEAD)];
    check(BY_FILLER, Role::Reviewer, REVIEWER, None);
    check(BY_FILLER, Role::Head, HEAD, None);
    check(BY_FILLER, Role::Reviewer, FILLER, Some("key-used"));
    check(BY_FILLER, Role::Filler, REVIEWER, Some("no-countersigner"));
    check(BY_FILLER, Role::Office, REVIEWER, Some("no-countersigner"));
    check(BY_TWO, Role::Head, HEAD, None);
    check(BY_TWO, Role::Reviewer, HEAD, Some("role-signed"));
    check(BY_TWO, Role::Head, REVIEWER, Some("key-used"));
    check(BY_HEAD, Role::Reviewer, REVIEWER, Some("out-of-order"));
    check(BY_HEAD, Role::Head, HEAD, Some("role-signed"));
}

#[test]
fn the_turn_is_that_of_the_first_awaited() {
    let turn = |people: &[(Role, u8)]| {
        let found = so_far(&signed(people), &catalogue());
        (next_role(&found), open_roles(&found))
    };
    assert_eq!(turn(&[(Role::Filler, FILLER)]), (Some(Role::Reviewer), vec![Role::Reviewer, Role::Head]));
    assert_eq!(turn(&[(Role::Filler, FILLER), (Role::Reviewer, REVIEWER)]), (Some(Role::Head), vec![Role::Head]));
    assert_eq!(turn(&[(Role::Filler, FILLER), (Role::Head, HEAD)]), (None, vec![]));
}

#[test]
fn one_key_may_serve_twice_where_the_catalogue_allows_it() {
    let mut file = catalogue_file("1.0.0");
    file["signing"]["distinct_keys"] = false.into();
    let catalogue = read(&file);
    let content = content(&session_of(&catalogue, 0, ["3", "1"]), identity());
    let signed = seal(ContentKind::Report, &content, parts(Role::Filler), &key(FILLER)).unwrap();
    let found = so_far(&signed, &catalogue);
    assert_eq!(hindrance(&found, Role::Head, Some(key(FILLER).kid())), None);
}

#[test]
fn nothing_is_signed_on_top_of_an_invalid_report() {
    let altered = String::from_utf8(report_file()).unwrap().replace("\"done\": 3", "\"done\": 4");
    let found = so_far(altered.as_bytes(), &catalogue());
    assert_eq!(hindrance(&found, Role::Head, None).map(|it| it.code()), Some("invalid"));
    assert_eq!(open_roles(&found), []);
}

#[test]
fn a_sign_off_says_who_as_what_when_and_what() {
    let found = so_far(&report_file(), &catalogue());
    let said: Vec<String> = found.signatures.iter().map(|it| text::sign_off(&it.statement, Lang::Zh)).collect();
    assert_eq!(said[1], "审核人 李四（科员），2021-01-15 10:00，意见：属实");
}

fn note(overall: &str, remarks: &[(&str, &str)]) -> Note {
    Note {
        role: Role::Reviewer,
        name: "李四".into(),
        title: "科长".into(),
        returned: Moment::read("2021-01-16T09:00:00+08:00").unwrap(),
        overall: overall.into(),
        remarks: remarks.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect(),
    }
}

#[test]
fn a_returned_report_comes_back_as_it_was_signed() {
    let file = returned::write(&report_file(), &note("请补正。", &[("2", " 应为2件\u{200B} "), ("1", "  ")])).unwrap();
    let back = returned::read(&file).unwrap();
    // What was typed is cleaned like every text, and a remark without words is none.
    assert_eq!(back.note.remarks, [("2".to_owned(), "应为2件".to_owned())]);
    let found = so_far(&back.file, &catalogue());
    assert_eq!(found.report.unwrap().session(), &session());
    assert_eq!(
        changes::successor(&back.file).unwrap(),
        changes::successor(&report_file()).unwrap(),
        "the content is the same to the byte"
    );
    let next = changes::successor(&back.file).unwrap();
    assert_eq!((next.revision, next.supersedes.is_some()), (2, true));
}

#[test]
fn the_remarks_go_into_the_draft_and_stay_there() {
    let remarks = note("请补正。", &[("2", "应为2件")]).to_draft();
    let said: Vec<(&str, &str, &str)> =
        remarks.iter().map(|it| (it.indicator.as_str(), it.text.as_str(), it.by.as_str())).collect();
    assert_eq!(said, [("", "请补正。", "科长 李四"), ("2", "应为2件", "科长 李四")]);
    let mut remarks = remarks;
    remarks[1].done = true;
    let meta = draft::Meta { remarks, ..draft::Meta::default() };
    let read = draft::read(&draft::write(&session(), &meta)).unwrap();
    assert_eq!(read.meta, meta);
}

#[test]
fn what_is_no_return_is_refused_by_name() {
    #[track_caller]
    fn check(bytes: &[u8], want: &str) {
        let error = returned::read(bytes).unwrap_err();
        assert_eq!(error.code(), want);
        Lang::ALL.iter().for_each(|lang| assert!(!text::return_error(&error, *lang).is_empty()));
    }
    let sound = String::from_utf8(returned::write(&report_file(), &note("请补正。", &[])).unwrap()).unwrap();
    check(b"", "empty");
    check(b"{}", "other-format");
    check(&report_file(), "other-format");
    check(sound.replace("\"reviewer\"", "\"clerk\"").as_bytes(), "not-allowed");
    check(sound.replace("\"overall\": \"请补正。\"", "\"overall\": \"\"").as_bytes(), "nothing-said");
    check(sound.replace("\"remarks\": []", "\"remarks\": [], \"more\": 1").as_bytes(), "unknown-member");
    check(sound.replace("\"signatures\"", "\"signature\"").as_bytes(), "unknown-member");
    let other = b"{\"format\":\"zicha-draft/1\"}";
    assert_eq!(returned::write(other, &note("请补正。", &[])).unwrap_err().code(), "foreign-file");
    assert_eq!(returned::write(&report_file(), &note(" ", &[("1", "")])), Err(ReturnError::Nothing));
    let long = "长".repeat(2_001);
    assert_eq!(returned::write(&report_file(), &note(&long, &[])).unwrap_err().code(), "too-long");
}

#[test]
fn an_edit_after_signing_names_the_answer_and_whom_it_leaves_without_cover() {
    let file = report_file();
    let same = changes::since_file(&file, &session()).unwrap();
    assert_eq!((same.changes.len(), same.broken.len()), (0, 0));
    let edited = session().edit(1, Edit::Slot { slot: 0, text: "2".into() });
    let found = changes::since_file(&file, &edited).unwrap();
    let said: Vec<String> = found.changes.iter().map(|it| text::change(it, Some(&catalogue()), Lang::Zh)).collect();
    assert_eq!(said[0], "第2项“办理件数”：由“1”改为“2”");
    let broken: Vec<(Role, &str)> = found.broken.iter().map(|it| (it.role, it.name.as_str())).collect();
    assert_eq!(broken, [(Role::Filler, "张三"), (Role::Reviewer, "李四"), (Role::Head, "王五")]);
}
