//! Identities and chains of figures: 受理 = 审结 + 未结, 报备数 ≤ 制定数. The message shows both sides.

use crate::answer::{Reading, SlotRef};
use crate::catalogue::wire::Relation;
use crate::decimal::Decimal;
use crate::finding::{Problem, Verdict};

use super::{Figure, Inputs, Judged};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    pub left: Vec<SlotRef>,
    pub relation: Relation,
    pub right: Vec<SlotRef>,
}

impl Relation {
    pub fn holds(self, left: Decimal, right: Decimal) -> bool {
        match self {
            Relation::Equal => left == right,
            Relation::AtMost => left <= right,
            Relation::AtLeast => left >= right,
        }
    }
}

pub(super) fn judge(sum: &Sum, inputs: &dyn Inputs) -> Judged {
    let all = || sum.left.iter().chain(&sum.right);
    if all().any(|at| *inputs.reading(*at) == Reading::Unreadable) {
        return Judged::unreadable();
    }
    if let Some(at) = all().find(|at| *inputs.reading(**at) == Reading::Blank) {
        return blank(sum, *at, inputs);
    }
    let (Some(left), Some(right)) = (add_up(&sum.left, inputs), add_up(&sum.right, inputs)) else {
        return Judged::unreadable();
    };
    let figure = Some(Figure::Balance { left, relation: sum.relation, right });
    if sum.relation.holds(left, right) {
        return Judged::new(Verdict::Met, figure);
    }
    // The figure most likely mistyped is the first typed on this row; else the first of all.
    let at = all().find(|at| matches!(at, SlotRef::Own(_))).or_else(|| all().next());
    let problem = Problem::Unbalanced {
        left,
        relation: sum.relation,
        right,
        left_text: labels(&sum.left, inputs),
        right_text: labels(&sum.right, inputs),
    };
    Judged { verdict: Verdict::Unreadable, figure, problems: vec![(at.copied(), problem)] }
}

/// An identity over figures nobody has typed yet is not a question of its own.
fn blank(sum: &Sum, at: SlotRef, inputs: &dyn Inputs) -> Judged {
    let mut all = sum.left.iter().chain(&sum.right);
    if all.all(|at| *inputs.reading(*at) == Reading::Blank) {
        return Judged::blank(at);
    }
    let label = inputs.slot(at).label.to_owned();
    let problem = match at {
        SlotRef::Own(_) => Problem::NotYetAnswered,
        SlotRef::Base(_) | SlotRef::Row { .. } => Problem::NeedsOther { label },
    };
    Judged::new(Verdict::Blank, None).with(at, problem)
}

/// `None` where a reading is no number or the sum leaves the range of `Decimal`.
pub(crate) fn add_up(slots: &[SlotRef], inputs: &dyn Inputs) -> Option<Decimal> {
    slots.iter().try_fold(Decimal::from_int(0)?, |total, at| total.checked_add(inputs.reading(*at).number()?))
}

fn labels(slots: &[SlotRef], inputs: &dyn Inputs) -> String {
    slots.iter().map(|at| inputs.slot(*at).label).collect::<Vec<_>>().join(" + ")
}
