//! Cuts the wasm in two: what the first screen needs, and the rest, which is fetched right after it.
//!
//! Both halves share one memory and one table, so nothing is compiled twice and no source knows of the
//! cut. A function belongs to the second half when nothing in the first can call it: neither directly
//! nor through a table slot that is not itself late. A slot is late when the function that the compiler
//! put there has a name with one of the words given (`zicha::pages::sign`); the page opens such a view
//! only after the second half has arrived (src/browser/late.rs).
//!
//! What only the second half reads of the memory's first contents moves with it (`data`).
//!
//! Functions are also put in an order that packs well: alike next to alike.

mod data;
mod module;
mod order;
mod write;

use crate::Result;
use module::Module;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The two halves.
#[derive(Debug)]
pub struct Halves {
    pub first: Vec<u8>,
    pub late: Vec<u8>,
    /// For people: how many functions went where.
    pub counts: (usize, usize),
}

/// The program at three stages of its making.
#[derive(Clone, Copy, Debug)]
pub struct Stages<'a> {
    /// As the linker left it, with relocations; without it all data stays in the first half.
    pub linked: Option<&'a [u8]>,
    /// With names, before functions were merged: the table slots are those of the last stage, and here a slot's name
    /// tells whose it is.
    pub bound: &'a [u8],
    /// What is cut. Its names serve only to compare it with the first stage.
    pub optimised: &'a [u8],
}

/// Cuts the last stage.
///
/// # Errors
/// A wasm that cannot be read or has more than the first version of the format allows.
pub fn split(stages: Stages, late_words: &[&str]) -> Result<Halves> {
    let late_slots = late_slots(&Module::read(stages.bound)?, late_words);
    let module = Module::read(stages.optimised)?;
    if module.imports_more {
        return Err("a wasm that imports a memory, a table or a global cannot be cut.".into());
    }
    let is_first = reachable(&module, &late_slots)?;
    let in_order = order::by_likeness(&module.bodies()?);
    let (first, late): (Vec<u32>, Vec<u32>) = in_order
        .into_iter()
        .map(|at| at as u32 + module.imported)
        .partition(|function| is_first[(*function - module.imported) as usize]);
    let counts = (first.len(), late.len());
    let moved = stages.linked.map_or(Ok(Vec::new()), |linked| late_data(linked, &module, &first, late_words))?;
    let plan = Plan { moved, ..Plan::new(&module, first, late, &late_slots)? };
    Ok(Halves { first: write::first(&module, &plan)?, late: write::late(&module, &plan)?, counts })
}

/// Who goes where, in the numbers of the uncut module.
#[derive(Debug)]
struct Plan {
    first: Vec<u32>,
    late: Vec<u32>,
    /// Functions and globals of the first half that the second uses.
    shared_functions: Vec<u32>,
    shared_globals: Vec<u32>,
    /// Slots that the second half fills, with the function of each.
    late_slots: BTreeMap<u32, u32>,
    /// Addresses whose first contents come with the second half.
    moved: Vec<Range<u32>>,
}

impl Plan {
    fn new(module: &Module, first: Vec<u32>, late: Vec<u32>, named_late: &BTreeSet<u32>) -> Result<Plan> {
        let is_late: BTreeSet<u32> = late.iter().copied().collect();
        let (mut functions, mut globals) = (BTreeSet::new(), BTreeSet::new());
        for function in &late {
            let used = module.uses(*function)?;
            functions.extend(used.calls.into_iter().filter(|called| !is_late.contains(called)));
            globals.extend(used.globals);
        }
        let late_slots: BTreeMap<u32, u32> =
            module.slots.iter().filter(|(_, f)| is_late.contains(f)).map(|(s, f)| (*s, *f)).collect();
        if let Some(slot) = late_slots.keys().find(|slot| !named_late.contains(slot)) {
            return Err(format!("table slot {slot} would be empty in the first half."));
        }
        let (shared_functions, shared_globals) = (functions.into_iter().collect(), globals.into_iter().collect());
        Ok(Plan { first, late, shared_functions, shared_globals, late_slots, moved: Vec::new() })
    }
}

/// Slots whose function has one of the words in its name.
fn late_slots(named: &Module, late_words: &[&str]) -> BTreeSet<u32> {
    let is_late = |function: &u32| {
        let name = named.names.get(function).map(|name| crate::top::without_hashes(name)).unwrap_or_default();
        late_words.iter().any(|word| name.contains(word))
    };
    named.slots.iter().filter(|(_, function)| is_late(function)).map(|(slot, _)| *slot).collect()
}

/// The addresses that the functions of the first half do not need: those the linker's first half has, and those of
/// the same name in what is cut.
fn late_data(linked: &[u8], cut: &Module, first: &[u32], late_words: &[&str]) -> Result<Vec<Range<u32>>> {
    let linked = Module::read(linked)?;
    let is_first = reachable(&linked, &late_slots(&linked, late_words))?;
    let names: BTreeSet<&str> =
        first.iter().filter_map(|function| cut.names.get(function)).map(String::as_str).collect();
    if names.is_empty() {
        return Err("the optimised wasm has no names; see -g among wasm-opt's flags.".into());
    }
    let is_named = |function: u32| linked.names.get(&function).is_none_or(|name| names.contains(name.as_str()));
    let ranges = data::late_ranges(&linked, |function| {
        let at = function.saturating_sub(linked.imported);
        is_first.get(at as usize).copied().unwrap_or(true) || is_named(function)
    })?;
    // Only what is there to be moved, byte for byte as the linker put it.
    let (before, after) = (linked.memory(), cut.memory());
    if before != after {
        return Err("the data changed after linking; see --skip-pass among wasm-opt's flags.".into());
    }
    Ok(ranges)
}

/// For each function of the module itself, whether the first half can call it.
fn reachable(module: &Module, late_slots: &BTreeSet<u32>) -> Result<Vec<bool>> {
    let mut is_first = vec![false; module.functions()];
    let from_slots = module.slots.iter().filter(|(slot, _)| !late_slots.contains(slot)).map(|(_, function)| *function);
    let mut open: Vec<u32> = module.entrances().chain(from_slots).collect();
    while let Some(function) = open.pop() {
        let Some(at) = function.checked_sub(module.imported) else { continue };
        let seen = is_first.get_mut(at as usize).ok_or("a call to no function")?;
        if !std::mem::replace(seen, true) {
            open.extend(module.uses(function)?.calls);
        }
    }
    Ok(is_first)
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
        let halves = split(stages(&wasm), &["zicha::pages::sign"]).unwrap();
        assert_eq!(halves.counts, (3, 2));
        let (first, late) = (Module::read(&halves.first).unwrap(), Module::read(&halves.late).unwrap());
        assert_eq!((first.functions(), late.functions()), (4, 2), "the first half has a stand-in for late slots");
        assert_eq!(late.slots.keys().copied().collect::<Vec<_>>(), [2]);
        assert!(first.slots.contains_key(&2), "an empty slot traps in words");
        assert_eq!(late.imported, 2, "function 2 and the import");
        for half in [&halves.first, &halves.late] {
            assert!(wasmparser::validate(half).is_ok());
        }
        assert!(!has_section(&halves.late, 11), "data stays in the first half");
    }

    #[test]
    fn without_late_names_everything_stays() {
        let sample = Sample { calls: &[&[2], &[], &[]], slots: &[(1, 3)], names: &[(3, "zicha::app::view")] };
        let halves = split(stages(&sample.wasm()), &["zicha::pages::sign"]).unwrap();
        assert_eq!(halves.counts, (3, 0));
    }

    #[test]
    fn a_function_that_both_call_stays_in_the_first_half() {
        let sample = Sample {
            calls: &[&[3], &[3], &[]],
            slots: &[(1, 2)],
            names: &[(2, "zicha::pages::sign::view"), (3, "zicha::pages::sign::shared")],
        };
        let halves = split(stages(&sample.wasm()), &["zicha::pages::sign"]).unwrap();
        assert_eq!(halves.counts, (2, 1));
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
