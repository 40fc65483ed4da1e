//! Files that cannot be opened say why, each in its own words, and nothing typed is lost.

use std::collections::BTreeMap;
use std::path::Path;
use zicha_e2e::page::Page;
use zicha_e2e::wrong::{Wrong, altered, files};

/// Exports the draft, offers every wrong file in its place, then the draft itself. Gives the draft.
pub fn as_drafts(page: &Page) -> Vec<u8> {
    page.step("export the draft");
    let browser = &page.browser;
    browser.saved();
    browser.click_text("导出草稿");
    let draft = browser.downloaded("区司法局-2020年度.draft.json");

    page.step("wrong files in place of a draft");
    let row = page.row("26");
    let mut wrong = files(&draft);
    let catalogue = std::fs::read(page.setup.root.join("assets/catalogues/hongqiao-2020.json")).unwrap();
    wrong.push(Wrong { name: "catalogue.json", bytes: catalogue });
    wrong.push(Wrong { name: "misspelt.json", bytes: altered(&draft, "\"answers\"", "\"answer\"") });
    wrong.push(Wrong { name: "state.json", bytes: altered(&draft, "\"not_counted\"", "\"counted_not\"") });
    wrong.push(Wrong { name: "other-catalogue.json", bytes: altered(&draft, "hongqiao-2020", "nowhere-2018") });
    wrong.push(Wrong {
        name: "other-period.json",
        bytes: altered(&draft, "\"period\": \"2020\"", "\"period\": \"2019\""),
    });
    page.go("#/");
    browser.wait_for("#zc-import");
    refused_one_by_one(page, "#zc-import", wrong, || browser.text("#zc-import-error"));
    page.picture("refused");
    page.go_row(row);
    assert_eq!(browser.value(&format!("#r{row}-note")), "已逐件核对", "what was typed is still there");

    page.step("the exported draft itself opens, after a question");
    page.go("#/");
    let path = browser.scratch().write("ours.draft.json", &draft);
    browser.choose("#zc-import", &[&path]);
    browser.wait_for("#zc-loses button");
    browser.click("#zc-loses button:first-of-type");
    browser.wait_for(".zc-card");
    page.go_row(row);
    assert_eq!(browser.value(&format!("#r{row}-note")), "已逐件核对");
    browser.saved();
    page.stayed_quiet();
    draft
}

/// Offers each file; every one must be refused in words of its own.
pub fn refused_one_by_one(page: &Page, field: &str, wrong: Vec<Wrong>, said: impl Fn() -> String) {
    let mut sentences = BTreeMap::new();
    let mut before = said();
    for it in wrong {
        let path = page.browser.scratch().write(it.name, &it.bytes);
        page.browser.choose(field, &[&path]);
        let sentence = page.browser.until(&format!("the refusal of {}", it.name), || {
            let now = said();
            (!now.is_empty() && now != before).then_some(now)
        });
        std::fs::remove_file(path).unwrap();
        println!("    {} → {}", it.name, sentence.replace('\n', " "));
        if let Some(other) = sentences.insert(sentence.clone(), it.name) {
            panic!("{} and {other} are refused with the same words: {sentence}", it.name);
        }
        before = sentence;
    }
}

/// The name of a file as a person sees it.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
