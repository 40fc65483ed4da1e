//! Short names between the wasm and its glue. wasm-bindgen joins each name with a hash
//! (`__wbg_setAttribute_f75317b2b5cabfb4`, `wasm_bindgen_bbeec58be9424ff0___convert__closures…`); 160 of them, written
//! twice, are noise no compressor can squeeze. Both sides get `_0`, `_1` … for imports and `_e0` … for exports.

use crate::Result;

/// Ids of sections, 5.5 of the WebAssembly core specification.
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// The wasm and the glue with short names. Other bytes stay as they are.
///
/// # Errors
/// A section of the wasm is not as the format says, or a name is missing in the glue.
pub fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let (wasm, imported) = renamed(wasm, IMPORTS)?;
    let (wasm, exported) = renamed(&wasm, EXPORTS)?;
    let mut names: Vec<_> = imported.into_iter().chain(exported).collect();
    // One name may begin like another.
    names.sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
    let mut glue = glue.to_owned();
    for (old, new) in names {
        if !glue.contains(&old) {
            return Err(format!("the glue lacks {old}, which the wasm has."));
        }
        glue = glue.replace(&old, &new);
    }
    Ok((wasm, glue))
}

/// Names before and after.
type Changed = Vec<(String, String)>;

/// The wasm with short names in one of the two sections, and the names that changed. A wasm without exports stays as it
/// is; without imports it is none of ours.
fn renamed(wasm: &[u8], section: u8) -> Result<(Vec<u8>, Changed)> {
    let Some(from) = header(wasm, section)? else {
        return if section == EXPORTS { Ok((wasm.to_vec(), Vec::new())) } else { Err(broken()) };
    };
    let mut reader = Reader { bytes: wasm, at: from + 1 };
    let end = reader.number()? as usize + reader.at;
    let count = reader.number()?;
    let (mut entries, mut changed) = (Vec::new(), Vec::new());
    write_number(&mut entries, count);
    for at in 0..count {
        if section == IMPORTS {
            write_name(&mut entries, &reader.name()?);
        }
        let name = reader.name()?;
        let rest = reader.at;
        if section == IMPORTS {
            reader.skip_kind()?
        } else {
            reader.byte().and_then(|_| reader.number()).map(drop)?
        }
        let new = match section {
            IMPORTS if is_hashed(&name) => format!("_{at}"),
            EXPORTS if name.starts_with("wasm_bindgen_") => format!("_e{at}"),
            _ => name.clone(),
        };
        write_name(&mut entries, &new);
        entries.extend(wasm.get(rest..reader.at).ok_or_else(broken)?);
        if new != name {
            changed.push((name, new));
        }
    }
    if reader.at != end {
        return Err(broken());
    }
    let mut out = wasm.get(..from).ok_or_else(broken)?.to_vec();
    out.push(section);
    write_number(&mut out, u32::try_from(entries.len()).map_err(|_| broken())?);
    out.extend(entries);
    out.extend(wasm.get(end..).ok_or_else(broken)?);
    Ok((out, changed))
}

/// Ends in `_` and 16 hexadecimal digits.
fn is_hashed(name: &str) -> bool {
    let hash = name.rsplit('_').next().unwrap_or_default();
    name.starts_with("__wb") && hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit())
}

fn broken() -> String {
    "the wasm's names cannot be read; see imports.rs.".into()
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

/// Where a section's id stands; none where the wasm has no such section.
fn header(wasm: &[u8], wanted: u8) -> Result<Option<usize>> {
    let mut reader = Reader { bytes: wasm, at: 8 };
    while reader.at < wasm.len() {
        let at = reader.at;
        if reader.byte()? == wanted {
            return Ok(Some(at));
        }
        let length = reader.number()? as usize;
        reader.at += length;
    }
    if reader.at == wasm.len() { Ok(None) } else { Err(broken()) }
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
    fn exports_become_short_where_one_name_begins_like_another() {
        let wasm = |names: [&str; 3]| {
            let mut exports = vec![3];
            for name in names {
                write_name(&mut exports, name);
                exports.extend([0, 5]);
            }
            let mut wasm = b"\0asm\x01\0\0\0\x02\x01\0\x07".to_vec();
            write_number(&mut wasm, exports.len() as u32);
            wasm.extend(exports);
            wasm
        };
        let (one, two) = ("wasm_bindgen_bbeec58be9424ff0_true_", "wasm_bindgen_bbeec58be9424ff0_true__1_");
        let (short, glue) = shorten(&wasm([one, "memory", two]), &format!("wasm.{one}(a); wasm.{two}(b)")).unwrap();
        assert_eq!(short, wasm(["_e0", "memory", "_e2"]));
        assert_eq!(glue, "wasm._e0(a); wasm._e2(b)");
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
