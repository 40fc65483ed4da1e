//! Every public reader against random bytes, damaged files and near misses: it answers, soon, and without a panic.
//! `every_public_reader_is_here` looks through core's sources for readers that are missing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../chain/maker.rs"]
mod maker;
mod readers;
mod seeds;

use std::path::Path;
use std::time::{Duration, Instant};

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use readers::{READERS, THROUGH};

/// What no answer may take, on a machine that does much else.
const ANSWER_MAX: Duration = Duration::from_secs(5);
/// For each of the three sorts of input.
const BUDGET_MS: u64 = 5_000;

/// Gives the input to every reader.
fn give(bytes: &[u8]) {
    for (name, read) in READERS {
        let since = Instant::now();
        read(bytes);
        assert!(since.elapsed() < ANSWER_MAX, "{name} took {:?}", since.elapsed());
    }
}

#[test]
fn random_bytes_are_answered() {
    arbtest(|u| {
        let bytes: Vec<u8> = u.arbitrary()?;
        give(&bytes);
        Ok(())
    })
    .budget_ms(BUDGET_MS);
}

/// Some bytes overwritten, put in, taken out, doubled, or cut off.
fn damaged(u: &mut Unstructured<'_>, sound: &[u8]) -> Result<Vec<u8>> {
    const TELLING: &[u8] = b"\"\\{}[]:,-.e019 \n\xef\xbb\xbf\xff\0";
    let mut bytes = sound.to_vec();
    for _ in 0..u.int_in_range(1..=4)? {
        let at = u.int_in_range(0..=bytes.len())?;
        let end = (at + u.int_in_range(0..=40)?).min(bytes.len());
        match u.int_in_range(0..=4)? {
            0 if at < bytes.len() => bytes[at] = u.arbitrary()?,
            1 => bytes.insert(at, *u.choose(TELLING)?),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, piece));
            }
            _ => bytes.truncate(at.max(bytes.len().saturating_sub(60))),
        }
    }
    Ok(bytes)
}

#[test]
fn damaged_files_are_answered() {
    let seeds = seeds::all();
    seeds.iter().for_each(|(_, file)| give(file));
    arbtest(|u| {
        let (_, file) = u.choose(&seeds)?;
        give(&damaged(u, file)?);
        Ok(())
    })
    .budget_ms(BUDGET_MS);
}

/// Words that make a reader go on reading.
const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "true",
    "0",
    "1",
    "-1",
    "9007199254740991",
    "9007199254740992",
    "\"\"",
    "\"schema\":",
    "\"format\":",
    "\"zicha-report/1\"",
    "\"zicha-trust/1\"",
    "\"zicha-draft/1\"",
    "\"zicha-catalogue/1\"",
    "\"zicha-ledger/1\"",
    "\"zicha-package/1\"",
    "\"zicha-enrolment/1\"",
    "\"report\":",
    "\"signatures\":",
    "\"keys\":",
    "\"statement\":",
    "\"protected\":",
    "\"signature\":",
    "\"content\":",
    "\"answers\":",
    "\"indicators\":",
    "\"kty\":",
    "\"OKP\"",
    "\"EC\"",
    "\"SM2\"",
    "\"Ed25519\"",
    "\"2021-01-15\"",
    "\"2021-01-15T10:00:00+08:00\"",
    "\n",
    "-",
    ".",
    "年",
    "月",
    "日",
    "％",
    "百分之",
    "三十六",
    "2020",
    "1,234",
    "、",
    "约",
    "eyJhbGciOiJFZERTQSJ9",
    "0x",
    "\u{30}\u{45}\u{2}\u{20}",
];

#[test]
fn near_misses_are_answered() {
    arbtest(|u| {
        let mut text = String::new();
        while !u.is_empty() && text.len() < 2_000 {
            text.push_str(u.choose(WORDS)?);
        }
        give(text.as_bytes());
        Ok(())
    })
    .budget_ms(BUDGET_MS);
}

#[test]
fn depth_and_length_end_in_an_answer() {
    for open in ["[", "{\"a\":", "[{\"report\":[", "{\"signatures\":[{\"statement\":"] {
        give(open.repeat(200_000).as_bytes());
    }
    for long in ["9", "年", "\"", "-", "\n", "０", "A", "{}\n", "0 ", "三"] {
        give(long.repeat(300_000 / long.len()).as_bytes());
    }
}

/// Names that readers have.
const VERBS: &[&str] =
    &["read", "parse", "open", "look", "compare", "claimed", "signature_from", "from_json", "from_jwk", "from_value"];

#[test]
fn every_public_reader_is_here() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut missing = Vec::new();
    visit(&source, &mut |path, text| {
        let file = path.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
        // A signature may go over several lines.
        for (at, _) in text.match_indices("pub fn ") {
            let signature = text[at + 7..].split(['{', ';']).next().unwrap_or_default();
            let (name, rest) = signature.split_once('(').unwrap_or_default();
            let takes = rest.split(')').next().unwrap_or_default();
            let reads = VERBS.iter().any(|verb| name.starts_with(verb));
            if reads && ["&[u8]", "&str", "&Value", "&'a Value"].iter().any(|it| takes.contains(it)) {
                let key = format!("{file}::{}", name.split('<').next().unwrap_or_default());
                let known = READERS.iter().map(|it| it.0).chain(THROUGH.iter().map(|it| it.0)).any(|it| it == key);
                if !known {
                    missing.push(key);
                }
            }
        }
    });
    assert!(missing.is_empty(), "in neither READERS nor THROUGH of tests/parsers/readers.rs: {missing:#?}");
}

fn visit(dir: &Path, to: &mut dyn FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, to);
        } else if path.extension().is_some_and(|it| it == "rs") {
            to(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}
