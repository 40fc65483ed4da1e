//! When the page cannot be loaded it says why, in both languages, what to do, and hands out what there is to go on
//! with: the blank ledgers and the drafts that this browser keeps. And when there is no network it opens all the same.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use zicha_e2e::server::{Reply, Server};
use zicha_e2e::setup::{Scratch, Setup};
use zicha_e2e::tabs::{Tab, Tabs};

const FAILED: &str = "document.querySelector('#zicha[data-error]')";
/// A draft of before.
const DRAFT: &str = "localStorage.setItem('zicha:hongqiao-2020:u:2020', '{\"unit\":\"u\"}');";

fn is_first(path: &str) -> bool {
    path.ends_with("_bg.wasm")
}

fn is_late(path: &str) -> bool {
    path.ends_with("_late.wasm")
}

type Twist = fn(&str, &mut Reply);

/// How the server fails, what stands for the browser, and the cause the page must name, with its words.
type Case = (&'static str, Twist, &'static str, &'static str);

const CASES: &[Case] = &[
    ("the file is not there", |path, reply| missing(is_first(path), reply), "absent", "服务器上没有程序文件"),
    ("a login page in its place", |path, reply| login(is_first(path), reply), "mime", "服务器返回的不是程序文件"),
    ("the server is busy", |path, reply| busy(is_first(path), reply), "net", "程序文件没有下载成功"),
    ("the connection breaks", |path, reply| broken(is_first(path), reply), "net", "程序文件没有下载成功"),
    ("half of the file", |path, reply| half(is_first(path), reply), "altered", "文件不完整或已被改动"),
    ("one bit of the file", |path, reply| flipped(is_first(path), reply), "altered", "文件不完整或已被改动"),
    ("a program of another build", |path, reply| other(is_first(path), reply), "mixed", "程序文件来自不同的版本"),
    ("a policy without the word for wasm", |_, reply| strict(reply), "csp", "安全策略（CSP）不允许运行程序"),
    ("no glue", |path, reply| missing(path.ends_with(".js") && path.contains("page"), reply), "altered", "文件不完整"),
];

fn missing(is_it: bool, reply: &mut Reply) {
    if is_it {
        (reply.status, reply.mime, reply.body) = ("404 Not Found", "text/plain", Vec::new());
    }
}

fn login(is_it: bool, reply: &mut Reply) {
    if is_it {
        (reply.mime, reply.body) = ("text/html; charset=utf-8", b"<h1>login</h1>".to_vec());
    }
}

fn busy(is_it: bool, reply: &mut Reply) {
    if is_it {
        (reply.status, reply.body) = ("503 Service Unavailable", Vec::new());
    }
}

fn broken(is_it: bool, reply: &mut Reply) {
    if is_it {
        reply.promised = Some(reply.body.len());
        reply.body.truncate(1_000);
    }
}

fn half(is_it: bool, reply: &mut Reply) {
    if is_it {
        reply.body.truncate(reply.body.len() / 2);
    }
}

fn flipped(is_it: bool, reply: &mut Reply) {
    if is_it {
        let middle = reply.body.len() / 2;
        reply.body[middle] ^= 1;
    }
}

/// A module that is sound, but not of this page.
fn other(is_it: bool, reply: &mut Reply) {
    if is_it {
        reply.body = b"\0asm\x01\0\0\0".to_vec();
    }
}

fn strict(reply: &mut Reply) {
    reply.policy =
        reply.policy.take().map(|policy| policy.replace(" 'wasm-unsafe-eval'", "").replace(" 'unsafe-eval'", ""));
}

/// The page says the cause and what to do in both languages, and hands out the ledger and the draft.
fn failed(tabs: &Tabs, tab: &Tab, what: &str, cause: &str, words: &str) {
    tab.until(FAILED);
    assert_eq!(tab.text("document.querySelector('#zicha').getAttribute('data-error')"), cause, "{what}");
    let said = tab.text("document.querySelector('#zicha').innerText");
    assert!(said.contains(words), "{what}: {said}");
    let lines = |lang: &str| {
        tab.eval(&format!("document.querySelector('#zicha [lang={lang}]').innerText.trim().split('\\n').length >= 2"))
    };
    assert_eq!((lines("zh-Hans"), lines("en")), (true.into(), true.into()), "{what}: a heading and what to do");
    assert!(said.contains(&format!("[{cause}]")), "{what}: a line for an administrator in {said}");
    let press = |name: &str| {
        let find = format!(
            "[...document.querySelectorAll('#zicha p')].find(it => it.innerText.includes('{name}')).querySelector('button')"
        );
        tab.eval(&format!("{find}.click()"));
    };
    press("红桥区2020年");
    let ledger = tabs.downloaded("空白台账.csv");
    assert!(ledger.starts_with("\u{feff}\"一级指标\"") && ledger.lines().count() > 94, "{what}: {ledger:.300}");
    press("hongqiao-2020-u-2020");
    assert_eq!(tabs.downloaded(".draft.json"), "{\"unit\":\"u\"}", "{what}");
}

#[test]
fn each_failure_is_told_by_its_cause_with_what_to_do() {
    let setup = Setup::find();
    let tabs = Tabs::start(&setup, "loading");
    for (what, twist, cause, words) in CASES {
        let server = Server::twisted(&setup.dist, *twist);
        failed(&tabs, &tabs.open(&server.url(), DRAFT), what, cause, words);
    }
    let server = Server::start(&setup.dist);
    let agent = |name: &str| {
        format!(
            "{DRAFT} delete window.WebAssembly; Object.defineProperty(navigator, 'userAgent', {{get: () => '{name}'}});"
        )
    };
    for (name, cause, words) in [
        ("Mozilla/5.0 (Windows NT 6.1) Chrome/49.0.2623.112", "old", "浏览器版本过低"),
        ("Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko", "ie", "极速模式"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/109.0.0.0", "nowasm", "浏览器关闭了 WebAssembly"),
    ] {
        failed(&tabs, &tabs.open(&server.url(), &agent(name)), name, cause, words);
    }
    let memory = "WebAssembly.instantiate = () => Promise.reject(new RangeError('WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance'));";
    failed(&tabs, &tabs.open(&server.url(), &format!("{DRAFT}{memory}")), "memory", "memory", "内存不足");
}

#[test]
fn from_disk_the_hosted_page_points_at_the_single_file() {
    let setup = Setup::find();
    let tabs = Tabs::start(&setup, "disk");
    let tab = tabs.open(&format!("file://{}", setup.dist.join("index.html").display()), "");
    tab.until(FAILED);
    assert_eq!(tab.text("document.querySelector('#zicha').getAttribute('data-error')"), "disk");
    tab.wait_for_text("请打开同一目录中的单文件版 zicha.html");
}

#[test]
fn a_single_file_that_was_cut_or_changed_says_so() {
    let setup = Setup::find();
    setup.has("zicha.html");
    let page = std::fs::read_to_string(setup.dist.join("zicha.html")).unwrap();
    let at = page.find("id=\"zicha-wasm\"").unwrap() + 2_000;
    let letter = if page.as_bytes()[at] == b'a' { "b" } else { "a" };
    let scratch = Scratch::new("cut");
    let changed = format!("{}{letter}{}", &page[..at], &page[at + 1..]);
    let file = scratch.write("changed.html", changed.as_bytes());
    let tabs = Tabs::start(&setup, "changed");
    let tab = tabs.open(&format!("file://{}", file.display()), "");
    tab.until(FAILED);
    tab.wait_for_text("文件不完整或已被改动");
    tab.wait_for_text("空白台账");
}

#[test]
fn a_later_part_that_is_missing_or_of_another_build_leaves_the_form_usable() {
    let setup = Setup::find();
    let tabs = Tabs::start(&setup, "later");
    let cases: [(Twist, &str); 4] = [
        (|path, reply| missing(is_late(path), reply), "absent"),
        (|path, reply| other(is_late(path), reply), "mixed"),
        (|path, reply| flipped(is_late(path), reply), "altered"),
        (|path, reply| login(is_late(path), reply), "mime"),
    ];
    for (twist, cause) in cases {
        let server = Server::twisted(&setup.dist, twist);
        let tab = tabs.open(&server.url(), "");
        tab.until(&format!("document.querySelector('#zicha-late[data-state={cause}]')"));
        tab.eval("location.hash = '#/verify'");
        tab.wait_for_text("程序的这一部分没有载入");
        tab.eval("location.hash = '#/'");
        tab.until("document.querySelector('#zc-catalogue-0')");
    }
}

#[test]
fn a_slow_network_is_told_and_the_page_comes_all_the_same() {
    let setup = Setup::find();
    let go = Arc::new(AtomicBool::new(false));
    let held = Arc::clone(&go);
    let server = Server::twisted(&setup.dist, move |path, _| {
        while is_first(path) && !held.load(Ordering::Relaxed) {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    });
    let tabs = Tabs::start(&setup, "slow");
    // Twenty seconds are a moment here.
    let quick =
        "const later = window.setTimeout; window.setTimeout = (work, ms) => later(work, ms === 20000 ? 50 : ms);";
    let tab = tabs.open(&server.url(), quick);
    tab.wait_for_text("仍在载入，请稍候");
    tab.wait_for_text("Still loading");
    go.store(true, Ordering::Relaxed);
    tab.until("document.querySelector('#zc-catalogue-0') && !document.querySelector('#zicha-slow')");
}

#[test]
fn without_a_network_the_page_opens_and_a_new_build_waits_until_it_is_asked_for() {
    let setup = Setup::find();
    let (down, build) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let asked = Arc::new(Mutex::new(Vec::new()));
    let (is_down, now, log) = (Arc::clone(&down), Arc::clone(&build), Arc::clone(&asked));
    let server = Server::twisted(&setup.dist, move |path, reply| {
        log.lock().unwrap().push(path.to_owned());
        if is_down.load(Ordering::Relaxed) {
            (reply.status, reply.body) = ("503 Service Unavailable", Vec::new());
        } else if now.load(Ordering::Relaxed) > 0 && path == "/sw.js" {
            reply.body.extend(b"// another build");
        }
    });
    let tabs = Tabs::start(&setup, "offline");
    let ready = "document.querySelector('html[data-offline=ready]')";
    let tab = tabs.open(&server.url(), "");
    tab.until(ready);
    down.store(true, Ordering::Relaxed);
    let offline = tabs.open(&server.url(), "");
    offline.until(
        "document.querySelector('#zicha-office[data-state=ready]') && document.querySelector('#zc-catalogue-0')",
    );
    down.store(false, Ordering::Relaxed);
    build.store(1, Ordering::Relaxed);
    // A form with something unsaved keeps the old build.
    let full = "for (let size = 1 << 22, at = 0; size >= 1; ) { try { localStorage.setItem('fill' + at++, 'x'.repeat(size)) } catch (_) { size >>= 1 } }";
    let dirty = tabs.open(&server.url(), full);
    dirty.begin(26, "#r25-note");
    dirty.insert("没有保存的");
    dirty.wait_for_text("无法自动保存");
    dirty.eval("navigator.serviceWorker.getRegistration().then(it => it.update()).then(() => 0)");
    dirty.wait_for_text("新版本已就绪，保存后刷新即可使用");
    dirty.click("#zicha-update button");
    dirty.wait_for_text("还有未保存的内容，请先保存或导出草稿");
    assert_eq!(dirty.value("#r25-note"), "没有保存的");
    // Saved, it may.
    dirty.eval(
        "Object.keys(localStorage).filter(it => it.startsWith('fill')).forEach(it => localStorage.removeItem(it))",
    );
    dirty.focus("#r25-note");
    dirty.insert("了");
    dirty.wait_for_text("已自动保存");
    dirty.eval("window.before = 1");
    dirty.click("#zicha-update button");
    dirty.until(
        "!window.before && !document.querySelector('#zicha-update') \
         && (document.querySelector('#r25-note') || {value: ''}).value === '没有保存的了'",
    );
}
