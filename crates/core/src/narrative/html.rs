//! The report as HTML: one element a block with the classes of GB/T 9704's parts, each figure a `span`
//! that names its answer. No style attributes: the page's sheet or the program's gives fonts and sizes.

use super::{Block, BlockKind, Document, Ink, Piece};
use crate::text::{self, Foot, Lang};

/// Fonts and measures of [`page`]: GB/T 9704.
const STYLE: &str = include_str!("page.css");

/// A page that stands by itself, to be read and printed in any browser; no script in it. The foot stands on every
/// printed sheet: the foot of a table is repeated by every browser, where something fixed would lie over the text.
pub fn page(document: &Document, foot: &Foot) -> String {
    let mut out = "<!DOCTYPE html>\n<html lang=\"zh-Hans\">\n<meta charset=\"utf-8\">\n<title>".to_owned();
    escape(&document.blocks.first().map(Block::text).unwrap_or_default(), &mut out);
    for part in ["</title>\n<style>\n", STYLE, "</style>\n"] {
        out.push_str(part);
    }
    out.push_str("<div class=\"zc-paper\">\n<div class=\"zc-paper__body\">\n");
    out.push_str(&render(document));
    out.push_str("</div>\n<div class=\"zc-foot\" lang=\"zh-Hans\">\n");
    for line in text::foot(foot, Lang::Zh) {
        out.push_str("<p>");
        escape(&line, &mut out);
        out.push_str("</p>\n");
    }
    out.push_str("</div>\n</div>\n</html>\n");
    out
}

/// `<article class="zc-narrative">…</article>`, everything escaped.
pub fn render(document: &Document) -> String {
    let mut out = "<article class=\"zc-narrative\" lang=\"zh-Hans\">\n".to_owned();
    for block in &document.blocks {
        one(block, &mut out);
    }
    out.push_str("</article>\n");
    out
}

fn one(block: &Block, out: &mut String) {
    let tag = match block.kind {
        BlockKind::Title => "h1",
        BlockKind::Heading => "h2",
        BlockKind::Addressee
        | BlockKind::Overview
        | BlockKind::Lead
        | BlockKind::Paragraph
        | BlockKind::Shortcoming
        | BlockKind::Headship
        | BlockKind::Plan
        | BlockKind::Closing
        | BlockKind::Signature
        | BlockKind::Attachment => "p",
    };
    for part in ["<", tag, " class=\"zc-narrative__", block.kind.code(), "\" data-block=\""] {
        out.push_str(part);
    }
    escape(&block.id, out);
    out.push_str("\">");
    let mut head = !block.number.is_empty() && block.kind != BlockKind::Heading;
    out.push_str(if head { "<span class=\"zc-narrative__head\">" } else { "" });
    escape(&block.number, out);
    for piece in &block.pieces {
        let plain = piece.ink == Ink::Words && piece.link.is_none();
        match piece.text.find('。').filter(|_| head && plain) {
            Some(end) => {
                let (first, rest) = piece.text.split_at(end + '。'.len_utf8());
                escape(first, out);
                out.push_str("</span>");
                escape(rest, out);
                head = false;
            }
            None => figure(piece, out),
        }
    }
    out.push_str(if head { "</span>" } else { "" });
    for part in ["</", tag, ">\n"] {
        out.push_str(part);
    }
}

fn figure(piece: &Piece, out: &mut String) {
    let class = match piece.ink {
        Ink::Words if piece.link.is_none() => return escape(&piece.text, out),
        Ink::Words | Ink::Figure => "zc-figure",
        Ink::Approximate => "zc-figure zc-figure--approximate",
        Ink::Blank => "zc-figure zc-figure--blank",
    };
    out.push_str("<span class=\"");
    out.push_str(class);
    if let Some(link) = &piece.link {
        out.push_str("\" data-link=\"");
        escape(link, out);
    }
    out.push_str("\">");
    escape(&piece.text, out);
    out.push_str("</span>");
}

/// Text for an element or a quoted attribute; line ends become breaks of the line.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            c => out.push(c),
        }
    }
}
