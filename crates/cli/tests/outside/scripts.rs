//! The three programs of docs/verify-yourself.md, cut out of that page, on sound and damaged files.

use std::process::Command;

use serde_json::Value;

use crate::tool::Desk;
use crate::{altered, files, variable};

const PAGE: &str = include_str!("../../../../docs/verify-yourself.md");

/// Longest program on that page: one must be able to read it.
const LINES_MAX: [(&str, usize); 3] = [("verify.sh", 75), ("verify.py", 40), ("verify.mjs", 42)];

/// The text between the fence that names the file and the next one.
fn program(name: &str) -> &'static str {
    let (_, after) = PAGE.split_once(&format!(" {name}\n")).unwrap();
    after.split_once("```").unwrap().0
}

/// Runs one of them and returns its exit code.
fn run(desk: &Desk, name: &str, file: &str, given: &[&str]) -> i32 {
    let interpreter = match name.rsplit_once('.').unwrap().1 {
        "sh" => "sh".to_owned(),
        "py" => variable("ZICHA_PYTHON"),
        _ => "node".to_owned(),
    };
    let out = Command::new(interpreter).arg(name).arg(file).args(given).current_dir(&desk.0).output().unwrap();
    println!("{name} {file}: {}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    out.status.code().unwrap()
}

fn desk() -> Desk {
    let desk = files::desk();
    LINES_MAX.iter().for_each(|(name, _)| desk.put(name, program(name)));
    desk
}

fn kids(desk: &Desk, file: &str) -> Vec<String> {
    let file: Value = serde_json::from_slice(&desk.read(file)).unwrap();
    file["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_programs_are_short() {
    for (name, lines_max) in LINES_MAX {
        let lines = program(name).lines().count();
        assert!(lines <= lines_max, "{name} has {lines} lines, {lines_max} at most");
    }
}

/// Every file of the table with the keys given and the exit code expected, by each program that reads its algorithm.
fn check(programs: &[&str]) {
    let desk = desk();
    let text = String::from_utf8(desk.read("r.json")).unwrap();
    let (all, office) = (kids(&desk, "r.json"), kids(&desk, "trust.json"));
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let stranger = [all.as_slice(), &[office[0].as_str()]].concat();
    let mut cases = vec![
        ("sound", text.clone().into_bytes(), all.clone(), 0),
        ("with a mark in front", format!("\u{FEFF}{text}").into_bytes(), all.clone(), 0),
        ("nobody compared", text.clone().into_bytes(), Vec::new(), 2),
        ("one not compared", text.clone().into_bytes(), all[..2].to_vec(), 2),
        ("a stranger expected", text.clone().into_bytes(), stranger, 1),
        ("last stripped", last_stripped(&text), all.clone(), 1),
        ("spliced", spliced(&desk, &text), all.clone(), 1),
        (
            "doubled",
            text.replacen("\"schema\": \"", "\"schema\": \"\", \"schema\": \"", 1).into_bytes(),
            all.clone(),
            1,
        ),
        ("fraction", text.replacen("\"count\": 9", "\"count\": 9.0", 1).into_bytes(), all.clone(), 1),
        ("one member more", text.replacen("\"keys\": [", "\"more\": 1, \"keys\": [", 1).into_bytes(), all.clone(), 1),
        ("another kind", text.replacen("\"report\": {", "\"rollup\": {", 1).into_bytes(), all.clone(), 1),
        ("cut", text.as_bytes()[..text.len() / 2].to_vec(), Vec::new(), 1),
        ("two values", format!("{text}{{}}").into_bytes(), all.clone(), 1),
        ("empty", Vec::new(), Vec::new(), 1),
        ("list", b"[]".to_vec(), Vec::new(), 1),
        ("unsigned", b"{\"report\":{},\"signatures\":[],\"keys\":[]}".to_vec(), Vec::new(), 1),
    ];
    cases.extend(altered::copies(text.as_bytes()).into_iter().map(|(name, bytes)| (name, bytes, all.clone(), 1)));
    for (name, bytes, given, expected) in cases {
        let same = bytes == text.as_bytes();
        assert_eq!(
            same,
            ["sound", "nobody compared", "one not compared", "a stranger expected"].contains(&name),
            "{name}"
        );
        desk.put("case.json", bytes);
        for program in programs {
            assert_eq!(run(&desk, program, "case.json", &given), expected, "{program}: {name}");
        }
    }
    // Every kind of file that is signed.
    for file in files::ED25519 {
        let kids = kids(&desk, file);
        for program in programs {
            assert_eq!(
                run(&desk, program, file, &kids.iter().map(String::as_str).collect::<Vec<_>>()),
                0,
                "{program}: {file}"
            );
        }
    }
}

fn last_stripped(text: &str) -> Vec<u8> {
    let mut file: Value = serde_json::from_str(text).unwrap();
    file["signatures"].as_array_mut().unwrap().pop();
    file["keys"].as_array_mut().unwrap().pop();
    file.to_string().into_bytes()
}

/// The filler's sign-off of another report in the place of this one's.
fn spliced(desk: &Desk, text: &str) -> Vec<u8> {
    let mut file: Value = serde_json::from_str(text).unwrap();
    let other: Value = serde_json::from_slice(&desk.read("other.json")).unwrap();
    file["signatures"][0] = other["signatures"][0].clone();
    file.to_string().into_bytes()
}

#[test]
#[ignore = "needs the outside verifiers: cargo xtask test --only outside"]
fn jq_and_openssl_tell_sound_from_damaged() {
    check(&["verify.sh"]);
}

#[test]
#[ignore = "needs the outside verifiers: cargo xtask test --only outside"]
fn python_and_node_tell_sound_from_damaged() {
    check(&["verify.py", "verify.mjs"]);
}

#[test]
#[ignore = "needs the outside verifiers: cargo xtask test --only outside"]
fn sm2_is_verified_with_openssl_and_left_open_by_the_others() {
    let desk = desk();
    for file in files::SM2 {
        let kids = kids(&desk, file);
        let given = [kids[0].as_str()];
        assert_eq!(run(&desk, "verify.sh", file, &given), 0, "{file}");
        assert_eq!(run(&desk, "verify.py", file, &given), 3, "{file}");
        assert_eq!(run(&desk, "verify.mjs", file, &given), 3, "{file}");
        for (damage, bytes) in altered::copies(&desk.read(file)) {
            desk.put("case.json", bytes);
            assert_eq!(run(&desk, "verify.sh", "case.json", &given), 1, "{file}: {damage}");
        }
    }
}
