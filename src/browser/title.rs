//! What the window is called, and the language that holds for it. A page that shows what is wrong says so before its name
//! for as long as it shows it: who tries again hears at once that something is wrong. An element has neither.

use std::cell::RefCell;

thread_local! {
    static TITLE: RefCell<Title> = const { RefCell::new(Title { name: String::new(), prefix: "", wrong: 0 }) };
}

/// The title as it is put together, in whatever order pages begin and end.
#[derive(Debug, Default)]
struct Title {
    name: String,
    prefix: &'static str,
    /// Lists of errors that are shown.
    wrong: u32,
}

impl Title {
    fn text(&self) -> String {
        [if self.wrong > 0 { self.prefix } else { "" }, &self.name].concat()
    }
}

/// Names the page, on our own page.
pub fn set(title: &str, lang: &str) {
    change(|it| title.clone_into(&mut it.name));
    if super::host::is_element() {
        return;
    }
    if let Some(root) = super::document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", lang);
    }
}

/// Errors are shown; it ends when this is dropped.
#[must_use = "the title says so until this is dropped"]
#[derive(Debug)]
pub struct Wrong(());

/// Puts `prefix` before what the window is called.
pub fn wrong(prefix: &'static str) -> Wrong {
    change(|it| (it.prefix, it.wrong) = (prefix, it.wrong.saturating_add(1)));
    Wrong(())
}

impl Drop for Wrong {
    fn drop(&mut self) {
        change(|it| it.wrong = it.wrong.saturating_sub(1));
    }
}

fn change(how: impl FnOnce(&mut Title)) {
    let text = TITLE.with_borrow_mut(|it| {
        how(it);
        it.text()
    });
    show(&text);
}

#[cfg(target_arch = "wasm32")]
fn show(title: &str) {
    if super::host::is_element() {
        return;
    }
    if let Some(document) = super::document() {
        document.set_title(title);
    }
}

/// Without a browser there is no window.
#[cfg(not(target_arch = "wasm32"))]
fn show(_: &str) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: &str) {
        assert_eq!(TITLE.with_borrow(Title::text), expected);
    }

    fn name(text: &str) {
        change(|it| text.clone_into(&mut it.name));
    }

    #[test]
    fn a_page_with_errors_says_so_before_its_name_for_as_long_as_it_shows_them() {
        name("检查 – 自查");
        check("检查 – 自查");
        let review = wrong("错误：");
        check("错误：检查 – 自查");
        // The next page begins before this one ends, or after it; its name comes first or last.
        name("签名导出 – 自查");
        let sign = wrong("错误：");
        drop(review);
        check("错误：签名导出 – 自查");
        drop(sign);
        check("签名导出 – 自查");
        // In the other language.
        let sign = wrong("Error: ");
        name("Sign and export – Zicha");
        check("Error: Sign and export – Zicha");
        drop(sign);
        check("Sign and export – Zicha");
    }
}
