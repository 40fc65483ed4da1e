//! Which bytes of the memory's first contents only the second half reads.
//!
//! The linker leaves its relocations behind (`--emit-relocs` in route.rs): which function and which piece of data
//! refers to which other piece. Data that nothing in the first half refers to, directly or through other data, moves
//! to the second. Later steps rewrite functions and drop the relocations, but move no data.

use super::module::{Module, unreadable};
use crate::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{KnownCustom, Linking, Parser, Payload, RelocationType, SymbolInfo};

/// A run of bytes at an address of the memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub address: u32,
    pub bytes: Vec<u8>,
}

/// Who refers to which data, as the linker left it.
#[derive(Debug, Default)]
pub struct References {
    /// Addresses of every data symbol by its number; none for symbols of other kinds.
    symbols: Vec<Option<Range<u32>>>,
    /// Function (as in the linked module) to the symbols it refers to.
    by_function: BTreeMap<u32, BTreeSet<usize>>,
    /// Address to the symbol referred to there.
    by_address: BTreeMap<u32, usize>,
}

impl References {
    /// The address ranges that none of the functions in `users` (numbers of the linked module) needs, in order.
    pub fn unused(&self, users: impl Fn(u32) -> bool) -> Vec<Range<u32>> {
        let from_code = self.by_function.iter().filter(|(function, _)| users(**function));
        let mut open: Vec<usize> = from_code.flat_map(|(_, symbols)| symbols.iter().copied()).collect();
        let mut kept: BTreeSet<usize> = BTreeSet::new();
        while let Some(symbol) = open.pop() {
            if kept.insert(symbol)
                && let Some(Some(range)) = self.symbols.get(symbol)
            {
                open.extend(self.by_address.range(range.clone()).map(|(_, target)| *target));
            }
        }
        let ranges = |is_kept: bool| {
            let all = self.symbols.iter().enumerate().filter(|(at, _)| kept.contains(at) == is_kept);
            joined(all.filter_map(|(_, range)| range.clone()).collect())
        };
        without(&ranges(false), &ranges(true))
    }

    /// Reads them from a linked module.
    ///
    /// # Errors
    /// The wasm has no relocations, or they cannot be read.
    pub fn read(module: &Module) -> Result<References> {
        let bases: Vec<u32> = module.data.iter().map(|(address, _)| *address).collect();
        let mut linked = References::default();
        // The number of a section counts custom ones too.
        let mut order = Vec::new();
        let mut relocations = Vec::new();
        for payload in Parser::new(0).parse_all(module.bytes) {
            let payload = payload.map_err(unreadable)?;
            if let Some((id, range)) = payload.as_section() {
                order.push((id, range.start));
            }
            let Payload::CustomSection(section) = payload else { continue };
            match section.as_known() {
                KnownCustom::Linking(parts) => {
                    for part in parts {
                        if let Linking::SymbolTable(symbols) = part.map_err(unreadable)? {
                            for symbol in symbols {
                                linked.symbols.push(range_of(&symbol.map_err(unreadable)?, &bases)?);
                            }
                        }
                    }
                }
                KnownCustom::Reloc(reader) => {
                    for entry in reader.entries() {
                        let entry = entry.map_err(unreadable)?;
                        if is_address(entry.ty) {
                            relocations.push((reader.section_index(), entry.offset, entry.index as usize));
                        }
                    }
                }
                _ => {}
            }
        }
        if linked.symbols.is_empty() || relocations.is_empty() {
            return Err("the linker left no relocations; see --emit-relocs in route.rs.".into());
        }
        for (section, offset, symbol) in relocations {
            let (id, start) = *order.get(section as usize).ok_or("relocations of no section")?;
            let place = start + offset as usize;
            match id {
                10 => {
                    let function = module.function_at(place).ok_or("a relocation between functions")?;
                    linked.by_function.entry(function).or_default().insert(symbol);
                }
                11 => {
                    let address = module.address_at(place).ok_or("a relocation between segments")?;
                    linked.by_address.insert(address, symbol);
                }
                _ => {}
            }
        }
        Ok(linked)
    }
}

fn range_of(symbol: &SymbolInfo, bases: &[u32]) -> Result<Option<Range<u32>>> {
    let SymbolInfo::Data { symbol: Some(defined), .. } = symbol else { return Ok(None) };
    let base = bases.get(defined.index as usize).ok_or("a symbol in no segment")?;
    let start = base + defined.offset;
    Ok(Some(start..start + defined.size))
}

fn is_address(ty: RelocationType) -> bool {
    matches!(
        ty,
        RelocationType::MemoryAddrLeb
            | RelocationType::MemoryAddrSleb
            | RelocationType::MemoryAddrI32
            | RelocationType::MemoryAddrRelSleb
            | RelocationType::MemoryAddrTlsSleb
            | RelocationType::MemoryAddrLocrelI32
    )
}

/// In order, without overlaps and empty ones.
fn joined(mut ranges: Vec<Range<u32>>) -> Vec<Range<u32>> {
    ranges.retain(|range| range.start < range.end);
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<u32>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// `ranges` less `taken`; both in order and without overlaps.
pub fn without(ranges: &[Range<u32>], taken: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    for range in ranges {
        let mut start = range.start;
        for other in taken.iter().filter(|other| other.start < range.end && other.end > range.start) {
            out.push(start..other.start.max(start));
            start = start.max(other.end);
        }
        out.push(start..range.end.max(start));
    }
    joined(out)
}

/// The first contents of the memory less what lies in `moved`. Runs are joined over gaps of at most `bridge` bytes,
/// with zeros: a header would cost more.
pub fn left(segments: &[Piece], moved: &[Range<u32>], bridge: u32) -> Vec<Piece> {
    let whole = segments.iter().map(|it| it.address..it.address + it.bytes.len() as u32).collect();
    let mut out: Vec<Piece> = Vec::new();
    for piece in taken(segments, &without(&joined(whole), moved)) {
        match out.last_mut() {
            Some(last) if piece.address - (last.address + last.bytes.len() as u32) <= bridge => {
                last.bytes.resize((piece.address - last.address) as usize, 0);
                last.bytes.extend(piece.bytes);
            }
            _ => out.push(piece),
        }
    }
    out
}

/// What lies in `ranges` of the first contents of the memory; the rest of a range is zeros and needs nothing.
pub fn taken(segments: &[Piece], ranges: &[Range<u32>]) -> Vec<Piece> {
    let mut out = Vec::new();
    for range in ranges {
        for segment in segments {
            let end = segment.address + segment.bytes.len() as u32;
            let (from, to) = (range.start.max(segment.address), range.end.min(end));
            let place = from.saturating_sub(segment.address) as usize..to.saturating_sub(segment.address) as usize;
            if let Some(bytes) = segment.bytes.get(place).filter(|bytes| !bytes.is_empty()) {
                out.push(Piece { address: from, bytes: bytes.to_vec() });
            }
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::*;

    #[test]
    fn data_moves_unless_the_first_half_reaches_it() {
        // Function 1 is first and refers to symbol 0, in which symbol 1 is referred to; 2 to symbol 2 alone.
        let linked = References {
            symbols: vec![Some(0..8), Some(8..16), Some(16..24), None, Some(12..20)],
            by_function: BTreeMap::from([(1, BTreeSet::from([0, 3])), (2, BTreeSet::from([0, 2]))]),
            by_address: BTreeMap::from([(4, 1), (16, 0)]),
        };
        assert_eq!(linked.unused(|function| function == 1), [16..24], "what two symbols share stays");
        assert_eq!(linked.unused(|_| true), Vec::<Range<u32>>::new(), "what nobody names is in a kept one");
        assert_eq!(linked.unused(|_| false), [0..24]);
    }

    #[test]
    fn ranges_are_joined_and_taken_away() {
        assert_eq!(joined(vec![4..6, 0..2, 1..3, 5..5, 3..4]), [0..6]);
        let check = |ranges: &[Range<u32>], taken: &[Range<u32>], want: &[Range<u32>]| {
            assert_eq!(without(ranges, taken), want);
        };
        check(&[0..10], &[2..3, 9..12], &[0..2, 3..9]);
        check(&[0..10], &[0..10], &[]);
        check(&[2..4, 6..8], &[3..7], &[2..3, 7..8]);
        check(&[2..4], &[], &[2..4]);
    }

    #[test]
    fn memory_is_cut_and_short_gaps_are_zeros() {
        let piece = |address, bytes: &[u8]| Piece { address, bytes: bytes.to_vec() };
        let whole = [piece(100, b"abcdefghij"), piece(200, b"klm")];
        let moved = [102..104, 108..110];
        assert_eq!(left(&whole, &moved, 1), [piece(100, b"ab"), piece(104, b"efgh"), piece(200, b"klm")]);
        assert_eq!(taken(&whole, &moved), [piece(102, b"cd"), piece(108, b"ij")]);
        let moved = [102..104, 106..107];
        assert_eq!(left(&whole, &moved, 2), [piece(100, b"ab\0\0ef\0hij"), piece(200, b"klm")]);
        assert_eq!(taken(&whole, &[109..111, 300..400]), [piece(109, b"j")]);
    }
}
