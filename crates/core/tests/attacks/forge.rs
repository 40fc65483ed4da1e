//! What an attacker does to a file, and how it is judged.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use zicha_core::canonical::{Value, parse, to_bytes};
use zicha_core::sign::{Kid, PrivateKey, signing_input};
use zicha_core::trust::TrustList;
use zicha_core::verify::Outcome;

use crate::maker::{codes, day, report_file, trust, verify_with};

/// One attack: what comes of it, in codes, and what must.
#[derive(Clone, Debug)]
pub struct Attack {
    pub name: &'static str,
    pub wanted: Vec<&'static str>,
    pub found: Vec<&'static str>,
    /// Whether anything believed it.
    pub accepted: bool,
}

impl Attack {
    /// A report file held against the whole trust list.
    pub fn on(name: &'static str, file: &[u8], wanted: &[&'static str]) -> Attack {
        Attack::with(name, file, &trust(), None, wanted)
    }

    /// Against this list, received on that day.
    pub fn with(
        name: &'static str,
        file: &[u8],
        list: &TrustList,
        received: Option<&str>,
        wanted: &[&'static str],
    ) -> Attack {
        let received = received.map(day);
        let found = verify_with(file, Some(list), received.as_ref());
        let accepted = found.outcome != Outcome::Invalid || found.report.is_some();
        Attack { name, wanted: wanted.to_vec(), found: codes(&found), accepted }
    }

    /// On something else than a report file.
    pub fn elsewhere(name: &'static str, result: Result<(), &'static str>, wanted: &'static str) -> Attack {
        Attack { name, wanted: vec![wanted], accepted: result.is_ok(), found: result.err().into_iter().collect() }
    }

    /// What is wrong with the outcome, if anything is.
    pub fn verdict(&self) -> Option<String> {
        let Attack { name, wanted, found, accepted } = self;
        (*accepted || wanted != found)
            .then(|| format!("{name}: wanted {wanted:?}, found {found:?}, accepted {accepted}"))
    }
}

/// The file as text.
pub fn text() -> String {
    String::from_utf8(report_file()).unwrap()
}

/// The file with the first occurrence of one text replaced.
pub fn swap(from: &str, to: &str) -> Vec<u8> {
    let text = text();
    assert!(text.contains(from), "{from} is not in the file");
    text.replacen(from, to, 1).into_bytes()
}

/// The file with its only numeric answer typed otherwise.
pub fn number(to: &str) -> Vec<u8> {
    swap("\"done\": 3", &format!("\"done\": {to}"))
}

/// The members of the file.
pub fn members() -> (Value, Vec<Value>, Vec<Value>) {
    let value = parse(&report_file()).unwrap();
    let list = |name: &str| match value.get(name) {
        Some(Value::Array(items)) => items.clone(),
        _ => panic!("{name}"),
    };
    (value.get("report").unwrap().clone(), list("signatures"), list("keys"))
}

/// A file put together of members.
pub fn file(report: Value, signatures: Vec<Value>, keys: Vec<Value>) -> Vec<u8> {
    let all = [("report", report), ("signatures", Value::Array(signatures)), ("keys", Value::Array(keys))];
    to_bytes(&Value::object(all))
}

/// An object with one member replaced or put in.
pub fn set(object: &Value, key: &str, value: Value) -> Value {
    let Value::Object(members) = object else { panic!("no object") };
    let others = members.iter().filter(|(known, _)| *known != key).map(|(known, it)| (known.to_owned(), it.clone()));
    Value::object(others.chain([(key.to_owned(), value)]))
}

/// An entry with this text as its header, signed anew by that key over its own statement.
pub fn headed(entry: &Value, header: &str, key: &PrivateKey) -> Value {
    let protected = Base64UrlUnpadded::encode_string(header.as_bytes());
    let input = signing_input(&protected, &to_bytes(entry.get("statement").unwrap()));
    let signature = Base64UrlUnpadded::encode_string(&key.sign(&input));
    set(&set(entry, "protected", Value::Str(protected)), "signature", Value::Str(signature))
}

/// Our header with another algorithm and more members.
pub fn header(alg: &str, kid: Kid, more: &str) -> String {
    format!(r#"{{"alg":"{alg}","kid":"{kid}","typ":"vnd.zicha.signoff+json"{more}}}"#)
}
