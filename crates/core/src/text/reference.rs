//! What a value given under another document is, and how far it is comparable.

use super::Lang;
use crate::concordance::{Likeness, Reference};

/// Where it was given: `《渝北区…规划》2016年度第12项`; the unit is the caller's to say.
pub fn reference_source(it: &Reference, lang: Lang) -> String {
    let (document, period, number) = (&it.document, &it.period, &it.number);
    let counted = number.bytes().all(|byte| byte.is_ascii_digit());
    match lang {
        Lang::Zh if counted => format!("《{document}》{period}第{number}项"),
        Lang::Zh => format!("《{document}》{period}“{number}”"),
        Lang::En => format!("{document}, {period}, no. {number}"),
    }
}

/// Whether threshold and subject are the same: `阈值相同，对象不同：政府常务会议`.
pub fn reference_likeness(it: &Reference, lang: Lang) -> String {
    let demand = &it.demand;
    let threshold = match it.threshold {
        Likeness::Same => lang.pick("阈值相同", "same threshold").to_owned(),
        Likeness::Differs => say!(lang, "阈值不同：{demand}", "another threshold: {demand}"),
        Likeness::OneWithout => say!(lang, "只有一方有数值要求：{demand}", "only one sets a figure: {demand}"),
        Likeness::Neither => lang.pick("都没有数值要求", "neither sets a figure").to_owned(),
        Likeness::OtherParts => lang.pick("都没有数值要求，所列各项不同", "no figures, other parts listed").to_owned(),
    };
    let other = &it.other_subject;
    let subject = if it.same_subject() {
        lang.pick("对象相同", "same subject").to_owned()
    } else {
        say!(lang, "对象不同：{other}", "another subject: {other}")
    };
    let mut parts = vec![threshold, subject];
    parts.extend((!it.why.is_empty()).then(|| it.why.trim_end_matches('。').to_owned()));
    parts.join(lang.pick("；", "; "))
}
