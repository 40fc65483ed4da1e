//! Sentences about digits typed off a printed page.

use super::Lang;
use crate::digest::{Compared, DIGITS, Doubt, TYPED_DIGITS_MIN, Typed};

/// What the typed digits came to; nothing where none were typed.
pub fn compared(found: &Compared, lang: Lang) -> Option<String> {
    let said = typed(&found.typed, lang)?;
    Some(match found.doubt {
        Some(it) => said + &doubt(it, lang),
        None => said,
    })
}

fn typed(typed: &Typed, lang: Lang) -> Option<String> {
    let (fewest, all) = (TYPED_DIGITS_MIN, DIGITS);
    Some(match typed {
        Typed::Nothing => return None,
        Typed::TooFew { digits } => say!(
            lang,
            "已输入{digits}位，请至少输入前{fewest}位。",
            "{digits} digits so far; type at least the first {fewest}."
        ),
        Typed::Begins { digits, groups } => say!(
            lang,
            "一致到第{groups}组（前{digits}位，共{all}位）。",
            "Agrees up to group {groups} ({digits} of {all} digits)."
        ),
        Typed::Whole => {
            lang.pick("全部一致，纸上的就是这份报告。", "All digits agree: the paper is of this report.").to_owned()
        }
        Typed::Differs { group, typed, expected } => say!(
            lang,
            "第{group}组不同：输入的是{typed}，报告的是{expected}。请核对这一组是否看错、漏输；确实不同，就不是同一份报告。",
            "Group {group} differs: typed {typed}, the report has {expected}. Look at that group again; if it is right, the paper is of another report."
        ),
        Typed::TooMany { digits } => say!(
            lang,
            "输入了{digits}位，超过{all}位，请核对是否重复输入。",
            "{digits} digits were typed, more than {all}; check whether some were typed twice."
        ),
        Typed::NotADigit { group, found } => say!(
            lang,
            "第{group}组的“{found}”不是指纹里的字符，指纹只有数字0至9和字母a至f。",
            "“{found}” in group {group} is no digit; a fingerprint has only 0 to 9 and a to f."
        ),
    })
}

fn doubt(it: Doubt, lang: Lang) -> String {
    let Doubt { group, found, read_as } = it;
    say!(
        lang,
        "第{group}组的“{found}”按数字{read_as}核对，指纹里没有字母{found}。",
        " “{found}” in group {group} was read as {read_as}; a fingerprint has no letter {found}."
    )
}
