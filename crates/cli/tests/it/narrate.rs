//! `narrate`: what is written, what is said beside it, and the exit codes.

use serde_json::{Value, json};

use crate::answers::file;
use crate::tool::{Desk, Ran};

fn narrate(file: &Value, more: &[&str]) -> Ran {
    let desk = Desk::new();
    desk.put("a.json", file.to_string());
    desk.run(&[&["narrate", "a.json", "--today", "2020-12-31"], more].concat())
}

fn answers() -> Value {
    file(json!({"files": 12}), json!({"26": {"reviewed": 12, "review": "5-12"}}))
}

#[test]
fn answers_become_a_report_with_blanks_where_nothing_is_filled_in() {
    let ran = narrate(&answers(), &["--lang", "zh"]).good();
    for words in [
        "# 关于区司法局2020年度法治政府建设情况的报告\n",
        "本年度制定的行政规范性文件12件，其中经合法性审核的12件，全部达到要求（100%）",
        "未经审核或者审核不合法而提交集体审议的＿＿件",
        "特此报告。",
    ] {
        assert!(ran.out.contains(words), "{words}");
    }
    assert!(ran.err.contains("留有空白"), "{}", ran.err);
}

#[test]
fn a_page_stands_by_itself_and_has_no_style_attribute() {
    let page = narrate(&answers(), &["--format", "html"]).good().out;
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<style>") && page.ends_with("</html>\n"));
    assert!(page.contains("<span class=\"zc-figure\" data-link=\"26.reviewed\">12</span>"));
    assert!(!page.contains("style=") && !page.contains("<script") && !page.contains("http"));
}

#[test]
fn own_words_follow_the_answers_and_misspelt_ones_end_with_1() {
    let mut it = answers();
    it["narrative"] = json!({"group.2-2": "全年制定{26.files}件。", "title": "报告"});
    let ran = narrate(&it, &[]).good();
    assert!(ran.out.contains("全年制定12件。") && ran.out.starts_with("# 报告\n"), "{}", ran.out);
    it["narrative"] = json!({"group.2-2": "全年制定{26.fils}件。"});
    let ran = narrate(&it, &[]);
    ran.refused(1, &["a.json: group.2-2:", "26.fils", "26.files"]);
    assert!(ran.out.contains("全年制定{26.fils}件。"), "what is left is written");
    it["narrative"] = json!({"groups.2-2": "全年"});
    narrate(&it, &[]).refused(1, &["groups.2-2", "group.2-2"]);
}

#[test]
fn contradictions_are_listed_and_change_no_exit_code() {
    let mut it = answers();
    it["answers"]["26"]["slots"]["publishable"] = json!("13");
    it["narrative"] = json!({"group.2-2": "清理22项，其中保留18项，取消5项。"});
    let ran = narrate(&it, &[]).good();
    ["is above", "is not the sum of its parts 18 + 5"]
        .iter()
        .for_each(|it| assert!(ran.err.contains(it), "{}", ran.err));
}

#[test]
fn a_file_is_written_once() {
    let desk = Desk::new();
    desk.put("a.json", answers().to_string());
    let ran = desk.run(&["narrate", "a.json", "--output", "r.md"]).good();
    assert!(ran.out.is_empty());
    assert!(String::from_utf8(desk.read("r.md")).unwrap().starts_with("# "));
    desk.run(&["narrate", "a.json", "-o", "r.md"]).refused(1, &["r.md"]);
    desk.run(&["narrate", "a.json", "-o", "r.md", "--force"]).good();
}

#[test]
fn a_signed_report_is_verified_first() {
    let desk = Desk::new();
    let pass = ("ZICHA_TEST_PASS", "红桥 correct horse");
    desk.run_with(&["keygen", "-o", "me.key.json", "--passphrase-env", pass.0], &[pass]).good();
    desk.put("a.json", file(json!({"files": 12}), json!({"26": {"reviewed": 12}})).to_string());
    let sign = ["sign", "--key", "me.key.json", "--passphrase-env", pass.0, "--name", "王某", "--title", "科员"];
    desk.run_with(&[&sign[..], &["-o", "r.json", "a.json"]].concat(), &[pass]).good();
    let ran = desk.run(&["narrate", "r.json"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.out.contains("其中经合法性审核的12件"), "{}", ran.out);
    let mut altered: Value = serde_json::from_slice(&desk.read("r.json")).unwrap();
    altered["report"]["answers"]["26"]["slots"]["reviewed"] = json!(11);
    desk.put("x.json", altered.to_string());
    let ran = desk.run(&["narrate", "x.json"]);
    ran.refused(1, &["x.json"]);
    assert!(ran.out.is_empty());
}

#[test]
fn what_is_no_answers_file_is_refused() {
    let check = |bytes: &str, said: &str| {
        let desk = Desk::new();
        desk.put("a.json", bytes);
        desk.run(&["narrate", "a.json"]).refused(1, &["a.json", said]);
    };
    check("{", ":1:");
    check(
        r#"{"format":"zicha-draft/1","catalogue":"hongqiao-2020","unit":"区司法局","narrative":{"title":1}}"#,
        "narrative/title",
    );
    check(r#"{"format":"zicha-catalogue/1"}"#, "zicha-catalogue/1");
    narrate(&answers(), &["--format", "pdf"]).refused(64, &["--format", "md | html"]);
}

#[test]
fn every_check_is_documented() {
    let core = include_str!("../../../core/src/narrative/check/mod.rs");
    let body = core.split_once("pub fn code(&self)").unwrap().1.split_once("\n    }\n").unwrap().0;
    let codes: Vec<&str> = body.split("=> \"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let doc = include_str!("../../../../docs/narrative.md").split_once("## What is checked").unwrap().1;
    let doc = doc.split_once("\n## ").unwrap().0;
    let documented: Vec<&str> =
        doc.lines().filter_map(|line| line.strip_prefix("| `")).map(|row| row.split('`').next().unwrap()).collect();
    assert_eq!(documented, codes);
}

#[test]
fn the_documented_own_words_are_written() {
    let doc = include_str!("../../../../docs/narrative.md").split_once("```json\n").unwrap().1;
    let example: Value = serde_json::from_str(&format!("{{{}}}", doc.split_once("```").unwrap().0)).unwrap();
    let mut it = answers();
    it["narrative"] = example["narrative"].clone();
    let out = narrate(&it, &[]).good().out;
    for words in ["2020年，区司法局主要做了九个方面的工作：", "全年制定规范性文件12件，审核12件，审核率100%。"]
    {
        assert!(out.contains(words), "{words}");
    }
}
