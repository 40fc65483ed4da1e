//! `key enrol`: the file that registers a key with the office, and the paper form to go with it.

use zicha_core::digest::fingerprint;
use zicha_core::enrolment::{self, Enrolment, form};
use zicha_core::sign::{ContentKind, Kid, Role, Signer};
use zicha_core::text::{self, Lang};

use super::super::Verb;
use super::super::keygen::{FORCE, existing};
use super::words;
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::{Existing, Readers};
use crate::hand::{self, Hand};
use crate::{clock, files, say, secret};

const NAME: Opt = Opt::value("name", "NAME", Words { zh: "持有人姓名", en: "name of the person who holds the key" });
const TITLE: Opt = Opt::value("title", "TITLE", Words { zh: "持有人职务", en: "their post" });
const UNIT: Opt = Opt::value("unit", "NAME", Words { zh: "持有人单位", en: "their unit" });
const ROLE: Opt = Opt::value(
    "role",
    "ROLE",
    Words {
        zh: "签批身份：filler填报人、reviewer审核人、head负责人、office接收机关；可以写多次，不写时为filler",
        en: "role to sign in: filler, reviewer, head or office; may be repeated, by default filler",
    },
)
.many();
const REPLACES: Opt = Opt::value(
    "replaces",
    "KEY.json",
    Words { zh: "换下的密钥文件；它也要签名", en: "the key file whose place the key takes; it signs too" },
);
const FORM: Opt = Opt::value("form", "FILE.html", Words { zh: "同时写出公钥登记表", en: "write the paper form too" });
const OUT: Opt = Opt::value("out", "FILE", Words { zh: "登记文件", en: "the enrolment file" }).short('o');

pub const VERB: Verb = Verb {
    name: "key enrol",
    about: Words {
        zh: "生成公钥登记文件和公钥登记表；换密钥也用它",
        en: "register a key with the office, or one in place of another",
    },
    usage: "--key FILE --name NAME --unit NAME [--title TITLE] [--role ROLE]… [--replaces KEY.json] [--form FILE.html] -o FILE",
    places: Places { shape: "", min: 0, max: 0 },
    options: &[
        hand::KEY,
        hand::SIGNER,
        hand::PUBLIC,
        NAME,
        TITLE,
        UNIT,
        ROLE,
        REPLACES,
        FORM,
        secret::KEY.file,
        secret::KEY.env,
        secret::OLD.file,
        secret::OLD.env,
        OUT,
        FORCE,
    ],
    notes: Words {
        zh: "登记文件由该密钥自己签名，证明持有；--replaces 的密钥再签一次，即为换密钥：接收机关的受信名单里有旧密钥、\n\
             仍然有效而且是同一个人，就可以不再交纸面登记表。登记表签字盖章后报接收机关，核对其上的指纹。",
        en: "The file is signed by the key itself, which proves possession; with --replaces also by the key it replaces:\n\
             where the office's list has that one as active and of the same person, no new paper form is needed. Sign and\n\
             seal the form and hand it in; the office compares the fingerprints.",
    },
    examples: &[
        "zicha key enrol --key me.key.json --name 王某 --title 科员 --unit 区司法局 --form me.html -o me.enrolment.json",
        "zicha key enrol --key new.key.json --replaces me.key.json --name 王某 --unit 区司法局 -o new.enrolment.json",
    ],
    run,
};

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let out = args.needed(OUT.long, lang)?;
    let (name, unit) = (args.needed(NAME.long, lang)?, args.needed(UNIT.long, lang)?);
    let roles = roles(args, lang)?;
    let existing = existing(args);
    for path in [Some(out), args.value(FORM.long)].into_iter().flatten() {
        if existing == Existing::Keep && path != "-" && std::path::Path::new(path).exists() {
            return Err(Refusal::bad(say::already_there(path, lang)));
        }
    }
    let holder = Signer {
        name: name.to_owned(),
        title: args.value(TITLE.long).unwrap_or_default().to_owned(),
        unit: unit.to_owned(),
    };
    let created = clock::moment().ok_or_else(|| Refusal::bad(say::no_clock(lang)))?;
    let own = hand::open(args, lang)?;
    let old = args.value(REPLACES.long).map(|path| hand::open_key(args, path, &secret::OLD, lang)).transpose()?;
    let replaces: Option<Kid> = old.as_ref().map(|old| old.kid());
    if replaces == Some(own.public().kid()) {
        return Err(args.refuse(words::SAME_KEY.of(lang).to_owned()));
    }
    let it = Enrolment { key: own.public().clone(), holder, roles, created, replaces };
    let mut file = own.seal(ContentKind::Enrolment, &it.to_value(), it.parts(), out, lang)?;
    if let Some(old) = old {
        file = Hand::Key(Box::new(old)).add(&file, it.parts(), out, lang)?;
    }
    // Read as the office will, before it is called made.
    let refuse = |error| Refusal::bad(say::at(out, None, &text::enrolment_error(&error, lang)));
    let enrolled = enrolment::open(&file).map_err(refuse)?;
    files::write(out, &file, existing, Readers::Everybody, lang)?;
    if let Some(path) = args.value(FORM.long) {
        let page = form::page(&form::form(&enrolled));
        files::write(path, page.as_bytes(), existing, Readers::Everybody, lang)?;
    }
    if out != "-" {
        let kid = it.key.kid();
        files::print(&words::enrolled(out, &kid.to_string(), &fingerprint(kid.bytes()), lang));
    }
    Ok(Exit::Good)
}

fn roles(args: &Args, lang: Lang) -> Result<Vec<Role>, Refusal> {
    let mut roles = Vec::new();
    for word in args.values(ROLE.long) {
        match Role::from_word(word).filter(|role| !roles.contains(role)) {
            Some(role) => roles.push(role),
            None => return Err(args.refuse(words::no_such_role(word, lang))),
        }
    }
    Ok(if roles.is_empty() { vec![Role::Filler] } else { roles })
}
