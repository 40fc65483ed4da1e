//! The strict reader. It goes down at most [`DEPTH_MAX`] levels and looks at each byte once.
//! Read next: `error.rs` for what it refuses.

use super::{
    BYTES_MAX, DEPTH_MAX, Forbidden, INT_MAX, JsonError, JsonFault, Object, Value, forbidden,
    members,
};

/// Reads one JSON value of the profile from a whole file.
///
/// # Errors
/// The first fault, with its place. Never panics, whatever the bytes.
pub fn parse(file: &[u8]) -> Result<Value, JsonError> {
    let bare = |fault, offset| JsonError {
        fault,
        offset,
        line: 1,
        column: 1,
        path: String::new(),
    };
    if file.len() > BYTES_MAX {
        return Err(bare(JsonFault::TooLarge { bytes: file.len() }, 0));
    }
    let text = match std::str::from_utf8(file) {
        Ok(text) => text,
        Err(e) => {
            let fault = Fault::new(JsonFault::NotUtf8, e.valid_up_to());
            return Err(fault.placed(file));
        }
    };
    let start = if text.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    };
    let mut reader = Reader {
        text,
        bytes: file,
        at: start,
        depth: 0,
    };
    reader.document().map_err(|fault| fault.placed(file))
}

/// A fault on its way out; every level it leaves puts its step in front of the path.
struct Fault {
    fault: JsonFault,
    offset: usize,
    /// Innermost first.
    steps: Vec<String>,
}

impl Fault {
    fn new(fault: JsonFault, offset: usize) -> Box<Fault> {
        Box::new(Fault {
            fault,
            offset,
            steps: Vec::new(),
        })
    }

    fn placed(&self, file: &[u8]) -> JsonError {
        let before = String::from_utf8_lossy(file.get(..self.offset).unwrap_or_default());
        let before = before.strip_prefix('\u{FEFF}').unwrap_or(&before);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let path = self
            .steps
            .iter()
            .rev()
            .fold(String::new(), |path, step| members::join(&path, step));
        JsonError {
            fault: self.fault.clone(),
            offset: self.offset,
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            path,
        }
    }
}

type Read<T> = Result<T, Box<Fault>>;

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Read<Value> {
        self.skip_space();
        if self.peek().is_none() {
            return self.fail(JsonFault::Empty);
        }
        let value = self.value()?;
        self.skip_space();
        match self.peek() {
            None => Ok(value),
            Some(_) => self.fail(JsonFault::TrailingData),
        }
    }

    fn value(&mut self) -> Read<Value> {
        match self.peek() {
            Some(b'{') => self.nested(Reader::object),
            Some(b'[') => self.nested(Reader::array),
            Some(b'"') => Ok(Value::Str(self.string(Role::Text)?)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.literal("true", Value::Bool(true)),
            Some(b'f') => self.literal("false", Value::Bool(false)),
            Some(b'n') => self.literal("null", Value::Null),
            Some(_) | None => self.unexpected(),
        }
    }

    fn nested(&mut self, read: fn(&mut Reader<'a>) -> Read<Value>) -> Read<Value> {
        if self.depth == DEPTH_MAX {
            return self.fail(JsonFault::TooDeep);
        }
        self.depth += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn array(&mut self) -> Read<Value> {
        self.at += 1;
        let mut items = Vec::new();
        self.skip_space();
        if self.take(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            self.skip_space();
            let item = self
                .value()
                .map_err(|fault| under(fault, &items.len().to_string()))?;
            items.push(item);
            self.skip_space();
            if self.take(b']') {
                return Ok(Value::Array(items));
            }
            if !self.take(b',') {
                return self.unexpected();
            }
        }
    }

    fn object(&mut self) -> Read<Value> {
        let start = self.at;
        self.at += 1;
        let mut members = Vec::new();
        self.skip_space();
        if self.take(b'}') {
            return Ok(Value::Object(Object::default()));
        }
        loop {
            members.push(self.member()?);
            self.skip_space();
            if self.take(b'}') {
                break;
            }
            if !self.take(b',') {
                return self.unexpected();
            }
        }
        match Object::sorted(members) {
            Ok(object) => Ok(Value::Object(object)),
            Err(key) => {
                let offset = self.second(start, &key).unwrap_or(start);
                Err(under(
                    Fault::new(JsonFault::DuplicateKey { key: key.clone() }, offset),
                    &key,
                ))
            }
        }
    }

    fn member(&mut self) -> Read<(String, Value)> {
        self.skip_space();
        if self.peek() != Some(b'"') {
            return self.unexpected();
        }
        let key = self.string(Role::Key)?;
        self.skip_space();
        if !self.take(b':') {
            return self.unexpected();
        }
        self.skip_space();
        match self.value() {
            Ok(value) => Ok((key, value)),
            Err(fault) => Err(under(fault, &key)),
        }
    }

    /// Where `key` comes the second time in the object that opens at `start`. Only for the message:
    /// the object has been read once without any other fault.
    fn second(&mut self, start: usize, key: &str) -> Option<usize> {
        self.at = start + 1;
        let mut seen = false;
        loop {
            self.skip_space();
            let offset = self.at;
            let (found, _) = self.member().ok()?;
            if found == key && seen {
                return Some(offset);
            }
            seen |= found == key;
            self.skip_space();
            if !self.take(b',') {
                return None;
            }
        }
    }

    fn literal(&mut self, word: &str, value: Value) -> Read<Value> {
        for byte in word.bytes() {
            if !self.take(byte) {
                return self.unexpected();
            }
        }
        Ok(value)
    }

    fn number(&mut self) -> Read<Value> {
        let start = self.at;
        let negative = self.take(b'-');
        let digits = self.at;
        let mut size: i64 = 0;
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            size = size
                .saturating_mul(10)
                .saturating_add(i64::from(byte - b'0'));
            self.at += 1;
        }
        let count = self.at - digits;
        let fault = match self.peek() {
            Some(_) | None if count == 0 => return self.unexpected(),
            Some(_) | None if count > 1 && self.bytes.get(digits) == Some(&b'0') => {
                JsonFault::LeadingZero
            }
            Some(b'.') => JsonFault::Fraction,
            Some(b'e' | b'E') => JsonFault::Exponent,
            Some(_) | None if negative && size == 0 => JsonFault::NegativeZero,
            Some(_) | None if size > INT_MAX => JsonFault::NumberTooLarge,
            Some(_) | None => return Ok(Value::Int(if negative { -size } else { size })),
        };
        Err(Fault::new(fault, start))
    }

    /// The string whose opening quote is next. Plain stretches are copied whole.
    fn string(&mut self, role: Role) -> Read<String> {
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

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    fn fail<T>(&self, fault: JsonFault) -> Read<T> {
        Err(Fault::new(fault, self.at))
    }

    fn unexpected<T>(&self) -> Read<T> {
        match self
            .text
            .get(self.at..)
            .and_then(|rest| rest.chars().next())
        {
            Some(found) => self.fail(JsonFault::Unexpected { found }),
            None => self.fail(JsonFault::UnexpectedEnd),
        }
    }
}

fn under(mut fault: Box<Fault>, step: &str) -> Box<Fault> {
    fault.steps.push(step.to_owned());
    fault
}

/// What a string stands for decides which characters it may hold.
#[derive(Clone, Copy)]
enum Role {
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
