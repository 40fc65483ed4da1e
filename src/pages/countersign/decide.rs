//! Signing, or returning with remarks: what is asked for, what still keeps from it, and the button.

use std::rc::Rc;

use yew::prelude::*;
use zicha_core::countersign::open_roles;
use zicha_core::sign::Role;
use zicha_core::text::{self, Lang};
use zicha_html::html;

use super::act::{self, ActError, Made};
use super::done::hand_out;
use super::form::{Fault, Form, Way};
use super::{Stage, View};
use crate::browser::{clock, focus, task};
use crate::own::Own;
use crate::pages::case::Case;
use crate::pages::keyring::Held;
use crate::pages::signer::{self, Finish};
use crate::route::Route;
use crate::state::{Action, Dispatch, State};
use crate::widgets::choice::{Group, radios};
use crate::widgets::field::{Field, Fills, Room};
use crate::widgets::summary::Line;
use crate::words;

/// Who may return a report.
const BACK: [Role; 3] = [Role::Reviewer, Role::Head, Role::Office];

impl View<'_> {
    /// The last section: two ways, one form.
    pub(super) fn decide(&self, case: &Rc<Case>) -> Html {
        let words = self.words();
        let can_sign = self.form.role.is_some();
        let way = match self.form.way {
            Way::Sign => 0,
            Way::Return => 1,
        };
        let choose = {
            let (form, stage) = (self.form.clone(), self.stage.clone());
            Callback::from(move |at: usize| {
                let way = if at == 0 { Way::Sign } else { Way::Return };
                form.set(Form { way, ..(*form.latest()).clone() });
                stage.set(Stage::Reading);
            })
        };
        let ways = Group {
            id: "zc-cs-way",
            legend: words.ways,
            options: &[words.way_sign, words.way_return],
            ..Group::default()
        };
        html! {
            <section aria-labelledby="zc-cs-act" class="zc-cs__screen zc-sign">
                <h2 id="zc-cs-act">{ words.act }</h2>
                if can_sign { { radios(&ways, Some(way), &choose) } } else { <p class="zc-note">{ words.nobody_may }</p> }
                { match self.form.way {
                    Way::Sign => self.signing(case),
                    Way::Return => self.returning(case),
                } }
                { self.finish(case) }
                { self.done() }
            </section>
        }
    }

    pub(super) fn shown_faults(&self, case: &Case) -> Vec<Fault> {
        match &*self.stage {
            Stage::Reading | Stage::Done { .. } => Vec::new(),
            Stage::Tried | Stage::Acting | Stage::Failed(_) => self.faults(case),
        }
    }

    fn text(&self, case: &Case, it: &Text) -> Html {
        let errors: Vec<String> = self
            .shown_faults(case)
            .iter()
            .filter(|fault| fault.field() == it.id)
            .map(|fault| fault.sentence(self.lang()))
            .collect();
        let (value, room, fills) = ((it.get)(&self.form), it.room, it.fills);
        let drawn = Field { id: it.id, label: it.label, value, room, fills, ..Field::default() };
        signer::text(drawn, it.hint, &errors, self.form.typed(it.put))
    }

    /// Name and post, which both ways ask for.
    fn person(&self, case: &Case) -> Html {
        let sign = words::of(self.lang()).sign();
        let name = Text {
            id: "zc-cs-name",
            label: sign.name,
            fills: Fills::Name,
            hint: "",
            room: Room::Line,
            get: |form| &form.name,
            put: |form, text| form.name = text,
        };
        let job = Text {
            id: "zc-cs-job",
            label: sign.job,
            fills: Fills::Job,
            hint: "",
            room: Room::Line,
            get: |form| &form.job,
            put: |form, text| form.job = text,
        };
        html! { <>{ self.text(case, &name) }{ self.text(case, &job) }</> }
    }

    /// In which role; drawn as a choice where there is one.
    fn role(&self, case: &Case) -> Html {
        let open = open_roles(&case.found);
        let names: Vec<&str> = open.iter().map(|role| text::role(*role, self.lang())).collect();
        let chosen = open.iter().position(|role| Some(*role) == self.form.role);
        let errors: Vec<String> = self.refusals(case);
        let choose = {
            let form = self.form.clone();
            Callback::from(move |at: usize| {
                form.set(Form { role: open.get(at).copied(), ..(*form.latest()).clone() });
            })
        };
        let group = Group {
            id: "zc-cs-role",
            legend: self.words().as_role,
            errors: &errors,
            options: &names,
            ..Group::default()
        };
        radios(&group, chosen, &choose)
    }

    /// Why the policy refuses; said as soon as the key is open, not only when the button is pressed.
    fn refusals(&self, case: &Case) -> Vec<String> {
        let faults = self.faults(case);
        let refused = faults.iter().filter(|it| matches!(it, Fault::Refused(_)));
        refused.map(|it| it.sentence(self.lang())).collect()
    }

    fn signing(&self, case: &Rc<Case>) -> Html {
        let (words, sign) = (self.words(), words::of(self.lang()).sign());
        let opinion = Text {
            id: "zc-cs-opinion",
            label: sign.opinion,
            fills: Fills::Other,
            hint: sign.opinion_hint,
            room: Room::Lines(3),
            get: |form| &form.opinion,
            put: |form, text| form.opinion = text,
        };
        let missing = self.shown_faults(case).contains(&Fault::KeyMissing);
        let errors = if missing { vec![sign.key_missing.to_owned()] } else { Vec::new() };
        let unused = self.form.remarks.iter().any(|(_, text)| !text.trim().is_empty());
        html! {
            <>
                if unused { <p class="zc-note zc-note--warn">{ words.remarks_unused }</p> }
                { self.role(case) }
                { self.person(case) }
                { self.text(case, &opinion) }
                { signer::key(self.lang(), &self.form.name, &self.held, errors, &self.props.dispatch) }
            </>
        }
    }

    fn returning(&self, case: &Rc<Case>) -> Html {
        let words = self.words();
        let overall = Text {
            id: "zc-cs-overall",
            label: words.overall,
            fills: Fills::Other,
            hint: words.overall_hint,
            room: Room::Lines(3),
            get: |form| &form.overall,
            put: |form, text| form.overall = text,
        };
        let names = BACK.map(|role| text::role(role, self.lang()));
        let chosen = BACK.iter().position(|role| Some(*role) == self.form.back);
        let group = Group { id: "zc-cs-back", legend: words.back_as, options: &names, ..Group::default() };
        let form = self.form.clone();
        let choose = Callback::from(move |at: usize| {
            form.set(Form { back: BACK.get(at).copied(), ..(*form.latest()).clone() });
        });
        html! {
            <>
                <p>{ words.return_lead }</p>
                { self.text(case, &overall) }
                { radios(&group, chosen, &choose) }
                { self.person(case) }
            </>
        }
    }

    fn finish(&self, case: &Rc<Case>) -> Html {
        let (words, sign) = (self.words(), words::of(self.lang()).sign());
        let faults = self.shown_faults(case);
        let lines: Vec<Line> = faults.iter().map(|fault| self.line(fault)).collect();
        let (label, not_yet) = match self.form.way {
            Way::Sign => (words.sign, sign.faults),
            Way::Return => (words.give_back, words.not_returned),
        };
        let it = Finish {
            ids: ["zc-cs-faults", "zc-cs-failed", "zc-cs-button"],
            title: not_yet,
            faults: &lines,
            failed: if let Stage::Failed(why) = &*self.stage { Some(why) } else { None },
            label,
            busy: (*self.stage == Stage::Acting).then_some(sign.signing),
        };
        signer::finish(&it, &self.tries, self.act(case))
    }

    fn line(&self, fault: &Fault) -> Line {
        let (words, sign) = (self.words(), words::of(self.lang()).sign());
        let name = match fault {
            Fault::Signer(slip) => slip.of(sign.name, sign.job, sign.opinion),
            Fault::OverallLong | Fault::NoRemark => words.overall,
            Fault::KeyMissing => sign.key,
            Fault::Refused(_) => words.as_role,
        };
        let field = fault.field();
        Line {
            href: Route::Countersign.hash(),
            name: name.to_owned(),
            text: fault.sentence(self.lang()),
            follow: Callback::from(move |()| focus::on_id(field)),
        }
    }

    /// What the button does: shows every fault at once, or acts.
    fn act(&self, case: &Rc<Case>) -> Callback<MouseEvent> {
        if !self.faults(case).is_empty() {
            let (stage, tries) = (self.stage.clone(), self.tries.clone());
            return Callback::from(move |_| {
                stage.set(Stage::Tried);
                tries.again();
            });
        }
        let job = Job {
            case: Rc::clone(case),
            form: (*self.form).clone(),
            held: (*self.held).clone(),
            state: Rc::clone(&self.props.state),
            dispatch: self.props.dispatch.clone(),
            stage: self.stage.clone(),
        };
        let stage = self.stage.clone();
        Callback::from(move |_| {
            if *stage != Stage::Acting {
                task::spawn(job.clone().run());
            }
        })
    }
}

/// One text field of the form.
struct Text {
    id: &'static str,
    label: &'static str,
    fills: Fills,
    /// None where it is empty.
    hint: &'static str,
    room: Room,
    get: fn(&Form) -> &str,
    put: fn(&mut Form, String),
}

/// One act, from the button to the download.
#[derive(Clone)]
struct Job {
    case: Rc<Case>,
    form: Form,
    held: Option<Held>,
    state: Rc<State>,
    dispatch: Dispatch,
    stage: Own<Stage>,
}

impl Job {
    async fn run(self) {
        let words = self.state.words();
        self.stage.set(Stage::Acting);
        task::painted().await;
        match self.made() {
            Ok(made) => {
                let taken = hand_out(&made);
                let said = match made.signed_as {
                    Some(role) => (words.countersign().signed)(text::role(role, self.state.lang)),
                    None => words.countersign().returned.to_owned(),
                };
                self.dispatch.dispatch(Action::Say(said));
                self.stage.set(Stage::Done { made: Rc::new(made), taken });
            }
            Err(error) => {
                let sentence = why(&error, self.state.lang);
                self.dispatch.dispatch(Action::Say(sentence.clone()));
                self.stage.set(Stage::Failed(sentence));
            }
        }
    }

    fn made(&self) -> Result<Made, ActError> {
        let now = clock::now_rfc3339();
        match (self.form.way, &self.held) {
            (Way::Sign, Some(held)) => {
                let words = &self.state.words().countersign();
                let role = self.form.role.unwrap_or(Role::Head);
                act::sign(&self.case, &self.form, role, held.key(), &self.state.shelf, &now, words)
            }
            // Without a key the button only shows what is missing.
            (Way::Sign, None) => Err(ActError::Clock),
            (Way::Return, _) => act::give_back(&self.case, &self.form, &now),
        }
    }
}

pub(super) fn why(error: &ActError, lang: Lang) -> String {
    let words = words::of(lang).sign();
    match error {
        ActError::Clock => words.clock_wrong.to_owned(),
        ActError::Seal(error) => (words.not_signed)(&text::seal_error(error, lang)),
        ActError::Return(error) => text::return_error(error, lang),
        ActError::NotSound(found) => {
            let reasons = found.reasons.iter().map(|reason| text::reason(reason, lang));
            (words.not_sound)(&reasons.collect::<Vec<_>>().join(" "))
        }
    }
}
