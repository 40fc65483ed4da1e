//! Another window saved the same form: the person decides which one goes on. Lies in the second part of the program.

use yew::prelude::*;
use zicha_core::text;
use zicha_html::html;

use crate::browser::clock;
use crate::drafts;
use crate::pages::home::HomePageProps;
use crate::state::{Action, How};

/// Draws the question.
#[component(Elsewhere)]
pub fn elsewhere(props: &HomePageProps) -> Html {
    let Some(work) = &props.state.work else { return Html::default() };
    let words = props.state.words().drafts();
    let load = {
        let (props, key) = (props.clone(), drafts::key_of_work(work));
        move |_: MouseEvent| {
            let text = props.depot.0.get(&key).unwrap_or_default();
            props.dispatch.dispatch(match drafts::open(text.as_bytes(), &props.state.shelf, clock::today()) {
                Ok(mut work) => {
                    work.fork = drafts::fork(&key, &work.session);
                    Action::Open(Box::new(work))
                }
                Err(error) => Action::Say(text::draft_error(&error, props.state.lang)),
            });
        }
    };
    let keep = {
        let (dispatch, changes) = (props.dispatch.clone(), work.changes.wrapping_sub(1));
        move |_: MouseEvent| dispatch.dispatch(Action::Saved { changes, at: String::new(), how: How::Not })
    };
    html! {
        <div class="zc-banner zc-banner--warn">
            <p>{ props.state.words().frame.elsewhere }</p>
            <div class="zc-row">
                <button type="button" class="zc-button" onclick={load}>{ words.load }</button>
                <button type="button" class="zc-button" onclick={keep}>{ words.keep }</button>
            </div>
        </div>
    }
}
