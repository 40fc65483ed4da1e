//! The verify page says the same, and calls every wrong file by its own name.

use super::outside::{altered_copy, trust_list};
use super::sign::Signed;
use super::wrong_files::name;
use super::{SIGNER, UNIT};
use std::collections::BTreeMap;
use std::path::Path;
use zicha_e2e::page::Page;
use zicha_e2e::wrong::{Wrong, files};

pub fn three_results(page: &Page, signed: &Signed, draft: &[u8]) {
    let browser = &page.browser;
    page.step("the verify page: intact with unknown signer, altered");
    page.go("#/verify");
    browser.wait_for("#zc-verify-files");
    browser.choose("#zc-verify-files", &[&signed.path]);
    let card = result(page, &signed.path);
    assert!(card.contains("完好但签名人未知"), "{card}");
    assert!(card.contains(&signed.fingerprint) && card.contains(UNIT) && card.contains(SIGNER), "{card}");
    let copy = altered_copy(page, signed);
    browser.choose("#zc-verify-files", &[&copy]);
    let card = result(page, &copy);
    assert!(card.contains("无效"), "{card}");
    page.picture("verify");

    page.step("wrong files in place of a report, and a trust list that is none");
    wrong_files(page, signed, draft);
    browser.choose("#zc-verify-trust", &[&signed.path]);
    browser.wait_for("#zc-verify-trust-error");

    page.step("with a trust list the same file is trusted");
    browser.choose("#zc-verify-trust", &[&trust_list(page, signed)]);
    browser.wait_for("#zc-verify-trust-used");
    browser.until("可信", || result(page, &signed.path).contains("可信").then_some(()));
    page.picture("trusted");

    page.step("the form is still there");
    let row = page.row("26");
    page.go_row(row);
    assert_eq!(browser.value(&format!("#r{row}-note")), "已逐件核对");
    page.stayed_quiet();
}

fn wrong_files(page: &Page, signed: &Signed, draft: &[u8]) {
    let mut wrong = files(&signed.report);
    wrong.push(Wrong { name: "draft.json", bytes: draft.to_vec() });
    wrong.push(Wrong { name: "key.json", bytes: signed.key.clone() });
    let mut sentences = BTreeMap::new();
    for it in wrong {
        let path = page.browser.scratch().write(it.name, &it.bytes);
        page.browser.choose("#zc-verify-files", &[&path]);
        let card = result(page, &path);
        std::fs::remove_file(path).unwrap();
        assert!(card.contains("无效"), "{}: {card}", it.name);
        let sentence = card.replace(it.name, "").replace('\n', " ");
        println!("    {} → {sentence}", it.name);
        if let Some(other) = sentences.insert(sentence.clone(), it.name) {
            panic!("{} and {other} are refused with the same words: {sentence}", it.name);
        }
    }
}

/// Everything the card of a file says, once it is there.
fn result(page: &Page, path: &Path) -> String {
    let code = "const all = [...document.querySelectorAll('.zc-result')]; \
                const it = all.reverse().find(card => card.querySelector('.zc-result__name').innerText.trim() === arguments[0]); \
                return it && document.querySelector('[aria-busy=true]') === null ? it.innerText : ''";
    let name = name(path);
    page.browser.until(&format!("the result of {name}"), || {
        let said = page.browser.script(code, vec![name.clone().into()]);
        said.as_str().filter(|it| !it.is_empty()).map(str::to_owned)
    })
}
