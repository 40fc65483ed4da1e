//! Which language a piece of text is in (WCAG 2.2, 3.1.2). In the English interface much of what is shown is Chinese all
//! the same: titles of a catalogue, names, answers. Screen readers must be told, or they spell it out; so every text
//! made while drawing is looked through here, once, instead of in a hundred places.
//!
//! In the Chinese interface nothing is marked: English words in Chinese text are read well enough.

use std::cell::Cell;

use yew::AttrValue;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Listeners, VNode, VTag, VText};

use super::list;

thread_local! {
    static MARKING: Cell<bool> = const { Cell::new(false) };
}

/// The language of the interface from now on; `marking` where it is not Chinese.
pub fn mark_chinese(marking: bool) {
    MARKING.with(|it| it.set(marking));
}

/// A text as a node; what is Chinese in it is marked, inside one element.
#[inline(never)]
pub(super) fn node(text: AttrValue) -> VNode {
    if !MARKING.with(Cell::get) {
        return VNode::VText(VText::new(text));
    }
    let mut pieces: Vec<VNode> = Vec::new();
    let mut rest: &str = &text;
    while let Some((from, to)) = chinese(rest) {
        let (before, it) = (rest.get(..from).unwrap_or_default(), rest.get(from..to).unwrap_or_default());
        if !before.is_empty() {
            pieces.push(plain(before));
        }
        pieces.push(span(Attributes::Static(&[("lang", AttributeOrProperty::Static("zh-Hans"))]), plain(it)));
        rest = rest.get(to..).unwrap_or_default();
    }
    if pieces.is_empty() {
        return VNode::VText(VText::new(text));
    }
    if rest.is_empty() && pieces.len() == 1 {
        return pieces.pop().unwrap_or_default();
    }
    pieces.push(plain(rest));
    span(Attributes::Static(&[]), list(pieces))
}

fn plain(text: &str) -> VNode {
    VNode::VText(VText::new(AttrValue::from(text.to_owned())))
}

fn span(attributes: Attributes, inner: VNode) -> VNode {
    let node_ref = yew::NodeRef::default();
    let tag = VTag::__new_other(AttrValue::Static("span"), node_ref, None, attributes, Listeners::None, inner);
    VNode::VTag(std::rc::Rc::new(tag))
}

/// Bytes from the first Chinese character to the last one that is parted from it by nothing but digits and signs.
fn chinese(text: &str) -> Option<(usize, usize)> {
    let from = text.find(is_chinese)?;
    let mut to = from;
    for (at, letter) in text.get(from..)?.char_indices() {
        if is_chinese(letter) {
            to = from + at + letter.len_utf8();
        } else if letter.is_ascii_alphabetic() || letter == ' ' || letter == '\n' {
            break;
        }
    }
    Some((from, to))
}

/// Ideographs, their radicals, and punctuation that only Chinese has (Unicode blocks).
fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &[&str]) {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some((from, to)) = chinese(rest) {
            found.push(&rest[from..to]);
            rest = &rest[to..];
        }
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn what_is_chinese_is_found() {
        check("No. 26 of 94", &[]);
        check("区司法局", &["区司法局"]);
        check("No. 26 规范性文件“三统一”", &["规范性文件“三统一"]);
        check("红桥区2020年法治政府建设, revision 1 (张三)", &["红桥区2020年法治政府建设", "张三"]);
        check("区司法局-2020.report.json", &["区司法局"]);
        check("should be “是” (yes)", &["是"]);
        check("一、依法全面履行政府职能；", &["一、依法全面履行政府职能；"]);
    }

    #[test]
    fn nothing_is_marked_where_the_interface_is_chinese() {
        assert!(matches!(node(AttrValue::Static("区司法局")), VNode::VText(_)));
        mark_chinese(true);
        assert!(matches!(node(AttrValue::Static("区司法局")), VNode::VTag(_)));
        assert!(matches!(node(AttrValue::Static("No. 26")), VNode::VText(_)));
        mark_chinese(false);
    }
}
