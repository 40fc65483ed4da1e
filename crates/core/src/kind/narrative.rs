//! Words a person judges: filled is 填了待核, never met by itself.

use crate::answer::{Reading, SlotRef};
use crate::finding::{Problem, Verdict};

use super::{Inputs, Judged};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrative {
    pub slot: SlotRef,
}

pub(super) fn judge(narrative: &Narrative, inputs: &dyn Inputs) -> Judged {
    let reading = inputs.reading(narrative.slot);
    if *reading == Reading::Text {
        return Judged::new(Verdict::ToReview, None).with(narrative.slot, Problem::AwaitsReview);
    }
    Judged::missing(narrative.slot, reading)
}
