//! Opening an answers file for `assess` and `sign`: the file, what the options add to it, its catalogue.

use zicha_core::date::Date;
use zicha_core::draft::{self, Draft, DraftError, Leftover};
use zicha_core::narrative::OwnWords;
use zicha_core::session::Session;
use zicha_core::text::{self, Lang};

use super::unit;
use crate::args::{Args, Opt, Words};
use crate::exit::Refusal;
use crate::{clock, files, locate, say, shelf};

pub const TODAY: Opt = Opt::value(
    "today",
    "YYYY-MM-DD",
    Words {
        zh: "按哪一天算逾期，不写时为今天", en: "the day by which things are overdue; by default today"
    },
);

/// An answers file that fits its catalogue.
pub struct Answers {
    /// As shown in messages.
    pub name: String,
    pub bytes: Vec<u8>,
    pub session: Session,
    /// Words of one's own for the narrative report.
    pub narrative: OwnWords,
}

/// The day of `--today`, else of this computer's clock.
///
/// # Errors
/// `--today` is no day.
pub fn today(args: &Args, lang: Lang) -> Result<Option<Date>, Refusal> {
    let Some(text) = args.value(TODAY.long) else { return Ok(clock::today()) };
    let day = text.parse::<Date>();
    day.map(Some).map_err(|_| args.refuse(say::bad_option_value(TODAY.long, text, "YYYY-MM-DD", lang)))
}

/// Reads the first place as answers. Options stand above what the file says.
///
/// # Errors
/// The file is no answers file, or holds names that its catalogue does not know: one line for each.
pub fn open(args: &Args, today: Option<Date>, lang: Lang) -> Result<Answers, Refusal> {
    let path = args.places.first().map(String::as_str).unwrap_or_default();
    of_bytes(args, files::shown(path, lang), files::read(path, lang)?, today, lang)
}

/// The same of a file that was read already.
///
/// # Errors
/// As [`open`].
pub fn of_bytes(
    args: &Args,
    name: String,
    bytes: Vec<u8>,
    today: Option<Date>,
    lang: Lang,
) -> Result<Answers, Refusal> {
    of_bytes_by(args, args.value(unit::PROFILE.long), name, bytes, today, lang)
}

/// The same with this profile and not that of the options.
///
/// # Errors
/// As [`open`].
pub fn of_bytes_by(
    args: &Args,
    profile: Option<&str>,
    name: String,
    bytes: Vec<u8>,
    today: Option<Date>,
    lang: Lang,
) -> Result<Answers, Refusal> {
    let refuse = |error: &DraftError| Refusal::bad(say::at(&name, place(&bytes, error), &sentence(error, lang)));
    let mut draft = draft::read(&bytes).map_err(|error| refuse(&error))?;
    complete(&mut draft, args);
    // With a profile applied the id is `<catalogue>.<profile>`.
    let named = draft.catalogue.split('.').next().unwrap_or_default();
    let (catalogue, own_calendar) = match (args.value(unit::CATALOGUE.long), named) {
        (Some(asked), _) => {
            let opened = shelf::open(asked, profile, lang)?;
            (opened.catalogue, opened.calendar)
        }
        (None, "") => return Err(Refusal::bad(say::at(&name, None, &say::no_catalogue_named(lang)))),
        // A file names a catalogue by its id only: reading answers opens no other file.
        (None, id) => {
            let found = shelf::built_in(if profile.is_some() { id } else { &draft.catalogue }, lang);
            let found = found.map_err(|mut refusal| {
                let place = locate::pointer(&bytes, "/catalogue");
                refusal.lines.iter_mut().for_each(|line| *line = say::at(&name, place, line));
                refusal
            })?;
            (if profile.is_some() { shelf::open(&found.id, profile, lang)?.catalogue } else { found }, None)
        }
    };
    draft.catalogue.clone_from(&catalogue.id);
    if draft.unit.is_empty() {
        return Err(Refusal::bad(say::at(&name, None, &say::no_unit_named(lang))));
    }
    let calendar = shelf::calendar_of(&catalogue, own_calendar, lang)?;
    let (session, leftovers) = draft.open(catalogue, calendar, today).map_err(|error| refuse(&error))?;
    if draft.unit_type.is_none() {
        let unit = &session.setting().unit;
        unit::sure(session.catalogue(), unit, lang)
            .map_err(|line| Refusal::bad(say::at(&name, locate::pointer(&bytes, "/unit"), &line)))?;
    }
    if leftovers.is_empty() {
        return Ok(Answers { name, bytes, session, narrative: draft.meta.narrative });
    }
    let line = |it: &Leftover| {
        let place = locate::dotted(&bytes, &it.path);
        say::at(&name, place, &say::leftover(&it.path, it.nearest.as_deref(), lang))
    };
    Err(Refusal::all_bad(leftovers.iter().map(line), lang))
}

fn complete(draft: &mut Draft, args: &Args) {
    let given = |option: &Opt| args.value(option.long).map(str::to_owned);
    if let Some(name) = given(&unit::UNIT) {
        draft.unit = name;
        // The type in the file belongs to the unit in the file.
        draft.unit_type = None;
    }
    if let Some(unit_type) = given(&unit::UNIT_TYPE) {
        draft.unit_type = Some(unit_type);
    }
    if let Some(period) = given(&unit::PERIOD) {
        draft.period = period;
    }
}

/// What is wrong, without the place, which stands in front.
fn sentence(error: &DraftError, lang: Lang) -> String {
    match error {
        DraftError::Json(error) => text::json_fault(&error.fault, lang),
        DraftError::OtherFormat { .. }
        | DraftError::Shape(_)
        | DraftError::OtherCatalogue { .. }
        | DraftError::UnknownPeriod { .. }
        | DraftError::Unit(_) => text::draft_error(error, lang),
    }
}

/// Line and column of what is wrong, where the error has a place.
fn place(bytes: &[u8], error: &DraftError) -> Option<(usize, usize)> {
    match error {
        DraftError::Json(error) => Some((error.line, error.column)),
        DraftError::Shape(error) => locate::pointer(bytes, &error.path),
        DraftError::OtherFormat { .. } => locate::pointer(bytes, "/format"),
        DraftError::OtherCatalogue { .. } => locate::pointer(bytes, "/catalogue"),
        DraftError::UnknownPeriod { .. } => locate::pointer(bytes, "/period"),
        DraftError::Unit(_) => locate::pointer(bytes, "/unit"),
    }
}
