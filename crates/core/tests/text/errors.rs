//! Every error that reaches a person: each variant has its own sentence in both languages, and says how to go on.
//! What one error hands through from another is looked at where it comes from.

use std::collections::BTreeSet;

use zicha_core::calendar::CalendarError;
use zicha_core::changes::CompareError;
use zicha_core::countersign::Hindrance;
use zicha_core::draft::DraftError;
use zicha_core::envelope::{EnvelopeError, PolicyFault, Reason as Signature, SealError};
use zicha_core::keyfile::KeyFileError;
use zicha_core::returned::ReturnError;
use zicha_core::sign::{ContentKind, JwkError, Role};
use zicha_core::text::{self, Lang};
use zicha_core::unit::UnitError;
use zicha_core::verify::Reason;

use crate::files::{both, json, jwks, kid, shapes, signatures};
use crate::maker::day;

/// Words that ask for an act, or say that none is needed.
const ZH: [&str; 5] = ["请", "是否应为", "不用", "不要", "可以"];
const EN: [&str; 26] = [
    "please",
    "check",
    "did you mean",
    "choose",
    "ask",
    "use ",
    "keep",
    "fetch",
    "have ",
    "add",
    "write",
    "enter",
    "type it",
    "correct",
    "complete them",
    "compare",
    "sign ",
    "shorten",
    "make ",
    "begin",
    "pass the",
    "verify",
    "nothing to",
    "should ",
    "pack ",
    "load ",
];
/// Latin words that Chinese sentences may hold: names of formats, units and signature types.
const LATIN: [&str; 9] = ["JSON", "UTF", "MiB", "KiB", "EdDSA", "ES", "SM", "P", "U"];

/// Names that stand in sentences as they are.
const CATALOGUE: &str = "hongqiao-2020";
const REQUIREMENT: &str = "26-r1";

/// Each sentence by itself, and all of one error beside each other.
pub fn check<E>(
    name: &str,
    all: &[E],
    kinds: usize,
    kind: impl Fn(&E) -> (usize, usize),
    say: impl Fn(&E, Lang) -> String,
) {
    let seen: BTreeSet<usize> = all.iter().map(|it| kind(it).0).collect();
    assert_eq!(seen.len(), kinds, "{name}: a variant is missing from the list");
    assert!(all.iter().all(|it| kind(it).1 == kinds), "{name}: a variant was counted and has no example");
    let (mut zh_said, mut en_said) = (BTreeSet::new(), BTreeSet::new());
    let mut wrong = Vec::new();
    for error in all {
        let [zh, en] = both(|lang| say(error, lang));
        if !ZH.iter().any(|word| zh.contains(word)) {
            wrong.push(format!("no way on: {zh}"));
        }
        if !EN.iter().any(|word| en.to_lowercase().contains(word)) {
            wrong.push(format!("no way on: {en}"));
        }
        wrong.extend(english_in(&zh).map(|word| format!("“{word}” in {zh}")));
        if unquoted(&en).chars().any(crate::maker::is_chinese) {
            wrong.push(format!("Chinese in {en}"));
        }
        wrong.extend(
            [&zh, &en].into_iter().filter(|it| !is_one_sentence(it)).map(|it| format!("not one sentence: {it}")),
        );
        for (said, list) in [(zh, &mut zh_said), (en, &mut en_said)] {
            if !list.insert(said.clone()) {
                wrong.push(format!("said of two errors: {said}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "{name}");
}

/// It ends with its mark, and no sentence ends before.
fn is_one_sentence(said: &str) -> bool {
    let bare = unquoted(said);
    let ends = bare.chars().filter(|it| matches!(it, '。' | '？' | '！')).count()
        + (bare.to_owned() + " ").matches(". ").count()
        + (bare.to_owned() + " ").matches("? ").count();
    ends == 1 && said.ends_with(['。', '？', '.', '?'])
}

/// Without names and paths: what stands in “…” and in brackets.
fn unquoted(sentence: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in sentence.chars() {
        match c {
            '“' | '（' | '(' => depth += 1,
            '”' | '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn english_in(zh: &str) -> impl Iterator<Item = String> {
    let text = unquoted(zh).replace(&kid().to_string()[..12], "").replace(REQUIREMENT, "").replace(CATALOGUE, "");
    let words: Vec<String> = text.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_owned).collect();
    words.into_iter().filter(|word| !word.is_empty() && !LATIN.contains(&word.as_str()))
}

/// The place of a variant in its enum, and how many there are; a new variant does not compile until it is counted.
macro_rules! place {
    ($error:expr; $($pattern:pat),+ $(,)?) => {{
        let of = [$(stringify!($pattern)),+].len();
        let mut at = 0;
        $( if matches!($error, $pattern) { return (at, of); } at += 1; )+
        // Exhaustive, so that the compiler names what was forgotten.
        #[allow(unreachable_patterns)]
        match $error { $($pattern => {})+ }
        (at, of)
    }};
}

pub(crate) use place;

pub fn signature() -> Signature {
    Signature::BadSignature
}

#[test]
fn every_signed_file_that_fails_says_how_to_go_on() {
    let files = [
        EnvelopeError::Json(json()),
        EnvelopeError::Foreign,
        EnvelopeError::SeveralContents { first: ContentKind::Report, second: ContentKind::Trust },
        EnvelopeError::Shape(shapes().remove(1)),
        EnvelopeError::BadKey { index: 0, error: jwks().remove(0) },
        EnvelopeError::StrayKey { index: 1 },
    ];
    use EnvelopeError as F;
    let place = |it: &F| place!(it; F::Json(_), F::Foreign, F::SeveralContents { .. }, F::Shape(_), F::BadKey { .. }, F::StrayKey { .. });
    check("a signed file", &files, 6, place, text::envelope_error);

    let keys: Vec<EnvelopeError> = jwks().into_iter().map(|error| F::BadKey { index: 0, error }).collect();
    let place = |it: &F| match it {
        F::BadKey { error, .. } => {
            place!(error; JwkError::Shape(_), JwkError::UnknownType { .. }, JwkError::NotSupported { .. }, JwkError::BadPoint { .. }, JwkError::KidMismatch { .. })
        }
        F::Json(_) | F::Foreign | F::SeveralContents { .. } | F::Shape(_) | F::StrayKey { .. } => (99, 0),
    };
    check("a public key", &keys, 5, place, text::envelope_error);

    // A damaged header is one fault for a person, whatever is damaged in it.
    let bad: Vec<Signature> = signatures()
        .into_iter()
        .filter(|it| {
            *it != Signature::Trusted
                && !matches!(
                    it,
                    Signature::Header(zicha_core::sign::HeaderError::Json(_) | zicha_core::sign::HeaderError::Shape(_))
                )
        })
        .collect();
    use Signature as S;
    // One of them is no error.
    let all_but_trusted = |(at, of): (usize, usize)| (at, of - 1);
    let place = |it: &S| {
        place!(it; S::UnknownSigner, S::Header(_), S::AlgNotSupported { .. }, S::KeyNotFound { .. }, S::AlgKeyMismatch { .. },
            S::SignatureForm, S::BadSignature, S::ContentKind { .. }, S::ContentDigest, S::PrevMismatch, S::KeyRevoked { .. },
            S::KeyExpired { .. }, S::RoleNotGranted { .. }, S::Trusted)
    };
    check("a signature", &bad, 13, |it| all_but_trusted(place(it)), text::signature);

    let seals = [
        SealError::Json(json()),
        SealError::Shape(shapes().remove(1)),
        SealError::Open(EnvelopeError::Foreign),
        SealError::TooManySignatures,
        SealError::Earlier { index: 0, reason: signature() },
        SealError::BadSignature,
    ];
    use SealError as L;
    let place = |it: &L| place!(it; L::Json(_), L::Shape(_), L::Open(_), L::TooManySignatures, L::Earlier { .. }, L::BadSignature);
    check("signing", &seals, 6, place, text::seal_error);
}

#[test]
fn every_sign_off_that_is_not_taken_says_how_to_go_on() {
    let policies = [
        PolicyFault::RoleMissing { role: Role::Head },
        PolicyFault::KeyShared { kid: kid(), first: Role::Filler, second: Role::Head },
        PolicyFault::OutOfOrder { index: 1, role: Role::Filler, after: Role::Head },
    ];
    use PolicyFault as P;
    let place = |it: &P| place!(it; P::RoleMissing { .. }, P::KeyShared { .. }, P::OutOfOrder { .. });
    check("sign-offs", &policies, 3, place, text::policy_fault);

    let hindrances = [
        Hindrance::Invalid,
        Hindrance::NoCountersigner { role: Role::Filler },
        Hindrance::RoleSigned { role: Role::Head, name: "“张三”".into() },
        Hindrance::OutOfOrder { role: Role::Reviewer, after: Role::Head },
        Hindrance::KeyUsed { first: Role::Filler, name: "“张三”".into() },
    ];
    use Hindrance as H;
    let place = |it: &H| place!(it; H::Invalid, H::NoCountersigner { .. }, H::RoleSigned { .. }, H::OutOfOrder { .. }, H::KeyUsed { .. });
    check("countersigning", &hindrances, 5, place, text::hindrance);
}

#[test]
fn every_reason_against_a_report_says_how_to_go_on() {
    let (id, version) = (|| CATALOGUE.to_owned(), || "1.0.0".to_owned());
    let reasons = [
        Reason::File(EnvelopeError::Foreign),
        Reason::NotAReport { kind: ContentKind::Trust },
        Reason::Shape(shapes().remove(1)),
        Reason::UnknownCatalogue { id: id(), version: version() },
        Reason::OtherCatalogue { id: id(), version: version(), at_hand: "1.1.0".into() },
        Reason::UnknownCalendar { id: "cn-mainland".into() },
        Reason::UnknownPeriod { id: "2020".into() },
        Reason::UnknownUnit { name: "某局".into() },
        Reason::SignerOfOtherUnit { index: 0, unit: "某街道".into() },
        Reason::RevisionMismatch { revision: 1 },
        Reason::ForeignAnswer { path: "answers.26.slots.x".into() },
        Reason::VerdictDiffers { requirement: REQUIREMENT.into(), said: None, found: None },
        Reason::HasErrors { rows: 2 },
        Reason::Policy(PolicyFault::RoleMissing { role: Role::Head }),
    ];
    use Reason as R;
    let place = |it: &R| {
        place!(it; R::File(_), R::NotAReport { .. }, R::Shape(_), R::UnknownCatalogue { .. }, R::OtherCatalogue { .. },
            R::UnknownCalendar { .. }, R::UnknownPeriod { .. }, R::UnknownUnit { .. }, R::SignerOfOtherUnit { .. },
            R::RevisionMismatch { .. }, R::ForeignAnswer { .. }, R::VerdictDiffers { .. }, R::HasErrors { .. }, R::Policy(_))
    };
    check("a report", &reasons, 14, place, text::reason);
}

#[test]
fn every_file_that_is_brought_and_not_opened_says_how_to_go_on() {
    let drafts = [
        DraftError::Json(json()),
        DraftError::OtherFormat { found: "x/1".into() },
        DraftError::Shape(shapes().remove(1)),
        DraftError::OtherCatalogue { wanted: "甲".into(), found: "乙".into() },
        DraftError::UnknownPeriod { period: "1999".into(), known: vec!["2020".into()] },
        DraftError::Unit(UnitError::TooLong),
    ];
    use DraftError as D;
    let place = |it: &D| place!(it; D::Json(_), D::OtherFormat { .. }, D::Shape(_), D::OtherCatalogue { .. }, D::UnknownPeriod { .. }, D::Unit(_));
    check("a draft", &drafts, 6, place, text::draft_error);

    let units = [
        UnitError::Empty,
        UnitError::TooLong,
        UnitError::Unknown { name: "区司发局".into(), nearest: Some("区司法局".into()) },
        UnitError::UnknownType { unit_type: "乡".into() },
    ];
    use UnitError as U;
    let place = |it: &U| place!(it; U::Empty, U::TooLong, U::Unknown { .. }, U::UnknownType { .. });
    check("a unit", &units, 4, place, text::unit_error);

    let returned = [
        ReturnError::Json(json()),
        ReturnError::OtherFormat { found: "x/1".into() },
        ReturnError::Shape(shapes().remove(1)),
        ReturnError::Nothing,
        ReturnError::Open(EnvelopeError::Foreign),
        ReturnError::NotAReport { kind: ContentKind::Trust },
    ];
    use ReturnError as B;
    let place = |it: &B| place!(it; B::Json(_), B::OtherFormat { .. }, B::Shape(_), B::Nothing, B::Open(_), B::NotAReport { .. });
    check("a returned report", &returned, 6, place, text::return_error);

    let keys = [
        KeyFileError::NotAKeyFile,
        KeyFileError::Json(json()),
        KeyFileError::TooLarge { bytes: 9 },
        KeyFileError::WrongPassphrase,
        KeyFileError::PassphraseLength { bytes: 0 },
        KeyFileError::Malformed { field: "salt" },
        KeyFileError::Unsupported { field: "kdf", value: "x".into() },
        KeyFileError::IterationsOutOfRange { found: 1 },
    ];
    use KeyFileError as K;
    let place = |it: &K| {
        place!(it; K::NotAKeyFile, K::Json(_), K::TooLarge { .. }, K::WrongPassphrase, K::PassphraseLength { .. },
            K::Malformed { .. }, K::Unsupported { .. }, K::IterationsOutOfRange { .. })
    };
    check("a key file", &keys, 8, place, text::key_error);
}

#[test]
fn every_calendar_and_comparison_that_fails_says_how_to_go_on() {
    let calendars = [
        CalendarError::TooLarge { bytes: 9 },
        CalendarError::NotACalendar { line: 1, column: 2, message: String::new() },
        CalendarError::OtherFormat { found: "x".into() },
        CalendarError::YearsBroken { expected: 2020, found: None },
        CalendarError::BadCoverage { from: 2021, to: 2020 },
        CalendarError::TooManyEntries { year: 2020 },
        CalendarError::BadDay { year: 2020, text: "x".into() },
        CalendarError::Contradiction { date: day("2020-10-01") },
    ];
    use CalendarError as C;
    let place = |it: &C| {
        place!(it; C::TooLarge { .. }, C::NotACalendar { .. }, C::OtherFormat { .. }, C::YearsBroken { .. },
            C::BadCoverage { .. }, C::TooManyEntries { .. }, C::BadDay { .. }, C::Contradiction { .. })
    };
    check("a calendar", &calendars, 8, place, text::calendar_error);

    let compared = [
        CompareError::Open { file: 0, error: EnvelopeError::Foreign },
        CompareError::NotAReport { file: 0, kind: ContentKind::Trust },
        CompareError::Shape { file: 0, error: shapes().remove(1) },
    ];
    use CompareError as M;
    let place = |it: &M| place!(it; M::Open { .. }, M::NotAReport { .. }, M::Shape { .. });
    check("two reports", &compared, 3, place, text::compare_error);
}
