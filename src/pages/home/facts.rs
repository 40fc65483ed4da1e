//! Questions about the unit that decide what applies to it. Each may stay unanswered.

use std::sync::Arc;

use yew::prelude::*;
use zicha_core::catalogue::{Catalogue, Condition, Indicator};
use zicha_core::text::{Lang, wide};
use zicha_html::html;

use crate::widgets::choice::{Group, radios};
use crate::words;

/// Most rows named beside a question.
const ROWS_NAMED_MAX: usize = 12;

/// What the questions are drawn from. `choose` should stay the same between drawings.
#[derive(Properties, Clone)]
pub struct FactsProps {
    pub catalogue: Arc<Catalogue>,
    pub given: Vec<Option<bool>>,
    pub choose: Callback<(usize, Option<bool>)>,
    pub lang: Lang,
}

impl PartialEq for FactsProps {
    fn eq(&self, other: &FactsProps) -> bool {
        Arc::ptr_eq(&self.catalogue, &other.catalogue)
            && self.given == other.given
            && self.choose == other.choose
            && self.lang == other.lang
    }
}

/// Draws the questions. A component, because naming the rows they decide walks the catalogue.
#[component(Facts)]
pub fn facts(props: &FactsProps) -> Html {
    props.catalogue.facts.iter().enumerate().map(|(at, fact)| question(props, at, fact)).collect()
}

fn question(props: &FactsProps, at: usize, fact: &zicha_core::catalogue::wire::Fact) -> Html {
    let home = &words::of(props.lang).home;
    let asked = match (props.lang, &fact.question_en) {
        (Lang::En, Some(english)) => english.clone(),
        (Lang::En, None) | (Lang::Zh, _) => wide(&fact.question),
    };
    let hint = fact.hint.as_deref().map(|hint| AttrValue::from(wide(hint)));
    let hints: Vec<AttrValue> = hint.into_iter().chain(decides(props, &fact.id)).collect();
    let chosen = match props.given.get(at).copied().flatten() {
        Some(true) => 0,
        Some(false) => 1,
        None => 2,
    };
    let choose = props.choose.reform(move |option: usize| {
        let value = match option {
            0 => Some(true),
            1 => Some(false),
            _ => None,
        };
        (at, value)
    });
    let id = format!("zc-fact-{at}");
    let options = [home.yes, home.no, home.unsure];
    let group = Group { id: &id, legend: &asked, hints: &hints, options: &options, ..Group::default() };
    html! { <div class="zc-fact">{ radios(&group, Some(chosen), &choose) }</div> }
}

/// `决定第26、27项是否适用`.
fn decides(props: &FactsProps, fact: &str) -> Option<AttrValue> {
    let words = words::of(props.lang);
    let asks = |it: &&Indicator| {
        it.applies
            .iter()
            .chain(it.requirements.iter().filter_map(|it| it.applies.as_ref()))
            .any(|it| mentions(it, fact))
    };
    let numbers: Vec<&str> = props.catalogue.indicators.iter().filter(asks).map(|it| it.number.as_str()).collect();
    if numbers.is_empty() {
        return None;
    }
    let named = numbers.iter().take(ROWS_NAMED_MAX).copied().collect::<Vec<_>>().join(words.frame.comma);
    let rest = if numbers.len() > ROWS_NAMED_MAX { (words.home.and_more)(numbers.len()) } else { String::new() };
    Some(AttrValue::from((words.home.fact_decides)(&format!("{named}{rest}"))))
}

fn mentions(condition: &Condition, fact: &str) -> bool {
    match condition {
        Condition::Fact(id) => id == fact,
        Condition::UnitType(_) | Condition::Unit(_) | Condition::Lead => false,
        Condition::All(all) | Condition::Any(all) => all.iter().any(|one| mentions(one, fact)),
        Condition::Not(inner) => mentions(inner, fact),
    }
}
