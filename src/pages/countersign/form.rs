//! What whoever signs next types, and what still keeps from acting. No key and no passphrase here.

use zicha_core::answer::TEXT_CHARS_MAX;
use zicha_core::countersign::{self, Hindrance};
use zicha_core::returned::ReturnError;
use zicha_core::session::clean;
use zicha_core::sign::{Kid, OPINION_CHARS_MAX, Role};
use zicha_core::text::{self, Lang};
use zicha_core::verify::Verification;

use crate::pages::signer::{Slip, slips};
use crate::words;

/// What the person is about to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    #[default]
    Sign,
    Return,
}

/// The typed texts, verbatim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    pub way: Way,
    /// None where nobody may sign; then only returning is left.
    pub role: Option<Role>,
    /// In which role the report is returned.
    pub back: Option<Role>,
    pub name: String,
    /// 职务
    pub job: String,
    pub opinion: String,
    pub overall: String,
    /// Index of the indicator and the remark, in the order they were begun.
    pub remarks: Vec<(usize, String)>,
    /// The number typed for a remark on another indicator.
    pub other: String,
}

/// What keeps from acting, in the order of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Signer(Slip),
    OverallLong,
    NoRemark,
    KeyMissing,
    Refused(Hindrance),
}

impl Fault {
    /// Id of the field that mends it.
    pub fn field(&self) -> &'static str {
        match self {
            Fault::Signer(slip) => slip.of("zc-cs-name", "zc-cs-job", "zc-cs-opinion"),
            Fault::OverallLong | Fault::NoRemark => "zc-cs-overall",
            Fault::KeyMissing => "zc-sign-key",
            Fault::Refused(_) => "zc-cs-role",
        }
    }

    /// What is wrong, and what to do about it.
    pub fn sentence(&self, lang: Lang) -> String {
        let sign = words::of(lang).sign();
        match self {
            Fault::Signer(slip) => slip.sentence(words::of(lang).countersign().name_missing, sign.too_long),
            Fault::OverallLong => (sign.too_long)(OPINION_CHARS_MAX),
            Fault::NoRemark => text::return_error(&ReturnError::Nothing, lang),
            Fault::KeyMissing => sign.key_missing.to_owned(),
            Fault::Refused(hindrance) => text::hindrance(hindrance, lang),
        }
    }
}

impl Form {
    /// A blank form for a report: whose turn it is, is chosen.
    pub fn of(found: &Verification) -> Form {
        let role = countersign::next_role(found);
        let back = Some(role.unwrap_or(Role::Office));
        Form { role, back, way: if role.is_some() { Way::Sign } else { Way::Return }, ..Form::default() }
    }

    /// Everything that keeps from what is about to be done. `kid` names the open key.
    pub fn faults(&self, found: &Verification, kid: Option<Kid>) -> Vec<Fault> {
        // Who returns a report gives no opinion.
        let opinion = if self.way == Way::Sign { &self.opinion } else { "" };
        let mut faults: Vec<Fault> = slips(&self.name, &self.job, opinion).into_iter().map(Fault::Signer).collect();
        let mut put = |wrong: bool, fault: Fault| faults.extend(wrong.then_some(fault));
        match self.way {
            Way::Sign => {
                put(kid.is_none(), Fault::KeyMissing);
                let role = self.role.unwrap_or(Role::Head);
                let refused = countersign::hindrance(found, role, kid);
                faults.extend(refused.map(Fault::Refused));
            }
            Way::Return => {
                put(clean(self.overall.trim()).chars().count() > OPINION_CHARS_MAX, Fault::OverallLong);
                let said = self.remarks.iter().any(|(_, text)| !text.trim().is_empty());
                put(!said && self.overall.trim().is_empty(), Fault::NoRemark);
            }
        }
        faults
    }

    /// The remark on a row; none where none was begun.
    pub fn remark(&self, row: usize) -> Option<&str> {
        self.remarks.iter().find(|(at, _)| *at == row).map(|(_, text)| text.as_str())
    }

    /// Begins a remark on a row, or replaces it.
    pub fn put_remark(&mut self, row: usize, text: &str) {
        let text: String = text.chars().take(TEXT_CHARS_MAX).collect();
        match self.remarks.iter_mut().find(|(at, _)| *at == row) {
            Some((_, old)) => *old = text,
            None => self.remarks.push((row, text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::said::{self, every};

    #[test]
    fn every_fault_says_how_to_mend_it() {
        let all = every![
            Fault::Signer(Slip::NameMissing) => Fault::Signer(Slip::NameMissing),
            Fault::Signer(Slip::NameLong) => Fault::Signer(Slip::NameLong),
            Fault::Signer(Slip::JobLong) => Fault::Signer(Slip::JobLong),
            Fault::Signer(Slip::OpinionLong) => Fault::Signer(Slip::OpinionLong),
            Fault::OverallLong => Fault::OverallLong,
            Fault::NoRemark => Fault::NoRemark,
            Fault::KeyMissing => Fault::KeyMissing,
            Fault::Refused(_) => Fault::Refused(Hindrance::OutOfOrder { role: Role::Reviewer, after: Role::Head }),
        ];
        said::check(&all, Fault::sentence);
    }
    use zicha_core::verify::{Shelf, verify_so_far};

    #[track_caller]
    fn check(form: &Form, want: &[Fault]) {
        let nothing = verify_so_far(b"{}", &Shelf::default());
        assert_eq!(form.faults(&nothing, None), want);
    }

    fn returning() -> Form {
        Form { way: Way::Return, name: "李四".into(), overall: "请补正。".into(), ..Form::default() }
    }

    #[test]
    fn a_return_needs_a_name_and_something_said() {
        check(&returning(), &[]);
        check(&Form { name: " ".into(), ..returning() }, &[Fault::Signer(Slip::NameMissing)]);
        check(&Form { overall: " ".into(), ..returning() }, &[Fault::NoRemark]);
        let mut remarked = Form { overall: String::new(), ..returning() };
        remarked.put_remark(3, " ");
        check(&remarked, &[Fault::NoRemark]);
        remarked.put_remark(3, "漏报一件");
        check(&remarked, &[]);
        assert_eq!((remarked.remark(3), remarked.remark(4)), (Some("漏报一件"), None));
    }

    #[test]
    fn texts_one_character_too_long_are_named() {
        let long = |most: usize| "长".repeat(most + 1);
        check(&Form { opinion: long(OPINION_CHARS_MAX), ..returning() }, &[]);
        check(&Form { overall: long(OPINION_CHARS_MAX), ..returning() }, &[Fault::OverallLong]);
    }

    #[test]
    fn nothing_is_signed_without_a_key_or_over_what_does_not_verify() {
        let signing = Form { way: Way::Sign, ..returning() };
        check(&signing, &[Fault::KeyMissing, Fault::Refused(Hindrance::Invalid)]);
    }
}
