//! The pages drawn and used in the browser, as a person uses them.

use super::stage::{self, Downloads, Place, document, file, until, wait};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;
use zicha::app::App;
use zicha::browser::random;
use zicha::browser::storage::Memory;
use zicha::own::use_steps;
use zicha::pages::home::Depot;
use zicha::pages::sign::Sign;
use zicha::pages::verify::Verify;
use zicha::state::{State, Storing, Work};
use zicha_core::canonical::{Value, to_bytes};
use zicha_core::draft::Identity;
use zicha_core::envelope::{self, ContentKind, Parts};
use zicha_core::keyfile::KeyFileError;
use zicha_core::report::{self, App as Program, Stamp};
use zicha_core::sign::{Moment, PrivateKey, Role, Signer};
use zicha_core::text::{self, Lang};
use zicha_core::verify::{self, Outcome, verify as verify_file};

/// PBKDF2 without optimisation: generous.
const SLOW_MS: u32 = 60_000;

/// Which page stands alone in the test.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Sign,
    Verify,
}

#[derive(Properties, PartialEq)]
struct HostProps {
    shown: Shown,
}

/// The page with a state as `App` gives it, a blank form open.
#[component(Host)]
fn host(props: &HostProps) -> Html {
    let (state, dispatch) = use_steps(|| {
        let shelf = stage::shelf();
        let session = stage::session(&shelf);
        let mut state = State::new(shelf, Lang::Zh, Storing::Nowhere);
        state.work = Some(Work::new(session));
        state
    });
    let depot = use_memo((), |()| Depot::new(Rc::new(Memory::new())));
    match props.shown {
        Shown::Sign => html! { <Sign {state} {dispatch} /> },
        Shown::Verify => html! { <Verify {state} {dispatch} depot={(*depot).clone()} /> },
    }
}

fn draw(shown: Shown) -> (Place, yew::AppHandle<Host>) {
    let place = Place::new();
    let handle = yew::Renderer::<Host>::with_root_and_props(place.0.clone(), HostProps { shown }).render();
    (place, handle)
}

fn verified(file: &[u8]) -> verify::Verification {
    let shelf = stage::shelf();
    let (catalogues, calendars) = (&shelf.open(), &shelf.calendars);
    verify_file(file, &verify::Shelf { catalogues, calendars, ..verify::Shelf::default() })
}

/// A sound report of a blank form.
fn signed(key: &PrivateKey) -> Vec<u8> {
    let shelf = stage::shelf();
    let session = stage::session(&shelf);
    let now = "2021-01-15T10:00:00+08:00";
    let identity = Identity { id: "0123456789abcdef0123456789abcdef".into(), revision: 1, supersedes: None };
    let stamp = Stamp { identity, created: now.into(), app: Program::default() };
    let signer = Signer { name: "张三".into(), title: "科员".into(), unit: session.setting().unit.name.clone() };
    let parts = Parts { role: Role::Filler, opinion: "属实".into(), signer, signed: Moment::read(now).unwrap() };
    envelope::seal(ContentKind::Report, &report::content(&session, &stamp), parts, key).unwrap()
}

fn trust_list(key: &PrivateKey) -> Vec<u8> {
    let text = |text: &str| Value::text(text);
    to_bytes(&Value::object([
        ("schema", text("zicha-trust/1")),
        ("office", text("区法治办")),
        ("seq", Value::Int(1)),
        ("issued", text("2021-01-01")),
        ("expires", text("2199-12-31")),
        (
            "keys",
            Value::Array(vec![Value::object([
                ("kid", Value::Str(key.kid().to_string())),
                ("jwk", key.public().to_jwk()),
                ("name", text("张三")),
                ("unit", text("区司法局")),
                ("roles", Value::Array(vec![text("filler")])),
                ("status", text("active")),
                ("since", text("2021-01-01")),
            ])]),
        ),
    ]))
}

#[wasm_bindgen_test]
async fn the_app_draws_its_first_page() {
    let place = Place::new();
    let handle = yew::Renderer::<App>::with_root(place.0.clone()).render();
    let heading = until(2_000, "a heading", || place.find::<HtmlElement>("h1")).await;
    assert!(!heading.inner_text().is_empty());
    handle.destroy();
}

#[wasm_bindgen_test]
async fn each_file_gets_its_result_and_a_trust_list_makes_it_trusted() {
    let (place, handle) = draw(Shown::Verify);
    let key = PrivateKey::from_seed(&random::bytes().unwrap());
    let sound = signed(&key);
    let altered = String::from_utf8(sound.clone()).unwrap().replacen("属实", "不实", 1);
    let half = &sound[..sound.len() / 2];
    let large = vec![b' '; 9 * 1024 * 1024];
    until(2_000, "the page", || place.find::<HtmlInputElement>("#zc-verify-files")).await;
    place.choose(
        "#zc-verify-files",
        &[
            file("好.report.json", &sound),
            file("改.report.json", altered.as_bytes()),
            file("半.report.json", half),
            file("大.json", &large),
            file("草稿.json", br#"{"format":"zicha-draft/1"}"#),
            file("表.xlsx", b"PK\x03\x04"),
            file("乱.json", b"\xC4\xE3\xBA\xC3"),
        ],
    );
    let totals = || place.find::<HtmlElement>("#zc-verify-totals").map(|it| it.inner_text());
    let done = |wanted: &'static str| until(20_000, wanted, move || totals().filter(|it| it.contains(wanted)));
    done("可信0个，完好但签名人未知1个，无效6个").await;
    let page = place.text();
    for said in ["好.report.json", "完好但签名人未知", "张三 · 科员", "不会超过8 MiB", "这是填报草稿", "Excel"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("内容相同"), "an altered copy is not called the same: {page}");
    place.choose("#zc-verify-files", &[file("又一份.json", &sound)]);
    done("完好但签名人未知2个").await;
    assert!(place.text().contains("与“好.report.json”内容相同"));
    place.click("#zc-verify-totals + p .zc-button");
    until(2_000, "an empty board", || totals().is_none().then_some(())).await;
    place.choose("#zc-verify-files", &[file("好.report.json", &sound), file("半.report.json", half)]);
    done("可信0个，完好但签名人未知1个，无效1个").await;
    let print = place.find::<HtmlElement>(".zc-print").unwrap().inner_text();
    assert_eq!(Some(print), verified(&sound).fingerprint);

    place.choose("#zc-verify-trust", &[file("坏名单.json", b"{}")]);
    until(5_000, "a refused list", || place.text().contains("不能用作受信名单").then_some(())).await;
    place.choose("#zc-verify-trust", &[file("名单.json", &trust_list(&key))]);
    done("可信1个，完好但签名人未知0个，无效1个").await;
    assert!(place.text().contains("区法治办"));
    place.click(".zc-verify__trust .zc-button");
    done("可信0个，完好但签名人未知1个，无效1个").await;
    handle.destroy();
}

#[wasm_bindgen_test]
async fn a_blank_form_is_signed_only_when_everything_asked_for_is_there() {
    let watched = Downloads::watch();
    let (place, handle) = draw(Shown::Sign);
    until(2_000, "the page", || place.find::<HtmlElement>("#zc-sign-button")).await;
    place.click("#zc-sign-button");
    let faults = until(2_000, "the faults", || place.find::<HtmlElement>("#zc-sign-faults")).await;
    let said = faults.inner_text();
    for wanted in ["未填", "姓名", "密钥"] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert_eq!(document().active_element().map(|it| it.id()).as_deref(), Some("zc-sign-faults"));
    place.click("#zc-sign-faults li:last-child a");
    assert_eq!(document().active_element().map(|it| it.id()).as_deref(), Some("zc-sign-key"));
    assert_eq!(watched.count(), 0);

    place.enter("#zc-sign-name", "张三");
    place.enter("#zc-sign-job", "科员");
    place.click("#zc-sign-blanks");
    place.click("#zc-sign-key-1");
    until(2_000, "the new key", || place.find::<HtmlElement>("#zc-key-new")).await;
    let make = ".zc-sign__form button[type=submit]";
    for (first, again, wanted) in [
        ("short", "short", "口令太短"),
        ("1234567890", "1234567890", "太容易猜到"),
        ("今天三点开会记得带笔", "今天", "不一样"),
    ] {
        place.enter("#zc-key-new", first);
        place.enter("#zc-key-again", again);
        place.click(make);
        until(2_000, wanted, || place.text().contains(wanted).then_some(())).await;
    }
    assert_eq!(watched.count(), 0);
    place.enter("#zc-key-again", "今天三点开会记得带笔");
    place.click(make);
    until(SLOW_MS, "a key", || place.text().contains("密钥已打开").then_some(())).await;
    assert_eq!(watched.count(), 1);

    place.click("#zc-sign-button");
    let print = until(SLOW_MS, "a report", || place.find::<HtmlElement>("#zc-sign-fingerprint")).await.inner_text();
    assert_eq!(watched.count(), 2);
    let (mime, bytes) = watched.bytes(1).await;
    let found = verified(&bytes);
    assert_eq!((mime.as_str(), found.outcome), ("application/json", Outcome::IntactUnknown));
    assert_eq!(found.fingerprint, Some(print));
    assert!(place.text().contains("区司法局-2020.report.json"), "{}", place.text());
    assert!(place.text().contains(&format!("{}字节", bytes.len())));
    let content = found.report.unwrap().content().clone();
    assert_eq!((content.identity.revision, content.identity.supersedes), (1, None));

    // The same form once more: the next edition, which names the one before.
    place.click("#zc-sign-button");
    until(SLOW_MS, "a second report", || (watched.count() == 3).then_some(())).await;
    let (_, second) = watched.bytes(2).await;
    let second = verified(&second).report.unwrap().content().clone();
    assert_eq!((second.identity.revision, &second.identity.id), (2, &content.identity.id));
    assert_eq!(second.identity.supersedes, found.fingerprint.map(|print| print.replace(' ', "")));
    open_again(&place, &watched.bytes(0).await.1).await;
    handle.destroy();
}

/// The key file just made, opened with a wrong and with the right passphrase.
async fn open_again(place: &Place, key_file: &[u8]) {
    place.click(".zc-sign__key > p .zc-button");
    until(2_000, "the choice", || place.find::<HtmlElement>("#zc-key-file")).await;
    let open = ".zc-sign__form button[type=submit]";
    place.choose("#zc-key-file", &[file("别的.json", br#"{"format":"zicha-draft/1"}"#)]);
    let foreign = text::key_error(&KeyFileError::NotAKeyFile, Lang::Zh);
    until(5_000, "a foreign file", || place.text().contains(&foreign).then_some(())).await;
    place.choose("#zc-key-file", &[file("张三.zicha-key.json", key_file)]);
    until(5_000, "the file", || place.text().contains("已选择：张三.zicha-key.json").then_some(())).await;
    place.enter("#zc-key-passphrase", "今天四点开会记得带笔");
    place.click(open);
    let wrong = text::key_error(&KeyFileError::WrongPassphrase, Lang::Zh);
    until(SLOW_MS, "a refusal", || place.text().contains(&wrong).then_some(())).await;
    wait(50).await;
    assert_eq!(place.find::<HtmlInputElement>("#zc-key-passphrase").unwrap().value(), "");
    assert_eq!(place.find::<HtmlInputElement>("#zc-sign-name").unwrap().value(), "张三");
    place.enter("#zc-key-passphrase", "今天三点开会记得带笔");
    place.click(open);
    until(SLOW_MS, "the key", || place.text().contains("密钥已打开").then_some(())).await;
}
