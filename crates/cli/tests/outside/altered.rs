//! A signed file damaged in ways that everybody must notice.

use serde_json::{Value, json};

/// A damaged copy of each sort that `file` has room for, with its name. None of them is sound.
pub fn copies(file: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let sound: Value = serde_json::from_slice(file).unwrap();
    let kind = content_of(&sound);
    let mut made = Vec::new();
    let mut with = |name, change: &dyn Fn(&mut Value)| {
        let mut changed = sound.clone();
        change(&mut changed);
        assert_ne!(changed, sound, "{name}");
        made.push((name, serde_json::to_vec_pretty(&changed).unwrap()));
    };
    with("content", &|it| it[&kind]["schema"] = json!("zicha-other/1"));
    with("opinion", &|it| it["signatures"][0]["statement"]["opinion"] = json!("不属实"));
    with("signature", &|it| {
        let text = it["signatures"][0]["signature"].as_str().unwrap();
        let first = if text.starts_with('A') { "B" } else { "A" };
        it["signatures"][0]["signature"] = json!(format!("{first}{}", &text[1..]));
    });
    with("key", &|it| {
        let x = it["keys"][0]["x"].as_str().unwrap().to_owned();
        let first = if x.starts_with('A') { "B" } else { "A" };
        it["keys"][0]["x"] = json!(format!("{first}{}", &x[1..]));
    });
    if sound["signatures"].as_array().unwrap().len() > 1 {
        with("first taken out", &|it| drop(it["signatures"].as_array_mut().unwrap().remove(0)));
        with("middle taken out", &|it| {
            let all = it["signatures"].as_array_mut().unwrap();
            let middle = all.len() - 2;
            all.remove(middle);
        });
        with("reordered", &|it| it["signatures"].as_array_mut().unwrap().reverse());
        with("header of another", &|it| {
            it["signatures"][0]["protected"] = it["signatures"][1]["protected"].clone();
        });
    }
    made
}

/// The name of the content member.
pub fn content_of(file: &Value) -> String {
    file.as_object().unwrap().keys().find(|name| !["signatures", "keys"].contains(&name.as_str())).unwrap().clone()
}
