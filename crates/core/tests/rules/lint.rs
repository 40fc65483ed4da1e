//! The linter finds each planted fault, where it is, and names what was likely meant.

use serde_json::{Value, json};
use zicha_core::catalogue::{Catalogue, FaultCode};

use crate::maker::{asset, file, indicator, read, requirement, slot};

fn good() -> Value {
    let rate = json!({"rate": {"numerator": "n", "denominator": "d", "bound": {"at_least": "100%"}, "words": "达到"}});
    let mut it = requirement("1-r1", rate);
    it["quote"] = json!("达到100%");
    file(vec![indicator(
        "1",
        json!([slot("n", "count", "件"), {"id": "d", "label": "d", "input": "count", "base": "staff"}]),
        json!([it]),
    )])
}

/// Breaks the good file and checks the first fault: code, a part of its path, and what is proposed.
fn check(break_it: impl Fn(&mut Value), code: FaultCode, path: &str, expected: Option<&str>) {
    let mut file = good();
    break_it(&mut file);
    let faults = Catalogue::read(file.to_string().as_bytes()).err().unwrap_or_default();
    let fault = faults.iter().find(|fault| fault.code == code);
    let fault = fault.unwrap_or_else(|| panic!("{code:?} not among {faults:#?}"));
    assert!(fault.path.contains(path), "{fault:?}");
    if let Some(expected) = expected {
        assert!(fault.expected.as_deref().is_some_and(|it| it.contains(expected)), "{fault:?}");
    }
}

#[test]
fn each_fault_is_named_with_its_place_and_the_nearest_name() {
    let row = "/groups/0/indicators/0";
    let set = |pointer: &str, value: Value| {
        let pointer = pointer.to_owned();
        move |file: &mut Value| *file.pointer_mut(&pointer).unwrap() = value.clone()
    };
    let at = |tail: &str| format!("{row}{tail}");
    check(
        |file| {
            file["tilte"] = json!("x");
        },
        FaultCode::UnknownField,
        "",
        Some("title"),
    );
    check(
        |file| {
            file["groups"][0]["indicators"][0]["requirements"][0]["check"]["rate"]["bond"] = json!(1);
        },
        FaultCode::UnknownField,
        "groups[0].indicators[0].requirements[0].check",
        Some("bound"),
    );
    check(
        |file| {
            file.as_object_mut().unwrap().remove("units");
        },
        FaultCode::MissingField,
        "",
        None,
    );
    check(set("/format", json!("zicha-catalogue/2")), FaultCode::Format, "format", Some("zicha-catalogue/1"));
    check(set(&at("/requirements/0/check/rate/numerator"), json!("nn")), FaultCode::UnknownName, "1-r1", Some("n"));
    check(set(&at("/slots/1/base"), json!("stuff")), FaultCode::UnknownName, "d", Some("staff"));
    check(set(&at("/responsibility/lead"), json!(["区司发局"])), FaultCode::UnknownName, "lead", Some("区司法局"));
    check(set(&at("/slots/0/input"), json!("date")), FaultCode::WrongInput, "1-r1", Some("count"));
    check(set(&at("/requirements/0/quote"), json!("没有这句")), FaultCode::QuoteNotInText, "quote", None);
    check(set(&at("/requirements/0/check/rate/words"), json!("以下")), FaultCode::WordNotInQuote, "words", None);
    check(
        set(&at("/requirements/0/check/rate/bound"), json!({"at_most": "100%"})),
        FaultCode::WordContradictsBound,
        "words",
        Some("at_least"),
    );
    check(
        set(&at("/requirements/0/check/rate/bound"), json!({"at_least": "九成"})),
        FaultCode::BadNumber,
        "bound",
        None,
    );
    check(set("/periods/0/end", json!("2019-12-31")), FaultCode::DatesReversed, "periods[0]", None);
    check(set("/periods/0/end", json!("2020-02-30")), FaultCode::BadDate, "periods[0].end", None);
    check(set("/units/0/type", json!("departmnet")), FaultCode::UnknownName, "units[0].type", Some("department"));
    check(set(&at("/requirements"), json!([])), FaultCode::Empty, "requirements", None);
    check(
        |file| {
            let twin = file["groups"][0]["indicators"][0].clone();
            file["groups"][0]["indicators"].as_array_mut().unwrap().push(twin);
        },
        FaultCode::Duplicate,
        "indicators",
        None,
    );
    check(
        |file| {
            file["groups"][0]["indicators"][0]["applies"] = json!({"fact": "enforce"});
        },
        FaultCode::UnknownName,
        "applies",
        Some("enforces"),
    );
}

#[test]
fn facts_ask_something_and_their_no_spares_something() {
    let fact = |change: fn(&mut Value)| {
        move |file: &mut Value| {
            file["groups"][0]["indicators"][0]["applies"] = json!({"fact": "enforces"});
            file["facts"][0]["if_no"] = json!("不执法");
            change(file);
        }
    };
    let mut file = good();
    fact(|file| file["facts"][0]["if_no_en"] = json!("no enforcement"))(&mut file);
    read(&file);
    check(fact(|file| file["facts"][0]["question"] = json!(" ")), FaultCode::Empty, "facts[0].question", None);
    check(fact(|file| file["facts"][0]["if_no"] = json!("")), FaultCode::Empty, "facts[0].if_no", None);
    check(fact(|file| file["facts"][0]["if_no"] = json!("是否执法？")), FaultCode::Duplicate, "facts[0].if_no", None);
    check(
        fact(|file| {
            file["facts"][0]["if_no_en"] = json!("none");
            file["facts"][0].as_object_mut().unwrap().remove("if_no");
        }),
        FaultCode::MissingField,
        "facts[0]",
        None,
    );
    check(
        fact(|file| {
            file["facts"].as_array_mut().unwrap().push(json!({"id": "again", "question": "是否执法？"}));
        }),
        FaultCode::Duplicate,
        "facts[1].question",
        None,
    );
    check(
        fact(|file| {
            let more = (0..100).map(|at| json!({"id": format!("f{at}"), "question": format!("{at}？")}));
            file["facts"].as_array_mut().unwrap().extend(more);
        }),
        FaultCode::TooMany,
        "facts",
        Some("100"),
    );
    let warned = |condition: Value| {
        let mut file = good();
        file["groups"][0]["indicators"][0]["applies"] = condition;
        let file = zicha_core::catalogue::lint::read_file(file.to_string().as_bytes()).unwrap();
        let faults = zicha_core::catalogue::lint::lint(&file);
        faults.iter().any(|fault| fault.code == FaultCode::SparesNothing && fault.found == "enforces")
    };
    assert!(warned(json!({"not": {"fact": "enforces"}})));
    assert!(!warned(json!({"any": ["lead", {"fact": "enforces"}]})));
    assert!(!warned(json!({"not": {"not": {"fact": "enforces"}}})));
}

/// An indicator that only restates the one requirement of the good file.
fn restating(change: impl Fn(&mut Value)) -> Value {
    let mut row = indicator("2", json!([]), json!([]));
    row["restates"] = json!([{"quote": "达到100%", "requirement": "1-r1"}]);
    change(&mut row);
    row
}

#[test]
fn what_is_restated_stands_in_the_text_and_is_asked_elsewhere() {
    let push = |change: fn(&mut Value)| {
        move |file: &mut Value| {
            file["groups"][0]["indicators"].as_array_mut().unwrap().push(restating(change));
        }
    };
    let mut file = good();
    push(|_| {})(&mut file);
    assert_eq!(read(&file).requirement_at("1-r1"), Some((0, 0)));
    let quote = |row: &mut Value| row["restates"][0]["quote"] = json!("没有这句");
    check(push(quote), FaultCode::QuoteNotInText, "restates[0].quote", None);
    let slip = |row: &mut Value| row["restates"][0]["requirement"] = json!("1-r2");
    check(push(slip), FaultCode::UnknownName, "restates[0].requirement", Some("1-r1"));
    check(push(|row| row["restates"] = json!([])), FaultCode::Empty, "requirements", None);
    let own = |file: &mut Value| {
        file["groups"][0]["indicators"][0]["restates"] = json!([{"quote": "达到100%", "requirement": "1-r1"}]);
    };
    check(own, FaultCode::RestatesItself, "restates[0].requirement", None);
}

#[test]
fn a_requirement_is_in_force_between_two_dates_in_order() {
    let force = |force: Value| {
        move |file: &mut Value| file["groups"][0]["indicators"][0]["requirements"][0]["in_force"] = force.clone()
    };
    for right in [json!({"from": "2014"}), json!({"to": "2016-06"}), json!({"from": "2014-H1", "to": "2014-Q1"})] {
        let mut file = good();
        force(right)(&mut file);
        read(&file);
    }
    check(force(json!({"from": "2014年"})), FaultCode::BadDate, "in_force.from", Some("2018-06"));
    check(force(json!({"to": "2014-13"})), FaultCode::BadDate, "in_force.to", None);
    check(force(json!({"from": "2016", "to": "2014"})), FaultCode::DatesReversed, "in_force", Some("2016"));
    check(force(json!({})), FaultCode::Empty, "in_force", None);
    check(force(json!({"until": "2014"})), FaultCode::UnknownField, "in_force", Some("from, to"));
}

#[test]
fn a_percent_slot_wants_a_percent_bound() {
    let with = |bound: &str| {
        let count = requirement("1-r1", json!({"count": {"slot": "p", "bound": {"at_least": bound}}}));
        let file = file(vec![indicator("1", json!([slot("p", "number", "%")]), json!([count]))]);
        Catalogue::read(file.to_string().as_bytes()).map(|_| ()).map_err(|faults| faults[0].expected.clone())
    };
    assert_eq!(with("95%"), Ok(()));
    assert_eq!(with("95"), Err(Some("95%".to_owned())));
}

#[test]
fn computed_slots_in_a_circle_are_named() {
    let sum = |id: &str, of: &str| json!({"id": id, "label": id, "input": "count", "sum_of": [of]});
    let gate = || json!([requirement("1-r1", json!({"gate": {"slot": "a"}}))]);
    let circle = file(vec![indicator("1", json!([sum("a", "b"), sum("b", "a")]), gate())]);
    let faults = Catalogue::read(circle.to_string().as_bytes()).unwrap_err();
    assert_eq!(faults[0].code, FaultCode::Cycle);
    assert!(faults[0].found.contains("1.a") && faults[0].found.contains("1.b"), "{faults:?}");
    let line = file(vec![indicator("1", json!([sum("a", "b"), slot("b", "count", "")]), gate())]);
    assert!(Catalogue::read(line.to_string().as_bytes()).is_ok());
}

#[test]
fn files_that_are_no_catalogue_say_why() {
    let check = |bytes: &[u8], code: FaultCode| {
        let faults = Catalogue::read(bytes).unwrap_err();
        assert_eq!(faults[0].code, code, "{faults:?}");
        assert!(faults[0].at.is_some() || code != FaultCode::NotJson);
    };
    let text = good().to_string();
    check(&text.as_bytes()[..text.len() - 9], FaultCode::NotJson);
    check(b"{\"format\":1,\"format\":2}", FaultCode::NotJson);
    check(b"\xFF\xFE", FaultCode::NotJson);
    check(b"[]", FaultCode::Shape);
    check("[".repeat(40).as_bytes(), FaultCode::NotJson);
}

#[test]
fn every_catalogue_we_ship_is_without_a_fault() {
    for entry in std::fs::read_dir(format!("{}/../../assets/catalogues", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let bytes = asset(&format!("catalogues/{name}"));
        let file = zicha_core::catalogue::lint::read_file(&bytes).unwrap();
        assert_eq!(zicha_core::catalogue::lint::lint(&file), [], "{name}");
        assert!(name.starts_with(&Catalogue::read(&bytes).unwrap().id), "{name}");
    }
}
