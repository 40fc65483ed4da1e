//! Wasm sorted into streams, for packing: opcodes with opcodes, offsets with offsets. LZMA makes a tenth less of them
//! than of the code as it stands. Nothing is lost: `together` gives the same bytes, and assets/loader/sorted.js does the
//! same in the page.
//!
//! Sorted bytes begin with 1 (a wasm begins with 0), then the length of the wasm, the length of what stands before its
//! code, and the length of each stream, as LEB128; then the streams one after another.

/// What the first byte says.
const SORTED: u8 = 1;
/// The code section's id in the WebAssembly core specification, 5.5.
const CODE: u8 = 10;
const STREAMS: usize = 14;
/// What is not code; local declarations; opcodes; and the numbers behind them by use.
const REST: usize = 0;
const DECLARED: usize = 1;
const OP: usize = 2;
const BRANCH: usize = 3;
const TABLE: usize = 4;
const CALL: usize = 5;
const INDIRECT: usize = 6;
const GET: usize = 7;
const SET: usize = 8;
const GLOBAL: usize = 9;
const LOAD: usize = 10;
const STORE: usize = 11;
const SMALL: usize = 12;
const LARGE: usize = 13;

/// Opcodes, 5.4 of the specification.
mod op {
    pub const BLOCK: u8 = 0x02;
    pub const IF: u8 = 0x04;
    pub const END: u8 = 0x0b;
    pub const BR: u8 = 0x0c;
    pub const BR_IF: u8 = 0x0d;
    pub const BR_TABLE: u8 = 0x0e;
    pub const CALL: u8 = 0x10;
    pub const CALL_INDIRECT: u8 = 0x11;
    pub const LOCAL_GET: u8 = 0x20;
    pub const LOCAL_TEE: u8 = 0x22;
    pub const GLOBAL_GET: u8 = 0x23;
    pub const GLOBAL_SET: u8 = 0x24;
    pub const LOAD: u8 = 0x28;
    pub const STORE: u8 = 0x36;
    pub const STORE_LAST: u8 = 0x3e;
    pub const MEMORY_SIZE: u8 = 0x3f;
    pub const MEMORY_GROW: u8 = 0x40;
    pub const I32_CONST: u8 = 0x41;
    pub const I64_CONST: u8 = 0x42;
    pub const F32_CONST: u8 = 0x43;
    pub const F64_CONST: u8 = 0x44;
    /// The last of the first version with sign extension.
    pub const LAST: u8 = 0xc4;
}

/// The alignment a load or store has by itself, from `op::LOAD` on, as a power of two.
const NATURAL: [u8; 23] = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];
/// A constant of more than two bytes stands under an opcode of its own, this plus its length.
const LONG_CONST: u8 = 0xc8;
/// A load or store of another alignment: its opcode plus this, then the alignment.
const UNALIGNED: u8 = 0xa8;

/// The sorted form, or nothing where the bytes are no wasm of the first version that comes back the same.
pub fn apart(wasm: &[u8]) -> Option<Vec<u8>> {
    let code = code_section(wasm)?;
    let mut streams = vec![Vec::new(); STREAMS];
    streams[REST].extend(wasm.get(..code.start)?);
    streams[REST].extend(wasm.get(code.end..)?);
    let mut at = Reader { bytes: wasm.get(..code.end)?, at: code.start };
    at.byte()?;
    at.number()?;
    let count = at.copy(&mut streams[DECLARED])?;
    for _ in 0..count {
        at.number()?;
        sort_body(&mut at, &mut streams)?;
    }
    let mut sorted = vec![SORTED];
    let lengths = streams.iter().map(Vec::len);
    [wasm.len(), code.start].into_iter().chain(lengths).for_each(|length| write_number(&mut sorted, length));
    streams.iter().for_each(|stream| sorted.extend(stream));
    (together(&sorted).as_deref() == Some(wasm)).then_some(sorted)
}

fn sort_body(at: &mut Reader, to: &mut [Vec<u8>]) -> Option<()> {
    for _ in 0..at.copy(&mut to[DECLARED])? {
        at.copy(&mut to[DECLARED])?;
        to[DECLARED].push(at.byte()?);
    }
    let mut depth = 1_u32;
    while depth > 0 {
        let code = at.byte()?;
        if code > op::LAST {
            return None;
        }
        if let Some(natural) = natural(code) {
            let align = at.byte()?;
            to[OP].extend(if align == natural { vec![code] } else { vec![code.checked_add(UNALIGNED)?, align] });
        } else if code == op::I32_CONST {
            let mut value = Vec::new();
            at.copy(&mut value)?;
            let is_long = value.len() > 2;
            to[OP].push(if is_long { LONG_CONST.checked_add(value.len() as u8)? } else { code });
            to[if is_long { LARGE } else { SMALL }].extend(value);
            continue;
        } else {
            to[OP].push(code);
        }
        depth = depth_after(code, depth);
        operands(code, |kind| match kind {
            Operand::Number(stream) => at.copy(&mut to[stream]),
            Operand::Byte(stream) => at.byte().inspect(|byte| to[stream].push(*byte)).map(usize::from),
        })?;
    }
    Some(())
}

/// The wasm of a sorted form; nothing where it is none.
pub fn together(sorted: &[u8]) -> Option<Vec<u8>> {
    let mut head = Reader { bytes: sorted, at: 0 };
    if head.byte()? != SORTED {
        return None;
    }
    let (size, before) = (head.number()?, head.number()?);
    let lengths = (0..STREAMS).map(|_| head.number()).collect::<Option<Vec<usize>>>()?;
    let mut start = head.at;
    let mut from = Vec::new();
    for length in lengths {
        let end = start.checked_add(length)?;
        from.push(Reader { bytes: sorted.get(..end)?, at: start });
        start = end;
    }
    let mut code = Vec::new();
    let count = from[DECLARED].copy(&mut code)?;
    for _ in 0..count {
        let body = join_body(&mut from)?;
        write_number(&mut code, body.len());
        code.extend(body);
    }
    let rest = from[REST].bytes.get(from[REST].at..)?;
    let mut wasm = rest.get(..before)?.to_vec();
    wasm.push(CODE);
    write_number(&mut wasm, code.len());
    wasm.extend(code);
    wasm.extend(rest.get(before..)?);
    (wasm.len() == size).then_some(wasm)
}

fn join_body(from: &mut [Reader]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    for _ in 0..from[DECLARED].copy(&mut body)? {
        from[DECLARED].copy(&mut body)?;
        body.push(from[DECLARED].byte()?);
    }
    let mut depth = 1_u32;
    while depth > 0 {
        let mut code = from[OP].byte()?;
        if code >= op::LOAD + UNALIGNED {
            code -= UNALIGNED;
            body.extend([code, from[OP].byte()?]);
        } else if code > LONG_CONST {
            body.push(op::I32_CONST);
            from[LARGE].copy(&mut body)?;
            continue;
        } else {
            body.push(code);
            body.extend(natural(code));
        }
        depth = depth_after(code, depth);
        if code == op::I32_CONST {
            from[SMALL].copy(&mut body)?;
        }
        operands(code, |kind| match kind {
            Operand::Number(stream) => from[stream].copy(&mut body),
            Operand::Byte(stream) => from[stream].byte().inspect(|byte| body.push(*byte)).map(usize::from),
        })?;
    }
    Some(body)
}

enum Operand {
    /// LEB128 of any length.
    Number(usize),
    Byte(usize),
}

/// Every operand of an opcode in order, but for alignments and 32-bit constants, which have ways of their own.
fn operands(code: u8, mut take: impl FnMut(Operand) -> Option<usize>) -> Option<()> {
    match code {
        op::BLOCK..=op::IF | op::MEMORY_SIZE | op::MEMORY_GROW => take(Operand::Byte(OP))?,
        op::BR | op::BR_IF => take(Operand::Number(BRANCH))?,
        op::BR_TABLE => {
            let count = take(Operand::Number(TABLE))?;
            (0..=count).try_fold(0, |_, _| take(Operand::Number(TABLE)))?
        }
        op::CALL => take(Operand::Number(CALL))?,
        op::CALL_INDIRECT => take(Operand::Number(INDIRECT)).and_then(|_| take(Operand::Byte(INDIRECT)))?,
        op::LOCAL_GET => take(Operand::Number(GET))?,
        0x21..=op::LOCAL_TEE => take(Operand::Number(SET))?,
        op::GLOBAL_GET | op::GLOBAL_SET => take(Operand::Number(GLOBAL))?,
        op::LOAD..=0x35 => take(Operand::Number(LOAD))?,
        op::STORE..=op::STORE_LAST => take(Operand::Number(STORE))?,
        op::I64_CONST => take(Operand::Number(LARGE))?,
        op::F32_CONST => (0..4).try_fold(0, |_, _| take(Operand::Byte(LARGE)))?,
        op::F64_CONST => (0..8).try_fold(0, |_, _| take(Operand::Byte(LARGE)))?,
        _ => 0,
    };
    Some(())
}

fn natural(code: u8) -> Option<u8> {
    NATURAL.get(usize::from(code.checked_sub(op::LOAD)?)).copied()
}

fn depth_after(code: u8, depth: u32) -> u32 {
    match code {
        op::BLOCK..=op::IF => depth + 1,
        op::END => depth - 1,
        _ => depth,
    }
}

/// Where the code section stands, its id included.
fn code_section(wasm: &[u8]) -> Option<std::ops::Range<usize>> {
    let mut at = Reader { bytes: wasm, at: 8 };
    loop {
        let start = at.at;
        let id = at.byte()?;
        let length = at.number()?;
        at.at = at.at.checked_add(length)?;
        if id == CODE {
            return (at.at <= wasm.len()).then_some(start..at.at);
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at)?;
        self.at += 1;
        Some(*byte)
    }

    /// A LEB128 number, of which only 32 bits count.
    fn number(&mut self) -> Option<usize> {
        self.copy(&mut Vec::new())
    }

    /// The same, copied as it stands.
    fn copy(&mut self, to: &mut Vec<u8>) -> Option<usize> {
        let mut value = 0_u64;
        // A 64-bit number has at most ten bytes.
        for shift in (0..70).step_by(7) {
            let byte = self.byte()?;
            to.push(byte);
            value |= u64::from(byte & 127).checked_shl(shift).unwrap_or(0);
            if byte < 128 {
                return Some(value as u32 as usize);
            }
        }
        None
    }
}

fn write_number(to: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest > 127 {
        to.push((rest & 127) as u8 | 128);
        rest >>= 7;
    }
    to.push(rest as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module of one function with these opcodes.
    fn module(body: &[u8]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0\x03\x02\x01\0".to_vec();
        let mut code = vec![1];
        write_number(&mut code, body.len());
        code.extend(body);
        wasm.push(CODE);
        write_number(&mut wasm, code.len());
        wasm.extend(code);
        wasm.extend(b"\x0b\x01\0");
        wasm
    }

    fn check(body: &[u8], comes_back: bool) {
        let wasm = module(body);
        let sorted = apart(&wasm);
        assert_eq!(sorted.is_some(), comes_back, "{body:02x?}");
        if let Some(sorted) = sorted {
            assert_eq!(together(&sorted).as_deref(), Some(wasm.as_slice()));
            for end in 0..sorted.len() {
                assert_eq!(together(&sorted[..end]), None, "cut at {end}");
            }
        }
    }

    #[test]
    fn every_sort_of_operand_comes_back() {
        check(&[0, 0x0b], true);
        check(&[2, 3, 0x7f, 1, 0x7e, 0x20, 2, 0x21, 0x80, 1, 0x0b], true);
        check(&[0, 0x02, 0x40, 0x0c, 0, 0x0b, 0x0e, 1, 0, 0, 0x10, 0x85, 0x80, 0, 0x11, 3, 0, 0x0b], true);
        check(&[0, 0x28, 2, 0x10, 0x28, 0, 0x10, 0x3e, 0, 0x80, 1, 0x37, 3, 0, 0x0b], true);
        check(
            &[0, 0x41, 0x7f, 0x41, 0x80, 1, 0x41, 0x80, 0x80, 1, 0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 0x0b],
            true,
        );
        check(&[0, 0x43, 1, 2, 3, 4, 0x44, 1, 2, 3, 4, 5, 6, 7, 8, 0x3f, 0, 0x40, 0, 0x23, 0, 0x24, 1, 0x0b], true);
    }

    #[test]
    fn what_is_no_such_wasm_stays_as_it_is() {
        check(&[0, 0xfc, 0x0a, 0, 0, 0x0b], false);
        check(&[0, 0x01], false);
        check(&[0, 0x0b, 0x0b], false);
        assert_eq!(apart(b""), None);
        assert_eq!(apart(b"\0asm\x01\0\0\0"), None);
        assert_eq!(together(b"\0asm\x01\0\0\0"), None);
    }
}
