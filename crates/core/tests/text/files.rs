//! What people read about files that do not open, do not verify, or are not well made.

use zicha_core::calendar::WorkCalendar;
use zicha_core::canonical::{self, Forbidden, JsonError, JsonFault, ShapeError, ShapeFault};
use zicha_core::catalogue::{Catalogue, Fault, FaultCode};
use zicha_core::draft::DraftError;
use zicha_core::envelope::{EnvelopeError, KeyUse, Outcome, Policy, Reason as Signature, SealError};
use zicha_core::finding::Verdict;
use zicha_core::keyfile::KeyFileError;
use zicha_core::sign::{Alg, ContentKind, Day, HeaderError, JwkError, KeyType, Kid, Role};
use zicha_core::text::{self, Lang};
use zicha_core::trust::TrustError;
use zicha_core::unit::UnitError;
use zicha_core::verify::Reason;

/// Says it in both languages and checks what holds for every sentence.
pub fn both(say: impl Fn(Lang) -> String) -> [String; 2] {
    let [zh, en] = Lang::ALL.map(say);
    assert!(zh.ends_with(['。', '？']), "{zh}");
    assert!(en.ends_with(['.', '?']), "{en}");
    assert!(en.chars().next().is_some_and(|first| !first.is_lowercase()) || en.contains(": "), "{en}");
    let chars: Vec<char> = zh.chars().collect();
    let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    assert!(chars.windows(2).all(|pair| !(han(pair[0]) && ",;:!?()".contains(pair[1]))), "{zh}");
    for sentence in [&zh, &en] {
        for trace in ["{", "}", "Some(", "。。", "..\"", "，。", ", ."] {
            assert!(!sentence.contains(trace), "{trace} in {sentence}");
        }
    }
    [zh, en]
}

fn check(say: impl Fn(Lang) -> String, zh: &str, en: &str) {
    assert_eq!(both(say), [zh, en]);
}

#[test]
fn a_broken_json_file_says_where_and_why() {
    let of = |text: &[u8]| canonical::parse(text).unwrap_err();
    let check = |text: &[u8], zh: &str, en: &str| check(|lang| text::json_error(&of(text), lang), zh, en);
    check(
        b"{\"a\":[1,\n 2",
        "第2行第3列：文件不完整，到这里就断了，可能没有传完，请重新获取文件。",
        "Line 2, column 3: the file is cut off here; it may not have been transferred in full, so fetch it again.",
    );
    check(b"", "文件是空的，请核对是否选错了文件。", "The file is empty; check that it is the right file.");
    check(
        b"{\"a\":1,\"a\":2}",
        "第1行第8列：字段“a”重复出现，请只保留一个。",
        "Line 1, column 8: the member “a” appears twice; keep only one of them.",
    );
    let large = vec![b' '; canonical::BYTES_MAX + 1];
    check(
        &large,
        "文件大于8 MiB，请核对是否选错了文件。",
        "The file is larger than 8 MiB; check that it is the right file.",
    );
    let deep = [vec![b'['; 33], vec![b']'; 33]].concat();
    assert!(both(|lang| text::json_error(&of(&deep), lang))[0].contains("嵌套超过32层"));
    assert!(both(|lang| text::json_error(&of(b"[\"\xD6\xD0\"]"), lang))[0].contains("不是UTF-8编码"));
    assert!(both(|lang| text::json_error(&of(b"[1.5]"), lang))[0].contains("小数点"));
}

#[test]
fn every_json_fault_has_its_own_sentence() {
    let faults = [
        JsonFault::TooLarge { bytes: 9 },
        JsonFault::NotUtf8,
        JsonFault::Empty,
        JsonFault::UnexpectedEnd,
        JsonFault::Unexpected { found: '\u{1}' },
        JsonFault::TrailingData,
        JsonFault::DuplicateKey { key: "a".into() },
        JsonFault::KeyNotAscii,
        JsonFault::NumberTooLarge,
        JsonFault::NegativeZero,
        JsonFault::LeadingZero,
        JsonFault::Fraction,
        JsonFault::Exponent,
        JsonFault::LoneSurrogate,
        JsonFault::BadEscape,
        JsonFault::RawControl,
        JsonFault::ForbiddenCharacter { character: '\u{E000}', why: Forbidden::PrivateUse },
        JsonFault::TooDeep,
    ];
    let said: std::collections::BTreeSet<[String; 2]> =
        faults.iter().map(|fault| both(|lang| text::json_fault(fault, lang))).collect();
    assert_eq!(said.len(), faults.len());
    // The same fault of a catalogue file is known only by its word, and is still told apart.
    for fault in &faults {
        let fault = Fault {
            code: FaultCode::NotJson,
            path: String::new(),
            found: fault.code().into(),
            expected: None,
            at: Some((1, 2)),
        };
        both(|lang| text::fault(&fault, lang));
    }
}

#[test]
fn catalogue_faults_name_the_place_and_the_likely_name() {
    let fault = |code, path: &str, found: &str, expected: Option<&str>| Fault {
        code,
        path: path.into(),
        found: found.into(),
        expected: expected.map(Into::into),
        at: None,
    };
    let check = |it: Fault, zh: &str, en: &str| check(|lang| text::fault(&it, lang), zh, en);
    check(
        fault(FaultCode::UnknownField, "groups[0].check", "bond", Some("bound")),
        "groups[0].check：没有“bond”这一字段，是否应为“bound”？",
        "groups[0].check: there is no member “bond”; did you mean “bound”?",
    );
    check(
        fault(FaultCode::UnknownField, "units", "xyz", Some("code, name, type")),
        "units：没有“xyz”这一字段，可用的有：code、name、type。",
        "units: there is no member “xyz”; known are: code, name, type.",
    );
    check(
        fault(FaultCode::UnknownName, "groups[0].lead", "区司发局", Some("区司法局")),
        "groups[0].lead：没有“区司发局”，是否应为“区司法局”？",
        "groups[0].lead: there is no “区司发局”; did you mean “区司法局”?",
    );
    check(
        fault(FaultCode::NotJson, "", "unexpected-end", None),
        "文件不完整，到这里就断了，请更正后再读入。",
        "The file is cut off here; correct it and read it again.",
    );
    use FaultCode::*;
    let codes = [
        NotJson,
        UnknownField,
        MissingField,
        Shape,
        Format,
        BadId,
        Duplicate,
        UnknownName,
        WrongInput,
        Empty,
        TooMany,
        QuoteNotInText,
        QuoteMissing,
        WordNotInQuote,
        WordContradictsBound,
        WordUnknown,
        BadNumber,
        BadDate,
        DatesReversed,
        Cycle,
        BoundReversed,
        Unused,
    ];
    for code in codes {
        for expected in [None, Some("at_least / at_most")] {
            both(|lang| text::fault(&fault(code, "groups[0]", "某,某", expected), lang));
        }
    }
    let faults = Catalogue::read(br#"{"format": "zicha-catalogue/1", "idd": "x"}"#).unwrap_err();
    assert_eq!(text::fault(&faults[0], Lang::Zh), "idd：没有“idd”这一字段，是否应为“id”？");
}

#[test]
fn a_name_that_is_no_unit_is_answered_with_the_nearest() {
    let check = |error: UnitError, zh: &str| assert_eq!(both(|lang| text::unit_error(&error, lang))[0], zh);
    check(UnitError::Empty, "请填写单位名称。");
    check(UnitError::TooLong, "单位名称过长，请填写60个字以内的名称。");
    let unknown =
        |nearest: Option<&str>| UnitError::Unknown { name: "区司发局".into(), nearest: nearest.map(Into::into) };
    check(unknown(Some("区司法局")), "本目录没有“区司发局”，是否应为“区司法局”？");
    check(unknown(None), "本目录没有“区司发局”，也看不出是哪类单位，请从列表中选择，或者指明单位类别。");
    check(UnitError::UnknownType { unit_type: "乡".into() }, "本目录没有“乡”这类单位，请从列出的类别中选择。");
}

pub fn kid() -> Kid {
    Kid::read(&"A".repeat(43)).unwrap()
}

pub fn json() -> JsonError {
    canonical::parse(b"{").unwrap_err()
}

pub fn shapes() -> Vec<ShapeError> {
    let faults = [
        ShapeFault::Unknown,
        ShapeFault::Missing,
        ShapeFault::WrongType { expected: "object", found: "null" },
        ShapeFault::NotAllowed { expected: "a day", found: "x".into() },
        ShapeFault::TooLong { max: 100 },
        ShapeFault::TooShort { min: 1 },
    ];
    faults.into_iter().flat_map(|fault| ["", "/report/unit"].map(|path| ShapeError::new(path, fault.clone()))).collect()
}

pub fn jwks() -> Vec<JwkError> {
    vec![
        JwkError::Shape(ShapeError::new("", ShapeFault::Missing)),
        JwkError::UnknownType { kty: "RSA".into(), crv: String::new() },
        JwkError::NotSupported { key_type: KeyType::P256, kid: None },
        JwkError::BadPoint { path: String::new() },
        JwkError::KidMismatch { path: String::new(), computed: kid() },
    ]
}

fn envelopes() -> Vec<EnvelopeError> {
    let mut all = vec![
        EnvelopeError::Json(json()),
        EnvelopeError::Foreign,
        EnvelopeError::SeveralContents { first: ContentKind::Report, second: ContentKind::Trust },
        EnvelopeError::StrayKey { index: 1 },
    ];
    all.extend(shapes().into_iter().map(EnvelopeError::Shape));
    all.extend(jwks().into_iter().map(|error| EnvelopeError::BadKey { index: 0, error }));
    all
}

pub fn signatures() -> Vec<Signature> {
    let day = || Day::read("2026-03-01").unwrap();
    let mut all = vec![
        Signature::Trusted,
        Signature::UnknownSigner,
        Signature::AlgNotSupported { alg: Alg::Es256 },
        Signature::KeyNotFound { kid: kid() },
        Signature::AlgKeyMismatch { alg: Alg::EdDsa },
        Signature::SignatureForm,
        Signature::BadSignature,
        Signature::ContentKind { stated: ContentKind::Rollup },
        Signature::ContentDigest,
        Signature::PrevMismatch,
        Signature::KeyRevoked { since: day() },
        Signature::KeyExpired { since: day() },
        Signature::RoleNotGranted { role: Role::Head },
    ];
    let headers = [
        HeaderError::Base64,
        HeaderError::Json(json()),
        HeaderError::Shape(ShapeError::new("", ShapeFault::Unknown)),
        HeaderError::Typ { found: "JWT".into() },
        HeaderError::UnknownAlg { found: "none".into() },
        HeaderError::Kid { found: "x".into() },
    ];
    all.extend(headers.into_iter().map(Signature::Header));
    all
}

#[test]
fn every_fault_of_a_signed_file_has_a_sentence() {
    shapes().iter().for_each(|it| drop(both(|lang| text::shape_error(it, lang))));
    envelopes().iter().for_each(|it| drop(both(|lang| text::envelope_error(it, lang))));
    signatures().iter().for_each(|it| drop(both(|lang| text::signature(it, lang))));
    let mut seals = vec![SealError::Json(json()), SealError::TooManySignatures, SealError::BadSignature];
    seals.extend(shapes().into_iter().map(SealError::Shape));
    seals.extend(envelopes().into_iter().map(SealError::Open));
    seals.extend(signatures().into_iter().map(|reason| SealError::Earlier { index: 0, reason }));
    seals.iter().for_each(|it| drop(both(|lang| text::seal_error(it, lang))));
    let mut trusts = vec![
        TrustError::Json(json()),
        TrustError::KeyTwice { kid: kid() },
        TrustError::DaysReversed,
        TrustError::Signed,
    ];
    trusts.extend(shapes().into_iter().map(TrustError::Shape));
    trusts.extend(jwks().into_iter().map(|error| TrustError::Key { index: 2, error }));
    trusts.iter().for_each(|it| drop(both(|lang| text::trust_error(it, lang))));
    check(
        |lang| text::signature(&Signature::KeyRevoked { since: Day::read("2026-03-01").unwrap() }, lang),
        "签名所用的密钥自2026年3月1日起已注销，请换用新密钥重新签名。",
        "The key was withdrawn on 1 March 2026; have it signed again with a new one.",
    );
    assert_eq!(text::outcome(Outcome::IntactUnknown, Lang::Zh), "完好但签名人未知");
    assert_eq!(Role::ALL.map(|it| text::role(it, Lang::Zh)), ["填报人", "审核人", "负责人", "接收机关"]);
    assert_eq!(Policy::default().keys, KeyUse::Distinct);
}

#[test]
fn every_reason_against_a_report_has_a_sentence() {
    let (id, version) = (|| "hongqiao-2020".to_owned(), || "1.0.0".to_owned());
    let mut reasons = vec![
        Reason::NotAReport { kind: ContentKind::Trust },
        Reason::UnknownCatalogue { id: id(), version: version() },
        Reason::OtherCatalogue { id: id(), version: version(), at_hand: version() },
        Reason::OtherCatalogue { id: id(), version: version(), at_hand: "1.1.0".into() },
        Reason::UnknownCalendar { id: "cn-mainland".into() },
        Reason::UnknownPeriod { id: "2020".into() },
        Reason::UnknownUnit { name: "某局(本级)".into() },
        Reason::SignerOfOtherUnit { index: 0, unit: "某街道".into() },
        Reason::RevisionMismatch { revision: 1 },
        Reason::RevisionMismatch { revision: 2 },
        Reason::ForeignAnswer { path: "answers.26.slots.x".into() },
        Reason::VerdictDiffers { requirement: "26-r1".into(), said: Some(Verdict::Met), found: None },
        Reason::HasErrors { rows: 2 },
        Reason::Policy(zicha_core::envelope::PolicyFault::RoleMissing { role: Role::Head }),
        Reason::Policy(zicha_core::envelope::PolicyFault::OutOfOrder {
            index: 1,
            role: Role::Filler,
            after: Role::Head,
        }),
        Reason::Policy(zicha_core::envelope::PolicyFault::KeyShared {
            kid: kid(),
            first: Role::Filler,
            second: Role::Head,
        }),
    ];
    reasons.extend(envelopes().into_iter().map(Reason::File));
    reasons.extend(shapes().into_iter().map(Reason::Shape));
    reasons.iter().for_each(|it| drop(both(|lang| text::reason(it, lang))));
    let differs =
        Reason::VerdictDiffers { requirement: "26-r1".into(), said: Some(Verdict::Met), found: Some(Verdict::Unmet) };
    assert_eq!(text::reason(&differs, Lang::Zh), "26-r1：报告写的是“达标”，按所填重新判定为“未达标”，请退回重新导出。");
}

#[test]
fn every_fault_of_a_draft_key_or_calendar_has_a_sentence() {
    let mut drafts = vec![
        DraftError::Json(json()),
        DraftError::OtherFormat { found: "report".into() },
        DraftError::OtherFormat { found: String::new() },
        DraftError::OtherCatalogue { wanted: "a".into(), found: "b".into() },
        DraftError::UnknownPeriod { period: "2019".into(), known: vec!["2020".into(), "2021".into()] },
        DraftError::Unit(UnitError::Empty),
    ];
    drafts.extend(shapes().into_iter().map(DraftError::Shape));
    drafts.iter().for_each(|it| drop(both(|lang| text::draft_error(it, lang))));
    let keys = [
        KeyFileError::NotAKeyFile,
        KeyFileError::Json(json()),
        KeyFileError::TooLarge { bytes: 1 },
        KeyFileError::WrongPassphrase,
        KeyFileError::PassphraseLength { bytes: 0 },
        KeyFileError::PassphraseLength { bytes: 9999 },
        KeyFileError::Malformed { field: "iv" },
        KeyFileError::Unsupported { field: "enc", value: "A128CBC".into() },
        KeyFileError::IterationsOutOfRange { found: 5 },
    ];
    keys.iter().for_each(|it| drop(both(|lang| text::key_error(it, lang))));
    let empty = r#"{"format":"zicha-calendar/1","id":"x","title":"x","source":"x","covers_from":2020,"covers_to":2020,"years":[]}"#;
    for broken in [&b"{"[..], br#"{"format":"other"}"#, empty.as_bytes(), &vec![b' '; 300_000]] {
        let error = WorkCalendar::from_json(broken).unwrap_err();
        both(|lang| text::calendar_error(&error, lang));
    }
}
