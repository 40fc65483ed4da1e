//! Writing the parts.

use super::data::{self, Piece};
use super::module::{Module, unreadable};
use super::{Part, Plan};
use crate::Result;
use crate::imports::{write_name, write_number};
use std::collections::{BTreeSet, HashMap};
use wasmparser::Operator;

/// The module names under which a later part imports from the first and the second; assets/loader/start.js gives them.
const FROM: [&str; 2] = ["p", "q"];
const TABLE: &str = "t";
const MEMORY: &str = "memory";
/// A gap of so many bytes is filled with zeros in the first part: the header of another segment is as long.
const BRIDGE: u32 = 16;
/// No locals, `unreachable`, `end`.
const STAND_IN: [u8; 3] = [0, 0x00, 0x0b];

/// How a part numbers the functions and globals of the uncut module.
struct Numbers {
    functions: HashMap<u32, u32>,
    globals: HashMap<u32, u32>,
}

impl Numbers {
    fn new(functions: impl Iterator<Item = u32>, globals: impl Iterator<Item = u32>) -> Numbers {
        let count = |all: &mut dyn Iterator<Item = u32>| all.zip(0..).collect();
        Numbers { functions: count(&mut { functions }), globals: count(&mut { globals }) }
    }

    fn function(&self, old: u32) -> Result<u32> {
        self.functions.get(&old).copied().ok_or_else(|| format!("function {old} is missing in its part"))
    }

    fn global(&self, old: u32) -> Result<u32> {
        self.globals.get(&old).copied().ok_or_else(|| format!("global {old} is missing in its part"))
    }
}

/// Writes one part; the first one is a program of its own.
pub fn part(module: &Module, plan: &Plan, at: usize) -> Result<Vec<u8>> {
    let part = plan.parts.get(at).ok_or("no such part")?;
    if at == 0 { first(module, plan, part) } else { later(module, plan, part) }
}

fn first(module: &Module, plan: &Plan, part: &Part) -> Result<Vec<u8>> {
    let functions = (0..module.imported).chain(part.functions.iter().copied());
    let numbers = Numbers::new(functions, 0..module.globals.len() as u32);
    let stand_in = module.imported + part.functions.len() as u32;
    let mut types = types_of(module, &part.functions)?;
    types.push(module.empty_type.ok_or("the wasm has no function without parameters and results")?);
    let mut out = header();
    copy(module, &mut out, &[1, 2]);
    section(&mut out, 3, &numbers_list(&types));
    copy(module, &mut out, &[4, 5, 6]);
    let mut exports = Vec::new();
    for (name, kind, at) in &module.exports {
        exports.push((name.clone(), *kind, if *kind == 0 { numbers.function(*at)? } else { *at }));
    }
    exports.extend(shared(part, &numbers)?);
    let globals: BTreeSet<u32> = plan.parts.iter().flat_map(|part| part.used_globals.iter().copied()).collect();
    exports.extend(globals.iter().map(|at| (global_name(*at), 3, *at)));
    exports.push((TABLE.into(), 1, 0));
    if !exports.iter().any(|(name, kind, _)| name == MEMORY && *kind == 2) {
        exports.push((MEMORY.into(), 2, 0));
    }
    section(&mut out, 7, &exports_list(&exports));
    if let Some(start) = module.start {
        let mut content = Vec::new();
        write_number(&mut content, numbers.function(start)?);
        section(&mut out, 8, &content);
    }
    let mut slots = Vec::new();
    for slot in module.slots.keys() {
        slots.push((*slot, part.slots.get(slot).map_or(Ok(stand_in), |function| numbers.function(*function))?));
    }
    section(&mut out, 9, &slots_list(&slots));
    let mut code = bodies(module, &part.functions, &numbers)?;
    code.push(STAND_IN.to_vec());
    section(&mut out, 10, &bodies_list(&code));
    section(&mut out, 11, &data_list(&data::left(&module.memory(), &plan.moved(), BRIDGE)));
    Ok(out)
}

fn later(module: &Module, plan: &Plan, part: &Part) -> Result<Vec<u8>> {
    let functions = part.used_functions.iter().chain(&part.functions).copied();
    let numbers = Numbers::new(functions, part.used_globals.iter().copied());
    let mut out = header();
    copy(module, &mut out, &[1]);
    section(&mut out, 2, &imports(module, plan, part)?);
    section(&mut out, 3, &numbers_list(&types_of(module, &part.functions)?));
    if !part.shared.is_empty() {
        section(&mut out, 7, &exports_list(&shared(part, &numbers)?));
    }
    let mut slots = Vec::new();
    for (slot, function) in &part.slots {
        slots.push((*slot, numbers.function(*function)?));
    }
    section(&mut out, 9, &slots_list(&slots));
    section(&mut out, 10, &bodies_list(&bodies(module, &part.functions, &numbers)?));
    if !part.moved.is_empty() {
        section(&mut out, 11, &data_list(&data::taken(&module.memory(), &part.moved)));
    }
    Ok(out)
}

/// What later parts use of this one, under its number in the uncut module.
fn shared(part: &Part, numbers: &Numbers) -> Result<Vec<(String, u8, u32)>> {
    part.shared.iter().map(|at| Ok((at.to_string(), 0, numbers.function(*at)?))).collect()
}

fn imports(module: &Module, plan: &Plan, part: &Part) -> Result<Vec<u8>> {
    let mut content = Vec::new();
    write_number(&mut content, (part.used_functions.len() + part.used_globals.len() + 2) as u32);
    for at in &part.used_functions {
        let from = *FROM.get(plan.level(module, *at)).ok_or("more parts than import names; see FROM")?;
        write_name(&mut content, from);
        write_name(&mut content, &at.to_string());
        content.push(0);
        write_number(&mut content, *module.types.get(*at as usize).ok_or("a function without a type")?);
    }
    let [first, ..] = FROM;
    for at in &part.used_globals {
        let (kind, is_mutable) = *module.globals.get(*at as usize).ok_or("a global that is not there")?;
        write_name(&mut content, first);
        write_name(&mut content, &global_name(*at));
        content.extend([3, kind, u8::from(is_mutable)]);
    }
    for (name, kind, least) in [(TABLE, [1, 0x70].as_slice(), module.table_size), (MEMORY, &[2], module.memory_pages)] {
        write_name(&mut content, first);
        write_name(&mut content, name);
        content.extend(kind);
        content.push(0);
        write_number(&mut content, least);
    }
    Ok(content)
}

fn global_name(at: u32) -> String {
    format!("g{at}")
}

fn types_of(module: &Module, functions: &[u32]) -> Result<Vec<u32>> {
    let one = |at: &u32| module.types.get(*at as usize).copied().ok_or("a function without a type".to_string());
    functions.iter().map(one).collect()
}

/// The bodies with new numbers for functions and globals; everything else is copied.
fn bodies(module: &Module, functions: &[u32], numbers: &Numbers) -> Result<Vec<Vec<u8>>> {
    functions.iter().map(|at| body(module, *at, numbers)).collect()
}

fn body(module: &Module, function: u32, numbers: &Numbers) -> Result<Vec<u8>> {
    let (range, body) = module.body(function)?;
    let mut copied = range.start;
    let mut out = Vec::with_capacity(range.len());
    let mut reader = body.get_operators_reader().map_err(unreadable)?;
    while !reader.eof() {
        let (operator, at) = reader.read_with_offset().map_err(unreadable)?;
        let new = match operator {
            Operator::Call { function_index } => (0x10, numbers.function(function_index)?),
            Operator::GlobalGet { global_index } => (0x23, numbers.global(global_index)?),
            Operator::GlobalSet { global_index } => (0x24, numbers.global(global_index)?),
            _ => continue,
        };
        out.extend(module.bytes.get(copied..at).ok_or("a body outside the file")?);
        out.push(new.0);
        write_number(&mut out, new.1);
        copied = reader.original_position();
    }
    out.extend(module.bytes.get(copied..range.end).ok_or("a body outside the file")?);
    Ok(out)
}

fn header() -> Vec<u8> {
    b"\0asm\x01\0\0\0".to_vec()
}

fn copy(module: &Module, out: &mut Vec<u8>, ids: &[u8]) {
    for id in ids {
        if let Some(content) = module.section(*id) {
            section(out, *id, content);
        }
    }
}

fn section(out: &mut Vec<u8>, id: u8, content: &[u8]) {
    out.push(id);
    write_number(out, content.len() as u32);
    out.extend(content);
}

fn numbers_list(numbers: &[u32]) -> Vec<u8> {
    let mut content = Vec::new();
    write_number(&mut content, numbers.len() as u32);
    numbers.iter().for_each(|number| write_number(&mut content, *number));
    content
}

fn exports_list(exports: &[(String, u8, u32)]) -> Vec<u8> {
    let mut content = Vec::new();
    write_number(&mut content, exports.len() as u32);
    for (name, kind, at) in exports {
        write_name(&mut content, name);
        content.push(*kind);
        write_number(&mut content, *at);
    }
    content
}

/// One segment for each run of slots without a gap.
fn slots_list(slots: &[(u32, u32)]) -> Vec<u8> {
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    for (slot, function) in slots {
        match runs.last_mut() {
            Some((start, run)) if *start + run.len() as u32 == *slot => run.push(*function),
            _ => runs.push((*slot, vec![*function])),
        }
    }
    let mut content = Vec::new();
    write_number(&mut content, runs.len() as u32);
    for (start, run) in runs {
        content.extend([0, 0x41]);
        write_signed(&mut content, start);
        content.push(0x0b);
        content.extend(numbers_list(&run));
    }
    content
}

fn data_list(pieces: &[Piece]) -> Vec<u8> {
    let mut content = Vec::new();
    write_number(&mut content, pieces.len() as u32);
    for piece in pieces {
        content.extend([0, 0x41]);
        write_signed(&mut content, piece.address);
        content.push(0x0b);
        write_number(&mut content, piece.bytes.len() as u32);
        content.extend(&piece.bytes);
    }
    content
}

/// A number that is not negative in the signed form of constants.
fn write_signed(out: &mut Vec<u8>, mut number: u32) {
    while number > 63 {
        out.push(number as u8 & 127 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

fn bodies_list(bodies: &[Vec<u8>]) -> Vec<u8> {
    let mut content = Vec::new();
    write_number(&mut content, bodies.len() as u32);
    for body in bodies {
        write_number(&mut content, body.len() as u32);
        content.extend(body);
    }
    content
}

/// A small wasm to cut.
#[cfg(test)]
pub mod testing {
    use super::*;

    /// Function 0 is imported; `calls` are those of functions 1, 2 …; 1 is exported as `main`.
    pub struct Sample {
        pub calls: &'static [&'static [u32]],
        pub slots: &'static [(u32, u32)],
        pub names: &'static [(u32, &'static str)],
    }

    impl Sample {
        pub fn wasm(&self) -> Vec<u8> {
            let mut out = header();
            section(&mut out, 1, &[1, 0x60, 0, 0]);
            section(&mut out, 2, &[1, 1, b'j', 1, b'f', 0, 0]);
            section(&mut out, 3, &numbers_list(&vec![0; self.calls.len()]));
            section(&mut out, 4, &[1, 0x70, 0, 8]);
            section(&mut out, 5, &[1, 0, 1]);
            section(&mut out, 6, &[1, 0x7f, 1, 0x41, 0, 0x0b]);
            section(&mut out, 7, &exports_list(&[("main".into(), 0, 1)]));
            section(&mut out, 9, &slots_list(self.slots));
            let bodies: Vec<Vec<u8>> = self.calls.iter().map(|calls| Sample::body(calls)).collect();
            section(&mut out, 10, &bodies_list(&bodies));
            section(&mut out, 11, &[1, 0, 0x41, 0, 0x0b, 1, b'd']);
            let mut map = Vec::new();
            write_number(&mut map, self.names.len() as u32);
            for (at, name) in self.names {
                write_number(&mut map, *at);
                write_name(&mut map, name);
            }
            let mut names = Vec::new();
            write_name(&mut names, "name");
            section(&mut names, 1, &map);
            section(&mut out, 0, &names);
            out
        }

        /// Sets the global and calls.
        fn body(calls: &[u32]) -> Vec<u8> {
            let mut body = vec![0, 0x41, 1, 0x24, 0];
            for call in calls {
                body.push(0x10);
                write_number(&mut body, *call);
            }
            body.push(0x0b);
            body
        }
    }

    pub fn has_section(wasm: &[u8], id: u8) -> bool {
        Module::read(wasm).is_ok_and(|module| module.section(id).is_some())
    }
}
