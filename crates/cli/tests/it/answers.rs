//! Answers files as tests write them.

use serde_json::{Value, json};

use crate::tool::{Desk, Ran};

/// Answers of 区司法局 for 2020: shared quantities, and slots by indicator.
pub fn file(bases: Value, slots: Value) -> Value {
    let rows: serde_json::Map<String, Value> =
        slots.as_object().unwrap().iter().map(|(id, slots)| (id.clone(), json!({"slots": slots}))).collect();
    json!({"format": "zicha-draft/1", "catalogue": "hongqiao-2020", "unit": "区司法局", "period": "2020", "bases": bases, "answers": rows})
}

pub fn assess(file: &Value, more: &[&str]) -> Ran {
    let desk = Desk::new();
    desk.put("a.json", file.to_string());
    let mut args = vec!["assess", "a.json", "--today", "2020-12-31"];
    args.extend(more);
    desk.run(&args)
}

/// The row of one indicator.
pub fn row(file: &Value, id: &str) -> Value {
    let judged = assess(file, &["--json"]).good().json();
    judged["rows"].as_array().unwrap().iter().find(|row| row["id"] == id).expect(id).clone()
}

/// Verdict and live line of one requirement, `26-r1`.
pub fn outcome(file: &Value, requirement: &str) -> (String, String, Value) {
    let row = row(file, requirement.split("-r").next().unwrap());
    let it = row["requirements"].as_array().unwrap().iter().find(|it| it["id"] == requirement).expect(requirement);
    let word = |member: &str| it[member].as_str().unwrap().to_owned();
    (word("verdict"), word("text"), it["findings"].clone())
}
