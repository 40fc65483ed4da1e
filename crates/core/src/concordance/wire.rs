//! `zicha-concordance/1`: demands of several catalogues that mean the same. Shapes and their readers.

use serde::{Deserialize, Serialize};

use crate::canonical::Value;
use crate::canonical::wire::Wire;

/// A concordance file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Concordance {
    /// Always `zicha-concordance/1`.
    pub format: String,
    /// Lower-case letters, digits and hyphens.
    pub id: String,
    pub version: String,
    pub title: String,
    pub groups: Vec<Group>,
}

/// Demands that mean the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub id: String,
    pub title: String,
    /// Whom or what the demands speak of, where a member does not say otherwise.
    pub subject: String,
    /// Where the documents differ, for the reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Of two catalogues at least.
    pub members: Vec<Member>,
}

/// One requirement of one catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Id of the catalogue; catalogues made of it by a profile count as it.
    pub catalogue: String,
    /// Id of the requirement.
    pub requirement: String,
    /// Which demand of the group; only members of the same aspect refer to each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aspect: Option<String>,
    /// Whom or what it speaks of, where that is not the group's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What it is held against, as `concordance::threshold` writes it: `rate >= 100%`.
    pub threshold: String,
    /// The threshold it amounts to, where the wording hides that; `why` says how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reads_as: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Concordance {
    /// Whether a demand of this catalogue, or of what a profile made of it, is in a group.
    pub fn speaks_of(&self, catalogue: &str) -> bool {
        let catalogue = catalogue.split('.').next();
        self.groups.iter().flat_map(|group| &group.members).any(|it| Some(it.catalogue.as_str()) == catalogue)
    }
}

pub(super) fn concordance(wire: &mut Wire, value: &Value) -> Concordance {
    let of = wire.object(value, "struct Concordance", &["format", "id", "version", "title", "groups"]);
    Concordance {
        format: wire.text_of(of, "format"),
        id: wire.text_of(of, "id"),
        version: wire.text_of(of, "version"),
        title: wire.text_of(of, "title"),
        groups: wire.need(of, "groups", |wire, value| wire.items(value, group)),
    }
}

fn group(wire: &mut Wire, value: &Value) -> Group {
    let of = wire.object(value, "struct Group", &["id", "title", "subject", "note", "members"]);
    Group {
        id: wire.text_of(of, "id"),
        title: wire.text_of(of, "title"),
        subject: wire.text_of(of, "subject"),
        note: wire.find_text(of, "note"),
        members: wire.need(of, "members", |wire, value| wire.items(value, member)),
    }
}

fn member(wire: &mut Wire, value: &Value) -> Member {
    const MEMBERS: &[&str] = &["catalogue", "requirement", "aspect", "subject", "threshold", "reads_as", "why"];
    let of = wire.object(value, "struct Member", MEMBERS);
    Member {
        catalogue: wire.text_of(of, "catalogue"),
        requirement: wire.text_of(of, "requirement"),
        aspect: wire.find_text(of, "aspect"),
        subject: wire.find_text(of, "subject"),
        threshold: wire.text_of(of, "threshold"),
        reads_as: wire.find_text(of, "reads_as"),
        why: wire.find_text(of, "why"),
    }
}
