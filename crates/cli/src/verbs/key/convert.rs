//! `key export` and `key import`: our key file to and from the encrypted PKCS#8 of openssl.

use zicha_core::keyfile;
use zicha_core::sign::PrivateKey;
use zicha_core::text::{self, Lang};

use super::super::Verb;
use super::super::keygen::{FORCE, existing};
use super::pem::{self, PemError};
use super::words;
use crate::args::{Args, Opt, Places, Words};
use crate::exit::{Exit, Refusal};
use crate::files::Readers;
use crate::secret::{self, Asked};
use crate::{chance, files, hand, say};

const OUT: Opt = Opt::value("out", "FILE", Words { zh: "写到该文件", en: "the file to write" }).short('o');

const OPTIONS: &[Opt] = &[secret::KEY.file, secret::KEY.env, secret::NEW.file, secret::NEW.env, OUT, FORCE];

pub const EXPORT: Verb = Verb {
    name: "key export",
    about: Words {
        zh: "把密钥文件转成openssl的加密PKCS#8", en: "turn a key file into openssl's encrypted PKCS#8"
    },
    usage: "[--passphrase-… …] [--new-passphrase-… …] -o FILE.pem",
    places: Places { shape: "KEY.json", min: 1, max: 1 },
    options: OPTIONS,
    notes: Words {
        zh: "PEM用PBKDF2（SHA-256，60万轮）和AES-256-CBC加密，新口令即PEM的口令。只给需要用openssl签名的地方；\n\
             平常用密钥文件。写出后重新打开核对。",
        en: "The PEM is encrypted by PBKDF2 (SHA-256, 600,000 rounds) and AES-256-CBC; the new passphrase is the PEM's.\n\
             For signing with openssl and nothing else: the key file is what zicha uses. Opened again after writing.",
    },
    examples: &["zicha key export -o me.pem me.key.json && openssl pkey -in me.pem -pubout"],
    run: export,
};

pub const IMPORT: Verb = Verb {
    name: "key import",
    about: Words {
        zh: "把加密的PKCS#8私钥转成密钥文件", en: "turn an encrypted PKCS#8 key into a key file"
    },
    usage: "[--passphrase-… …] [--new-passphrase-… …] -o KEY.json",
    places: Places { shape: "FILE.pem", min: 1, max: 1 },
    options: OPTIONS,
    notes: Words {
        zh: "读Ed25519和SM2的私钥；口令是PEM的，新口令是密钥文件的。没有加密的私钥不读。",
        en: "Reads Ed25519 and SM2 keys. The passphrase is the PEM's, the new one the key file's. Keys that are not\n\
             encrypted are not read.",
    },
    examples: &[
        "openssl genpkey -algorithm ed25519 -aes-256-cbc -out me.pem && zicha key import -o me.key.json me.pem",
    ],
    run: import,
};

fn export(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let (path, out) = (place(args), args.needed(OUT.long, lang)?);
    let key = hand::open_key(args, path, &secret::KEY, lang)?;
    let passphrase = secret::from(&secret::NEW, args, Asked::Twice, lang)?;
    let refuse = |bytes| {
        let error = keyfile::KeyFileError::PassphraseLength { bytes };
        Refusal::bad(say::at(out, None, &text::key_error(&error, lang)))
    };
    match passphrase.len() {
        1..=keyfile::PASSPHRASE_BYTES_MAX => {}
        bytes => return Err(refuse(bytes)),
    }
    let (salt, iv) = chance::for_pkcs8(lang)?;
    let written =
        pem::write(&key, &passphrase, &salt, iv).ok_or_else(|| Refusal::bad(say::internal("PKCS#8", lang)))?;
    let reread = pem::read(written.as_bytes(), &passphrase).map_err(|error| refused(out, error, lang))?;
    finish(args, out, written.as_bytes(), &key, &reread, lang)
}

fn import(args: &Args, lang: Lang) -> Result<Exit, Refusal> {
    let (path, out) = (place(args), args.needed(OUT.long, lang)?);
    let file = zeroize::Zeroizing::new(files::read(path, lang)?);
    pem::look(&file).map_err(|error| refused(path, error, lang))?;
    let passphrase = secret::passphrase(args, Asked::Once, lang)?;
    let key = pem::read(&file, &passphrase).map_err(|error| refused(path, error, lang))?;
    let new = secret::from(&secret::NEW, args, Asked::Twice, lang)?;
    let refuse = |error| Refusal::bad(say::at(out, None, &text::key_error(&error, lang)));
    let written = keyfile::seal(&key, &new, &chance::for_key_file(lang)?).map_err(refuse)?;
    let reread = keyfile::open(&written, &new).map_err(refuse)?;
    finish(args, out, &written, &key, &reread, lang)
}

fn place(args: &Args) -> &str {
    args.places.first().map(String::as_str).unwrap_or_default()
}

fn finish(
    args: &Args,
    out: &str,
    bytes: &[u8],
    key: &PrivateKey,
    reread: &PrivateKey,
    lang: Lang,
) -> Result<Exit, Refusal> {
    if reread.kid() != key.kid() {
        return Err(Refusal::bad(say::internal("reread", lang)));
    }
    let existing = existing(args);
    files::write(out, bytes, existing, Readers::Owner, lang)?;
    if out != "-" {
        files::print(&words::converted(out, &key.kid().to_string(), lang));
    }
    Ok(Exit::Good)
}

fn refused(path: &str, error: PemError, lang: Lang) -> Refusal {
    let why = match error {
        PemError::NotPkcs8 => words::NO_PRIVATE_KEY,
        PemError::NotEncrypted => words::NOT_ENCRYPTED,
        PemError::TooCostly => words::TOO_COSTLY,
        PemError::WrongPassphrase => words::WRONG_PASSPHRASE,
        PemError::OtherKey => words::OTHER_KEY,
    };
    Refusal::bad(say::at(path, None, why.of(lang)))
}
