//! The course of a case, known by the labels of one row: 收到, 受理, 审结, and how it ended.

use crate::answer::SlotRef;
use crate::catalogue::wire::Relation;
use crate::kind::Kind;
use crate::narrative::link;
use crate::session::{Row, Session};

use super::{Check, Outcome, Rule, side};

/// Where in its course a case is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Received,
    Refused,
    Accepted,
    Closed,
    Pending,
    /// From the year before.
    Carried,
    Ended,
}

/// Words of a label, the more particular ones first: 未审结 before 审结, 不予受理 before 受理.
const WORDS: [(&str, Stage); 22] = [
    ("结转", Stage::Carried),
    ("不予受理", Stage::Refused),
    ("不受理", Stage::Refused),
    ("未受理", Stage::Refused),
    ("未审结", Stage::Pending),
    ("未办结", Stage::Pending),
    ("未结", Stage::Pending),
    ("维持", Stage::Ended),
    ("撤销", Stage::Ended),
    ("确认违法", Stage::Ended),
    ("变更", Stage::Ended),
    ("驳回", Stage::Ended),
    ("责令履行", Stage::Ended),
    ("终止", Stage::Ended),
    ("调解结案", Stage::Ended),
    ("和解", Stage::Ended),
    ("审结", Stage::Closed),
    ("办结", Stage::Closed),
    ("结案", Stage::Closed),
    ("受理", Stage::Accepted),
    ("收到", Stage::Received),
    ("收案", Stage::Received),
];

pub(super) fn look(session: &Session, row: &Row, block: &str, checks: &mut Vec<Check>) {
    let Some(indicator) = session.catalogue().indicators.get(row.indicator) else { return };
    let stages: Vec<Option<Stage>> = indicator.slots.iter().map(|slot| stage(&slot.label)).collect();
    let at = |stage: Stage| -> Vec<SlotRef> {
        let found = stages.iter().enumerate().filter(|(_, it)| **it == Some(stage));
        found.map(|(slot, _)| SlotRef::Own(slot)).collect()
    };
    // What the rest must be given for: without it the parts need not be all of the whole.
    let steps = [
        (Stage::Received, vec![Stage::Accepted], Some(Stage::Refused)),
        (Stage::Accepted, vec![Stage::Closed], Some(Stage::Pending)),
        (Stage::Closed, vec![Stage::Ended], None),
    ];
    for (whole_stage, parts, rest) in steps {
        let whole = at(whole_stage);
        let [total] = whole.as_slice() else { continue };
        let mut right: Vec<SlotRef> = parts.into_iter().flat_map(at).collect();
        let rests = rest.map(at).unwrap_or_default();
        let complete = !rests.is_empty() || right.len() > 1;
        if right.is_empty() || declared(row, indicator, *total) {
            continue;
        }
        right.extend(rests);
        let count = |it: &SlotRef| link::reading(session, row.indicator, *it).count();
        let carried = if whole_stage == Stage::Accepted { at(Stage::Carried) } else { Vec::new() };
        let left_side: Vec<SlotRef> = [*total].into_iter().chain(carried).collect();
        let Some(left) = left_side.iter().map(count).sum::<Option<i64>>() else { continue };
        let Some(sum) = right.iter().map(count).sum::<Option<i64>>() else { continue };
        let outcome = match sum.cmp(&left) {
            std::cmp::Ordering::Equal => Outcome::Holds,
            std::cmp::Ordering::Greater => Outcome::Broken,
            std::cmp::Ordering::Less if complete => Outcome::Unsure,
            std::cmp::Ordering::Less => continue,
        };
        let left = side(session, row, &left_side);
        checks.push(Check::new(block, Rule::Chain, outcome, &left, &side(session, row, &right)));
    }
}

fn stage(label: &str) -> Option<Stage> {
    WORDS.into_iter().find(|(word, _)| label.contains(word)).map(|(_, stage)| stage)
}

/// The catalogue itself has an identity over this total.
fn declared(row: &Row, indicator: &crate::catalogue::Indicator, total: SlotRef) -> bool {
    indicator.requirements.iter().zip(&row.applies).any(|(it, applies)| {
        let Kind::Sum(sum) = &it.kind else { return false };
        *applies && sum.relation == Relation::Equal && sum.left.contains(&total)
    })
}
