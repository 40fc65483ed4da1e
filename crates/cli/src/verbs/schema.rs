//! `schema`: JSON Schema of the files an office writes, generated from the types that read it.

use zicha_core::text::Lang;

use super::Verb;
use crate::args::{Args, Places, Words};
use crate::exit::{Exit, Refusal};

/// Names of the formats there is a schema for.
const FORMATS: &[&str] = &["catalogue", "profile", "concordance"];

pub const VERB: Verb = Verb {
    name: "schema",
    about: Words { zh: "输出文件格式的JSON Schema", en: "print the JSON Schema of a file format" },
    usage: "",
    places: Places { shape: "[catalogue|profile|concordance]", min: 0, max: 1 },
    options: &[],
    notes: Words {
        zh: "由读文件的类型生成，编辑器可以据此提示和检查。本命令只在以 --features schema 编译的程序里。",
        en: "Generated from the types that read the file, for editors to complete and check by.\n\
             Only in a program built with --features schema.",
    },
    examples: &[
        "zicha schema catalogue > zicha-catalogue-1.schema.json",
        "zicha schema profile > zicha-profile-1.schema.json",
        "zicha schema concordance > zicha-concordance-1.schema.json",
    ],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let name = args.places.first().map_or("catalogue", String::as_str);
    if !FORMATS.contains(&name) {
        return Err(args.refuse(crate::say::no_such_schema(name, &FORMATS.join(", "), lang)));
    }
    print(name, lang)
}

#[cfg(feature = "schema")]
fn print(name: &str, lang: Lang) -> Result<Exit, Refusal> {
    let schema = match name {
        "profile" => schemars::schema_for!(zicha_core::profile::wire::ProfileFile),
        "concordance" => schemars::schema_for!(zicha_core::concordance::Concordance),
        _ => schemars::schema_for!(zicha_core::catalogue::wire::CatalogueFile),
    };
    crate::files::print_json(&schema, lang)?;
    Ok(Exit::Good)
}

#[cfg(not(feature = "schema"))]
fn print(_: &str, lang: Lang) -> Result<Exit, Refusal> {
    Err(Refusal::bad(crate::say::no_schema(lang)))
}
