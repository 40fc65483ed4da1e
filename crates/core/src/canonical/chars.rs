//! Characters that may not stand in a signed text, because a reader would not see them or would
//! see something else. Read next: nothing; this is a leaf.

/// Why a character is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Forbidden {
    /// C0 except line feed and tab, U+007F, and C1.
    Control,
    /// Takes no room: zero-width spaces and joiners, soft hyphen, word joiner, inner BOM, tag characters.
    Invisible,
    /// Turns the direction of writing (Unicode UAX #9 marks, embeddings, overrides, isolates).
    Bidi,
    /// U+FDD0–U+FDEF and the last two code points of every plane.
    Noncharacter,
    /// Private use: what it shows depends on the fonts of one computer.
    PrivateUse,
}

impl Forbidden {
    /// A stable word for tables and tests.
    pub const fn code(self) -> &'static str {
        match self {
            Forbidden::Control => "control",
            Forbidden::Invisible => "invisible",
            Forbidden::Bidi => "bidi",
            Forbidden::Noncharacter => "noncharacter",
            Forbidden::PrivateUse => "private-use",
        }
    }
}

/// Whether `character` may not stand in a string of a signed file, and why.
/// An input field can use it to point at or drop such characters when text is pasted.
pub const fn forbidden(character: char) -> Option<Forbidden> {
    let code = character as u32;
    match code {
        0x09 | 0x0A | 0x20..=0x7E => None,
        0x00..=0x1F | 0x7F..=0x9F => Some(Forbidden::Control),
        0x061C | 0x200E..=0x200F | 0x202A..=0x202E | 0x2066..=0x2069 => Some(Forbidden::Bidi),
        0x00AD | 0x180E | 0x200B..=0x200D | 0x2060..=0x2065 | 0x206A..=0x206F | 0xFEFF | 0xE0000..=0xE007F => {
            Some(Forbidden::Invisible)
        }
        0xFDD0..=0xFDEF => Some(Forbidden::Noncharacter),
        _ if code & 0xFFFE == 0xFFFE => Some(Forbidden::Noncharacter),
        0xE000..=0xF8FF | 0xF0000..=0x10FFFF => Some(Forbidden::PrivateUse),
        _ => None,
    }
}
