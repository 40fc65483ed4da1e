//! What the person types before signing, and whether it is enough. No key and no passphrase here.

use zicha_core::session::Session;
use zicha_core::text::Lang;

use crate::pages::signer::{Slip, slips};
use crate::words;

/// The typed texts, verbatim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    pub name: String,
    /// 职务
    pub job: String,
    pub opinion: String,
    /// How many blanks the person said they know of; a further one asks again.
    pub blanks_known: Option<u32>,
}

/// What keeps from signing, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Answers that must be corrected first.
    Blockers {
        count: usize,
    },
    BlanksUnknown,
    Signer(Slip),
    KeyMissing,
}

impl Fault {
    /// Id of the field that mends it.
    pub fn field(self) -> &'static str {
        match self {
            Fault::Blockers { .. } => "zc-sign-blockers",
            Fault::BlanksUnknown => "zc-sign-blanks",
            Fault::Signer(slip) => slip.of("zc-sign-name", "zc-sign-job", "zc-sign-opinion"),
            Fault::KeyMissing => "zc-sign-key",
        }
    }

    /// What is wrong, and what to do about it.
    pub fn sentence(self, lang: Lang) -> String {
        let words = words::of(lang).sign();
        match self {
            Fault::Blockers { count } => (words.blockers_first)(count),
            Fault::BlanksUnknown => words.blanks_unknown.to_owned(),
            Fault::Signer(slip) => slip.sentence(words.name_missing, words.too_long),
            Fault::KeyMissing => words.key_missing.to_owned(),
        }
    }
}

impl Form {
    /// Everything that keeps from signing `blanks` blank rows and `blockers` errors.
    pub fn faults(&self, blanks: u32, blockers: usize, has_key: HasKey) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut put = |wrong: bool, fault: Fault| faults.extend(wrong.then_some(fault));
        put(blockers > 0, Fault::Blockers { count: blockers });
        put(blanks > 0 && self.blanks_known != Some(blanks), Fault::BlanksUnknown);
        slips(&self.name, &self.job, &self.opinion).into_iter().for_each(|slip| put(true, Fault::Signer(slip)));
        put(has_key == HasKey::No, Fault::KeyMissing);
        faults
    }
}

/// Whether a key is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HasKey {
    Yes,
    No,
}

/// The unit's rows with something left to fill in.
pub fn blanks(session: &Session) -> u32 {
    let total = session.total();
    total.rows.saturating_sub(total.complete)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::said::{self, every};

    #[test]
    fn every_fault_says_how_to_mend_it() {
        let all = every![
            Fault::Blockers { .. } => Fault::Blockers { count: 2 },
            Fault::BlanksUnknown => Fault::BlanksUnknown,
            Fault::Signer(Slip::NameMissing) => Fault::Signer(Slip::NameMissing),
            Fault::Signer(Slip::NameLong) => Fault::Signer(Slip::NameLong),
            Fault::Signer(Slip::JobLong) => Fault::Signer(Slip::JobLong),
            Fault::Signer(Slip::OpinionLong) => Fault::Signer(Slip::OpinionLong),
            Fault::KeyMissing => Fault::KeyMissing,
        ];
        said::check(&all, |it, lang| it.sentence(lang));
    }

    fn check(form: &Form, blanks: u32, has_key: HasKey, want: &[Fault]) {
        assert_eq!(form.faults(blanks, 0, has_key), want);
    }

    fn ready() -> Form {
        Form { name: "张三".into(), ..Form::default() }
    }

    #[test]
    fn a_name_and_a_key_are_enough_where_nothing_is_blank() {
        check(&ready(), 0, HasKey::Yes, &[]);
        check(&Form::default(), 0, HasKey::No, &[Fault::Signer(Slip::NameMissing), Fault::KeyMissing]);
        assert_eq!(ready().faults(0, 2, HasKey::Yes), [Fault::Blockers { count: 2 }]);
    }

    #[test]
    fn blanks_must_be_known_by_their_number() {
        let form = Form { blanks_known: Some(3), ..ready() };
        check(&form, 3, HasKey::Yes, &[]);
        check(&form, 4, HasKey::Yes, &[Fault::BlanksUnknown]);
        check(&ready(), 1, HasKey::Yes, &[Fault::BlanksUnknown]);
    }
}
