//! `<zicha-form>` taken away and put back, asked for another form, and beside other windows: what was typed is not lost,
//! and what another window saved is not written over.

use serde_json::{Value, json};
use zicha_e2e::server::Server;
use zicha_e2e::setup::{Scratch, Setup, copy_folder};
use zicha_e2e::tabs::{Tab, Tabs};

/// What every step has at hand. A page that listens to `unload` is not kept for going back: it is made anew.
const HELP: &str = "<script>addEventListener('unload', () => {}); \
    var told = []; ['ready', 'error'].forEach(it => addEventListener('zicha-' + it, e => told.push(it + ':' + (e.detail.cause || '')))); \
    var form = () => document.querySelector('zicha-form'), api = () => form().zicha(1), field = () => form().shadowRoot.querySelector('#r25-s0'); \
    var until = async look => { for (;;) { const it = await look(); if (it) return it; await new Promise(r => setTimeout(r, 20)); } }; \
    var there = async () => { await api().ready; await api().focusIndicator('26'); return until(field); }; \
    var type = async text => { const it = await there(); it.focus(); it.value = text; it.dispatchEvent(new InputEvent('input', {bubbles: true})); it.blur(); }; \
    var saved = text => until(() => api().progress().saved && Object.values(localStorage).some(it => it.includes('\"' + text + '\"'))); \
    var value = async text => { await until(async () => (await there()).value === text); return text; }; \
    var put = (name, text) => form().setAttribute(name, text); \
    var away = async () => { const it = form(); it.remove(); await new Promise(r => setTimeout(r, 50)); return it; }; \
    var codeOf = it => it.then(() => 'done', e => e.code); \
    var fill = () => { for (let size = 1 << 22, at = 0; size >= 1; ) { try { localStorage.setItem('fill' + at++, 'x'.repeat(size)) } catch (_) { size >>= 1 } } }; \
    var blank = () => Object.keys(localStorage).filter(it => it.startsWith('fill')).forEach(it => localStorage.removeItem(it));</script>";
const FORM: &str = "<form id=\"around\"><zicha-form name=\"it\" required catalogue=\"hongqiao-2020\" unit=\"区司法局\" period=\"2020\"></zicha-form></form>";

struct Site {
    server: Server,
    tabs: Tabs,
    _site: Scratch,
}

impl Site {
    fn open(name: &str) -> Site {
        let setup = Setup::find();
        setup.has("embed/zicha.js");
        let site = Scratch::new(name);
        copy_folder(&setup.dist.join("embed"), &site.path().join("embed"));
        let page = |body: &str| {
            format!(
                "<!DOCTYPE html><meta charset=\"utf-8\"><title>门户</title>{HELP}<script src=\"embed/zicha.classic.js\"></script>{body}"
            )
        };
        site.write("page.html", page(FORM).as_bytes());
        site.write("bare.html", page("<form id=\"around\"></form>").as_bytes());
        Site { server: Server::start(site.path()), tabs: Tabs::start(&setup, name), _site: site }
    }

    fn tab(&self, path: &str) -> Tab {
        let tab = self.tabs.open(&format!("{}{path}", self.server.url()), "");
        tab.until("window.until && document.readyState === 'complete'");
        tab
    }
}

/// What the body of an asynchronous function gives.
fn run(tab: &Tab, code: &str) -> Value {
    tab.eval(&format!("(async () => {{ {code} }})()"))
}

#[test]
fn what_another_window_saved_is_not_written_over_by_coming_back() {
    let site = Site::open("element-back");
    let one = site.tab("page.html");
    run(&one, "await type('21'); await saved('21'); window.kept = await away()");
    let two = site.tab("page.html");
    run(&two, "await type('88'); await saved('88')");
    assert_eq!(run(&one, "document.querySelector('#around').append(kept); return value('88')"), json!("88"));

    // The same through the history, and where one stood.
    run(&one, "await type('11'); await saved('11')");
    one.eval("location.href = 'bare.html'");
    one.until("location.pathname.endsWith('bare.html') && window.until");
    run(&two, "window.old = 1; setTimeout(() => location.reload())");
    two.until("!window.old && window.until && document.readyState === 'complete' && form()");
    run(&two, "await type('77'); await saved('77')");
    one.eval("history.back()");
    one.until("location.pathname.endsWith('page.html') && window.until && document.readyState === 'complete'");
    let place = "await api().ready; return until(() => api().progress().indicator)";
    assert_eq!(run(&one, place), json!("26"));
    assert_eq!(run(&one, "return value('77')"), json!("77"));
    assert!(one.text("JSON.stringify(localStorage)").contains("77"));
}

#[test]
fn what_is_saved_nowhere_is_kept_and_leaving_asks() {
    let site = Site::open("element-unsaved");
    let tab = site.tab("page.html");
    let leaving =
        "const e = new Event('beforeunload', {cancelable: true}); dispatchEvent(e); return e.defaultPrevented";
    run(&tab, "await there(); fill(); await type('17'); await until(() => api().progress().saved === false)");
    run(&tab, "put('pins', 'x'); await until(() => told.length > 1)");
    assert_eq!(run(&tab, "return value('17')"), json!("17"), "begun anew for other pins");
    run(&tab, "put('catalogue', 'liaoning-135'); await until(() => told.includes('error:unsaved'))");
    assert_eq!(run(&tab, "return value('17')"), json!("17"), "the catalogue stays");
    run(&tab, "put('catalogue', 'hongqiao-2020'); window.kept = await away()");
    assert_eq!(run(&tab, leaving), json!(true), "the answers are in this page alone");
    run(&tab, "document.querySelector('#around').append(kept)");
    assert_eq!(run(&tab, "return value('17')"), json!("17"));
    run(&tab, "blank(); await type('18'); await saved('18'); window.kept = await away()");
    assert_eq!(run(&tab, leaving), json!(false));
}

#[test]
fn attributes_count_whenever_they_are_set() {
    let site = Site::open("element-attributes");
    let tab = site.tab("bare.html");
    let make = "const it = document.createElement('zicha-form'); it.setAttribute('required', ''); document.querySelector('#around').append(it);";
    let (none, all) = (json!(["catalogue", false, "catalogue"]), json!(["hongqiao-2020", "区司法局"]));
    let open = "await until(() => told.length); await api().ready; const it = await until(() => api().progress().open && api().progress()); return [it.catalogue, it.unit]";
    // A name that is not there, mended afterwards.
    let wrong = "put('catalogue', 'nope'); put('unit', '区司法局'); const code = await codeOf(api().ready); return [code, form().checkValidity(), told.pop().slice(6)]";
    assert_eq!(run(&tab, &format!("{make} {wrong}")), none);
    assert_eq!(run(&tab, &format!("put('catalogue', 'hongqiao-2020'); {open}")), all);
    assert_eq!(run(&tab, "return form().checkValidity()"), json!(false), "it is not filled in");
    // Away, it is asked for another unit.
    run(
        &tab,
        "window.kept = await away(); kept.setAttribute('unit', '区财政局'); document.querySelector('#around').append(kept)",
    );
    assert_eq!(run(&tab, "await api().ready; return until(() => api().progress().unit)"), json!("区财政局"));
    // A unit that does not exist: said on the page, and the portal hears that it can go on.
    run(&tab, "form().remove(); told = []");
    let unknown = "it.setAttribute('catalogue', 'hongqiao-2020'); it.setAttribute('unit', '无此单位'); await api().ready; await until(() => told.length > 1); return [told, form().shadowRoot.querySelector('.zcx-line').textContent.includes('无此单位'), form().checkValidity()]";
    assert_eq!(run(&tab, &format!("{make} {unknown}")), json!([["error:unit", "ready:"], true, false]));
}

#[test]
fn signing_from_outside_settles_and_the_file_stays() {
    let site = Site::open("element-signing");
    let tab = site.tab("page.html");
    let key = "window.pair = await crypto.subtle.generateKey({name: 'Ed25519'}, true, ['sign', 'verify']); \
        window.signer = sign => ({publicKey: window.jwk, name: '王某', sign}); \
        window.jwk = await crypto.subtle.exportKey('jwk', pair.publicKey); \
        window.really = input => crypto.subtle.sign({name: 'Ed25519'}, pair.privateKey, input);";
    run(&tab, &format!("{key} await type('10')"));
    // Asked twice, the later one signs.
    let twice = "let go; const slow = new Promise(r => { go = r }); \
        const first = codeOf(api().sign(signer(async it => { await slow; return really(it) }))); \
        const second = codeOf(api().sign(signer(really))); \
        const later = await second; go(); return [await first, later]";
    assert_eq!(run(&tab, twice), json!(["changed", "done"]));
    let codes = "return [await codeOf(api().sign(signer(() => new Uint8Array(64)))), await codeOf(api().sign(signer(() => Promise.reject()))), \
        await codeOf(api().load((() => { const it = {}; it.it = it; return it })()))]";
    assert_eq!(run(&tab, codes), json!(["signature", "signer", "draft"]));
    // What was signed is still there when it comes back.
    run(
        &tab,
        "window.size = api().report().signed.bytes.length; window.kept = await away(); document.querySelector('#around').append(kept); await api().ready",
    );
    assert_eq!(
        run(&tab, "const it = api().report(); return [it.signed.bytes.length === size, it.progress.signed]"),
        json!([true, true])
    );
    // Made read-only while the signer thinks.
    let locked = "return codeOf(api().sign(signer(async it => { put('readonly', ''); await until(() => form().shadowRoot.querySelector('.zc-card input:disabled')); return really(it) })))";
    run(&tab, "await there()");
    assert_eq!(run(&tab, locked), json!("readonly"));
    run(
        &tab,
        "form().removeAttribute('readonly'); await until(() => form().shadowRoot.querySelector('.zc-card input:not(:disabled)'))",
    );
    // Gone while the signer thinks, or before it was ready.
    let gone = "const it = api().sign(signer(() => new Promise(() => {}))); await until(() => api().progress().open); api().destroy(); return codeOf(it)";
    assert_eq!(run(&tab, gone), json!("gone"));
    let early = "const it = document.createElement('zicha-form'); document.body.append(it); const ready = it.zicha(1).ready; it.remove(); return codeOf(ready)";
    assert_eq!(run(&tab, early), json!("gone"));
}
