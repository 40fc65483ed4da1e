//! Drafts and files of the tour: nothing filled in, half, everything wrong, everything good; a key, a list.

use super::Tour;
use crate::desk::{self, UNIT};
use crate::values::{Fill, good};
use serde_json::{Map, Value, json};

/// Whose key.
pub const SIGNER: &str = "张三";
const SEED: u8 = 7;

/// Typed instead of a good value in the half-filled form: row, slot, text. 26 falls short, 56 softly.
const SHORT: &[(&str, &str, &str)] =
    &[("26", "reviewed", "9"), ("56", "officers", "100"), ("56", "reviewers", "2"), ("51", "recorded", "11")];
/// Typed instead where everything is wrong: more than there are, and what nobody can read.
const WRONG: &[(&str, &str, &str)] =
    &[("26", "reviewed", "1000"), ("61", "hours", "四十来个"), ("72", "answered", "1300"), ("51", "recorded", "九成")];

/// How much is filled in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Much {
    Nothing,
    Half,
    Wrong,
    All,
}

pub(super) fn write(tour: &Tour) {
    for (name, much) in [("blank", Much::Nothing), ("half", Much::Half), ("wrong", Much::Wrong), ("full", Much::All)] {
        put(tour, &format!("{name}.draft.json"), draft(tour, much).to_string().as_bytes());
    }
    put(tour, "key.zicha-key.json", &desk::key_file(SEED));
    put(tour, "trust.json", desk::trust_list(&[(&desk::public(SEED), SIGNER, "filler")]).as_bytes());
    put(tour, "foreign.json", b"{\"name\": \"left-pad\"}");
}

pub(super) fn put(tour: &Tour, name: &str, bytes: &[u8]) {
    std::fs::write(tour.file(name), bytes).unwrap();
}

fn draft(tour: &Tour, much: Much) -> Value {
    let catalogue = &tour.page.catalogue;
    let session = tour.page.session(UNIT, vec![None; catalogue.facts.len()]);
    let mut answers = Map::new();
    for row in session.mine() {
        let at = row.indicator;
        let indicator = &catalogue.indicators[at];
        let wanted = match much {
            Much::Nothing => false,
            Much::Half | Much::Wrong => at % 2 == 1 || changed(much, &indicator.id).next().is_some(),
            Much::All => true,
        };
        if wanted {
            let note = if much == Much::Half { "乙文件跨国庆假期。" } else { "" };
            answers.insert(indicator.id.clone(), json!({"slots": slots(tour, at, much), "note": note}));
        }
    }
    if much == Much::Half {
        let evidence = json!([{"title": "合法性审核意见书", "number": "红司审〔2020〕3号", "date": "2020-03-06"}]);
        answers["26"]["evidence"] = evidence;
        answers["26"]["rectification"] = json!({"measure": "补审一件", "owner": "法制科", "due": "2021-01-15"});
    }
    json!({"format": "zicha-draft/1", "catalogue": catalogue.id, "unit": UNIT, "answers": answers})
}

fn changed<'a>(
    much: Much,
    id: &'a str,
) -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> + 'a {
    let list = match much {
        Much::Half => SHORT,
        Much::Wrong => WRONG,
        Much::Nothing | Much::All => &[],
    };
    list.iter().filter(move |(row, _, _)| *row == id)
}

fn slots(tour: &Tour, at: usize, much: Much) -> Value {
    let indicator = &tour.page.catalogue.indicators[at];
    let mut slots = Map::new();
    for (place, spec) in indicator.slots.iter().enumerate().filter(|(_, spec)| spec.sum_of.is_empty()) {
        let other = changed(much, &indicator.id).find(|(_, slot, _)| *slot == spec.id);
        let text = match (other, good(&tour.page.catalogue, at, place)) {
            (Some((_, _, text)), _) => (*text).to_owned(),
            (None, Fill::Type(text)) => text,
            (None, Fill::Choose(option)) => spec.options.get(option).cloned().unwrap_or_else(|| "是".to_owned()),
            (None, Fill::TickAll(_)) => spec.options.join("\n"),
        };
        // A shared quantity has one value, whichever row it is typed in.
        let text = if spec.base.is_some() && other.is_none() { "12".to_owned() } else { text };
        slots.insert(spec.id.clone(), text.into());
    }
    Value::Object(slots)
}
