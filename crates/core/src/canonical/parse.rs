//! The strict reader. It goes down at most [`DEPTH_MAX`] levels and looks at each byte once.
//! Read next: `strings.rs` for what stands between quotes, `error.rs` for what is refused.

use super::strings::Role;
use super::{BYTES_MAX, DEPTH_MAX, FileKind, INT_MAX, JsonError, JsonFault, Object, Value, members};

/// Reads one JSON value of the profile from a whole file.
///
/// # Errors
/// The first fault, with its place. Never panics, whatever the bytes.
pub fn parse(file: &[u8]) -> Result<Value, JsonError> {
    let bare = |fault, offset| JsonError { fault, offset, line: 1, column: 1, path: String::new() };
    if file.len() > BYTES_MAX {
        return Err(bare(JsonFault::TooLarge { bytes: file.len() }, 0));
    }
    if let Some(kind) = FileKind::of(file) {
        return Err(bare(JsonFault::OtherFile { kind }, 0));
    }
    let text = match std::str::from_utf8(file) {
        Ok(text) => text,
        Err(e) => {
            let fault = Fault::new(JsonFault::NotUtf8, e.valid_up_to());
            return Err(fault.placed(file));
        }
    };
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut reader = Reader { text, bytes: file, at: start, depth: 0 };
    reader.document().map_err(|fault| fault.placed(file))
}

/// A fault on its way out; every level it leaves puts its step in front of the path.
pub(super) struct Fault {
    fault: JsonFault,
    offset: usize,
    /// Innermost first.
    steps: Vec<String>,
}

impl Fault {
    pub(super) fn new(fault: JsonFault, offset: usize) -> Box<Fault> {
        Box::new(Fault { fault, offset, steps: Vec::new() })
    }

    fn placed(&self, file: &[u8]) -> JsonError {
        let before = String::from_utf8_lossy(file.get(..self.offset).unwrap_or_default());
        let before = before.strip_prefix('\u{FEFF}').unwrap_or(&before);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let path = self.steps.iter().rev().fold(String::new(), |path, step| members::join(&path, step));
        JsonError {
            fault: self.fault.clone(),
            offset: self.offset,
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            path,
        }
    }
}

pub(super) type Read<T> = Result<T, Box<Fault>>;

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
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
            let item = self.value().map_err(|fault| under(fault, &items.len().to_string()))?;
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
                Err(under(Fault::new(JsonFault::DuplicateKey { key: key.clone() }, offset), &key))
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
            size = size.saturating_mul(10).saturating_add(i64::from(byte - b'0'));
            self.at += 1;
        }
        let count = self.at - digits;
        let fault = match self.peek() {
            Some(_) | None if count == 0 => return self.unexpected(),
            Some(_) | None if count > 1 && self.bytes.get(digits) == Some(&b'0') => JsonFault::LeadingZero,
            Some(b'.') => JsonFault::Fraction,
            Some(b'e' | b'E') => JsonFault::Exponent,
            Some(_) | None if negative && size == 0 => JsonFault::NegativeZero,
            Some(_) | None if size > INT_MAX => JsonFault::NumberTooLarge,
            Some(_) | None => return Ok(Value::Int(if negative { -size } else { size })),
        };
        Err(Fault::new(fault, start))
    }

    // Called for every byte that is not in a string: never worth a call.
    #[inline(always)]
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline(always)]
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    pub(super) fn fail<T>(&self, fault: JsonFault) -> Read<T> {
        Err(Fault::new(fault, self.at))
    }

    fn unexpected<T>(&self) -> Read<T> {
        match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(found) => self.fail(JsonFault::Unexpected { found }),
            None => self.fail(JsonFault::UnexpectedEnd),
        }
    }
}

fn under(mut fault: Box<Fault>, step: &str) -> Box<Fault> {
    fault.steps.push(step.to_owned());
    fault
}
