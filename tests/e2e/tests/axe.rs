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

/// Violations of every rule of the levels A and AA and of good practice, one line each.
fn violations(tour: &Tour) -> Vec<String> {
    let code = "const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']; \
        return axe.run(document, {runOnly: {type: 'tag', values: tags}, rules: {'target-size': {enabled: true}}, \
                                  resultTypes: ['violations']}) \
          .then(found => found.violations.flatMap(rule => rule.nodes.map(node => \
            `${rule.id}: ${node.target.join(' ')} – ${node.failureSummary.split('\\n').slice(1).join(' ').trim()}`)))";
    tour.complaints(code, vec![])
}

#[test]
fn axe_finds_nothing_on_any_page_in_any_state() {
    let tour = Tour::start("axe", |_| ());
    bring(&tour);
    let mut found = Found::default();
    tour.each(|tour, scene| {
        for dress in [Dress::Dark, Dress::Large, Dress::Light] {
            tour.dress(dress);
            found.add(&format!("{} {}", scene.name, dress.name()), violations(tour));
        }
        found.add(&format!("{} phone", scene.name), tour.on(PHONE, || violations(tour)));
        found.add(&format!("{} english", scene.name), tour.in_english(|| violations(tour)));
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
    let found = violations(&tour);
    for rule in ["button-name", "label", "page-has-heading-one"] {
        assert!(found.iter().any(|it| it.starts_with(rule)), "{rule} was not seen: {found:?}");
    }
}
