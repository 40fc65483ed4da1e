//! The page as text: finding elements, exchanging them, and its content security policy.
//!
//! Not an HTML parser: it reads the one page of this repository after Trunk has passed over it,
//! and refuses what it does not expect.

use crate::{Result, pack};
use std::ops::Range;

/// One element as it stands in the text.
#[derive(Debug, PartialEq)]
pub struct Element {
    /// From `<` to the end of its closing tag, or of its only tag.
    pub whole: Range<usize>,
    /// Between the tags; empty for elements that have no closing tag.
    pub inner: Range<usize>,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A script that a browser would run, not a block of data.
    pub fn is_program(&self) -> bool {
        matches!(self.attribute("type"), None | Some("" | "module" | "text/javascript"))
    }
}

/// Every `<link>`, `<meta>`, `<script>` or `<style>` of the page, in order; comments are skipped.
pub fn elements(html: &str, name: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|offset| at + offset) {
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + end + 3);
            continue;
        }
        let tag = tag_name(rest);
        if tag.is_empty() {
            at = start + 1;
            continue;
        }
        let (attributes, open_end) = attributes(html, start + 1 + tag.len());
        let raw_text = matches!(tag.as_str(), "script" | "style");
        let (inner, end) = if raw_text { body(html, open_end, &tag) } else { (open_end..open_end, open_end) };
        if tag == name {
            found.push(Element { whole: start..end, inner, attributes });
        }
        at = end;
    }
    found
}

/// The page with every given range replaced; ranges may come in any order.
pub fn replace(html: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = html.to_string();
    for (range, new) in changes {
        text.replace_range(range, &new);
    }
    text
}

/// Puts `new` where the page has a marker comment; a page without it is refused.
pub fn fill(html: &str, marker: &str, new: &str) -> Result<String> {
    if html.matches(marker).count() == 1 {
        Ok(html.replacen(marker, new, 1))
    } else {
        Err(format!("index.html must contain {marker} exactly once."))
    }
}

/// Sets the `content` of `<meta name="…">`.
pub fn set_meta(html: &str, name: &str, content: &str) -> Result<String> {
    let metas = elements(html, "meta");
    let meta = metas.iter().find(|meta| meta.attribute("name") == Some(name));
    let meta = meta.ok_or_else(|| format!("index.html must contain <meta name=\"{name}\">."))?;
    let new = format!("<meta name=\"{name}\" content=\"{}\">", escape_attribute(content));
    Ok(replace(html, vec![(meta.whole.clone(), new)]))
}

/// The policy of the page with separate files, without what only a header may say. `'unsafe-eval'` is for Chromium
/// before 97; the loader takes it back everywhere else (assets/loader/policy.js).
pub fn hosted_policy(html: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'{}; style-src 'self'; connect-src 'self'; \
         img-src 'self' data:; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'",
        hashes(html, "script")
    )
}

/// The policy of the single file: only the scripts and the style inside it, and no connection.
pub fn single_policy(html: &str, style: &str, script: &str) -> String {
    let hash =
        |text: &str| if text.is_empty() { String::new() } else { format!(" 'sha256-{}'", pack::sha256_base64(text)) };
    let style = hashes(html, "style") + &hash(style);
    let style = if style.is_empty() { " 'none'".to_string() } else { style };
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' 'unsafe-eval'{}; style-src{style}; connect-src 'none'; \
         img-src data:; form-action 'none'; base-uri 'none'",
        hashes(html, "script") + &hash(script)
    )
}

/// The policy of the iframe edition: its own server and nothing else.
pub fn frame_policy() -> String {
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; form-action 'none'; base-uri 'none'"
        .to_owned()
}

/// The element that carries a policy inside the page.
pub fn policy_meta(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", escape_attribute(policy))
}

/// The policy that the page carries, if it does.
pub fn policy_of(html: &str) -> Option<String> {
    let metas = elements(html, "meta");
    let meta = metas.iter().find(|meta| meta.attribute("http-equiv") == Some("Content-Security-Policy"))?;
    meta.attribute("content").map(|text| text.replace("&quot;", "\"").replace("&amp;", "&"))
}

/// ` 'sha256-…'` for each script or style whose text stands in the page.
pub fn hashes(html: &str, name: &str) -> String {
    let inline = elements(html, name).into_iter().filter(|element| {
        !element.inner.is_empty() && (name == "style" || element.is_program()) && element.attribute("src").is_none()
    });
    inline.map(|element| format!(" 'sha256-{}'", pack::sha256_base64(&html[element.inner]))).collect()
}

pub fn escape_attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;").replace('‹', "&#8249;")
}

fn tag_name(rest: &str) -> String {
    let letters = rest[1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-');
    letters.collect::<String>().to_ascii_lowercase()
}

/// Reads attributes from `at` to the `>` that ends the tag; returns them and where the tag ends.
fn attributes(html: &str, mut at: usize) -> (Vec<(String, String)>, usize) {
    let bytes = html.as_bytes();
    let mut found = Vec::new();
    while at < bytes.len() && bytes[at] != b'>' {
        if bytes[at].is_ascii_whitespace() || bytes[at] == b'/' {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && !matches!(bytes[at], b'=' | b'>') && !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let name = html[start..at].to_ascii_lowercase();
        let mut value = String::new();
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            let quote = bytes.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
            at += usize::from(quote.is_some());
            let start = at;
            while at < bytes.len()
                && !quote.map_or(bytes[at] == b'>' || bytes[at].is_ascii_whitespace(), |q| bytes[at] == q)
            {
                at += 1;
            }
            value = html[start..at].to_string();
            at += usize::from(quote.is_some());
        }
        found.push((name, value));
    }
    (found, (at + 1).min(html.len()))
}

/// The text up to the closing tag, and where that ends.
fn body(html: &str, start: usize, tag: &str) -> (Range<usize>, usize) {
    let close = format!("</{tag}>");
    match html[start..].find(&close) {
        Some(length) => (start..start + length, start + length + close.len()),
        None => (start..html.len(), html.len()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_with_their_attributes() {
        let html = "<!-- <script>no</script> --><p><script  src=\"a.js\" defer data-x='1 > 0'></script><SCRIPT>let a = '<link>';</script><link rel=icon href=x>";
        let scripts = elements(html, "script");
        assert_eq!(scripts.len(), 2);
        assert_eq!(scripts[0].attribute("src"), Some("a.js"));
        assert_eq!(scripts[0].attribute("data-x"), Some("1 > 0"));
        assert_eq!(scripts[0].attribute("defer"), Some(""));
        assert_eq!(&html[scripts[1].inner.clone()], "let a = '<link>';");
        let links = elements(html, "link");
        assert_eq!(links.len(), 1, "a link inside a script is text");
        assert_eq!(links[0].attribute("rel"), Some("icon"));
    }

    #[test]
    fn a_policy_names_every_inline_program_and_no_data() {
        let html = "<style>p{}</style><script>run()</script><script type=\"application/json\">null</script><script src=\"a.js\"></script>";
        let policy = single_policy(html, "", "glue()");
        assert_eq!(policy.matches("sha256-").count(), 3, "{policy}");
        assert!(policy.contains(&pack::sha256_base64("glue()")));
        assert!(policy.contains(&pack::sha256_base64("run()")) && policy.contains(&pack::sha256_base64("p{}")));
        assert!(policy.contains("connect-src 'none'") && policy.contains("default-src 'none'"));
        assert!(!policy.contains("'self'") && !policy.contains("unsafe-inline"));
        let page = policy_meta(&policy);
        assert_eq!(policy_of(&page).as_deref(), Some(policy.as_str()));
    }

    #[test]
    fn a_marker_must_stand_there_once() {
        assert_eq!(fill("a<!--x-->b", "<!--x-->", "1").as_deref(), Ok("a1b"));
        assert!(fill("ab", "<!--x-->", "1").is_err());
        assert!(fill("<!--x--><!--x-->", "<!--x-->", "1").is_err());
    }

    #[test]
    fn meta_content_is_set_and_escaped() {
        let html = set_meta("<meta name=\"zicha-build\" content=\"dev\">", "zicha-build", "a\"b").unwrap();
        assert_eq!(html, "<meta name=\"zicha-build\" content=\"a&quot;b\">");
        assert!(set_meta("", "zicha-build", "x").is_err());
    }
}
