//! Catalogues and calendars inside the program. Adding one is one line here.

use std::sync::Arc;

use zicha_core::calendar::WorkCalendar;
use zicha_core::canonical;
use zicha_core::catalogue::lint::nearest;
use zicha_core::catalogue::{Catalogue, Fault};
use zicha_core::envelope::Against;
use zicha_core::package::{self, Contents};
use zicha_core::profile::{self, ProfileError};
use zicha_core::text::{self, Lang};

use crate::exit::Refusal;
use crate::{files, locate, say, say_office};

macro_rules! shelf {
    ($folder:literal: $($id:literal),+ $(,)?) => {
        &[$(($id, include_bytes!(concat!("../../../assets/", $folder, "/", $id, ".json")))),+]
    };
}

/// Id and file.
type Kept = (&'static str, &'static [u8]);

pub const CATALOGUES: &[Kept] =
    shelf!("catalogues": "hongqiao-2020", "zhumadian-2018", "yubei-2012-2016", "liaoning-135", "zhaodong-2016");

pub const CALENDARS: &[Kept] = shelf!("calendars": "cn-mainland");

/// Demands of the catalogues that mean the same.
pub const CONCORDANCE: &[u8] = include_bytes!("../../../assets/concordance.json");

/// A catalogue with the file it came from.
pub struct Opened {
    pub catalogue: Arc<Catalogue>,
    pub bytes: Vec<u8>,
    /// The calendar that came in the same package.
    pub calendar: Option<Arc<WorkCalendar>>,
}

/// The built-in catalogue of that id, or the one in that file, with the profile in `profile` applied.
///
/// # Errors
/// A file cannot be read or has faults; or there is neither such a catalogue nor such a file.
pub fn open(name: &str, profile: Option<&str>, lang: Lang) -> Result<Opened, Refusal> {
    let opened = open_plain(name, lang)?;
    let Some(path) = profile else { return Ok(opened) };
    let file = files::read(path, lang)?;
    let bytes = profile::apply(&opened.bytes, &file).map_err(|error| match error {
        ProfileError::Catalogue(faults) => faulty(name, &opened.bytes, &faults, lang),
        ProfileError::Profile(faults) => faulty(path, &file, &faults, lang),
    })?;
    Ok(Opened { catalogue: read(path, &bytes, lang)?, bytes, calendar: opened.calendar })
}

fn open_plain(name: &str, lang: Lang) -> Result<Opened, Refusal> {
    if let Some((_, bytes)) = CATALOGUES.iter().find(|(id, _)| *id == name) {
        return Ok(Opened { catalogue: read(name, bytes, lang)?, bytes: bytes.to_vec(), calendar: None });
    }
    if looks_like_id(name) {
        return Err(none_such(name, lang));
    }
    let bytes = files::read(name, lang)?;
    if canonical::parse(&bytes).is_ok_and(|value| package::is_one(&value)) {
        return open_package(name, &bytes, lang);
    }
    Ok(Opened { catalogue: read(name, &bytes, lang)?, bytes, calendar: None })
}

/// A signed package; who issued it is said, since nothing here says whether to believe them.
fn open_package(name: &str, bytes: &[u8], lang: Lang) -> Result<Opened, Refusal> {
    let found = package::open(bytes, &Against::default())
        .map_err(|error| Refusal::bad(say::at(name, None, &text::package_error(&error, lang))))?;
    for it in found.issuers() {
        let (signer, kid) = (&it.statement.signer, it.kid.map(|kid| kid.to_string()).unwrap_or_default());
        eprintln!("{}", say_office::issued_by(name, &signer.unit, &signer.name, &kid, lang));
    }
    let Contents { catalogue, catalogue_file, calendar, .. } = found.contents().clone();
    Ok(Opened { catalogue, bytes: catalogue_file, calendar })
}

/// The built-in catalogue of that id.
///
/// # Errors
/// There is none.
pub fn built_in(id: &str, lang: Lang) -> Result<Arc<Catalogue>, Refusal> {
    let (_, bytes) = CATALOGUES.iter().find(|(kept, _)| *kept == id).ok_or_else(|| none_such(id, lang))?;
    read(id, bytes, lang)
}

fn none_such(name: &str, lang: Lang) -> Refusal {
    let near = nearest(name, CATALOGUES.iter().map(|(id, _)| *id));
    Refusal::bad(say::no_such_catalogue(name, near, &ids(), lang))
}

/// Reads a catalogue file, refusing with every fault that keeps it from being used.
///
/// # Errors
/// The faults, each with file, line and column.
pub fn read(name: &str, bytes: &[u8], lang: Lang) -> Result<Arc<Catalogue>, Refusal> {
    if let Err(error) = canonical::parse(bytes) {
        let place = (error.line, error.column);
        return Err(Refusal::bad(say::at(
            &files::shown(name, lang),
            Some(place),
            &text::json_fault(&error.fault, lang),
        )));
    }
    Catalogue::read(bytes).map(Arc::new).map_err(|faults| faulty(name, bytes, &faults, lang))
}

fn faulty(name: &str, bytes: &[u8], faults: &[Fault], lang: Lang) -> Refusal {
    let errors: Vec<&Fault> = faults.iter().filter(|fault| fault.code.is_error()).collect();
    Refusal::all_bad(errors.iter().map(|fault| fault_line(name, bytes, fault, lang)), lang)
}

/// One line about one fault: file, line, column, sentence.
pub fn fault_line(name: &str, bytes: &[u8], fault: &Fault, lang: Lang) -> String {
    say::at(&files::shown(name, lang), place(bytes, fault), &text::fault(fault, lang))
}

/// Where a fault stands: what the reader said, or where its path leads.
pub fn place(bytes: &[u8], fault: &Fault) -> Option<(usize, usize)> {
    fault.at.or_else(|| locate::lint_path(bytes, &fault.path))
}

/// The built-in calendar a catalogue names.
///
/// # Errors
/// There is none of that id.
pub fn calendar(id: &str, lang: Lang) -> Result<Arc<WorkCalendar>, Refusal> {
    let found = CALENDARS.iter().find(|(kept, _)| *kept == id).map(|(_, bytes)| WorkCalendar::from_json(bytes));
    match found {
        Some(Ok(calendar)) => Ok(Arc::new(calendar)),
        Some(Err(error)) => Err(Refusal::bad(say::internal(&format!("{error:?}"), lang))),
        None => Err(Refusal::bad(say::no_such_calendar(id, lang))),
    }
}

/// The calendar that a catalogue counts by: the one that came with it, or else the built-in one it names.
///
/// # Errors
/// It brought none, and there is none of that id.
pub fn calendar_of(
    catalogue: &Catalogue,
    own: Option<Arc<WorkCalendar>>,
    lang: Lang,
) -> Result<Arc<WorkCalendar>, Refusal> {
    own.map_or_else(|| calendar(&catalogue.calendar, lang), Ok)
}

/// Id of the catalogue that a profile is of.
///
/// # Errors
/// The file cannot be read or has faults.
pub fn profile_target(path: &str, lang: Lang) -> Result<String, Refusal> {
    let file = files::read(path, lang)?;
    let read = profile::read(&file).map_err(|faults| faulty(path, &file, &faults, lang))?;
    Ok(read.catalogue.id)
}

/// Every built-in calendar.
///
/// # Errors
/// A built-in calendar is broken, which a test excludes.
pub fn calendars(lang: Lang) -> Result<Vec<Arc<WorkCalendar>>, Refusal> {
    CALENDARS.iter().map(|(id, _)| calendar(id, lang)).collect()
}

fn ids() -> String {
    CATALOGUES.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ")
}

/// A name with neither a folder nor an ending that is no file either was meant as an id.
pub fn looks_like_id(name: &str) -> bool {
    name != "-" && !name.contains(['/', '\\', '.']) && !std::path::Path::new(name).exists()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn everything_on_the_shelf_opens_under_its_own_id() {
        for (id, bytes) in CATALOGUES {
            let catalogue = Catalogue::read(bytes).unwrap();
            assert_eq!(catalogue.id, *id);
            assert!(calendar(&catalogue.calendar, Lang::En).is_ok(), "{}", catalogue.calendar);
        }
        for (id, _) in CALENDARS {
            assert_eq!(calendar(id, Lang::En).unwrap().id(), *id);
        }
    }
}
