//! The report as Markdown (CommonMark): one paragraph a block, figures as plain text.

use super::{Block, BlockKind, Document};

/// What Markdown would take for markup.
const SPECIAL: [char; 9] = ['\\', '`', '*', '_', '[', ']', '<', '>', '#'];

/// The whole report, ending in a line end.
pub fn render(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let text = escaped(&block.text());
        let (before, text) = match block.kind {
            BlockKind::Title => ("# ", text),
            BlockKind::Heading => ("## ", text),
            BlockKind::Paragraph | BlockKind::Shortcoming | BlockKind::Headship | BlockKind::Plan => {
                ("", with_head(block, &text))
            }
            BlockKind::Addressee
            | BlockKind::Overview
            | BlockKind::Lead
            | BlockKind::Closing
            | BlockKind::Signature
            | BlockKind::Attachment => ("", text),
        };
        out.push_str(before);
        out.push_str(&text);
        out.push_str("\n\n");
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// A numbered paragraph begins with its heading, up to the first full stop, in bold.
fn with_head(block: &Block, text: &str) -> String {
    match text.find('。') {
        Some(end) if !block.number.is_empty() => {
            let (head, rest) = text.split_at(end + '。'.len_utf8());
            ["**", head, "**", rest].concat()
        }
        Some(_) | None => text.to_owned(),
    }
}

/// Line ends within a block break the line; what would be markup is not.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\n' => out.push_str("\\\n"),
            '&' => out.push_str("&amp;"),
            c if SPECIAL.contains(&c) => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
