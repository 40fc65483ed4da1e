//! What the clipboard does in the table: blocks out, blocks in after a preview, and emptying one.

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::block::{self, BlockError};
use zicha_core::catalogue::wire::Input;

use super::cells;
use super::grid::Mode;
use super::hand::Hand;
use super::paste::{Onto, Plan, plan};
use crate::browser::clipboard;
use crate::state::Action;
use crate::words::Table;

impl Hand {
    /// Empties the block.
    pub(super) fn empty(&self) {
        let Some(session) = self.session() else { return };
        let edits = cells::emptied(session, &self.lines, &self.selection());
        let count = edits.len();
        if count > 0 {
            self.dispatch().dispatch(Action::Edits(edits.into()));
            self.dispatch().dispatch(Action::Hear((self.props.state.words().table().cut)(count)));
        } else {
            self.refuse();
        }
    }

    pub fn copy(&self, event: &Event) {
        self.give(event);
    }

    /// Copies the block; whether the browser took it.
    fn give(&self, event: &Event) -> bool {
        let (Mode::Going, Some(session)) = (self.mode(), self.session()) else { return false };
        let selection = self.selection();
        let cells = cells::block(session, &self.lines, &selection, self.props.state.lang);
        let took = clipboard::give(event, &block::write(&cells));
        if took {
            event.prevent_default();
            let (lines, columns) = (selection.lines().count(), selection.columns().count());
            self.dispatch().dispatch(Action::Hear((self.props.state.words().table().copied)(lines, columns)));
        }
        took
    }

    pub fn cut(&self, event: &Event) {
        if self.give(event) {
            self.empty();
        }
    }

    /// A block is shown before it is pasted; a single text that fits its cell goes there at once. In a cell that is
    /// edited a single text is the browser's to paste.
    pub fn paste(&self, event: &Event) {
        let Some(text) = clipboard::pasted(event) else { return };
        let lines = matches!(self.input(), Some(Input::Dates | Input::Days | Input::Parts | Input::Text) | None);
        let is_block = text.contains('\t') || (!lines && text.trim_end_matches(['\r', '\n']).contains(['\r', '\n']));
        if self.mode().is_open() && !is_block {
            return;
        }
        event.prevent_default();
        self.plan(&text);
    }

    /// Shows what pasting would do.
    pub fn plan(&self, text: &str) {
        let Some(session) = self.session() else { return };
        let block = match block::read(text) {
            Ok(block) => block,
            Err(error) => {
                let said = why(error, self.props.state.words().table());
                return self.dispatch().dispatch(Action::Say(said.to_owned()));
            }
        };
        let onto = Onto { session, lines: &self.lines, lang: self.props.state.lang };
        let plan = plan(&onto, &self.selection(), &block);
        if plan.size == (1, 1) && self.selection().is_one() && plan.misfits.is_empty() {
            self.apply(&plan);
            return;
        }
        self.with(|grid| {
            grid.mode = Mode::Going;
            grid.paste_box = None;
            grid.plan = Some(Rc::new(plan));
        });
    }

    /// Pastes what was shown.
    pub fn apply(&self, plan: &Plan) {
        let count = plan.changes.len();
        if count > 0 {
            self.dispatch().dispatch(Action::Edits(plan.edits().into()));
            let pasted = (self.props.state.words().table().pasted)(count);
            // Of a single cell no list was shown first.
            let doubt = plan.doubts.first().filter(|_| plan.size == (1, 1)).map_or("", |it| it.sentence.as_str());
            self.dispatch().dispatch(Action::Say([&pasted, doubt].concat()));
        }
        self.put_away();
    }

    /// Back to the cells.
    pub fn put_away(&self) {
        self.with(|grid| {
            grid.plan = None;
            grid.paste_box = None;
            grid.grab();
        });
    }
}

/// Why a text is not pasted, and what to do about it.
fn why(error: BlockError, words: &Table) -> &'static str {
    match error {
        BlockError::TooLong | BlockError::TooLarge => words.too_large,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::said::{self, every};

    #[test]
    fn every_text_that_is_not_pasted_says_what_to_do() {
        let all = every![
            BlockError::TooLong => BlockError::TooLong,
            BlockError::TooLarge => BlockError::TooLarge,
        ];
        said::check(&all, |it, lang| why(*it, crate::words::of(lang).table()).to_owned());
    }
}
