//! The exceptions sheet over the ledger of 红桥: what stands under which heading, and in which words.

use std::sync::{Arc, OnceLock};

use serde_json::{Value as Json, json};
use zicha_core::catalogue::Catalogue;
use zicha_core::draft;
use zicha_core::exceptions::{Heading, Sheet, sheet};
use zicha_core::session::Session;
use zicha_core::text::{self, Lang};

use crate::maker::{UNIT, calendar};

fn hongqiao() -> Arc<Catalogue> {
    static MADE: OnceLock<Arc<Catalogue>> = OnceLock::new();
    let path = format!("{}/../../assets/catalogues/hongqiao-2020.json", env!("CARGO_MANIFEST_DIR"));
    Arc::clone(MADE.get_or_init(|| Arc::new(Catalogue::read(&std::fs::read(path).unwrap()).unwrap())))
}

fn filled(answers: Json) -> Session {
    let file =
        json!({"format": "zicha-draft/1", "unit": UNIT, "period": "2020", "bases": {"files": 10}, "answers": answers});
    let draft = draft::read(file.to_string().as_bytes()).unwrap();
    let (session, leftovers) = draft.open(hongqiao(), calendar(), None).unwrap();
    assert_eq!(leftovers, []);
    session
}

/// Row 26 with everything in order, but for what is put over it.
fn row_26(over: Json) -> Json {
    let mut row = json!({
        "slots": {"reviewed": 10, "review": "7", "skipped": 0, "publishable": 10, "published": 10, "26-r7": "是"},
        "evidence": [{"title": "合法性审核意见书"}]
    });
    for (member, value) in over.as_object().unwrap() {
        match (member.as_str(), value) {
            ("slots", Json::Object(slots)) => {
                slots.iter().for_each(|(slot, text)| row["slots"][slot] = text.clone());
            }
            (_, value) => row[member] = value.clone(),
        }
    }
    row
}

/// The lines under one heading for row 26, `|` between lines and `‖` between entries.
fn said(session: &Session, sheet: &Sheet, heading: Heading, lang: Lang) -> String {
    let row = session.catalogue().indicator_at("26").unwrap();
    let entries = sheet.under(heading).iter().filter(|it| it.row == row);
    entries.map(|it| text::exception(it, session, lang).join("|")).collect::<Vec<_>>().join("‖")
}

#[track_caller]
fn check(over: Json, want: &[(Heading, &str)]) {
    let session = filled(json!({"26": row_26(over)}));
    let sheet = sheet(&session);
    for heading in Heading::ALL {
        let want = want.iter().find(|it| it.0 == heading).map_or("", |it| it.1);
        assert_eq!(said(&session, &sheet, heading, Lang::Zh), want, "{}", heading.code());
    }
}

#[test]
fn what_is_in_order_is_not_on_the_sheet() {
    check(json!({}), &[]);
}

#[test]
fn each_heading_says_what_why_and_what_next() {
    check(
        json!({"slots": {"reviewed": 9}, "rectification": {"measure": "补审一件", "owner": "法制科", "due": "2021-01-15"}}),
        &[(
            Heading::Unmet,
            "合法性审核率：90%，未达标|还差1件：应≥100%，实为90%，请核对或者填写整改措施。|整改：补审一件；法制科；2021-01-15",
        )],
    );
    check(
        json!({"slots": {"skipped": 1}}),
        &[(
            Heading::Unmet,
            "未经审核或者审核不合法的不提交审议：1件，未达标|\
             应为0件，实为1件，请核对，确实如此的请说明情况和整改措施。|没有写整改安排",
        )],
    );
    let soft = "合法性审核一般不少于5个工作日：3个工作日，未达原则性要求|还差2个工作日：应≥5个工作日，实为3个工作日，请核对或者填写整改措施。";
    check(
        json!({"slots": {"review": "3"}, "reasons": {"26-r2": "急件。"}}),
        &[(Heading::SoftUnmet, &format!("{soft}|理由：急件。"))],
    );
    check(json!({"slots": {"review": "3"}}), &[(Heading::SoftUnmet, &format!("{soft}|没有写理由"))]);
    let marked =
        |mark: &str| json!({"marks": {"26-r7": mark}, "reasons": {"26-r7": "没有文件。"}, "slots": {"26-r7": ""}});
    let title = "公开发布的文件动态管理";
    check(marked("not_applicable"), &[(Heading::NotApplicable, &format!("{title}：不适用|理由：没有文件。"))]);
    check(marked("not_counted"), &[(Heading::NotCounted, &format!("{title}：未统计|理由：没有文件。"))]);
    check(json!({"marks": {"26-r7": "to_review"}}), &[(Heading::ToReview, &format!("{title}：填了待核"))]);
    check(
        json!({"evidence": []}),
        &[(Heading::NoEvidence, "可作佐证：合法性审核意见书、收件和审结登记、公开网址或者截图、更新后的文件目录")],
    );
    check(json!({"slots": {"26-r7": ""}}), &[(Heading::Blank, &format!("只填了一部分，还缺：{title}"))]);
    check(
        json!({"slots": {"reviewed": 11}}),
        &[(Heading::Unreadable, "合法性审核率：需更正|分子（11）不能大于分母（10），请核对“其中经合法性审核的”。")],
    );
}

#[test]
fn what_is_only_counted_is_said_in_one_sentence() {
    let session = filled(json!({"26": row_26(json!({}))}));
    let counts = sheet(&session).counts;
    assert_eq!(counts.quiet, 1);
    let said = text::exception_counts(&counts, Lang::Zh);
    let (rows, excluded) = (counts.rows, counts.excluded);
    assert_eq!(
        said,
        format!("本单位指标{rows}项，1项没有例外；达标的要求7条，由单位情况或者分工决定不适用{excluded}条。")
    );
}

#[test]
fn blanks_and_quiet_rows_add_up_to_the_rows_of_the_unit() {
    let session = filled(json!({"26": row_26(json!({}))}));
    let sheet = sheet(&session);
    let mut rows: Vec<usize> = sheet.entries.iter().map(|it| it.row).collect();
    rows.sort_unstable();
    rows.dedup();
    assert_eq!(rows.len() + sheet.counts.quiet, sheet.counts.rows);
    assert_eq!(sheet.counts.rows, session.mine().count());
    assert!(sheet.entries.is_sorted_by_key(|it| it.heading));
}
