//! `page`: an office's own edition of the single file, made from a finished one: no build, no tools.

mod units;

use std::path::Path;

use zicha_core::calendar::WorkCalendar;
use zicha_core::canonical;
use zicha_core::catalogue::{Catalogue, lint};
use zicha_core::digest::fingerprint;
use zicha_core::envelope::{Against, SignatureFinding};
use zicha_core::package;
use zicha_core::text::{self, Lang};
use zicha_single::office::{self as edition, Office};

use super::Verb;
use super::keygen::{FORCE, existing};
use super::office::{self, PIN};
use super::sign::OUT;
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::Readers;
use crate::{files, say, say_page, shelf};

/// Most characters of the name in the header: one line on a small screen.
const NAME_MAX: usize = 30;
/// Most bytes of a page; a debug build has some.
const PAGE_BYTES_MAX: usize = 64 << 20;
/// The page that is taken when none is named.
const FROM_DEFAULT: &str = "zicha.html";

const FROM: Opt = Opt::value(
    "from",
    "PAGE",
    Words {
        zh: "用哪个单文件版做，不写时用 zicha.html；也可以是 zicha-sealed.html",
        en: "the single file to make it from, zicha.html if not given; or zicha-sealed.html",
    },
);
const UNITS: Opt = Opt::value(
    "units",
    "FILE",
    Words {
        zh: "单位名单（每行：名称,类别,代码），或者分工方案",
        en: "units, a line each: name,type,code; or a profile that also assigns them",
    },
);
const CALENDAR: Opt =
    Opt::value("calendar", "FILE", Words { zh: "目录所用的工作日历", en: "the calendar the catalogue counts by" });
const NAME: Opt = Opt::value(
    "name",
    "TEXT",
    Words {
        zh: "页眉和标签页上的名称，代替“自查”", en: "what the header and the tab say in place of 自查"
    },
);
const INTO: Opt = Opt::value(
    "into",
    "DIR",
    Words {
        zh: "放到这个目录，按目录标题取名", en: "put it into this folder, named after the catalogue"
    },
);

pub const VERB: Verb = Verb {
    name: "page",
    about: Words {
        zh: "做本机关的单文件版：一个目录、自己的单位、日历和名称",
        en: "make an office's own single file: one catalogue, its units, calendar and name",
    },
    usage: "[--from PAGE] [--units FILE] [--calendar FILE] [--pin KID]… [--name TEXT] [-o FILE | --into DIR]",
    places: Places { shape: "ID|FILE", min: 1, max: 1 },
    options: &[FROM, UNITS, CALENDAR, PIN, NAME, OUT, INTO, FORCE],
    notes: Words {
        zh: "目录可以是内置的代号、目录文件或者签发的目录包；目录包要用 --pin 写明签发机关的公钥指纹。\n\
             目录先按 zicha lint 检查，有错误不做。加了单位的目录代号带 .units，另存为一个 .catalogue.json，收件核验时要用。\n\
             不写 -o 时以目录标题为文件名。--pin 写的指纹同时放进网页，各单位打开签名的名单时不必再核对。\n\
             --from 可以是已经做好的本机关版：其中的答案不带过去，原有的指纹保留，写了 --pin 就换成新的。",
        en: "The catalogue is a built-in id, a catalogue file or a signed package; a package needs --pin with the\n\
             thumbprint of the office that signed it. Catalogues are linted first and refused with errors. With added units\n\
             the catalogue's id ends in .units and its file is written beside the page: receiving and verifying need it.\n\
             Without -o the title of the catalogue is the name. Pins are put into the page too.\n\
             --from may be an office's page: answers in it are left out; its pins stay unless --pin gives others.",
    },
    examples: &[
        "zicha page hongqiao-2020 --name 红桥区自查 -o 红桥区2020年自查表.html",
        "zicha page office.package.json --pin 4hMd… --units units.csv",
    ],
    run,
};

/// The catalogue that goes in, with what came along.
struct Chosen {
    file: Vec<u8>,
    catalogue: std::sync::Arc<Catalogue>,
    /// Id and file.
    calendar: Option<(String, Vec<u8>)>,
    /// Who signed it, as the page says so.
    issued: Option<String>,
    units_added: usize,
}

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let from = args.value(FROM.long).unwrap_or(FROM_DEFAULT);
    let pins: Vec<String> =
        office::pins(args, None, lang)?.map_or_else(Vec::new, |_| args.values(PIN.long).map(str::to_owned).collect());
    let name = args.value(NAME.long).map(|name| read_name(args, name, lang)).transpose()?;
    let chosen = choose(args, &pins, lang)?;
    let html = read_page(from, lang)?;
    let it = &chosen.catalogue;
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| Refusal::bad(say::internal("utf-8", lang)));
    let file = text(&chosen.file)?;
    let calendar = chosen.calendar.as_ref().map(|(id, bytes)| Ok((id, text(bytes)?))).transpose()?;
    let refuse = |why: String| Refusal::bad(say_page::not_a_page(from, &why, lang));
    let known = edition::calendars(&html).map_err(refuse)?;
    if known.is_empty() {
        return Err(refuse(String::new()));
    }
    if chosen.calendar.is_none() && !known.contains(&it.calendar) {
        return Err(Refusal::bad(say_page::calendar_missing(&it.calendar, lang)));
    }
    let office = Office {
        id: &it.id,
        catalogue: Some(&file),
        issued: chosen.issued.as_deref(),
        calendar: calendar.as_ref().map(|(id, text)| (id.as_str(), text.as_str())),
        pins: &pins,
        name,
    };
    let made = edition::edition(&html, &office).map_err(refuse)?;
    let kept = edition::pins(&html).map_err(refuse)?;
    if pins.is_empty() && !kept.is_empty() {
        eprintln!("{}", say_page::pins_kept(from, &kept, lang));
    }
    let out = out_path(args, &it.title, lang)?;
    let existing = existing(args);
    files::write(&out, made.as_bytes(), existing, Readers::Everybody, lang)?;
    if out == "-" {
        return Ok(Exit::Good);
    }
    files::print(&say_page::made(&out, made.len(), &it.title, it.units.len(), lang));
    if chosen.units_added > 0 {
        let beside = Path::new(&out).with_extension("catalogue.json").display().to_string();
        files::write(&beside, &chosen.file, existing, Readers::Everybody, lang)?;
        files::print(&say_page::catalogue_beside(&beside, &it.id, chosen.units_added, lang));
    }
    Ok(Exit::Good)
}

fn choose(args: &Args, pins: &[String], lang: Lang) -> Result<Chosen, Refusal> {
    let name = args.places.first().map(String::as_str).unwrap_or_default();
    let is_built_in = shelf::CATALOGUES.iter().any(|(id, _)| *id == name);
    let bytes = if is_built_in || shelf::looks_like_id(name) { None } else { Some(files::read(name, lang)?) };
    let mut chosen = match bytes {
        Some(bytes) if canonical::parse(&bytes).is_ok_and(|it| package::is_one(&it)) => {
            from_package(name, &bytes, pins, lang)?
        }
        Some(bytes) => {
            warn(name, &bytes, lang);
            Chosen {
                catalogue: shelf::read(name, &bytes, lang)?,
                file: bytes,
                calendar: None,
                issued: None,
                units_added: 0,
            }
        }
        None => {
            let opened = shelf::open(name, None, lang)?;
            Chosen { catalogue: opened.catalogue, file: opened.bytes, calendar: None, issued: None, units_added: 0 }
        }
    };
    if let Some(path) = args.value(UNITS.long) {
        let (file, added) = units::apply(&chosen.file, &chosen.catalogue, path, lang)?;
        chosen.catalogue = shelf::read(path, &file, lang)?;
        (chosen.file, chosen.units_added) = (file, added);
        // Other units than those that were signed for.
        chosen.issued = chosen.issued.filter(|_| added == 0);
    }
    if let Some(path) = args.value(CALENDAR.long) {
        let bytes = files::read(path, lang)?;
        let read = WorkCalendar::from_json(&bytes);
        let read = read.map_err(|error| Refusal::bad(say::at(path, None, &text::calendar_error(&error, lang))))?;
        if read.id() != chosen.catalogue.calendar {
            return Err(Refusal::bad(say_page::other_calendar(path, &chosen.catalogue.calendar, read.id(), lang)));
        }
        chosen.calendar = Some((read.id().to_owned(), bytes));
    }
    Ok(chosen)
}

/// A package goes in only by a pin: who opens the page sees who issued it and is told that the key was compared.
fn from_package(name: &str, bytes: &[u8], pins: &[String], lang: Lang) -> Result<Chosen, Refusal> {
    let found = package::open(bytes, &Against::default())
        .map_err(|error| Refusal::bad(say::at(name, None, &text::package_error(&error, lang))))?;
    let kid = |it: &SignatureFinding| it.kid.map(|kid| kid.to_string());
    let kids: Vec<String> = found.issuers().iter().filter_map(kid).collect();
    if !kids.iter().any(|kid| pins.contains(kid)) {
        return Err(Refusal::bad(say_page::package_pin(name, &kids.join("  "), pins.is_empty(), lang)));
    }
    let it = found.contents();
    Ok(Chosen {
        file: it.catalogue_file.clone(),
        catalogue: it.catalogue.clone(),
        calendar: it.calendar_file.clone().map(|file| (it.catalogue.calendar.clone(), file)),
        issued: found
            .issuers()
            .iter()
            .find(|it| kid(it).is_some_and(|kid| pins.contains(&kid)))
            .map(|by| issued(by, it)),
        units_added: 0,
    })
}

/// Unit, person, fingerprint, day, and that it was compared: the first line of the catalogue's head (src/shelf.rs).
fn issued(by: &SignatureFinding, it: &package::Contents) -> String {
    let signer = &by.statement.signer;
    let plain = |text: &str| text.replace(['\t', '\n'], " ");
    let print = by.kid.map(|kid| fingerprint(kid.bytes())).unwrap_or_default();
    let person = format!("{} {}", plain(&signer.name), plain(&signer.title));
    [&plain(&signer.unit), person.as_str(), &print, it.issued.as_str(), "1"].join("\t")
}

/// What the linter warns of is said and does not stop.
fn warn(name: &str, bytes: &[u8], lang: Lang) {
    let Ok(file) = lint::read_file(bytes) else { return };
    for fault in lint::lint(&file).iter().filter(|fault| !fault.code.is_error()) {
        eprintln!("{}", shelf::fault_line(name, bytes, fault, lang));
    }
}

fn read_page(path: &str, lang: Lang) -> Result<String, Refusal> {
    let bytes = files::read_within(path, PAGE_BYTES_MAX, lang)?;
    let html = String::from_utf8(bytes).map_err(|_| Refusal::bad(say::not_utf8(path, lang)))?;
    if html.len() > PAGE_BYTES_MAX || !html.contains("zicha-wasm") {
        return Err(Refusal::bad(say_page::not_a_page(path, "", lang)));
    }
    if html.contains("id=\"zicha-wasm\" type=\"application/octet-stream\" data-src") {
        return Err(Refusal::bad(say_page::several_files(path, lang)));
    }
    Ok(html)
}

fn read_name<'a>(args: &Args, name: &'a str, lang: Lang) -> Result<&'a str, Refusal> {
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().count() <= NAME_MAX && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(args.refuse(say_page::bad_name(name, NAME_MAX, lang))) }
}

fn out_path(args: &Args, title: &str, lang: Lang) -> Result<String, Refusal> {
    if args.has(OUT.long) && args.has(INTO.long) {
        return Err(args.refuse(say::one_of(OUT.long, INTO.long, lang)));
    }
    if let Some(out) = args.value(OUT.long) {
        return Ok(out.to_owned());
    }
    let bad = |c: char| c.is_control() || c.is_whitespace() || r#"/\:*?"<>|"#.contains(c);
    let name: String = title.chars().map(|c| if bad(c) { '_' } else { c }).collect();
    let folder = args.value(INTO.long).unwrap_or_default();
    Ok(Path::new(folder).join(name + ".html").display().to_string())
}
