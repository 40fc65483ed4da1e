//! On paper: the ledger on A3 and the annual report on A4, of a form in which everything is filled in. Every sheet has its
//! size, every number is there, every sheet says whose it is and whether it is signed, and no text is cut off.

use serde_json::Value;
use zicha_core::answer::{Choice, Evidence, Rectification};
use zicha_core::catalogue::wire::Input;
use zicha_core::draft::{self, Meta};
use zicha_core::session::{Edit, Session};
use zicha_e2e::desk::{self, PASSPHRASE, UNIT};
use zicha_e2e::page::Page;
use zicha_e2e::print::Sheet;
use zicha_e2e::values::{Fill, good};

const PERIOD: &str = "2020";
/// Longer than any column is wide, without a place to break.
const LONG: &str =
    "http://www.tjhq.gov.cn/zwgk/fdzdgknr/fzzfjsndbg/202101/t20210120_5330187.html?from=timeline&isappinstalled=0";
const A3: (u32, u32) = (420, 297);
const A4: (u32, u32) = (210, 297);
/// Sheets that a filled ledger of 94 rows may take.
const LEDGER_SHEETS: std::ops::RangeInclusive<usize> = 8..=30;

#[test]
fn a_filled_ledger_and_its_report_are_printed_whole() {
    let page = Page::served("print");
    let browser = &page.browser;
    page.step("open a draft in which everything is filled in");
    let session = filled(&page);
    let draft = browser.scratch().write("full.draft.json", &draft::write(&session, &Meta::default()));
    browser.choose("#zc-import", &[&draft]);
    browser.wait_for(".zc-card");

    page.step("the ledger on A3 across");
    page.go("#/review");
    browser.click_text("打印台账（A3横向）");
    browser.wait_for(".zc-ledger__table");
    whole_ledger(&page, "未签名草稿");
    nothing_is_cut_off(&page, ".zc-ledger__table th, .zc-ledger__table td, .zc-ledger__table caption", 390);

    page.step("only the unit's rows");
    browser.click("#zc-ledger-rows-1");
    let mine = session.mine().count();
    browser.until("fewer rows", || (browser.count("tr[data-row]") == mine as u64).then_some(()));
    browser.click("#zc-ledger-rows-0");
    browser
        .until("all rows", || (browser.count("tr[data-row]") == page.catalogue.indicators.len() as u64).then_some(()));

    page.step("the report on A4");
    page.go("#/narrate");
    browser.wait_for("#zc-b-signature");
    let sheets = browser.sheets();
    assert!(sheets.len() >= 4, "{} sheets", sheets.len());
    of_size_with_foot(&sheets, A4, "未签名草稿");
    nothing_is_cut_off(&page, ".zc-narrative p, .zc-narrative__title", 156);
    lines_are_full(&page);

    page.step("signed, every sheet bears the fingerprint");
    let fingerprint = signed(&page);
    page.go("#/ledger");
    browser.wait_for(".zc-ledger__table");
    whole_ledger(&page, &fingerprint);
    digits_stand_alone(&page);
    page.go("#/narrate");
    browser.wait_for("#zc-b-signature");
    digits_stand_alone(&page);
    of_size_with_foot(&browser.sheets(), A4, &fingerprint);
    page.picture("ledger");
    page.stayed_quiet();
}

/// Every row of the unit with answers, evidence, a note, a reason and a plan, some of them long.
fn filled(page: &Page) -> Session {
    let catalogue = &page.catalogue;
    let mut session = page.session(UNIT, vec![Some(true); catalogue.facts.len()]);
    for (at, indicator) in catalogue.indicators.iter().enumerate() {
        if !session.row(at).is_some_and(|row| row.tier.is_mine()) {
            continue;
        }
        for (slot, spec) in indicator.slots.iter().enumerate().filter(|(_, spec)| spec.sum_of.is_empty()) {
            let text = match good(catalogue, at, slot) {
                Fill::Type(text) => text,
                Fill::Choose(option) if spec.input == Input::Choice => Choice::ALL[option].word().to_owned(),
                Fill::Choose(option) => spec.options[option].clone(),
                Fill::TickAll(_) => spec.options.join("\n"),
            };
            session = session.edit(at, Edit::Slot { slot, text });
        }
        let note = if at % 5 == 0 { format!("见{LONG}") } else { format!("第{}项备注。", indicator.number) };
        session = session.edit(at, Edit::Note(note));
        let evidence = Evidence {
            title: format!("关于第{}项的通知", indicator.number),
            number: format!("津红政发〔2020〕{at}号"),
            date: "2020-06-01".to_owned(),
            ..Evidence::default()
        };
        session = session.edit(at, Edit::Evidence(vec![evidence]));
        let plan = Rectification {
            measure: "补充完善制度，逐项对照整改。".repeat(1 + at % 4),
            owner: "李四".to_owned(),
            due: "2021-06-30".to_owned(),
        };
        session = session.edit(at, Edit::Rectification(plan));
    }
    session
}

fn of_size_with_foot(sheets: &[Sheet], size: (u32, u32), foot: &str) {
    for (at, sheet) in sheets.iter().enumerate() {
        let name = format!("sheet {} of {}", at + 1, sheets.len());
        assert_eq!((sheet.width_mm, sheet.height_mm), size, "{name}");
        assert!(sheet.says(foot), "{name} lacks “{foot}”: {}", sheet.text);
    }
}

/// Two f of a fingerprint must not become one sign, which nobody can type or copy back.
fn digits_stand_alone(page: &Page) {
    let code = "return [...document.querySelectorAll('.zc-foot p, tfoot p')].map(it => getComputedStyle(it).fontVariantLigatures)";
    let found = page.browser.script(code, vec![]);
    assert!(found.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(|it| it == "none")), "{found}");
}

fn whole_ledger(page: &Page, foot: &str) {
    let sheets = page.browser.sheets();
    println!("    {} sheets", sheets.len());
    assert!(LEDGER_SHEETS.contains(&sheets.len()), "{} sheets", sheets.len());
    of_size_with_foot(&sheets, A3, foot);
    for (at, sheet) in sheets.iter().enumerate() {
        assert!(sheet.says("牵头、责任部门完成情况"), "sheet {} lacks the head of the table: {}", at + 1, sheet.text);
    }
    let all: Vec<&str> = sheets.iter().flat_map(|it| it.text.split_whitespace()).collect();
    for indicator in &page.catalogue.indicators {
        assert!(all.contains(&indicator.number.as_str()), "number {} is on no sheet", indicator.number);
    }
    for group in &page.catalogue.groups {
        // A merged cell is narrow; its first characters stand in one line.
        let title: String = format!("{}{}", group.number, group.title).chars().take(4).collect();
        assert!(sheets.iter().any(|sheet| sheet.says(&title)), "group {title} is on no sheet");
    }
    let last = sheets.last().unwrap();
    for who in ["填报人：", "审核人：", "主要负责人：", "单位（盖章）："] {
        assert!(last.says(who), "the last sheet has no place for {who}: {}", last.text);
    }
}

/// As wide as the text on paper, nothing is wider than its own box.
fn nothing_is_cut_off(page: &Page, css: &str, width_mm: u32) {
    let browser = &page.browser;
    let width = width_mm * 96 * 10 / 254;
    browser.cdp("Emulation.setEmulatedMedia", serde_json::json!({"media": "print"}));
    browser.cdp(
        "Emulation.setDeviceMetricsOverride",
        serde_json::json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false}),
    );
    let code = "const all = [...document.querySelectorAll(arguments[0])]; \
                const cut = all.filter(it => it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1); \
                return [all.length, cut.slice(0, 3).map(it => it.innerText.slice(0, 80) + ' ' + it.scrollWidth + '>' + it.clientWidth \
                + ' ' + it.scrollHeight + '>' + it.clientHeight)]";
    let found = browser.script(code, vec![css.into()]);
    browser.cdp("Emulation.setEmulatedMedia", serde_json::json!({"media": ""}));
    browser.cdp("Emulation.clearDeviceMetricsOverride", serde_json::json!({}));
    assert!(found[0].as_u64().unwrap() > 20, "{css}: {found}");
    assert_eq!(found[1], serde_json::json!([]), "{css} is cut off");
}

/// GB/T 9704: 28 characters fill a line of 156 mm. Of plain characters, for figures are narrower.
fn lines_are_full(page: &Page) {
    let browser = &page.browser;
    browser.cdp("Emulation.setEmulatedMedia", serde_json::json!({"media": "print"}));
    let code = "const it = getComputedStyle(document.querySelector('.zc-narrative p')); \
                return [parseFloat(it.fontSize) + parseFloat(it.letterSpacing), parseFloat(it.lineHeight)]";
    let found = browser.script(code, vec![]);
    browser.cdp("Emulation.setEmulatedMedia", serde_json::json!({"media": ""}));
    let (letter_px, line_px) = (found[0].as_f64().unwrap(), found[1].as_f64().unwrap());
    let px = |mm: f64| mm / 25.4 * 96.0;
    assert_eq!((px(156.0) / letter_px).floor(), 28.0, "characters on a line: {found}");
    assert_eq!((px(225.0) / line_px).floor(), 22.0, "lines on a sheet: {found}");
}

/// Signs as the filler, and gives the fingerprint.
fn signed(page: &Page) -> String {
    let browser = &page.browser;
    let key = browser.scratch().write("filler.zicha-key.json", &desk::key_file(7));
    page.go("#/sign");
    browser.wait_for("#zc-sign-button");
    if browser.has("#zc-sign-blanks") {
        browser.click("#zc-sign-blanks");
    }
    browser.type_on("#zc-sign-name", "张三");
    browser.open_key(&key, PASSPHRASE);
    browser.click("#zc-sign-button");
    browser.wait_for("#zc-sign-done");
    let report = browser.downloaded(&format!("{UNIT}-{PERIOD}.report.json"));
    assert!(serde_json::from_slice::<Value>(&report).is_ok());
    browser.text("#zc-sign-fingerprint")
}
