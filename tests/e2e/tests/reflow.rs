//! Room: at 200 % and 400 % nothing is cut off and nobody scrolls sideways; with wider letters and lines too. Targets are
//! large enough, motion stops where a person asks, and nothing is lost in the system's own colours.

use zicha_e2e::screen::{DESK, NARROW, PHONE, TWICE};
use zicha_e2e::tour::{Dress, Found, Tour};

/// What sticks out sideways or is cut off. Regions that scroll by themselves are left out, if the keyboard reaches them.
/// The table of all rows is such a region; its cells show one line of a text, and the whole of it where they are opened.
const CUT: &str = "
    const found = [], page = document.scrollingElement, root = document.querySelector('.zc');
    const name = it => it.tagName.toLowerCase() + (it.id ? '#' + it.id : '') + (it.classList[0] ? '.' + it.classList[0] : '');
    if (page.scrollWidth > page.clientWidth) found.push('the page scrolls sideways');
    const scrolls = it => { const css = getComputedStyle(it); return css.overflowX === 'auto' || css.overflowX === 'scroll' };
    const region = it => { for (let at = it.parentElement; at && at !== root; at = at.parentElement) if (scrolls(at)) return at; return null };
    const unseen = it => !!it.closest('.zc-unseen, .zc-skip, [hidden], svg, .zc-grid__cell') || !it.checkVisibility();
    for (const it of root.querySelectorAll('*')) {
      if (unseen(it)) continue;
      const css = getComputedStyle(it), box = it.getBoundingClientRect();
      if (css.position === 'absolute' && box.width <= 1 && box.height <= 1) continue;
      if (css.visibility === 'hidden' || box.width === 0) continue;
      const own = [...it.childNodes].some(child => child.nodeType === 3 && child.data.trim());
      const control = it.matches('input, textarea, select, button, a');
      if ((own || control) && (box.right > innerWidth + 1 || box.left < -1) && !region(it)) found.push(name(it) + ' sticks out of the window');
      const cuts = css.overflowX === 'hidden' || css.overflowX === 'clip', low = css.overflowY === 'hidden' || css.overflowY === 'clip';
      if (cuts && it.scrollWidth > it.clientWidth + 1) found.push(name(it) + ' cuts off its right');
      if (low && it.scrollHeight > it.clientHeight + 1) found.push(name(it) + ' cuts off its foot');
      if (it.matches('button, .zc-button') && it.scrollWidth > it.clientWidth + 1) found.push(name(it) + ' is wider than itself');
      if (scrolls(it) && it.scrollWidth > it.clientWidth + 1 && it.tabIndex < 0 && !it.matches('textarea') && !it.querySelector('a[href], button, input, textarea, [tabindex=\"0\"]'))
        found.push(name(it) + ' scrolls, and no key reaches it');
    }
    return found";

/// WCAG 2.2, 1.4.12, in full. Through the style sheet's own interface: the policy forbids added ones.
const SPACED: &str = "
    const sheet = document.styleSheets[0], rules = [
      '.zc * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
      '.zc p { margin-bottom: 2em !important }'];
    rules.forEach(rule => sheet.insertRule(rule, sheet.cssRules.length))";
const UNSPACED: &str =
    "const sheet = document.styleSheets[0]; for (let at = 0; at < 2; at++) sheet.deleteRule(sheet.cssRules.length - 1)";

/// Targets smaller than `arguments[0]` CSS pixels each way. A label counts with its box, a link in a sentence not at all.
const SMALL: &str = "
    const least = arguments[0], found = [];
    const name = it => it.tagName.toLowerCase() + (it.id ? '#' + it.id : '') + (it.classList[0] ? '.' + it.classList[0] : '');
    for (const it of document.querySelectorAll('.zc a[href], .zc button, .zc input, .zc textarea, .zc select, .zc summary')) {
      if (it.disabled || it.closest('.zc-skip') || !it.checkVisibility()) continue;
      const css = getComputedStyle(it);
      let boxes = [it.getBoundingClientRect()];
      if (css.clip === 'rect(0px, 0px, 0px, 0px)') boxes = [];
      for (const label of it.labels || []) if (label.control === it) boxes.push(label.getBoundingClientRect());
      const inline = css.display.startsWith('inline') && it.matches('a, .zc-figure') && !it.matches('.zc-button') && [...it.parentElement.childNodes].some(near => near !== it && near.textContent.trim());
      if (inline) continue;
      if (boxes.length && !boxes.some(box => box.width >= least - 0.5 && box.height >= least - 0.5)) found.push(`${name(it)} is only ${Math.round(boxes[0].width)} × ${Math.round(boxes[0].height)}`.replace(/only \\d+ ×/, 'only … ×'));
    }
    return found";

/// Whatever moves.
const MOVES: &str = "
    const found = document.getAnimations().map(it => `${it.animationName || it.transitionProperty} moves`);
    for (const it of document.querySelectorAll('.zc, .zc *')) {
      const css = getComputedStyle(it);
      const long = css.transitionDuration.split(',').some(time => parseFloat(time) > 0) && css.transitionProperty !== 'none';
      if (long || css.scrollBehavior === 'smooth') found.push(it.className + ' moves');
    }
    return found";

/// In the system's colours, what is pressed or typed into has a border or is underlined.
const BARE: &str = "
    const found = [];
    for (const it of document.querySelectorAll('.zc button, .zc input:not([type=radio]):not([type=checkbox]):not([type=file]), .zc textarea, .zc a[href]')) {
      if (!it.checkVisibility()) continue;
      const css = getComputedStyle(it), bordered = ['Top', 'Bottom'].some(side => css[`border${side}Style`] !== 'none' && parseFloat(css[`border${side}Width`]) > 0);
      if (!bordered && !css.textDecorationLine.includes('underline') && !it.closest('nav, header')) found.push(`${it.tagName.toLowerCase()}.${it.className} has no shape in the system's colours`);
    }
    return found";

/// Least size of a target: WCAG 2.2, 2.5.8; and what 大字版 promises.
const TARGET_PX: u32 = 24;
const LARGE_TARGET_PX: u32 = 44;

#[test]
fn nothing_is_cut_off_at_400_percent_nor_with_wide_letters() {
    let tour = Tour::start("reflow", |_| ());
    let mut found = Found::default();
    tour.each(|tour, scene| {
        for (name, screen) in [("200 %", TWICE), ("400 %", NARROW)] {
            found.add(&format!("{} {name}", scene.name), tour.on(screen, || tour.complaints(CUT, vec![])));
        }
        tour.dress(Dress::Large);
        for (name, screen) in [("large", DESK), ("large 400 %", NARROW)] {
            found.add(&format!("{} {name}", scene.name), tour.on(screen, || tour.complaints(CUT, vec![])));
        }
        tour.dress(Dress::Light);
        tour.page.browser.script(SPACED, vec![]);
        for (name, screen) in [("spaced", DESK), ("spaced 400 %", NARROW)] {
            found.add(&format!("{} {name}", scene.name), tour.on(screen, || tour.complaints(CUT, vec![])));
        }
        tour.page.browser.script(UNSPACED, vec![]);
        let english = tour.in_english(|| tour.on(NARROW, || tour.complaints(CUT, vec![])));
        found.add(&format!("{} english 400 %", scene.name), english);
    });
    found.none("places without room");
}

#[test]
fn targets_are_large_enough_and_nothing_moves_unasked() {
    let tour = Tour::start("targets", |_| ());
    let screens = tour.page.setup.screens();
    let mut found = Found::default();
    tour.each(|tour, scene| {
        let browser = &tour.page.browser;
        found.add(&format!("{} 24 px", scene.name), tour.complaints(SMALL, vec![TARGET_PX.into()]));
        found.add(
            &format!("{} 24 px, telephone", scene.name),
            tour.on(PHONE, || tour.complaints(SMALL, vec![TARGET_PX.into()])),
        );
        tour.dress(Dress::Large);
        found.add(&format!("{} 44 px", scene.name), tour.complaints(SMALL, vec![LARGE_TARGET_PX.into()]));
        tour.dress(Dress::Light);
        browser.media(&[("prefers-reduced-motion", "reduce")]);
        found.add(&format!("{} calm", scene.name), tour.complaints(MOVES, vec![]));
        browser.media(&[("forced-colors", "active")]);
        found.add(&format!("{} system's colours", scene.name), tour.complaints(BARE, vec![]));
        std::fs::write(screens.join(format!("forced-colors-{}.png", scene.name)), browser.shot()).unwrap();
        browser.media(&[]);
    });
    found.none("targets or movements");
}

#[test]
fn what_has_no_room_is_seen() {
    let tour = Tour::start("reflow-sees", |_| ());
    let wide = "const it = document.createElement('p'); it.textContent = '字'.repeat(400); it.className = 'zc-tag'; \
                const small = document.createElement('button'); small.textContent = '×'; small.className = 'zc-link'; \
                document.querySelector('#zc-main').append(it, small); document.styleSheets[0].insertRule('#zc-main > .zc-link { min-height: 0; height: 10px; line-height: 10px; padding: 0 }')";
    tour.page.browser.script(wide, vec![]);
    let found = tour.complaints(CUT, vec![]);
    assert!(found.iter().any(|it| it == "the page scrolls sideways"), "{found:?}");
    assert!(found.iter().any(|it| it.contains("zc-tag sticks out")), "{found:?}");
    let found = tour.complaints(SMALL, vec![TARGET_PX.into()]);
    assert!(found.iter().any(|it| it.starts_with("button.zc-link")), "{found:?}");
}
