//! Giving receipts: what the officer types, and the signing itself, file after file. The key stays with the page.

use super::desk::{Book, Desk, Given, Step};
use super::store;
use crate::browser::{clock, task};
use crate::pages::keyring::Held;
use crate::pages::signer::{Slip, slips};
use crate::state::{Action, Dispatch};
use crate::words;
use std::rc::Rc;
use zicha_core::envelope::Parts;
use zicha_core::ledger::{Issued, receipt_name};
use zicha_core::session::clean;
use zicha_core::sign::{Moment, Role, Signer};
use zicha_core::text::{self, Lang};

/// What the officer typed, verbatim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Officer {
    pub name: String,
    pub job: String,
    pub opinion: String,
}

/// What keeps from signing, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    NothingChosen,
    Signer(Slip),
    KeyMissing,
}

impl Fault {
    /// What to do about it.
    pub fn sentence(self, words: &words::Receive) -> String {
        match self {
            Fault::NothingChosen => words.nothing_chosen.to_owned(),
            Fault::Signer(slip) => slip.sentence(words.name_missing, words.too_long),
            Fault::KeyMissing => words.key_missing.to_owned(),
        }
    }
}

impl Officer {
    /// Everything that keeps from giving receipts to so many files.
    pub fn faults(&self, chosen: usize, held: Option<&Held>) -> Vec<Fault> {
        let mut faults = Vec::new();
        faults.extend((chosen == 0).then_some(Fault::NothingChosen));
        faults.extend(slips(&self.name, &self.job, &self.opinion).into_iter().map(Fault::Signer));
        faults.extend(held.is_none().then_some(Fault::KeyMissing));
        faults
    }

    fn parts(&self, office: &str, signed: Moment) -> Parts {
        let typed = |text: &str| clean(text.trim());
        let signer = Signer { name: typed(&self.name), title: typed(&self.job), unit: office.to_owned() };
        Parts { role: Role::Office, opinion: typed(&self.opinion), signer, signed }
    }
}

/// One signing of many receipts.
pub struct Job {
    pub desk: Rc<Desk>,
    pub officer: Officer,
    pub held: Held,
    pub dispatch: Dispatch,
    pub lang: Lang,
}

impl Job {
    /// Signs for every chosen file, letting the page paint between them.
    pub async fn run(self) {
        let words = words::of(self.lang).receive();
        let Some(mut book) = self.desk.book.as_deref().cloned() else { return };
        store::step(Step::Begin);
        self.say(words.giving.to_owned());
        task::painted().await;
        let (mut given, mut not) = (0, 0);
        for item in self.desk.chosen() {
            // The time of each receipt is its own: it decides whether a key was withdrawn in time.
            let step = match Moment::read(&clock::now_rfc3339()) {
                None => Err(words.clock_wrong.to_owned()),
                Some(now) => self.one(&item, &mut book, now),
            };
            let step = match step {
                Ok(receipt) => {
                    given += 1;
                    Step::Given { number: item.number, given: Box::new(receipt), book: Box::new(book.clone()) }
                }
                Err(why) => {
                    not += 1;
                    Step::NotGiven { number: item.number, why }
                }
            };
            store::step(step);
            task::breathe().await;
        }
        store::step(Step::End);
        self.say((words.given)(given, not));
    }

    fn one(&self, item: &super::desk::Item, book: &mut Book, now: Moment) -> Result<Given, String> {
        let (Some(incoming), Some(asks)) = (item.incoming(), item.asks()) else {
            return Err(text::intake_class(item.class(), self.lang).to_owned());
        };
        let parts = self.officer.parts(book.ledger.office(), now);
        let by = (&parts, self.held.key());
        let ledger = &mut book.ledger;
        let issued = self.desk.with_shelf(&item.bytes, |shelf| ledger.issue(&item.bytes, incoming, &asks, by, shelf));
        let Issued { no, verdict, file, line } = issued.map_err(|error| text::receipt_error(&error, self.lang))?;
        book.bytes.extend(line);
        book.worth.extend(book.ledger.lines().last().map(|line| line.signature(self.desk.trust())));
        Ok(Given { no, verdict, file_name: receipt_name(&item.name), file: file.into(), handed: false })
    }

    fn say(&self, text: String) {
        self.dispatch.dispatch(Action::Say(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::said::{self, every};

    #[test]
    fn every_fault_says_how_to_mend_it() {
        let all = every![
            Fault::NothingChosen => Fault::NothingChosen,
            Fault::Signer(Slip::NameMissing) => Fault::Signer(Slip::NameMissing),
            Fault::Signer(Slip::NameLong) => Fault::Signer(Slip::NameLong),
            Fault::Signer(Slip::JobLong) => Fault::Signer(Slip::JobLong),
            Fault::Signer(Slip::OpinionLong) => Fault::Signer(Slip::OpinionLong),
            Fault::KeyMissing => Fault::KeyMissing,
        ];
        said::check(&all, |it, lang| it.sentence(words::of(lang).receive()));
    }
}
