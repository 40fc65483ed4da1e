//! What a document's requirements say about typed answers.

use std::sync::Arc;

use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;
use zicha_core::finding::Verdict;
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::unit;

use super::Document;

/// The verdicts of the requirements `asked` when this unit types these texts (`31.studies`) for this period.
/// No question about the unit is answered.
pub fn verdicts(document: &Document, unit: &str, period: &str, typed: &[(&str, &str)], asked: &[&str]) -> Vec<Verdict> {
    let catalogue = Arc::new(Catalogue::read(document.catalogue.as_bytes()).unwrap());
    let calendar = include_bytes!("../../../../assets/calendars/cn-mainland.json");
    let setting = Setting {
        unit: unit::resolve(&catalogue, unit).unwrap(),
        period: catalogue.period_at(period).unwrap(),
        calendar: Arc::new(WorkCalendar::from_json(calendar).unwrap()),
        today: None,
        facts: Vec::new(),
    };
    let mut session = Session::new(Arc::clone(&catalogue), setting);
    for (name, text) in typed {
        let (indicator, slot) = name.split_once('.').unwrap();
        let at = catalogue.indicator_at(indicator).unwrap();
        let slot =
            catalogue.indicators[at].slots.iter().position(|it| it.id == slot).unwrap_or_else(|| panic!("{name}"));
        session = session.edit(at, Edit::Slot { slot, text: (*text).to_owned() });
    }
    let verdict = |id: &&str| {
        let (row, requirement) = catalogue.requirement_at(id).unwrap_or_else(|| panic!("{id}"));
        session.row(row).unwrap().judgements[requirement].verdict
    };
    asked.iter().map(verdict).collect()
}
