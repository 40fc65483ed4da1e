//! The sealed edition: the single file inside a frame that may do nothing but run, and a shell around it, which alone
//! keeps texts and hands out files (assets/sealed/shell.html). The shell's policy forbids frames to go anywhere and is
//! inherited by the frame, so what runs in it can neither connect nor navigate.

use crate::{Result, page};

/// Where the shell takes the policy and the page inside it.
pub const POLICY: &str = "<!--policy-->";
pub const APP: &str = "<!--app-->";
/// Stands for `<` in the page inside the shell, so that nothing in it ends the shell's element.
const LESS: char = '‹';
/// In front of the page inside.
const OPEN: &str = "<script type=\"text/plain\" id=\"zicha-app\">";
const CLOSE: &str = "</script>";

/// The single file in its shell. `inner` is the script that speaks with the shell; it runs before the loader.
///
/// # Errors
/// One of the texts is not of the form that is expected.
pub fn seal(single: &str, shell: &str, inner: &str) -> Result<String> {
    let policy = page::policy_of(single).ok_or("the single file lacks its policy.")?;
    let loader = page::elements(single, "script").into_iter().rfind(|it| it.is_program());
    let loader = loader.ok_or("the single file lacks its loader.")?;
    let inner = format!("<script>{inner}</script>");
    let app = page::replace(single, vec![(loader.whole.start..loader.whole.start, inner.clone())]);
    let policy = with_sources(&policy, "script-src", &page::hashes(&(inner + shell), "script"))?;
    let policy = with_sources(&policy, "style-src", &page::hashes(shell, "style"))?;
    let metas = page::elements(&app, "meta");
    let meta = metas.iter().find(|it| it.attribute("http-equiv") == Some("Content-Security-Policy"));
    let meta = meta.ok_or("the single file lacks its policy.")?.whole.clone();
    let app = page::replace(&app, vec![(meta, page::policy_meta(&policy))]);
    let shell = page::fill(shell, POLICY, &page::policy_meta(&format!("{policy}; frame-src 'none'")))?;
    page::fill(&shell, APP, &hidden(&app)?)
}

/// Whether this page is a shell with another page inside.
pub fn is_one(html: &str) -> bool {
    html.contains(OPEN)
}

/// The sealed file with the page inside changed; the shell stays as it is, and so does its policy.
///
/// # Errors
/// The file is not a sealed one, or what `change` says.
pub fn within(html: &str, change: impl FnOnce(&str) -> Result<String>) -> Result<String> {
    let (before, rest) = html.split_once(OPEN).ok_or("this is not the sealed edition.")?;
    let (app, after) = rest.split_once(CLOSE).ok_or("the sealed edition is cut off.")?;
    let changed = change(&app.replace(LESS, "<"))?;
    Ok([before, OPEN, &hidden(&changed)?, CLOSE, after].concat())
}

fn hidden(app: &str) -> Result<String> {
    if app.contains(LESS) {
        return Err(format!("a page that holds {LESS} cannot be put into the shell."));
    }
    Ok(app.replace('<', &LESS.to_string()))
}

fn with_sources(policy: &str, directive: &str, more: &str) -> Result<String> {
    let whole = policy.split("; ").find(|it| it.starts_with(directive));
    let whole = whole.ok_or_else(|| format!("the policy lacks {directive}."))?;
    let without_none = whole.replace(" 'none'", "");
    Ok(policy.replacen(whole, &(without_none + more), 1))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::pack;

    const SHELL: &str = include_str!("../../../assets/sealed/shell.html");
    const INNER: &str = "speak()";

    fn single() -> String {
        let html = "<meta name=\"a\"><!--c--><title>自查</title><script>start()</script>";
        page::fill(html, "<!--c-->", &page::policy_meta(&page::single_policy(html, "p{}", "glue()"))).unwrap()
    }

    #[test]
    fn the_frame_inherits_a_policy_that_allows_what_both_need_and_no_frame_to_go_anywhere() {
        let sealed = seal(&single(), SHELL, INNER).unwrap();
        let policy = page::policy_of(&sealed).unwrap();
        for text in ["speak()", "start()", "glue()", "p{}"] {
            assert!(policy.contains(&pack::sha256_base64(text)), "{text}: {policy}");
        }
        let shell_script = page::elements(SHELL, "script").into_iter().rfind(page::Element::is_program).unwrap();
        assert!(policy.contains(&pack::sha256_base64(&SHELL[shell_script.inner])));
        assert!(policy.ends_with("; frame-src 'none'") && policy.contains("connect-src 'none'"), "{policy}");
        assert!(!policy.contains("'self'") && !policy.contains("unsafe-inline"));
    }

    #[test]
    fn the_page_inside_comes_out_as_it_went_in_and_can_be_changed() {
        let sealed = seal(&single(), SHELL, INNER).unwrap();
        assert!(is_one(&sealed) && !is_one(&single()));
        let mut seen = String::new();
        let same = within(&sealed, |app| {
            seen = app.to_owned();
            Ok(app.to_owned())
        });
        assert_eq!(same.as_deref(), Ok(sealed.as_str()));
        assert!(seen.contains("<script>speak()</script><script>start()</script>"), "{seen}");
        assert!(page::policy_of(&seen).unwrap().contains(&pack::sha256_base64("speak()")));
        assert!(within(&sealed, |app| Ok(format!("{app}{LESS}"))).is_err());
        assert!(within("<p>", |app| Ok(app.to_owned())).is_err_and(|e| e.contains("sealed")));
    }

    #[test]
    fn a_shell_without_its_places_is_refused() {
        assert!(seal(&single(), "<p>", INNER).is_err());
        assert!(seal("<p>", SHELL, INNER).is_err_and(|e| e.contains("policy")));
    }
}
