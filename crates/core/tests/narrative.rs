//! The narrative report of whole units: goldens, and what must hold for every catalogue.
//! `ZICHA_BLESS=1 cargo test -p zicha-core --test narrative` writes the goldens anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;
use std::sync::Arc;

use zicha_core::answer::{Mark, Rectification, SlotRef};
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::wire::{Direction, Input};
use zicha_core::catalogue::{Catalogue, Indicator};
use zicha_core::finding::Verdict;
use zicha_core::kind::Kind;
use zicha_core::kind::bound::Bound;
use zicha_core::narrative::{self, BlockKind, Check, Document, Ink, Origin, Outcome, html, markdown};
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::text::Lang;
use zicha_core::unit;

fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn catalogue(id: &str) -> Arc<Catalogue> {
    Arc::new(Catalogue::read(&std::fs::read(root(&format!("assets/catalogues/{id}.json"))).unwrap()).unwrap())
}

fn blank(catalogue: &Arc<Catalogue>, unit_name: &str) -> Session {
    let calendar = WorkCalendar::from_json(&std::fs::read(root("assets/calendars/cn-mainland.json")).unwrap()).unwrap();
    let unit = unit::resolve(catalogue, unit_name).unwrap();
    let setting = Setting { unit, period: 0, calendar: Arc::new(calendar), today: None, facts: Vec::new() };
    Session::new(Arc::clone(catalogue), setting)
}

fn hongqiao() -> Session {
    blank(&catalogue("hongqiao-2020"), "区司法局")
}

fn limit(bound: Bound) -> String {
    match bound {
        Bound::AtLeast(it) | Bound::AtMost(it) | Bound::Exactly(it) | Bound::Between(it, _) => it.to_string(),
        Bound::About { value, .. } => value.to_string(),
        Bound::MoreThan(it) => it.checked_add(zicha_core::decimal::Decimal::ONE).unwrap().to_string(),
        Bound::LessThan(it) => it.checked_sub(zicha_core::decimal::Decimal::ONE).unwrap().to_string(),
    }
}

/// Figures that must agree with others: row, slot, text.
const FIGURES: [(&str, &str, &str); 9] = [
    ("61", "hours", "40"),
    ("74", "lost", "0"),
    ("78", "carried", "2"),
    ("78", "accepted", "10"),
    ("78", "closed", "11"),
    ("78", "pending", "1"),
    ("78", "upheld", "9"),
    ("78", "overturned", "1"),
    ("78", "other", "1"),
];

/// A text for each slot that meets what is asked of it, as far as one slot can.
fn meeting(indicator: &Indicator, slot: usize, year: i32) -> String {
    let spec = &indicator.slots[slot];
    let at = SlotRef::Own(slot);
    if let Some((_, _, text)) = FIGURES.iter().find(|(id, name, _)| *id == indicator.id && *name == spec.id) {
        return (*text).to_owned();
    }
    let mut text = match spec.input {
        Input::Count => "10".to_owned(),
        Input::Number | Input::Days => "1".to_owned(),
        Input::Date => format!("{year}-06-10"),
        Input::Dates => (1..=12).map(|month| format!("{year}-{month:02}-10")).collect::<Vec<_>>().join("\n"),
        Input::Choice => "是".to_owned(),
        Input::Parts => "甲 10\n乙 10".to_owned(),
        Input::Ticks => "全部".to_owned(),
        Input::Level => spec.options[0].clone(),
        Input::Text => "已按要求落实".to_owned(),
    };
    for requirement in &indicator.requirements {
        match &requirement.kind {
            Kind::Gate(gate) if gate.slot == at => text = "0".to_owned(),
            Kind::Count(count) if count.slot == at && spec.input == Input::Count => text = limit(count.bound),
            Kind::Span(span) if span.slot == at => text = limit(span.bound),
            Kind::Deadline(deadline) if deadline.slot == at => {
                text = deadline.rule.allowed(year).unwrap().last.to_string();
            }
            Kind::Trend(trend) if trend.now == at => {
                text = if trend.direction == Direction::Increase { "3" } else { "1" }.to_owned();
            }
            Kind::Trend(trend) if trend.before == at => text = "2".to_owned(),
            Kind::Rate(rate) if rate.numerator == at && matches!(rate.bound, Bound::AtMost(_) | Bound::LessThan(_)) => {
                text = "1".to_owned();
            }
            _ => {}
        }
    }
    text
}

/// Every row of the unit answered so that it is met.
fn met(session: &Session) -> Session {
    let catalogue = Arc::clone(session.catalogue());
    let year = session.period().unwrap().end.year();
    let mut filled = session.clone();
    for base in 0..catalogue.bases.len() {
        filled = filled.edit_base(base, "10");
    }
    for row in session.mine() {
        for slot in 0..catalogue.indicators[row.indicator].slots.len() {
            let spec = &catalogue.indicators[row.indicator].slots[slot];
            if spec.base.is_none() && spec.sum_of.is_empty() {
                let text = meeting(&catalogue.indicators[row.indicator], slot, year);
                filled = filled.edit(row.indicator, Edit::Slot { slot, text });
            }
        }
    }
    filled
}

fn typed(session: Session, id: &str, slot: &str, text: &str) -> Session {
    let at = session.catalogue().indicator_at(id).unwrap();
    let slot = session.catalogue().indicators[at].slots.iter().position(|it| it.id == slot).expect(slot);
    session.edit(at, Edit::Slot { slot, text: text.to_owned() })
}

fn requirement(session: &Session, id: &str) -> (usize, usize) {
    let rows = session.catalogue().indicators.iter().enumerate();
    rows.filter_map(|(row, it)| Some((row, it.requirements.iter().position(|it| it.id == id)?))).next().expect(id)
}

fn marked(session: Session, id: &str, mark: Mark, reason: &str) -> Session {
    let (row, requirement) = requirement(&session, id);
    let session = session.edit(row, Edit::Mark { requirement, mark });
    session.edit(row, Edit::Reason { requirement, text: reason.to_owned() })
}

/// 区司法局 with something of everything.
fn mixed() -> Session {
    let mut it = met(&hongqiao());
    it = it.edit_base(it.catalogue().base_at("files").unwrap(), "12");
    it = typed(it, "26", "reviewed", "11");
    it = typed(it, "26", "review", "甲 2020-3-2 2020-3-9\n乙 2020-3-2 2020-4-1");
    it = marked(it, "26-r1", Mark::None, "1件由上级机关直接送审");
    let row = it.catalogue().indicator_at("26").unwrap();
    let plan = Rectification {
        measure: "所有文件一律先审后议".into(),
        owner: "法制科 张某".into(),
        due: "2021年6月底前".into(),
    };
    it = it.edit(row, Edit::Rectification(plan));
    it = typed(it, "9", "rounds", "2020-1-5、2020-4-5、2020-7-5");
    it = marked(it, "9-r3", Mark::None, "第四季度无调整事项");
    it = typed(it, "9", "contents", "法律依据\n实施主体");
    it = typed(it, "28", "filed", "");
    it = typed(it, "2", "2-r1", "");
    it = typed(it, "5", "5-r1", "否");
    it = typed(it, "5", "5-r2", "部分");
    it = typed(it, "18", "18-r1", "");
    it = marked(it, "18-r1", Mark::NoneOccurred, "");
    it = marked(it, "18-r2", Mark::NotApplicable, "本单位没有承诺和合同");
    it = marked(it, "31-r1", Mark::NotCounted, "台账正在补");
    it
}

#[track_caller]
fn check_golden(name: &str, document: &Document) {
    let mut text = markdown::render(document);
    text.push_str("\n---\n\n");
    for check in &document.checks {
        let id = format!("{} {:?}", check.rule.code(), check.outcome).to_lowercase();
        text += &format!("- `{id}` {}: {}\n", check.block, narrative::check::sentence(check, Lang::Zh));
    }
    let path = root("tests/data/narrative").join(format!("{name}.md"));
    if std::env::var_os("ZICHA_BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = golden.lines().zip(text.lines()).find(|(golden, text)| golden != text);
    assert!(golden == text, "{} differs; ZICHA_BLESS=1 writes it anew. {differs:#?}", path.display());
}

fn made(session: &Session) -> Document {
    narrative::narrate(session, &Vec::new())
}

fn text_of(document: &Document, id: &str) -> String {
    document.blocks.iter().find(|block| block.id == id).unwrap_or_else(|| panic!("no block {id}")).text()
}

#[test]
fn hongqiao_all_met() {
    let session = met(&hongqiao());
    let open: Vec<_> = session.mine().filter(|row| !matches!(row.verdict, Verdict::Met | Verdict::ToReview)).collect();
    let open: Vec<_> = open.iter().map(|row| (row.indicator + 1, &row.answer.slots, &row.findings)).collect();
    assert!(open.is_empty(), "{open:#?}");
    check_golden("hongqiao-met", &made(&session));
}

#[test]
fn hongqiao_with_something_of_everything() {
    check_golden("hongqiao-mixed", &made(&mixed()));
}

#[test]
fn hongqiao_blank() {
    check_golden("hongqiao-blank", &made(&hongqiao()));
}

/// Every catalogue and a unit that answers it, blank.
fn every_catalogue() -> Vec<Session> {
    let mut sessions = Vec::new();
    for entry in std::fs::read_dir(root("assets/catalogues")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let catalogue = catalogue(name.trim_end_matches(".json"));
        let unit = catalogue.units.first().map_or("测试局".to_owned(), |unit| unit.name.clone());
        if unit::resolve(&catalogue, &unit).is_ok() {
            sessions.push(blank(&catalogue, &unit));
        }
    }
    assert!(sessions.len() >= 2);
    sessions
}

#[test]
fn every_catalogue_makes_a_report_that_reads_back() {
    for session in every_catalogue().into_iter().flat_map(|blank| [met(&blank), blank]).chain([mixed()]) {
        let document = made(&session);
        let id = &session.catalogue().id;
        let mut ids: Vec<&str> = document.blocks.iter().map(|block| block.id.as_str()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{id}: a block id twice");
        // Every placeholder resolves to what stood there.
        let own: Vec<(String, String)> =
            document.blocks.iter().map(|block| (block.id.clone(), narrative::editable(block))).collect();
        let again = narrative::narrate(&session, &own);
        for (made, read) in document.blocks.iter().zip(&again.blocks) {
            assert_eq!(made.pieces, read.pieces, "{id} {}", made.id);
            assert_eq!(read.origin, Origin::Own);
        }
        let unknown = again.checks.iter().filter(|it| it.rule.code().starts_with("unknown"));
        assert_eq!(unknown.count(), 0, "{id}");
        let linked = document.blocks.iter().flat_map(|block| &block.pieces).filter_map(|piece| piece.link.as_deref());
        for link in linked.filter(|link| link.contains(['.', '-', ':'])) {
            assert!(narrative::target(&session, link).is_some(), "{id}: {link}");
        }
    }
}

#[test]
fn what_is_not_filled_in_is_blank_and_no_figure_is_invented() {
    for session in every_catalogue() {
        let document = made(&session);
        for block in document.blocks.iter().filter(|block| !block.rows.is_empty()) {
            let of_answers = |link: &String| link.contains(['.', ':', '-']);
            let figures = block.pieces.iter().filter(|piece| piece.link.as_ref().is_some_and(of_answers));
            let invented: Vec<_> = figures.filter(|piece| piece.ink != Ink::Blank).collect();
            assert!(invented.is_empty(), "{} {}: {invented:?}", session.catalogue().id, block.id);
        }
    }
}

#[test]
fn the_overview_counts_the_sections_that_are_written() {
    for session in every_catalogue().into_iter().flat_map(|blank| [met(&blank), blank]) {
        let document = made(&session);
        let sections = document.blocks.iter().filter(|block| block.id.starts_with("section.")).count();
        let text = text_of(&document, "overview");
        assert!(sections == 0 || text.contains(&format!("以下{sections}个方面")), "{text}");
        let check = document.checks.iter().find(|it| it.rule.code() == "sections");
        assert!(check.is_none_or(|it| it.outcome == Outcome::Holds), "{check:?}");
    }
}

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
fn rows_set_aside_are_not_said_and_rows_without_cases_are() {
    let text = text_of(&made(&mixed()), "group.1-5");
    assert!(text.contains("本年度没有发生的事项：规划调整、政策变化致损的补偿。"), "{text}");
    assert!(!text.contains("改变承诺和合同约定"), "{text}");
    let without =
        mixed().with_fact(mixed().catalogue().facts.iter().position(|it| it.id == "files").unwrap(), Some(false));
    let document = made(&without);
    assert!(document.blocks.iter().all(|block| !block.text().contains("规范性文件12件")));
}

#[test]
fn what_is_due_later_is_planned_and_not_missed() {
    for session in every_catalogue() {
        let coming = session.mine().flat_map(|row| &row.judgements).filter(|it| it.verdict == Verdict::Coming).count();
        let document = made(&session);
        let planned = document.blocks.iter().find(|block| block.id == "plan.coming");
        assert_eq!(planned.is_some(), coming > 0, "{}", session.catalogue().id);
        assert!(document.blocks.iter().all(|block| block.kind != BlockKind::Shortcoming || block.rows.is_empty()));
    }
}
