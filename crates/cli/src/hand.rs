//! Who signs: a key file of ours, or a command that reaches a key elsewhere (a UKey, an HSM, openssl).
//! What a command gives is verified before anything is written.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use zicha_core::canonical::{self, Value};
use zicha_core::envelope::{Parts, Pending};
use zicha_core::keyfile;
use zicha_core::sign::{ContentKind, KeyType, PrivateKey, PublicKey, SIGNATURE_BYTES, signature_from_der};
use zicha_core::text::{self, Lang};

use crate::args::{Args, Opt, Words};
use crate::exit::Refusal;
use crate::secret::{self, Asked, Source};
use crate::verbs::key::{pem, words};
use crate::{files, say};

pub const KEY: Opt = Opt::value(
    "key",
    "FILE",
    Words { zh: "密钥文件（zicha keygen 或网页生成）", en: "key file, made by `zicha keygen` or the page" },
);
pub const SIGNER: Opt = Opt::value(
    "signer",
    "CMD",
    Words {
        zh: "代替 --key：由该命令签名，待签字节由标准输入给它，签名（64字节或者DER）由标准输出取回",
        en: "instead of --key: this command signs; it reads the bytes on stdin, writes 64 bytes or DER on stdout",
    },
);
pub const PUBLIC: Opt = Opt::value(
    "public-key",
    "FILE",
    Words { zh: "--signer 所用密钥的公钥（JWK或者PEM）", en: "the public key of --signer, JWK or PEM" },
);

/// What signs, as options.
pub const OPTIONS: [Opt; 3] = [KEY, SIGNER, PUBLIC];

/// Longest output of a signer that is taken; a DER signature has 72 bytes at most.
const OUTPUT_BYTES_MAX: u64 = 1_024;

/// Something that signs.
pub enum Hand {
    Key(Box<PrivateKey>),
    Outside { command: String, public: Box<PublicKey> },
}

/// Refuses what [`open`] would, before anything is read or asked.
pub fn check_options(args: &Args, lang: Lang) -> Result<(), Refusal> {
    match (args.has(KEY.long), args.has(SIGNER.long)) {
        (true, true) => Err(args.refuse(say::one_of(KEY.long, SIGNER.long, lang))),
        (false, true) => args.needed(PUBLIC.long, lang).map(|_| ()),
        (true, false) | (false, false) => args.needed(KEY.long, lang).map(|_| ()),
    }
}

/// What `--key`, or `--signer` with `--public-key`, lead to.
pub fn open(args: &Args, lang: Lang) -> Result<Hand, Refusal> {
    check_options(args, lang)?;
    let Some(command) = args.value(SIGNER.long) else {
        return open_key(args, args.needed(KEY.long, lang)?, &secret::KEY, lang).map(|key| Hand::Key(Box::new(key)));
    };
    let public = Box::new(public_key(args.needed(PUBLIC.long, lang)?, lang)?);
    Ok(Hand::Outside { command: command.to_owned(), public })
}

/// Opens a key file with the passphrase from `source`.
pub fn open_key(args: &Args, path: &str, source: &Source, lang: Lang) -> Result<PrivateKey, Refusal> {
    let file = files::read(path, lang)?;
    let refuse = |error| Refusal::bad(say::at(path, None, &text::key_error(&error, lang)));
    // Before the passphrase is asked for.
    keyfile::look(&file).map_err(refuse)?;
    let passphrase = secret::from(source, args, Asked::Once, lang)?;
    keyfile::open(&file, &passphrase).map_err(refuse)
}

/// A public key file: a JWK, or PEM as openssl writes it.
pub fn public_key(path: &str, lang: Lang) -> Result<PublicKey, Refusal> {
    let bytes = files::read(path, lang)?;
    let jwk = || PublicKey::from_jwk(&canonical::parse(&bytes).ok()?, "").ok();
    pem::read_public(&bytes)
        .or_else(jwk)
        .ok_or_else(|| Refusal::bad(say::at(path, None, words::NO_PUBLIC_KEY.of(lang))))
}

impl Hand {
    pub fn public(&self) -> &PublicKey {
        match self {
            Hand::Key(key) => key.public(),
            Hand::Outside { public, .. } => public,
        }
    }

    /// Signs `content` for the first time and gives the bytes of the file; `name` is that of what is signed.
    pub fn seal(
        &self,
        kind: ContentKind,
        content: &Value,
        parts: Parts,
        name: &str,
        lang: Lang,
    ) -> Result<Vec<u8>, Refusal> {
        self.finish(Pending::first(kind, content, parts, self.public()), name, lang)
    }

    /// Adds one more signature to a signed file.
    pub fn add(&self, file: &[u8], parts: Parts, name: &str, lang: Lang) -> Result<Vec<u8>, Refusal> {
        self.finish(Pending::next(file, parts, self.public()), name, lang)
    }

    /// Signs bytes that were made ready to be signed.
    pub fn sign(&self, input: &[u8], lang: Lang) -> Result<[u8; SIGNATURE_BYTES], Refusal> {
        match self {
            Hand::Key(key) => Ok(key.sign(input)),
            Hand::Outside { command, public } => outside(command, public, input, lang),
        }
    }

    fn finish(
        &self,
        pending: Result<Pending, zicha_core::envelope::SealError>,
        name: &str,
        lang: Lang,
    ) -> Result<Vec<u8>, Refusal> {
        let refuse = |error| Refusal::bad(say::at(name, None, &text::seal_error(&error, lang)));
        let pending = pending.map_err(refuse)?;
        let signature = self.sign(pending.signing_input(), lang)?;
        pending.finish(&signature).map_err(refuse)
    }
}

/// Runs the command through the system's shell, as its user would, and gives its signature once it verifies.
fn outside(command: &str, public: &PublicKey, input: &[u8], lang: Lang) -> Result<[u8; SIGNATURE_BYTES], Refusal> {
    let failed = |why: &dyn std::fmt::Display| Refusal::bad(words::signer_failed(command, why, lang));
    let mut shell = shell(command);
    let mut child = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|error| failed(&error))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A signer that does not read all of it says so by its signature.
        let _ = stdin.write_all(input);
    }
    let mut output = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        stdout.take(OUTPUT_BYTES_MAX).read_to_end(&mut output).map_err(|error| failed(&error))?;
    }
    let status = child.wait().map_err(|error| failed(&error))?;
    if !status.success() {
        return Err(failed(&status));
    }
    let raw = <[u8; SIGNATURE_BYTES]>::try_from(output.as_slice()).ok();
    let der = match public.key_type() {
        KeyType::Ed25519 => None,
        KeyType::Sm2 | KeyType::P256 => signature_from_der(&output),
    };
    let fits = |signature: &[u8; SIGNATURE_BYTES]| public.verify(input, signature);
    [raw, der]
        .into_iter()
        .flatten()
        .find(fits)
        .ok_or_else(|| Refusal::bad(words::signer_signature(command, output.len(), lang)))
}

#[cfg(unix)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", command]);
    shell
}

#[cfg(not(unix))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("cmd");
    shell.args(["/C", command]);
    shell
}
