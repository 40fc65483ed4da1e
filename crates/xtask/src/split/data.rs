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

/// What the linker left behind.
#[derive(Debug, Default)]
struct Linked {
    /// Addresses of every data symbol by its number; none for symbols of other kinds.
    symbols: Vec<Option<Range<u32>>>,
    /// Function (as in the linked module) to the symbols it refers to.
    by_function: BTreeMap<u32, BTreeSet<usize>>,
    /// Address to the symbol referred to there.
    by_address: BTreeMap<u32, usize>,
}

/// The address ranges that no function in `is_first` (numbers of the linked module) needs, in order.
///
/// # Errors
/// The wasm has no relocations, or they cannot be read.
pub fn late_ranges(linked: &Module, is_first: impl Fn(u32) -> bool) -> Result<Vec<Range<u32>>> {
    Ok(Linked::read(linked)?.late_ranges(is_first))
}

impl Linked {
    fn late_ranges(&self, is_first: impl Fn(u32) -> bool) -> Vec<Range<u32>> {
        let from_code = self.by_function.iter().filter(|(function, _)| is_first(**function));
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

    fn read(module: &Module) -> Result<Linked> {
        let bases: Vec<u32> = module.data.iter().map(|(address, _)| *address).collect();
        let mut linked = Linked::default();
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

/// `ranges` less `taken`; both as [`joined`] leaves them.
fn without(ranges: &[Range<u32>], taken: &[Range<u32>]) -> Vec<Range<u32>> {
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

/// The first contents of the memory in two: what is left, and what lies in `late`. Runs of what is left are joined
/// over moved gaps of at most `bridge` bytes, with zeros: a header would cost more.
///
/// # Errors
/// A late range lies in no segment.
pub fn cut(segments: &[Piece], late: &[Range<u32>], bridge: u32) -> Result<(Vec<Piece>, Vec<Piece>)> {
    let (mut left, mut moved) = (Vec::new(), Vec::new());
    let mut rest: BTreeSet<(u32, u32)> = late.iter().map(|range| (range.start, range.end)).collect();
    for segment in segments {
        let end = segment.address + segment.bytes.len() as u32;
        let slice = |from: u32, to: u32| -> Vec<u8> {
            let (from, to) = ((from - segment.address) as usize, (to - segment.address) as usize);
            segment.bytes.get(from..to).unwrap_or_default().to_vec()
        };
        let mut at = segment.address;
        let inside: Vec<(u32, u32)> =
            rest.iter().copied().filter(|it| it.0 >= segment.address && it.1 <= end).collect();
        for (from, to) in inside {
            rest.remove(&(from, to));
            push(&mut left, Piece { address: at, bytes: slice(at, from) }, bridge);
            push(&mut moved, Piece { address: from, bytes: slice(from, to) }, 0);
            at = to;
        }
        push(&mut left, Piece { address: at, bytes: slice(at, end) }, bridge);
    }
    match rest.first() {
        // Zeros need no segment.
        Some(_) if segments.is_empty() => Ok((left, moved)),
        Some((from, to)) => Err(format!("data at {from}..{to} lies in no segment.")),
        None => Ok((left, moved)),
    }
}

fn push(all: &mut Vec<Piece>, piece: Piece, bridge: u32) {
    if piece.bytes.is_empty() {
        return;
    }
    match all.last_mut() {
        Some(last) if piece.address - (last.address + last.bytes.len() as u32) <= bridge => {
            last.bytes.resize((piece.address - last.address) as usize, 0);
            last.bytes.extend(piece.bytes);
        }
        _ => all.push(piece),
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::*;

    #[test]
    fn data_moves_unless_the_first_half_reaches_it() {
        // Function 1 is first and refers to symbol 0, in which symbol 1 is referred to; 2 to symbol 2 alone.
        let linked = Linked {
            symbols: vec![Some(0..8), Some(8..16), Some(16..24), None, Some(12..20)],
            by_function: BTreeMap::from([(1, BTreeSet::from([0, 3])), (2, BTreeSet::from([0, 2]))]),
            by_address: BTreeMap::from([(4, 1), (16, 0)]),
        };
        assert_eq!(linked.late_ranges(|function| function == 1), [16..24], "what two symbols share stays");
        assert_eq!(linked.late_ranges(|_| true), Vec::<Range<u32>>::new(), "what nobody names is in a kept one");
        assert_eq!(linked.late_ranges(|_| false), [0..24]);
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
        let (left, moved) = cut(&whole, &[102..104, 108..110], 1).unwrap();
        assert_eq!(left, [piece(100, b"ab"), piece(104, b"efgh"), piece(200, b"klm")]);
        assert_eq!(moved, [piece(102, b"cd"), piece(108, b"ij")]);
        let (left, moved) = cut(&whole, &[102..104, 106..107], 2).unwrap();
        assert_eq!(left, [piece(100, b"ab\0\0ef\0hij"), piece(200, b"klm")]);
        assert_eq!(moved, [piece(102, b"cd"), piece(106, b"g")]);
        assert!(cut(&whole, &[109..111], 1).is_err());
    }
}
