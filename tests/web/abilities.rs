//! The abilities of `zicha::browser`, each against the real browser.

use super::stage::{Downloads, document, file, wait};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;
use zicha::browser::files::{self, FileError};
use zicha::browser::storage::{self, Kind, Memory, Storage};
use zicha::browser::{clock, embedded, hash, panic, random, unload};
use zicha_core::digest;
use zicha_core::sign::Moment;

/// What a storage answers to a fixed series of requests.
fn answers(storage: &dyn Storage) -> Vec<String> {
    let long = "长".repeat(6_000_000);
    let mut said = Vec::new();
    for key in storage.keys() {
        storage.remove(&key);
    }
    said.push(format!("{:?}", storage.get("zicha:a")));
    for (key, text) in [("zicha:b", "2"), ("zicha:a", "1"), ("zicha:a", "行\n\u{2028}<&>😀"), ("zicha:", "")] {
        said.push(format!("{:?}", storage.set(key, text)));
    }
    said.push(format!("{:?}", storage.set("zicha:a", &long)));
    said.push(format!("{:?} {:?} {:?}", storage.get("zicha:a"), storage.get("zicha:"), storage.keys()));
    storage.remove("zicha:b");
    storage.remove("zicha:b");
    said.push(format!("{:?}", storage.keys()));
    storage.remove("zicha:a");
    storage.remove("zicha:");
    said
}

#[wasm_bindgen_test]
fn local_storage_answers_as_its_memory_twin_does() {
    let local = storage::open();
    assert_eq!(local.kind(), Kind::Local);
    let said = answers(&*local);
    assert_eq!(said, answers(&Memory::new()));
    assert!(said.iter().any(|answer| answer.contains("Full")), "{said:?}");
}

#[wasm_bindgen_test]
async fn a_download_holds_exactly_the_bytes() {
    let watched = Downloads::watch();
    let bytes: Vec<u8> = (0..=255).chain([0xEF, 0xBB, 0xBF, 0x0D, 0x0A, 0x00]).collect();
    let children = document().body().unwrap().child_element_count();
    files::download("a.bin", "application/octet-stream", &bytes).unwrap();
    assert_eq!(watched.bytes(0).await, ("application/octet-stream".to_owned(), bytes));
    assert_eq!(document().body().unwrap().child_element_count(), children);
}

#[wasm_bindgen_test]
async fn a_chosen_file_is_read_whole_or_refused_by_size() {
    assert_eq!(files::read(file("a", b"\xEF\xBB\xBF{}\r\n")).await, Ok(b"\xEF\xBB\xBF{}\r\n".to_vec()));
    assert_eq!(files::read(file("empty", b"")).await, Ok(Vec::new()));
    let limit = files::READ_BYTES_MAX;
    let large = vec![b' '; usize::try_from(limit).unwrap() + 1];
    assert_eq!(files::read(file("large", &large)).await, Err(FileError::TooLarge { bytes: limit + 1, limit }));
    assert_eq!(files::read(file("most", &large[1..])).await.map(|bytes| bytes.len() as u64), Ok(limit));
}

#[wasm_bindgen_test]
async fn a_file_is_hashed_in_slices() {
    for length in [0, 1, 4 * 1024 * 1024, 4 * 1024 * 1024 + 1, 9_000_000] {
        let bytes: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
        let found = files::fingerprint(file("佐证.pdf", &bytes)).await.unwrap();
        assert_eq!((found.name.as_str(), found.bytes), ("佐证.pdf", length as u64));
        assert_eq!(found.sha256, digest::sha256(&bytes), "{length}");
    }
}

#[wasm_bindgen_test]
fn random_bytes_differ_each_time() {
    let (first, second) = (random::bytes::<32>().unwrap(), random::bytes::<32>().unwrap());
    assert_ne!(*first, *second);
    assert!(random::bytes::<1>().is_ok());
    assert!(random::bytes::<65_536>().is_ok());
    assert!(random::bytes::<65_537>().is_err(), "the browser gives no more at once");
}

#[wasm_bindgen_test]
fn the_clock_gives_a_day_and_a_moment_of_that_day() {
    let (now, today) = (clock::now_rfc3339(), clock::today().unwrap());
    assert!(Moment::read(&now).is_some(), "{now}");
    assert!(now.starts_with(&today.to_string()), "{now} {today}");
}

#[wasm_bindgen_test]
async fn a_hash_is_one_step_and_told_when_gone_back_to() {
    let history = web_sys::window().unwrap().history().unwrap();
    let told = Rc::new(RefCell::new(Vec::new()));
    let note = Rc::clone(&told);
    let listening = hash::on_change(move |hash| note.borrow_mut().push(hash));
    let before = history.length().unwrap();
    hash::set("/walk/7");
    hash::set("#/walk/7");
    assert_eq!(history.length().unwrap(), before + 1);
    assert_eq!(hash::get(), "#/walk/7");
    hash::set("#/walk/8");
    history.back().unwrap();
    wait(100).await;
    assert_eq!(*told.borrow(), ["#/walk/7"]);
    drop(listening);
    history.back().unwrap();
    wait(100).await;
    assert_eq!(told.borrow().len(), 1);
}

#[wasm_bindgen_test]
fn leaving_asks_only_while_guarded() {
    let asks = || {
        let init = web_sys::EventInit::new();
        init.set_cancelable(true);
        let event = web_sys::Event::new_with_event_init_dict("beforeunload", &init).unwrap();
        web_sys::window().unwrap().dispatch_event(&event).unwrap();
        event.default_prevented()
    };
    assert!(!asks());
    unload::guard(unload::Loss::Answers, true);
    unload::guard(unload::Loss::Answers, true);
    assert!(asks());
    unload::guard(unload::Loss::Answers, false);
    assert!(!asks());
}

#[wasm_bindgen_test]
fn data_in_the_page_is_found_by_class_and_id() {
    let place = super::stage::Place::new();
    place.0.set_inner_html(
        "<script type='application/json' class='zicha-catalogue' id='zicha-catalogue-x' data-head='a'>{\"a\":\"\\u003c\"}</script>\
         <script type='application/json' class='zicha-catalogue' id='other'>{}</script>\
         <script type='application/json' class='zicha-calendar' id='zicha-calendar-y'>{}</script>\
         <script type='application/json' id='zicha-draft'> null </script><div id='zicha-panic-draft'></div>",
    );
    let found = embedded::catalogues();
    assert_eq!(found.iter().map(|block| block.id.as_str()).collect::<Vec<_>>(), ["x"]);
    assert_eq!(found[0].json().as_deref(), Some(r#"{"a":"\u003c"}"#));
    assert_eq!(found[0].head().as_deref(), Some("a"));
    assert_eq!(embedded::calendars().len(), 1);
    assert_eq!(embedded::draft(), None);
    assert_eq!(embedded::build_id(), "dev");
    panic::keep("<draft>");
    assert_eq!(place.0.query_selector("#zicha-panic-draft").unwrap().unwrap().text_content().unwrap(), "<draft>");
}
