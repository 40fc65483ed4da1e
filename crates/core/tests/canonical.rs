//! Holds the strict reader and the canonical writer to RFC 8785 and to the profile's refusals.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use zicha_core::canonical::wire::{Variant, Variants, Wire};
use zicha_core::canonical::{
    BYTES_MAX, DEPTH_MAX, Forbidden, INT_MAX, Members, ShapeFault, Value, forbidden, parse, to_bytes, to_pretty, wire,
};

fn canonical(text: &str) -> String {
    let value = parse(text.as_bytes()).unwrap_or_else(|e| panic!("{text}: {e:?}"));
    String::from_utf8(to_bytes(&value)).unwrap()
}

fn check(text: &str, expected: &str) {
    assert_eq!(canonical(text), expected);
    let peer: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).unwrap();
    let peer = serde_json_canonicalizer::to_string(&peer).unwrap();
    assert_eq!(peer, expected, "the peer writes {text} otherwise");
}

#[test]
fn canonical_form_is_that_of_rfc_8785() {
    check("null", "null");
    check(" [ true , false , 0 , -5 ] ", "[true,false,0,-5]");
    check("\u{FEFF}{}", "{}");
    check(r#"{"b":1,"a":{"d":[],"c":{}}}"#, r#"{"a":{"c":{},"d":[]},"b":1}"#);
    check(r#"{"10":1,"1":2,"A":3,"a":4,"":5,"~":6," ":7}"#, r#"{"":5," ":7,"1":2,"10":1,"A":3,"a":4,"~":6}"#);
    check(r#""\u20ac\"\\\/\n\t\u000a\u0009\u0041""#, r#""€\"\\/\n\t\n\tA""#);
    check(r#""\ud83d\ude00红桥区 ９５％""#, r#""😀红桥区 ９５％""#);
    check("[9007199254740991,-9007199254740991]", "[9007199254740991,-9007199254740991]");
    check(r#"{"a\"b":1,"a\\b":2}"#, r#"{"a\"b":1,"a\\b":2}"#);
    check(r#""e\u0301 é""#, "\"e\u{301} é\"");
}

#[track_caller]
fn refuse(text: impl AsRef<[u8]>, code: &str, line: usize, column: usize, path: &str) {
    let text = text.as_ref();
    let shown = String::from_utf8_lossy(&text[..text.len().min(80)]).into_owned();
    let error = parse(text).expect_err(&shown);
    assert_eq!((error.code(), error.line, error.column, error.path.as_str()), (code, line, column, path), "{shown}");
}

#[test]
fn everything_outside_the_profile_is_refused_with_its_place() {
    refuse("", "empty", 1, 1, "");
    refuse(" \n ", "empty", 2, 2, "");
    refuse("\u{FEFF}\u{FEFF}1", "unexpected-character", 1, 1, "");
    refuse("{\"a\":1,\n \"b\":2,\n \"a\":3}", "duplicate-key", 3, 2, "/a");
    refuse(r#"{"a":1,"\u0061":2}"#, "duplicate-key", 1, 8, "/a");
    refuse(r#"{"x":[0,{"k":1,"k":1}]}"#, "duplicate-key", 1, 16, "/x/1/k");
    refuse(r#"{"键":1}"#, "key-not-ascii", 1, 3, "");
    refuse(r#"{"a\n":1}"#, "key-not-ascii", 1, 4, "");
    refuse("{\"a\u{7f}\":1}", "key-not-ascii", 1, 4, "");
    refuse("[1,9007199254740992]", "number-too-large", 1, 4, "/1");
    refuse("[-9007199254740992]", "number-too-large", 1, 2, "/0");
    refuse("1".repeat(400), "number-too-large", 1, 1, "");
    refuse(r#"{"n":-0}"#, "negative-zero", 1, 6, "/n");
    refuse("1.0", "fraction", 1, 1, "");
    refuse("-0.0", "fraction", 1, 1, "");
    refuse("1e2", "exponent", 1, 1, "");
    refuse("1E2", "exponent", 1, 1, "");
    refuse("007", "leading-zero", 1, 1, "");
    refuse("-01", "leading-zero", 1, 1, "");
    refuse("-", "unexpected-end", 1, 2, "");
    refuse("+1", "unexpected-character", 1, 1, "");
    refuse("NaN", "unexpected-character", 1, 1, "");
    refuse(r#""\ud800""#, "lone-surrogate", 1, 2, "");
    refuse(r#""\udc00\ud800""#, "lone-surrogate", 1, 2, "");
    refuse(r#""\ud83d\u0041""#, "lone-surrogate", 1, 2, "");
    refuse(r#""\ud83dx""#, "lone-surrogate", 1, 2, "");
    refuse(r#""\x41""#, "bad-escape", 1, 2, "");
    refuse(r#""\u00g0""#, "bad-escape", 1, 2, "");
    refuse("\"a\nb\"", "raw-control", 1, 3, "");
    refuse("\"a\tb\"", "raw-control", 1, 3, "");
    refuse("\"a", "unexpected-end", 1, 3, "");
    refuse("\"\\", "unexpected-end", 1, 3, "");
    refuse("\"\\u00", "unexpected-end", 1, 6, "");
    refuse("{\"a\":1} x", "trailing-data", 1, 9, "");
    refuse("1 2", "trailing-data", 1, 3, "");
    refuse("[1,]", "unexpected-character", 1, 4, "/1");
    refuse("{\"a\":1,}", "unexpected-character", 1, 8, "");
    refuse("{a:1}", "unexpected-character", 1, 2, "");
    refuse("{\"a\" 1}", "unexpected-character", 1, 6, "");
    refuse("[1 2]", "unexpected-character", 1, 4, "");
    refuse("[1", "unexpected-end", 1, 3, "");
    refuse("// 注", "unexpected-character", 1, 1, "");
    refuse("tru", "unexpected-end", 1, 4, "");
    refuse("trUe", "unexpected-character", 1, 3, "");
    refuse(b"{\"a\":\"\xb9\xfa\"}", "not-utf8", 1, 7, "");
    refuse(b"\"\xed\xa0\x80\"", "not-utf8", 1, 2, "");
    refuse(r#"{"a/b":{"c~":1.5}}"#, "fraction", 1, 14, "/a~1b/c~0");
}

/// The samples of RFC 8785 §3.2.2, §3.2.3 and appendix B: what the profile takes of them is written as there.
#[test]
fn samples_of_rfc_8785_are_written_so_or_refused_for_what_the_profile_leaves_out() {
    check(r#"{"literals":[null,true,false]}"#, r#"{"literals":[null,true,false]}"#);
    check(r#""\u20ac$\u000aA'\u0042\u0022\u005c\\\"\/""#, r#""€$\nA'B\"\\\\\"/""#);
    refuse(r#""\u20ac$\u000F\u000aA'""#, "forbidden-character", 1, 9, "");
    refuse("[333333333.33333329]", "fraction", 1, 2, "/0");
    refuse("[1E30]", "exponent", 1, 2, "/0");
    refuse(r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","1":"One"}"#, "key-not-ascii", 1, 3, "");
    check("[0,9007199254740991,-9007199254740991]", "[0,9007199254740991,-9007199254740991]");
    refuse("295147905179352830000", "number-too-large", 1, 1, "");
}

#[test]
fn unseen_characters_are_refused_typed_or_escaped() {
    let cases = [
        ('\0', Forbidden::Control),
        ('\r', Forbidden::Control),
        ('\u{7f}', Forbidden::Control),
        ('\u{85}', Forbidden::Control),
        ('\u{ad}', Forbidden::Invisible),
        ('\u{200b}', Forbidden::Invisible),
        ('\u{200d}', Forbidden::Invisible),
        ('\u{feff}', Forbidden::Invisible),
        ('\u{2060}', Forbidden::Invisible),
        ('\u{e0041}', Forbidden::Invisible),
        ('\u{202e}', Forbidden::Bidi),
        ('\u{2066}', Forbidden::Bidi),
        ('\u{200f}', Forbidden::Bidi),
        ('\u{61c}', Forbidden::Bidi),
        ('\u{fdd0}', Forbidden::Noncharacter),
        ('\u{ffff}', Forbidden::Noncharacter),
        ('\u{1fffe}', Forbidden::Noncharacter),
        ('\u{e000}', Forbidden::PrivateUse),
        ('\u{100000}', Forbidden::PrivateUse),
    ];
    for (character, why) in cases {
        assert_eq!(forbidden(character), Some(why), "{character:?}");
        if character >= ' ' {
            refuse(format!("{{\"a\":\"单位{character}\"}}"), "forbidden-character", 1, 9, "/a");
        }
        let units: String = character.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{u:04x}")).collect();
        refuse(format!("[\"单位{units}\"]"), "forbidden-character", 1, 5, "/0");
    }
    for allowed in ['\n', '\t', ' ', '~', '　', '红', '𠮷', '€', '\u{fe0f}', '\u{a0}', '😀'] {
        assert_eq!(forbidden(allowed), None, "{allowed:?}");
    }
}

#[test]
fn bounds_hold_at_the_bound_and_one_past_it() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(parse(nested(DEPTH_MAX).as_bytes()).is_ok());
    refuse(nested(DEPTH_MAX + 1), "too-deep", 1, 33, &"/0".repeat(32));
    refuse("{\"a\":".repeat(100_000), "too-deep", 1, 32 * 5 + 1, &"/a".repeat(32));
    let full = format!("\"{}\"", "x".repeat(BYTES_MAX - 2));
    assert!(parse(full.as_bytes()).is_ok());
    refuse(format!("{full} "), "too-large", 1, 1, "");
    assert!(parse(INT_MAX.to_string().as_bytes()).is_ok());
}

#[test]
fn hostile_key_order_costs_no_more_than_sorting() {
    let members: Vec<String> = (0..200_000).rev().map(|n| format!("\"{n:06}\":0")).collect();
    let text = format!("{{{}}}", members.join(","));
    assert!(parse(text.as_bytes()).is_ok());
    refuse(text.replace("\"000000\"", "\"199999\""), "duplicate-key", 1, 199_999 * 11 + 2, "/199999");
}

/// Any value of the profile, at most `levels` deep.
fn arbitrary_value(u: &mut Unstructured<'_>, levels: usize) -> Result<Value> {
    let text = |u: &mut Unstructured<'_>| -> Result<String> {
        Ok(u.arbitrary::<String>()?.chars().filter(|c| forbidden(*c).is_none()).collect())
    };
    Ok(match u.int_in_range(0..=if levels > 0 { 5 } else { 3 })? {
        0 => Value::Null,
        1 => Value::Bool(u.arbitrary()?),
        2 => Value::Int(u.int_in_range(-INT_MAX..=INT_MAX)?),
        3 => Value::Str(text(u)?),
        4 => Value::Array((0..u.int_in_range(0..=5)?).map(|_| arbitrary_value(u, levels - 1)).collect::<Result<_>>()?),
        _ => {
            let mut members = Vec::new();
            for _ in 0..u.int_in_range(0..=5)? {
                let key: String = u.arbitrary::<String>()?.chars().filter(|c| matches!(c, ' '..='~')).collect();
                members.push((key, arbitrary_value(u, levels - 1)?));
            }
            Value::object(members)
        }
    })
}

#[test]
fn parse_never_panics_and_what_it_takes_is_stable() {
    arbtest(|u| {
        let bytes: Vec<u8> = u.arbitrary()?;
        if let Ok(value) = parse(&bytes) {
            assert_eq!(parse(&to_bytes(&value)).unwrap(), value);
        }
        Ok(())
    });
}

#[test]
fn parse_never_panics_on_json_like_noise() {
    const PIECES: [&str; 24] = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d83d", "\\ude00", "0", "-", "1", ".", "e", "true", "null",
        "\"a\"", "\"b\":", " ", "\n", "红", "\u{FEFF}",
    ];
    arbtest(|u| {
        let mut text = String::new();
        while !u.is_empty() && text.len() < 4_000 {
            text.push_str(u.choose(&PIECES)?);
        }
        match parse(text.as_bytes()) {
            Ok(value) => {
                let bytes = to_bytes(&value);
                assert_eq!(parse(&bytes).unwrap(), value);
                let peer: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).unwrap();
                assert_eq!(serde_json_canonicalizer::to_vec(&peer).unwrap(), bytes, "{text}");
            }
            Err(error) => {
                assert!(error.offset <= text.len() && text.is_char_boundary(error.offset))
            }
        }
        Ok(())
    });
}

#[test]
fn parse_undoes_print_and_canonical_is_idempotent() {
    arbtest(|u| {
        let value = arbitrary_value(u, 6)?;
        let bytes = to_bytes(&value);
        assert_eq!(parse(&bytes).unwrap(), value);
        assert_eq!(to_bytes(&parse(&bytes).unwrap()), bytes);
        assert_eq!(parse(to_pretty(&value).as_bytes()).unwrap(), value);
        let peer: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(serde_json_canonicalizer::to_vec(&peer).unwrap(), bytes);
        Ok(())
    });
}

#[test]
fn pretty_form_has_one_member_a_line() {
    let value = parse(br#"{"b":[1,{"c":"x"}],"a":[],"d":{}}"#).unwrap();
    let expected = "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {\n      \"c\": \"x\"\n    }\n  ],\n  \"d\": {}\n}";
    assert_eq!(to_pretty(&value), expected);
}

#[test]
fn members_refuse_the_unknown_and_the_missing_by_path() {
    let value = parse(r#"{"a":{"n":1,"s":"四个字啊","l":[1,2]}}"#.as_bytes()).unwrap();
    let inner = value.get("a").unwrap();
    let error = Members::read(inner, "/a", &["n", "s"]).unwrap_err();
    assert_eq!((error.path.as_str(), error.code()), ("/a/l", "unknown-member"));
    let members = Members::read(inner, "/a", &["n", "s", "l", "x"]).unwrap();
    assert_eq!(members.int("n"), Ok(1));
    assert_eq!(members.text("s", 4), Ok("四个字啊"));
    assert_eq!(members.text("s", 3).unwrap_err().code(), "too-long");
    assert_eq!(members.value("x").unwrap_err().fault, ShapeFault::Missing);
    assert_eq!(members.int("s").unwrap_err().fault, ShapeFault::WrongType { expected: "integer", found: "string" });
    assert_eq!(members.array("l", 0, 1).unwrap_err().code(), "too-long");
    assert_eq!(members.array("l", 3, 9).unwrap_err().code(), "too-short");
    assert_eq!(Members::read(&Value::Null, "", &[]).unwrap_err().code(), "wrong-type");
}

#[test]
fn wire_types_are_read_with_the_path_of_the_first_fault() {
    #[derive(PartialEq, Debug)]
    struct File {
        name: String,
        counts: Vec<u32>,
        bound: Option<Bound>,
    }
    #[derive(PartialEq, Debug)]
    enum Bound {
        AtLeast(String),
        Between(String, String),
        About { value: String },
        Free,
    }
    const BOUNDS: &Variants<Bound> = &[
        ("at_least", Variant::Of(|wire, value| Bound::AtLeast(wire.text(value)))),
        (
            "between",
            Variant::Of(|wire, value| {
                let (low, high) = wire.pair(value, "two texts", Wire::text);
                Bound::Between(low, high)
            }),
        ),
        (
            "about",
            Variant::Of(|wire, value| {
                let of = wire.object(value, "a value", &["value"]);
                Bound::About { value: wire.text_of(of, "value") }
            }),
        ),
        ("free", Variant::Bare(|| Bound::Free)),
    ];
    fn file(wire: &mut Wire, value: &Value) -> File {
        let of = wire.object(value, "a file", &["name", "counts", "bound"]);
        File {
            name: wire.text_of(of, "name"),
            counts: wire.or_default(of, "counts", |wire, value| wire.items(value, Wire::u32)),
            bound: wire.find(of, "bound", |wire, value| wire.variant(value, "a bound", BOUNDS)),
        }
    }
    let read = |text: &str| wire::read(&parse(text.as_bytes()).unwrap(), file).map_err(|fault| fault.to_string());
    let ok = |counts: Vec<u32>, bound| Ok(File { name: "红桥".into(), counts, bound });
    assert_eq!(read(r#"{"name":"红桥","counts":[1,94]}"#), ok(vec![1, 94], None));
    assert_eq!(read(r#"{"name":"红桥","bound":{"at_least":"95%"}}"#), ok(vec![], Some(Bound::AtLeast("95%".into()))));
    let between = Bound::Between("1".into(), "2".into());
    assert_eq!(read(r#"{"name":"红桥","bound":{"between":["1","2"]}}"#), ok(vec![], Some(between)));
    let about = Bound::About { value: "1".into() };
    assert_eq!(read(r#"{"name":"红桥","bound":{"about":{"value":"1"}}}"#), ok(vec![], Some(about)));
    assert_eq!(read(r#"{"name":"红桥","bound":"free"}"#), ok(vec![], Some(Bound::Free)));
    let fault = |text: &str, wanted: &str| {
        let said = read(text).unwrap_err();
        assert!(said.starts_with(wanted), "{said}");
    };
    fault("{}", ": missing name");
    fault(r#"{"name":1}"#, "name: invalid type: integer");
    fault(r#"{"name":"a","counts":[1,-1]}"#, "counts[1]: invalid value");
    fault(r#"{"name":"a","nmae":"b"}"#, "nmae: unknown nmae");
    fault(r#"{"name":"a","bound":{"atleast":"1"}}"#, "bound: unknown atleast");
    fault(r#"{"name":"a","bound":{"about":{"vlaue":"1"}}}"#, "bound.about.vlaue: unknown vlaue");
    fault(r#"{"name":"a","bound":{"between":["1"]}}"#, "bound.between: invalid length 1");
    fault(r#"{"name":"a","bound":"at_least"}"#, "bound: `at_least` needs a value");
    fault(r#"{"name":"a","bound":{"free":1}}"#, "bound: `free` takes no value");
    fault("[]", ": invalid type: array");
}
