//! How the file's types are read, one function each, in the order of `mod.rs`; checks in `check.rs`.

mod check;

use super::*;
use crate::canonical::Value;
use crate::canonical::wire::Variant::{Bare, Of};
use crate::canonical::wire::{Variants, Wire, Words};

pub(crate) fn catalogue(wire: &mut Wire, value: &Value) -> CatalogueFile {
    const MEMBERS: &[&str] = &[
        "format",
        "id",
        "version",
        "title",
        "about",
        "source",
        "calendar",
        "periods",
        "unit_types",
        "units",
        "collectives",
        "facts",
        "bases",
        "groups",
        "signing",
    ];
    let of = wire.object(value, "struct CatalogueFile", MEMBERS);
    CatalogueFile {
        format: wire.text_of(of, "format"),
        id: wire.text_of(of, "id"),
        version: wire.text_of(of, "version"),
        title: wire.text_of(of, "title"),
        about: wire.text_of(of, "about"),
        source: wire.need(of, "source", source),
        calendar: wire.text_of(of, "calendar"),
        periods: wire.need(of, "periods", |wire, value| wire.items(value, period)),
        unit_types: wire.need(of, "unit_types", |wire, value| wire.items(value, unit_type)),
        units: wire.need(of, "units", |wire, value| wire.items(value, unit)),
        collectives: wire.or_default(of, "collectives", |wire, value| wire.items(value, collective)),
        facts: wire.or_default(of, "facts", |wire, value| wire.items(value, fact)),
        bases: wire.or_default(of, "bases", |wire, value| wire.items(value, base)),
        groups: wire.need(of, "groups", groups),
        signing: wire.find(of, "signing", signing),
    }
}

fn source(wire: &mut Wire, value: &Value) -> Source {
    let of = wire.object(value, "struct Source", &["title", "number", "issuer", "published", "sha256", "note"]);
    Source {
        title: wire.text_of(of, "title"),
        number: wire.find_text(of, "number"),
        issuer: wire.text_of(of, "issuer"),
        published: wire.text_of(of, "published"),
        sha256: wire.text_of(of, "sha256"),
        note: wire.find_text(of, "note"),
    }
}

fn period(wire: &mut Wire, value: &Value) -> Period {
    let of = wire.object(value, "struct Period", &["id", "title", "start", "end"]);
    Period {
        id: wire.text_of(of, "id"),
        title: wire.text_of(of, "title"),
        start: wire.text_of(of, "start"),
        end: wire.text_of(of, "end"),
    }
}

pub(crate) fn unit_type(wire: &mut Wire, value: &Value) -> UnitType {
    let of = wire.object(value, "struct UnitType", &["id", "name", "name_endings"]);
    UnitType {
        id: wire.text_of(of, "id"),
        name: wire.text_of(of, "name"),
        name_endings: wire.or_default(of, "name_endings", Wire::texts),
    }
}

pub(crate) fn unit(wire: &mut Wire, value: &Value) -> Unit {
    let of = wire.object(value, "struct Unit", &["code", "name", "type", "aliases"]);
    Unit {
        code: wire.text_of(of, "code"),
        name: wire.text_of(of, "name"),
        unit_type: wire.text_of(of, "type"),
        aliases: wire.or_default(of, "aliases", Wire::texts),
    }
}

pub(crate) fn collective(wire: &mut Wire, value: &Value) -> Collective {
    let of = wire.object(value, "struct Collective", &["name", "types", "aliases"]);
    Collective {
        name: wire.text_of(of, "name"),
        types: wire.need(of, "types", Wire::texts),
        aliases: wire.or_default(of, "aliases", Wire::texts),
    }
}

fn fact(wire: &mut Wire, value: &Value) -> Fact {
    let of = wire.object(value, "struct Fact", &["id", "question", "question_en", "hint", "if_no", "if_no_en"]);
    Fact {
        id: wire.text_of(of, "id"),
        question: wire.text_of(of, "question"),
        question_en: wire.find_text(of, "question_en"),
        hint: wire.find_text(of, "hint"),
        if_no: wire.find_text(of, "if_no"),
        if_no_en: wire.find_text(of, "if_no_en"),
    }
}

fn base(wire: &mut Wire, value: &Value) -> Base {
    let of = wire.object(value, "struct Base", &["id", "label", "unit", "hint"]);
    Base {
        id: wire.text_of(of, "id"),
        label: wire.text_of(of, "label"),
        unit: wire.text_of(of, "unit"),
        hint: wire.find_text(of, "hint"),
    }
}

fn groups(wire: &mut Wire, value: &Value) -> Vec<Group> {
    wire.items(value, group)
}

fn group(wire: &mut Wire, value: &Value) -> Group {
    let of = wire.object(value, "struct Group", &["id", "number", "title", "groups", "indicators"]);
    Group {
        id: wire.text_of(of, "id"),
        number: wire.text_of(of, "number"),
        title: wire.text_of(of, "title"),
        groups: wire.or_default(of, "groups", groups),
        indicators: wire.or_default(of, "indicators", |wire, value| wire.items(value, indicator)),
    }
}

fn indicator(wire: &mut Wire, value: &Value) -> Indicator {
    const MEMBERS: &[&str] = &[
        "id",
        "number",
        "title",
        "text",
        "citation",
        "responsibility",
        "applies",
        "slots",
        "requirements",
        "restates",
    ];
    let of = wire.object(value, "struct Indicator", MEMBERS);
    Indicator {
        id: wire.text_of(of, "id"),
        number: wire.text_of(of, "number"),
        title: wire.find_text(of, "title"),
        text: wire.text_of(of, "text"),
        citation: wire.need(of, "citation", citation),
        responsibility: wire.need(of, "responsibility", responsibility),
        applies: wire.find(of, "applies", condition),
        slots: wire.or_default(of, "slots", |wire, value| wire.items(value, slot)),
        requirements: wire.need(of, "requirements", |wire, value| wire.items(value, requirement)),
        restates: wire.or_default(of, "restates", |wire, value| wire.items(value, restatement)),
    }
}

fn restatement(wire: &mut Wire, value: &Value) -> Restatement {
    let of = wire.object(value, "struct Restatement", &["quote", "requirement", "note"]);
    Restatement {
        quote: wire.text_of(of, "quote"),
        requirement: wire.text_of(of, "requirement"),
        note: wire.find_text(of, "note"),
    }
}

fn citation(wire: &mut Wire, value: &Value) -> Citation {
    let of = wire.object(value, "struct Citation", &["lines", "corrections"]);
    Citation {
        lines: wire.need(of, "lines", |wire, value| wire.items(value, Wire::u32)),
        corrections: wire.or_default(of, "corrections", |wire, value| wire.items(value, correction)),
    }
}

fn correction(wire: &mut Wire, value: &Value) -> Correction {
    let of = wire.object(value, "struct Correction", &["printed", "read_as", "note"]);
    Correction {
        printed: wire.text_of(of, "printed"),
        read_as: wire.text_of(of, "read_as"),
        note: wire.find_text(of, "note"),
    }
}

fn responsibility(wire: &mut Wire, value: &Value) -> Responsibility {
    const MEMBERS: &[&str] = &["lead", "cooperating", "printed", "carried_from", "note"];
    let of = wire.object(value, "struct Responsibility", MEMBERS);
    Responsibility {
        lead: wire.need(of, "lead", Wire::texts),
        cooperating: wire.or_default(of, "cooperating", Wire::texts),
        printed: wire.text_of(of, "printed"),
        carried_from: wire.find_text(of, "carried_from"),
        note: wire.find_text(of, "note"),
    }
}

fn slot(wire: &mut Wire, value: &Value) -> Slot {
    const MEMBERS: &[&str] = &["id", "label", "input", "unit", "base", "sum_of", "options", "hint"];
    let of = wire.object(value, "struct Slot", MEMBERS);
    Slot {
        id: wire.text_of(of, "id"),
        label: wire.text_of(of, "label"),
        input: wire.need(of, "input", |wire, value| wire.word(value, "enum Input", INPUTS)),
        unit: wire.find_text(of, "unit"),
        base: wire.find_text(of, "base"),
        sum_of: wire.or_default(of, "sum_of", Wire::texts),
        options: wire.or_default(of, "options", Wire::texts),
        hint: wire.find_text(of, "hint"),
    }
}

const INPUTS: &Words<Input> = &[
    ("count", Input::Count),
    ("number", Input::Number),
    ("date", Input::Date),
    ("dates", Input::Dates),
    ("days", Input::Days),
    ("choice", Input::Choice),
    ("parts", Input::Parts),
    ("ticks", Input::Ticks),
    ("level", Input::Level),
    ("text", Input::Text),
];

fn requirement(wire: &mut Wire, value: &Value) -> Requirement {
    const MEMBERS: &[&str] = &[
        "id",
        "title",
        "quote",
        "derived",
        "firmness",
        "soft_word",
        "condition",
        "applies",
        "in_force",
        "evidence",
        "note",
        "score",
        "check",
    ];
    let of = wire.object(value, "struct Requirement", MEMBERS);
    Requirement {
        id: wire.text_of(of, "id"),
        title: wire.text_of(of, "title"),
        quote: wire.find_text(of, "quote"),
        derived: wire.find_text(of, "derived"),
        firmness: wire.or_default(of, "firmness", |wire, value| wire.word(value, "enum Firmness", FIRMNESS)),
        soft_word: wire.find_text(of, "soft_word"),
        condition: wire.find_text(of, "condition"),
        applies: wire.find(of, "applies", condition),
        in_force: wire.find(of, "in_force", in_force),
        evidence: wire.or_default(of, "evidence", Wire::texts),
        note: wire.find_text(of, "note"),
        score: wire.find(of, "score", score),
        check: wire.need(of, "check", |wire, value| wire.variant(value, "enum Check", check::CHECKS)),
    }
}

fn in_force(wire: &mut Wire, value: &Value) -> InForce {
    let of = wire.object(value, "struct InForce", &["from", "to"]);
    InForce { from: wire.find_text(of, "from"), to: wire.find_text(of, "to") }
}

const FIRMNESS: &Words<Firmness> = &[("hard", Firmness::Hard), ("soft", Firmness::Soft)];

fn condition(wire: &mut Wire, value: &Value) -> Condition {
    wire.variant(value, "enum Condition", CONDITIONS)
}

fn conditions(wire: &mut Wire, value: &Value) -> Vec<Condition> {
    wire.items(value, condition)
}

const CONDITIONS: &Variants<Condition> = &[
    ("fact", Of(|wire, value| Condition::Fact(wire.text(value)))),
    ("unit_type", Of(|wire, value| Condition::UnitType(wire.texts(value)))),
    ("unit", Of(|wire, value| Condition::Unit(wire.texts(value)))),
    ("lead", Bare(|| Condition::Lead)),
    ("all", Of(|wire, value| Condition::All(conditions(wire, value)))),
    ("any", Of(|wire, value| Condition::Any(conditions(wire, value)))),
    ("not", Of(|wire, value| Condition::Not(Box::new(condition(wire, value))))),
];

fn score(wire: &mut Wire, value: &Value) -> Score {
    let of = wire.object(value, "struct Score", &["points", "rule"]);
    Score {
        points: wire.text_of(of, "points"),
        rule: wire.need(of, "rule", |wire, value| wire.variant(value, "enum ScoreRule", SCORE_RULES)),
    }
}

const SCORE_RULES: &Variants<ScoreRule> = &[
    (
        "all_or_nothing",
        Of(|wire, value| {
            wire.object(value, "struct variant ScoreRule::AllOrNothing", &[]);
            ScoreRule::AllOrNothing {}
        }),
    ),
    (
        "per_missing",
        Of(|wire, value| {
            let of = wire.object(value, "struct variant ScoreRule::PerMissing", &["deduct"]);
            ScoreRule::PerMissing { deduct: wire.text_of(of, "deduct") }
        }),
    ),
];

fn signing(wire: &mut Wire, value: &Value) -> SigningPolicy {
    let of = wire.object(value, "struct SigningPolicy", &["required", "distinct_keys"]);
    SigningPolicy {
        required: wire.need(of, "required", Wire::texts),
        distinct_keys: wire.or_default(of, "distinct_keys", Wire::flag),
    }
}
