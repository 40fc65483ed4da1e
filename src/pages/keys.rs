//! 签名密钥: what is done with a key beside signing, one task at a time. Keys are made, checked, put under
//! another passphrase, registered with the receiving office, and replaced.
//!
//! Reading order: `create`, `check`, `change`; `form` (what is typed for a registration), `enrol`, `paper` (what
//! comes of it). Choosing and locking a key is `pages::keyring`.

mod change;
mod check;
mod create;
mod enrol;
mod form;
mod paper;

use self::change::Change;
use self::check::Check;
use self::create::{Create, New};
use self::enrol::Enrol;
use self::form::Form;
use crate::markup::classes;
use crate::own::{Own, use_own};
use crate::pages::keyring::lock::use_lock;
use crate::pages::keyring::{Held, why_locked};
use crate::state::{Action, Dispatch, HEADING_ID, State};
use crate::words::{self, Keys as Labels};
use std::rc::Rc;
use yew::prelude::*;
use zicha_html::html;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct KeysProps {
    pub state: Rc<State>,
    pub dispatch: Dispatch,
}

/// What one comes here for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    Create,
    Check,
    Change,
    Enrol,
    /// Registers a new key in place of an old one.
    Replace,
}

impl Task {
    /// In the order of the page.
    const ALL: [Task; 5] = [Task::Create, Task::Check, Task::Change, Task::Enrol, Task::Replace];

    fn id(self) -> &'static str {
        match self {
            Task::Create => "zc-keys-create",
            Task::Check => "zc-keys-check",
            Task::Change => "zc-keys-change",
            Task::Enrol => "zc-keys-enrol",
            Task::Replace => "zc-keys-replace",
        }
    }

    /// Title and what it is for.
    fn labels(self, words: &Labels) -> (&'static str, &'static str) {
        match self {
            Task::Create => (words.create, words.create_about),
            Task::Check => (words.check, words.check_about),
            Task::Change => (words.change, words.change_about),
            Task::Enrol => (words.enrol, words.enrol_about),
            Task::Replace => (words.replace, words.replace_about),
        }
    }
}

/// The page.
#[component(Keys)]
pub fn keys(props: &KeysProps) -> Html {
    let words = &props.state.words().keys();
    let task = use_own(|| None::<Task>);
    let held = use_own(|| None::<Held>);
    let new = use_own(|| None::<New>);
    let paper = use_own(|| false);
    let form = {
        let unit = props.state.work.as_ref().map(|work| work.session.setting().unit.name.clone());
        use_own(|| Form::new(unit.unwrap_or_default()))
    };
    let on_say = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |text| dispatch.dispatch(Action::Say(text)))
    };
    let on_lock = {
        let (held, on_say, words) = (held.clone(), on_say.clone(), words::of(props.state.lang).keyring());
        Callback::from(move |why| {
            held.set(None);
            on_say.emit(why_locked(words, why).to_owned());
        })
    };
    // Where there is a chooser, that one locks, and says so beside the key.
    let chooser = matches!(*task, Some(Task::Enrol | Task::Replace));
    use_lock(held.as_ref().filter(|_| !chooser), on_lock);
    let view = View { props, words, task, held, new, form, paper, on_say };
    view.draw()
}

/// One drawing of the page.
struct View<'a> {
    props: &'a KeysProps,
    words: &'static Labels,
    task: Own<Option<Task>>,
    held: Own<Option<Held>>,
    /// The key file made in this visit.
    new: Own<Option<New>>,
    form: Own<Form>,
    /// The registration form stands on the page; printing prints it alone.
    paper: Own<bool>,
    on_say: Callback<String>,
}

impl View<'_> {
    fn draw(&self) -> Html {
        let words = self.words;
        let paper = *self.paper && matches!(*self.task, Some(Task::Enrol | Task::Replace));
        html! {
            <div class={classes!("zc-page", "zc-keys", paper.then_some("zc-keys--paper"))}>
                <h1 id={HEADING_ID} tabindex="-1">{ words.title }</h1>
                <p>{ words.lead }</p>
                <fieldset class={classes!("zc-keys__tasks", self.task.is_some().then_some("zc-keys__tasks--chosen"))}>
                    <legend class="zc-field__label">{ words.choose }</legend>
                    { for Task::ALL.into_iter().map(|it| self.choice(it)) }
                </fieldset>
                if let Some(task) = *self.task { { self.panel(task) } }
            </div>
        }
    }

    fn choice(&self, task: Task) -> Html {
        let (title, about) = task.labels(self.words);
        let here = *self.task == Some(task);
        let onchange = self.go(task).reform(|_: Event| ());
        html! {
            <label class={classes!("zc-keys__task", here.then_some("zc-keys__task--here"))}>
                <input type="radio" id={task.id()} name="zc-keys-task" checked={here} {onchange} />
                <span class="zc-keys__words"><strong>{ title }</strong>{ " " }<small>{ about }</small></span>
            </label>
        }
    }

    fn go(&self, task: Task) -> Callback<()> {
        let (now, paper) = (self.task.clone(), self.paper.clone());
        Callback::from(move |()| {
            paper.set(false);
            now.set(Some(task));
        })
    }

    fn panel(&self, task: Task) -> Html {
        let (lang, on_say) = (self.props.state.lang, self.on_say.clone());
        let (title, _) = task.labels(self.words);
        let id = format!("{}-title", task.id());
        let inner = match task {
            Task::Create => {
                let (new, held) = (self.new.clone(), self.held.clone());
                let on_made = Callback::from(move |(made, key)| {
                    new.set(made);
                    held.set(key);
                });
                html! {
                    <Create {lang} form={self.form.clone()} name={self.form.name.clone()} new={(*self.new).clone()} {on_made}
                        on_enrol={self.go(Task::Enrol)} {on_say} />
                }
            }
            Task::Check => html! { <Check {lang} {on_say} /> },
            Task::Change => html! { <Change {lang} {on_say} /> },
            Task::Enrol | Task::Replace => {
                let (held, paper) = (self.held.clone(), self.paper.clone());
                html! {
                    <Enrol key={task.id()} {lang} {task} form={self.form.clone()} typed={(*self.form).clone()}
                        held={(*self.held).clone()} on_key={Callback::from(move |key| held.set(key))}
                        on_paper={Callback::from(move |()| paper.set(true))} {on_say} />
                }
            }
        };
        html! {
            <section class="zc-panel zc-keys__panel" aria-labelledby={id.clone()}>
                <h2 {id}>{ title }</h2>
                { inner }
            </section>
        }
    }
}
