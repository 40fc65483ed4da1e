//! Makes small catalogues and sessions for the cases.

use std::sync::Arc;

use serde_json::{Value, json};
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::finding::Verdict;
use zicha_core::session::{Edit, Row, Session, Setting};
use zicha_core::unit;

pub fn asset(path: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../../assets/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

pub fn calendar() -> Arc<WorkCalendar> {
    Arc::new(WorkCalendar::from_json(&asset("calendars/cn-mainland.json")).unwrap())
}

pub fn hongqiao() -> Arc<Catalogue> {
    Arc::new(Catalogue::read(&asset("catalogues/hongqiao-2020.json")).unwrap())
}

/// A catalogue file with these indicators in one group.
pub fn file(indicators: Vec<Value>) -> Value {
    json!({
        "format": "zicha-catalogue/1", "id": "test", "version": "1.0.0", "title": "试", "about": "试",
        "source": {"title": "试", "issuer": "试", "published": "2020-01-01", "sha256": "0".repeat(64)},
        "calendar": "cn-mainland",
        "periods": [{"id": "2020", "title": "2020年度", "start": "2020-01-01", "end": "2020-12-31"}],
        "unit_types": [
            {"id": "department", "name": "部门", "name_endings": ["局", "办"]},
            {"id": "street", "name": "街道", "name_endings": ["街道", "街道办事处"]}
        ],
        "units": [{"code": "sifa", "name": "区司法局", "type": "department", "aliases": ["司法局"]}],
        "collectives": [{"name": "各街道", "types": ["street"]}, {"name": "其他部门", "types": ["department"]}],
        "facts": [{"id": "enforces", "question": "是否执法？"}],
        "bases": [{"id": "staff", "label": "执法人员", "unit": "人"}],
        "groups": [{"id": "g", "number": "一、", "title": "组", "indicators": indicators}]
    })
}

pub fn indicator(id: &str, slots: Value, requirements: Value) -> Value {
    json!({
        "id": id, "number": id, "text": "要求一般不少于5最长不超过15达到100%以上以下超过不满左右每季度",
        "citation": {"lines": [1]},
        "responsibility": {"lead": ["区司法局"], "cooperating": ["其他部门", "各街道"], "printed": "牵头部门"},
        "slots": slots, "requirements": requirements
    })
}

pub fn requirement(id: &str, check: Value) -> Value {
    json!({"id": id, "title": id, "quote": "要求", "check": check})
}

pub fn soft(id: &str, check: Value) -> Value {
    json!({"id": id, "title": id, "quote": "要求", "firmness": "soft", "soft_word": "一般", "check": check})
}

pub fn read(file: &Value) -> Arc<Catalogue> {
    match Catalogue::read(file.to_string().as_bytes()) {
        Ok(catalogue) => Arc::new(catalogue),
        Err(faults) => panic!("{faults:#?}"),
    }
}

pub fn session(catalogue: &Arc<Catalogue>) -> Session {
    let unit = unit::resolve(catalogue, "区司法局").unwrap();
    let setting = Setting { unit, period: 0, calendar: calendar(), today: None, facts: Vec::new() };
    Session::new(Arc::clone(catalogue), setting)
}

pub fn type_into(session: &Session, at: usize, texts: &[&str]) -> Session {
    texts
        .iter()
        .enumerate()
        .fold(session.clone(), |session, (slot, text)| session.edit(at, Edit::Slot { slot, text: (*text).to_owned() }))
}

/// One requirement judged on its own, with the codes of its findings.
pub struct Outcome {
    pub row: Arc<Row>,
    pub verdict: Verdict,
    pub codes: Vec<&'static str>,
}

/// Judges `check` over `slots` typed as `texts`.
pub fn judged(slots: Value, check: Value, texts: &[&str]) -> Outcome {
    let catalogue = read(&file(vec![indicator("1", slots, json!([requirement("1-r1", check)]))]));
    outcome(&type_into(&session(&catalogue), 0, texts), 0)
}

pub fn outcome(session: &Session, at: usize) -> Outcome {
    let row = Arc::clone(session.row(at).unwrap());
    let codes = row.findings.iter().map(|finding| finding.problem.code()).collect();
    Outcome { verdict: row.verdict, codes, row }
}

pub fn slot(id: &str, input: &str, unit: &str) -> Value {
    json!({"id": id, "label": id, "input": input, "unit": unit})
}
