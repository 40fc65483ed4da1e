//! Keys that act wherever one is in the walk, what each does, and which of them are switched off (WCAG 2.2, 2.1.4).
//! Pure: the browser says what was pressed (`browser::keys`), `pages::find` acts.

/// Where the choice is kept between visits: the names of what is off, `off find help`.
pub const KEY: &str = "zicha:shortcuts";

/// What a key can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    Next,
    Previous,
    Problem,
    Blank,
    /// One indicator at a time, or the table.
    View,
    /// To the search field.
    Find,
    Undo,
    Redo,
    /// The list of these.
    Help,
}

/// A key as it was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Press<'a> {
    /// Its place on the keyboard, `KeyN`.
    pub code: &'a str,
    /// What it writes, `n`.
    pub key: &'a str,
    pub alt: bool,
    /// Ctrl, or ⌘.
    pub ctrl: bool,
    pub shift: bool,
    /// Something is typed where the keyboard is.
    pub in_field: bool,
    /// The text of that field is not what it was when the keyboard came to it.
    pub typed: bool,
}

impl Shortcut {
    pub const ALL: [Shortcut; 9] = [
        Shortcut::Next,
        Shortcut::Previous,
        Shortcut::Problem,
        Shortcut::Blank,
        Shortcut::View,
        Shortcut::Find,
        Shortcut::Undo,
        Shortcut::Redo,
        Shortcut::Help,
    ];

    /// The name under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Shortcut::Next => "next",
            Shortcut::Previous => "previous",
            Shortcut::Problem => "problem",
            Shortcut::Blank => "blank",
            Shortcut::View => "view",
            Shortcut::Find => "find",
            Shortcut::Undo => "undo",
            Shortcut::Redo => "redo",
            Shortcut::Help => "help",
        }
    }

    /// As it is shown.
    pub fn keys(self) -> &'static str {
        match self {
            Shortcut::Next => "Alt+J",
            Shortcut::Previous => "Alt+K",
            Shortcut::Problem => "Alt+N",
            Shortcut::Blank => "Alt+B",
            Shortcut::View => "Alt+T",
            Shortcut::Find => "/",
            Shortcut::Undo => "Ctrl+Z",
            Shortcut::Redo => "Ctrl+Y",
            Shortcut::Help => "?",
        }
    }

    /// A character by itself acts outside of fields only. In a field that was typed into, taking back is the browser's:
    /// letter by letter, as everywhere; once the field is what it was, the kit's, edit by edit.
    pub fn of(it: &Press<'_>) -> Option<Shortcut> {
        match (it.alt, it.ctrl) {
            (true, false) => match it.code {
                "KeyJ" => Some(Shortcut::Next),
                "KeyK" => Some(Shortcut::Previous),
                "KeyN" => Some(Shortcut::Problem),
                "KeyB" => Some(Shortcut::Blank),
                "KeyT" => Some(Shortcut::View),
                _ => None,
            },
            (false, true) if !(it.in_field && it.typed) => match (it.code, it.shift) {
                ("KeyZ", false) => Some(Shortcut::Undo),
                ("KeyZ", true) | ("KeyY", false) => Some(Shortcut::Redo),
                _ => None,
            },
            (false, false) if !it.in_field => match it.key {
                "/" | "／" => Some(Shortcut::Find),
                "?" | "？" => Some(Shortcut::Help),
                _ => None,
            },
            (true | false, true | false) => None,
        }
    }
}

/// Which shortcuts act; at first all do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shortcuts {
    /// A bit each, set for those that are off.
    off: u16,
}

fn bit(it: Shortcut) -> u16 {
    Shortcut::ALL.iter().position(|one| *one == it).map_or(0, |at| 1 << at)
}

impl Shortcuts {
    /// None acts.
    pub fn none() -> Shortcuts {
        Shortcuts { off: Shortcut::ALL.into_iter().fold(0, |off, it| off | bit(it)) }
    }

    pub fn acts(self, it: Shortcut) -> bool {
        self.off & bit(it) == 0
    }

    /// With one switched over.
    #[must_use]
    pub fn switched(self, it: Shortcut) -> Shortcuts {
        Shortcuts { off: self.off ^ bit(it) }
    }

    /// Reads what was kept; a name that is not known counts for nothing.
    pub fn read(text: &str) -> Shortcuts {
        let named = Shortcut::ALL.into_iter().filter(|it| text.split(' ').any(|name| name == it.code()));
        Shortcuts { off: named.fold(0, |off, it| off | bit(it)) }
    }

    /// What is kept.
    pub fn text(self) -> String {
        let off = Shortcut::ALL.into_iter().filter(|it| !self.acts(*it));
        std::iter::once("off").chain(off.map(Shortcut::code)).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::{Press, Shortcut, Shortcuts};

    fn check(press: Press<'_>, expected: Option<Shortcut>) {
        assert_eq!(Shortcut::of(&press), expected, "{press:?}");
    }

    #[test]
    fn alt_acts_everywhere() {
        let press = Press { code: "KeyN", key: "n", alt: true, ..Press::default() };
        check(press, Some(Shortcut::Problem));
        check(Press { in_field: true, typed: true, ..press }, Some(Shortcut::Problem));
        check(Press { ctrl: true, ..press }, None);
        check(Press { alt: false, ..press }, None);
    }

    #[test]
    fn a_character_acts_outside_of_fields_only() {
        for (key, expected) in [("/", Shortcut::Find), ("？", Shortcut::Help), ("?", Shortcut::Help)] {
            let press = Press { code: "Slash", key, ..Press::default() };
            check(press, Some(expected));
            check(Press { in_field: true, ..press }, None);
        }
    }

    #[test]
    fn taking_back_is_the_browsers_while_a_field_is_typed_in() {
        let press = Press { code: "KeyZ", key: "z", ctrl: true, ..Press::default() };
        check(press, Some(Shortcut::Undo));
        check(Press { shift: true, ..press }, Some(Shortcut::Redo));
        check(Press { in_field: true, ..press }, Some(Shortcut::Undo));
        check(Press { in_field: true, typed: true, ..press }, None);
        check(Press { code: "KeyY", ..press }, Some(Shortcut::Redo));
    }

    #[test]
    fn what_is_off_stays_off() {
        let all = Shortcuts::default();
        assert!(Shortcut::ALL.into_iter().all(|it| all.acts(it)));
        let some = all.switched(Shortcut::Find).switched(Shortcut::Help);
        assert_eq!(some.text(), "off find help");
        assert_eq!(Shortcuts::read(&some.text()), some);
        assert_eq!(some.switched(Shortcut::Find).switched(Shortcut::Help), all);
        assert!(Shortcut::ALL.into_iter().all(|it| !Shortcuts::none().acts(it)));
        assert_eq!(Shortcuts::read(&Shortcuts::none().text()), Shortcuts::none());
        assert_eq!(Shortcuts::read("off nothing"), all);
    }
}
