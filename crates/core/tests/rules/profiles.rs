//! An office's profile applied to a catalogue gives a complete catalogue, or says what is wrong with which file.

use serde_json::{Value, json};
use zicha_core::canonical;
use zicha_core::catalogue::{Catalogue, FaultCode};
use zicha_core::profile::wire::ProfileFile;
use zicha_core::profile::{self, ASSIGN_MAX, ProfileError};
use zicha_core::unit::{self, Tier};

use crate::maker::{file, indicator, requirement, slot};

/// A plan that names nobody: two groups, one within the first.
fn plan() -> Value {
    let row = |id: &str| {
        let count = json!({"count": {"slot": "n", "bound": {"at_least": "1"}}});
        let mut row =
            indicator(id, json!([slot("n", "count", "件")]), json!([requirement(&format!("{id}-r1"), count)]));
        row["responsibility"] = json!({"lead": [], "printed": ""});
        row
    };
    let mut file = file(vec![row("1"), row("2")]);
    file["unit_types"] = json!([]);
    file["units"] = json!([]);
    file.as_object_mut().unwrap().remove("collectives");
    file["groups"][0]["groups"] =
        json!([{"id": "g2", "number": "1.", "title": "内组", "indicators": [row("3"), row("4")]}]);
    file
}

fn good() -> Value {
    json!({
        "format": "zicha-profile/1", "id": "shi", "title": "分工方案", "issuer": "市政府",
        "catalogue": {"id": "test", "version": "1.0.0"},
        "unit_types": [{"id": "bureau", "name": "市直部门", "name_endings": ["局"]}],
        "units": [{"code": "sifa", "name": "市司法局", "type": "bureau"}, {"code": "caizheng", "name": "市财政局", "type": "bureau"}],
        "collectives": [{"name": "市直各部门", "types": ["bureau"]}],
        "assign": [
            {"groups": ["g"], "lead": ["市司法局"], "cooperating": ["市直各部门"]},
            {"groups": ["g2"], "lead": ["市财政局"]},
            {"indicators": ["4"], "lead": ["市司法局", "市财政局"]}
        ]
    })
}

fn apply(catalogue: &Value, profile: &Value) -> Result<Vec<u8>, ProfileError> {
    profile::apply(catalogue.to_string().as_bytes(), profile.to_string().as_bytes())
}

#[test]
fn units_are_assigned_by_group_and_by_row_and_the_later_entry_counts() {
    let bytes = apply(&plan(), &good()).unwrap();
    let catalogue = Catalogue::read(&bytes).unwrap();
    assert_eq!((catalogue.id.as_str(), catalogue.version.as_str()), ("test.shi", "1.0.0"));
    let lead = |id: &str| catalogue.indicators[catalogue.indicator_at(id).unwrap()].responsibility.lead.join("、");
    assert_eq!(["1", "2", "3", "4"].map(lead), ["市司法局", "市司法局", "市财政局", "市司法局、市财政局"]);
    let check = |unit: &str, wanted: [Tier; 4]| {
        let unit = unit::resolve(&catalogue, unit).unwrap();
        assert_eq!([0, 1, 2, 3].map(|at| unit::tier(&catalogue, &catalogue.indicators[at], &unit)), wanted);
    };
    check("市司法局", [Tier::Lead, Tier::Lead, Tier::None, Tier::Lead]);
    check("市财政局", [Tier::ByDuty, Tier::ByDuty, Tier::Lead, Tier::Lead]);
    check("市审计局", [Tier::ByDuty, Tier::ByDuty, Tier::None, Tier::None]);
    assert_eq!(catalogue.indicators[0].responsibility.note.as_deref(), Some("市政府《分工方案》"));
}

#[test]
fn the_result_is_canonical_and_keeps_everything_else() {
    let bytes = apply(&plan(), &good()).unwrap();
    let value = canonical::parse(&bytes).unwrap();
    assert_eq!(canonical::to_bytes(&value), bytes);
    let (mut after, before) = (serde_json::from_slice::<Value>(&bytes).unwrap(), plan());
    for member in ["id", "unit_types", "units", "groups"] {
        after[member] = before[member].clone();
    }
    after.as_object_mut().unwrap().remove("collectives");
    assert_eq!(after, before);
}

#[test]
fn units_of_the_catalogue_stay_beside_those_of_the_profile() {
    let mut own = plan();
    own["unit_types"] = json!([{"id": "department", "name": "部门"}]);
    own["units"] = json!([{"code": "zhengfu", "name": "省政府办公厅", "type": "department"}]);
    own["groups"][0]["indicators"][0]["responsibility"]["note"] = json!("原文未写");
    let catalogue = Catalogue::read(&apply(&own, &good()).unwrap()).unwrap();
    assert_eq!(catalogue.units.len(), 3);
    assert_eq!(catalogue.indicators[0].responsibility.note.as_deref(), Some("原文未写；市政府《分工方案》"));
}

/// Breaks the good profile; the first fault by code, a part of its path, and what is proposed.
fn check(break_it: impl Fn(&mut Value), code: FaultCode, path: &str, expected: Option<&str>) {
    let mut profile = good();
    break_it(&mut profile);
    let Err(ProfileError::Profile(faults)) = apply(&plan(), &profile) else { panic!("{profile}") };
    assert_eq!((faults[0].code, faults[0].path.as_str()), (code, path), "{faults:?}");
    assert_eq!(faults[0].expected.as_deref(), expected, "{faults:?}");
}

#[test]
fn each_fault_of_a_profile_is_named_with_its_place_and_the_nearest_name() {
    use FaultCode::{BadId, Duplicate, Empty, Format, TooMany, UnknownField, UnknownName};
    check(|it| it["format"] = json!("zicha-profile/2"), Format, "format", Some("zicha-profile/1"));
    check(|it| it["id"] = json!("市"), BadId, "id", None);
    check(|it| it["id"] = json!("x".repeat(60)), BadId, "id", None);
    check(|it| it["catalogue"]["id"] = json!("tset"), UnknownName, "catalogue.id", Some("test"));
    check(|it| it["catalogue"]["version"] = json!("2.0.0"), UnknownName, "catalogue.version", Some("1.0.0"));
    check(|it| it["units"][1]["code"] = json!("sifa"), Duplicate, "units", None);
    check(|it| it["units"][1]["type"] = json!("bureua"), UnknownName, "units[1].type", Some("bureau"));
    let lead = |name: &str| {
        let name = name.to_owned();
        move |it: &mut Value| it["assign"][1]["lead"] = json!(["市司法局", name])
    };
    check(lead("市司发局"), UnknownName, "assign[1].lead[1]", Some("市司法局"));
    check(lead("市直各部们"), UnknownName, "assign[1].lead[1]", Some("市直各部门"));
    check(|it| it["assign"][2]["indicators"] = json!(["4", "5"]), UnknownName, "assign[2].indicators[1]", Some("1"));
    check(|it| it["assign"][0]["groups"] = json!(["g9"]), UnknownName, "assign[0].groups[0]", Some("g"));
    check(|it| it["assign"][0] = json!({"groups": ["g"]}), Empty, "assign[0]", None);
    check(|it| it["assign"][0] = json!({"lead": ["市司法局"]}), Empty, "assign[0]", None);
    let many = json!({"indicators": vec!["1"; ASSIGN_MAX], "lead": ["市司法局"]});
    check(|it| it["assign"] = json!([many]), TooMany, "assign", Some("50000"));
    check(|it| it["asign"] = json!([]), UnknownField, "asign", Some("assign"));
}

#[test]
fn it_is_said_which_of_the_two_files_is_wrong() {
    let good = good().to_string();
    let code = |faults: Vec<zicha_core::catalogue::Fault>| faults[0].code;
    match profile::apply(b"{", good.as_bytes()) {
        Err(ProfileError::Catalogue(faults)) => assert_eq!(code(faults), FaultCode::NotJson),
        other => panic!("{other:?}"),
    }
    match profile::apply(good.as_bytes(), good.as_bytes()) {
        Err(ProfileError::Catalogue(faults)) => assert_eq!(code(faults), FaultCode::UnknownField),
        other => panic!("{other:?}"),
    }
    match profile::apply(plan().to_string().as_bytes(), b"[]") {
        Err(ProfileError::Profile(faults)) => assert_eq!(code(faults), FaultCode::Shape),
        other => panic!("{other:?}"),
    }
}

/// The schema and the documentation know the file by serde, the page reads it by hand.
#[test]
fn the_hand_written_reader_takes_what_serde_takes() {
    let full = good();
    let agree = |file: &Value| {
        let by_hand = profile::read(file.to_string().as_bytes());
        let by_serde = serde_json::from_value::<ProfileFile>(file.clone());
        match (by_hand, by_serde) {
            (Ok(left), Ok(right)) => assert_eq!(left, right),
            (Err(_), Err(_)) => {}
            (by_hand, by_serde) => panic!("{by_hand:?}, but {by_serde:?}, of {file}"),
        }
    };
    agree(&full);
    let mut places = Vec::new();
    pointers(&full, "", &mut places);
    for place in places {
        for wrong in [json!(null), json!(1), json!("zz"), json!([]), json!({"zz": 1})] {
            let mut file = full.clone();
            *file.pointer_mut(&place).unwrap() = wrong;
            // serde_json would also take a struct's members as a list, in order; the format does not.
            if !file.pointer(&place).unwrap().is_array() || full.pointer(&place).unwrap().is_array() {
                agree(&file);
            }
        }
        let Some(Value::Object(members)) = full.pointer(&place) else { continue };
        for name in members.keys() {
            let mut file = full.clone();
            file.pointer_mut(&place).unwrap().as_object_mut().unwrap().remove(name);
            agree(&file);
        }
    }
}

fn pointers(value: &Value, pointer: &str, all: &mut Vec<String>) {
    all.push(pointer.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| pointers(item, &format!("{pointer}/{at}"), all));
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, item)| pointers(item, &format!("{pointer}/{name}"), all));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
