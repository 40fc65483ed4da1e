//! `<zicha-form>` in pages of other people: on a hostile portal (docs/portal), moved and taken out, and as docs/embed.md
//! says. The pages are served from a folder that holds dist/embed and docs/portal as a portal would.

use serde_json::{Value, json};
use std::path::Path;
use zicha_core::canonical::to_bytes;
use zicha_core::sign::PrivateKey;
use zicha_e2e::browser::Browser;
use zicha_e2e::outside::zicha;
use zicha_e2e::server::Server;
use zicha_e2e::setup::{Scratch, Setup, copy_folder};

/// Ends when the form in the first element is there.
const READY: &str = "const it = document.querySelector(arguments[0]); \
    if (!it._asked) { it._asked = true; it.zicha(1).ready.then(() => { it._ready = true; }, e => { it._ready = 'error ' + e.code; }); } \
    return it._ready || null;";

/// Remounts before measuring, and those measured.
const WARM: u64 = 20;
const REMOUNTS: u64 = 300;
/// The most that each may leave behind, in bytes.
const LEFT_BYTES_MAX: f64 = 5.0 * 1024.0;
/// The most nodes that each may leave: one card that is held would be hundreds.
const LEFT_NODES_MAX: f64 = 1.0;
/// Steps from one row to another before measuring, and those measured.
const STEPS: u64 = 40;

struct Portal {
    setup: Setup,
    server: Server,
    browser: Browser,
    site: Scratch,
}

impl Portal {
    /// A site with the folder of the element, the hostile portal, and pages of the test's own.
    fn open(name: &str, pages: &[(&str, String)]) -> Portal {
        let setup = Setup::find();
        setup.has("embed/zicha.js");
        let site = Scratch::new(name);
        copy_folder(&setup.dist.join("embed"), &site.path().join("embed"));
        copy_folder(&setup.root.join("docs/portal"), &site.path().join("docs/portal"));
        for (file, text) in pages {
            std::fs::write(site.path().join(file), text).unwrap();
        }
        let (server, browser) = (Server::start(site.path()), Browser::start(&setup, name));
        Portal { setup, server, browser, site }
    }

    fn go(&self, path: &str) {
        self.browser.within("document");
        self.browser.open(&format!("{}{path}", self.server.url()));
    }

    fn ready(&self, css: &str) {
        let said =
            self.browser.until(css, || Some(self.browser.script(READY, vec![css.into()])).filter(|it| !it.is_null()));
        assert_eq!(said, json!(true), "{css}");
    }

    /// Waits for what a script's promise gives.
    fn promised(&self, code: &str) -> Value {
        let start = format!(
            "window._got = undefined; (async () => {{ {code} }})().then(it => {{ window._got = [it]; }}, e => {{ window._got = ['error ' + e.code + ' ' + e.message]; }});"
        );
        self.browser.script(&start, vec![]);
        let got = self
            .browser
            .until(code, || Some(self.browser.script("return window._got || null", vec![])).filter(|it| !it.is_null()));
        got[0].clone()
    }
}

/// Holds every wasm memory weakly, for [`left`] to add up those that are still there.
const WATCH: &str = "<script>var memories = [], instantiate = WebAssembly.instantiate; \
    WebAssembly.instantiate = (...given) => instantiate(...given).then(made => { \
    for (const it of Object.values((made.instance || made).exports)) if (it instanceof WebAssembly.Memory) memories.push(new WeakRef(it)); \
    return made })</script>";

/// A page with nothing of its own but one element, as wide as the portal's.
fn plain(attributes: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"zh-Hans\"><head><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\">{WATCH}<script src=\"embed/zicha.classic.js\"></script></head>\
         <body><div id=\"elsewhere\"></div><zicha-form id=\"first\" {attributes}></zicha-form></body></html>"
    )
}

/// Every computed property of some elements inside, apart from those that follow from the width of the page.
const LOOKS: &str = "const it = document.querySelector('#first'); it.setAttribute('style', 'display:block;width:900px'); \
    const wanted = ['.zc', '.zc-header', '.zc-button', '.zc-card h1', '.zc-card input[type=text]', '.zc-card label', '.zc-card p', '.zc-nav__link', '.zc-main']; \
    return wanted.map(css => { const style = getComputedStyle(it.shadowRoot.querySelector(css)); \
      return [css].concat(Array.from(style).filter(name => !/^--|size$|height|width|origin|top|bottom|left|right|inset/.test(name) || name === 'font-size').map(name => name + ': ' + style.getPropertyValue(name))).join('; '); })";

/// The looks of the portal's own elements, and its globals.
const PORTAL: &str = "const looks = ['#portal-title', '#portal-button', '#slotted', 'body'].map(css => { const style = getComputedStyle(document.querySelector(css)); \
      return ['color', 'font-size', 'font-family', 'background-color', 'letter-spacing', 'float', 'cursor', 'line-height'].map(name => style.getPropertyValue(name)).join('; '); }); \
    return { looks: looks, globals: Object.getOwnPropertyNames(window).filter(name => name[0] !== '_' && !/^cdc_|^parsed$|^ret_nodes$/.test(name)).sort(), title: document.title, body: document.body.children.length, address: location.href, steps: history.length }";

#[test]
fn two_elements_live_on_a_hostile_page() {
    let portal = Portal::open(
        "element-portal",
        &[("plain.html", plain("catalogue=\"hongqiao-2020\" unit=\"区司法局\" period=\"2020\""))],
    );
    let browser = &portal.browser;
    let page = portal.site.path().join("docs/portal/index.html");
    let text = std::fs::read_to_string(&page).unwrap();
    let without = text.lines().filter(|line| !line.contains("zicha.classic.js")).collect::<Vec<_>>().join("\n");
    std::fs::write(page.with_file_name("without.html"), without).unwrap();

    portal.go("docs/portal/without.html");
    let before = browser.script(PORTAL, vec![]);
    portal.go("plain.html");
    portal.ready("#first");
    let clean = browser.script(LOOKS, vec![]);
    browser.script("localStorage.clear()", vec![]);

    portal.go("docs/portal/index.html");
    portal.ready("#first");
    portal.ready("#second");
    assert_eq!(browser.script(LOOKS, vec![]), clean, "the portal's style leaks in");
    let after = browser.script(PORTAL, vec![]);
    assert_eq!(after["looks"], before["looks"], "the element's style leaks out");
    let new: Vec<&Value> = after["globals"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| !before["globals"].as_array().unwrap().contains(it))
        .collect();
    assert_eq!(new, [&json!("zicha")]);
    assert_eq!((&after["title"], &after["body"]), (&before["title"], &before["body"]));
    assert_eq!(portal.promised("return [document.querySelector('#first').zicha(1).progress().unit, document.querySelector('#second').zicha(1).progress().open]"), json!(["区司法局", false]));
    assert_eq!(
        browser.script(
            "try { document.querySelector('#first').zicha(2); return 'no' } catch (error) { return error.name }",
            vec![]
        ),
        json!("RangeError")
    );

    // Typed by a keyboard that the portal would swallow, judged, saved, in the value of the portal's form.
    portal.promised("return document.querySelector('#first').zicha(1).focusIndicator('26')");
    browser.within("document.querySelector('#first').shadowRoot");
    browser.wait_for("#r25-s0");
    browser.type_on("#r25-s0", "10");
    browser.type_on("#r25-s1", "9");
    browser.wait_for_text("还差1件");
    browser.click(".zc-bar .zc-button--primary");
    browser.wait_for("#r26-s0");
    let value = "return new FormData(document.querySelector('#portal-form')).get('hongqiao')";
    let posted: Value = serde_json::from_str(portal.browser.script(value, vec![]).as_str().unwrap()).unwrap();
    assert_eq!((&posted["format"], &posted["bases"]["files"]), (&json!("zicha-draft/1"), &json!("10")));
    assert_eq!(
        browser.address(),
        format!("{}docs/portal/index.html", portal.server.url()),
        "the address is the portal's"
    );
    assert_eq!(browser.script("return history.length", vec![]), after["steps"]);
    signs(&portal);
    locks(&portal);
}

/// A key that only the test has signs; the file is verified by the program.
fn signs(portal: &Portal) {
    let (browser, key) = (&portal.browser, PrivateKey::from_seed(&[7; 32]));
    let jwk: Value = serde_json::from_slice(&to_bytes(&key.public().to_jwk())).unwrap();
    let start = "window._input = null; window._signed = null; const it = document.querySelector('#first'); \
        it.addEventListener('zicha-before-sign', e => { if (window._refuse) e.preventDefault(); }); \
        window._sign = () => it.zicha(1).sign({ alg: 'EdDSA', publicKey: arguments[0], name: '王某', title: '科长', \
            sign: input => new Promise(done => { window._input = Array.from(input); window._answer = done; }) }) \
          .then(it => { window._signed = [it.fileName, it.revision, Array.from(it.bytes)]; }, e => { window._signed = e.code; }); \
        window._refuse = true; window._sign();";
    browser.script(start, vec![jwk]);
    let signed = || Some(browser.script("return window._signed", vec![])).filter(|it| !it.is_null());
    assert_eq!(browser.until("a refusal", signed), json!("refused"));
    browser.script("window._refuse = false; window._signed = null; window._sign()", vec![]);
    let input =
        browser.until("what is to be signed", || browser.script("return window._input", vec![]).as_array().cloned());
    let input: Vec<u8> = input.iter().map(|it| it.as_u64().unwrap() as u8).collect();
    let signature = key.sign(&input).to_vec();
    browser.script("window._answer(new Uint8Array(arguments[0]))", vec![json!(signature)]);
    let file = browser.until("the signed file", signed);
    assert_eq!((&file[0], &file[1]), (&json!("区司法局-2020.report.json"), &json!(1)));
    let bytes: Vec<u8> = file[2].as_array().unwrap().iter().map(|it| it.as_u64().unwrap() as u8).collect();
    let path = portal.site.write("signed.report.json", &bytes);
    let catalogue = portal.setup.root.join("assets/catalogues/hongqiao-2020.json");
    let said =
        zicha(&portal.setup, &["verify", path.to_str().unwrap(), "--catalogue", catalogue.to_str().unwrap()]).expect(2);
    assert!(said.out.contains("王某"), "{}", said.out);
    assert_eq!(portal.promised("const r = document.querySelector('#first').zicha(1).report(); return [r.blockers.length, r.signed.bytes.length]"), json!([0, bytes.len()]));
}

/// Read-only, by the attribute and by the portal's fieldset: fields are disabled and nothing is signed.
fn locks(portal: &Portal) {
    let locked = "return Array.from(document.querySelector('#first').shadowRoot.querySelectorAll('.zc-card input')).map(it => it.disabled).filter((it, at, all) => all.indexOf(it) === at)";
    let is = |want: bool| {
        portal
            .browser
            .until("fields locked or not", || (portal.browser.script(locked, vec![]) == json!([want])).then_some(()))
    };
    is(false);
    portal.browser.script("document.querySelector('#first').setAttribute('readonly', '')", vec![]);
    is(true);
    let key: Value = serde_json::from_slice(&to_bytes(&PrivateKey::from_seed(&[7; 32]).public().to_jwk())).unwrap();
    let sign = format!(
        "return document.querySelector('#first').zicha(1).sign({{ publicKey: {key}, sign: () => new Uint8Array(64) }})"
    );
    assert!(portal.promised(&sign).as_str().unwrap().starts_with("error readonly"));
    portal.browser.script("document.querySelector('#first').removeAttribute('readonly')", vec![]);
    is(false);
}

#[test]
fn moved_or_put_back_it_goes_on_and_leaves_nothing_behind() {
    let portal = Portal::open(
        "element-remounts",
        &[("plain.html", plain("catalogue=\"hongqiao-2020\" unit=\"区司法局\" period=\"2020\""))],
    );
    let browser = &portal.browser;
    portal.go("plain.html");
    portal.ready("#first");
    portal.promised("return document.querySelector('#first').zicha(1).focusIndicator('26')");
    browser.within("document.querySelector('#first').shadowRoot");
    browser.wait_for("#r25-s0");
    browser.type_on("#r25-s0", "12");
    // The very field stays when the element moves; after a while outside it is drawn anew.
    let moved = "const it = document.querySelector('#first'), field = it.shadowRoot.querySelector('#r25-s0'); \
        document.querySelector('#elsewhere').appendChild(it); await new Promise(r => setTimeout(r, 100)); \
        return [it.shadowRoot.querySelector('#r25-s0') === field, field.value]";
    assert_eq!(portal.promised(moved), json!([true, "12"]));
    let back = "const it = document.querySelector('#first'); it.remove(); await new Promise(r => setTimeout(r, 100)); \
        const empty = it.shadowRoot.childNodes.length; document.body.appendChild(it); await it.zicha(1).ready; \
        return [empty, it.shadowRoot.querySelector('#r25-s0').value, it.zicha(1).progress().indicator]";
    assert_eq!(portal.promised(back), json!([0, "12", "26"]));

    walk(&portal, 2);
    let before = left(browser)[2];
    walk(&portal, STEPS);
    let each = (left(browser)[2] - before) / STEPS as f64;
    assert!(each <= LEFT_NODES_MAX, "nodes left behind by each step from row to row: {each:.2}");

    remount(&portal, WARM);
    let before = left(browser);
    for _ in 0..REMOUNTS / 50 {
        remount(&portal, 50);
    }
    let after = left(browser);
    let each: Vec<f64> = (0..3).map(|at| (after[at] - before[at]) / REMOUNTS as f64).collect();
    println!(
        "left behind by each of {REMOUNTS} remounts: {:.0} bytes of JavaScript's heap, {:.0} of wasm memory, {:.2} nodes",
        each[0], each[1], each[2]
    );
    assert!(each[0] <= LEFT_BYTES_MAX, "JavaScript's heap: {each:?}");
    assert!(each[1] <= LEFT_BYTES_MAX, "memories: {each:?}");
    assert!(each[2] <= LEFT_NODES_MAX, "nodes: {each:?}");
}

fn remount(portal: &Portal, times: u64) {
    let code = format!(
        "const it = document.querySelector('#first'); for (let i = 0; i < {times}; i++) {{ it.remove(); await new Promise(r => setTimeout(r, 0)); document.body.appendChild(it); await it.zicha(1).ready; }} return true"
    );
    assert_eq!(portal.promised(&code), json!(true));
}

/// To another row and back.
fn walk(portal: &Portal, times: u64) {
    let code = format!(
        "const it = document.querySelector('#first').zicha(1); for (let i = 0; i < {times}; i++) {{ await it.focusIndicator('1'); await it.focusIndicator('26'); }} return it.progress().indicator"
    );
    assert_eq!(portal.promised(&code), json!("26"));
}

/// JavaScript's heap, the bytes of all wasm memories that are reachable, and nodes; after collecting garbage.
fn left(browser: &Browser) -> [f64; 3] {
    // The last drawing's timers run out first.
    std::thread::sleep(std::time::Duration::from_secs(2));
    for _ in 0..4 {
        browser.cdp("HeapProfiler.collectGarbage", json!({}));
    }
    let heap = browser.cdp("Runtime.getHeapUsage", json!({}))["usedSize"].as_f64().unwrap();
    let memories =
        "return memories.map(it => it.deref()).filter(it => it).reduce((sum, it) => sum + it.buffer.byteLength, 0)";
    let memories = browser.script(memories, vec![]).as_f64().unwrap();
    let nodes = browser.cdp("Memory.getDOMCounters", json!({}))["nodes"].as_f64().unwrap();
    [heap, memories, nodes]
}

/// The code block of docs/embed.md with this name.
fn snippet(root: &Path, name: &str) -> String {
    let page = std::fs::read_to_string(root.join("docs/embed.md")).unwrap();
    let start = page
        .lines()
        .find(|line| line.starts_with("```") && line.split(' ').nth(1) == Some(name))
        .unwrap_or_else(|| panic!("docs/embed.md has no {name}"));
    let (_, after) = page.split_once(&format!("{start}\n")).unwrap();
    after.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_page_for_portals_tells_the_truth() {
    let root = Setup::find().root;
    let policy = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
        snippet(&root, "csp").trim().replace('"', "&quot;")
    );
    let html = snippet(&root, "page.html")
        .replace("<meta charset=\"utf-8\">", &format!("<meta charset=\"utf-8\">{policy}<link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"theme.css\">"));
    // A module may wait at its top.
    let pages = [
        ("page.html", html),
        ("page.js", snippet(&root, "page.js")),
        ("sign.js", snippet(&root, "sign.js")),
        ("theme.css", snippet(&root, "theme.css")),
    ];
    let portal = Portal::open("element-docs", &pages);
    let browser = &portal.browser;
    portal.go("page.html");
    let opened = browser.until("page.js to be done", || {
        browser.script("return window.opened || null", vec![]).as_str().map(str::to_owned)
    });
    assert_eq!(opened, "区司法局");
    assert!(browser.script("return document.title", vec![]).as_str().unwrap().starts_with("自查 0/"));
    let header = "return getComputedStyle(document.querySelector('zicha-form').shadowRoot.querySelector(arguments[0]))[arguments[1]]";
    assert_eq!(browser.script(header, vec![".zc-header".into(), "backgroundColor".into()]), json!("rgb(122, 31, 31)"));
    assert_eq!(browser.script(header, vec![".zc-footer".into(), "display".into()]), json!("none"));
    browser.script("const it = document.createElement('script'); it.type = 'module'; it.src = 'sign.js'; document.head.appendChild(it)", vec![]);
    let file = browser.until("sign.js to be done", || {
        browser.script("return window.signed ? window.signed.fileName : null", vec![]).as_str().map(str::to_owned)
    });
    assert_eq!(file, "区司法局-2020.report.json");
    assert!(browser.script("return window.signedFile.size", vec![]).as_u64().unwrap() > 1_000);
    for name in ["zicha.wasm", "zicha.css", "zicha.d.ts", "package.json", "README.md"] {
        assert!(portal.site.path().join("embed").join(name).is_file(), "{name}");
    }
    let style = std::fs::read_to_string(portal.site.path().join("embed/zicha.css")).unwrap();
    let docs = std::fs::read_to_string(root.join("docs/embed.md")).unwrap();
    let tokens: Vec<&str> = docs.split('`').filter(|it| it.starts_with("--zicha-") && !it.contains(' ')).collect();
    assert!(tokens.len() > 15);
    for token in tokens {
        assert!(style.contains(&format!("var({token},")), "{token} is not in the style");
    }
}

#[test]
fn the_element_has_the_wasm_of_the_page() {
    let setup = Setup::find();
    setup.has("embed/zicha.wasm");
    let html = std::fs::read_to_string(setup.dist.join("index.html")).unwrap();
    let pairs =
        [("zicha-wasm", "zicha.wasm"), ("zicha-late", "zicha-late.wasm"), ("zicha-office", "zicha-office.wasm")];
    for (id, file) in pairs {
        // A debug build is not cut.
        let Some((_, rest)) = html.split_once(&format!("<script id=\"{id}\"")) else { continue };
        let address = rest.split_once("data-src=\"").unwrap().1.split_once('"').unwrap().0;
        let address = address.trim_start_matches("./").trim_start_matches('/');
        let read = |path: &str| std::fs::read(setup.dist.join(path)).unwrap();
        assert!(read(address) == read(&format!("embed/{file}")), "{file}");
    }
}
