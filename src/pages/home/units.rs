//! Choosing the unit: a search over the catalogue's units, or the name of one it does not list.

use yew::prelude::*;
use zicha_core::catalogue::{Catalogue, wire};
use zicha_core::unit::{self, Unit, UnitError};
use zicha_html::html;

use crate::widgets::choice::{Group, radios};
use crate::widgets::field::{Field, field};
use crate::words::Home;

/// Most units shown at once; the search narrows them.
const UNITS_SHOWN_MAX: usize = 60;

/// What was typed and chosen so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitPick {
    pub search: String,
    pub choice: UnitChoice,
    /// For a unit that is not listed.
    pub name: String,
    /// Index of its type.
    pub unit_type: usize,
}

/// Which unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum UnitChoice {
    #[default]
    None,
    /// Code of a listed unit.
    Listed(String),
    Other,
}

impl UnitPick {
    /// The unit, once one is chosen.
    pub fn unit(&self, catalogue: &Catalogue) -> Option<Result<Unit, UnitError>> {
        match &self.choice {
            UnitChoice::None => None,
            UnitChoice::Listed(code) => Some(unit::resolve(catalogue, code)),
            UnitChoice::Other => {
                let unit_type = catalogue.unit_types.get(self.unit_type).map(|it| it.id.as_str()).unwrap_or_default();
                Some(unit::of_type(catalogue, &self.name, unit_type))
            }
        }
    }
}

/// Draws the choice. `change` gets the whole new pick.
pub fn units(
    catalogue: &Catalogue,
    pick: &UnitPick,
    errors: &[String],
    home: &Home,
    change: &Callback<UnitPick>,
) -> Html {
    let found = found(catalogue, &pick.search);
    let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).chain([home.unit_other]).collect();
    let chosen = match &pick.choice {
        UnitChoice::None => None,
        UnitChoice::Listed(code) => found.iter().position(|it| it.code == *code),
        UnitChoice::Other => Some(found.len()),
    };
    let codes: Vec<String> = found.iter().map(|it| it.code.clone()).collect();
    let now = pick.clone();
    let choose = change.reform(move |at: usize| UnitPick {
        choice: codes.get(at).cloned().map_or(UnitChoice::Other, UnitChoice::Listed),
        ..now.clone()
    });
    let count =
        AttrValue::from(if found.is_empty() { home.unit_none.to_owned() } else { (home.unit_found)(found.len()) });
    let hints = [count];
    let group = Group { id: "zc-unit", legend: home.unit, hints: &hints, errors, options: &names };
    html! {
        <div class="zc-units">
            { text(pick, "zc-unit-search", home.unit_search, home.unit_search_hint, &pick.search, change, |pick, text| pick.search = text) }
            { radios(&group, chosen, &choose) }
            if pick.choice == UnitChoice::Other { { other(catalogue, pick, home, change) } }
        </div>
    }
}

fn found<'a>(catalogue: &'a Catalogue, search: &str) -> Vec<&'a wire::Unit> {
    let search = search.trim();
    let fits =
        |unit: &&wire::Unit| unit.name.contains(search) || unit.aliases.iter().any(|alias| alias.contains(search));
    catalogue.units.iter().filter(fits).take(UNITS_SHOWN_MAX).collect()
}

fn other(catalogue: &Catalogue, pick: &UnitPick, home: &Home, change: &Callback<UnitPick>) -> Html {
    let types: Vec<&str> = catalogue.unit_types.iter().map(|it| it.name.as_str()).collect();
    let now = pick.clone();
    let choose = change.reform(move |unit_type: usize| UnitPick { unit_type, ..now.clone() });
    let group = Group { id: "zc-unit-type", legend: home.unit_type, options: &types, ..Group::default() };
    html! {
        <div class="zc-units__other">
            { text(pick, "zc-unit-name", home.unit_name, home.unit_name_hint, &pick.name, change, |pick, text| pick.name = text) }
            { radios(&group, Some(pick.unit_type), &choose) }
        </div>
    }
}

fn text(
    pick: &UnitPick,
    id: &str,
    label: &str,
    hint: &'static str,
    value: &str,
    change: &Callback<UnitPick>,
    put: fn(&mut UnitPick, String),
) -> Html {
    let now = pick.clone();
    let typed = change.reform(move |text| {
        let mut next = now.clone();
        put(&mut next, text);
        next
    });
    let hints = [AttrValue::from(hint)];
    field(&Field { id, label, hints: &hints, value, ..Field::default() }, typed, Callback::noop())
}
