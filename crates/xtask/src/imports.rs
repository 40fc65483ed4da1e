//! Short names between the wasm and its glue. wasm-bindgen joins each name with a hash
//! (`__wbg_setAttribute_f75317b2b5cabfb4`); 150 of them, written twice, are noise no compressor can
//! squeeze. Both sides get `_0`, `_1` … instead.

use crate::Result;

/// The wasm and the glue with short import names. Other bytes stay as they are.
///
/// # Errors
/// The wasm's import section is not as the format says, or a name is missing in the glue.
pub fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let (start, end) = section(wasm, 2)?;
    let mut reader = Reader { bytes: wasm, at: start };
    let count = reader.number()?;
    let mut imports = Vec::new();
    write_number(&mut imports, count);
    let mut glue = glue.to_owned();
    for at in 0..count {
        let (module, name) = (reader.name()?, reader.name()?);
        let kind_from = reader.at;
        reader.skip_kind()?;
        let kind = wasm.get(kind_from..reader.at).ok_or_else(broken)?;
        let new = if is_hashed(&name) { format!("_{at}") } else { name.clone() };
        if new != name {
            if !glue.contains(&name) {
                return Err(format!("the glue lacks {name}, which the wasm imports."));
            }
            glue = glue.replace(&name, &new);
        }
        write_name(&mut imports, &module);
        write_name(&mut imports, &new);
        imports.extend(kind);
    }
    if reader.at != end {
        return Err(broken());
    }
    let mut out = wasm.get(..header(wasm, 2)?).ok_or_else(broken)?.to_vec();
    out.push(2);
    write_number(&mut out, u32::try_from(imports.len()).map_err(|_| broken())?);
    out.extend(imports);
    out.extend(wasm.get(end..).ok_or_else(broken)?);
    Ok((out, glue))
}

/// Ends in `_` and 16 hexadecimal digits.
fn is_hashed(name: &str) -> bool {
    let hash = name.rsplit('_').next().unwrap_or_default();
    name.starts_with("__wb") && hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit())
}

fn broken() -> String {
    "the wasm's import section cannot be read; see imports.rs.".into()
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8> {
        let byte = self.bytes.get(self.at).copied().ok_or_else(broken)?;
        self.at += 1;
        Ok(byte)
    }

    /// An unsigned LEB128 of at most 32 bits.
    fn number(&mut self) -> Result<u32> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 127) << shift.min(31);
            if byte & 128 == 0 {
                return Ok(number);
            }
        }
        Err(broken())
    }

    fn name(&mut self) -> Result<String> {
        let length = self.number()? as usize;
        let text = self.bytes.get(self.at..self.at + length).ok_or_else(broken)?;
        self.at += length;
        String::from_utf8(text.to_vec()).map_err(|_| broken())
    }

    /// What follows the two names: function, table, memory or global.
    fn skip_kind(&mut self) -> Result {
        match self.byte()? {
            0 => self.number().map(drop),
            kind @ (1 | 2) => {
                if kind == 1 {
                    self.byte()?;
                }
                let has_max = self.byte()? & 1 == 1;
                self.number()?;
                if has_max {
                    self.number()?;
                }
                Ok(())
            }
            3 => self.byte().and(self.byte()).map(drop),
            _ => Err(broken()),
        }
    }
}

/// Where a section's content starts and ends.
fn section(wasm: &[u8], wanted: u8) -> Result<(usize, usize)> {
    let mut reader = Reader { bytes: wasm, at: header(wasm, wanted)? + 1 };
    let length = reader.number()? as usize;
    Ok((reader.at, reader.at + length))
}

/// Where a section's id stands.
fn header(wasm: &[u8], wanted: u8) -> Result<usize> {
    let mut reader = Reader { bytes: wasm, at: 8 };
    loop {
        let at = reader.at;
        let id = reader.byte()?;
        if id == wanted {
            return Ok(at);
        }
        let length = reader.number()? as usize;
        reader.at += length;
    }
}

pub fn write_number(out: &mut Vec<u8>, mut number: u32) {
    while number > 127 {
        out.push(number as u8 & 127 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

pub fn write_name(out: &mut Vec<u8>, name: &str) {
    write_number(out, name.len() as u32);
    out.extend(name.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One type section, then two imported functions, then an empty function section.
    fn wasm(first: &str, second: &str) -> Vec<u8> {
        let mut imports = vec![2];
        for name in [first, second] {
            write_name(&mut imports, "./z_bg.js");
            write_name(&mut imports, name);
            imports.extend([0, 0]);
        }
        let mut wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02".to_vec();
        write_number(&mut wasm, imports.len() as u32);
        wasm.extend(imports);
        wasm.extend([3, 1, 0]);
        wasm
    }

    #[test]
    fn hashed_names_become_short_on_both_sides() {
        let long = "__wbg_focus_d5e2fdbdb56416f0";
        let (short, glue) =
            shorten(&wasm(long, "__wbindgen_throw"), &format!("{{ {long}: f, __wbindgen_throw: g }}")).unwrap();
        assert_eq!(short, wasm("_0", "__wbindgen_throw"));
        assert_eq!(glue, "{ _0: f, __wbindgen_throw: g }");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let long = "__wbg_focus_d5e2fdbdb56416f0";
        assert!(shorten(&wasm(long, "x"), "{}").is_err_and(|e| e.contains("focus")));
        let whole = wasm(long, "x");
        for end in 0..whole.len() - 3 {
            assert!(shorten(&whole[..end], long).is_err(), "{end} bytes");
        }
    }
}
