//! Writes a value: canonical bytes for digests and signatures, indented text for files people open.
//! Read next: RFC 8785 §3.2.

use super::{Object, Value};

/// The canonical bytes of RFC 8785: no space, members in byte order of their keys, the shortest escapes.
pub fn to_bytes(value: &Value) -> Vec<u8> {
    to_bytes_about(value, 256)
}

/// The same where one knows about how many there will be.
pub(crate) fn to_bytes_about(value: &Value, bytes: usize) -> Vec<u8> {
    let mut out = String::with_capacity(bytes);
    write(value, &mut out);
    out.into_bytes()
}

/// The same value for reading: two spaces per level, one member per line, no line feed at the end.
/// [`super::parse`] of it gives the value back.
pub fn to_pretty(value: &Value) -> String {
    let mut out = String::with_capacity(256);
    write_pretty(value, 0, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Str(_) => write_scalar(value, out),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            for (i, (key, item)) in object.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_str(key, out);
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
    }
}

fn write_pretty(value: &Value, level: usize, out: &mut String) {
    match value {
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Str(_) => write_scalar(value, out),
        Value::Array(items) if items.is_empty() => out.push_str("[]"),
        Value::Object(object) if object.is_empty() => out.push_str("{}"),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                new_line(i, level + 1, out);
                write_pretty(item, level + 1, out);
            }
            new_line(0, level, out);
            out.push(']');
        }
        Value::Object(object) => write_pretty_object(object, level, out),
    }
}

fn write_pretty_object(object: &Object, level: usize, out: &mut String) {
    out.push('{');
    for (i, (key, item)) in object.iter().enumerate() {
        new_line(i, level + 1, out);
        write_str(key, out);
        out.push_str(": ");
        write_pretty(item, level + 1, out);
    }
    new_line(0, level, out);
    out.push('}');
}

/// A comma unless this is the first item, a line feed and the indent.
fn new_line(item: usize, level: usize, out: &mut String) {
    if item > 0 {
        out.push(',');
    }
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", level));
}

fn write_scalar(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Int(number) => write_int(*number, out),
        Value::Str(text) => write_str(text, out),
        Value::Array(_) | Value::Object(_) => debug_assert!(false, "only scalars come here"),
    }
}

/// What `to_string` gives, without its machinery: a report has some hundred integers.
pub(crate) fn write_int(number: i64, out: &mut String) {
    /// Digits of the largest.
    const DIGITS_MAX: usize = 20;
    let (mut room, mut at, mut rest) = ([b'0'; DIGITS_MAX], DIGITS_MAX, number.unsigned_abs());
    loop {
        at -= 1;
        room[at] += (rest % 10) as u8;
        rest /= 10;
        if rest == 0 || at == 0 {
            break;
        }
    }
    if number < 0 {
        out.push('-');
    }
    out.push_str(std::str::from_utf8(&room[at..]).unwrap_or_default());
}

/// RFC 8785 §3.2.2.2: two-character escapes where JSON has them, `\u00xx` for other controls, all else as is.
fn write_str(text: &str, out: &mut String) {
    out.push('"');
    let bytes = text.as_bytes();
    let (mut plain_from, mut at) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        // One comparison for most bytes: this sees every byte that is signed.
        if *byte > b'\\' || !matches!(byte, 0x00..=0x1F | b'"' | b'\\') {
            at += 1;
            continue;
        }
        out.push_str(text.get(plain_from..at).unwrap_or_default());
        write_escape(*byte, out);
        at += 1;
        plain_from = at;
    }
    out.push_str(text.get(plain_from..).unwrap_or_default());
    out.push('"');
}

fn write_escape(byte: u8, out: &mut String) {
    out.push_str(match byte {
        b'"' => "\\\"",
        b'\\' => "\\\\",
        b'\n' => "\\n",
        b'\t' => "\\t",
        b'\r' => "\\r",
        0x08 => "\\b",
        0x0C => "\\f",
        _ => return out.push_str(&format!("\\u{byte:04x}")),
    });
}
