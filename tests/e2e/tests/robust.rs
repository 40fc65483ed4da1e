//! Nothing is lost: not when the browser kills the page while somebody types, not when there is no room or no
//! storage, not between two windows, and not when the program itself stops.

use std::time::{Duration, Instant};
use zicha_e2e::server::Server;
use zicha_e2e::setup::Setup;
use zicha_e2e::tabs::{INSECURE_HOST, Tab, Tabs};

const KILLS: u32 = 200;
/// Browsers that share them.
const LANES: u32 = 3;
/// What of the typing before a kill may be lost.
const LOSS: Duration = Duration::from_secs(1);

const NOTE: &str = "#r25-note";
const SAVED: &str = "document.querySelector('.zc-saving').innerText.includes('已自动保存')";
const ELSEWHERE: &str = "document.body.innerText.includes('另一个窗口修改了同一份草稿')";
/// What the storage has of the form.
const STORED: &str =
    "Object.keys(localStorage).filter(it => /^zicha(:[^:]*){3}$/.test(it)).map(it => localStorage[it]).join('')";

/// Begins the form of a bureau and shows a row with a note.
fn begin(tab: &Tab) {
    tab.begin(26, NOTE);
}

/// Continues the one draft there is, which a tab that had it open opens again by itself.
fn go_on(tab: &Tab) {
    tab.until("document.querySelector('.zc-card, .zc-drafts__item')");
    if tab.eval("!document.querySelector('.zc-card')") == true {
        tab.click(".zc-drafts__item .zc-button--primary");
    }
    row(tab);
}

fn row(tab: &Tab) {
    tab.row(26, NOTE);
}

/// What the page does when it goes out of sight: it saves at once.
fn save_now(tab: &Tab) {
    tab.eval("window.dispatchEvent(new Event('pagehide'))");
}

/// A small generator: the seed is printed, so that a failure can be had again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

#[test]
fn a_killed_page_loses_at_most_the_last_second_of_typing() {
    let setup = Setup::find();
    let server = Server::start(&setup.dist);
    let given = std::env::var("ZICHA_SEED").ok().and_then(|it| it.parse().ok());
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let seed: u64 = given.unwrap_or(now.as_secs());
    println!("{KILLS} kills; ZICHA_SEED={seed}");
    std::thread::scope(|scope| {
        for lane in 0..LANES {
            let kills = KILLS / LANES + u32::from(lane < KILLS % LANES);
            let (setup, url) = (&setup, server.url());
            scope.spawn(move || kill_again_and_again(setup, &url, Chance(seed ^ u64::from(lane)), kills));
        }
    });
}

fn kill_again_and_again(setup: &Setup, url: &str, mut chance: Chance, kills: u32) {
    let tabs = Tabs::start(setup, "kills");
    let mut tab = tabs.open(url, "");
    begin(&tab);
    tab.insert("始");
    tab.until(SAVED);
    for kill in 0..kills {
        let mut text = tab.value(NOTE);
        let begun = Instant::now();
        let mut typed = vec![(begun, text.clone())];
        let moment = Duration::from_millis(50 + chance.below(1_300));
        while begun.elapsed() < moment {
            let letter = char::from(b'a' + u8::try_from(chance.below(26)).unwrap());
            tab.insert(letter.encode_utf8(&mut [0; 4]));
            text.push(letter);
            typed.push((Instant::now(), text.clone()));
            std::thread::sleep(Duration::from_millis(chance.below(80)));
        }
        let killed = Instant::now();
        tab.crash();
        tab = tabs.open(url, "");
        go_on(&tab);
        let kept = tab.value(NOTE);
        let at = typed.iter().position(|(_, text)| *text == kept);
        let at = at.unwrap_or_else(|| panic!("kill {kill}: “{kept}” was never typed; the last was “{text}”"));
        let lost = typed.get(at + 1).map_or(Duration::ZERO, |(when, _)| killed - *when);
        assert!(lost <= LOSS, "kill {kill} after {moment:?} of typing: what was typed {lost:?} before it is lost");
    }
}

#[test]
fn two_windows_on_one_draft_never_write_over_each_other_unsaid() {
    let setup = Setup::find();
    let server = Server::start(&setup.dist);
    // Deaf: a window that does not hear of the other, as in the same moment or while the browser let it sleep.
    let deaf = "window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true)";
    for before in ["", deaf] {
        let tabs = Tabs::start(&setup, "windows");
        let one = tabs.open(&server.url(), before);
        begin(&one);
        one.insert("甲");
        one.until(SAVED);
        let two = tabs.open(&server.url(), before);
        go_on(&two);
        two.insert("乙");
        two.until(&format!("{STORED}.includes('甲乙')"));
        one.insert("丙");
        save_now(&one);
        one.until(ELSEWHERE);
        assert!(one.text(STORED).contains("甲乙"), "the second window's text stays");
        let is_guarded = "!window.dispatchEvent(new Event('beforeunload', {cancelable: true}))";
        assert_eq!(one.eval(is_guarded), true, "leaving would lose what was typed");
        // The first prevails by decision; then the second must not write over it.
        one.click_text("以本窗口为准，继续保存");
        one.until(&format!("{STORED}.includes('甲丙')"));
        two.insert("丁");
        save_now(&two);
        two.until(ELSEWHERE);
        assert!(two.text(STORED).contains("甲丙"));
        // Or it goes on from there, and the first is told again.
        two.click_text("打开另一个窗口保存的内容");
        row(&two);
        assert_eq!(two.value(NOTE), "甲丙");
        two.insert("戊");
        two.until(&format!("{STORED}.includes('甲丙戊')"));
        one.insert("己");
        save_now(&one);
        one.until(ELSEWHERE);
    }
}

#[test]
fn a_draft_kept_beside_another_of_its_form_stays_its_own() {
    let setup = Setup::find();
    let server = Server::start(&setup.dist);
    let tabs = Tabs::start(&setup, "beside");
    let tab = tabs.open(&server.url(), "");
    begin(&tab);
    tab.insert("主");
    tab.until(SAVED);
    // As it is kept where a page with answers and this browser both had changes (src/pages/restored.rs).
    tab.eval(
        "{ const key = Object.keys(localStorage).find(it => /^zicha(:[^:]*){3}$/.test(it)); \
         localStorage[key + ':2026-01-02T03:04:05+08:00'] = localStorage[key].replace('主', '旁') }",
    );
    let beside = "localStorage[Object.keys(localStorage).find(it => it.endsWith(':2026-01-02T03:04:05+08:00'))]";
    let tab = tabs.open(&server.url(), "");
    tab.until("document.querySelectorAll('.zc-drafts__item').length === 2");
    let open = "Array.from(document.querySelectorAll('.zc-drafts__item button')).filter(it => it.matches('.zc-button--primary'))";
    // The list has no order of its own: where the first is not the one beside, the other is.
    tab.eval(&format!("{open}[0].click()"));
    row(&tab);
    if tab.value(NOTE) == "主" {
        tab.eval("location.hash = '#/'");
        tab.until(&format!("{open}.length === 1"));
        tab.eval(&format!("{open}[0].click()"));
        tab.until(&format!(
            "document.querySelector({NOTE:?}) === null || document.querySelector({NOTE:?}).value === '旁'"
        ));
        row(&tab);
    }
    assert_eq!(tab.value(NOTE), "旁");
    tab.insert("边");
    tab.until(&format!("{beside}.includes('旁边')"));
    tab.until(SAVED);
    let main = tab.text(STORED);
    assert!(main.contains("主") && !main.contains("旁"), "{main}");
}

#[test]
fn of_two_windows_that_save_in_one_moment_the_one_that_is_written_over_says_so() {
    let setup = Setup::find();
    let server = Server::start(&setup.dist);
    let tabs = Tabs::start(&setup, "moment");
    for round in 0..10 {
        let one = tabs.open(&server.url(), "");
        if round == 0 {
            begin(&one);
            one.insert("始");
            one.until(SAVED);
        } else {
            go_on(&one);
        }
        let two = tabs.open(&server.url(), "");
        go_on(&two);
        let texts = [format!("甲{round}"), format!("乙{round}")];
        let both = [(&one, &texts[0]), (&two, &texts[1])];
        both.iter().for_each(|(tab, text)| tab.insert(text));
        both.iter().for_each(|(tab, _)| save_now(tab));
        let settled = |tab: &Tab| tab.until(&format!("({SAVED}) || ({ELSEWHERE})"));
        both.iter().for_each(|(tab, _)| settled(tab));
        one.until(&format!("{STORED}.includes('{}') || {STORED}.includes('{}')", texts[0], texts[1]));
        for (tab, text) in both {
            // It has its text in the storage or says that it has not.
            tab.until(&format!("{STORED}.includes('{text}') || ({ELSEWHERE})"));
        }
        both.into_iter().for_each(|(tab, _)| drop(tab.eval("window.close()")));
        one.crash();
        two.crash();
    }
}

/// The page that cannot save says so, keeps everything, and hands it out.
fn cannot_save(tabs: &Tabs, tab: &Tab) {
    tab.insert("写不进去");
    tab.wait_for_text("无法自动保存，请导出草稿");
    tab.eval("location.hash = '#/review'");
    tab.until("document.querySelector('#zc-heading')");
    tab.eval("location.hash = '#/walk/26'");
    tab.focus(NOTE);
    assert_eq!(tab.value(NOTE), "写不进去", "nothing is lost while the page lives");
    assert_eq!(tab.eval("!window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"), true);
    tab.click_text("导出草稿");
    assert!(tabs.downloaded(".draft.json").contains("写不进去"));
    tab.until("document.querySelector('.zc-saving').innerText.includes('已导出草稿')");
}

#[test]
fn a_full_storage_loses_nothing_and_saving_goes_on_when_there_is_room() {
    let setup = Setup::find();
    let server = Server::start(&setup.dist);
    let tabs = Tabs::start(&setup, "full");
    let fill = "for (let size = 1 << 22, at = 0; size >= 1; ) { try { localStorage.setItem('fill' + at++, 'x'.repeat(size)) } \
                catch (_) { size >>= 1 } }";
    let tab = tabs.open(&server.url(), fill);
    begin(&tab);
    cannot_save(&tabs, &tab);
    tab.eval(
        "Object.keys(localStorage).filter(it => it.startsWith('fill')).forEach(it => localStorage.removeItem(it))",
    );
    tab.focus(NOTE);
    tab.insert("又可以了");
    tab.until(SAVED);
    assert!(tab.text(STORED).contains("写不进去又可以了"));
}

/// A choice of looks counts, and that it will not be kept is said once, for this choice and any other.
fn choices_end_with_the_page(tab: &Tab) {
    let said =
        "[...document.querySelectorAll('[role=status] p')].filter(it => it.textContent.includes('不能保存这一选择'))";
    tab.click(".zc-looks > summary");
    tab.click("#zc-theme-2");
    tab.until("document.querySelector('.zc[data-theme=dark]')");
    tab.until(&format!("{said}.length === 1"));
    tab.eval(&format!("void (window.firstSaid = {said}[0])"));
    tab.click("#zc-theme-1");
    tab.until("document.querySelector('.zc[data-theme=light]')");
    assert_eq!(tab.eval(&format!("{said}[0] === window.firstSaid")), true, "said anew");
}

#[test]
fn without_a_storage_nothing_is_lost_and_the_person_is_reminded() {
    let setup = Setup::find();
    let server = Server::start(&setup.dist);
    let tabs = Tabs::start(&setup, "blocked");
    let blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError') } });";
    let tab = tabs.open(&server.url(), blocked);
    tab.until("document.querySelector('#zicha h1')");
    tab.wait_for_text("本环境无法自动保存");
    begin(&tab);
    cannot_save(&tabs, &tab);
    assert_eq!(tab.eval("!!document.querySelector('#zc-urge')"), false);
    // Twenty edits, told apart by pauses.
    for edit in 0..25 {
        tab.insert("一");
        let failed = "document.querySelector('.zc-saving--open')";
        tab.until(failed);
        std::thread::sleep(Duration::from_millis(400));
        if tab.eval("!!document.querySelector('#zc-urge')") == true {
            assert!(edit >= 18, "reminded after {edit} edits");
            break;
        }
    }
    tab.until("document.querySelector('#zc-urge')");
    // Heard in the one region, where it stands once.
    tab.until("document.querySelector('[role=status]').textContent.includes('关闭网页后会丢失')");
    assert_eq!(tab.eval("document.querySelectorAll('[role=status], [role=alert], [aria-live=polite]').length"), 1);
    tab.click_text("稍后提醒");
    tab.until("!document.querySelector('#zc-urge')");
    choices_end_with_the_page(&tab);
    // Or ten minutes.
    let quick = format!(
        "{blocked} const later = window.setTimeout; window.setTimeout = (work, ms) => later(work, ms === 600000 ? 50 : ms);"
    );
    let tab = tabs.open(&server.url(), &quick);
    begin(&tab);
    tab.insert("一");
    tab.until("document.querySelector('#zc-urge')");
    tab.click("#zc-urge button");
    assert!(tabs.downloaded(".draft.json").contains('一'));
    tab.until("!document.querySelector('#zc-urge')");
}

#[test]
fn a_stopped_program_hands_out_what_was_typed_and_stops_once() {
    let setup = Setup::find();
    let server = Server::start(&setup.dist);
    let catch = "const real = WebAssembly.instantiate; WebAssembly.instantiate = (...all) => real(...all).then((made) => { \
                 window.made = window.made || made.instance || made; return made });\
                 delete WebAssembly.instantiateStreaming;";
    // A panic is one `unreachable`: no memory can be had of this length. Or the memory itself is destroyed.
    let panic = "setTimeout(made.exports.__wbindgen_malloc, 0, 2147483648, 1)";
    let destroy = "new Uint8Array(Object.values(made.exports).find(it => it instanceof WebAssembly.Memory).buffer).fill(0xa5, 4096)";
    for (trap, is_latest) in [(panic, true), (destroy, false)] {
        let tabs = Tabs::start(&setup, "stopped");
        let tab = tabs.open(&server.url(), catch);
        begin(&tab);
        tab.insert("先写的");
        tab.until(SAVED);
        // At once when the program has heard of the last letters, which it saves after a pause.
        tab.eval(&format!(
            "it = document.querySelector('{NOTE}'); it.value += '后写的'; it.dispatchEvent(new InputEvent('input', {{bubbles: true}})); \
             new Promise(done => {{ const look = () => String(wasm_bindgen.rescue()).includes('后写的') ? done(void ({trap})) : setTimeout(look); look() }})"
        ));
        if !is_latest {
            tab.insert("崩");
        }
        tab.until("document.querySelector('dialog#zicha-panic[open]')");
        tab.wait_for_text("页面出现错误，已停止");
        tab.wait_for_text("后写的");
        // What stops again is the same stopped program.
        tab.eval("window.dispatchEvent(new ErrorEvent('error', {error: new WebAssembly.RuntimeError('unreachable')}))");
        assert_eq!(tab.eval("document.querySelectorAll('#zicha-panic').length"), 1);
        tab.click("#zicha-panic-download");
        let draft = tabs.downloaded("自查草稿.json");
        assert!(draft.contains(if is_latest { "先写的后写的" } else { "先写的" }), "{draft}");
        let draft = zicha_core::draft::read(draft.as_bytes()).expect("the draft opens again");
        assert_eq!(draft.catalogue, "hongqiao-2020");
        tab.click("#zicha-panic-reload");
        tab.until("document.querySelector('.zc-card, .zc-drafts__item') && !document.querySelector('#zicha-panic')");
        go_on(&tab);
        assert!(tab.value(NOTE).starts_with("先写的"));
    }
}

#[test]
fn an_origin_that_is_not_secure_has_all_but_the_copy_for_offline() {
    let setup = Setup::find();
    let server = Server::start(&setup.dist);
    let tabs = Tabs::start(&setup, "insecure");
    let tab = tabs.open(&server.url().replace("127.0.0.1", INSECURE_HOST), "");
    tab.until("document.querySelector('#zicha h1')");
    assert_eq!(tab.eval("isSecureContext || !!crypto.subtle || 'serviceWorker' in navigator"), false);
    tab.until("document.querySelector('html[data-offline=none]')");
    begin(&tab);
    tab.insert("内网");
    tab.until(SAVED);
    assert!(tab.text(STORED).contains("内网"));
}
