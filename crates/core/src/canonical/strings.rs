//! Strings and keys: escapes, surrogate pairs, and the characters that may not stand in them.
//! Read next: `chars.rs`.

use super::parse::{Fault, Read, Reader};
use super::{Forbidden, JsonFault, forbidden};

impl Reader<'_> {
    /// The string whose opening quote is next. Plain stretches are copied whole.
    pub(super) fn string(&mut self, role: Role) -> Read<String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let from = self.at;
            while self
                .peek()
                .is_some_and(|b| b != b'"' && b != b'\\' && b >= 0x20)
            {
                self.at += 1;
            }
            // Both ends stand at an ASCII byte or the end, so the slice is on character borders.
            let plain = self.text.get(from..self.at).unwrap_or_default();
            role.check(plain)
                .map_err(|(fault, at)| Fault::new(fault, from + at))?;
            out.push_str(plain);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    let from = self.at;
                    let character = self.escape()?;
                    role.check_char(character)
                        .map_err(|fault| Fault::new(fault, from))?;
                    out.push(character);
                }
                Some(_) => return self.fail(JsonFault::RawControl),
                None => return self.fail(JsonFault::UnexpectedEnd),
            }
        }
    }

    fn escape(&mut self) -> Read<char> {
        let start = self.at;
        self.at += 1;
        let Some(byte) = self.peek() else {
            return self.fail(JsonFault::UnexpectedEnd);
        };
        self.at += 1;
        Ok(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'u' => return self.unicode_escape(start),
            _ => return Err(Fault::new(JsonFault::BadEscape, start)),
        })
    }

    /// After `\u`: one code unit, or the two halves of a pair.
    fn unicode_escape(&mut self, start: usize) -> Read<char> {
        let first = self.code_unit(start)?;
        if let Some(character) = char::from_u32(first) {
            return Ok(character);
        }
        let lone = || Fault::new(JsonFault::LoneSurrogate, start);
        if first >= 0xDC00 || !(self.take(b'\\') && self.take(b'u')) {
            return Err(lone());
        }
        let second = self.code_unit(start)?;
        if !(0xDC00..=0xDFFF).contains(&second) {
            return Err(lone());
        }
        char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)).ok_or_else(lone)
    }

    fn code_unit(&mut self, start: usize) -> Read<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = match self.peek() {
                Some(byte) => char::from(byte).to_digit(16),
                None => return self.fail(JsonFault::UnexpectedEnd),
            };
            let Some(digit) = digit else {
                return Err(Fault::new(JsonFault::BadEscape, start));
            };
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
    }
}

/// What a string stands for decides which characters it may hold.
#[derive(Clone, Copy)]
pub(super) enum Role {
    Key,
    Text,
}

impl Role {
    /// The first character of `plain` that may not stand here, with its offset.
    fn check(self, plain: &str) -> Result<(), (JsonFault, usize)> {
        for (at, character) in plain.char_indices() {
            self.check_char(character).map_err(|fault| (fault, at))?;
        }
        Ok(())
    }

    fn check_char(self, character: char) -> Result<(), JsonFault> {
        match self {
            Role::Key if !matches!(character, ' '..='~') => Err(JsonFault::KeyNotAscii),
            Role::Key => Ok(()),
            Role::Text => match forbidden(character) {
                Some(why) => Err(refused(character, why)),
                None => Ok(()),
            },
        }
    }
}

#[cold]
fn refused(character: char, why: Forbidden) -> JsonFault {
    JsonFault::ForbiddenCharacter { character, why }
}
