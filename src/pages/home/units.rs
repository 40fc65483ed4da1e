//! Choosing the unit: a search over the catalogue's units, or the name of one it does not list.

use yew::prelude::*;
use zicha_core::catalogue::{Catalogue, wire};
use zicha_core::unit::{self, Tier, Unit, UnitError};
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
    /// Index of its type; none while the name alone decides.
    pub unit_type: Option<usize>,
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
            UnitChoice::None if !catalogue.units.is_empty() => None,
            UnitChoice::Listed(code) => Some(unit::resolve(catalogue, code)),
            UnitChoice::None | UnitChoice::Other => {
                let unit_type = self.type_at(catalogue).and_then(|at| catalogue.unit_types.get(at));
                let unit_type = unit_type.map(|it| it.id.as_str()).unwrap_or_default();
                Some(unit::of_type(catalogue, &self.name, unit_type))
            }
        }
    }

    /// The type chosen, or else the one that the name tells, or else the only one there is.
    fn type_at(&self, catalogue: &Catalogue) -> Option<usize> {
        let told = || {
            let unit = unit::resolve(catalogue, &self.name).ok()?;
            catalogue.unit_types.iter().position(|it| it.id == unit.unit_type)
        };
        self.unit_type.or_else(told).or_else(|| (catalogue.unit_types.len() == 1).then_some(0))
    }

    /// What was typed or chosen here, for another catalogue: kept where the name fits something there.
    pub fn moved(&self, from: Option<&Catalogue>, to: &Catalogue) -> UnitPick {
        let name = match &self.choice {
            UnitChoice::Listed(code) => {
                let listed = from.and_then(|it| it.units.iter().find(|unit| unit.code == *code));
                listed.map_or(code, |unit| &unit.name)
            }
            UnitChoice::None if !self.search.is_empty() => &self.search,
            UnitChoice::None | UnitChoice::Other => &self.name,
        };
        match unit::resolve(to, name) {
            Ok(unit) if to.units.iter().any(|it| it.code == unit.code) => {
                UnitPick { choice: UnitChoice::Listed(unit.code), search: name.clone(), ..UnitPick::default() }
            }
            Ok(unit) => UnitPick { choice: UnitChoice::Other, name: unit.name, ..UnitPick::default() },
            Err(_) => UnitPick::default(),
        }
    }
}

/// How many indicators are the unit's, by tier: 牵头, 点名责任, 按职责.
pub fn mine(catalogue: &Catalogue, unit: &Unit) -> [usize; 3] {
    let mut counts = [0; 3];
    for indicator in &catalogue.indicators {
        let tier = unit::tier(catalogue, indicator, unit);
        if let Some(count) = Tier::MINE.iter().position(|it| *it == tier).and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

/// Draws the choice. `change` gets the whole new pick.
pub fn units(
    catalogue: &Catalogue,
    pick: &UnitPick,
    errors: &[String],
    home: &Home,
    change: &Callback<UnitPick>,
) -> Html {
    if catalogue.units.is_empty() {
        return html! { <div>{ other(catalogue, pick, errors, home, change) }</div> };
    }
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
            { text(pick, &Field { id: "zc-unit-search", label: home.unit_search, value: &pick.search, ..Field::default() },
                home.unit_search_hint, change, |pick, text| pick.search = text) }
            <div class="zc-required">{ radios(&group, chosen, &choose) }</div>
            if pick.choice == UnitChoice::Other { <div class="zc-units__other">{ other(catalogue, pick, &[], home, change) }</div> }
        </div>
    }
}

fn found<'a>(catalogue: &'a Catalogue, search: &str) -> Vec<&'a wire::Unit> {
    let search = search.trim();
    let fits =
        |unit: &&wire::Unit| unit.name.contains(search) || unit.aliases.iter().any(|alias| alias.contains(search));
    catalogue.units.iter().filter(fits).take(UNITS_SHOWN_MAX).collect()
}

fn other(catalogue: &Catalogue, pick: &UnitPick, errors: &[String], home: &Home, change: &Callback<UnitPick>) -> Html {
    let types: Vec<&str> = catalogue.unit_types.iter().map(|it| it.name.as_str()).collect();
    let now = pick.clone();
    let choose = change.reform(move |unit_type: usize| UnitPick { unit_type: Some(unit_type), ..now.clone() });
    let group = Group { id: "zc-unit-type", legend: home.unit_type, options: &types, ..Group::default() };
    html! {
        <div class="zc-required">
            { text(pick, &Field { id: "zc-unit-name", label: home.unit_name, errors, value: &pick.name, ..Field::default() },
                home.unit_name_hint, change, |pick, text| pick.name = text) }
            { radios(&group, pick.type_at(catalogue), &choose) }
        </div>
    }
}

fn text(
    pick: &UnitPick,
    shown: &Field<'_>,
    hint: &'static str,
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
    field(&Field { hints: &hints, ..shown.clone() }, typed, Callback::noop())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    fn catalogue(json: &str) -> Catalogue {
        Catalogue::read(json.as_bytes()).unwrap()
    }

    fn hongqiao() -> Catalogue {
        catalogue(include_str!("../../../assets/catalogues/hongqiao-2020.json"))
    }

    fn yubei() -> Catalogue {
        catalogue(include_str!("../../../assets/catalogues/yubei-2012-2016.json"))
    }

    fn liaoning() -> Catalogue {
        catalogue(include_str!("../../../assets/catalogues/liaoning-135.json"))
    }

    fn other(name: &str) -> UnitPick {
        UnitPick { choice: UnitChoice::Other, name: name.to_owned(), ..UnitPick::default() }
    }

    #[test]
    fn a_unit_that_the_other_catalogue_lists_stays_chosen() {
        let (from, to) = (hongqiao(), yubei());
        let code = |of: &Catalogue| unit::resolve(of, "区司法局").unwrap().code;
        let pick = UnitPick { choice: UnitChoice::Listed(code(&from)), ..UnitPick::default() };
        let moved = pick.moved(Some(&from), &to);
        assert_eq!(moved.choice, UnitChoice::Listed(code(&to)));
        assert_eq!(moved.search, "区司法局", "the list shows the unit that is chosen");
    }

    #[test]
    fn a_name_that_fits_by_its_ending_stays_typed_and_another_goes() {
        let moved = other("丁字沽街道").moved(None, &yubei());
        assert_eq!(moved, other("丁字沽街道"));
        assert_eq!(moved.unit(&yubei()).unwrap().unwrap().unit_type, "subdistrict");
        assert_eq!(other("某某").moved(None, &yubei()), UnitPick::default());
    }

    #[test]
    fn without_a_list_the_name_is_asked_at_once() {
        let typed = UnitPick { name: "盖州市政府办公室".to_owned(), unit_type: Some(6), ..UnitPick::default() };
        assert_eq!(typed.unit(&liaoning()).unwrap().unwrap().unit_type, "county_dept");
        assert!(UnitPick::default().unit(&hongqiao()).is_none());
        assert_eq!(UnitPick::default().unit(&liaoning()), Some(Err(UnitError::Empty)));
    }

    #[test]
    fn rows_are_counted_by_tier() {
        let catalogue = hongqiao();
        let unit = unit::resolve(&catalogue, "区司法局").unwrap();
        let rows =
            |tier: Tier| catalogue.indicators.iter().filter(|it| unit::tier(&catalogue, it, &unit) == tier).count();
        assert_eq!(mine(&catalogue, &unit), Tier::MINE.map(rows));
        assert!(mine(&catalogue, &unit).iter().all(|count| *count > 0));
    }
}
