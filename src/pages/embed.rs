//! What an element answers the page around it, and what it tells that page; draws nothing. Lies in the third part of
//! the program: the script of the element (assets/embed) says `ready` when this is there.
//!
//! Reading order: `say` (what the form is, as JSON), `open` (which form), `sign` (a signature from outside), `answer`
//! (every verb).

mod answer;
mod open;
mod say;
mod sign;

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::host::{self, Reply};
use crate::own::use_effect_with;
use crate::pages::home::Depot;
use crate::state::{Dispatch, State};

/// What it speaks for.
#[derive(Properties, PartialEq, Clone)]
pub struct DeskProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
    pub depot: Depot,
}

/// Answers the host as long as the element lives.
#[component(Desk)]
pub fn desk(props: &DeskProps) -> Html {
    let now = use_mut_ref(|| props.clone());
    *now.borrow_mut() = props.clone();
    let prepared = use_mut_ref(|| None);
    {
        let now = Rc::clone(&now);
        use_effect_with((), move |()| {
            let attending = host::attend(move |verb, text, bytes| {
                // Taken out of the cell first: an answer may draw.
                let props = now.borrow().clone();
                match answer::answer(&props, &mut prepared.borrow_mut(), verb, text, bytes) {
                    Ok(reply) => reply,
                    Err(refusal) => Reply::Text(refusal.json()),
                }
            });
            move || drop(attending)
        });
    }
    use_news("state", say::state(&props.state));
    use_news("signed", say::signed(&props.state).unwrap_or_default());
    Html::default()
}

/// Tells the host what is new; an empty text is nothing.
#[hook]
fn use_news(name: &'static str, text: String) {
    use_effect_with(text, move |text| {
        if !text.is_empty() {
            host::allows(name, text);
        }
    });
}
