//! The main job, whole: 区司法局 walks the Hongqiao ledger of 2020, meets every state, signs, hands in
//! a file, and everybody can verify it. Once over http, once from the single file on disk.
//!
//! Acts in order of the story: `choose`, `fill`, `states`, `moves`, `keep`, `language`, `review`, `narrate`,
//! `wrong_files`, `sign`, `outside`, `verify`.

mod choose;
mod fill;
mod keep;
mod language;
mod moves;
mod narrate;
mod outside;
mod review;
mod sign;
mod states;
mod verify;
mod wrong_files;

use zicha_e2e::page::{Page, Place};
use zicha_e2e::setup::Setup;

/// The unit that fills in.
const UNIT: &str = "区司法局";
const PERIOD: &str = "2020";
const SIGNER: &str = "张三";
const PASSPHRASE: &str = "今天下午三点开会记得带笔";

#[test]
fn a_unit_hands_in_its_report_over_http() {
    hand_in(&Page::served("http"));
}

#[test]
fn a_unit_hands_in_its_report_from_the_file_on_disk() {
    hand_in(&Page::open(Setup::find(), Place::Disk, "file"));
}

fn hand_in(page: &Page) {
    let plan = choose::begin(page);
    let filled = fill::every_row(page, &plan);
    states::all_are_met(page);
    moves::lead_where_they_say(page);
    keep::nothing_is_lost(page, &plan, filled);
    language::both_are_spoken(page);
    review::lists_every_problem(page);
    narrate::says_what_was_answered(page);
    let draft = wrong_files::as_drafts(page);
    let signed = sign::key_and_report(page);
    outside::agrees(page, &signed);
    verify::three_results(page, &signed, &draft);
    page.step("done");
}
