//! Named attacks on one report signed by filler, reviewer and head, each with the reason it must fail for.
//! None is accepted; and no single changed or missing byte of the file goes unnoticed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "attacks/bytes.rs"]
mod bytes;
#[path = "attacks/content.rs"]
mod content;
#[path = "attacks/forge.rs"]
mod forge;
#[path = "attacks/json.rs"]
mod json;
#[path = "chain/maker.rs"]
mod maker;
#[path = "attacks/office.rs"]
mod office;
#[path = "attacks/signatures.rs"]
mod signatures;
#[path = "attacks/trusted.rs"]
mod trusted;

use forge::Attack;

/// Fewer than this and the suite has lost some.
const ATTACKS_MIN: usize = 60;

fn all() -> Vec<Attack> {
    [content::attacks(), json::attacks(), signatures::attacks(), trusted::attacks(), office::attacks()].concat()
}

#[test]
fn every_attack_fails_for_its_own_reason() {
    let wrong: Vec<String> = all().iter().filter_map(Attack::verdict).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn attacks_are_many_and_each_has_a_name_of_its_own() {
    let mut names: Vec<&str> = all().iter().map(|it| it.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "two attacks share a name");
    assert!(count >= ATTACKS_MIN, "{count}");
    println!("{count} attacks, 0 accepted");
}

#[test]
fn untouched_file_is_trusted() {
    let found = maker::verify_with(&maker::report_file(), Some(&maker::trust()), None);
    assert_eq!((found.outcome, maker::codes(&found)), (zicha_core::verify::Outcome::Trusted, vec![]));
}
