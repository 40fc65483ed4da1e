//! Drafts: what was typed comes back, whatever it was, and what fits nowhere is shown.

use arbtest::arbtest;
use zicha_core::answer::{Evidence, Mark, Rectification};
use zicha_core::draft::{self, DraftError, Identity, Meta};
use zicha_core::session::{Edit, Session};

use crate::maker::{calendar, hongqiao, session};

fn open(bytes: &[u8]) -> (Session, Vec<draft::Leftover>) {
    draft::read(bytes).unwrap().open(hongqiao(), calendar(), None).unwrap()
}

#[test]
fn everything_typed_comes_back() {
    let catalogue = hongqiao();
    let at = |id: &str| catalogue.indicator_at(id).unwrap();
    let evidence = Evidence {
        title: "台账".into(),
        number: "津红〔2020〕1号".into(),
        file: "台账.pdf".into(),
        size: 7,
        ..Evidence::default()
    };
    let filled = session(&catalogue)
        .edit(at("26"), Edit::Slot { slot: 0, text: " １２ 件".into() })
        .edit(at("26"), Edit::Mark { requirement: 1, mark: Mark::NotApplicable })
        .edit(at("26"), Edit::Reason { requirement: 1, text: "本年度未制定\n规范性文件".into() })
        .edit(at("7"), Edit::Note("备注".into()))
        .edit(at("8"), Edit::Evidence(vec![evidence]))
        .edit(
            at("9"),
            Edit::Rectification(Rectification { measure: "补".into(), owner: "张".into(), due: "6月".into() }),
        )
        .with_fact(0, Some(false));
    let identity =
        Identity { id: "0123456789abcdef0123456789abcdef".into(), revision: 2, supersedes: Some("a".repeat(64)) };
    let narrative = vec![("row.26".to_owned(), "制定{26.files}件".to_owned())];
    let past = vec!["0".repeat(64), "f".repeat(64)];
    let meta = Meta {
        saved: "2021-01-05T09:00:00+08:00".into(),
        report: Some(identity),
        narrative,
        remarks: Vec::new(),
        past,
    };
    let bytes = draft::write(&filled, &meta);
    let (again, leftovers) = open(&bytes);
    assert!(again == filled);
    assert_eq!(leftovers, []);
    assert_eq!(draft::read(&bytes).unwrap().meta, meta);
    assert_eq!(draft::write(&again, &meta), bytes);
}

#[test]
fn any_text_survives_saving() {
    let catalogue = hongqiao();
    let blank = session(&catalogue);
    arbtest(|u| {
        let text: String = u.arbitrary()?;
        let at = u.int_in_range(0..=93)?;
        let typed = blank.edit(at, Edit::Slot { slot: 0, text: text.clone() }).edit(at, Edit::Note(text));
        let (again, leftovers) = open(&draft::write(&typed, &Meta::default()));
        assert!(again == typed && leftovers.is_empty());
        Ok(())
    });
}

#[test]
fn names_that_fit_nowhere_are_kept_and_the_nearest_is_named() {
    let text = r#"{"format":"zicha-draft/1","catalogue":"hongqiao-2020","unit":"区司法局",
        "facts":{"nosuch":true},"answers":{"950":{"slots":{"x":"1"}},"26":{"slots":{"zzz":"5"},"marks":{"26-rr1":"not_counted"}}}}"#;
    let (_, leftovers) = open(text.as_bytes());
    let paths: Vec<&str> = leftovers.iter().map(|leftover| leftover.path.as_str()).collect();
    assert_eq!(paths, ["facts.nosuch", "answers.26.slots.zzz", "answers.26.marks.26-rr1", "answers.950"]);
    assert_eq!(leftovers[2].nearest.as_deref(), Some("26-r1"));
    assert!(leftovers[3].text.contains('1'), "what was typed is shown");
}

#[test]
fn hand_written_answers_may_use_numbers_and_yes_no() {
    let text = r#"{"format":"zicha-draft/1","unit":"司法局","answers":{"2":{"slots":{"2-r1":true}}}}"#;
    let draft = draft::read(text.as_bytes()).unwrap();
    let (id, answer) = &draft.record.answers[0];
    assert_eq!((id.as_str(), answer.slots.as_slice()), ("2", [("2-r1".to_owned(), "是".to_owned())].as_slice()));
}

#[test]
fn each_wrong_file_has_its_own_error() {
    let check = |bytes: &[u8], wanted: fn(&DraftError) -> bool| {
        let error =
            draft::read(bytes).and_then(|draft| draft.open(hongqiao(), calendar(), None).map(|_| ())).unwrap_err();
        assert!(wanted(&error), "{error:?}");
    };
    let good = draft::write(&session(&hongqiao()), &Meta::default());
    check(&good[..good.len() - 3], |error| matches!(error, DraftError::Json(_)));
    check(
        br#"{"format":"zicha-draft/1","unit":1}"#,
        |error| matches!(error, DraftError::Shape(it) if it.path == "/unit"),
    );
    check(
        br#"{"format":"zicha-draft/1","unti":"x"}"#,
        |error| matches!(error, DraftError::Shape(it) if it.path == "/unti"),
    );
    check(
        br#"{"report":{},"signatures":[],"keys":[]}"#,
        |error| matches!(error, DraftError::OtherFormat { found } if found == "report"),
    );
    let past = |it: &str| format!(r#"{{"format":"zicha-draft/1","past":[{it}]}}"#);
    let at_past: fn(&DraftError) -> bool = |error| matches!(error, DraftError::Shape(it) if it.path == "/past");
    check(past(r#""abc""#).as_bytes(), at_past);
    check(past("1").as_bytes(), at_past);
    let state = format!("\"{}\"", "a".repeat(64));
    check(past(&vec![state.as_str(); draft::PAST_MAX + 1].join(",")).as_bytes(), at_past);
    check(br#"{"format":"zicha-draft/1","catalogue":"other"}"#, |error| {
        matches!(error, DraftError::OtherCatalogue { .. })
    });
    check("{\"format\":\"zicha-draft/1\",\"unit\":\"区司法局\",\"period\":\"1999\"}".as_bytes(), |error| {
        matches!(error, DraftError::UnknownPeriod { .. })
    });
    check(br#"{"format":"zicha-draft/1"}"#, |error| matches!(error, DraftError::Unit(_)));
    check(&vec![b' '; 9 * 1024 * 1024], |error| matches!(error, DraftError::Json(_)));
}
