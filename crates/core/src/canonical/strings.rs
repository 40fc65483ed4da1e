//! Strings and keys: escapes, surrogate pairs, and the characters that may not stand in them.
//! Read next: `chars.rs`.

use super::parse::{Fault, Read, Reader};
use super::{Forbidden, JsonFault, forbidden};

impl Reader<'_> {
    /// The string whose opening quote is next. Plain stretches are copied whole.
    pub(super) fn string(&mut self, role: Role) -> Read<String> {
        self.at += 1;
        let mut out = self.plain(role)?.to_owned();
        // Most strings are one plain stretch, copied once.
        if self.take(b'"') {
            return Ok(out);
        }
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    let from = self.at;
                    let character = self.escape()?;
                    role.check_char(character).map_err(|fault| Fault::new(fault, from))?;
                    out.push(character);
                    out.push_str(self.plain(role)?);
                }
                Some(_) => return self.fail(JsonFault::RawControl),
                None => return self.fail(JsonFault::UnexpectedEnd),
            }
        }
    }

    /// The stretch up to the next quote, backslash, raw control or the end.
    fn plain(&mut self, role: Role) -> Read<&str> {
        let from = self.at;
        self.at = match role {
            Role::Key => self.key_end()?,
            Role::Text => self.text_end()?,
        };
        // Both ends stand at an ASCII byte or the end, so the slice is on character borders.
        Ok(self.text.get(from..self.at).unwrap_or_default())
    }

    fn key_end(&self) -> Read<usize> {
        let mut at = self.at;
        while let Some(byte) = self.bytes.get(at) {
            match byte {
                0x00..=0x1F | b'"' | b'\\' => break,
                b' '..=b'~' => at += 1,
                0x7F..=0xFF => return Err(Fault::new(JsonFault::KeyNotAscii, at)),
            }
        }
        Ok(at)
    }

    fn text_end(&self) -> Read<usize> {
        text_end(self.text, self.at).map_err(|(fault, at)| Fault::new(fault, at))
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

/// Whether a text holds no forbidden character.
pub fn is_clean(text: &str) -> bool {
    let mut at = 0;
    loop {
        at = match text_end(text, at) {
            Err(_) => return false,
            Ok(end) => end,
        };
        match text.as_bytes().get(at) {
            None => return true,
            Some(b'"' | b'\\' | b'\n' | b'\t') => at += 1,
            Some(_) => return false,
        }
    }
}

/// Where the stretch from `from` on ends: at a quote, a backslash, a control or the end. Written as one loop over
/// bytes, for it sees every byte of a file.
fn text_end(text: &str, from: usize) -> Result<usize, (JsonFault, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match SIGHT[usize::from(*byte)] {
            Sight::Plain => at += 1,
            // U+FF00–FF7F, where the Chinese comma lies.
            Sight::Look if *byte == 0xEF && matches!(bytes.get(at + 1), Some(0xBC | 0xBD)) => at += 3,
            Sight::Look => {
                // A lead byte, so a character begins here.
                let found = text.get(at..).and_then(|rest| rest.chars().next());
                let Some(character) = found else { break };
                Role::Text.check_char(character).map_err(|fault| (fault, at))?;
                at += character.len_utf8();
            }
            Sight::Stop => break,
        }
    }
    Ok(at)
}

/// What a string stands for decides which characters it may hold.
#[derive(Clone, Copy)]
pub(super) enum Role {
    Key,
    Text,
}

impl Role {
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

/// What one byte of UTF-8 tells about the string it stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sight {
    /// Part of a character that may stand anywhere in a text; most Chinese characters are such.
    Plain,
    /// Begins a character that [`forbidden`] must look at.
    Look,
    /// Ends a plain stretch.
    Stop,
}

/// [`Sight`] of every byte, so that long texts cost one look-up per byte.
const SIGHT: [Sight; 256] = {
    let mut table = [Sight::Plain; 256];
    let mut byte: u8 = 0;
    loop {
        table[byte as usize] = match byte {
            0x00..=0x1F | b'"' | b'\\' => Sight::Stop,
            0x7F | 0xC2 | 0xD8 | 0xE1 | 0xE2 | 0xEE | 0xEF | 0xF0..=0xFF => Sight::Look,
            0x20..=0x7E | 0x80..=0xC1 | 0xC3..=0xD7 | 0xD9..=0xE0 | 0xE3..=0xED => Sight::Plain,
        };
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_clean_unless_it_holds_a_forbidden_character() {
        for character in '\0'..=char::MAX {
            let text = format!("，{character}\n");
            assert_eq!(is_clean(&text), forbidden(character).is_none(), "{character:?}");
        }
    }

    #[test]
    fn no_forbidden_character_is_overlooked() {
        for character in ('\0'..=char::MAX).filter(|c| forbidden(*c).is_some()) {
            let mut room = [0; 4];
            let bytes = character.encode_utf8(&mut room).as_bytes();
            assert!(SIGHT[usize::from(bytes[0])] != Sight::Plain, "{character:?}");
            assert!(!matches!(bytes, [0xEF, 0xBC | 0xBD, ..]), "{character:?}");
        }
    }
}
