//! One file has the measures of what is printed (assets/print/gbt9704.json); the page's style and that of the downloaded
//! report say the same. What a browser makes of it: tests/e2e/tests/print.rs.

use serde_json::Value;

const PROFILE: &str = include_str!("../../assets/print/gbt9704.json");
const PAGE: &str = include_str!("../../assets/zicha.css");
const DOWNLOADED: &str = include_str!("../../crates/core/src/narrative/page.css");

fn profile() -> Value {
    serde_json::from_str(PROFILE).unwrap()
}

/// A number as the style writes it: `28.95`, `-.21`.
fn figure(value: &Value) -> String {
    let text = value.to_string();
    text.replacen("-0.", "-.", 1)
}

fn mm(part: &Value, side: &str) -> f64 {
    part["margins_mm"][side].as_f64().unwrap()
}

/// `37mm 26mm 24mm 28mm`, shortened as styles are.
fn margins(part: &Value) -> String {
    let side = |name: &str| format!("{}mm", part["margins_mm"][name]);
    let [top, right, bottom, left] = ["top", "right", "bottom", "left"].map(side);
    if right == left { format!("{top} {right} {bottom}") } else { format!("{top} {right} {bottom} {left}") }
}

/// A stack of fonts as the style writes it.
fn fonts(name: &str) -> String {
    let quoted =
        |font: &str| if font.is_ascii() && !font.contains(' ') { font.to_owned() } else { format!("\"{font}\"") };
    let all: Vec<String> =
        profile()["report"]["fonts"][name].as_array().unwrap().iter().map(|it| quoted(it.as_str().unwrap())).collect();
    all.join(", ")
}

fn check(style: &str, css: &str, wanted: &[String]) {
    for one in wanted {
        assert!(css.contains(one.as_str()), "{style} lacks “{one}” of the profile");
    }
}

#[test]
fn both_styles_print_the_report_by_the_profile() {
    let report = &profile()["report"];
    let (letter, line) = (figure(&report["letter_pt"]), figure(&report["line_pt"]));
    let spacing = format!("letter-spacing: {}pt", figure(&report["letter_spacing_pt"]));
    let page = format!("@page {{ size: {}; margin: {}; }}", report["paper"].as_str().unwrap(), margins(report));
    let number = format!("font: {}pt SimSun", report["page_number_pt"]);
    let foot = format!("height: {}mm", report["foot_mm"]);
    let title = format!("{}pt", report["title_pt"]);
    let both = [page, spacing, number, foot];
    check("assets/zicha.css", PAGE, &both);
    check("page.css", DOWNLOADED, &both);
    check(
        "assets/zicha.css",
        PAGE,
        &[
            format!("font-size: {letter}pt; line-height: {line}pt"),
            format!("font-size: {title}; line-height"),
            format!("--zc-fangsong: {};", fonts("body")),
            format!("--zc-xbs: {};", fonts("title")),
            format!("--zc-hei: {};", fonts("heading")),
            format!("--zc-kai: {};", fonts("subheading")),
            format!("--zc-song: {};", fonts("foot")),
        ],
    );
    check(
        "page.css",
        DOWNLOADED,
        &[
            format!("font: {letter}pt/{line}pt {};", fonts("body")),
            format!("{title}/36pt {};", fonts("title")),
            format!("{letter}pt/{line}pt {};", fonts("heading")),
            format!("font-family: {};", fonts("subheading")),
            format!("8pt/11pt {};", fonts("foot")),
        ],
    );
}

#[test]
fn ledger_and_forms_are_printed_by_the_profile() {
    let profile = profile();
    for name in ["ledger", "form"] {
        let part = &profile[name];
        let page = format!("@page {name} {{ size: {}; margin: {}; }}", part["paper"].as_str().unwrap(), margins(part));
        check("assets/zicha.css", PAGE, &[page]);
    }
    let ledger = &profile["ledger"];
    let font = format!("font: {}pt/{}pt var(--zc-song)", ledger["letter_pt"], ledger["line_pt"]);
    check("assets/zicha.css", PAGE, &[font]);
}

/// GB/T 9704-2012 §5.2: 37 mm above, 28 mm at the binding, 156 by 225 mm of text; 22 lines of 28 characters fill it.
#[test]
fn the_measures_of_the_standard_add_up() {
    const PT_PER_MM: f64 = 72.0 / 25.4;
    let profile = profile();
    let report = &profile["report"];
    let of = |name: &str, at: usize| report[name][at].as_f64().unwrap();
    assert_eq!((mm(report, "top"), mm(report, "left")), (37.0, 28.0));
    assert_eq!((of("text_mm", 0), of("text_mm", 1)), (156.0, 225.0));
    assert_eq!(mm(report, "left") + of("text_mm", 0) + mm(report, "right"), of("paper_mm", 0));
    let below = report["foot_mm"].as_f64().unwrap() + mm(report, "bottom");
    assert_eq!(mm(report, "top") + of("text_mm", 1) + below, of("paper_mm", 1));
    // What the standard leaves below the text, and ours takes the foot from.
    assert_eq!(below, 35.0);
    let number = |name: &str| report[name].as_f64().unwrap();
    let fit = |room_mm: f64, each_pt: f64| (room_mm * PT_PER_MM / each_pt).floor();
    assert_eq!(fit(of("text_mm", 1), number("line_pt")), number("lines"));
    assert_eq!(fit(of("text_mm", 0), number("letter_pt") + number("letter_spacing_pt")), number("characters"));
}
