//! Where in a JSON file a value stands: from a path to line and column, for messages.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// Most steps of one path; the strict reader takes no deeper file.
const STEPS_MAX: usize = 64;

#[derive(Debug, PartialEq, Eq)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
    /// The item of an array whose `id` this is.
    Id(&'a str),
}

/// Line and column, from 1, of the value at a JSON Pointer (`/answers/26/slots`). Of a path that leads
/// nowhere, the last value on the way; none for the root and for what is not JSON.
pub fn pointer(bytes: &[u8], pointer: &str) -> Option<(usize, usize)> {
    let parts: Vec<String> =
        pointer.split('/').skip(1).take(STEPS_MAX).map(|part| part.replace("~1", "/").replace("~0", "~")).collect();
    let steps = parts.iter().map(|part| part.parse().map_or(Step::Key(part), Step::Index));
    find(bytes, &steps.collect::<Vec<_>>())
}

/// The same for a dotted path of names (`answers.26.slots.made`).
pub fn dotted(bytes: &[u8], path: &str) -> Option<(usize, usize)> {
    find(bytes, &path.split('.').take(STEPS_MAX).map(Step::Key).collect::<Vec<_>>())
}

/// The same for a path as the linter writes it: `groups[0].indicators[2]（26）.requirements（26-r1）.quote`.
pub fn lint_path(bytes: &[u8], path: &str) -> Option<(usize, usize)> {
    let mut steps = Vec::new();
    for part in path.split('.').take(STEPS_MAX) {
        let end = part.find(['[', '（']).unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        steps.push(Step::Key(name));
        if let Some((index, _)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            steps.push(Step::Index(index.parse().ok()?));
        } else if let Some((id, _)) = rest.strip_prefix('（').and_then(|rest| rest.split_once('）')) {
            steps.push(Step::Id(id));
        }
    }
    find(bytes, &steps)
}

fn find(bytes: &[u8], steps: &[Step<'_>]) -> Option<(usize, usize)> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let mut here: &RawValue = serde_json::from_str(text).ok()?;
    let mut depth = 0_usize;
    for step in steps {
        let Some(next) = enter(here, step) else { break };
        here = next;
        depth += 1;
    }
    if depth == 0 {
        return None;
    }
    // `here` is a slice of `text`, so the distance between their starts is the offset.
    let offset = (here.get().as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let before = text.get(..offset)?;
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    Some((line, before.get(line_start..)?.chars().count() + 1))
}

fn enter<'a>(value: &'a RawValue, step: &Step<'_>) -> Option<&'a RawValue> {
    let items = || serde_json::from_str::<Vec<&'a RawValue>>(value.get()).ok();
    match step {
        Step::Key(key) => members(value)?.get(*key).copied(),
        // A pointer does not say whether `26` is a place in a list or a member's name.
        Step::Index(at) => match items() {
            Some(items) => items.get(*at).copied(),
            None => members(value)?.get(at.to_string().as_str()).copied(),
        },
        Step::Id(id) => {
            let named = |item: &'a RawValue| serde_json::from_str::<String>(members(item)?.get("id")?.get()).ok();
            items()?.into_iter().find(|item| named(item).as_deref() == Some(*id))
        }
    }
}

fn members(value: &RawValue) -> Option<BTreeMap<Cow<'_, str>, &RawValue>> {
    serde_json::from_str(value.get()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "{\n  \"groups\": [\n    {\"id\": \"一\", \"rows\": [{\"id\": \"26\", \"text\": \"甲\"}]}\n  ],\n  \"26\": 1\n}";

    #[test]
    fn a_pointer_leads_to_its_line() {
        let check =
            |path: &str, wanted: Option<(usize, usize)>| assert_eq!(pointer(FILE.as_bytes(), path), wanted, "{path}");
        check("/groups/0/rows/0/text", Some((3, 47)));
        check("/26", Some((5, 9)));
        check("/groups/0/nothing", Some((3, 5)));
        check("", None);
        check("/nothing", None);
    }

    #[test]
    fn a_lint_path_leads_to_its_line() {
        let check =
            |path: &str, wanted: Option<(usize, usize)>| assert_eq!(lint_path(FILE.as_bytes(), path), wanted, "{path}");
        check("groups[0].rows（26）.text", Some((3, 47)));
        check("groups[0]（一）.id", Some((3, 12)));
        check("groups[x]", None);
    }
}
