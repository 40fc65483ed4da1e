//! The report itself: altered, swapped, sent again, or signed although it is not so.

use zicha_core::canonical::{Value, to_bytes};
use zicha_core::draft::Identity;

use crate::forge::{Attack, set, swap};
use crate::maker::{content, identity, session, session_of, signed};

fn content_attacks() -> Vec<Attack> {
    let all = [
        ("answer raised", "\"done\": 1", "\"done\": 9"),
        ("answer taken out", "\"done\": 1", "\"gone\": 1"),
        ("verdict raised", "\"2-r1\": \"unmet\"", "\"2-r1\": \"met\""),
        ("unit renamed", "\"name\": \"区司法局\"", "\"name\": \"区财政局\""),
        ("unit code changed", "\"code\": \"sifa\"", "\"code\": \"caizheng\""),
        ("period moved", "\"id\": \"2020\"", "\"id\": \"2021\""),
        ("time of making changed", "2021-01-05T09:00:00+08:00", "2021-01-06T09:00:00+08:00"),
        ("report id changed", "0123456789abcdef", "1123456789abcdef"),
        ("revision raised", "\"revision\": 1", "\"revision\": 2"),
        ("catalogue version changed", "\"version\": \"1.0.0\"", "\"version\": \"1.0.1\""),
        ("note put in", "\"note\": \"\"", "\"note\": \"x\""),
        ("full-width digit for a digit", "\"done\": 3", "\"done\": \"３\""),
        ("look-alike letter in the unit", "\"type\": \"department\"", "\"type\": \"dеpartment\""),
    ];
    all.into_iter().map(|(name, from, to)| Attack::on(name, &swap(from, to), &["content-digest"; 3])).collect()
}

pub fn attacks() -> Vec<Attack> {
    let mut all = content_attacks();
    let honest = content(&session(), identity());
    let signed_with = |key: &str, value: Value| signed(&set(&honest, key, value));
    let zeros = || Value::Str("0".repeat(64));
    let swapped = set(honest.get("catalogue").unwrap(), "sha-256", zeros());
    all.push(Attack::on("catalogue swapped before signing", &signed_with("catalogue", swapped), &["other-catalogue"]));
    let calendar = set(honest.get("calendar").unwrap(), "sm3", zeros());
    all.push(Attack::on("calendar swapped before signing", &signed_with("calendar", calendar), &["unknown-calendar"]));
    let computed = Value::object([("verdicts", Value::object([("1-r1", Value::text("met"))]))]);
    let differs = ["verdict-differs"];
    all.push(Attack::on("failing verdict left out before signing", &signed_with("computed", computed), &differs));
    let period = Value::object([
        ("id", Value::text("2020")),
        ("start", Value::text("2020-01-01")),
        ("end", Value::text("2021-12-31")),
    ]);
    all.push(Attack::on("period stretched before signing", &signed_with("period", period), &["unknown-period"]));
    let unit = set(honest.get("unit").unwrap(), "code", Value::text("caizheng"));
    all.push(Attack::on("code of another unit before signing", &signed_with("unit", unit), &["unknown-unit"]));
    let other =
        set(&set(honest.get("unit").unwrap(), "name", Value::text("区财政局")), "code", Value::text("caizheng"));
    let reasons = ["verdict-differs", "verdict-differs", "signer-of-other-unit"];
    all.push(Attack::on("signed in the name of another unit", &signed_with("unit", other), &reasons));
    all.push(Attack::on("member of its own before signing", &signed_with("seen", Value::Null), &["unknown-member"]));
    let schema = signed_with("schema", Value::text("zicha-report/2"));
    all.push(Attack::on("another schema before signing", &schema, &["not-allowed"]));
    let bare = Value::object([("schema", Value::text("zicha-report/1"))]);
    all.push(Attack::on("empty report signed by all", &signed(&bare), &["missing-member"]));
    let replaces = Identity { supersedes: Some("0".repeat(64)), ..identity() };
    let first = signed(&content(&session(), replaces));
    all.push(Attack::on("first revision that replaces another", &first, &["revision-mismatch"]));
    let second = signed(&content(&session(), Identity { revision: 2, ..identity() }));
    all.push(Attack::on("second revision that replaces nothing", &second, &["revision-mismatch"]));
    all.push(Attack::on("revision 0", &signed_with("revision", Value::Int(0)), &["not-allowed"]));
    let broken = signed(&content(&session_of(&crate::maker::catalogue(), 0, ["许多", "1"]), identity()));
    all.push(Attack::on("signed over an unreadable answer", &broken, &["has-errors"]));
    all.push(Attack::on("bare report without signatures", &to_bytes(&honest), &["unknown-member"]));
    all
}
