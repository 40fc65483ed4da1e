//! Options that several verbs share: which catalogue, whose answers, for which period.

use zicha_core::catalogue::Catalogue;
use zicha_core::catalogue::lint::nearest;
use zicha_core::draft::DraftError;
use zicha_core::text::{self, Lang};
use zicha_core::unit::{self, Unit};

use crate::args::{Opt, Words};
use crate::exit::Refusal;
use crate::say;

pub const JSON: Opt = Opt::switch("json", Words { zh: "输出JSON", en: "print JSON" });
pub const CATALOGUE: Opt = Opt::value(
    "catalogue",
    "ID|FILE",
    Words { zh: "内置目录的名称或者目录文件", en: "id of a built-in catalogue, or a catalogue file" },
);
pub const PROFILE: Opt = Opt::value(
    "profile",
    "FILE",
    Words {
        zh: "分工方案：部署机关为目录指定责任单位的文件",
        en: "profile: the file in which an office assigns units",
    },
);
pub const UNIT: Opt =
    Opt::value("unit", "NAME", Words { zh: "填报单位的名称、别名或代码", en: "the unit's name, alias or code" });
pub const UNIT_TYPE: Opt = Opt::value(
    "unit-type",
    "TYPE",
    Words { zh: "目录没有列出的单位属于哪一类", en: "type of a unit that the catalogue does not list" },
);
pub const PERIOD: Opt = Opt::value(
    "period",
    "ID",
    Words { zh: "考核期，不写时取目录的第一个", en: "assessed period; by default the first" },
);
pub const ALL: Opt = Opt::switch("all", Words { zh: "连同不属于本单位的指标", en: "other units' indicators too" });

/// The unit of that name, of that type where one is given.
///
/// # Errors
/// What core says of the name.
pub fn resolve(catalogue: &Catalogue, name: &str, unit_type: Option<&str>, lang: Lang) -> Result<Unit, Refusal> {
    let found = match unit_type {
        Some(unit_type) => unit::of_type(catalogue, name, unit_type),
        None => unit::resolve(catalogue, name),
    };
    let found = found.map_err(|error| Refusal::bad(text::unit_error(&error, lang)))?;
    match unit_type {
        Some(_) => Ok(found),
        None => sure(catalogue, &found, lang).map(|()| found).map_err(Refusal::bad),
    }
}

/// Whether a unit that is recognised by its ending only is likely no slip for one that is listed.
///
/// # Errors
/// The sentence that asks which of the two is meant.
pub fn sure(catalogue: &Catalogue, found: &Unit, lang: Lang) -> Result<(), String> {
    if catalogue.units.iter().any(|unit| unit.code == found.code) {
        return Ok(());
    }
    let names = catalogue.units.iter().flat_map(|unit| std::iter::once(&unit.name).chain(&unit.aliases));
    match nearest(&found.name, names.map(String::as_str)) {
        Some(near) => Err(say::unsure_unit(&found.name, near, &found.unit_type, lang)),
        None => Ok(()),
    }
}

/// Index of the period asked for, or of the first.
///
/// # Errors
/// There is no such period.
pub fn period(catalogue: &Catalogue, asked: Option<&str>, lang: Lang) -> Result<usize, Refusal> {
    let Some(asked) = asked else { return Ok(0) };
    catalogue.period_at(asked).ok_or_else(|| {
        let known = catalogue.periods.iter().map(|period| period.id.clone()).collect();
        Refusal::bad(text::draft_error(&DraftError::UnknownPeriod { period: asked.to_owned(), known }, lang))
    })
}
