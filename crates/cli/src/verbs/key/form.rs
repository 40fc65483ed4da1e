//! `key form`: checks an enrolment file and prints its paper form.

use zicha_core::enrolment::{self, form};
use zicha_core::text::{self, Lang};

use super::super::Verb;
use super::super::keygen::{FORCE, existing};
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::Readers;
use crate::{files, say};

const FORMAT: Opt =
    Opt::value("format", "text|html", Words { zh: "格式，不写时为text", en: "the format; by default text" });
const OUT: Opt =
    Opt::value("out", "FILE", Words { zh: "写到该文件，不写时为标准输出", en: "the file to write; by default stdout" })
        .short('o');

pub const VERB: Verb = Verb {
    name: "key form",
    about: Words {
        zh: "核对公钥登记文件，打印公钥登记表", en: "check an enrolment file and print its paper form"
    },
    usage: "[--format text|html] [-o FILE]",
    places: Places { shape: "ENROLMENT.json|-", min: 1, max: 1 },
    options: &[FORMAT, OUT, FORCE],
    notes: Words {
        zh: "签名不全、不对或者写了别人的，不打印。登记表是中文的，A4一页。",
        en: "Prints nothing where a signature is missing, bad or in another's name. The form is in Chinese, one sheet of A4.",
    },
    examples: &["zicha key form me.enrolment.json", "zicha key form --format html -o me.html me.enrolment.json"],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let write: fn(&form::Form) -> String = match args.value(FORMAT.long) {
        None | Some("text") => form::Form::text,
        Some("html") => form::page,
        Some(other) => return Err(args.refuse(say::bad_option_value(FORMAT.long, other, "text | html", lang))),
    };
    let path = args.places.first().map(String::as_str).unwrap_or_default();
    let bytes = files::read(path, lang)?;
    let name = files::shown(path, lang);
    let refuse = |error| Refusal::bad(say::at(&name, None, &text::enrolment_error(&error, lang)));
    let enrolled = enrolment::open(&bytes).map_err(refuse)?;
    let existing = existing(args);
    let out = args.value(OUT.long).unwrap_or("-");
    files::write(out, write(&form::form(&enrolled)).as_bytes(), existing, Readers::Everybody, lang)?;
    Ok(Exit::Good)
}
