//! Without a mouse: the form is opened, filled in, checked, signed with a key made on the spot, and exported, and not one
//! event of a mouse or a finger happened. On every page Tab goes through everything in the order in which it is read,
//! what has the keyboard is seen, and nothing holds it.

use serde_json::Value;
use zicha_e2e::browser::Browser;
use zicha_e2e::page::Page;
use zicha_e2e::tour::{Found, Tour};

const TAB: char = '\u{e004}';
const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";
const DOWN: &str = "\u{e015}";
const ESCAPE: &str = "\u{e00c}";
const SHIFT: char = '\u{e008}';
/// Tabs until something is found.
const TABS_MAX: usize = 400;
/// Tabs through a whole page.
const STOPS_MAX: usize = 1_200;
/// Tabs between two looks whether the end has come.
const STOPS_AT_ONCE: usize = 12;
const PASSPHRASE: &str = "a pen and paper at three";

/// Any of these would be a mouse or a finger.
const LISTEN: &str = "window.zichaPointed = []; \
    for (const name of ['mousedown', 'mouseup', 'mousemove', 'pointerdown', 'pointerup', 'touchstart', 'wheel', 'dblclick']) \
      window.addEventListener(name, event => window.zichaPointed.push(event.type), true); \
    window.addEventListener('click', event => { if (event.detail > 0) window.zichaPointed.push('click') }, true)";

/// A person at the keyboard.
struct Hands<'a> {
    page: &'a Page,
}

impl Hands<'_> {
    fn is_on(&self, css: &str) -> bool {
        let code = "const it = document.activeElement; return !!it && it.matches(arguments[0])";
        self.page.browser.script(code, vec![css.into()]) == Value::Bool(true)
    }

    /// Tabs to it from where the keyboard is.
    fn tab_to(&self, css: &str) {
        self.page.browser.wait_for(css);
        for _ in 0..TABS_MAX {
            if self.is_on(css) {
                return;
            }
            self.page.browser.keys(&TAB.to_string());
        }
        panic!("no Tab reaches {css}");
    }

    fn press(&self, css: &str) {
        self.tab_to(css);
        self.page.browser.keys(ENTER);
    }

    /// Ticks a box.
    fn tick(&self, css: &str) {
        self.tab_to(css);
        self.page.browser.keys(SPACE);
    }

    /// Types letter by letter.
    fn type_into(&self, css: &str, text: &str) {
        self.tab_to(css);
        for letter in text.chars() {
            self.page.browser.keys(&letter.to_string());
        }
        assert_eq!(self.page.browser.value(css), text, "{css}");
    }

    /// To the page that a link of the header names.
    fn go(&self, hash: &str, then: &str) {
        self.press(&format!(".zc-nav a[href='{hash}']"));
        self.page.browser.wait_for(then);
        assert!(self.is_on("#zc-heading"), "{hash}: the keyboard is not on the new heading");
    }
}

fn is_titled_wrong(browser: &Browser) -> bool {
    browser.script("return document.title", vec![]).as_str().is_some_and(|it| it.starts_with("错误："))
}

/// Signs with nothing typed.
fn refused_first(hands: &Hands<'_>) {
    let browser = &hands.page.browser;
    hands.press("#zc-sign-button");
    browser.until("the summary to have the keyboard", || hands.is_on("#zc-sign-faults").then_some(()));
    browser.until("the title to say so", || is_titled_wrong(browser).then_some(()));
    browser.keys(&TAB.to_string());
    assert!(hands.is_on("#zc-sign-faults a"), "the first link");
    browser.keys(ENTER);
    browser.until("the field to have the keyboard", || hands.is_on("#zc-sign-blanks, #zc-sign-name").then_some(()));
}

#[test]
fn a_form_is_filled_in_checked_signed_and_exported_without_a_mouse() {
    let page = Page::served("keyboard");
    let (browser, hands) = (&page.browser, Hands { page: &page });
    browser.script(LISTEN, vec![]);

    page.step("the skip link comes first and leads to the text");
    browser.keys(&TAB.to_string());
    assert!(hands.is_on(".zc-skip"), "the first Tab");
    browser.keys(ENTER);
    assert!(hands.is_on("#zc-main"), "the skip link");

    page.step("choose catalogue and unit");
    hands.tick("[name=zc-catalogue]");
    hands.type_into("#zc-unit-search", "司法");
    browser.until("one unit and the last option", || (browser.count("[name=zc-unit]") == 2).then_some(()));
    hands.tick("[name=zc-unit]");
    browser.wait_for("[name=zc-unit]:checked");
    hands.press(".zc-home__begin .zc-button--primary");

    page.step("answer a question about the unit: an arrow from 暂不回答 goes round to 是");
    hands.tab_to(".zc-fact input[type=radio]");
    browser.keys(DOWN);
    browser.wait_for(".zc-fact input[id$='-0']:checked");
    hands.press(".zc-factpage__list + .zc-factpage__go a");
    browser.wait_for(".zc-card");

    page.step("fill in three rows");
    for row in ["26", "51", "56"] {
        let at = page.row(row);
        // The contents are a long way from the last field: by number, as a hurried person goes.
        hands.tab_to("#zc-find");
        browser.type_anew("#zc-find", row);
        browser.wait_for("#zc-find-list-0");
        browser.keys(ENTER);
        let first = format!(".zc-card input[id^='r{at}-s']:not([type=radio]):not([type=checkbox])");
        browser.wait_for(&first);
        hands.type_into(&first, "9");
        browser.keys(&TAB.to_string());
    }
    page.step("check, sign, export");
    hands.go("#/review", ".zc-review");
    hands.go("#/sign", "#zc-sign-button");
    page.step("asked too early: what lacks takes the keyboard, is named in the title, and leads to its field");
    refused_first(&hands);
    // From the top again.
    hands.go("#/sign", "#zc-sign-button");
    if browser.has("#zc-sign-blanks") {
        hands.tick("#zc-sign-blanks");
    }
    hands.type_into("#zc-sign-name", "Zhang San");
    hands.tab_to("[name=zc-sign-key]");
    browser.keys(DOWN);
    browser.wait_for("#zc-key-new");
    hands.type_into("#zc-key-new", PASSPHRASE);
    hands.type_into("#zc-key-again", PASSPHRASE);
    browser.keys(ENTER);
    browser.wait_for("#zc-key-fingerprint");
    browser.downloaded("Zhang San.zicha-key.json");
    hands.press("#zc-sign-button");
    browser.wait_for("#zc-sign-done");
    assert!(!is_titled_wrong(browser), "nothing is wrong any more");
    let name = browser.text("#zc-sign-file");
    let report = browser.downloaded(&name);
    assert!(report.starts_with(b"{"), "{name}");
    let pointed = browser.script("return window.zichaPointed", vec![]);
    assert_eq!(pointed, Value::Array(Vec::new()), "events of a mouse");
    page.stayed_quiet();
}

/// The skip link has the keyboard and keeps it for two frames.
const FIRST: &str = "
    const first = document.querySelector('.zc-skip'), frame = () => new Promise(requestAnimationFrame);
    first.focus();
    return frame().then(frame).then(() => document.activeElement === first)";

/// Tab by Tab: what has the keyboard, in the order of the document; how it looks; whether anything lies over it.
const WATCH: &str = "
    const root = document.querySelector('.zc');
    const able = [...root.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex]')];
    const look = it => { const css = getComputedStyle(it); return [css.outlineStyle, css.outlineWidth, css.outlineColor, css.boxShadow, css.backgroundColor, css.borderColor, css.textDecoration].join() };
    const first = document.activeElement;
    first.blur();
    const calm = new Map(able.map(it => [it, look(it)]));
    first.focus();
    const one = it => it.tagName.toLowerCase() + (it.id ? '#' + it.id : '') + (it.classList[0] ? '.' + it.classList[0] : '');
    const name = it => it.id || !it.parentElement ? one(it) : one(it.parentElement) + ' > ' + one(it);
    const over = ([x, y]) => { const top = document.elementFromPoint(x, y); return top ? `, behind ${name(top)}` : ', outside the window' };
    const seen = [], found = [];
    window.zichaWatch = {
      seen, found, name, ended: false,
      stop() { document.removeEventListener('keyup', this.see, true) },
      see(event) {
        const watch = window.zichaWatch, it = document.activeElement;
        if (event.key !== 'Tab' || watch.ended) return;
        if (!it || it === document.body || !root.contains(it) || (seen.length && it === seen[0])) { watch.ended = true; return }
        if (seen.includes(it)) { found.push(`${name(it)} takes the keyboard twice`); watch.ended = true; return }
        seen.push(it);
        const css = getComputedStyle(it), before = calm.get(it);
        const outlined = css.outlineStyle !== 'none' && parseFloat(css.outlineWidth) >= 2;
        if (!outlined && (before === undefined || before === look(it))) found.push(`${name(it)} does not show that it has the keyboard`);
        const whole = it.getBoundingClientRect();
        // What of it lies in the window.
        const box = {left: Math.max(0, whole.left), top: Math.max(0, whole.top)};
        box.width = Math.min(innerWidth, whole.right) - box.left;
        box.height = Math.min(innerHeight, whole.bottom) - box.top;
        const inner = [0.5, 0.02, 0.98].flatMap(x => [0.5, 0.05, 0.95].map(y => [box.left + box.width * x, box.top + box.height * y]));
        const shown = inner.some(([x, y]) => { const top = document.elementFromPoint(x, y); return !!top && (it.contains(top) || top.contains(it) || [...(it.labels || [])].some(label => label.contains(top))) });
        if (!shown) found.push(`${name(it)} has the keyboard where nobody sees it${over(inner[0])}`);
      },
    };
    document.addEventListener('keyup', window.zichaWatch.see, true);
    window.zichaWatch.see({key: 'Tab'});
    scrollTo(0, 0)";

/// The order of the stops against that of the document and that of the eye.
const ORDER: &str = "
    const {seen, found, name, ended} = window.zichaWatch; window.zichaWatch.stop();
    if (!ended) found.push('Tab comes to no end');
    for (const it of document.querySelectorAll('.zc *')) if (it.scrollTop) it.scrollTop = 0;
    scrollTo(0, 0);
    const boxes = seen.map(it => it.getBoundingClientRect());
    for (let at = 1; at < seen.length; at++) {
      const [a, b] = [seen[at - 1], seen[at]], [from, to] = [boxes[at - 1], boxes[at]];
      if (!(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING)) found.push(`${name(b)} comes after ${name(a)} and stands before it`);
      if (b.tabIndex > 0) found.push(`${name(b)} has a place of its own in the order`);
      const fixed = [a, b].some(it => it.closest('.zc-notice, .zc-skip, .zc-bar, #zc-grid'));
      if (!fixed && to.bottom <= from.top - 2 && to.right <= from.left + 2) found.push(`${name(b)} is reached after ${name(a)} and is seen above and left of it`);
    }
    const reachable = [...document.querySelectorAll('.zc a[href], .zc button, .zc input, .zc textarea, .zc select, .zc summary')].filter(it => {
      if (it.disabled || it.tabIndex < 0 || !it.checkVisibility() || getComputedStyle(it).visibility === 'hidden') return false;
      if (it.type === 'radio') { const group = [...document.querySelectorAll(`input[name=\"${it.name}\"]`)]; return it.checked || (!group.some(one => one.checked) && group[0] === it) }
      return true });
    for (const it of reachable) if (!seen.includes(it)) found.push(`no Tab reaches ${name(it)}`);
    return found";

fn in_grid(browser: &Browser) -> bool {
    let code = "const it = document.activeElement; return !!it && !!it.closest('#zc-grid')";
    browser.script(code, vec![]) == Value::Bool(true)
}

#[test]
fn tab_goes_through_every_page_in_the_order_of_reading_and_is_seen() {
    let tour = Tour::start("tab-order", |_| ());
    let mut found = Found::default();
    tour.each(|tour, scene| {
        let browser = &tour.page.browser;
        // From the top. A page that has just been drawn puts the keyboard on its heading once: after that.
        let on_first = || browser.script(FIRST, vec![]) == Value::Bool(true);
        browser.until("the keyboard on the skip link", || on_first().then_some(()));
        browser.script(WATCH, vec![]);
        let ended = || browser.script("return window.zichaWatch.ended", vec![]) == Value::Bool(true);
        // In the table of all rows Tab goes from cell to cell; Esc leads out of it, to what comes next.
        let has_grid = browser.has("#zc-grid");
        let at_once = if has_grid { 1 } else { STOPS_AT_ONCE };
        for _ in (0..STOPS_MAX).step_by(at_once) {
            (0..at_once).for_each(|_| browser.keys(&TAB.to_string()));
            if has_grid && in_grid(browser) {
                browser.keys(ESCAPE);
                browser.script("window.zichaWatch.see({key: 'Tab'})", vec![]);
            }
            if ended() {
                break;
            }
        }
        found.add(scene.name, tour.complaints(ORDER, vec![]));
        let last = browser.script("const {seen} = window.zichaWatch; seen[seen.length - 1].focus()", vec![]);
        assert_eq!(last, Value::Null);
        browser.keys(&format!("{SHIFT}{TAB}"));
        let back = "const {seen} = window.zichaWatch; return document.activeElement === seen[seen.length - 2]";
        if browser.script(back, vec![]) != Value::Bool(true) {
            found.add(scene.name, vec!["Shift+Tab does not lead back from the last stop".to_owned()]);
        }
    });
    found.none("stops of the keyboard");
}

/// A button that goes when it is pressed leaves the keyboard where the person goes on.
#[test]
fn a_draft_is_deleted_by_keyboard_and_the_keyboard_is_never_lost() {
    let page = Page::served("drafts");
    let (browser, hands) = (&page.browser, Hands { page: &page });
    page.begin("司法");
    let row = page.row("26");
    page.go_row(row);
    browser.type_on(&format!("#r{row}-note"), "已办");
    page.browser.saved();
    page.go("#/");
    page.browser.reload();
    page.loaded();
    let lands = |css: &str| browser.until(css, || hands.is_on(css).then_some(()));
    let asks = "#zc-drafts-0-delete";
    browser.wait_for(asks);
    browser.script("document.querySelector(arguments[0]).focus()", vec![asks.into()]);
    browser.keys(ENTER);
    lands("#zc-drafts-keep");
    browser.keys(ENTER);
    lands(asks);
    browser.keys(ENTER);
    lands("#zc-drafts-keep");
    browser.keys(&format!("{SHIFT}{TAB}{SHIFT}"));
    browser.keys(ENTER);
    lands("#zc-heading");
    assert!(!browser.has(".zc-drafts__item"), "the draft is gone");
    page.stayed_quiet();
}
