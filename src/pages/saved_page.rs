//! 另存为含答案的网页: the single file, once more, with the open form inside. Generations differ in the draft alone.
//! Lies in the second part of the program.

use std::rc::Rc;

use yew::prelude::*;
use zicha_html::html;

use crate::browser::{clock, embedded, files};
use crate::drafts;
use crate::pages::home::Depot;
use crate::pages::restored::Version;
use crate::state::{Action, Dispatch, How, State, Work};
use crate::words;

/// The start of the element of index.html that holds the draft, and the end of any script.
const SLOT: &str = "<script type=\"application/json\" id=\"zicha-draft\">";
const END: &str = "</script>";

/// `page` with `draft` (JSON) in its slot; none where the page has no slot.
pub fn with_draft(page: &str, draft: &str) -> Option<String> {
    let start = page.find(SLOT)?.checked_add(SLOT.len())?;
    let (before, rest) = page.split_at_checked(start)?;
    let (_, after) = rest.split_at_checked(rest.find(END)?)?;
    Some([before, &inert(draft), after].concat())
}

/// JSON that can stand in a script element: nothing in it ends the element or starts a comment.
fn inert(json: &str) -> String {
    // Inside JSON these three characters occur in strings only, where an escape says the same.
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// What the button needs.
#[derive(Properties, PartialEq, Clone)]
pub struct SavePageProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// The button; nothing in an edition that cannot save itself, or without an open form.
#[component(SavePage)]
pub fn save_page(props: &SavePageProps) -> Html {
    if props.state.work.is_none() || embedded::edition() != embedded::Edition::Single {
        return Html::default();
    }
    let words = words::of(props.state.lang).saved_page();
    let props = props.clone();
    let onclick = move |_: MouseEvent| {
        if let Some(work) = &props.state.work {
            save(&props, work);
        }
    };
    html! {
        <button type="button" class="zc-button zc-button--small" id="zc-save-page" title={words.hint} {onclick}>
            { words.save }
        </button>
    }
}

fn save(props: &SavePageProps, work: &Work) {
    let words = words::of(props.state.lang).saved_page();
    let now = clock::now_rfc3339();
    let at = now.get(11..16).unwrap_or_default().to_owned();
    let past = Version::of(work).saved();
    let mut paged = work.clone();
    paged.past = Rc::clone(&past);
    let draft = String::from_utf8(drafts::bytes(&paged, now)).unwrap_or_default();
    let page = embedded::page().and_then(|page| with_draft(&page, &draft));
    let name = drafts::named(&work.session, ".html");
    let taken = page.is_some_and(|page| files::download(&name, "text/html", page.as_bytes()).is_ok());
    if !taken {
        props.dispatch.dispatch(Action::Say(words.failed.to_owned()));
        return;
    }
    props.dispatch.dispatch(Action::Paged(past));
    if work.kept.how != How::Elsewhere {
        // At once, not when typing has paused: what is in this browser knows the page.
        let kept = props.depot.keep(&drafts::key_of_work(work), &draft);
        if kept.is_ok() || !work.is_kept() {
            let how = if kept.is_ok() { How::Stored } else { How::Exported };
            props.dispatch.dispatch(Action::Saved { changes: work.changes, at, how });
        }
    }
    props.dispatch.dispatch(Action::Say((words.saved)(&name)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(slot: &str) -> String {
        format!("<!DOCTYPE html>\n<html><body>{SLOT}{slot}</script><script>run()</script></body></html>")
    }

    #[track_caller]
    fn check(draft: &str, slot: &str) {
        let saved = with_draft(&page("null"), draft).unwrap_or_default();
        assert_eq!(saved, page(slot));
        // The next generation differs in the draft alone.
        assert_eq!(with_draft(&saved, "{}").unwrap_or_default(), page("{}"));
    }

    #[test]
    fn a_draft_takes_the_place_of_the_one_before() {
        check(r#"{"a":"b"}"#, r#"{"a":"b"}"#);
        check("null", "null");
    }

    #[test]
    fn nothing_in_a_draft_ends_its_element() {
        check(r#"{"a":"</script><!--"}"#, r#"{"a":"\u003c/script>\u003c!--"}"#);
        check("{\"a\":\"\u{2028}\u{2029}\"}", r#"{"a":"\u2028\u2029"}"#);
    }

    #[test]
    fn a_page_without_a_slot_is_not_saved() {
        assert_eq!(with_draft("<html></html>", "{}"), None);
        assert_eq!(with_draft(SLOT, "{}"), None);
    }
}
