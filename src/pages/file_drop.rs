//! One place for files: a file input that also takes a drop. Label, hint and error in that order.

use crate::browser::files::{self, File, FileError};
use crate::markup::classes;
use crate::own::{use_effect_with, use_own};
use crate::state::{Action, Dispatch};
use crate::widgets::field::{described_by, explanation};
use crate::words;
use yew::prelude::*;
use zicha_html::html;

/// What a [`FileDrop`] shows and whom it tells.
#[derive(Properties, PartialEq)]
pub struct FileDropProps {
    /// Id of the input; hint and error get theirs from it.
    pub id: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    /// Shown behind the input: 或把文件拖到这里.
    pub or_drop: AttrValue,
    #[prop_or_default]
    pub errors: Vec<String>,
    /// What the file dialog offers first; drops are not held to it.
    #[prop_or(AttrValue::Static(".json,application/json"))]
    pub accept: AttrValue,
    #[prop_or(false)]
    pub multiple: bool,
    /// At least one file, at most `files::CHOICE_MAX + 1`, also where `multiple` is off: a drop
    /// cannot be limited.
    pub on_files: Callback<Vec<File>>,
    /// Where the errors are told, so that they are heard too.
    #[prop_or_default]
    pub dispatch: Option<Dispatch>,
}

/// Draws the input in its field.
#[component(FileDrop)]
pub fn file_drop(props: &FileDropProps) -> Html {
    let over = use_own(|| false);
    use_effect_with((), |()| files::refuse_stray_drops());
    let dispatch = props.dispatch.clone();
    use_effect_with(props.errors.join(" "), move |said| {
        if let Some(dispatch) = dispatch.filter(|_| !said.is_empty()) {
            dispatch.dispatch(Action::Tell(said.clone()));
        }
    });
    let hints = [props.hint.clone()];
    let told = props.on_files.clone();
    let onchange = move |event: Event| tell(&told, files::chosen(&event));
    let (told, left) = (props.on_files.clone(), over.clone());
    let ondrop = move |event: DragEvent| {
        event.prevent_default();
        if *left {
            left.set(false);
        }
        tell(&told, files::dropped(&event));
    };
    let entered = over.clone();
    let ondragover = move |event: DragEvent| {
        event.prevent_default();
        // Said many times a second while a file hovers.
        if !*entered {
            entered.set(true);
        }
    };
    let left = over.clone();
    let ondragleave = move |_: DragEvent| {
        if *left {
            left.set(false);
        }
    };
    let wrong = !props.errors.is_empty();
    let class = classes!("zc-field", "zc-drop", over.then_some("zc-drop--over"), wrong.then_some("zc-field--wrong"));
    html! {
        <div {class} {ondrop} {ondragover} {ondragleave}>
            <label class="zc-field__label" for={props.id.clone()}>{ &props.label }</label>
            { explanation(&props.id, &hints, &props.errors) }
            <p class="zc-drop__row">
                <input type="file" id={props.id.clone()} accept={props.accept.clone()} multiple={props.multiple}
                    aria-describedby={described_by(&props.id, &hints, &props.errors)}
                    aria-invalid={wrong.then_some("true")} {onchange} />
                <span class="zc-drop__or">{ &props.or_drop }</span>
            </p>
        </div>
    }
}

fn tell(told: &Callback<Vec<File>>, files: Vec<File>) {
    if !files.is_empty() {
        told.emit(files);
    }
}

/// The bytes of a chosen report, or why there are none.
pub async fn read(file: File, words: &'static words::Words) -> Result<Vec<u8>, String> {
    /// Bytes of a mebibyte.
    const MIB: u64 = 1024 * 1024;
    files::read(file).await.map_err(|error| match error {
        FileError::TooLarge { limit, .. } => (words.verify().too_large)(limit / MIB),
        FileError::Unreadable => words.verify().unreadable.to_owned(),
    })
}
