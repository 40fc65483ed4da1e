//! Faults of one indicator: responsibility, slots, quotes, words, bounds and the slots a check names.

use crate::catalogue::path::{self, Name};
use crate::catalogue::wire::{self, Bound, Check, DeadlineRule, Firmness, Input, ScoreRule};
use crate::date::PartialDate;
use crate::decimal::Decimal;

use super::{FaultCode, Lint, is_code, roll, words};

type All<'f> = [(String, &'f wire::Indicator)];

pub(super) fn lint_indicator(lint: &mut Lint<'_>, path: &str, indicator: &wire::Indicator, all: &All<'_>) {
    responsibility(lint, path, indicator, all);
    if indicator.text.trim().is_empty() {
        lint.fault(FaultCode::Empty, &format!("{path}.text"), "", None);
    }
    if indicator.requirements.is_empty() && indicator.restates.is_empty() {
        lint.fault(FaultCode::Empty, &format!("{path}.requirements"), "", None);
    }
    if let Some(condition) = &indicator.applies {
        roll::condition(lint, &format!("{path}.applies"), condition);
    }
    lint.ids(&format!("{path}.slots"), indicator.slots.iter().map(|slot| slot.id.as_str()), is_code);
    for slot in &indicator.slots {
        lint_slot(lint, &format!("{path}.slots（{}）", slot.id), slot, indicator, all);
    }
    for requirement in &indicator.requirements {
        lint_requirement(lint, &format!("{path}.requirements（{}）", requirement.id), requirement, indicator, all);
    }
    restates(lint, path, indicator, all);
}

/// What is restated must stand in the text and be a requirement of another indicator.
fn restates(lint: &mut Lint<'_>, path: &str, indicator: &wire::Indicator, all: &All<'_>) {
    for (index, it) in indicator.restates.iter().enumerate() {
        let path = format!("{path}.restates[{index}]");
        if it.quote.is_empty() || !indicator.text.contains(it.quote.as_str()) {
            lint.fault(FaultCode::QuoteNotInText, &format!("{path}.quote"), &it.quote, None);
        }
        let path = format!("{path}.requirement");
        if indicator.requirements.iter().any(|own| own.id == it.requirement) {
            lint.fault(FaultCode::RestatesItself, &path, &it.requirement, None);
        } else {
            let elsewhere = all.iter().flat_map(|(_, other)| &other.requirements).map(|other| other.id.as_str());
            lint.known(&path, &it.requirement, elsewhere);
        }
    }
}

fn responsibility(lint: &mut Lint<'_>, path: &str, indicator: &wire::Indicator, all: &All<'_>) {
    let names = roll::names(lint.file);
    let answers = &indicator.responsibility;
    for (field, list) in [("lead", &answers.lead), ("cooperating", &answers.cooperating)] {
        for name in list {
            lint.known(&format!("{path}.responsibility.{field}"), name, names.iter().copied());
        }
    }
    if let Some(from) = &answers.carried_from {
        let ids = all.iter().map(|(_, it)| it.id.as_str());
        lint.known(&format!("{path}.responsibility.carried_from"), from, ids);
    }
}

fn lint_slot(lint: &mut Lint<'_>, path: &str, slot: &wire::Slot, indicator: &wire::Indicator, all: &All<'_>) {
    let needs_options = matches!(slot.input, Input::Ticks | Input::Level);
    if needs_options == slot.options.is_empty() {
        let expected = if needs_options { "options" } else { "ticks / level" };
        lint.fault(FaultCode::WrongInput, &format!("{path}.options"), &slot.id, Some(expected.to_owned()));
    }
    if let Some(base) = &slot.base {
        lint.known(&format!("{path}.base"), base, lint.file.bases.iter().map(|base| base.id.as_str()));
        if slot.input != Input::Count {
            lint.fault(FaultCode::WrongInput, &format!("{path}.input"), &slot.id, Some("count".to_owned()));
        }
    }
    for name in &slot.sum_of {
        reference(lint, &format!("{path}.sum_of"), name, indicator, all, &[Input::Count, Input::Number]);
    }
}

fn lint_requirement(
    lint: &mut Lint<'_>,
    path: &str,
    it: &wire::Requirement,
    indicator: &wire::Indicator,
    all: &All<'_>,
) {
    match (&it.quote, &it.derived) {
        (Some(quote), _) if !indicator.text.contains(quote.as_str()) => {
            lint.fault(FaultCode::QuoteNotInText, &format!("{path}.quote"), quote, None);
        }
        (None, None) => lint.fault(FaultCode::QuoteMissing, path, &it.id, None),
        (Some(_), _) | (None, Some(_)) => {}
    }
    if let Some(condition) = &it.applies {
        roll::condition(lint, &format!("{path}.applies"), condition);
    }
    if let Some(force) = &it.in_force {
        in_force(lint, &format!("{path}.in_force"), force);
    }
    if it.soft_word.is_some() != (it.firmness == Firmness::Soft) {
        lint.fault(
            FaultCode::Shape,
            &format!("{path}.soft_word"),
            it.soft_word.as_deref().unwrap_or(""),
            Some("firmness: soft".to_owned()),
        );
    }
    if let Some(score) = &it.score {
        number(lint, &format!("{path}.score.points"), &score.points);
        match &score.rule {
            ScoreRule::AllOrNothing {} => {}
            ScoreRule::PerMissing { deduct } => {
                number(lint, &format!("{path}.score.rule"), deduct);
            }
        }
    }
    check(lint, path, it, indicator, all);
}

fn check(lint: &mut Lint<'_>, path: &str, it: &wire::Requirement, indicator: &wire::Indicator, all: &All<'_>) {
    const COUNTED: [Input; 4] = [Input::Count, Input::Number, Input::Parts, Input::Dates];
    const SUMMED: [Input; 2] = [Input::Count, Input::Number];
    let mut slot =
        |name: &str, inputs: &[Input]| reference(lint, &format!("{path}.check"), name, indicator, all, inputs);
    match &it.check {
        Check::Rate(rate) | Check::Ratio(rate) => {
            slot(&rate.numerator, &[Input::Count]);
            slot(&rate.denominator, &[Input::Count]);
            bound(lint, path, &rate.bound);
            bound_words(lint, path, it, rate.words.as_deref(), Some(&rate.bound));
        }
        Check::Count(count) => {
            slot(&count.slot, &COUNTED);
            bound(lint, path, &count.bound);
            percent_bound(lint, path, indicator, count);
            bound_words(lint, path, it, count.words.as_deref(), Some(&count.bound));
        }
        Check::Span(span) => {
            slot(&span.slot, &[Input::Days, Input::Number, Input::Count]);
            bound(lint, path, &span.bound);
            bound_words(lint, path, it, span.words.as_deref(), Some(&span.bound));
        }
        Check::Deadline(deadline) => {
            slot(&deadline.slot, &[Input::Date]);
            deadline_rule(lint, path, &deadline.rule);
            bound_words(lint, path, it, deadline.words.as_deref(), None);
        }
        Check::Frequency(frequency) => {
            slot(&frequency.slot, &[Input::Dates, Input::Count]);
            bound_words(lint, path, it, frequency.words.as_deref(), None);
        }
        Check::Sum(sum) => sum.left.iter().chain(&sum.right).for_each(|name| slot(name, &SUMMED)),
        Check::Choice(choice) => {
            if let Some(name) = &choice.slot {
                slot(name, &[Input::Choice, Input::Ticks]);
            }
        }
        Check::Gate(gate) => slot(&gate.slot, &[Input::Count]),
        Check::Level(level) => {
            slot(&level.slot, &[Input::Level]);
            let own = indicator.slots.iter().find(|slot| slot.id == level.slot);
            let options = own.map(|slot| slot.options.as_slice()).unwrap_or_default();
            lint.known(&format!("{path}.check.at_least"), &level.at_least, options.iter().map(String::as_str));
        }
        Check::Trend(trend) => {
            slot(&trend.now, &SUMMED);
            slot(&trend.before, &SUMMED);
        }
        Check::Narrative(narrative) => slot(&narrative.slot, &[Input::Text]),
    }
}

/// A slot must exist and take what the check needs.
fn reference(
    lint: &mut Lint<'_>,
    path: &str,
    name: &str,
    indicator: &wire::Indicator,
    all: &All<'_>,
    inputs: &[Input],
) {
    let (owner, slot) = match path::parse(name) {
        Name::Base(base) => {
            return lint.known(path, base, lint.file.bases.iter().map(|base| base.id.as_str()));
        }
        Name::Own(slot) => (indicator, slot),
        Name::Row { indicator: id, slot } => {
            let Some((_, owner)) = all.iter().find(|(_, it)| it.id == id) else {
                return lint.known(path, id, all.iter().map(|(_, it)| it.id.as_str()));
            };
            (*owner, slot)
        }
    };
    match owner.slots.iter().find(|it| it.id == slot) {
        None => lint.known(path, slot, owner.slots.iter().map(|it| it.id.as_str())),
        Some(found) if !inputs.contains(&found.input) => {
            let expected =
                inputs.iter().map(|input| format!("{input:?}").to_lowercase()).collect::<Vec<_>>().join(" / ");
            lint.fault(FaultCode::WrongInput, path, name, Some(expected));
        }
        Some(_) => {}
    }
}

fn bound(lint: &mut Lint<'_>, path: &str, bound: &Bound) {
    let path = format!("{path}.check.bound");
    match bound {
        Bound::AtLeast(it) | Bound::AtMost(it) | Bound::Exactly(it) | Bound::MoreThan(it) | Bound::LessThan(it) => {
            number(lint, &path, it);
        }
        Bound::Between(low, high) => {
            if let (Some(from), Some(to)) = (number(lint, &path, low), number(lint, &path, high))
                && to < from
            {
                lint.fault(FaultCode::BoundReversed, &path, high, Some(low.clone()));
            }
        }
        Bound::About { value, tolerance } => {
            number(lint, &path, value);
            if let Some(tolerance) = tolerance {
                number(lint, &path, tolerance);
            }
        }
    }
}

/// A slot in % is held against a bound in %: `95` would mean 9500%.
fn percent_bound(lint: &mut Lint<'_>, path: &str, indicator: &wire::Indicator, count: &wire::CountCheck) {
    let slot = indicator.slots.iter().find(|slot| slot.id == count.slot);
    if slot.and_then(|slot| slot.unit.as_deref()) != Some("%") {
        return;
    }
    let values: Vec<&String> = match &count.bound {
        Bound::AtLeast(it) | Bound::AtMost(it) | Bound::Exactly(it) | Bound::MoreThan(it) | Bound::LessThan(it) => {
            vec![it]
        }
        Bound::Between(low, high) => vec![low, high],
        Bound::About { value, tolerance } => std::iter::once(value).chain(tolerance).collect(),
    };
    for value in values.into_iter().filter(|value| !value.ends_with('%')) {
        lint.fault(FaultCode::BadNumber, &format!("{path}.check.bound"), value, Some(format!("{value}%")));
    }
}

/// `95%`, `71.4%` or `5`: what a catalogue writes is strict, unlike what people type.
pub(in crate::catalogue) fn decimal(text: &str) -> Option<Decimal> {
    match text.strip_suffix('%') {
        Some(percent) => {
            let value = percent.parse::<Decimal>().ok()?.ten_thousandths();
            (value % 100 == 0).then(|| Decimal::from_ten_thousandths(value / 100))
        }
        None => text.parse().ok(),
    }
}

fn number(lint: &mut Lint<'_>, path: &str, text: &str) -> Option<Decimal> {
    let value = decimal(text);
    if value.is_none() {
        lint.fault(FaultCode::BadNumber, path, text, Some("95% / 71.4% / 5".to_owned()));
    }
    value
}

/// The words must stand in the quote (so the screen can point at them) and mean the bound.
fn bound_words(lint: &mut Lint<'_>, path: &str, it: &wire::Requirement, said: Option<&str>, bound: Option<&Bound>) {
    let Some(said) = said else { return };
    let path = format!("{path}.check.words");
    if !it.quote.as_deref().is_some_and(|quote| quote.contains(said)) {
        lint.fault(FaultCode::WordNotInQuote, &path, said, it.quote.clone());
    }
    let Some(bound) = bound else { return };
    match words::meanings(said) {
        None => lint.fault(FaultCode::WordUnknown, &path, said, None),
        Some(meanings) if !meanings.contains(&words::name(bound)) && words::name(bound) != "between" => {
            lint.fault(FaultCode::WordContradictsBound, &path, said, Some(meanings.join(" / ")));
        }
        Some(_) => {}
    }
}

fn deadline_rule(lint: &mut Lint<'_>, path: &str, rule: &DeadlineRule) {
    let path = format!("{path}.check.rule");
    match rule {
        DeadlineRule::By(text) | DeadlineRule::In(text) | DeadlineRule::From(text) => {
            date(lint, &path, text);
        }
        DeadlineRule::Before { date: text, .. } => {
            date(lint, &path, text);
        }
        DeadlineRule::Window { from, to } => {
            let ends = (date(lint, &path, from), date(lint, &path, to));
            in_order(lint, &path, ends);
        }
    }
}

/// At least one end; both dates, in order.
fn in_force(lint: &mut Lint<'_>, path: &str, it: &wire::InForce) {
    if it.from.is_none() && it.to.is_none() {
        lint.fault(FaultCode::Empty, path, "", None);
    }
    let from = it.from.as_ref().and_then(|text| date(lint, &format!("{path}.from"), text));
    let to = it.to.as_ref().and_then(|text| date(lint, &format!("{path}.to"), text));
    in_order(lint, path, (from, to));
}

fn date(lint: &mut Lint<'_>, path: &str, text: &str) -> Option<PartialDate> {
    let parsed = PartialDate::parse(text).ok();
    if parsed.is_none() {
        lint.fault(FaultCode::BadDate, path, text, Some("Y-12-31 / Y+1-Q1 / 2018-06".to_owned()));
    }
    parsed
}

fn in_order(lint: &mut Lint<'_>, path: &str, ends: (Option<PartialDate>, Option<PartialDate>)) {
    // 2020 stands for any year: only the order matters.
    if let (Some(from), Some(to)) = ends
        && from.is_relative() == to.is_relative()
        && let (Some(first), Some(last)) = (from.resolve(2020), to.resolve(2020))
        && last.1 < first.0
    {
        lint.fault(FaultCode::DatesReversed, path, &to.to_string(), Some(from.to_string()));
    }
}
