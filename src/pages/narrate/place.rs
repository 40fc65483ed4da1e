//! Where a figure comes from: the row, and in it the field.

use zicha_core::catalogue::Indicator;
use zicha_core::narrative::{self, Block};
use zicha_core::session::Session;

use super::Page;
use crate::pages::walk::ids;
use crate::route::Route;
use crate::state::HEADING_ID;

/// An answer in the walk.
pub(super) struct Target {
    pub row: usize,
    /// Of the field; of the row's heading where it has no field of its own.
    pub id: String,
}

impl Target {
    pub fn route(&self) -> Route {
        Route::Walk(self.row)
    }
}

/// The answer behind a link; none for figures of the whole report.
pub(super) fn of(session: &Session, block: &Block, link: &str) -> Option<Target> {
    let link = link.split(' ').next().unwrap_or(link);
    let at = |row: usize| session.catalogue().indicators.get(row);
    let base = link.strip_prefix("base:").and_then(|id| session.catalogue().base_at(id));
    let shows = |row: &&usize| at(**row).is_some_and(|it| it.slots.iter().any(|slot| slot.base == base));
    // A shared quantity is shown in several rows: best in one the sentence is about.
    let near = base.and_then(|_| block.rows.iter().find(shows)).copied();
    let row = near.or_else(|| narrative::target(session, link))?;
    let id = at(row).and_then(|it| field(row, it, link, base));
    Some(Target { row, id: id.unwrap_or_else(|| HEADING_ID.to_owned()) })
}

fn field(row: usize, it: &Indicator, link: &str, base: Option<usize>) -> Option<String> {
    if base.is_some() {
        return it.slots.iter().position(|slot| slot.base == base).map(|at| ids::slot(row, at));
    }
    let requirement = |id: &str| it.requirements.iter().position(|requirement| requirement.id == id);
    if let Some((owner, beside)) = link.rsplit_once(':') {
        return match requirement(owner).filter(|_| beside == "reason") {
            Some(at) => Some(ids::reason(row, at)),
            None => Some(format!("r{row}-{beside}")),
        };
    }
    if let Some(at) = requirement(link) {
        return Some(ids::demand(row, at));
    }
    let slot = link.strip_prefix(it.id.as_str())?.strip_prefix('.')?;
    it.slots.iter().position(|one| one.id == slot).map(|at| ids::slot(row, at))
}

/// `第26项`.
pub(super) fn number(page: &Page<'_>, row: usize) -> String {
    let number = page.work.session.catalogue().indicators.get(row).map_or("", |it| it.number.as_str());
    (page.props.state.words().walk.number)(number)
}
