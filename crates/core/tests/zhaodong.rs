//! 肇东's own report as the model of the narrative: its figures entered as answers give a report with the
//! same six sections and the same figures, its identities hold or are known not to; its own words with
//! placeholders give the report back word for word.
//! `ZICHA_BLESS=1 cargo test -p zicha-core --test zhaodong` writes the goldens anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::draft;
use zicha_core::finding::Verdict;
use zicha_core::kind::Kind;
use zicha_core::narrative::{self, BlockKind, Document, Ink, Outcome, markdown};
use zicha_core::session::Session;
use zicha_core::text::Lang;

const SOURCE: &str = include_str!("../../../tests/data/zhaodong/source.txt");
const CATALOGUE: &[u8] = include_bytes!("../../../assets/catalogues/zhaodong-2016.json");
const CALENDAR: &[u8] = include_bytes!("../../../assets/calendars/cn-mainland.json");
const ANSWERS: &[u8] = include_bytes!("../../../tests/data/zhaodong/answers.json");
const OWN_WORDS: &[u8] = include_bytes!("../../../tests/data/zhaodong/own-words.json");
const EXCEPTIONS: &str = include_str!("../../../tests/data/zhaodong/exceptions.tsv");
const NUMERALS: &str = "一二两三四五六七八九十";

fn catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue::read(CATALOGUE).unwrap())
}

fn made(bytes: &[u8]) -> (Session, Document) {
    let draft = draft::read(bytes).unwrap();
    let calendar = Arc::new(WorkCalendar::from_json(CALENDAR).unwrap());
    let (session, leftovers) = draft.open(catalogue(), calendar, None).unwrap();
    assert_eq!(leftovers, []);
    let document = narrative::narrate(&session, &draft.meta.narrative);
    (session, document)
}

/// One width for punctuation and no white space.
fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(fold).collect()
}

/// The body of the copy with the faults of the copy mended: 标题 to 特此报告.
fn body() -> Vec<String> {
    let mended = SOURCE.replace("申请行政复议的权力", "申请行政复议的权利").replace("(2015-2020)", "(2015-2020年)");
    let lines = mended.lines().map(folded).filter(|line| !line.is_empty());
    let body = lines.skip_while(|line| !line.starts_with("关于肇东市")).filter(|line| !line.starts_with("作者:"));
    body.take_while(|line| line != "附件下载:").collect()
}

fn check_golden(name: &str, document: &Document) {
    let mut text = markdown::render(document);
    text.push_str("\n---\n\n");
    for check in &document.checks {
        let id = format!("{} {:?}", check.rule.code(), check.outcome).to_lowercase();
        text += &format!("- `{id}` {}: {}\n", check.block, narrative::check::sentence(check, Lang::Zh));
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/narrative").join(format!("{name}.md"));
    if std::env::var_os("ZICHA_BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(golden == text, "{} differs; ZICHA_BLESS=1 writes it anew. Made:\n{text}", path.display());
}

#[test]
fn the_figures_make_this_report() {
    check_golden("zhaodong", &made(ANSWERS).1);
}

#[test]
fn the_own_words_make_this_report() {
    check_golden("zhaodong-own-words", &made(OWN_WORDS).1);
}
