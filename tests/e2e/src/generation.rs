//! Pages that save themselves with the answers inside, generation after generation.

use crate::browser::Browser;
use crate::setup::Scratch;
use std::path::PathBuf;

const SLOT: &str = "<script type=\"application/json\" id=\"zicha-draft\">";

/// Has the page save itself, which it does as `file`, and keeps that under another name.
pub fn next(browser: &Browser, file: &str, scratch: &Scratch, name: &str) -> PathBuf {
    browser.click("#zc-save-page");
    scratch.write(name, &browser.downloaded(file))
}

/// Everything of a saved page but the answers.
pub fn without_draft(page: &str) -> String {
    let (before, rest) = page.split_once(SLOT).expect("a slot");
    let (draft, after) = rest.split_once("</script>").expect("its end");
    assert!(draft.starts_with('{') && draft.ends_with('}'), "{draft}");
    [before, after].concat()
}
