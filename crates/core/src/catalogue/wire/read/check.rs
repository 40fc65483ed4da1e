//! How the checks and bounds are read, in the order of `wire/check.rs`.

use super::*;

pub(super) const CHECKS: &Variants<Check> = &[
    ("rate", Of(|wire, value| Check::Rate(rate(wire, value)))),
    ("ratio", Of(|wire, value| Check::Ratio(rate(wire, value)))),
    ("count", Of(count)),
    ("span", Of(span)),
    ("deadline", Of(deadline)),
    ("frequency", Of(frequency)),
    ("sum", Of(sum)),
    ("choice", Of(choice)),
    ("gate", Of(|wire, value| Check::Gate(slot(wire, value)))),
    ("level", Of(level)),
    ("trend", Of(trend)),
    ("narrative", Of(|wire, value| Check::Narrative(slot(wire, value)))),
];

fn rate(wire: &mut Wire, value: &Value) -> RateCheck {
    let of = wire.object(value, "struct RateCheck", &["numerator", "denominator", "bound", "words", "zero"]);
    RateCheck {
        numerator: wire.text_of(of, "numerator"),
        denominator: wire.text_of(of, "denominator"),
        bound: wire.need(of, "bound", bound),
        words: wire.find_text(of, "words"),
        zero: wire.or_default(of, "zero", |wire, value| wire.word(value, "enum Zero", ZEROS)),
    }
}

const ZEROS: &Words<Zero> = &[("none_occurred", Zero::NoneOccurred), ("met", Zero::Met), ("unmet", Zero::Unmet)];

fn count(wire: &mut Wire, value: &Value) -> Check {
    let of = wire.object(value, "struct CountCheck", &["slot", "bound", "words", "per"]);
    Check::Count(CountCheck {
        slot: wire.text_of(of, "slot"),
        bound: wire.need(of, "bound", bound),
        words: wire.find_text(of, "words"),
        per: wire.find_text(of, "per"),
    })
}

fn span(wire: &mut Wire, value: &Value) -> Check {
    let of = wire.object(value, "struct SpanCheck", &["slot", "count_in", "bound", "words"]);
    Check::Span(SpanCheck {
        slot: wire.text_of(of, "slot"),
        count_in: wire.need(of, "count_in", |wire, value| wire.word(value, "enum SpanUnit", SPAN_UNITS)),
        bound: wire.need(of, "bound", bound),
        words: wire.find_text(of, "words"),
    })
}

const SPAN_UNITS: &Words<SpanUnit> = &[
    ("working_days", SpanUnit::WorkingDays),
    ("calendar_days", SpanUnit::CalendarDays),
    ("months", SpanUnit::Months),
    ("years", SpanUnit::Years),
];

fn deadline(wire: &mut Wire, value: &Value) -> Check {
    let of = wire.object(value, "struct DeadlineCheck", &["slot", "rule", "words"]);
    Check::Deadline(DeadlineCheck {
        slot: wire.text_of(of, "slot"),
        rule: wire.need(of, "rule", |wire, value| wire.variant(value, "enum DeadlineRule", DEADLINE_RULES)),
        words: wire.find_text(of, "words"),
    })
}

const DEADLINE_RULES: &Variants<DeadlineRule> = &[
    ("by", Of(|wire, value| DeadlineRule::By(wire.text(value)))),
    ("before", Of(before)),
    ("in", Of(|wire, value| DeadlineRule::In(wire.text(value)))),
    ("from", Of(|wire, value| DeadlineRule::From(wire.text(value)))),
    ("window", Of(window)),
];

fn before(wire: &mut Wire, value: &Value) -> DeadlineRule {
    let of = wire.object(value, "struct variant DeadlineRule::Before", &["date", "reading"]);
    DeadlineRule::Before {
        date: wire.text_of(of, "date"),
        reading: wire.need(of, "reading", |wire, value| wire.word(value, "enum BeforeReading", READINGS)),
    }
}

const READINGS: &Words<BeforeReading> = &[("strict", BeforeReading::Strict), ("lenient", BeforeReading::Lenient)];

fn window(wire: &mut Wire, value: &Value) -> DeadlineRule {
    let of = wire.object(value, "struct variant DeadlineRule::Window", &["from", "to"]);
    DeadlineRule::Window { from: wire.text_of(of, "from"), to: wire.text_of(of, "to") }
}

fn frequency(wire: &mut Wire, value: &Value) -> Check {
    let of = wire.object(value, "struct FrequencyCheck", &["slot", "every", "times", "words"]);
    Check::Frequency(FrequencyCheck {
        slot: wire.text_of(of, "slot"),
        every: wire.need(of, "every", |wire, value| wire.word(value, "enum Every", EVERY)),
        times: wire.need(of, "times", Wire::u32),
        words: wire.find_text(of, "words"),
    })
}

const EVERY: &Words<Every> =
    &[("month", Every::Month), ("quarter", Every::Quarter), ("half_year", Every::HalfYear), ("year", Every::Year)];

fn sum(wire: &mut Wire, value: &Value) -> Check {
    let of = wire.object(value, "struct SumCheck", &["left", "relation", "right"]);
    Check::Sum(SumCheck {
        left: wire.need(of, "left", Wire::texts),
        relation: wire.need(of, "relation", |wire, value| wire.word(value, "enum Relation", RELATIONS)),
        right: wire.need(of, "right", Wire::texts),
    })
}

const RELATIONS: &Words<Relation> =
    &[("equal", Relation::Equal), ("at_most", Relation::AtMost), ("at_least", Relation::AtLeast)];

fn choice(wire: &mut Wire, value: &Value) -> Check {
    let of = wire.object(value, "struct ChoiceCheck", &["slot"]);
    Check::Choice(ChoiceCheck { slot: wire.find_text(of, "slot") })
}

fn slot(wire: &mut Wire, value: &Value) -> SlotCheck {
    let of = wire.object(value, "struct SlotCheck", &["slot"]);
    SlotCheck { slot: wire.text_of(of, "slot") }
}

fn level(wire: &mut Wire, value: &Value) -> Check {
    let of = wire.object(value, "struct LevelCheck", &["slot", "at_least"]);
    Check::Level(LevelCheck { slot: wire.text_of(of, "slot"), at_least: wire.text_of(of, "at_least") })
}

fn trend(wire: &mut Wire, value: &Value) -> Check {
    let of = wire.object(value, "struct TrendCheck", &["now", "before", "direction"]);
    Check::Trend(TrendCheck {
        now: wire.text_of(of, "now"),
        before: wire.text_of(of, "before"),
        direction: wire.need(of, "direction", |wire, value| wire.word(value, "enum Direction", DIRECTIONS)),
    })
}

const DIRECTIONS: &Words<Direction> = &[("increase", Direction::Increase), ("decrease", Direction::Decrease)];

fn bound(wire: &mut Wire, value: &Value) -> Bound {
    wire.variant(value, "enum Bound", BOUNDS)
}

const BOUNDS: &Variants<Bound> = &[
    ("at_least", Of(|wire, value| Bound::AtLeast(wire.text(value)))),
    ("at_most", Of(|wire, value| Bound::AtMost(wire.text(value)))),
    ("exactly", Of(|wire, value| Bound::Exactly(wire.text(value)))),
    ("more_than", Of(|wire, value| Bound::MoreThan(wire.text(value)))),
    ("less_than", Of(|wire, value| Bound::LessThan(wire.text(value)))),
    ("between", Of(between)),
    ("about", Of(about)),
];

fn between(wire: &mut Wire, value: &Value) -> Bound {
    let (low, high) = wire.pair(value, "tuple variant Bound::Between", Wire::text);
    Bound::Between(low, high)
}

fn about(wire: &mut Wire, value: &Value) -> Bound {
    let of = wire.object(value, "struct variant Bound::About", &["value", "tolerance"]);
    Bound::About { value: wire.text_of(of, "value"), tolerance: wire.find_text(of, "tolerance") }
}
