//! Cuts the wasm in parts: what the first screen needs, and the rest, which is fetched right after it.
//!
//! All parts share one memory and one table, so nothing is compiled twice and no source knows of the
//! cut. A function belongs to the first part that can call it: directly, or through a table slot of that
//! part. A slot is of a later part when the function that the compiler put there has a name with one of that
//! part's words (`zicha::pages::sign`); the page opens such a view only after the part has arrived
//! (src/browser/late.rs).
//!
//! What only a later part reads of the memory's first contents moves with it (`data`).
//!
//! Functions are also put in an order that packs well: alike next to alike.

mod data;
mod module;
pub mod order;
mod write;

use crate::Result;
use module::Module;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The program at three stages of its making.
#[derive(Clone, Copy, Debug)]
pub struct Stages<'a> {
    /// As the linker left it, with relocations; without it all data stays in the first part.
    pub linked: Option<&'a [u8]>,
    /// With names, before functions were merged: the table slots are those of the last stage, and here a slot's name
    /// tells whose it is.
    pub bound: &'a [u8],
    /// What is cut. Its names serve only to compare it with the first stage.
    pub optimised: &'a [u8],
}

/// The parts in order, and for people how many functions went where.
#[derive(Debug)]
pub struct Parts {
    pub wasm: Vec<Vec<u8>>,
    pub counts: Vec<usize>,
}

/// Cuts the last stage; `words` are those of the second part, of the third, and so on.
///
/// # Errors
/// A wasm that cannot be read or has more than the first version of the format allows.
pub fn split(stages: Stages, words: &[&[&str]]) -> Result<Parts> {
    let slots = slot_levels(&Module::read(stages.bound)?, words);
    let module = Module::read(stages.optimised)?;
    if module.imports_more {
        return Err("a wasm that imports a memory, a table or a global cannot be cut.".into());
    }
    let levels = levels(&module, &slots, words.len())?;
    let moved = match stages.linked {
        Some(linked) => moved_data(linked, &module, &levels, words)?,
        None => vec![Vec::new(); words.len() + 1],
    };
    let mut functions = vec![Vec::new(); words.len() + 1];
    for at in order::by_likeness(&module.bodies()?) {
        functions[levels[at]].push(at as u32 + module.imported);
    }
    let counts = functions.iter().map(Vec::len).collect();
    let plan = Plan::new(&module, &levels, functions, moved)?;
    let wasm = (0..=words.len()).map(|part| write::part(&module, &plan, part)).collect::<Result<_>>()?;
    Ok(Parts { wasm, counts })
}

/// For each function of the last stage, in its order, the part it goes into.
///
/// # Errors
/// A wasm that cannot be read.
pub fn part_of_each(bound: &[u8], optimised: &[u8], words: &[&[&str]]) -> Result<Vec<usize>> {
    levels(&Module::read(optimised)?, &slot_levels(&Module::read(bound)?, words), words.len())
}

/// Who goes where, in the numbers of the uncut module.
#[derive(Debug)]
struct Plan {
    parts: Vec<Part>,
    /// Part of every function that has a body.
    levels: Vec<usize>,
}

/// What one part holds and needs.
#[derive(Debug, Default)]
struct Part {
    functions: Vec<u32>,
    /// Functions and globals of earlier parts that this one uses.
    used_functions: BTreeSet<u32>,
    used_globals: BTreeSet<u32>,
    /// Its own functions that later parts use.
    shared: BTreeSet<u32>,
    /// Slots it fills, with the function of each.
    slots: BTreeMap<u32, u32>,
    /// Addresses whose first contents come with it; unused for the first part, which has what is left.
    moved: Vec<Range<u32>>,
}

impl Plan {
    fn new(module: &Module, levels: &[usize], functions: Vec<Vec<u32>>, moved: Vec<Vec<Range<u32>>>) -> Result<Plan> {
        let mut parts: Vec<Part> = functions
            .into_iter()
            .zip(moved)
            .map(|(functions, moved)| Part { functions, moved, ..Part::default() })
            .collect();
        let mut plan = Plan { parts: Vec::new(), levels: levels.to_vec() };
        for at in 1..parts.len() {
            for function in parts[at].functions.clone() {
                let uses = module.uses(function)?;
                parts[at].used_globals.extend(uses.globals);
                for called in uses.calls {
                    let level = plan.level(module, called);
                    if level < at {
                        parts[at].used_functions.insert(called);
                        parts[level].shared.insert(called);
                    } else if level > at {
                        return Err(format!("function {called} would be called before its part has arrived."));
                    }
                }
            }
        }
        for (slot, function) in &module.slots {
            parts[plan.level(module, *function)].slots.insert(*slot, *function);
        }
        plan.parts = parts;
        Ok(plan)
    }

    /// Imported functions are the first part's.
    fn level(&self, module: &Module, function: u32) -> usize {
        let own = function.checked_sub(module.imported);
        own.and_then(|at| self.levels.get(at as usize).copied()).unwrap_or(0)
    }

    /// Addresses that the first part leaves to others.
    fn moved(&self) -> Vec<Range<u32>> {
        let mut all: Vec<_> = self.parts.iter().skip(1).flat_map(|part| part.moved.clone()).collect();
        all.sort_by_key(|range| range.start);
        all
    }
}

/// Part of each slot whose function has one of a later part's words in its name.
fn slot_levels(named: &Module, words: &[&[&str]]) -> BTreeMap<u32, usize> {
    let level = |function: &u32| {
        let name = named.names.get(function).map(|name| crate::top::without_hashes(name)).unwrap_or_default();
        // What has words of two parts is made for the later one.
        words.iter().rposition(|words| words.iter().any(|word| name.contains(word))).map(|at| at + 1)
    };
    named.slots.iter().filter_map(|(slot, function)| Some((*slot, level(function)?))).collect()
}

/// For each function of the module itself, the first part that can call it; what nobody calls is in the last.
fn levels(module: &Module, slots: &BTreeMap<u32, usize>, last: usize) -> Result<Vec<usize>> {
    let mut levels = vec![None; module.functions()];
    for level in 0..=last {
        let of_level = |slot: &u32| slots.get(slot).copied().unwrap_or(0) == level;
        let mut open: Vec<u32> =
            module.slots.iter().filter(|(slot, _)| of_level(slot)).map(|(_, function)| *function).collect();
        if level == 0 {
            open.extend(module.entrances());
        }
        while let Some(function) = open.pop() {
            let Some(at) = function.checked_sub(module.imported) else { continue };
            let seen = levels.get_mut(at as usize).ok_or("a call to no function")?;
            if seen.is_none() {
                *seen = Some(level);
                open.extend(module.uses(function)?.calls);
            }
        }
    }
    Ok(levels.into_iter().map(|level| level.unwrap_or(last)).collect())
}

/// For each part, the addresses that no function of an earlier one needs: neither in what the linker left, nor one of
/// the same name in what is cut.
fn moved_data(linked: &[u8], cut: &Module, cut_levels: &[usize], words: &[&[&str]]) -> Result<Vec<Vec<Range<u32>>>> {
    let linked = Module::read(linked)?;
    let linked_levels = levels(&linked, &slot_levels(&linked, words), words.len())?;
    // Only what is there to be moved, byte for byte as the linker put it.
    if linked.memory() != cut.memory() {
        return Err("the data changed after linking; see --skip-pass among wasm-opt's flags.".into());
    }
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, level) in cut_levels.iter().enumerate() {
        if let Some(name) = cut.names.get(&(at as u32 + cut.imported)) {
            let known = by_name.entry(name).or_insert(*level);
            *known = (*known).min(*level);
        }
    }
    if by_name.is_empty() {
        return Err("the optimised wasm has no names; see -g among wasm-opt's flags.".into());
    }
    let level = |function: u32| {
        let own = function.checked_sub(linked.imported).and_then(|at| linked_levels.get(at as usize));
        let named = linked.names.get(&function).and_then(|name| by_name.get(name.as_str()));
        own.copied().unwrap_or(0).min(named.copied().unwrap_or(words.len()))
    };
    let references = data::References::read(&linked)?;
    let mut moved = vec![Vec::new()];
    for part in 1..=words.len() {
        let beyond = |level_of_part: usize| references.unused(|function| level(function) < level_of_part);
        let later = if part < words.len() { beyond(part + 1) } else { Vec::new() };
        moved.push(data::without(&beyond(part), &later));
    }
    Ok(moved)
}

#[cfg(test)]
mod tests {
    use super::write::testing::{Sample, has_section};
    use super::*;

    fn stages(wasm: &[u8]) -> Stages<'_> {
        Stages { linked: None, bound: wasm, optimised: wasm }
    }

    #[test]
    fn what_only_a_late_slot_calls_is_late() {
        // 0 imported; 1 main calls 2; 3 in slot 1 (early) ; 4 in slot 2 (late) calls 5, 2 and 0.
        let sample = Sample {
            calls: &[&[2], &[], &[], &[5, 2, 0], &[]],
            slots: &[(1, 3), (2, 4)],
            names: &[(3, "zicha::app::view"), (4, "zicha[0123456789abcdef]::pages::sign::view")],
        };
        let wasm = sample.wasm();
        let parts = split(stages(&wasm), &[&["zicha::pages::sign"]]).unwrap();
        assert_eq!(parts.counts, [3, 2]);
        let (first, late) = (Module::read(&parts.wasm[0]).unwrap(), Module::read(&parts.wasm[1]).unwrap());
        assert_eq!((first.functions(), late.functions()), (4, 2), "the first part has a stand-in for late slots");
        assert_eq!(late.slots.keys().copied().collect::<Vec<_>>(), [2]);
        assert!(first.slots.contains_key(&2), "an empty slot traps in words");
        assert_eq!(late.imported, 2, "function 2 and the import");
        for half in &parts.wasm {
            assert!(wasmparser::validate(half).is_ok());
        }
        assert!(!has_section(&parts.wasm[1], 11), "data stays in the first part");
    }

    #[test]
    fn without_late_names_everything_stays() {
        let sample = Sample { calls: &[&[2], &[], &[]], slots: &[(1, 3)], names: &[(3, "zicha::app::view")] };
        let parts = split(stages(&sample.wasm()), &[&["zicha::pages::sign"]]).unwrap();
        assert_eq!(parts.counts, [3, 0]);
    }

    #[test]
    fn a_function_that_both_call_stays_in_the_first_half() {
        let sample = Sample {
            calls: &[&[3], &[3], &[]],
            slots: &[(1, 2)],
            names: &[(2, "zicha::pages::sign::view"), (3, "zicha::pages::sign::shared")],
        };
        let parts = split(stages(&sample.wasm()), &[&["zicha::pages::sign"]]).unwrap();
        assert_eq!(parts.counts, [2, 1]);
    }

    #[test]
    fn a_third_part_calls_both_before_it() {
        // 1 main; 2 in slot 1 (sign) calls 4; 3 in slot 2 (office) calls 4 and 1; 4 is the second part's.
        let sample = Sample {
            calls: &[&[], &[4], &[4, 1], &[]],
            slots: &[(1, 2), (2, 3)],
            names: &[(2, "zicha::pages::sign::view"), (3, "zicha::pages::receive::view::<zicha::pages::sign::It>")],
        };
        let parts = split(stages(&sample.wasm()), &[&["zicha::pages::sign"], &["zicha::pages::receive"]]).unwrap();
        assert_eq!(parts.counts, [1, 2, 1]);
        let read: Vec<Module> = parts.wasm.iter().map(|wasm| Module::read(wasm).unwrap()).collect();
        assert_eq!(read[2].imported, 2, "function 1 of the first part and 4 of the second");
        assert_eq!(read[1].exports.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["4"]);
        for wasm in &parts.wasm {
            assert!(wasmparser::validate(wasm).is_ok());
        }
    }

    #[test]
    fn a_broken_wasm_is_refused() {
        let sample = Sample { calls: &[&[2], &[]], slots: &[], names: &[] };
        let wasm = sample.wasm();
        for end in 0..wasm.len() - 1 {
            let cut = &wasm[..end];
            // A file that ends between two sections can be whole; it never panics.
            let _ = split(stages(cut), &[]);
        }
        assert!(split(stages(b"\0asm"), &[]).is_err());
    }
}
