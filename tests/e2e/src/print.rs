//! What the browser prints: every sheet with its size and its text.

use crate::browser::Browser;
use lopdf::{Document, Object, ObjectId};
use serde_json::json;

/// One printed sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Whole millimetres.
    pub width_mm: u32,
    pub height_mm: u32,
    /// Without line breaks, which are the browser's.
    pub text: String,
}

impl Browser {
    /// Prints the page as its style sheet wants it.
    pub fn sheets(&self) -> Vec<Sheet> {
        let answer = self.cdp("Page.printToPDF", json!({"preferCSSPageSize": true, "printBackground": true}));
        let pdf = crate::remote::base64(answer["data"].as_str().expect("the browser prints"));
        let document = Document::load_mem(&pdf).expect("the print is a PDF");
        let sheet = |(at, id): (u32, ObjectId)| {
            let (width_mm, height_mm) = size_mm(&document, id);
            let text = document.extract_text(&[at]).unwrap_or_default().replace('\n', " ");
            Sheet { width_mm, height_mm, text }
        };
        document.get_pages().into_iter().map(sheet).collect()
    }
}

impl Sheet {
    /// Whether the words stand on it, whatever the spaces and line breaks. A font may give a radical's number (⻔) to a
    /// character that looks the same (门): these count as any character.
    pub fn says(&self, words: &str) -> bool {
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<char>>();
        let is_radical = |c: char| ('\u{2e80}'..='\u{2fdf}').contains(&c);
        let (text, words) = (bare(&self.text), bare(words));
        text.windows(words.len().max(1)).any(|at| at.iter().zip(&words).all(|(a, b)| a == b || is_radical(*a)))
    }
}

/// The sheet's own size or that of the folder of sheets it lies in.
fn size_mm(document: &Document, page: ObjectId) -> (u32, u32) {
    const PT_PER_INCH: f32 = 72.0;
    let mut at = page;
    for _ in 0..10 {
        let dictionary = document.get_dictionary(at).expect("a sheet");
        if let Ok(size) = dictionary.get(b"MediaBox").and_then(Object::as_array) {
            let of = |at: usize| (size[at].as_float().expect("a number") / PT_PER_INCH * 25.4).round() as u32;
            return (of(2), of(3));
        }
        at = dictionary.get(b"Parent").and_then(Object::as_reference).expect("a folder of sheets");
    }
    panic!("a sheet without a size");
}
