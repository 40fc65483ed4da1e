//! The page reads catalogue files by hand, the schema and the command line know them by serde. Both must
//! take the same files, and the hand-written reader must say where a file stops being one.

use serde_json::{Value, json};
use zicha_core::catalogue::lint::read_file;
use zicha_core::catalogue::wire::CatalogueFile;

use crate::maker::{asset, file, indicator, requirement};

/// A file in which every type, variant and optional member of the format occurs.
fn full() -> Value {
    let bounds = [
        json!({"at_least": "1"}),
        json!({"at_most": "1"}),
        json!({"exactly": "1"}),
        json!({"more_than": "1"}),
        json!({"less_than": "1"}),
        json!({"between": ["1", "2"]}),
        json!({"about": {"value": "1", "tolerance": "2"}}),
        json!({"about": {"value": "1"}}),
    ];
    let rules = [
        json!({"by": "Y"}),
        json!({"before": {"date": "Y", "reading": "strict"}}),
        json!({"before": {"date": "Y", "reading": "lenient"}}),
        json!({"in": "Y"}),
        json!({"from": "Y"}),
        json!({"window": {"from": "Y", "to": "Y+1"}}),
    ];
    let mut checks: Vec<Value> = Vec::new();
    checks.extend(bounds.map(|bound| json!({"count": {"slot": "n", "bound": bound, "words": "w", "per": "案"}})));
    checks.extend(rules.map(|rule| json!({"deadline": {"slot": "n", "rule": rule, "words": "w"}})));
    let rate = |zero: &str| json!({"numerator": "n", "denominator": "d", "bound": {"at_least": "1"}, "zero": zero});
    checks.extend(["none_occurred", "met", "unmet"].map(|zero| json!({"rate": rate(zero)})));
    checks.push(json!({"ratio": rate("met")}));
    let span = |unit: &str| json!({"span": {"slot": "n", "count_in": unit, "bound": {"at_least": "1"}, "words": "w"}});
    checks.extend(["working_days", "calendar_days", "months", "years"].map(span));
    let often = |every: &str| json!({"frequency": {"slot": "n", "every": every, "times": 2, "words": "w"}});
    checks.extend(["month", "quarter", "half_year", "year"].map(often));
    checks.extend(
        ["equal", "at_most", "at_least"].map(|it| json!({"sum": {"left": ["n"], "relation": it, "right": ["d"]}})),
    );
    checks.extend([json!({"choice": {"slot": "n"}}), json!({"choice": {}}), json!({"gate": {"slot": "n"}})]);
    checks.extend([json!({"level": {"slot": "n", "at_least": "a"}}), json!({"narrative": {"slot": "n"}})]);
    checks.extend(["increase", "decrease"].map(|it| json!({"trend": {"now": "n", "before": "d", "direction": it}})));
    let mut requirements: Vec<Value> = checks.into_iter().map(|check| requirement("1-r1", check)).collect();
    for (name, value) in [
        ("derived", json!("d")),
        ("soft_word", json!("一般")),
        ("firmness", json!("soft")),
        ("condition", json!("c")),
        ("note", json!("n")),
        ("evidence", json!(["e"])),
        ("in_force", json!({"from": "2014", "to": "2016"})),
        ("score", json!({"points": "5", "rule": {"per_missing": {"deduct": "1"}}})),
        ("applies", json!({"any": ["lead", {"all": [{"fact": "f"}, {"not": {"unit": ["u"]}}, {"unit_type": ["t"]}]}]})),
    ] {
        requirements[0][name] = value;
    }
    requirements[1]["score"] = json!({"points": "5", "rule": {"all_or_nothing": {}}});
    requirements[1]["firmness"] = json!("hard");
    let inputs = ["count", "number", "date", "dates", "days", "choice", "parts", "ticks", "level", "text"];
    let mut slots = inputs.map(|it| json!({"id": it, "label": it, "input": it})).to_vec();
    slots.push(json!({"id": "s", "label": "s", "input": "ticks", "unit": "件", "base": "b", "sum_of": ["n"],
        "options": ["o"], "hint": "h"}));
    let mut row = indicator("1", json!(slots), json!(requirements));
    row["title"] = json!("t");
    row["restates"] = json!([{"quote": "q", "requirement": "1-r1", "note": "n"}]);
    row["applies"] = json!("lead");
    row["citation"] = json!({"lines": [1, 2], "corrections": [{"printed": "a", "read_as": "b", "note": "n"}]});
    row["responsibility"]["carried_from"] = json!("1");
    row["responsibility"]["note"] = json!("n");
    let mut all = file(vec![row]);
    all["groups"][0]["groups"] = json!([{"id": "2", "number": "2", "title": "t"}]);
    all["source"]["number"] = json!("n");
    all["source"]["note"] = json!("n");
    all["units"][0]["aliases"] = json!(["a"]);
    all["collectives"][0]["aliases"] = json!(["a"]);
    all["facts"][0]["question_en"] = json!("q");
    all["facts"][0]["hint"] = json!("h");
    all["bases"] = json!([{"id": "b", "label": "b", "unit": "件", "hint": "h"}]);
    all["signing"] = json!({"required": ["filler"], "distinct_keys": true});
    all
}

/// Both readers take the file, to the same, or both refuse it. Where it was refused, and what the hand-written
/// reader and serde expected there.
fn check(file: &Value) -> Option<(String, String, String)> {
    let by_hand = read_file(file.to_string().as_bytes());
    let by_serde = serde_json::from_value::<CatalogueFile>(file.clone());
    let expected = |message: &str| message.split_once(", expected ").map(|it| it.1.to_owned()).unwrap_or_default();
    match (by_hand, by_serde) {
        (Ok(left), Ok(right)) => {
            assert_eq!(left, right);
            None
        }
        (Err(faults), Err(error)) => {
            let told = faults[0].expected.clone().unwrap_or_default();
            Some((faults[0].path.clone(), expected(&told), expected(&error.to_string())))
        }
        (Err(faults), Ok(_)) => panic!("serde takes what is refused by hand: {faults:?}"),
        (Ok(_), Err(error)) => panic!("serde refuses what is taken by hand: {error}"),
    }
}

/// Every place below `value`: its JSON Pointer, and the path by which faults name it.
fn places(value: &Value, pointer: &str, path: &str, all: &mut Vec<(String, String)>) {
    all.push((pointer.to_owned(), path.to_owned()));
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                places(item, &format!("{pointer}/{at}"), &format!("{path}[{at}]"), all);
            }
        }
        Value::Object(members) => {
            let dot = if path.is_empty() { "" } else { "." };
            for (name, item) in members {
                places(item, &format!("{pointer}/{name}"), &format!("{path}{dot}{name}"), all);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Breaks the file at every `step`th place in every way.
fn break_everywhere(good: &Value, step: usize) {
    assert_eq!(check(good), None);
    let mut all = Vec::new();
    places(good, "", "", &mut all);
    for (pointer, path) in all.iter().step_by(step) {
        let with = |change: &dyn Fn(&mut Value)| {
            let mut file = good.clone();
            change(file.pointer_mut(pointer).unwrap());
            check(&file)
        };
        for wrong in [json!(null), json!(-1), json!(9_007_199_254_740_991_i64), json!("zz"), json!({})] {
            with(&|place| *place = wrong.clone());
        }
        with(&|place| *place = json!({"zz": 1}));
        // serde_json would also take a struct's members as a list, in order; the format does not.
        if good.pointer(pointer).is_some_and(Value::is_array) {
            with(&|place| *place = json!([]));
            with(&|place| *place = json!([place[0].clone(), place[0].clone(), place[0].clone()]));
        }
        if !good.pointer(pointer).unwrap().is_boolean() {
            let (found, told, wanted) = with(&|place| *place = json!(true)).unwrap();
            assert_eq!(found, *path, "{pointer}");
            // serde_json puts its own words in the place of an enum's name.
            assert!(told.starts_with(&wanted) || wanted == "string or map", "{pointer}: {told}, not {wanted}");
        }
        let Some(Value::Object(members)) = good.pointer(pointer) else { continue };
        let unknown = with(&|place| place["zz"] = json!(1)).unwrap().0;
        // Beside the name of a variant it is the whole that is wrong.
        let inside = if path.is_empty() { "zz".to_owned() } else { format!("{path}.zz") };
        assert!(unknown == inside || unknown == *path, "{pointer}: {unknown}");
        for name in members.keys() {
            let missing = with(&|place| drop(place.as_object_mut().unwrap().remove(name)));
            assert!(missing.is_none_or(|it| it.0 == *path), "{pointer}/{name}");
        }
    }
}

#[test]
fn the_hand_written_reader_takes_what_serde_takes_and_names_the_place_of_a_fault() {
    break_everywhere(&full(), 1);
}

#[test]
fn so_it_does_with_the_catalogue_we_ship() {
    let shipped = serde_json::from_slice(&asset("catalogues/hongqiao-2020.json")).unwrap();
    break_everywhere(&shipped, 997);
}
