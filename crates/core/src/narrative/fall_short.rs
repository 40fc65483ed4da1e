//! 不足和原因, 下一年度安排: what is unmet with its figures and reason, what will be done, and what is
//! not due yet.

use crate::catalogue::{Indicator, Requirement};
use crate::finding::{Finding, Problem, Verdict};
use crate::kind::Kind;
use crate::session::{Row, Session};
use crate::text::{self, Lang, wide};

use super::claim::{Stance, stance};
use super::line::Line;
use super::link;

/// Demands not yet due that are named; of more only how many.
const COMING_NAMED_MAX: usize = 50;

/// Requirements of a row that fall short.
fn short<'a>(indicator: &'a Indicator, row: &'a Row) -> impl Iterator<Item = (usize, &'a Requirement, Verdict)> {
    let judged = indicator.requirements.iter().zip(&row.judgements).enumerate();
    judged
        .filter(|(_, (_, judgement))| stance(judgement.verdict) == Stance::Short)
        .map(|(at, (requirement, judgement))| (at, requirement, judgement.verdict))
}

pub(super) fn falls_short(row: &Row) -> bool {
    row.judgements.iter().any(|judgement| stance(judgement.verdict) == Stance::Short)
}

/// `合法性审核率要求达到100%，实际90%，未达标，还差1件。原因：…`; none where nothing falls short.
pub(super) fn shortcoming(session: &Session, row: &Row) -> Option<Line> {
    let indicator = session.catalogue().indicators.get(row.indicator).filter(|_| falls_short(row))?;
    let mut line = Line::default();
    for (at, requirement, verdict) in short(indicator, row) {
        let own: Vec<&Finding> = row.findings.iter().filter(|finding| finding.requirement == Some(at)).collect();
        line.words(&wide(&requirement.title));
        if verdict == Verdict::NotCounted {
            line.words("未统计");
        } else if let Kind::Choice(_) = &requirement.kind {
            choice(&mut line, &own);
        } else {
            measured(&mut line, session, row, at, &own);
        }
        line.words("。");
    }
    line.words("原因：");
    let reasons: Vec<usize> = short(indicator, row).map(|(at, _, _)| at).collect();
    let mut given =
        reasons.into_iter().filter(|at| row.answer.reasons.get(*at).is_some_and(|it| !it.trim().is_empty()));
    match given.next() {
        Some(at) => {
            reason(&mut line, indicator, row, at);
            for at in given {
                line.words("；");
                reason(&mut line, indicator, row, at);
            }
        }
        None if row.answer.note.trim().is_empty() => line.blank(),
        None => line.figure([&indicator.id, ":note"].concat(), link::typed(&row.answer.note)),
    }
    line.stop();
    Some(line)
}

/// `要求达到100%，实际91.67%（11/12），未达标，还差1件`.
fn measured(line: &mut Line, session: &Session, row: &Row, at: usize, own: &[&Finding]) {
    let year = session.period().map_or(0, |period| period.end.year());
    let Some(indicator) = session.catalogue().indicators.get(row.indicator) else { return };
    let (Some(requirement), Some(judgement)) = (indicator.requirements.get(at), row.judgements.get(at)) else { return };
    let demand = text::demand(requirement, indicator, year, Lang::Zh);
    // The symbol is for the screen, and a title may say the demand itself.
    let demand = demand.split('（').next().unwrap_or_default().trim_start_matches('应');
    if !wide(&requirement.title).contains(demand) {
        line.words("要求");
        line.words(demand);
    }
    let all = text::judgement(judgement, own, Lang::Zh);
    if judgement.figure.is_none() {
        return line.words(&["，", &all].concat());
    }
    line.words("，实际");
    let (figure, ink) = link::figure(row, at);
    let rest = all.strip_prefix(figure.as_str()).unwrap_or_default();
    line.figure(requirement.id.clone(), (figure.clone(), ink));
    counts(line, session, row, &requirement.kind);
    line.words(rest);
}

/// The two figures of a rate after it: `91.67%（11/12）`.
fn counts(line: &mut Line, session: &Session, row: &Row, kind: &Kind) {
    if let Kind::Rate(rate) | Kind::Ratio(rate) = kind {
        let figures = [("（", rate.numerator), ("/", rate.denominator)];
        for (before, at) in figures {
            line.words(before);
            line.figure(link::name(session.catalogue(), row.indicator, at), link::slot(session, row.indicator, at));
        }
        line.words("）");
    }
}

fn reason(line: &mut Line, indicator: &Indicator, row: &Row, at: usize) {
    let (Some(requirement), Some(text)) = (indicator.requirements.get(at), row.answer.reasons.get(at)) else { return };
    line.figure([&requirement.id, ":reason"].concat(), link::typed(text));
}

fn choice(line: &mut Line, own: &[&Finding]) {
    let missing = own.iter().find_map(|finding| {
        let Problem::MissingParts { parts } = &finding.problem else { return None };
        Some(parts.iter().map(|part| wide(part)).collect::<Vec<_>>().join("、"))
    });
    let partly = own.iter().any(|finding| finding.problem == Problem::PartlyDone);
    match missing {
        Some(missing) => line.words(&["，尚缺", &missing].concat()),
        None if partly => line.words("，仅部分落实"),
        None => line.words("，未落实"),
    }
}

/// `整改措施：…；责任人：…；时限：…。`; none for a row that needs none.
pub(super) fn plan(session: &Session, row: &Row) -> Option<Line> {
    let indicator = session.catalogue().indicators.get(row.indicator)?;
    let it = &row.answer.rectification;
    if it.is_empty() && !falls_short(row) {
        return None;
    }
    let mut line = Line::default();
    let parts =
        [("整改措施：", ":measure", &it.measure), ("；责任人：", ":owner", &it.owner), ("；时限：", ":due", &it.due)];
    for (words, name, text) in parts {
        line.words(words);
        line.figure([&indicator.id, name].concat(), link::typed(text));
    }
    line.stop();
    Some(line)
}

/// What becomes due in a later period; none where nothing does.
pub(super) fn coming(session: &Session) -> Option<Line> {
    let mut titles = Vec::new();
    for row in session.mine() {
        let Some(indicator) = session.catalogue().indicators.get(row.indicator) else { continue };
        for (requirement, judgement) in indicator.requirements.iter().zip(&row.judgements) {
            if stance(judgement.verdict) == Stance::Later {
                titles.push(wide(&requirement.title));
            }
        }
    }
    let count = titles.len();
    titles.truncate(COMING_NAMED_MAX);
    let more = if count > COMING_NAMED_MAX { ["等", &count.to_string(), "项"].concat() } else { String::new() };
    let line = || Line::of(&["以下事项尚未到期，按期推进：", &titles.join("；"), &more, "。"].concat());
    (count > 0).then(line)
}
