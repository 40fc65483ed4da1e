//! An office's own single file, made by the program from the finished one: its name, its units, one catalogue; it is
//! walked, saves itself, and says that the office's pages are not in it.

use std::process::Command;
use zicha_e2e::browser::Browser;
use zicha_e2e::setup::{Scratch, Setup};

const NAME: &str = "红桥区自查";
const PIN: &str = "4hMdP2pB0Yf1f0nqk6rQmCq1rZr8u1l3f3oVJt8k0aA";

#[test]
fn an_offices_page_is_its_own_and_for_those_who_fill_in() {
    let setup = Setup::find();
    let scratch = Scratch::new("own-page");
    let units = scratch.write("units.csv", "名称,类别\n和苑街道,街道\n".as_bytes());
    for from in ["zicha.html", "zicha-sealed.html"] {
        setup.has(from);
        println!("[own page] from {from}");
        let file = scratch.path().join(format!("own-{from}"));
        let mut made = Command::new(&setup.cli);
        made.args(["page", "hongqiao-2020", "--name", NAME, "--pin", PIN, "--from"]).arg(setup.dist.join(from));
        let made = made.arg("--units").arg(&units).arg("-o").arg(&file).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let is_cut = std::fs::read_to_string(&file).unwrap().contains("id=\"zicha-late\"");
        let browser = Browser::start(&setup, "own-page");
        browser.open(&format!("file://{}", file.display()));
        if from == "zicha-sealed.html" {
            browser.enter("iframe");
        }
        browser.wait_for("#zc-catalogue-0");
        assert_eq!(browser.script("return document.title", vec![]), format!("首页 – {NAME}"));
        assert_eq!(browser.text(".zc-header__product").trim(), NAME);
        assert!(!browser.has("#zc-catalogue-1"), "one catalogue");
        browser.begin("和苑");
        if is_cut {
            browser.wait_for("#zicha-late[data-state=ready]");
            for page in ["receive", "trust"] {
                browser.script(&format!("location.hash = '#/{page}'"), vec![]);
                browser.wait_for_text("本网页供填报单位使用");
            }
        }
        browser.click("#zc-save-page");
        let saved = String::from_utf8(browser.downloaded("和苑街道-2020年度.html")).unwrap();
        assert!(saved.contains(NAME) && saved.contains("hongqiao-2020.units"), "the page saves itself");
    }
}
