//! The JSON: what two parsers could read differently, and what is too much.

use zicha_core::canonical::{BYTES_MAX, DEPTH_MAX};

use crate::forge::{Attack, number, swap, text};

pub fn attacks() -> Vec<Attack> {
    let mut all = Vec::new();
    let mut on = |name, file: &[u8], code| all.push(Attack::on(name, file, &[code]));
    on("duplicate key in the answers", &swap("\"done\": 3", "\"done\": 3, \"done\": 9"), "duplicate-key");
    on("duplicate key written with an escape", &swap("\"done\": 3", "\"done\": 3, \"d\\u006fne\": 9"), "duplicate-key");
    on("duplicate report", &swap("\"signatures\"", "\"report\": {}, \"signatures\""), "duplicate-key");
    on("number as 3.0", &number("3.0"), "fraction");
    on("number as 1e2", &number("1e2"), "exponent");
    on("number as -0", &number("-0"), "negative-zero");
    on("number as 03", &number("03"), "leading-zero");
    on("number as 2^53", &number("9007199254740992"), "number-too-large");
    on("number as 2^53+1", &number("9007199254740993"), "number-too-large");
    on("number as -2^53", &number("-9007199254740992"), "number-too-large");
    on("number as 2^64+3", &number("18446744073709551619"), "number-too-large");
    on("number as +3", &number("+3"), "unexpected-character");
    on("number as NaN", &number("NaN"), "unexpected-character");
    on("number as 0x3", &number("0x3"), "unexpected-character");
    on("zero-width space in the opinion", &swap("属实", "属\u{200b}实"), "forbidden-character");
    on("zero-width joiner in a name", &swap("张三", "张\u{200d}三"), "forbidden-character");
    on("bidi override in the opinion", &swap("属实", "\u{202e}属实"), "forbidden-character");
    on("bidi isolate written as an escape", &swap("属实", "\\u2066属实"), "forbidden-character");
    on("byte order mark inside a text", &swap("属实", "属\u{feff}实"), "forbidden-character");
    on("private-use character", &swap("属实", "属\u{e863}"), "forbidden-character");
    on("noncharacter", &swap("属实", "属\u{fffe}"), "forbidden-character");
    on("escaped control character", &swap("属实", "属\\u0000实"), "forbidden-character");
    on("raw line feed in a text", &swap("属实", "属\n实"), "raw-control");
    on("lone surrogate", &swap("属实", "\\ud800"), "lone-surrogate");
    on("unknown escape", &swap("属实", "\\x41"), "bad-escape");
    on("key that is not ASCII", &swap("\"done\": 3", "\"dоne\": 3"), "key-not-ascii");
    on("comment", &swap("\"done\": 3", "/* 9 */ \"done\": 3"), "unexpected-character");
    on("comma at the end", &swap("\"done\": 3", "\"done\": 3,"), "unexpected-character");
    on("second value after the first", &[text().as_bytes(), b"{}"].concat(), "trailing-data");
    on("two byte order marks", &["\u{feff}\u{feff}", text().as_str()].concat().into_bytes(), "unexpected-character");
    on("cut in half", &text().as_bytes()[..text().len() / 2], "unexpected-end");
    on("nothing at all", b"", "empty");
    on("in UTF-16", &text().encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(), "not-utf8");
    let mut overlong = text().into_bytes();
    let at = text().find("\"done\"").unwrap();
    overlong.splice(at..at, [0xc0, 0xa2]);
    on("overlong UTF-8", &overlong, "not-utf8");
    on("Excel", b"PK\x03\x04\x14\x00", "other-file");
    on("an old Word document", b"\xD0\xCF\x11\xE0\xA1\xB1", "other-file");
    on("PDF", b"%PDF-1.7", "other-file");
    on("a web page", b"\xEF\xBB\xBF\n<!DOCTYPE html>", "other-file");
    let deep = ["[".repeat(DEPTH_MAX), "]".repeat(DEPTH_MAX)].concat();
    on("one level too deep", &number(&deep), "too-deep");
    on("a hundred thousand levels", "[".repeat(100_000).as_bytes(), "too-deep");
    let mut large = text().into_bytes();
    large.resize(BYTES_MAX + 1, b' ');
    on("8 MiB and one byte", &large, "too-large");
    all
}
