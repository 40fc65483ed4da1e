//! A signature by a key that the page around the element holds: a UKey, a portal's own service. The program gives the
//! bytes to be signed, gets the signature, and checks all as it does with its own keys.

use zicha_core::canonical::{Members, Value, parse};
use zicha_core::report;
use zicha_core::session::Session;
use zicha_core::sign::{NAME_CHARS_MAX, OPINION_CHARS_MAX, PublicKey, SIGNATURE_BYTES};

use super::DeskProps;
use super::say::Refusal;
use crate::pages::sign::form::{Form, blanks};
use crate::pages::sign::make::{self, Unsigned};
use crate::pages::sign::{occasion, why};
use crate::state::{Action, Hands};
use std::rc::Rc;

/// A report that waits for its signature, and the answers it was made of.
#[derive(Debug, Clone)]
pub struct Prepared {
    unsigned: Unsigned,
    session: Session,
}

impl Prepared {
    /// What is to be signed.
    pub fn input(&self) -> &[u8] {
        self.unsigned.pending.signing_input()
    }
}

/// Who signs, from the host's JSON: `key` (a public JWK), `name`, `title`, `opinion`.
fn signer(json: &str) -> Option<(PublicKey, Form)> {
    let value = parse(json.as_bytes()).ok()?;
    let members = Members::read(&value, "", &["key", "name", "title", "opinion"]).ok()?;
    let key = PublicKey::from_jwk(members.value("key").ok()?, "/key").ok()?;
    let mut form = Form::default();
    let mut name = [("name", &mut form.name), ("title", &mut form.job)];
    members.texts_if_there(NAME_CHARS_MAX, &mut name).ok()?;
    members.texts_if_there(OPINION_CHARS_MAX, &mut [("opinion", &mut form.opinion)]).ok()?;
    Some((key, form))
}

/// Makes the report ready for the signature.
///
/// # Errors
/// `no-form`, `readonly`, `blockers`, `signer`, `not-signed`.
pub fn prepare(props: &DeskProps, json: &str) -> Result<Prepared, Refusal> {
    let (state, words) = (&props.state, props.state.words().embed());
    let work = state.work.as_ref().ok_or(Refusal::new("no-form", words.no_form))?;
    if state.hands == Hands::Off {
        return Err(Refusal::new("readonly", words.readonly));
    }
    let blockers = report::blockers(&work.session).len();
    if blockers > 0 {
        return Err(Refusal::new("blockers", (state.words().sign().blockers)(blockers)));
    }
    let (key, mut form) = signer(json).ok_or(Refusal::new("signer", words.bad_signer))?;
    form.blanks_known = Some(blanks(&work.session));
    if form.name.trim().is_empty() {
        form.name.clone_from(&work.session.setting().unit.name);
    }
    let occasion = occasion(work, state.lang).map_err(|text| Refusal::new("not-signed", text))?;
    let unsigned = make::prepare(&work.session, &form, &key, occasion)
        .map_err(|error| Refusal::new("not-signed", why(&error, state.lang)))?;
    Ok(Prepared { unsigned, session: work.session.clone() })
}

/// Puts the signature in; the file is then the form's.
///
/// # Errors
/// `readonly`, `signature`, `changed`.
pub fn finish(props: &DeskProps, prepared: Prepared, signature: &[u8]) -> Result<Value, Refusal> {
    let (state, words) = (&props.state, props.state.words().embed());
    let signature: &[u8; SIGNATURE_BYTES] =
        signature.try_into().map_err(|_| Refusal::new("signature", words.bad_signature))?;
    if state.hands == Hands::Off {
        return Err(Refusal::new("readonly", words.readonly));
    }
    if state.session() != Some(&prepared.session) {
        return Err(Refusal::new("changed", words.changed));
    }
    let signed = prepared
        .unsigned
        .finish(signature, &prepared.session, &state.shelf)
        .map_err(|error| Refusal::new("signature", why(&error, state.lang)))?;
    let said = Value::object([
        ("fileName", Value::text(signed.file_name.as_str())),
        ("fingerprint", Value::text(signed.fingerprint.as_str())),
        ("revision", Value::Int(i64::from(signed.revision))),
    ]);
    props.dispatch.dispatch(Action::Signed { next: signed.next.clone(), file: Rc::clone(&signed.bytes) });
    Ok(said)
}
