//! A file that is to serve as trust list: used, used with a mark, shown for comparing, or refused. Pure.

use crate::pins::Pinboard;
use crate::words::Verify as Words;
use std::rc::Rc;
use zicha_core::canonical::{self, Value};
use zicha_core::pinned::{self, Claimed, PinnedError};
use zicha_core::sign::{Day, Kid, Statement};
use zicha_core::text::{self, Lang};
use zicha_core::trust::{TRUST_SCHEMA, TrustError, TrustList};

/// A list in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trust {
    /// Name of its file.
    pub name: String,
    pub list: Rc<TrustList>,
    pub backing: Backing,
    /// The file, to be opened again when the pins change.
    bytes: Rc<[u8]>,
}

/// Who stands behind a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Backing {
    /// A pinned key signed it.
    Office(Rc<[(Kid, Statement)]>),
    /// Nobody: anybody can write such a file.
    Nobody,
}

impl Backing {
    /// For the cards of what was verified by it.
    pub fn is_signed(&self) -> bool {
        match self {
            Backing::Office(_) => true,
            Backing::Nobody => false,
        }
    }
}

/// A list that is not used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub name: String,
    pub why: Why,
    bytes: Rc<[u8]>,
}

/// Why a list is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A person must first compare the signers' thumbprints with paper.
    Compare(Rc<Claimed>),
    Pinned(PinnedError),
    Bare(TrustError),
    /// It was good until that day.
    Stale(Day),
    /// Nobody signed it, although the office's key is known here.
    Unsigned,
    TooLarge {
        limit: u64,
    },
    Unreadable,
}

impl Offer {
    /// A file that could not be read at all.
    pub fn unread(name: String, why: Why) -> Offer {
        Offer { name, why, bytes: Rc::from([]) }
    }

    /// The sentence about a list that is refused; none about one that waits to be compared.
    pub fn refusal(&self, words: &Words, lang: Lang) -> Option<String> {
        let cause = match &self.why {
            Why::Compare(_) => return None,
            Why::Pinned(error) => text::pinned_error(error, lang),
            Why::Bare(error) => text::trust_error(error, lang),
            Why::Stale(day) => (words.trust_stale)(day.as_str()),
            Why::Unsigned => words.trust_only_signed.to_owned(),
            Why::TooLarge { limit } => (words.too_large)(limit / (1024 * 1024)),
            Why::Unreadable => words.unreadable.to_owned(),
        };
        Some((words.trust_refused)(&self.name, &cause))
    }
}

/// What a file said to be a list leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Used from now on; with the pins as they are then.
    Used(Trust, Pinboard),
    Offered(Offer),
}

/// Whether this is a trust list, signed or not, sound or not.
pub fn is_one(value: &Value) -> bool {
    let bare = matches!(value.get("schema"), Some(Value::Str(schema)) if schema == TRUST_SCHEMA);
    bare || (value.get("trust").is_some() && value.get("signatures").is_some())
}

/// Looks at a file that is to serve as list. `today` decides whether it has run out.
pub fn consider(name: &str, bytes: &Rc<[u8]>, pins: &Pinboard, today: Option<&Day>) -> Given {
    let offered = |why| Given::Offered(Offer { name: name.to_owned(), why, bytes: Rc::clone(bytes) });
    let stale = |list: &TrustList| today.is_some_and(|today| list.stale_on(today));
    let used = |list, backing, pins| {
        let trust = Trust { name: name.to_owned(), list: Rc::new(list), backing, bytes: Rc::clone(bytes) };
        Given::Used(trust, pins)
    };
    let signed = canonical::parse(bytes).is_ok_and(|value| value.get("signatures").is_some());
    if !signed {
        return match TrustList::read(bytes) {
            Err(error) => offered(Why::Bare(error)),
            Ok(_) if pins.count() > 0 => offered(Why::Unsigned),
            Ok(list) if stale(&list) => offered(Why::Stale(list.expires)),
            Ok(list) => used(list, Backing::Nobody, pins.clone()),
        };
    }
    match pins.kept.open(bytes, &pins.of_page) {
        Ok(pinned) if stale(pinned.list()) => offered(Why::Stale(pinned.list().expires.clone())),
        Ok(pinned) => {
            let pins = Pinboard { kept: pins.kept.saw(&pinned), of_page: pins.of_page.clone() };
            let signers = pinned.signers().into();
            used(pinned.into_list(), Backing::Office(signers), pins)
        }
        Err(error @ PinnedError::NotPinned { .. }) => match pinned::claim(bytes) {
            // A pinned key that the list itself withdraws: pinning it once more would not help.
            Ok(claimed) if claimed.signers().iter().any(|(kid, _)| pins.holds(*kid)) => offered(Why::Pinned(error)),
            Ok(claimed) => offered(Why::Compare(Rc::new(claimed))),
            Err(error) => offered(Why::Pinned(error)),
        },
        Err(error) => offered(Why::Pinned(error)),
    }
}

impl Trust {
    /// The same file under other pins.
    pub fn again(&self, pins: &Pinboard, today: Option<&Day>) -> Given {
        consider(&self.name, &self.bytes, pins, today)
    }
}

impl Offer {
    /// The same file under other pins.
    pub fn again(&self, pins: &Pinboard, today: Option<&Day>) -> Given {
        consider(&self.name, &self.bytes, pins, today)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
pub mod tests {
    use super::*;
    use zicha_core::envelope::{ContentKind, Parts, seal};
    use zicha_core::sign::{Moment, PrivateKey, Role, Signer};
    use zicha_core::trust::{KeyStatus, TrustedKey};

    pub fn key(number: u8) -> PrivateKey {
        PrivateKey::from_seed(&[number; 32])
    }

    pub fn day(text: &str) -> Day {
        Day::read(text).unwrap()
    }

    /// Issue `seq` of 区法治办, signed by key 9 where `by` is given.
    pub fn list(seq: u32, by: Option<u8>) -> Rc<[u8]> {
        let entry = TrustedKey {
            key: key(1).public().clone(),
            name: "张三".into(),
            unit: "区司法局".into(),
            roles: vec![Role::Filler],
            status: KeyStatus::Active,
            since: day("2026-01-01"),
        };
        let (issued, expires) = (day("2026-01-01"), day("2026-12-31"));
        let mut list = TrustList::first("区法治办", issued.clone(), expires.clone(), vec![entry]).unwrap();
        for _ in 1..seq {
            list = list.renewed(issued.clone(), expires.clone()).unwrap();
        }
        let value = list.to_value();
        let signer = Signer { name: "赵某".into(), title: "主任".into(), unit: "区法治办".into() };
        let signed = Moment::read("2026-01-01T09:00:00+08:00").unwrap();
        let parts = Parts { role: Role::Office, opinion: String::new(), signer, signed };
        match by {
            Some(by) => seal(ContentKind::Trust, &value, parts, &key(by)).unwrap().into(),
            None => canonical::to_bytes(&value).into(),
        }
    }

    pub fn pinned(number: u8) -> Pinboard {
        Pinboard::default().with(key(number).kid(), "区法治办", day("2026-01-02")).unwrap()
    }

    /// A word for what came of it, and the pins as they are then.
    fn came(bytes: &Rc<[u8]>, pins: &Pinboard, today: &str) -> (&'static str, Pinboard) {
        match consider("名单.json", bytes, pins, Some(&day(today))) {
            Given::Used(trust, pins) if trust.backing.is_signed() => ("signed", pins),
            Given::Used(_, pins) => ("unsigned", pins),
            Given::Offered(offer) => match offer.why {
                Why::Compare(_) => ("compare", pins.clone()),
                Why::Pinned(error) => (error.code(), pins.clone()),
                Why::Bare(error) => (error.code(), pins.clone()),
                Why::Stale(_) => ("stale", pins.clone()),
                Why::Unsigned => ("unsigned-refused", pins.clone()),
                Why::TooLarge { .. } | Why::Unreadable => ("unread", pins.clone()),
            },
        }
    }

    fn check(bytes: &Rc<[u8]>, pins: &Pinboard, today: &str, want: &str) {
        assert_eq!(came(bytes, pins, today).0, want);
    }

    #[test]
    fn a_signed_list_is_used_only_after_its_key_is_pinned() {
        let (none, signed) = (Pinboard::default(), list(1, Some(9)));
        check(&signed, &none, "2026-06-01", "compare");
        check(&signed, &pinned(8), "2026-06-01", "compare");
        check(&signed, &pinned(9), "2026-06-01", "signed");
        let page = Pinboard { of_page: vec![key(9).kid()], ..none };
        check(&signed, &page, "2026-06-01", "signed");
        check(&signed, &pinned(9), "2027-01-01", "stale");
        let altered = String::from_utf8(signed.to_vec()).unwrap().replace("张三", "李四");
        check(&altered.into_bytes().into(), &pinned(9), "2026-06-01", "content-digest");
    }

    #[test]
    fn a_lower_or_reused_number_is_refused_once_a_newer_was_used() {
        let (_, seen) = came(&list(3, Some(9)), &pinned(9), "2026-06-01");
        check(&list(2, Some(9)), &seen, "2026-06-01", "lower-seq");
        check(&list(3, Some(9)), &seen, "2026-06-01", "signed");
        check(&list(4, Some(9)), &seen, "2026-06-01", "signed");
        check(&list(4, Some(8)), &seen, "2026-06-01", "compare");
    }

    #[test]
    fn an_unsigned_list_is_used_only_where_no_office_is_known() {
        let bare = list(1, None);
        check(&bare, &Pinboard::default(), "2026-06-01", "unsigned");
        check(&bare, &Pinboard::default(), "2027-01-01", "stale");
        check(&bare, &pinned(9), "2026-06-01", "unsigned-refused");
        check(&Rc::from(&b"{}"[..]), &Pinboard::default(), "2026-06-01", "missing-member");
    }

    #[test]
    fn lists_are_told_from_reports() {
        let value = |bytes: &[u8]| canonical::parse(bytes).unwrap();
        assert!(is_one(&value(&list(1, None))) && is_one(&value(&list(1, Some(9)))));
        assert!(!is_one(&value(br#"{"report":{},"signatures":[],"keys":[]}"#)));
    }
}
