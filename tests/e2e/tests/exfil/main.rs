//! What a program that was taken over could tell others, from inside each edition: every way is tried against a
//! collector on this machine, and the outcome is the table of docs/security.md, word for word. A page without any
//! protection is tried first, so that a way that says nothing there says nothing about the editions either.
//!
//! With `ZICHA_WRITE=1` the table is written instead of compared.

mod collector;

use collector::Collector;
use std::path::PathBuf;
use zicha_e2e::browser::Browser;
use zicha_e2e::logs;
use zicha_e2e::server::Server;
use zicha_e2e::setup::{Scratch, Setup, copy_folder};

const SCRIPT: &str = include_str!("ways.js");
const START: &str = "<!-- exfiltration: written by tests/e2e/tests/exfil -->\n";
const END: &str = "<!-- end of exfiltration -->";
/// Fewer would not be the matrix that is promised.
const WAYS_MIN: usize = 27;

/// Where a program runs.
struct Edition {
    name: &'static str,
    url: String,
    /// The frame that it runs in.
    frame: Option<&'static str>,
    /// What is there as soon as its policy holds, and once it runs.
    signs: [&'static str; 2],
}

/// For each way in each edition whether the collector heard of it.
struct Matrix {
    ways: Vec<String>,
    leaving: Vec<String>,
    /// One column per edition, the unprotected page first.
    columns: Vec<Vec<bool>>,
}

#[test]
fn what_gets_out_of_each_edition_is_what_the_documents_say() {
    let setup = Setup::find();
    setup.has("zicha-sealed.html");
    let scratch = Scratch::new("exfil-pages");
    let bare = scratch.write("index.html", b"<!DOCTYPE html><meta charset=\"utf-8\"><title>x</title><link rel=\"icon\" href=\"data:,\"><div id=\"zicha\"><h1>x</h1></div>");
    let (plain, hosted) = (Server::start(bare.parent().unwrap()), Server::start(&setup.dist));
    let file = |name: &str| format!("file://{}", setup.dist.join(name).display());
    let portal = portal(&setup, &scratch);
    let editions = editions(&plain, &hosted, &portal, &file);
    let collector = Collector::start();
    let browser = Browser::start(&setup, "exfil");
    let names = |of: &str| -> Vec<String> {
        let said = browser.script(&format!("{SCRIPT}; return Object.keys({of})"), vec![]);
        said.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
    };
    let mut matrix = Matrix { ways: names("WAYS"), leaving: names("LEAVING"), columns: Vec::new() };
    assert!(matrix.ways.len() >= WAYS_MIN);
    for edition in &editions {
        println!("[exfil] {}", edition.name);
        matrix.columns.push(column(&browser, &collector, edition, &matrix));
    }
    let sealed = editions.iter().position(|it| it.name == "sealed").unwrap();
    assert!(!matrix.columns[sealed].contains(&true), "the sealed edition lets out:\n{}", table(&editions, &matrix));
    let open = matrix.columns[0].iter().filter(|it| **it).count();
    assert!(open >= WAYS_MIN, "only {open} ways work even without protection:\n{}", table(&editions, &matrix));
    compare(&setup, &editions, &matrix);
}

fn editions(plain: &Server, hosted: &Server, portal: &Server, file: &impl Fn(&str) -> String) -> Vec<Edition> {
    let own = ["#zicha", "#zicha h1"];
    let form = ["zicha-form", "zicha-form"];
    let framed = format!("{}portal.html", portal.url());
    vec![
        Edition { name: "no protection", url: plain.url(), frame: None, signs: own },
        Edition { name: "hosted", url: hosted.url(), frame: None, signs: own },
        Edition { name: "element", url: format!("{}element.html", portal.url()), frame: None, signs: form },
        Edition { name: "iframe", url: framed, frame: Some("iframe"), signs: form },
        Edition { name: "single file", url: file("zicha.html"), frame: None, signs: own },
        Edition { name: "sealed", url: file("zicha-sealed.html"), frame: Some("iframe"), signs: own },
    ]
}

/// A portal with the iframe edition and, under the policy of docs/embed.md, with the element; on one server with both.
fn portal(setup: &Setup, scratch: &Scratch) -> Server {
    setup.has("embed/frame.html");
    let folder = scratch.dir("portal");
    copy_folder(&setup.dist.join("embed"), &folder.join("embed"));
    let server = Server::start(&folder);
    let origin = server.url().trim_end_matches('/').to_owned();
    let frame = folder.join("embed/frame.html");
    let html = std::fs::read_to_string(&frame).unwrap();
    let empty = "<meta name=\"zicha-allow-origins\" content=\"\">";
    std::fs::write(&frame, html.replace(empty, &empty.replace("\"\"", &format!("\"{origin}\"")))).unwrap();
    let greeting = "<!DOCTYPE html><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><iframe src=\"embed/frame.html\"></iframe><script>\
        const frame = document.querySelector('iframe'); frame.onload = () => frame.contentWindow.postMessage(\
        {zicha: 1, type: 'hello', catalogue: 'hongqiao-2020'}, location.origin, [new MessageChannel().port2])</script>";
    std::fs::write(folder.join("portal.html"), greeting).unwrap();
    let docs = std::fs::read_to_string(setup.root.join("docs/embed.md")).unwrap();
    let (_, policy) = docs.split_once("```http csp\n").expect("docs/embed.md has a policy");
    let policy = policy.split("```").next().unwrap_or_default().trim();
    let element = format!(
        "<!DOCTYPE html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         <link rel=\"icon\" href=\"data:,\"><script src=\"embed/zicha.classic.js\"></script>\
         <zicha-form catalogue=\"hongqiao-2020\" unit=\"区司法局\"></zicha-form>"
    );
    std::fs::write(folder.join("element.html"), element).unwrap();
    server
}

/// Opens it and goes where its program runs.
fn enter(browser: &Browser, edition: &Edition, sign: &str) {
    browser.open("about:blank");
    browser.open(&edition.url);
    if let Some(frame) = edition.frame {
        browser.enter(frame);
    }
    browser.wait_for(sign);
}

fn column(browser: &Browser, collector: &Collector, edition: &Edition, matrix: &Matrix) -> Vec<bool> {
    let tag = edition.name.replace(' ', "-");
    enter(browser, edition, edition.signs[1]);
    browser.log("performance");
    let to = collector.address(&tag);
    let said = browser.script(&format!("{SCRIPT}; return run(arguments[0])"), vec![to.clone().into()]);
    assert_eq!(said.as_array().map(Vec::len), Some(matrix.ways.len()));
    for (at, name) in matrix.leaving.iter().enumerate() {
        enter(browser, edition, edition.signs[0]);
        let run = format!("{SCRIPT}; setTimeout(() => attempt(LEAVING[arguments[0]], arguments[1]), 0)");
        browser.script(&run, vec![name.as_str().into(), format!("{to}leave-{at}").into()]);
        settle(browser, collector, &format!("{tag}-{at}"));
    }
    let heard = |what: String| collector.heard(&tag, &what);
    let ways = (0..matrix.ways.len()).map(|at| heard(at.to_string()));
    let column: Vec<bool> = ways.chain((0..matrix.leaving.len()).map(|at| heard(format!("leave-{at}")))).collect();
    if edition.name == "sealed" {
        // The browser's own log of requests is a second witness.
        let asked = logs::requests(&browser.log("performance"));
        let out: Vec<&String> = asked.iter().filter(|it| it.contains("/sealed/")).collect();
        assert!(out.is_empty(), "the browser's log names {out:?}");
    }
    column
}

/// Whatever the page began is through when the browser, asked for a page afterwards, has shown it.
fn settle(browser: &Browser, collector: &Collector, tag: &str) {
    browser.script("return new Promise(done => setTimeout(done, 150))", vec![]);
    browser.open(&format!("{}fence", collector.address(tag)));
    collector.fence(tag);
}

fn table(editions: &[Edition], matrix: &Matrix) -> String {
    let heads: Vec<&str> = editions.iter().map(|it| it.name).collect();
    let mut text = format!("| way | {} |\n|---|{}\n", heads.join(" | "), "---|".repeat(heads.len()));
    let names = matrix.ways.iter().chain(&matrix.leaving).enumerate();
    for (at, name) in names {
        let kind = if at < matrix.ways.len() { "" } else { "leaving: " };
        let cells: Vec<&str> = matrix.columns.iter().map(|it| if it[at] { "**out**" } else { "–" }).collect();
        text += &format!("| {kind}{name} | {} |\n", cells.join(" | "));
    }
    text
}

fn compare(setup: &Setup, editions: &[Edition], matrix: &Matrix) {
    let path: PathBuf = setup.root.join("docs/security.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(START).expect("docs/security.md has a place for the table");
    let (written, after) = rest.split_once(END).expect("the table of docs/security.md ends");
    if std::env::var_os("ZICHA_WRITE").is_some_and(|it| it == "1") {
        std::fs::write(&path, [before, START, &table(editions, matrix), END, after].concat()).unwrap();
        return;
    }
    let said = table(editions, matrix);
    assert_eq!(written, said, "docs/security.md says otherwise; run with ZICHA_WRITE=1 and read what changed");
}
