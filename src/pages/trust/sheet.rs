//! The list itself, as it is printed: every key with its fingerprint; and what changed in it.

use super::View;
use super::desk::{Changing, Fault, Step};
use super::make;
use crate::browser::print;
use crate::widgets::choice::{Group, radios};
use crate::widgets::field::{Field, Room, field};
use crate::words;
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::text;
use zicha_core::trust::{KeyStatus, TrustList, TrustedKey};
use zicha_html::html;

/// Most keys drawn at once.
const DRAWN_MAX: usize = 300;

/// From so many keys on there is a field to look for one.
const FIND_FROM: usize = 8;

impl View<'_> {
    pub(super) fn sheet(&self) -> Html {
        let (words, Some(list)) = (self.words, &self.desk.list) else { return Html::default() };
        let signed = self.desk.base.as_ref().filter(|base| base.list == *list && !base.signers.is_empty());
        let under = match signed {
            Some(base) => (words.sheet_signed)(base.list.seq, base.list.issued.as_str(), base.list.expires.as_str()),
            None => words.sheet_draft.to_owned(),
        };
        let wanted = self.typed.find.trim().to_lowercase();
        let found: Vec<&TrustedKey> = list.keys().iter().filter(|entry| matches(entry, &wanted)).collect();
        let left = found.len().saturating_sub(DRAWN_MAX);
        html! {
            <section class="zc-trust__sheet" aria-labelledby="zc-trust-sheet">
                <h2 id="zc-trust-sheet">{ (words.sheet)(&list.office) }</h2>
                <p>{ under }{ " " }{ (words.count)(list.keys().len()) }</p>
                { self.find(list) }
                if list.keys().is_empty() { <p>{ words.nobody }</p> }
                <ol class="zc-roll">{ for found.into_iter().take(DRAWN_MAX).map(|entry| self.entry(entry)) }</ol>
                if left > 0 { <p>{ (words.more)(left) }</p> }
                if !list.keys().is_empty() {
                    <p class="zc-trust__do zc-noprint">
                        <button type="button" class="zc-button" onclick={|_: MouseEvent| print::print()}>{ words.print }</button>
                    </p>
                }
            </section>
        }
    }

    fn find(&self, list: &TrustList) -> Html {
        if list.keys().len() < FIND_FROM {
            return Html::default();
        }
        let drawn = Field { id: "zc-trust-find", label: self.words.find, value: &self.typed.find, ..Field::default() };
        html! {
            <div class="zc-noprint">{ field(&drawn, self.put(|it, text| it.find = text), Callback::noop()) }</div>
        }
    }

    fn entry(&self, entry: &TrustedKey) -> Html {
        let (words, kid) = (self.words, entry.key.kid());
        let roles: Vec<&str> = entry.roles.iter().map(|role| text::role(*role, self.lang)).collect();
        let off = match entry.status {
            KeyStatus::Active => None,
            KeyStatus::Revoked | KeyStatus::Expired => Some("zc-roll__off"),
        };
        let status = (words.since)(text::key_status(entry.status, self.lang), entry.since.as_str());
        let changing = self.desk.changing.as_ref().filter(|it| it.kid == kid);
        let first = if off.is_some() { KeyStatus::Active } else { KeyStatus::Revoked };
        let begin = move || Step::Change(Some(Changing { kid, status: first, since: String::new() }));
        html! {
            <li class={off} key={kid.to_string()}>
                <p class="zc-roll__who">
                    <strong>{ &entry.name }</strong>{ " " }{ &entry.unit }{ " · " }{ roles.join(words::of(self.lang).frame.comma) }
                    { " · " }<span class="zc-roll__status">{ status }</span>
                </p>
                <p class="zc-print">{ fingerprint(kid.bytes()) }</p>
                if let Some(changing) = changing {
                    { self.change(changing) }
                } else {
                    <p class="zc-noprint zc-roll__do">{ self.button(words.change, begin) }</p>
                }
            </li>
        }
    }

    /// New status and day of one entry.
    fn change(&self, it: &Changing) -> Html {
        let words = self.words;
        let all = KeyStatus::ALL.map(|status| text::key_status(status, self.lang));
        let chosen = KeyStatus::ALL.iter().position(|status| *status == it.status);
        let put = |change: Changing| Step::Change(Some(change));
        let choose = {
            let (steps, it) = (self.steps.clone(), it.clone());
            Callback::from(move |at: usize| {
                let status = KeyStatus::ALL.get(at).copied().unwrap_or(it.status);
                steps.dispatch(put(Changing { status, ..it.clone() }));
            })
        };
        let typed = {
            let (steps, it) = (self.steps.clone(), it.clone());
            Callback::from(move |since| steps.dispatch(put(Changing { since, ..it.clone() })))
        };
        let mut errors: Vec<String> = Vec::new();
        if self.typed.day_missed && make::day(&it.since).is_none() {
            errors.push(words.day_wrong.to_owned());
        }
        if let Some(Fault::Issue(error)) = &self.desk.fault {
            errors.push(text::issue_error(error, self.lang));
        }
        let onsubmit = {
            let (steps, typed, since) = (self.steps.clone(), self.typed.clone(), it.since.clone());
            move |event: SubmitEvent| {
                event.prevent_default();
                let day = make::day(&since);
                typed.set(super::Typed { day_missed: day.is_none(), ..(*typed.latest()).clone() });
                if let Some(day) = day {
                    steps.dispatch(Step::Retire(day));
                }
            }
        };
        let group = Group { id: "zc-trust-status", legend: words.status, options: &all, ..Group::default() };
        let hints = [AttrValue::Static(words.since_hint)];
        let day = Field {
            id: "zc-trust-since",
            label: words.since_day,
            hints: &hints,
            errors: &errors,
            value: &it.since,
            room: Room::Short,
            ..Field::default()
        };
        html! {
            <form class="zc-trust__change zc-noprint" {onsubmit} novalidate=true>
                { radios(&group, chosen, &choose) }
                { field(&day, typed, Callback::noop()) }
                <div class="zc-row">
                    <button type="submit" class="zc-button zc-button--primary">{ words.change_do }</button>
                    { self.button(words.change_not, || Step::Change(None)) }
                </div>
            </form>
        }
    }

    /// What the next issue says that the one opened did not.
    pub(super) fn changes(&self) -> Html {
        if self.desk.base.is_none() {
            return Html::default();
        }
        let (words, all) = (self.words, self.desk.changes());
        html! {
            <section class="zc-noprint" aria-labelledby="zc-trust-changes">
                <h2 id="zc-trust-changes">{ words.changes }</h2>
                if all.is_empty() {
                    <p>{ words.changes_none }</p>
                } else {
                    <ul class="zc-result__reasons">
                        { for all.iter().take(DRAWN_MAX).map(|it| html! { <li>{ text::list_change(it, self.lang) }</li> }) }
                    </ul>
                }
            </section>
        }
    }
}

/// Whether an entry has the text in its name, unit or fingerprint.
fn matches(entry: &TrustedKey, wanted: &str) -> bool {
    let digits: String = wanted.chars().filter(|c| !c.is_whitespace()).collect();
    let print = || fingerprint(entry.key.kid().bytes()).replace(' ', "");
    wanted.is_empty()
        || entry.name.to_lowercase().contains(wanted)
        || entry.unit.to_lowercase().contains(wanted)
        || (!digits.is_empty() && print().contains(&digits))
}
