//! What a person types to register a key, and whether it is enough. Pure: the time is an argument.

use crate::words::Keys;
use zicha_core::enrolment::Enrolment;
use zicha_core::session::clean;
use zicha_core::sign::{Kid, Moment, NAME_CHARS_MAX, PublicKey, Role, Signer};

/// The typed texts, verbatim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub name: String,
    /// 职务
    pub job: String,
    pub unit: String,
    /// Which roles are asked for, in the order of [`Role::ALL`].
    pub roles: [bool; Role::ALL.len()],
}

/// What keeps from registering, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    NameMissing,
    NameLong,
    UnitMissing,
    UnitLong,
    JobLong,
    RoleMissing,
    KeyMissing,
    OldMissing,
    /// The old key and the new one are the same.
    OldIsNew,
}

impl Fault {
    /// Id of the field that mends it.
    pub fn field(self) -> &'static str {
        match self {
            Fault::NameMissing | Fault::NameLong => "zc-enrol-name",
            Fault::UnitMissing | Fault::UnitLong => "zc-enrol-unit",
            Fault::JobLong => "zc-enrol-job",
            Fault::RoleMissing => "zc-enrol-roles",
            Fault::KeyMissing => "zc-sign-key",
            Fault::OldMissing | Fault::OldIsNew => "zc-enrol-old",
        }
    }

    /// What is wrong, and what to do about it.
    pub fn sentence(self, words: &Keys) -> String {
        match self {
            Fault::NameMissing => words.name_missing.to_owned(),
            Fault::UnitMissing => words.unit_missing.to_owned(),
            Fault::NameLong | Fault::UnitLong | Fault::JobLong => (words.too_long)(NAME_CHARS_MAX),
            Fault::RoleMissing => words.role_missing.to_owned(),
            Fault::KeyMissing => words.key_missing.to_owned(),
            Fault::OldMissing => words.old_missing.to_owned(),
            Fault::OldIsNew => words.old_is_new.to_owned(),
        }
    }
}

/// The key whose place the new one takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Old {
    NotAsked,
    Missing,
    Open(Kid),
}

impl Form {
    /// Empty but for the unit; most who register fill in reports.
    pub fn new(unit: String) -> Form {
        let roles = Role::ALL.map(|role| role == Role::Filler);
        Form { name: String::new(), job: String::new(), unit, roles }
    }

    /// Everything that keeps from registering `key`.
    pub fn faults(&self, key: Option<Kid>, old: Old) -> Vec<Fault> {
        let length = |text: &str| clean(text.trim()).chars().count();
        let (name, unit) = (length(&self.name), length(&self.unit));
        let faults = [
            (name == 0, Fault::NameMissing),
            (name > NAME_CHARS_MAX, Fault::NameLong),
            (unit == 0, Fault::UnitMissing),
            (unit > NAME_CHARS_MAX, Fault::UnitLong),
            (length(&self.job) > NAME_CHARS_MAX, Fault::JobLong),
            (!self.roles.contains(&true), Fault::RoleMissing),
            (key.is_none(), Fault::KeyMissing),
            (old == Old::Missing, Fault::OldMissing),
            (key.is_some_and(|key| old == Old::Open(key)), Fault::OldIsNew),
        ];
        faults.into_iter().filter(|(found, _)| *found).map(|(_, fault)| fault).collect()
    }

    /// What will be signed.
    pub fn enrolment(&self, key: &PublicKey, replaces: Option<Kid>, created: Moment) -> Enrolment {
        let typed = |text: &str| clean(text.trim());
        let holder = Signer { name: typed(&self.name), title: typed(&self.job), unit: typed(&self.unit) };
        let roles = Role::ALL.into_iter().zip(self.roles).filter(|(_, asked)| *asked).map(|(role, _)| role).collect();
        Enrolment { key: key.clone(), holder, roles, created, replaces }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::words;
    use crate::words::said::{self, every};
    use zicha_core::enrolment;
    use zicha_core::sign::PrivateKey;

    #[test]
    fn every_fault_says_how_to_mend_it() {
        let all = every![
            Fault::NameMissing => Fault::NameMissing,
            Fault::NameLong => Fault::NameLong,
            Fault::UnitMissing => Fault::UnitMissing,
            Fault::UnitLong => Fault::UnitLong,
            Fault::JobLong => Fault::JobLong,
            Fault::RoleMissing => Fault::RoleMissing,
            Fault::KeyMissing => Fault::KeyMissing,
            Fault::OldMissing => Fault::OldMissing,
            Fault::OldIsNew => Fault::OldIsNew,
        ];
        said::check(&all, |it, lang| it.sentence(words::of(lang).keys()));
    }

    fn ready() -> Form {
        Form { name: " 张三 ".into(), ..Form::new("区司法局".into()) }
    }

    fn key(seed: u8) -> PrivateKey {
        PrivateKey::from_seed(&[seed; 32])
    }

    #[track_caller]
    fn check(form: &Form, key: Option<Kid>, old: Old, want: &[Fault]) {
        assert_eq!(form.faults(key, old), want);
    }

    #[test]
    fn a_name_a_unit_a_role_and_a_key_are_enough() {
        let (new, old) = (key(1).kid(), key(2).kid());
        check(&ready(), Some(new), Old::NotAsked, &[]);
        check(&ready(), Some(new), Old::Open(old), &[]);
        let nothing = Form { roles: [false; 4], ..Form::new(String::new()) };
        let all = [Fault::NameMissing, Fault::UnitMissing, Fault::RoleMissing, Fault::KeyMissing, Fault::OldMissing];
        check(&nothing, None, Old::Missing, &all);
        check(&ready(), Some(new), Old::Open(new), &[Fault::OldIsNew]);
        check(&ready(), None, Old::Open(old), &[Fault::KeyMissing]);
    }

    #[test]
    fn texts_one_character_too_long_are_named() {
        let long = "长".repeat(NAME_CHARS_MAX + 1);
        let form = Form { name: long.clone(), job: long.clone(), unit: long, ..ready() };
        check(&form, Some(key(1).kid()), Old::NotAsked, &[Fault::NameLong, Fault::UnitLong, Fault::JobLong]);
        let most = Form { name: "长".repeat(NAME_CHARS_MAX), ..ready() };
        check(&most, Some(key(1).kid()), Old::NotAsked, &[]);
    }

    #[test]
    fn what_has_no_fault_can_be_made() {
        let created = Moment::read("2026-03-01T09:30:00+08:00").unwrap();
        let (new, old) = (key(1), key(2));
        for old in [None, Some(&old)] {
            let form = Form { job: "科员\u{200b}".into(), roles: [true; 4], ..ready() };
            let it = form.enrolment(new.public(), old.map(PrivateKey::kid), created.clone());
            let (_, enrolled) = enrolment::make(&it, &new, old).unwrap();
            assert_eq!(enrolled.enrolment().roles, Role::ALL);
            assert_eq!((it.holder.name.as_str(), it.holder.title.as_str()), ("张三", "科员"));
        }
    }
}
