//! Lists files as evidence: name, size and digest, so that a file shown later can be told from another one. The files
//! stay where they are. Lies in the second part of the program.

use crate::browser::files::{self, File, FileError, Fingerprint};
use crate::browser::task;
use crate::own::use_own;
use crate::state::{Action, Dispatch};
use crate::words;
use yew::prelude::*;
use zicha_core::answer::Evidence;
use zicha_core::digest::hex;
use zicha_core::session::Edit;
use zicha_core::text::Lang;
use zicha_html::html;

const MEGABYTE: u64 = 1024 * 1024;

/// Whose evidence, and whom it tells.
#[derive(Properties, PartialEq, Clone)]
pub struct EvidenceFilesProps {
    /// Index of the row.
    pub at: usize,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

/// A file input that looks like the buttons beside it, and what came of the last choice.
#[component(EvidenceFiles)]
pub fn evidence_files(props: &EvidenceFilesProps) -> Html {
    let words = words::of(props.lang).evidence();
    let refused = use_own(Vec::<String>::new);
    let busy = use_own(|| false);
    let id = format!("r{}-evidence-files", props.at);
    let onchange = {
        let (props, refused, busy) = (props.clone(), refused.clone(), busy.clone());
        move |event: Event| {
            let files = files::chosen(&event);
            let (props, refused, busy) = (props.clone(), refused.clone(), busy.clone());
            task::spawn(async move {
                busy.set(true);
                refused.set(list(&props, files).await);
                busy.set(false);
            });
        }
    };
    html! {
        <div class="zc-evidence__files">
            <label class="zc-button" for={id.clone()}>{ words.choose }</label>
            <input type="file" multiple=true class="zc-unseen" id={id.clone()} aria-describedby={format!("{id}-hint")} {onchange} />
            if *busy { <span class="zc-busy">{ words.reading }</span> }
            <p class="zc-field__hint" id={format!("{id}-hint")}>{ words.hint }</p>
            { for refused.iter().map(|why| html! { <p class="zc-field__error">{ why }</p> }) }
        </div>
    }
}

/// Lists each file; what is wrong with the others, in sentences.
async fn list(props: &EvidenceFilesProps, files: Vec<File>) -> Vec<String> {
    let words = words::of(props.lang).evidence();
    let (mut listed, mut refused) = (0_usize, Vec::new());
    for file in files.into_iter().take(files::CHOICE_MAX) {
        let name = file.name();
        match files::fingerprint(file).await {
            Ok(found) => {
                listed += 1;
                let edit = Edit::EvidenceFile(evidence(found));
                props.dispatch.dispatch(Action::Edit { at: props.at, edit });
            }
            Err(FileError::TooLarge { limit, .. }) => refused.push((words.too_large)(&name, limit / MEGABYTE)),
            Err(FileError::Unreadable) => refused.push((words.unreadable)(&name)),
        }
        task::breathe().await;
    }
    if listed > 0 {
        props.dispatch.dispatch(Action::Say((words.listed)(listed)));
    }
    refused
}

fn evidence(found: Fingerprint) -> Evidence {
    // A document is called what its file is called until somebody types better.
    let title = found.name.rsplit_once('.').map_or(found.name.as_str(), |(stem, _)| stem).trim().to_owned();
    let title = if title.is_empty() { found.name.clone() } else { title };
    Evidence { title, file: found.name, size: found.bytes, sha256: hex(&found.sha256), ..Evidence::default() }
}
