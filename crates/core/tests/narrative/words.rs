//! Sentences, own words, and the checks of figures and words.

use std::sync::Arc;

use zicha_core::catalogue::Catalogue;
use zicha_core::narrative::{self, Check, Document, Outcome, PLACEHOLDERS_MAX, html, markdown};
use zicha_core::session::{Edit, Session};
use zicha_core::text::Lang;

use crate::maker::{blank, hongqiao, made, mixed, text_of, typed};

/// One row's paragraph of 红桥 after typing.
fn paragraph(edits: &[(&str, &str, &str)], block: &str) -> String {
    let session = edits.iter().fold(hongqiao(), |session, (id, slot, text)| match *id {
        "base" => session.edit_base(session.catalogue().base_at(slot).unwrap(), text),
        id => typed(session, id, slot, text),
    });
    text_of(&made(&session), block)
}

#[test]
fn all_is_said_only_of_equal_figures() {
    let check = |reviewed: &str, said: &[&str], not: &str| {
        let text = paragraph(&[("base", "files", "12"), ("26", "reviewed", reviewed)], "group.2-2");
        said.iter().for_each(|it| assert!(text.contains(it), "{it}: {text}"));
        assert!(!text.contains(not), "{text}");
    };
    check(
        "12",
        &["本年度制定的行政规范性文件12件，其中经合法性审核的12件，全部达到要求（100%）"],
        "经合法性审核的＿＿",
    );
    check("11", &["未经审核"], "全部");
    check("", &["本年度制定的行政规范性文件12件，其中经合法性审核的＿＿件"], "全部");
    check("13", &["行政规范性文件12件，其中经合法性审核的13件"], "全部");
}

#[test]
fn an_approximate_figure_is_said_as_it_was_answered_and_is_no_claim() {
    let session = typed(hongqiao(), "26", "skipped", "约5件");
    let document = made(&session);
    let text = text_of(&document, "group.2-2");
    assert!(text.contains("未经审核或者审核不合法而提交集体审议的约5件"), "{text}");
    assert!(document.checks.iter().any(|it| it.rule.code() == "approximate"), "{:?}", document.checks);
    assert!(document.checks.iter().any(|it| it.rule.code() == "unusable"));
}

fn own(session: &Session, id: &str, text: &str) -> (String, Vec<Check>) {
    let document = narrative::narrate(session, &vec![(id.to_owned(), text.to_owned())]);
    let checks = document.checks.iter().filter(|it| it.block == id).cloned().collect();
    let text = document.blocks.iter().find(|block| block.id == id).map(narrative::Block::text);
    (text.unwrap_or_default(), checks)
}

#[test]
fn own_words_keep_their_links() {
    let session = mixed();
    let check = |words: &str, wanted: &str| assert_eq!(own(&session, "overview", words).0, wanted);
    check("制定{26.files}件，审核{26.reviewed}件", "制定12件，审核11件");
    check("制定{base:files}件，审核率{26-r1}", "制定12件，审核率91.67%");
    check("共{sections 汉字}部分，{base:files 汉字}件", "共九部分，十二件");
    check("{unit}{year}年，{28.filed}件", "区司法局2020年，＿＿件");
    check("由{26:owner}于{26:due}完成，因{26-r1:reason}", "由法制科 张某于2021年6月底前完成，因1件由上级机关直接送审");
    check("清单：{9.contents}，{9.rounds}次", "清单：法律依据、实施主体，3次");
    check("{{不是占位符}", "{不是占位符}");
    check("没有合上的{26.files", "没有合上的{26.files");
    // Answers change, words stay.
    let changed = typed(session.clone(), "26", "reviewed", "12");
    assert_eq!(own(&changed, "overview", "审核{26.reviewed}件").0, "审核12件");
}

#[test]
fn what_own_words_name_wrongly_is_said_with_the_nearest_name() {
    let session = hongqiao();
    let check = |id: &str, words: &str, code: &str, near: &str| {
        let (text, checks) = own(&session, id, words);
        assert_eq!((checks[0].rule.code(), checks[0].right.as_str()), (code, near), "{checks:?}");
        assert!(text.is_empty() || text == words, "{text}");
    };
    check("overview", "{26.fles}件", "unknown-placeholder", "26.files");
    check("overview", "{26-r12}", "unknown-placeholder", "26-r1");
    check("overview", "{base:file}", "unknown-placeholder", "base:files");
    check("overveiw", "总述", "unknown-block", "overview");
}

#[test]
fn words_are_held_against_figures() {
    let session = mixed();
    let check = |words: &str, wanted: &[&str]| {
        let found: Vec<String> = own(&session, "group.2-2", words)
            .1
            .iter()
            .filter(|it| it.rule.code() != "unlinked" && it.rule.code() != "identity")
            .map(|it| format!("{} {:?}", it.rule.code(), it.outcome).to_lowercase())
            .collect();
        assert_eq!(found, wanted, "{words}");
    };
    check("清理22项，其中保留18项，取消4项。", &["parts holds"]);
    check("清理22项，其中保留18项，取消5项。", &["parts broken"]);
    check("清理22项，其中保留18项，取消3项。", &["parts unsure"]);
    check("制定{26.files}件，其中审核{26.reviewed}件。", &[]);
    check("制定10件，其中审核11件。", &["parts broken"]);
    check("282名人员参加考试，282人考试全部合格。", &["whole holds"]);
    check("282名人员参加考试，281人考试全部合格。", &["whole broken"]);
    check("{26.reviewed}件文件全部经过审核。", &["whole broken"]);
    check("先后六次学习了《甲法》、《乙法》、《丙法》、《丁法》、《戊法》、《己法》、《庚法》。", &["list unsure"]);
    check("学习了六部法律：《甲法》、《乙法》、《丙法》、《丁法》、《戊法》、《己法》、《庚法》。", &["list broken"]);
    check("印发了两个文件：《关于〈甲〉的通知》、《关于《乙》的通知》。", &["list holds"]);
    check("34个部门参加。印发了《甲》、《乙》、《丙》。", &[]);
    check("审查合同文本20余部。", &["approximate unsure"]);
    check("实现了全覆盖。", &["coverage holds"]);
    check("没有数的句子。", &[]);
    let (_, checks) = own(&session, "overview", "做到了“六个依法”。");
    assert_eq!((checks[0].rule.code(), checks[0].outcome), ("sections", Outcome::Broken));
    let (_, checks) = own(&session, "overview", "制定{26.files}件，另有3件，依据第20号令。");
    assert_eq!(checks.iter().map(|it| it.left.as_str()).collect::<Vec<_>>(), ["3件"]);
}

/// A catalogue with one row of counts and no identity of its own.
fn counts(labels: &[&str], figures: &[&str]) -> Document {
    let slots: Vec<_> = labels
        .iter()
        .enumerate()
        .map(|(at, label)| serde_json::json!({"id": format!("s{at}"), "label": label, "input": "count", "unit": "件"}))
        .collect();
    let checks: Vec<_> = (0..labels.len())
        .map(|at| {
            let check = serde_json::json!({"count": {"slot": format!("s{at}"), "bound": {"at_least": "0"}}});
            serde_json::json!({"id": format!("1-r{at}"), "title": "数", "quote": "案件", "check": check})
        })
        .collect();
    let file = serde_json::json!({
        "format": "zicha-catalogue/1", "id": "test", "version": "1.0.0", "title": "试", "about": "试",
        "source": {"title": "试", "issuer": "试", "published": "2020-01-01", "sha256": "0".repeat(64)},
        "calendar": "cn-mainland",
        "periods": [{"id": "2020", "title": "2020年度", "start": "2020-01-01", "end": "2020-12-31"}],
        "unit_types": [{"id": "d", "name": "部门", "name_endings": ["局"]}],
        "units": [{"code": "sifa", "name": "司法局", "type": "d"}],
        "groups": [{"id": "g", "number": "一、", "title": "组", "indicators": [{
            "id": "1", "number": "1", "text": "案件", "citation": {"lines": [1]},
            "responsibility": {"lead": ["司法局"], "printed": "司法局"},
            "slots": slots, "requirements": checks,
        }]}]
    });
    let catalogue = Arc::new(Catalogue::read(file.to_string().as_bytes()).unwrap());
    let row = figures.iter().enumerate().fold(blank(&catalogue, "司法局"), |session, (slot, text)| {
        session.edit(0, Edit::Slot { slot, text: (*text).to_owned() })
    });
    made(&row)
}

#[test]
fn the_course_of_a_case_is_known_by_the_labels() {
    let check = |labels: &[&str], figures: &[&str], wanted: &[Outcome]| {
        let document = counts(labels, figures);
        let found = document.checks.iter().filter(|it| it.rule.code() == "chain").map(|it| it.outcome);
        assert_eq!(found.collect::<Vec<_>>(), wanted, "{labels:?} {figures:?}");
    };
    let course = ["收到申请", "立案受理", "不予受理", "审结", "未审结", "维持", "撤销和确认违法"];
    let (holds, broken, unsure) = (Outcome::Holds, Outcome::Broken, Outcome::Unsure);
    check(&course, &["31", "31", "0", "31", "0", "30", "1"], &[holds, holds, holds]);
    check(&course, &["33", "31", "2", "31", "0", "30", "1"], &[holds, holds, holds]);
    check(&course, &["31", "31", "2", "30", "1", "30", "1"], &[broken, holds, broken]);
    check(&course, &["31", "31", "0", "31", "0", "29", "1"], &[holds, holds, unsure]);
    check(&course, &["31", "31", "", "31", "0", "30", ""], &[holds]);
    check(&["受理", "其中审结"], &["10", "9"], &[]);
    check(&["受理", "其中审结"], &["10", "11"], &[broken]);
    check(&["上年结转", "受理", "其中审结"], &["2", "10", "12"], &[holds]);
    check(&["制定的文件", "审核的文件"], &["1", "2"], &[]);
    // 红桥 declares its own: they are not said twice.
    assert!(made(&mixed()).checks.iter().all(|it| it.rule.code() != "chain"));
}

#[test]
fn every_check_has_a_sentence_in_both_languages() {
    let session = mixed();
    let words = [
        ("overview", "“六个依法”“九个方面”{nothing}"),
        ("nothing", "甲"),
        (
            "group.2-2",
            "清理22项，其中保留18项，取消5项。282名，281人全部合格。20余部。六部：《甲》、《乙》。实现全覆盖。",
        ),
    ];
    let mut document = made(&typed(session.clone(), "78", "pending", "9"));
    for (id, text) in words {
        document.checks.extend(own(&session, id, text).1);
    }
    let codes: std::collections::BTreeSet<_> = document.checks.iter().map(|it| it.rule.code()).collect();
    assert!(codes.len() >= 8, "{codes:?}");
    for check in &document.checks {
        let [zh, en] = Lang::ALL.map(|lang| narrative::check::sentence(check, lang));
        assert_ne!(zh, en);
        assert!(zh.ends_with(['。', '？']) && en.ends_with(['.', '?', '。']), "{zh} {en}");
    }
}

#[test]
fn html_escapes_and_has_no_style() {
    let mut session = typed(hongqiao(), "26", "skipped", "0");
    let row = session.catalogue().indicator_at("26").unwrap();
    session = session.edit(row, Edit::Note("<script>&\"".into()));
    let document = narrative::narrate(&session, &vec![("overview".to_owned(), "<b>{26:note}</b>\n二".to_owned())]);
    let html = html::render(&document);
    assert!(html.contains(
        "&lt;b&gt;<span class=\"zc-figure\" data-link=\"26:note\">&lt;script&gt;&amp;&quot;</span>&lt;/b&gt;<br>二"
    ));
    assert!(!html.contains("style=") && !html.contains("<script"));
    assert!(html.contains("<h1 class=\"zc-narrative__title\" data-block=\"title\">"));
    assert!(html.contains("<span class=\"zc-figure zc-figure--blank\" data-link=\"26.files\">＿＿</span>"));
    assert!(html.contains("<span class=\"zc-narrative__head\">（一）全面推行行政审批制度改革。</span>"));
    let count = |part: &str| html.matches(part).count();
    for tag in ["span", "p", "h1", "h2", "article"] {
        assert_eq!(count(&format!("<{tag} ")), count(&format!("</{tag}>")), "{tag}");
    }
    let markdown = markdown::render(&document);
    assert!(markdown.contains("\\<b\\>\\<script\\>&amp;\"\\</b\\>\\\n二"), "{markdown}");
}

#[test]
fn placeholders_beyond_the_limit_are_words() {
    let session = mixed();
    let check = |count: usize, wanted: usize| {
        let (text, _) = own(&session, "overview", &"{26.files}".repeat(count));
        assert_eq!(text.matches("{26.files}").count(), wanted);
    };
    check(PLACEHOLDERS_MAX, 0);
    check(PLACEHOLDERS_MAX + 1, 1);
}
