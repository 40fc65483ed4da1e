//! Files a person may hand in by mistake, or somebody on purpose.

use zicha_core::canonical::{BYTES_MAX, DEPTH_MAX};

/// A file that must be refused with a sentence of its own.
#[derive(Clone, Debug)]
pub struct Wrong {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// Files wrong in themselves, whatever they were meant to be; `sound` is a good one of the kind.
pub fn files(sound: &[u8]) -> Vec<Wrong> {
    let text = String::from_utf8(sound.to_vec()).unwrap();
    let twice = text.replacen('{', "{\"saved\": \"\", \"saved\": \"\", ", 1);
    vec![
        Wrong { name: "empty.json", bytes: Vec::new() },
        Wrong { name: "truncated.json", bytes: sound[..sound.len() / 2].to_vec() },
        Wrong { name: "twice.json", bytes: twice.into_bytes() },
        Wrong { name: "deep.json", bytes: "[".repeat(DEPTH_MAX + 10).into_bytes() },
        Wrong { name: "large.json", bytes: vec![b' '; BYTES_MAX + (1 << 20)] },
        Wrong { name: "gbk.json", bytes: b"{\"unit\": \"\xc7\xf8\xcb\xbe\xb7\xa8\xbe\xd6\"}".to_vec() },
        Wrong { name: "foreign.json", bytes: br#"{"name": "left-pad", "version": "1.0.0"}"#.to_vec() },
    ]
}

/// One byte of a text member changed, the file still well formed.
pub fn altered(sound: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(sound.to_vec()).unwrap();
    assert!(text.contains(from), "{from} is not in the file");
    text.replacen(from, to, 1).into_bytes()
}
