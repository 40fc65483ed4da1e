//! What is said in the one live region of the page, and when a warning above the page is said there too.

use super::{Alarm, State, Work};

/// A sentence for the live region. The number makes the same sentence twice two events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub number: u32,
    /// Shown to the eye too.
    pub seen: bool,
    /// It was said already that a choice cannot be kept.
    unkept: bool,
}

impl State {
    /// A choice cannot be kept: said once while the page is open.
    pub(super) fn say_unkept(&mut self, text: &str) {
        if !std::mem::replace(&mut self.notice.unkept, true) {
            self.notify(text.to_owned(), true);
        }
    }

    /// A warning that has just appeared above the page is heard, once.
    pub(super) fn alarm(&mut self, before: &State) {
        let (is, was) = (self.work.as_ref().and_then(Work::alarm), before.work.as_ref().and_then(Work::alarm));
        let words = &self.words().frame;
        match is.filter(|_| is != was) {
            Some(Alarm::Elsewhere) => self.notify(words.elsewhere.to_owned(), false),
            Some(Alarm::Unsaved) => self.notify(words.urge.to_owned(), false),
            None => {}
        }
    }

    pub(super) fn notify(&mut self, text: String, seen: bool) {
        let number = self.notice.number.wrapping_add(1);
        self.notice = Notice { text, seen, number, ..self.notice };
    }
}
