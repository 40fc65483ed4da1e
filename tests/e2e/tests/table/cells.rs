//! A cell takes keys as a spreadsheet's does, and says why where it takes none.

use super::*;

pub fn behave_as_in_spreadsheets(page: &Page) {
    page.step("an arrow leaves a cell begun by typing and moves in one opened by F2; Ctrl with an arrow leaps");
    let browser = &page.browser;
    enter(page, 55);
    write(browser, "12");
    press(browser, &[DOWN]);
    is_at(browser, "t54-s1");
    has(browser, "t54-s0", "12");
    press(browser, &[UP]);
    is_at(browser, "t54-s0");
    press(browser, &[F2, LEFT]);
    write(browser, "0");
    press(browser, &[ENTER]);
    is_at(browser, "t54-s1");
    has(browser, "t54-s0", "102");
    chord(browser, CONTROL, UP);
    is_at(browser, "t54-s0");
    write(browser, "7");
    has(browser, "t54-s0", "7");
    press(browser, &[RIGHT]);
    is_at(browser, "t54-s0-4");
    page.step("a cell that cannot be filled in says so");
    write(browser, "5");
    browser.wait_for_text("“单位”一列不能修改。");
    press(browser, &[LEFT, DELETE]);
    has(browser, "t54-s0", "");
    page.step("a rate that looks like a fraction is asked about, also before a block with column names is pasted");
    give(browser, "填报\r\n0.95\r\n");
    enter(page, 65);
    press(browser, &[DOWN]);
    is_at(browser, "t64-s1");
    write(browser, "0.95");
    press(browser, &[UP]);
    browser.wait_for("#t64-s1.zc-grid__cell--wrong");
    press(browser, &[DOWN, DELETE]);
    has(browser, "t64-s1", "");
    browser.until("nothing wrong", || (!browser.has("#t64-s1.zc-grid__cell--wrong")).then_some(()));
    command(browser, "paste");
    browser.wait_for(".zc-paste__doubts");
    let said = browser.text(".zc-paste");
    assert!(said.contains("第一行是列名，不粘贴") && said.contains("请核对1格"), "{said}");
    press(browser, &[ESCAPE]);
    browser.wait_for("#zc-grid");
}
