//! What a person is shown where pictures differ from their goldens: a page with before, after and difference side by
//! side. It needs the pictures in its folder and nothing else.

use super::Failure;
use super::compare::difference;
use crate::picture::{Picture, SHRINK};
use std::path::{Path, PathBuf};

const STYLE: &str = "body{font:15px/1.5 sans-serif;margin:20px;background:#f4f6f9;color:#1d2530}\
    section{margin:0 0 32px;padding:12px 16px;background:#fff;border:1px solid #d5dbe3}\
    h2{margin:0;font-size:17px}.three{display:flex;flex-wrap:wrap}\
    figure{flex:1 1 320px;min-width:0;margin:8px 16px 8px 0}\
    img{max-width:100%;border:1px solid #7c8693;image-rendering:auto}a{color:#1f5fae}";

/// A file of that picture; a name's folder becomes part of it.
fn file(dir: &Path, name: &str, which: &str) -> PathBuf {
    dir.join(format!("{}-{which}.png", name.replace('/', "-")))
}

/// Puts the pictures of a failure into the folder. `after` is the screen as PNG.
pub fn keep(dir: &Path, name: &str, before: Option<&Picture>, after: &[u8]) {
    std::fs::create_dir_all(dir).unwrap();
    std::fs::write(file(dir, name, "after"), after).unwrap();
    if let Some(before) = before {
        let small = Picture::read(after).expect("a picture").shrunk();
        std::fs::write(file(dir, name, "before"), before.png()).unwrap();
        std::fs::write(file(dir, name, "difference"), difference(before, &small).png()).unwrap();
    }
}

/// Writes the page over pictures that were kept in the folder; gives its path.
pub fn write(dir: &Path, failures: &[Failure], otherwise: Option<&str>) -> PathBuf {
    let mut out = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>zicha: pictures that differ</title>\
         <style>{STYLE}</style><h1>{} pictures are not like their goldens</h1>",
        failures.len()
    );
    out.extend(otherwise.map(|said| format!("<p>{said}</p>")));
    for failure in failures {
        out.push_str(&format!(
            "<section id=\"{0}\"><h2>{0}</h2><p>{1}</p><div class=\"three\">",
            failure.name,
            failure.said()
        ));
        for which in ["before", "after", "difference"] {
            let path = file(dir, &failure.name, which);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let (picture, wide) = match std::fs::read(&path).ok().map(|png| Picture::read(&png).expect("a picture")) {
                Some(picture) if which == "after" => (true, picture.width),
                Some(picture) => (true, picture.width * SHRINK),
                None => (false, 0),
            };
            out.push_str(&format!("<figure><figcaption>{which}</figcaption>"));
            out.push_str(&if picture {
                format!("<a href=\"{name}\"><img src=\"{name}\" width=\"{wide}\" alt=\"{which}\"></a></figure>")
            } else {
                "none</figure>".to_owned()
            });
        }
        out.push_str("</div></section>");
    }
    let path = dir.join("index.html");
    std::fs::create_dir_all(dir).unwrap();
    std::fs::write(&path, out).unwrap();
    path
}
