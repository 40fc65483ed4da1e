//! How a field is filled in.

use super::Lang;
use crate::answer::Slot;
use crate::catalogue::wire::Input;

/// How to type it: `可粘贴多行：每行一个起止日期`. A phrase, without a full stop.
pub fn input_hint(slot: &Slot, lang: Lang) -> String {
    if !slot.sum_of.is_empty() {
        return lang.pick("自动计算，不用填写", "worked out for you; nothing to type").to_owned();
    }
    let hint = match slot.input {
        Input::Count => lang.pick("填0或正整数，如12", "0 or a whole number, such as 12"),
        Input::Number if slot.unit == "%" => lang.pick("填百分数，如95%", "a percentage, such as 95%"),
        Input::Number => lang.pick("填数字，可带小数，如12.5", "a number, decimals allowed, such as 12.5"),
        Input::Date => lang.pick("填日期，如2021年1月29日或者2021-1-29", "a date, such as 2021-01-29"),
        Input::Dates => lang.pick(
            "可粘贴多行：每行一个日期；也可依次填写各期次数，如1 1 1 1",
            "one date a line, several lines may be pasted; or the number in each period in turn, such as 1 1 1 1",
        ),
        Input::Days => lang.pick(
            "填天数，如8，或者最短-最长，如5-12；也可粘贴多行：每行一个起止日期",
            "a number of days such as 8, or shortest-longest such as 5-12; or paste lines with a first and a last day each",
        ),
        Input::Choice => lang.pick("选“是”“部分”或者“否”", "choose yes, in part or no"),
        Input::Parts => {
            lang.pick("可粘贴多行：每行一个名称和数字，如某某委员会 3", "a name and a number a line, such as Committee A 3; several lines may be pasted")
        }
        Input::Ticks => lang.pick("勾选已具备的各项", "tick each one that is there"),
        Input::Level => lang.pick("选择其中一项", "choose one"),
        Input::Text => lang.pick("用文字说明", "describe in words"),
    };
    match slot.base {
        Some(_) => say!(lang, "{hint}；几项指标共用，填一次即可", "{hint}; shared by several rows, typed once"),
        None => hint.to_owned(),
    }
}
