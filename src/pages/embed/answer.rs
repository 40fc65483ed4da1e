//! Every verb that the script of the element asks with (assets/embed/element.js).

use zicha_core::canonical::Value;
use zicha_core::text::Lang;

use super::sign::{self, Prepared};
use super::{DeskProps, open, say};
use crate::browser::clock;
use crate::browser::host::Reply;
use crate::drafts;
use crate::look::Look;
use crate::route::Route;
use crate::state::{Action, Hands, How};
use say::Refusal;

/// Answers one question.
///
/// # Errors
/// Why not, with a word and a sentence.
pub fn answer(
    props: &DeskProps,
    prepared: &mut Option<Prepared>,
    verb: &str,
    text: &str,
    bytes: &[u8],
) -> Result<Reply, Refusal> {
    let (state, words) = (&props.state, props.state.words().embed());
    let work = || state.work.as_ref().ok_or(Refusal::new("no-form", words.no_form));
    let done = || Reply::Text(say::value(Value::Null));
    Ok(match verb {
        "progress" => Reply::Text(say::value(say::progress(state))),
        "draft" => Reply::Text(say::value(match &state.work {
            Some(work) => Value::Str(say::draft(work, clock::now_rfc3339())),
            None => Value::Null,
        })),
        "report" => Reply::Text(say::value(say::report(state, work()?))),
        // What was signed last, byte for byte.
        "file" => Reply::Bytes(work()?.signed.as_ref().map(|file| file.to_vec()).unwrap_or_default()),
        "load" => {
            open::load(props, text.as_bytes())?;
            done()
        }
        // What was open in this element's program before.
        "back" => {
            open::back(props, text, bytes)?;
            done()
        }
        "key" => Reply::Text(say::value(Value::Str(drafts::key_of_work(work()?)))),
        "unit" => {
            let (name, period) = text.split_once('\n').unwrap_or((text, ""));
            open::unit(props, name, period)?;
            done()
        }
        "indicator" => {
            go_to(props, text)?;
            done()
        }
        "go" => {
            let route = Route::from_hash(text).ok_or(Refusal::new("route", words.no_route))?;
            props.dispatch.dispatch(Action::Go(route));
            done()
        }
        "lang" => {
            props.dispatch.dispatch(Action::Speak(lang(text)));
            done()
        }
        // `dark`, `light`, or neither for the computer's; the size of letters stays as it is.
        "theme" => {
            let look = Look { theme: Look::read(text).theme, ..state.look };
            props.dispatch.dispatch(Action::Look(look));
            done()
        }
        "hands" => {
            props.dispatch.dispatch(Action::Hands(if text == "off" { Hands::Off } else { Hands::On }));
            done()
        }
        // The host has the draft with that many changes.
        "kept" => {
            if let (Some(work), Ok(changes)) = (&state.work, text.parse::<u32>())
                && work.kept.how != How::Elsewhere
            {
                let at = clock::now_rfc3339().get(11..16).unwrap_or_default().to_owned();
                props.dispatch.dispatch(Action::Saved { changes, at, how: How::Exported });
            }
            done()
        }
        "flush" => {
            let kept = open::flush(props);
            Reply::Text(say::value(Value::Bool(kept)))
        }
        "prepare" => {
            let ready = sign::prepare(props, text)?;
            let input = ready.input().to_vec();
            *prepared = Some(ready);
            Reply::Bytes(input)
        }
        "finish" => {
            let ready = prepared.take().ok_or(Refusal::new("changed", words.changed))?;
            Reply::Text(say::value(sign::finish(props, ready, bytes)?))
        }
        other => return Err(Refusal::new("verb", other)),
    })
}

/// The language of a tag; Chinese where it is not English.
pub fn lang(tag: &str) -> Lang {
    if tag.to_ascii_lowercase().starts_with("en") { Lang::En } else { Lang::Zh }
}

/// Shows an indicator by its id, or else by its number as printed.
fn go_to(props: &DeskProps, wanted: &str) -> Result<(), Refusal> {
    let words = props.state.words().embed();
    let session = props.state.session().ok_or(Refusal::new("no-form", words.no_form))?;
    let all = &session.catalogue().indicators;
    let by_number = || all.iter().position(|it| it.number.trim_end_matches('.') == wanted.trim_end_matches('.'));
    let at = all.iter().position(|it| it.id == wanted).or_else(by_number);
    let at = at.ok_or_else(|| Refusal::new("indicator", (words.no_indicator)(wanted)))?;
    props.dispatch.dispatch(Action::Go(Route::Walk(at)));
    Ok(())
}
