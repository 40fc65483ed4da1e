//! Walking fast: which rows a filter leaves, and which rows a search finds.

use zicha_core::find::{Found, HITS_MAX, Initials, Place, find};
use zicha_core::session::{Edit, Session};
use zicha_core::sieve::{Choice, KINDS, Sieve, Status, example};
use zicha_core::unit::Tier;

use crate::maker::{hongqiao, session, type_into};

/// 第51项 falls short, 第61项 holds a number shared with 第56项 that cannot be read, 第2项 is met; the rest of the unit's rows are blank.
fn begun() -> Session {
    let catalogue = hongqiao();
    let at = |id: &str| catalogue.indicator_at(id).unwrap();
    let it = type_into(&session(&catalogue), at("51"), &["3000", "2999"]);
    let it = it.edit(at("61"), Edit::Slot { slot: 0, text: "四十来个".to_owned() });
    it.edit(at("2"), Edit::Slot { slot: 0, text: "是".to_owned() })
}

fn numbers(session: &Session, query: &str) -> Vec<String> {
    let rows = Sieve::from_query(query).rows(session);
    rows.map(|at| session.catalogue().indicators[at].number.clone()).collect()
}

#[test]
fn a_status_leaves_its_rows() {
    let session = begun();
    let check = |query: &str, expected: &[&str]| assert_eq!(numbers(&session, query), expected, "{query}");
    check("status=unmet", &["51"]);
    check("status=error", &["56", "61"]);
    check("status=met", &["2"]);
    check("status=unmet,error", &["51", "56", "61"]);
    check("status=to_review", &[]);
    assert!(numbers(&session, "status=blank").contains(&"61".to_owned()), "the rest of row 61 is blank");
    assert!(!numbers(&session, "status=blank").contains(&"2".to_owned()));
}

#[test]
fn aspects_narrow_each_other_and_an_empty_filter_is_every_row_of_the_unit() {
    let session = begun();
    assert_eq!(numbers(&session, "").len(), session.mine().count());
    let lead = numbers(&session, "tier=lead");
    assert_eq!(lead.len(), session.mine().filter(|row| row.tier == Tier::Lead).count());
    let both = numbers(&session, "tier=lead&kind=rate");
    assert!(!both.is_empty() && both.len() < lead.len() && both.iter().all(|it| lead.contains(it)));
}

#[test]
fn a_count_is_what_the_choice_would_leave() {
    let session = begun();
    for query in ["", "status=unmet", "tier=lead&kind=rate", "status=blank,error&tier=named,duty"] {
        let sieve = Sieve::from_query(query);
        let counts = sieve.counts(&session);
        let statuses = Status::ALL.into_iter().map(Choice::Status);
        let tiers = Tier::MINE.into_iter().map(Choice::Tier);
        for choice in statuses.chain(tiers).chain((0..KINDS.len()).map(Choice::Kind)) {
            assert_eq!(counts.of(choice), sieve.only(choice).rows(&session).count(), "{query} {choice:?}");
        }
        assert_eq!(counts.rows(), sieve.rows(&session).count(), "{query}");
    }
}

#[test]
fn every_kind_of_the_catalogue_can_be_chosen() {
    let catalogue = hongqiao();
    let asked = catalogue.indicators.iter().flat_map(|it| &it.requirements).map(|it| it.kind.code());
    for code in asked {
        let at = KINDS.iter().position(|it| *it == code).unwrap_or_else(|| panic!("{code} is not offered"));
        assert_eq!(example(&catalogue, at).map(|it| it.code()), Some(code));
    }
}

fn found(query: &str) -> Found {
    let catalogue = hongqiao();
    find(&catalogue, 0..catalogue.indicators.len(), query, &Initials::new())
}

/// The rows found first, and where.
fn check(query: &str, first: &[&str], place: Place) {
    let (catalogue, found) = (hongqiao(), found(query));
    let shown: Vec<&str> =
        found.hits.iter().take(first.len()).map(|it| catalogue.indicators[it.row].number.as_str()).collect();
    assert_eq!(shown, first, "{query}");
    assert_eq!(found.hits.first().map(|it| it.place), Some(place), "{query}");
}

#[test]
fn a_row_is_found_by_its_number() {
    check("26", &["26"], Place::Number);
    check("第26项", &["26"], Place::Number);
    check("２６", &["26"], Place::Number);
    check("9", &["9", "90", "91", "92", "93", "94"], Place::Number);
}

#[test]
fn a_row_is_found_by_its_words() {
    check("备案", &["28"], Place::Title);
    check("双随机", &["13"], Place::Title);
    check("复议 结转", &["78"], Place::Name);
    check("8890", &["71"], Place::Title);
    assert!(found("区司法局").all > 1, "who answers for it is found too");
}

#[test]
fn a_row_is_found_by_its_initials_in_either_case() {
    check("zfqgc", &["51"], Place::TitleInitials);
    check("XZFY", &["78", "79"], Place::TitleInitials);
    check("xzfyt", &["78"], Place::TitleInitials);
    // 行政复议 is read háng too.
    check("hzfyt", &["78"], Place::TitleInitials);
    // 已主动公开的行政审批事项, a field.
    check("yzdgk", &["1"], Place::NameInitials);
}

#[test]
fn nothing_is_found_by_nothing_or_by_what_is_not_there() {
    for query in ["", "   ", "没有这样的词", "qqqqqqqq", "z"] {
        assert_eq!(found(query), Found::default(), "{query}");
    }
}

#[test]
fn hits_are_bounded_and_counted() {
    let catalogue = hongqiao();
    let rows = (0..catalogue.indicators.len()).cycle().take(catalogue.indicators.len() * 4);
    let found = find(&catalogue, rows, "行政", &Initials::new());
    assert_eq!(found.hits.len(), HITS_MAX);
    assert!(found.all > HITS_MAX);
}
