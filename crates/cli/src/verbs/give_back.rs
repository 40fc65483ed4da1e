//! `return`: a signed report goes back with remarks, unsigned by whoever returns it.

use zicha_core::returned::{self, Note};
use zicha_core::session::Session;
use zicha_core::sign::Role;
use zicha_core::text::{self, Lang};
use zicha_core::verify::{Shelf, verify_so_far};

use super::Verb;
use super::by::{NAME, TITLE};
use super::countersign::why;
use super::keygen::{FORCE, existing};
use super::sign::OUT;
use super::verify::{CATALOGUES, at_hand};
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::Readers;
use crate::{clock, files, say, say_office};

const AS: Opt =
    Opt::value("as", "reviewer|head|office", Words { zh: "谁退回：审核人、负责人或者接收机关", en: "who returns it" });
const REMARK: Opt = Opt::value(
    "remark",
    "ITEM=TEXT",
    Words { zh: "对某项指标的意见，可以写多次", en: "what to mend in one indicator; may be repeated" },
)
.many();
const OVERALL: Opt = Opt::value("overall", "TEXT", Words { zh: "对整份报告的意见", en: "a remark on the whole" });

pub const VERB: Verb = Verb {
    name: "return",
    about: Words { zh: "附意见退回一份报告", en: "give a signed report back with remarks" },
    usage: "--as reviewer|head|office --name NAME --title TITLE [--overall TEXT] [--remark ITEM=TEXT]… [--catalogue FILE]… -o FILE",
    places: Places { shape: "REPORT.json", min: 1, max: 1 },
    options: &[AS, NAME, TITLE, OVERALL, REMARK, CATALOGUES, OUT, FORCE],
    notes: Words {
        zh: "填报人在页面用“打开文件”打开退回文件，意见显示在各项指标上，改后作为下一版签名。\n\
             退回文件里有原报告；意见不签名，只是提请修改，不参加判定。",
        en: "The filler opens the file in the page: each remark stands at its indicator, and the answers are signed\n\
             again as the next revision. The report is inside as it was signed; the remarks are not signed: they ask\n\
             for something and decide nothing.",
    },
    examples: &[
        "zicha return --as reviewer --name 李某 --title 科长 --remark 26=漏报一件 -o 区司法局-2020.return.json 区司法局-2020.report.json",
    ],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let (out, word) = (args.needed(OUT.long, lang)?, args.needed(AS.long, lang)?);
    let role = Role::from_word(word).filter(|role| *role != Role::Filler);
    let role =
        role.ok_or_else(|| args.refuse(say::bad_option_value(AS.long, word, "reviewer | head | office", lang)))?;
    let (name, title) = (args.needed(NAME.long, lang)?.to_owned(), args.needed(TITLE.long, lang)?.to_owned());
    let path = args.places.first().map(String::as_str).unwrap_or_default();
    let bytes = files::read(path, lang)?;
    let (catalogues, calendars) = at_hand(args, lang)?;
    let shelf = Shelf { catalogues: &catalogues, calendars: &calendars, trust: None, received: None };
    let found = verify_so_far(&bytes, &shelf);
    let Some(report) = &found.report else {
        return Err(Refusal::bad(say::at(path, None, &why(&found, lang))));
    };
    let returned = clock::moment().ok_or_else(|| Refusal::bad(say::no_clock(lang)))?;
    let overall = args.value(OVERALL.long).unwrap_or_default().to_owned();
    let remarks = remarks(args, report.session(), lang)?;
    let count = remarks.len() + usize::from(!overall.is_empty());
    let note = Note { role, name, title, returned, overall, remarks };
    let file = returned::write(&bytes, &note)
        .map_err(|error| Refusal::bad(say::at(path, None, &text::return_error(&error, lang))))?;
    let existing = existing(args);
    files::write(out, &file, existing, Readers::Everybody, lang)?;
    if out != "-" {
        files::print(&say_office::given_back(out, count, lang));
    }
    Ok(Exit::Good)
}

/// `26=TEXT`: the indicator by its id or its printed number.
fn remarks(args: &Args, session: &Session, lang: Lang) -> Result<Vec<(String, String)>, Refusal> {
    let indicators = &session.catalogue().indicators;
    let mut remarks = Vec::new();
    for given in args.values(REMARK.long) {
        let refuse = || args.refuse(say::bad_option_value(REMARK.long, given, "ITEM=TEXT", lang));
        let (item, text) = given.split_once('=').ok_or_else(refuse)?;
        let named = |id: &str, number: &str| id == item || number == item;
        let found = indicators.iter().find(|it| named(&it.id, &it.number)).ok_or_else(refuse)?;
        if remarks.iter().any(|(id, _)| *id == found.id) {
            return Err(refuse());
        }
        remarks.push((found.id.clone(), text.to_owned()));
    }
    Ok(remarks)
}
