//! How the page looks: colours, and the size of letters. Chosen in the header (`pages::looks`), kept in the browser under
//! one key, and written as attributes on the page's own root (assets/zicha.css), never on the document: an embedded form
//! leaves its host's page alone. Pure.

/// Where the choice is kept between visits: two words, `dark large`.
pub const KEY: &str = "zicha:look";

/// 配色.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the computer is set.
    #[default]
    System,
    Light,
    Dark,
}

/// 字号.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    #[default]
    Normal,
    /// 大字版: letters of at least 18 px, at least 44 px of everything that is pressed.
    Large,
}

/// The choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub theme: Theme,
    pub size: Size,
}

impl Theme {
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// `data-theme`; none lets the computer decide.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }
}

impl Size {
    pub const ALL: [Size; 2] = [Size::Normal, Size::Large];

    /// `data-size`.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Size::Normal => None,
            Size::Large => Some("large"),
        }
    }
}

impl Look {
    /// Reads what was kept; a word that is not known counts for nothing.
    pub fn read(text: &str) -> Look {
        let has = |word: Option<&str>| word.is_some_and(|word| text.split(' ').any(|it| it == word));
        let theme = Theme::ALL.into_iter().find(|it| has(it.attribute())).unwrap_or_default();
        let size = Size::ALL.into_iter().find(|it| has(it.attribute())).unwrap_or_default();
        Look { theme, size }
    }

    /// What is kept.
    pub fn text(self) -> String {
        let words = [self.theme.attribute(), self.size.attribute()];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, Size, Theme};

    fn check(text: &str, theme: Theme, size: Size) {
        assert_eq!(Look::read(text), Look { theme, size }, "{text}");
    }

    #[test]
    fn every_choice_reads_back() {
        for theme in Theme::ALL {
            for size in Size::ALL {
                check(&Look { theme, size }.text(), theme, size);
            }
        }
    }

    #[test]
    fn what_is_not_known_counts_for_nothing() {
        check("", Theme::System, Size::Normal);
        check("purple large", Theme::System, Size::Large);
        check("darkest huge", Theme::System, Size::Normal);
    }
}
