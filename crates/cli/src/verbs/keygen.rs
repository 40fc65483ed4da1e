//! `keygen`: a signing key in a file that only its passphrase opens.

use serde::Serialize;
use zicha_core::canonical;
use zicha_core::keyfile;
use zicha_core::sign::{Alg, KeyType};
use zicha_core::text::{self, Lang};

use super::key::words;
use super::{Verb, unit};
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::{Existing, Readers};
use crate::secret::{self, Asked};
use crate::{chance, files, options, say};

/// Where the key goes when no place is given.
const FILE: &str = "zicha.key.json";

const OUT: Opt = Opt::value(
    "out",
    "FILE",
    Words { zh: "密钥文件，不写时为 zicha.key.json", en: "the key file; by default zicha.key.json" },
)
.short('o');
pub const FORCE: Opt = Opt::switch("force", Words { zh: "替换已有的文件", en: "replace an existing file" });

/// What `--force` says of a file that is there already.
pub fn existing(args: &Args) -> Existing {
    if args.has(FORCE.long) { Existing::Replace } else { Existing::Keep }
}

const ALG: Opt = Opt::value(
    "alg",
    "EdDSA|SM2",
    Words {
        zh: "签名算法，不写时为EdDSA（Ed25519）；SM2为国密",
        en: "the algorithm; by default EdDSA (Ed25519); SM2 is the Chinese standard",
    },
);

pub const VERB: Verb = Verb {
    name: "keygen",
    about: Words { zh: "生成签名密钥", en: "make a signing key" },
    usage: "[--alg EdDSA|SM2] [--out FILE] [--passphrase-file FILE | --passphrase-env VAR] [--force] [--json]",
    places: Places { shape: "", min: 0, max: 0 },
    options: options![[ALG, OUT], secret::OPTIONS, [FORCE, unit::JSON]],
    notes: Words {
        zh: "密钥以口令加密（JWE，PBES2 60万轮，A256GCM），网页也能打开。忘了口令就没有办法。\n\
             屏幕上显示的公钥和公钥指纹交给接收机关登记；文件本身和口令都不要交出去。\n\
             没有口令选项时在终端询问。",
        en: "The key is encrypted with a passphrase (JWE, PBES2 with 600,000 rounds, A256GCM); the page opens it\n\
             too. A forgotten passphrase cannot be recovered. Give the printed public key and its fingerprint to the\n\
             receiving office; never the file or the passphrase. Without an option the passphrase is asked for.",
    },
    examples: &[
        "zicha keygen --out me.key.json",
        "zicha keygen --alg SM2 --out me.key.json",
        "PASS='…' zicha keygen --out me.key.json --passphrase-env PASS --json | jq .jwk",
    ],
    run,
};

#[derive(Debug, Serialize)]
struct Made {
    file: String,
    kid: String,
    jwk: serde_json::Value,
}

fn run(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let path = args.value(OUT.long).unwrap_or(FILE);
    let existing = existing(args);
    if existing == Existing::Keep && std::path::Path::new(path).exists() {
        return Err(Refusal::bad(say::already_there(path, lang)));
    }
    let key_type = key_type(args, lang)?;
    let passphrase = secret::passphrase(args, Asked::Twice, lang)?;
    let key = chance::key(key_type, lang)?;
    let refuse = |error| Refusal::bad(say::at(path, None, &text::key_error(&error, lang)));
    let bytes = keyfile::seal(&key, &passphrase, &chance::for_key_file(lang)?).map_err(refuse)?;
    // Looked at again as a reader will, before it is called made. Opening it fully would double the wait.
    keyfile::look(&bytes).map_err(refuse)?;
    files::write(path, &bytes, existing, Readers::Owner, lang)?;
    let jwk = canonical::to_bytes(&key.public().to_jwk());
    if args.has(unit::JSON.long) {
        let jwk =
            serde_json::from_slice(&jwk).map_err(|error| Refusal::bad(say::internal(&error.to_string(), lang)))?;
        files::print_json(&Made { file: path.to_owned(), kid: key.kid().to_string(), jwk }, lang)?;
    } else {
        files::print(&words::key_made(path, &key.kid().to_string(), &String::from_utf8_lossy(&jwk), lang));
    }
    Ok(Exit::Good)
}

/// Which key the option `--alg` asks for; the names may be typed in any case.
pub(super) fn key_type(args: &Args, lang: Lang) -> Result<KeyType, Refusal> {
    let Some(asked) = args.value(ALG.long) else { return Ok(KeyType::Ed25519) };
    let is = |alg: &Alg| alg.name().eq_ignore_ascii_case(asked);
    match Alg::ALL.into_iter().find(is).map(Alg::key_type) {
        Some(key_type @ (KeyType::Ed25519 | KeyType::Sm2)) => Ok(key_type),
        Some(KeyType::P256) | None => Err(args.refuse(say::bad_option_value(ALG.long, asked, "EdDSA | SM2", lang))),
    }
}
