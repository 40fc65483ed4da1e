//! The interface in English, whole: no page in any state shows a label or a sentence in Chinese, or none at all. What is
//! quoted (catalogues, names, answers) is marked as Chinese, so that a screen reader reads it as such; what is marked stands
//! in a catalogue or was typed, so no label hides behind the mark. Documents are exempt: they are Chinese by their genre.

use serde_json::json;
use zicha_e2e::tour::{Found, Tour};

/// Texts with Han characters outside of what is marked as Chinese, and controls that say nothing.
const SWEEP: &str = "
    const han = /[\\u2e80-\\u2fdf\\u3400-\\u9fff\\uf900-\\ufaff]|[\\u3001\\u3002\\uff0c\\uff1a\\uff1b\\uff1f\\uff01]/;
    const found = [], chinese = it => { const marked = it.closest('[lang]'); return !!marked && /^zh/.test(marked.lang) };
    const where = it => { const path = []; for (let at = it; at && !at.id && path.length < 3; at = at.parentElement) path.unshift(at.tagName.toLowerCase() + (at.className && at.className.split ? '.' + at.className.split(' ')[0] : '')); return path.join(' > ') };
    const root = document.querySelector('.zc'), known = arguments[0] || '';
    const sheet = [...document.querySelectorAll('.zc-sheet, .zc-enrolment')].map(it => it.textContent).join();
    const quoted = text => (text.match(/[\\u3400-\\u9fff]+/g) || []).every(run => known.includes(run)) || !known;
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const it = texts.currentNode, holder = it.parentElement;
      if (it.data.includes('\\0')) found.push('a text that is missing in ' + where(holder));
      if (han.test(it.data) && chinese(holder) && !quoted(it.data) && !sheet.includes(it.data.replace(/…$/, '').trim())) found.push('“' + it.data.trim().slice(0, 60) + '” is quoted from nowhere in ' + where(holder));
      if (han.test(it.data) && !chinese(holder)) found.push('“' + it.data.trim().slice(0, 60) + '” in ' + where(holder));
    }
    for (const it of root.querySelectorAll('*')) {
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt']) {
        const text = it.getAttribute(name);
        if (text !== null && (text.trim() === '' && name !== 'alt')) found.push('an empty ' + name + ' of ' + where(it));
        if (text !== null && han.test(text) && !quoted(text)) found.push(name + ' “' + text.slice(0, 60) + '” of ' + where(it));
      }
      if (it.matches('button, a, summary, legend, label, h1, h2, h3, th, dt, caption') && !it.textContent.trim() && !it.getAttribute('aria-label') && !it.querySelector('svg'))
        found.push('nothing said by ' + where(it));
    }
    if (han.test(document.title)) found.push('the title “' + document.title + '”');
    return found";

#[test]
fn no_page_in_any_state_lacks_its_english() {
    let tour = Tour::start("english", |_| ());
    let mut found = Found::default();
    // Spoken from the first page on: what was said before a change of language is not said again.
    tour.speak("en");
    let known = known(&tour);
    tour.each(|tour, scene| found.add(scene.name, tour.complaints(SWEEP, vec![known.clone().into()])));
    found.none("texts not in English");
}

/// All the Chinese that may be quoted: every catalogue, and what the tour types.
fn known(tour: &Tour) -> String {
    let mut known = "区司法局 张三 红桥区法治办 中文 约莫".to_owned();
    for entry in std::fs::read_dir(tour.page.setup.root.join("assets/catalogues")).unwrap() {
        known += &std::fs::read_to_string(entry.unwrap().path()).unwrap();
    }
    for name in ["blank", "half", "wrong", "full"] {
        known += &std::fs::read_to_string(tour.file(&format!("{name}.draft.json"))).unwrap();
    }
    known
}

/// The same eyes see Chinese where it stands, so what they do not see is not there.
#[test]
fn the_sweep_sees_chinese() {
    let tour = Tour::start("english-sees", |_| ());
    let found = tour.complaints(SWEEP, vec![String::new().into()]);
    assert!(found.iter().any(|it| it.starts_with("the title")), "{found:?}");
    let unsaid = "const it = document.querySelector('#zc-main p'); it.lang = 'en'; it.textContent = '请填写'";
    tour.page.browser.script(unsaid, vec![]);
    let found = tour.complaints(SWEEP, vec![String::new().into()]);
    assert!(found.iter().any(|it| it.starts_with("“请填写”")), "{found:?}");
    let quoted = "const it = document.createElement('p'); it.lang = 'zh-Hans'; it.textContent = '引文'; \
                  const root = document.querySelector('.zc'); root.lang = 'en'; root.textContent = ''; root.append(it)";
    tour.page.browser.script(quoted, vec![]);
    tour.page.browser.script("document.title = 'Self-check'", vec![]);
    assert_eq!(json!(tour.complaints(SWEEP, vec![String::new().into()])), json!([]), "what is marked is no fault");
}
