//! Why something does not apply: what the unit answered about itself, in words.

use super::{Lang, wide};
use crate::catalogue::Catalogue;
use crate::finding::Statement;
use crate::session::{Row, Session, Setting, facts};

/// `本单位不使用执法辅助人员`; without a statement `“本单位是否使用执法辅助人员？”答“否”`.
pub fn statement(it: &Statement, lang: Lang) -> String {
    let text = match (lang, &it.text_en) {
        (Lang::En, Some(english)) => english.clone(),
        // Words of the catalogue stay in its language, as a quotation.
        (Lang::En, None) if it.answer.is_none() => lang.quote(&it.text),
        (Lang::En, None) | (Lang::Zh, _) => wide(&it.text),
    };
    let Some(answer) = it.answer else { return text };
    let answer = if answer { lang.pick("是", "yes") } else { lang.pick("否", "no") };
    say!(lang, "“{text}”答“{answer}”", "“{text}” was answered “{answer}”")
}

/// Several of them in one line.
pub fn statements(all: &[Statement], lang: Lang) -> String {
    all.iter().map(|it| statement(it, lang)).collect::<Vec<_>>().join(lang.pick("；", "; "))
}

/// Why a requirement of the row is set aside: `按单位情况不适用：本单位不使用执法辅助人员`, or by the division of duties.
pub fn set_aside(catalogue: &Catalogue, setting: &Setting, row: &Row, requirement: usize, lang: Lang) -> String {
    let reasons = facts::reasons(catalogue, setting, row, requirement);
    if reasons.is_empty() {
        return lang.pick("按责任分工不适用", "not applicable by the division of duties").to_owned();
    }
    let why = statements(&reasons, lang);
    say!(lang, "按单位情况不适用：{why}", "not applicable by the facts about the unit: {why}")
}

/// What the facts set aside, a line for each reason: `本单位不使用执法辅助人员：第62项`.
pub fn set_aside_lines(session: &Session, lang: Lang) -> Vec<String> {
    let number = |row: &usize| session.catalogue().indicators.get(*row).map(|it| it.number.clone());
    let line = |(why, rows): &(Vec<Statement>, Vec<usize>)| {
        let (why, rows) = (statements(why, lang), lang.list(&rows.iter().filter_map(number).collect::<Vec<_>>()));
        say!(lang, "{why}：第{rows}项", "{why}: No. {rows}")
    };
    facts::decided(session).iter().map(line).collect()
}

/// A requirement that was answered before a fact set it aside.
pub(super) fn contradicts(all: &[Statement], lang: Lang) -> String {
    let why = statements(all, lang);
    say!(
        lang,
        "单位情况填的是：{why}，这里却已填报；请在“单位情况”中改答，或者把本项记为不适用。",
        "the facts about the unit say: {why}, yet this was answered; change that answer, or set this item aside."
    )
}
