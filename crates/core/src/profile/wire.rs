//! `zicha-profile/1`: the file a deploying office writes. Shapes and their readers, no meaning.

use serde::{Deserialize, Serialize};

use crate::canonical::Value;
use crate::canonical::wire::Wire;
use crate::catalogue::wire::{Collective, Unit, UnitType, read};

/// An office's assignment of units to a catalogue that names none, or too few.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    /// Always `zicha-profile/1`.
    pub format: String,
    /// Lower-case letters, digits and hyphens. The new catalogue is called `<catalogue>.<profile>`.
    pub id: String,
    pub title: String,
    /// The office that assigns.
    pub issuer: String,
    /// The catalogue it was written for.
    pub catalogue: Target,
    /// Added to those of the catalogue, as are units and collectives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unit_types: Vec<UnitType>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Unit>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collectives: Vec<Collective>,
    /// Of two that name the same indicator the later one counts.
    pub assign: Vec<Assignment>,
}

/// A catalogue by name and version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Target {
    pub id: String,
    pub version: String,
}

/// Who answers for some indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Ids of indicators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<String>,
    /// Ids of groups: every indicator below them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// 牵头: names of units or collectives, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lead: Vec<String>,
    /// 责任/配合: names of units or collectives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cooperating: Vec<String>,
}

pub(super) fn profile(wire: &mut Wire, value: &Value) -> ProfileFile {
    const MEMBERS: &[&str] =
        &["format", "id", "title", "issuer", "catalogue", "unit_types", "units", "collectives", "assign"];
    let of = wire.object(value, "struct ProfileFile", MEMBERS);
    ProfileFile {
        format: wire.text_of(of, "format"),
        id: wire.text_of(of, "id"),
        title: wire.text_of(of, "title"),
        issuer: wire.text_of(of, "issuer"),
        catalogue: wire.need(of, "catalogue", target),
        unit_types: wire.or_default(of, "unit_types", |wire, value| wire.items(value, read::unit_type)),
        units: wire.or_default(of, "units", |wire, value| wire.items(value, read::unit)),
        collectives: wire.or_default(of, "collectives", |wire, value| wire.items(value, read::collective)),
        assign: wire.need(of, "assign", |wire, value| wire.items(value, assignment)),
    }
}

fn target(wire: &mut Wire, value: &Value) -> Target {
    let of = wire.object(value, "struct Target", &["id", "version"]);
    Target { id: wire.text_of(of, "id"), version: wire.text_of(of, "version") }
}

fn assignment(wire: &mut Wire, value: &Value) -> Assignment {
    let of = wire.object(value, "struct Assignment", &["indicators", "groups", "lead", "cooperating"]);
    Assignment {
        indicators: wire.or_default(of, "indicators", Wire::texts),
        groups: wire.or_default(of, "groups", Wire::texts),
        lead: wire.or_default(of, "lead", Wire::texts),
        cooperating: wire.or_default(of, "cooperating", Wire::texts),
    }
}
