//! What a fraction means where a percentage is usual.

use yew::prelude::*;
use zicha_core::decimal;
use zicha_core::finding::{Finding, Problem};
use zicha_core::session::Edit;

use super::card::Shown;
use super::demand::may_say;
use super::ids;
use crate::state::Action;
use crate::widgets::choice::{Group, radios};

/// `0.95`: 95% or 0.95%? Asked once the field was left; the choice writes the percent sign, and can be changed as long
/// as the field holds either.
pub(super) fn fraction(shown: &Shown<'_>, at: usize, text: &str) -> Html {
    let asks = |it: &&Finding| it.slot == Some(at) && matches!(it.problem, Problem::LikelyPercent { .. });
    let asked = shown.row().findings.iter().find(asks).filter(|it| may_say(shown, it));
    let (fraction, chosen) = match (asked, shown.fractions.get(at).cloned().flatten()) {
        (Some(_), _) => (text.to_owned(), None),
        (None, Some(fraction)) => {
            match [percent(&fraction), as_it_stands(&fraction)].iter().position(|it| it == text) {
                Some(chosen) => (fraction, Some(chosen)),
                None => return Html::default(),
            }
        }
        (None, None) => return Html::default(),
    };
    let meanings = [percent(&fraction), as_it_stands(&fraction)];
    let options = meanings.each_ref().map(String::as_str);
    let legend = (shown.words.fraction)(&fraction);
    let id = format!("{}-fraction", ids::slot(shown.at, at));
    let (dispatch, row, fractions) = (shown.props.dispatch.clone(), shown.at, shown.fractions.clone());
    let choose = {
        let meanings = meanings.clone();
        Callback::from(move |option: usize| {
            let mut all = (*fractions.latest()).clone();
            if let Some(place) = all.get_mut(at) {
                *place = Some(fraction.clone());
            }
            fractions.set(all);
            let text = meanings.get(option).cloned().unwrap_or_default();
            dispatch.dispatch(Action::Edit { at: row, edit: Edit::Slot { slot: at, text } });
        })
    };
    radios(&Group { id: &id, legend: &legend, options: &options, ..Group::default() }, chosen, &choose)
}

fn percent(fraction: &str) -> String {
    decimal::read(fraction).map(|read| read.value.percent_text()).unwrap_or_default()
}

fn as_it_stands(fraction: &str) -> String {
    format!("{}%", fraction.trim())
}
