//! `lint FILE…`: what is wrong with a catalogue, with path, place and the nearest valid name.

use zicha_core::canonical;
use zicha_core::catalogue::{Catalogue, Fault, lint};
use zicha_core::text::{self, Lang};

use super::{Verb, unit};
use crate::args::{Args, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::{files, say, shelf, wire};

/// Most faults whose line and column are looked up; later ones have their path alone.
const PLACED_MAX: usize = 100;

pub const VERB: Verb = Verb {
    name: "lint",
    about: Words { zh: "检查目录文件", en: "check catalogue files" },
    usage: "[--json]",
    places: Places { shape: "FILE…", min: 1, max: usize::MAX },
    options: &[unit::JSON],
    notes: Words {
        zh: "每处问题写明文件、行、列、路径，名称写错时给出最接近的正确名称。有错误时退出码为1，只有提醒时为0。",
        en: "Each fault comes with file, line, column and path, and for a misspelt name the nearest valid one.\n\
             Errors end with exit code 1; warnings alone with 0.",
    },
    examples: &[
        "zicha lint my-office-2026.json",
        "zicha lint --json catalogues/*.json | jq '.[] | select(.usable | not) | .file'",
    ],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let mut files = Vec::with_capacity(args.places.len());
    for path in &args.places {
        files.push(check(path, lang)?);
    }
    if args.has(unit::JSON.long) {
        let shown: Vec<&wire::lint::File> = files.iter().map(|(file, _)| file).collect();
        files::print_json(&shown, lang)?;
    } else {
        files.iter().for_each(|(file, summary)| tell(file, summary));
    }
    Ok(if files.iter().all(|(file, _)| file.usable) { Exit::Good } else { Exit::Bad })
}

/// Faults on stderr, the summary on stdout.
fn tell(file: &wire::lint::File, summary: &str) {
    for fault in &file.faults {
        let place = fault.line.zip(fault.column);
        eprintln!("{} [{}]", say::at(&file.file, place, &fault.text), fault.code);
    }
    files::print(&format!("{summary}\n"));
}

fn check(path: &str, lang: Lang) -> Result<(wire::lint::File, String), Refusal> {
    let bytes = files::read(path, lang)?;
    let name = files::shown(path, lang);
    let faults = match canonical::parse(&bytes) {
        Err(error) => vec![wire::lint::Fault {
            code: error.code(),
            severity: "error",
            path: error.path.clone(),
            found: String::new(),
            expected: None,
            line: Some(error.line),
            column: Some(error.column),
            text: text::json_fault(&error.fault, lang),
        }],
        Ok(_) => {
            let faults = faults(&bytes);
            // Looking a place up reads the file again.
            let placed =
                |(at, fault)| shown(fault, if at < PLACED_MAX { shelf::place(&bytes, fault) } else { None }, lang);
            faults.iter().enumerate().map(placed).collect()
        }
    };
    let errors = faults.iter().filter(|fault| fault.severity == "error").count();
    let summary = match (faults.is_empty(), Catalogue::read(&bytes)) {
        (true, Ok(catalogue)) => {
            let requirements = catalogue.indicators.iter().map(|indicator| indicator.requirements.len()).sum();
            say::lint_clean(&name, catalogue.indicators.len(), requirements, lang)
        }
        (true | false, Ok(_) | Err(_)) => say::lint_faults(&name, errors, faults.len() - errors, lang),
    };
    Ok((wire::lint::File { file: name, usable: errors == 0, faults }, summary))
}

/// Shape first, then meaning, then what only compiling finds (cycles).
fn faults(bytes: &[u8]) -> Vec<Fault> {
    let file = match lint::read_file(bytes) {
        Ok(file) => file,
        Err(faults) => return faults,
    };
    let faults = lint::lint(&file);
    if faults.iter().any(|fault| fault.code.is_error()) {
        return faults;
    }
    let compiled = Catalogue::read(bytes).err().unwrap_or_default();
    faults.into_iter().chain(compiled).collect()
}

fn shown(fault: &Fault, place: Option<(usize, usize)>, lang: Lang) -> wire::lint::Fault {
    wire::lint::Fault {
        code: fault.code.code(),
        severity: if fault.code.is_error() { "error" } else { "warning" },
        path: fault.path.clone(),
        found: fault.found.clone(),
        expected: fault.expected.clone(),
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
        text: text::fault(fault, lang),
    }
}
