//! Contrast of assets/zicha.css, computed: every pair of colour tokens that meet on the page, light, dark and in 大字版,
//! by WCAG 2.2 §1.4.3 (4.5:1 for text) and §1.4.11 (3:1 for what one must see to use the page). What a browser makes of
//! it is for axe in the end-to-end tests; here a token that nobody measured does not pass.

use std::collections::{BTreeMap, BTreeSet};

const CSS: &str = include_str!("../../assets/zicha.css");

/// Text, in thousandths of the ratio.
const TEXT: u64 = 4_500;
/// Borders of fields, rings of focus, parts of a picture.
const SHAPE: u64 = 3_000;

/// Text colours, and every surface they stand on.
const TEXTS: &[(&str, &[&str])] = &[
    ("ink", &["ground", "paper", "wash", "blue-pale", "red-pale", "amber-pale", "green-pale", "quote", "gap-text"]),
    ("ink-soft", &["ground", "paper", "wash", "blue-pale", "amber-pale", "green-pale"]),
    ("blue", &["ground", "paper", "wash", "blue-pale", "amber-pale", "green-pale", "red-pale"]),
    ("blue-dark", &["ground", "paper", "wash", "blue-pale"]),
    ("red", &["ground", "paper", "wash", "red-pale"]),
    ("amber", &["ground", "paper", "wash", "amber-pale"]),
    ("green", &["ground", "paper", "wash", "green-pale"]),
    ("on-solid", &["solid", "solid-over", "head"]),
    ("on-idle", &["idle"]),
    ("on-amber", &["amber"]),
    ("on-toast", &["toast"]),
];

/// Lines and shapes, and what they are seen against.
const SHAPES: &[(&str, &[&str])] = &[
    ("line-strong", &["paper", "ground"]),
    ("focus", &["ground", "paper", "wash", "blue-pale", "amber-pale"]),
    ("red", &["paper"]),
    ("amber", &["paper"]),
    ("green", &["paper"]),
    ("blue", &["paper", "ground"]),
    ("fill-unmet", &["paper"]),
    ("fill-open", &["paper"]),
    ("fill-met", &["paper"]),
];

/// Colours nobody reads anything from: lines between things, shades, fills that a border or a word repeats.
const DECORATION: &[&str] =
    &["line", "quote-line", "figure-line", "shade", "fill-blank", "fill-off", "fill-soft", "solid-over"];

/// Where tokens are set: the selector, and what it is laid over.
const THEMES: &[(&str, &str)] = &[
    ("light", ".zc, .zc-panic, .zc-sheet, .zc-enrolment {"),
    ("dark", ".zc[data-theme=\"dark\"] {"),
    ("dark by the system", ".zc:not([data-theme=\"light\"]) {"),
];

/// Outside the page's root: the surface behind it, and what the loader says where the program cannot run, also to kernels
/// that know no custom properties.
const OUTSIDE: &[&str] = &["body {", ".zc-fail", ".zc-update"];
/// Sheets that look on the screen as they are printed.
const SHEETS: &[&str] = &["narrative", "enrolment", "zc-sheet", "zc-ledger__"];

fn is_of(line: &str, names: &[&str]) -> bool {
    names.iter().any(|name| line.contains(name))
}

type Tokens = BTreeMap<String, String>;

/// `--zc-name: value` of the first block that begins with `selector`.
fn block(selector: &str) -> Tokens {
    let start = CSS.find(selector).unwrap_or_else(|| panic!("the style has no {selector}")) + selector.len();
    let body = &CSS[start..start + CSS[start..].find('}').unwrap()];
    let one = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--zc-")?.split_once(':')?;
        Some((name.to_owned(), value.trim().to_owned()))
    };
    body.split(';').filter_map(one).collect()
}

/// Red, green and blue of `#1f5fae` or `#fff`.
fn channels(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#')?;
    let of = |at: usize| match digits.len() {
        3 => u8::from_str_radix(&digits[at..=at].repeat(2), 16).ok(),
        6 => u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok(),
        _ => None,
    };
    Some([of(0)?, of(1)?, of(2)?])
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: &str) -> f64 {
    let rgb = channels(colour).unwrap_or_else(|| panic!("{colour} is no colour of three or six digits"));
    let linear = rgb.map(|it| {
        let it = f64::from(it) / 255.0;
        if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

/// Contrast ratio in thousandths, rounded down.
fn contrast(a: &str, b: &str) -> u64 {
    let (a, b) = (luminance(a), luminance(b));
    let (light, dark) = if a > b { (a, b) } else { (b, a) };
    ((light + 0.05) / (dark + 0.05) * 1_000.0).floor() as u64
}

fn check(theme: &str, tokens: &Tokens, pairs: &[(&str, &[&str])], least: u64, failed: &mut Vec<String>) {
    let of = |name: &str| tokens.get(name).unwrap_or_else(|| panic!("{theme}: no --zc-{name}"));
    for (front, backs) in pairs {
        for back in *backs {
            let found = contrast(of(front), of(back));
            if found < least {
                failed.push(format!("{theme}: {front} on {back} is {found}, less than {least} thousandths"));
            }
        }
    }
}

#[test]
fn the_ratio_is_that_of_the_standard() {
    assert_eq!(contrast("#000", "#ffffff"), 21_000);
    assert_eq!(contrast("#777", "#fff"), 4_478);
    assert_eq!(contrast("#fff", "#767676"), 4_542);
}

#[test]
fn every_pair_of_colours_can_be_read_in_every_theme() {
    let light = block(THEMES[0].1);
    let mut failed = Vec::new();
    for (theme, selector) in THEMES {
        let mut tokens = light.clone();
        tokens.extend(block(selector));
        check(theme, &tokens, TEXTS, TEXT, &mut failed);
        check(theme, &tokens, SHAPES, SHAPE, &mut failed);
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

#[test]
fn the_chosen_dark_is_the_dark_of_the_system_and_leaves_no_colour_out() {
    let (light, chosen, system) = (block(THEMES[0].1), block(THEMES[1].1), block(THEMES[2].1));
    assert_eq!(chosen, system);
    assert_eq!(chosen.keys().collect::<Vec<_>>(), light.keys().collect::<Vec<_>>());
}

#[test]
fn every_colour_is_measured_or_decoration() {
    let measured = TEXTS.iter().chain(SHAPES).flat_map(|(front, backs)| backs.iter().chain([front]));
    let known: BTreeSet<&str> = measured.chain(DECORATION).copied().collect();
    let tokens = block(THEMES[0].1);
    assert_eq!(tokens.keys().map(String::as_str).collect::<BTreeSet<_>>(), known);
}

/// Text on the screen takes its colour from a measured text token, and a surface from a measured surface; colours by
/// number stand only in the blocks of tokens, on paper, and on the two surfaces outside the page's root.
#[test]
fn colours_come_from_tokens() {
    let texts: BTreeSet<&str> = TEXTS.iter().map(|it| it.0).collect();
    let surfaces: BTreeSet<&str> = TEXTS.iter().flat_map(|it| it.1).copied().collect();
    let mut failed = Vec::new();
    let mut paper = false;
    for line in CSS.lines() {
        let bare = line.trim();
        paper = if line.starts_with("@media print") { true } else { paper && !line.starts_with('}') };
        if paper || bare.starts_with("--zc-") || is_of(line, OUTSIDE) || is_of(line, &["enrolment", "ledger__table th"])
        {
            continue;
        }
        for part in bare.split(['{', ';', '}']).map(str::trim) {
            let Some((name, value)) = part.split_once(':') else { continue };
            let token = value.trim().strip_prefix("var(--zc-").and_then(|it| it.split(')').next());
            let is_number = value.split([' ', ',', '(']).any(|it| channels(it.trim()).is_some());
            let wrong = match (name.trim(), token) {
                (it, _) if it.starts_with("--zc-") => false,
                ("color", Some(token)) => !texts.contains(token),
                ("background" | "background-color", Some(token)) => !surfaces.contains(token),
                (_, _) => is_number,
            };
            if wrong {
                failed.push(format!("{name}:{value}  in  {bare}"));
            }
        }
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

/// 大字版: no letter below 18 px, nothing to press below 44 px.
#[test]
fn the_large_edition_is_large() {
    let large = block(".zc[data-size=\"large\"] {");
    let px = |name: &str| large[name].strip_suffix("px").unwrap().parse::<u32>().unwrap();
    let normal = block(".zc, .zc-panic {");
    let scale: Vec<&String> = normal.keys().filter(|name| name.starts_with("t-")).collect();
    assert!(scale.len() >= 5);
    assert!(scale.iter().all(|name| px(name) >= 18), "{large:?}");
    assert!(px("target") >= 44 && px("target-s") >= 44);
}

/// No size of letters by number on the screen, but on sheets that look as they are printed.
#[test]
fn letters_are_sized_by_the_scale() {
    let mut failed = Vec::new();
    let mut paper = false;
    for line in CSS.lines() {
        paper = if line.starts_with("@media print") { true } else { paper && !line.starts_with('}') };
        let by_number = line.split([';', '{', '}']).map(str::trim).any(|part| {
            let value = part.strip_prefix("font-size:").or_else(|| part.strip_prefix("font:"));
            value.is_some_and(|it| it.split([' ', '/']).any(|it| it.ends_with("px")))
        });
        if by_number && !paper && !is_of(line, SHEETS) && !is_of(line, OUTSIDE) {
            failed.push(line);
        }
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}
