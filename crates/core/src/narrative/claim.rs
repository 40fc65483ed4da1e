//! What one row has to say for itself: a clause for each requirement that is met, in the sentence forms of
//! the genre (清理22项，其中保留18项，取消4项), blanks where nothing is filled in. What falls short is
//! said in `fall_short`, what does not apply is not said.

use crate::answer::{Reading, SlotRef};
use crate::catalogue::wire::{Input, Relation};
use crate::catalogue::{Indicator, Requirement};
use crate::decimal::Decimal;
use crate::finding::Verdict;
use crate::kind::Kind;
use crate::kind::rate::Rate;
use crate::session::{Row, Session};
use crate::text::wide;

use super::line::{Line, joined};
use super::link;

/// Slots whose ids begin so belong to the report as a whole, not to a paragraph.
pub(super) const REPORT_SLOT: &str = "narrative_";

/// What stands in a sentence about a requirement, by its verdict.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stance {
    /// Said as a claim.
    Claim,
    /// Said with blanks.
    Blank,
    /// Falls short.
    Short,
    None,
    /// Due in a later period.
    Later,
    /// Not said.
    Aside,
}

pub(super) fn stance(verdict: Verdict) -> Stance {
    match verdict {
        Verdict::Met | Verdict::ToReview => Stance::Claim,
        Verdict::Blank | Verdict::Unreadable => Stance::Blank,
        Verdict::Unmet | Verdict::SoftUnmet | Verdict::NotCounted => Stance::Short,
        Verdict::NoneOccurred => Stance::None,
        Verdict::Coming => Stance::Later,
        Verdict::NotApplicable | Verdict::Past | Verdict::Elsewhere => Stance::Aside,
    }
}

/// The sentences about one row; none where there is nothing to say.
pub(super) fn sentences(session: &Session, row: &Row) -> Vec<Line> {
    let Some(indicator) = session.catalogue().indicators.get(row.indicator) else { return Vec::new() };
    let mut claims = Claims {
        session,
        row,
        indicator,
        said: indicator.slots.iter().map(|slot| slot.id.starts_with(REPORT_SLOT)).collect(),
        clauses: Vec::new(),
        done: Vec::new(),
        none: Vec::new(),
        texts: Vec::new(),
    };
    if row.judgements.iter().all(|judgement| stance(judgement.verdict) == Stance::Aside) {
        return Vec::new();
    }
    claims.sums();
    for (at, requirement) in indicator.requirements.iter().enumerate() {
        claims.requirement(at, requirement);
    }
    claims.others();
    claims.into_sentences()
}

/// A row under way.
struct Claims<'a> {
    session: &'a Session,
    row: &'a Row,
    indicator: &'a Indicator,
    /// Slots that stand in a clause already.
    said: Vec<bool>,
    clauses: Vec<Line>,
    /// Titles of what was done.
    done: Vec<String>,
    /// Titles of what there were no cases of.
    none: Vec<String>,
    texts: Vec<Line>,
}

impl Claims<'_> {
    fn stance(&self, at: usize) -> Stance {
        self.row.judgements.get(at).map_or(Stance::Aside, |judgement| stance(judgement.verdict))
    }

    /// 受理31件，其中维持30件，撤销1件: an identity of one total and its parts makes a clause.
    fn sums(&mut self) {
        for (at, requirement) in self.indicator.requirements.iter().enumerate() {
            let Kind::Sum(sum) = &requirement.kind else { continue };
            let own = sum.left.iter().chain(&sum.right).all(|at| matches!(at, SlotRef::Own(_)));
            if self.stance(at) != Stance::Claim || sum.relation != Relation::Equal || sum.left.len() != 1 || !own {
                continue;
            }
            if sum.right.len() < 2 || sum.right.iter().any(|it| self.is_said(*it)) {
                continue;
            }
            // A part of the identity before is taken up again: 受理31件中，审结31件.
            let mut between = if self.is_said(sum.left[0]) { "中，" } else { "，其中" };
            let mut line = self.measured(sum.left[0]);
            for part in &sum.right {
                line.words(between);
                line.append(self.measured(*part));
                between = "，";
            }
            self.clauses.push(line);
        }
    }

    fn requirement(&mut self, at: usize, requirement: &Requirement) {
        let title = || wide(&requirement.title);
        match self.stance(at) {
            Stance::Claim => self.claim(at, requirement),
            Stance::Blank => self.blank(requirement),
            Stance::None => self.none.push(title()),
            Stance::Short | Stance::Later | Stance::Aside => {}
        }
    }

    fn claim(&mut self, at: usize, requirement: &Requirement) {
        let title = wide(&requirement.title);
        let session = self.session;
        let beside = |words: &str, value: link::Value, link: String, after: &str| {
            let mut line = Line::of(words);
            line.figure(link, value);
            line.words(after);
            line
        };
        let own = |at: SlotRef| (link::slot(session, self.row.indicator, at), self.name(at));
        let clause = match &requirement.kind {
            Kind::Rate(rate) if self.figureless(at) => return self.zero(rate, title),
            Kind::Rate(rate) => self.rate(at, rate),
            Kind::Ratio(rate) => self.ratio(at, rate),
            Kind::Count(count) if self.is_said(count.slot) => return,
            Kind::Count(count) => self.measured(count.slot),
            Kind::Span(span) if self.is_said(span.slot) => return,
            Kind::Span(span) => {
                let label = self.label(span.slot);
                self.say(span.slot);
                beside(&label, link::figure(self.row, at), requirement.id.clone(), "")
            }
            Kind::Deadline(deadline) => {
                let (value, name) = own(deadline.slot);
                beside(&[&title, "（"].concat(), value, name, "）")
            }
            Kind::Frequency(frequency) => {
                let (value, name) = own(frequency.slot);
                beside(&[&title, "，共"].concat(), value, name, "次")
            }
            Kind::Choice(choose) if choose.options.is_empty() => return self.done.push(title),
            Kind::Choice(choose) => {
                let (value, name) = own(choose.slot);
                beside(&[&title, "（"].concat(), value, name, "）")
            }
            Kind::Gate(gate) => {
                let mut label = ["未出现", self.label(gate.slot).trim_start_matches("其中")].concat();
                if label.ends_with('的') {
                    label.push_str("情形");
                }
                let (value, name) = own(gate.slot);
                let unit = link::measure(self.unit(gate.slot));
                beside(&[&label, "（"].concat(), value, name, &[&unit, "）"].concat())
            }
            Kind::Level(level) => {
                let (value, name) = own(level.slot);
                beside(&[&self.label(level.slot), "为"].concat(), value, name, "")
            }
            Kind::Trend(trend) => joined(vec![self.measured(trend.now), self.measured(trend.before)], "，"),
            Kind::Narrative(narrative) => return self.text(narrative.slot),
            // Said as one clause, or by the figures it is about.
            Kind::Sum(_) => return,
        };
        for slot in requirement.kind.slots() {
            self.say(slot);
        }
        self.clauses.push(clause);
    }

    /// Met without a figure: there was nothing of the kind.
    fn figureless(&self, at: usize) -> bool {
        self.row.judgements.get(at).is_none_or(|judgement| judgement.figure.is_none())
    }

    fn zero(&mut self, rate: &Rate, title: String) {
        self.say(rate.numerator);
        self.say(rate.denominator);
        self.none.push(title);
    }

    /// 制定12件，其中经审核12件，全部达到要求（100%）; 全部 only where all are asked for and the figures are equal.
    fn rate(&mut self, at: usize, rate: &Rate) -> Line {
        if self.is_said(rate.denominator) && self.is_said(rate.numerator) {
            return self.rate_only(at);
        }
        let mut line = self.whole_and_part(rate);
        let count = |it| link::reading(self.session, self.row.indicator, it).count();
        let all = count(rate.numerator).is_some_and(|n| n > 0 && count(rate.denominator) == Some(n));
        let asked = rate.bound.edge() == Decimal::ONE;
        line.words(if all && asked { "，全部达到要求（" } else { "（" });
        self.worked_out(line, at)
    }

    /// 维持率96.77%: both figures were said.
    fn rate_only(&self, at: usize) -> Line {
        let Some(requirement) = self.indicator.requirements.get(at) else { return Line::default() };
        let mut line = Line::of(&wide(&requirement.title));
        line.figure(requirement.id.clone(), link::figure(self.row, at));
        line
    }

    /// 执法人员200人，法制审核人员12人（6%）: neither is a part of the other.
    fn ratio(&mut self, at: usize, rate: &Rate) -> Line {
        let mut line = Line::default();
        if !self.is_said(rate.denominator) {
            line = self.measured(rate.denominator);
            line.words("，");
        }
        line.append(self.measured(rate.numerator));
        line.words("（");
        self.worked_out(line, at)
    }

    fn worked_out(&self, mut line: Line, at: usize) -> Line {
        let id = self.indicator.requirements.get(at).map(|it| it.id.clone()).unwrap_or_default();
        line.figure(id, link::figure(self.row, at));
        line.words("）");
        line
    }

    /// 制定12件，其中经审核11件; the whole only where it was not said yet.
    fn whole_and_part(&mut self, rate: &Rate) -> Line {
        if self.is_said(rate.denominator) {
            return self.measured(rate.numerator);
        }
        let mut line = self.measured(rate.denominator);
        line.words("，其中");
        line.append(self.measured(rate.numerator));
        line
    }

    fn blank(&mut self, requirement: &Requirement) {
        let missing: Vec<SlotRef> = requirement.kind.slots().into_iter().filter(|it| !self.is_said(*it)).collect();
        match &requirement.kind {
            // What an identity is about is said by its figures, if by any requirement.
            Kind::Sum(_) => {}
            Kind::Choice(_) | Kind::Deadline(_) | Kind::Frequency(_) => {
                for slot in missing {
                    let mut line = Line::of(&[&wide(&requirement.title), "："].concat());
                    line.figure(self.name(slot), link::slot(self.session, self.row.indicator, slot));
                    self.say(slot);
                    self.clauses.push(line);
                }
            }
            Kind::Narrative(narrative) => self.text(narrative.slot),
            Kind::Rate(rate) if missing.len() > 1 => {
                let line = self.whole_and_part(rate);
                self.clauses.push(line);
            }
            Kind::Rate(_)
            | Kind::Ratio(_)
            | Kind::Count(_)
            | Kind::Span(_)
            | Kind::Gate(_)
            | Kind::Level(_)
            | Kind::Trend(_) => {
                let lines: Vec<Line> = missing.into_iter().map(|slot| self.measured(slot)).collect();
                if !lines.is_empty() {
                    self.clauses.push(joined(lines, "，"));
                }
            }
        }
    }

    /// Figures that no requirement holds against anything, or identities only: an identity says nothing itself.
    fn others(&mut self) {
        for slot in 0..self.indicator.slots.len() {
            let at = SlotRef::Own(slot);
            let (mut judged, mut open) = (false, false);
            for (nth, it) in self.indicator.requirements.iter().enumerate() {
                if it.kind.slots().contains(&at) {
                    judged |= !matches!(it.kind, Kind::Sum(_));
                    open |= self.stance(nth) == Stance::Blank;
                }
            }
            let blank = self.row.readings.get(slot).is_none_or(Reading::is_blank);
            if self.is_said(at) || judged || (blank && !open) {
                continue;
            }
            if self.indicator.slots[slot].input == Input::Text {
                self.text(at);
            } else {
                let line = self.measured(at);
                self.clauses.push(line);
            }
        }
    }

    /// Words of the filler's own. With a unit they are a figure in words, such as 20余部.
    fn text(&mut self, at: SlotRef) {
        if self.is_said(at) {
            return;
        }
        if !self.unit(at).is_empty() {
            let line = self.measured(at);
            return self.clauses.push(line);
        }
        let mut line = Line::of(&[&self.label(at), "："].concat());
        line.figure(self.name(at), link::slot(self.session, self.row.indicator, at));
        self.say(at);
        // A list or a few words stand among the figures, sentences for themselves.
        if line.0.iter().any(|piece| piece.text.contains('。')) {
            self.texts.push(line);
        } else {
            self.clauses.push(line);
        }
    }

    /// `制定的规范性文件12件`; the 其中 with which labels often begin is left to the sentence.
    fn measured(&mut self, at: SlotRef) -> Line {
        let Some(slot) = self.session.catalogue().slot(self.row.indicator, at) else { return Line::default() };
        let label = self.label(at);
        let label = label.trim_start_matches("其中");
        // A list of days is said as how often: 法治讲座的日期 becomes 法治讲座8次.
        let often = label.trim_end_matches("日期").trim_end_matches('的');
        let mut line = Line::of(if slot.input == Input::Dates { often } else { label });
        let in_words = match slot.input {
            Input::Choice | Input::Parts | Input::Ticks | Input::Level => true,
            Input::Text => slot.unit.is_empty(),
            Input::Count | Input::Number | Input::Date | Input::Dates | Input::Days => false,
        };
        line.words(if in_words { "：" } else { "" });
        line.figure(self.name(at), link::slot(self.session, self.row.indicator, at));
        line.words(&if in_words { String::new() } else { link::measure(&slot.unit) });
        line.words(if slot.input == Input::Dates { "次" } else { "" });
        self.say(at);
        line
    }

    fn name(&self, at: SlotRef) -> String {
        link::name(self.session.catalogue(), self.row.indicator, at)
    }

    fn label(&self, at: SlotRef) -> String {
        self.session.catalogue().slot(self.row.indicator, at).map(|slot| wide(&slot.label)).unwrap_or_default()
    }

    fn unit(&self, at: SlotRef) -> &str {
        self.session.catalogue().slot(self.row.indicator, at).map(|slot| slot.unit.as_str()).unwrap_or_default()
    }

    fn is_said(&self, at: SlotRef) -> bool {
        if let SlotRef::Own(slot) = at { self.said.get(slot).copied().unwrap_or(true) } else { false }
    }

    fn say(&mut self, at: SlotRef) {
        if let SlotRef::Own(slot) = at
            && let Some(said) = self.said.get_mut(slot)
        {
            *said = true;
        }
    }

    fn into_sentences(self) -> Vec<Line> {
        let mut all = Vec::new();
        if !self.done.is_empty() {
            let done = if self.done.len() > 1 { "，均已落实" } else { "，已落实" };
            all.push(Line::of(&[&self.done.join("，"), done].concat()));
        }
        if !self.clauses.is_empty() {
            all.push(joined(self.clauses, "；"));
        }
        if !self.none.is_empty() {
            all.push(Line::of(&["本年度没有发生的事项：", &self.none.join("、")].concat()));
        }
        all.extend(self.texts);
        all
    }
}
