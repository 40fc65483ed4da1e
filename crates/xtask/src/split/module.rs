//! A wasm of the format's first version, as far as cutting it needs to know.

use super::data::Piece;
use crate::Result;
use std::collections::BTreeMap;
use std::ops::Range;
use wasmparser::{
    ElementItems, ElementKind, ExternalKind, FunctionBody, KnownCustom, Name, Operator, Parser, Payload, TypeRef,
};

/// Where things stand in the bytes, and the numbers that must change when functions move.
#[derive(Debug, Default)]
pub struct Module<'a> {
    pub bytes: &'a [u8],
    /// Contents of the sections that are copied whole, by section number.
    pub sections: BTreeMap<u8, Range<usize>>,
    /// How many functions are imported; they have the first numbers.
    pub imported: u32,
    /// Whether anything else than functions is imported.
    pub imports_more: bool,
    /// Type number of every function, imported ones first.
    pub types: Vec<u32>,
    pub empty_type: Option<u32>,
    /// Whether each global is mutable, and its value type's byte.
    pub globals: Vec<(u8, bool)>,
    pub table_size: u32,
    pub memory_pages: u32,
    /// Name, kind's byte, number.
    pub exports: Vec<(String, u8, u32)>,
    pub start: Option<u32>,
    /// Table slot to function.
    pub slots: BTreeMap<u32, u32>,
    /// Function names, where the wasm has them.
    pub names: BTreeMap<u32, String>,
    /// First contents of the memory: address, and where in the file.
    pub data: Vec<(u32, Range<usize>)>,
    code: Vec<Range<usize>>,
}

/// What a function refers to.
#[derive(Debug, Default)]
pub struct Uses {
    pub calls: Vec<u32>,
    pub globals: Vec<u32>,
}

pub fn unreadable(error: wasmparser::BinaryReaderError) -> String {
    format!("not a readable wasm: {error}")
}

impl<'a> Module<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Module<'a>> {
        let mut module = Module { bytes, ..Module::default() };
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.map_err(unreadable)?;
            if let Some((id, range)) = payload.as_section() {
                module.sections.insert(id, range);
            }
            module.take(payload)?;
        }
        Ok(module)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result {
        match payload {
            Payload::TypeSection(types) => {
                for (at, ty) in types.into_iter_err_on_gc_types().enumerate() {
                    let ty = ty.map_err(unreadable)?;
                    if ty.params().is_empty() && ty.results().is_empty() {
                        self.empty_type = Some(at as u32);
                    }
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    match import.map_err(unreadable)?.ty {
                        TypeRef::Func(ty) => self.types.push(ty),
                        _ => self.imports_more = true,
                    }
                }
                self.imported = self.types.len() as u32;
            }
            Payload::FunctionSection(functions) => {
                for ty in functions {
                    self.types.push(ty.map_err(unreadable)?);
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    self.table_size = table.map_err(unreadable)?.ty.initial as u32;
                }
            }
            Payload::MemorySection(memories) => {
                for memory in memories {
                    self.memory_pages = memory.map_err(unreadable)?.initial as u32;
                }
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    let ty = global.map_err(unreadable)?.ty;
                    self.globals.push((value_byte(ty.content_type)?, ty.mutable));
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export.map_err(unreadable)?;
                    self.exports.push((export.name.to_owned(), kind_byte(export.kind)?, export.index));
                }
            }
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::ElementSection(segments) => {
                for segment in segments {
                    self.take_slots(segment.map_err(unreadable)?)?;
                }
            }
            Payload::DataSection(segments) => {
                for segment in segments {
                    self.take_data(&segment.map_err(unreadable)?)?;
                }
            }
            Payload::CodeSectionEntry(body) => self.code.push(body.range()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(parts) = section.as_known() {
                    for part in parts {
                        if let Name::Function(map) = part.map_err(unreadable)? {
                            for naming in map {
                                let naming = naming.map_err(unreadable)?;
                                self.names.insert(naming.index, readable(naming.name));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_slots(&mut self, segment: wasmparser::Element) -> Result {
        let ElementKind::Active { offset_expr, .. } = segment.kind else {
            return Err("a table segment that is not active.".into());
        };
        let mut reader = offset_expr.get_operators_reader();
        let Operator::I32Const { value } = reader.read().map_err(unreadable)? else {
            return Err("a table segment whose place is not a number.".into());
        };
        let ElementItems::Functions(functions) = segment.items else {
            return Err("a table segment of something else than functions.".into());
        };
        for (at, function) in functions.into_iter().enumerate() {
            self.slots.insert(value as u32 + at as u32, function.map_err(unreadable)?);
        }
        Ok(())
    }

    fn take_data(&mut self, segment: &wasmparser::Data) -> Result {
        let wasmparser::DataKind::Active { offset_expr, .. } = &segment.kind else {
            return Err("a data segment that is not active.".into());
        };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read().map_err(unreadable)? else {
            return Err("a data segment whose place is not a number.".into());
        };
        let end = segment.range.end;
        self.data.push((value as u32, end - segment.data.len()..end));
        Ok(())
    }

    /// The first contents of the memory.
    pub fn memory(&self) -> Vec<Piece> {
        let bytes = |range: &Range<usize>| self.bytes.get(range.clone()).unwrap_or_default().to_vec();
        self.data.iter().map(|(address, range)| Piece { address: *address, bytes: bytes(range) }).collect()
    }

    /// The function whose code this place of the file is in.
    pub fn function_at(&self, place: usize) -> Option<u32> {
        let at = self.code.partition_point(|range| range.end <= place);
        self.code.get(at).filter(|range| range.contains(&place)).map(|_| at as u32 + self.imported)
    }

    /// The address of a place of the file in the data section.
    pub fn address_at(&self, place: usize) -> Option<u32> {
        let (address, range) = self.data.iter().find(|(_, range)| range.contains(&place))?;
        Some(address + (place - range.start) as u32)
    }

    /// How many functions the module has of its own.
    pub fn functions(&self) -> usize {
        self.code.len()
    }

    /// What JavaScript can call.
    pub fn entrances(&self) -> impl Iterator<Item = u32> {
        let exported = self.exports.iter().filter(|(_, kind, _)| *kind == 0).map(|(_, _, at)| *at);
        exported.chain(self.start)
    }

    pub fn body(&self, function: u32) -> Result<(Range<usize>, FunctionBody<'a>)> {
        let at = function.checked_sub(self.imported).ok_or("an imported function has no body")?;
        let range = self.code.get(at as usize).cloned().ok_or("a function without a body")?;
        let bytes = self.bytes.get(range.clone()).ok_or("a body outside the file")?;
        let body = FunctionBody::new(wasmparser::BinaryReader::new(bytes, range.start));
        Ok((range, body))
    }

    pub fn bodies(&self) -> Result<Vec<&'a [u8]>> {
        self.code.iter().map(|range| self.bytes.get(range.clone()).ok_or("a body outside the file".into())).collect()
    }

    pub fn uses(&self, function: u32) -> Result<Uses> {
        let mut uses = Uses::default();
        let mut reader = self.body(function)?.1.get_operators_reader().map_err(unreadable)?;
        while !reader.eof() {
            match reader.read().map_err(unreadable)? {
                Operator::Call { function_index } => uses.calls.push(function_index),
                Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                    uses.globals.push(global_index);
                }
                _ => {}
            }
        }
        Ok(uses)
    }

    /// The contents of a section, if the module has it.
    pub fn section(&self, id: u8) -> Option<&'a [u8]> {
        self.sections.get(&id).and_then(|range| self.bytes.get(range.clone()))
    }
}

/// The linker writes names mangled, wasm-bindgen writes them out.
fn readable(name: &str) -> String {
    rustc_demangle::try_demangle(name).map_or_else(|_| name.to_owned(), |it| it.to_string())
}

fn value_byte(ty: wasmparser::ValType) -> Result<u8> {
    match ty {
        wasmparser::ValType::I32 => Ok(0x7f),
        wasmparser::ValType::I64 => Ok(0x7e),
        wasmparser::ValType::F32 => Ok(0x7d),
        wasmparser::ValType::F64 => Ok(0x7c),
        _ => Err("a global of a newer type.".into()),
    }
}

fn kind_byte(kind: ExternalKind) -> Result<u8> {
    match kind {
        ExternalKind::Func => Ok(0),
        ExternalKind::Table => Ok(1),
        ExternalKind::Memory => Ok(2),
        ExternalKind::Global => Ok(3),
        _ => Err("an export of a newer kind.".into()),
    }
}
