//! axe-core finds nothing on any page in any state: by daylight, dark, in large letters, on a telephone, in English.

use serde_json::json;
use zicha_e2e::screen::PHONE;
use zicha_e2e::tour::{Dress, Found, Tour};

/// Puts axe into the page; it stays until the page is loaded anew.
fn bring(tour: &Tour) {
    let path = tour.page.setup.root.join("target/tools/node_modules/axe-core/axe.min.js");
    let axe =
        std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("no {}: run `cargo xtask setup`", path.display()));
    // Evaluated by the browser's own protocol: the page's policy forbids foreign scripts, as it should.
    tour.page.browser.cdp("Runtime.evaluate", json!({"expression": axe}));
    let is_there = tour.page.browser.script("return typeof axe.run === 'function'", vec![]);
    assert_eq!(is_there, json!(true), "axe-core did not arrive");
}

/// What is asked of axe.
#[derive(Clone, Copy)]
enum Rules {
    /// Every rule of the levels A and AA and of good practice.
    All,
    /// All but those about colours: in another language or on another screen the colours are the same.
    Uncoloured,
    /// Those that another theme or size of letters can break; names and structure are the same in each.
    Looks,
}

/// Violations, one line each.
fn violations(tour: &Tour, rules: Rules) -> Vec<String> {
    let code = "const [which] = arguments, tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']; \
        const looks = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block']; \
        const runOnly = which === 'looks' ? {type: 'rule', values: looks} : {type: 'tag', values: tags}; \
        const rules = which === 'looks' ? {} : {'target-size': {enabled: true}, 'color-contrast': {enabled: which === 'all'}}; \
        return axe.run(document, {runOnly, rules, resultTypes: ['violations']}) \
          .then(found => found.violations.flatMap(rule => rule.nodes.map(node => \
            `${rule.id}: ${node.target.join(' ')} – ${node.failureSummary.split('\\n').slice(1).join(' ').trim()}`)))";
    let which = match rules {
        Rules::All => "all",
        Rules::Uncoloured => "uncoloured",
        Rules::Looks => "looks",
    };
    tour.complaints(code, vec![which.into()])
}

/// What speaks by itself, and what the window is called: one region, and a list of errors is said in the title.
const SAID: &str = "
    const found = [], root = document.querySelector('.zc');
    const speaks = [...document.querySelectorAll('[role=status], [role=alert], [role=log], [role=timer], [aria-live], output')];
    const loud = speaks.filter(it => it.getAttribute('aria-live') !== 'off').map(it => it.id || it.className || it.tagName);
    if (loud.length !== 1) found.push(`${loud.length} live regions: ${loud.join(', ')}`);
    const prefix = root.lang === 'en' ? 'Error: ' : '错误：', said = document.title.startsWith(prefix);
    if (!said && root.querySelector('.zc-summary--error')) found.push(`the title hides errors: ${document.title}`);
    if (said && !root.querySelector('.zc-summary--error, .zc-field__error')) found.push(`no errors are shown: ${document.title}`);
    if (!/^[^–]+ – [^–]+$/.test(document.title)) found.push(`no title: ${document.title}`);
    return found";

#[test]
fn axe_finds_nothing_on_any_page_in_any_state() {
    let tour = Tour::start("axe", |_| ());
    bring(&tour);
    let mut found = Found::default();
    tour.each(|tour, scene| {
        found.add(&format!("{} said", scene.name), tour.complaints(SAID, vec![]));
        for (dress, rules) in [(Dress::Dark, Rules::Looks), (Dress::Large, Rules::Looks), (Dress::Light, Rules::All)] {
            tour.dress(dress);
            found.add(&format!("{} {}", scene.name, dress.name()), violations(tour, rules));
        }
        found.add(&format!("{} phone", scene.name), tour.on(PHONE, || violations(tour, Rules::Uncoloured)));
        found.add(
            &format!("{} english", scene.name),
            tour.in_english(|| {
                let mut both = violations(tour, Rules::Uncoloured);
                both.extend(tour.complaints(SAID, vec![]));
                both
            }),
        );
    });
    found.none("violations");
}

#[test]
fn axe_sees_what_is_wrong() {
    let tour = Tour::start("axe-sees", |_| ());
    bring(&tour);
    let harm = "const main = document.querySelector('#zc-main'); const button = document.createElement('button'); \
                const field = document.createElement('input'); main.append(button, field); \
                for (const it of document.querySelectorAll('h1')) it.setAttribute('role', 'none')";
    tour.page.browser.script(harm, vec![]);
    let pale = "const it = document.querySelector('#zc-main p'); document.styleSheets[0].insertRule('.zc .zc-pale { color: #ccc }'); \
                it.className = 'zc-pale'";
    tour.page.browser.script(pale, vec![]);
    let of = |rules, wanted: &[&str]| {
        let found = violations(&tour, rules);
        for rule in wanted {
            assert!(found.iter().any(|it| it.starts_with(rule)), "{rule} was not seen: {found:?}");
        }
    };
    of(Rules::All, &["button-name", "label", "page-has-heading-one", "color-contrast"]);
    of(Rules::Uncoloured, &["button-name", "label", "page-has-heading-one"]);
    of(Rules::Looks, &["color-contrast"]);
    let loud = "const it = document.createElement('p'); it.setAttribute('role', 'alert'); it.className = 'zc-summary--error'; \
                document.querySelector('#zc-main').append(it)";
    tour.page.browser.script(loud, vec![]);
    let found = tour.complaints(SAID, vec![]);
    for wanted in ["2 live regions", "the title hides errors"] {
        assert!(found.iter().any(|it| it.starts_with(wanted)), "{wanted} was not seen: {found:?}");
    }
}
