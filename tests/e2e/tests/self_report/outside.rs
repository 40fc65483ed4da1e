//! The file is judged by programs that are not the page.

use super::sign::Signed;
use super::{SIGNER, UNIT};
use serde_json::Value;
use std::path::PathBuf;
use zicha_e2e::desk;
use zicha_e2e::outside::{verify_report, zicha};
use zicha_e2e::page::Page;

pub fn agrees(page: &Page, signed: &Signed) {
    page.step("verify with the command line program: unknown, trusted, invalid");
    let setup = &page.setup;
    let file = signed.path.to_str().unwrap();
    zicha(setup, &["verify", file]).expect(2);
    let trust = trust_list(page, signed);
    let trust = trust.to_str().unwrap();
    zicha(setup, &["verify", file, "--trust", trust]).expect(0);
    let said = zicha(setup, &["verify", file, "--trust", trust, "--json"]).expect(0).out;
    serde_json::from_str::<Value>(&said).expect("--json prints JSON");
    let copy = altered_copy(page, signed);
    zicha(setup, &["verify", copy.to_str().unwrap(), "--trust", trust]).expect(1);

    page.step("verify with jq and openssl alone");
    let kid = kid(signed);
    let said = verify_report(setup, &signed.path, None).expect(2).out;
    assert!(said.contains(&signed.fingerprint), "the page shows {}, the script\n{said}", signed.fingerprint);
    assert!(said.contains(SIGNER) && said.contains(UNIT), "{said}");
    verify_report(setup, &signed.path, Some(&kid)).expect(0);
    verify_report(setup, &copy, Some(&kid)).expect(1);

    page.step("the file holds what was typed");
    let report = &json(signed)["report"];
    assert_eq!(report["unit"]["name"], UNIT);
    assert_eq!(report["period"]["id"], super::PERIOD);
    assert_eq!(report["bases"]["rulings"], 3000);
    assert_eq!(report["answers"]["51"]["slots"]["recorded"], 2999);
    assert_eq!(report["answers"]["75"]["marks"]["75-r2"], "not_counted");
    assert_eq!(report["facts"]["proposals"], false);
    let verdicts = &report["computed"]["verdicts"];
    for (id, verdict) in [
        ("51-r1", "unmet"),
        ("56-r2", "soft_unmet"),
        ("66-r2", "none_occurred"),
        ("67-r1", "none_occurred"),
        ("75-r2", "not_counted"),
        ("88-r1", "not_applicable"),
        ("90-r1", "to_review"),
        ("94-r1", "blank"),
        ("61-r3", "met"),
        ("64-r1", "not_applicable"),
    ] {
        assert_eq!(verdicts[id], verdict, "{id}");
    }
}

fn json(signed: &Signed) -> Value {
    serde_json::from_slice(&signed.report).unwrap()
}

fn kid(signed: &Signed) -> String {
    json(signed)["keys"][0]["kid"].as_str().unwrap().to_owned()
}

/// A list that names the signer's key, as the office would issue it.
pub fn trust_list(page: &Page, signed: &Signed) -> PathBuf {
    let report = json(signed);
    let hint = &report["keys"][0];
    let list = desk::trust_list(&[(hint, SIGNER, "filler")]);
    page.browser.scratch().write("trust.json", list.as_bytes())
}

/// One figure changed.
pub fn altered_copy(page: &Page, signed: &Signed) -> PathBuf {
    let text = String::from_utf8(signed.report.clone()).unwrap();
    let copy = text.replacen("2999", "3000", 1);
    assert_ne!(copy, text);
    page.browser.scratch().write("altered.report.json", copy.as_bytes())
}
