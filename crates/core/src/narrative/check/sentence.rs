//! A check as a sentence: what was found, where, and what to do.

use crate::catalogue::wire::Relation;
use crate::text::Lang;

use super::{Check, Outcome, Rule};

/// One sentence about a check, in the language of the interface.
pub fn sentence(check: &Check, lang: Lang) -> String {
    let (left, right) = (check.left.as_str(), check.right.as_str());
    let holds = check.outcome == Outcome::Holds;
    let open = check.outcome == Outcome::Unsure;
    let words: [&str; 5] = match (&check.rule, lang) {
        (Rule::Identity { .. } | Rule::Chain, Lang::Zh) if open => {
            ["", left, "与", right, "还不能核对，或者不等，请补齐并核对。"]
        }
        (Rule::Identity { .. } | Rule::Chain, Lang::En) if open => {
            ["", left, " against ", right, " cannot be settled; fill in what is missing and check."]
        }
        (Rule::Identity { relation, .. }, _) => ["", left, related(*relation, holds, lang), right, end(holds, lang)],
        (Rule::Chain, _) => ["", left, related(Relation::Equal, holds, lang), right, end(holds, lang)],
        (Rule::Parts, Lang::Zh) if holds => ["总数", left, "等于“其中”各项之和", right, "。"],
        (Rule::Parts, Lang::En) if holds => ["The whole ", left, " is the sum of its parts ", right, "."],
        (Rule::Parts, Lang::Zh) => ["总数", left, "不等于“其中”各项之和", right, "，请核对或者补上其余各项。"],
        (Rule::Parts, Lang::En) => {
            ["The whole ", left, " is not the sum of its parts ", right, "; check, or name the rest."]
        }
        (Rule::Whole, Lang::Zh) if holds => ["“全部”成立：", left, "等于", right, "。"],
        (Rule::Whole, Lang::En) if holds => ["“全部” (all) is right: ", left, " of ", right, "."],
        (Rule::Whole, Lang::Zh) => ["写的是“全部”，而", left, "不等于", right, "，请改写为实际比例。"],
        (Rule::Whole, Lang::En) => {
            ["It says “全部” (all), but it is ", left, " of ", right, "; give the rate instead."]
        }
        (Rule::Coverage, Lang::Zh) if holds => ["“全覆盖”有数可查：“", left, "”", "", "。"],
        (Rule::Coverage, Lang::En) if holds => ["“全覆盖” is shown by figures: “", left, "”", "", "."],
        (Rule::Coverage, Lang::Zh) => ["“", left, "”没有应覆盖数和已覆盖数，请补上", "", "。"],
        (Rule::Coverage, Lang::En) => ["“", left, "” gives no figures for the coverage; add both", "", "."],
        (Rule::List, Lang::Zh) if holds => ["写的是“", left, "”，列出", right, "项，相符。"],
        (Rule::List, Lang::En) if holds => ["“", left, "” names ", right, ", as it says."],
        (Rule::List, Lang::Zh) => ["写的是“", left, "”，而列出", right, "项，请核对。"],
        (Rule::List, Lang::En) => ["“", left, "” is followed by ", right, " names; check."],
        (Rule::Sections, Lang::Zh) => {
            ["总述写的是“", left, "”，正文有", right, if holds { "部分，相符。" } else { "部分，请改一致。" }]
        }
        (Rule::Sections, Lang::En) => [
            "The overview says “",
            left,
            "”, there are ",
            right,
            if holds { " sections." } else { " sections; make them agree." },
        ],
        (Rule::Paragraphs, Lang::Zh) => {
            ["统领句写的是“", left, "”，本部分有", right, if holds { "段，相符。" } else { "段，请改一致。" }]
        }
        (Rule::Paragraphs, Lang::En) => [
            "The lead says “",
            left,
            "”, the section has ",
            right,
            if holds { " paragraphs." } else { " paragraphs; make them agree." },
        ],
        (Rule::Approximate, Lang::Zh) => ["“", left, "”是约数，不能参与合计，有准数的请填准数", "", "。"],
        (Rule::Approximate, Lang::En) => {
            ["“", left, "” is approximate and adds up with nothing; give the exact figure if there is one", "", "."]
        }
        (Rule::Unlinked, Lang::Zh) => ["“", left, "”没有对应的填报数，请改用占位符", "", "。"],
        (Rule::Unlinked, Lang::En) => ["“", left, "” comes from no answer; use a placeholder", "", "."],
        (Rule::UnknownPlaceholder, Lang::Zh) if right.is_empty() => ["没有“", left, "”这个占位符", "", "。"],
        (Rule::UnknownPlaceholder, Lang::Zh) => ["没有“", left, "”这个占位符，是不是“", right, "”？"],
        (Rule::UnknownPlaceholder, Lang::En) if right.is_empty() => ["There is no placeholder “", left, "”", "", "."],
        (Rule::UnknownPlaceholder, Lang::En) => ["There is no placeholder “", left, "”; did you mean “", right, "”?"],
        (Rule::UnknownBlock, Lang::Zh) if right.is_empty() => ["没有“", left, "”这一段，所写的文字没有用上", "", "。"],
        (Rule::UnknownBlock, Lang::Zh) => ["没有“", left, "”这一段，所写的文字没有用上，是不是“", right, "”？"],
        (Rule::UnknownBlock, Lang::En) if right.is_empty() => {
            ["There is no block “", left, "”; its words are not used", "", "."]
        }
        (Rule::UnknownBlock, Lang::En) => {
            ["There is no block “", left, "”; its words are not used. Did you mean “", right, "”?"]
        }
        (Rule::Unusable { .. }, Lang::Zh) => ["第", right, "项须先更正：", left, ""],
        (Rule::Unusable { english }, Lang::En) => ["Row ", right, " must be corrected first: ", english, ""],
    };
    words.concat()
}

/// How two sides stand to each other.
fn related(relation: Relation, holds: bool, lang: Lang) -> &'static str {
    let (zh, en) = match (relation, holds) {
        (Relation::Equal, true) => ("等于", " is equal to "),
        (Relation::Equal, false) => ("不等于", " is not equal to "),
        (Relation::AtMost, true) => ("不大于", " is at most "),
        (Relation::AtMost, false) => ("大于", " is above "),
        (Relation::AtLeast, true) => ("不小于", " is at least "),
        (Relation::AtLeast, false) => ("小于", " is below "),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn end(holds: bool, lang: Lang) -> &'static str {
    match (holds, lang) {
        (true, Lang::Zh) => "。",
        (true, Lang::En) => ".",
        (false, Lang::Zh) => "，请核对。",
        (false, Lang::En) => "; check both.",
    }
}
