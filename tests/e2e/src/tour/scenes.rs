//! The states, in the order in which they are shown.

use super::answers::{SIGNER, put};
use super::{Scene, Tour};
use crate::desk::{PASSPHRASE, UNIT};

pub const SCENES: &[Scene] = &[
    Scene { name: "home-empty", show: home_empty },
    Scene { name: "home-missing", show: home_missing },
    Scene { name: "home-unit", show: home_unit },
    Scene { name: "home-refused", show: home_refused },
    Scene { name: "looks-open", show: looks_open },
    Scene { name: "verify-empty", show: |it| it.go("#/verify", "#zc-verify-files") },
    Scene { name: "countersign-empty", show: |it| it.go("#/countersign", "#zc-cs-file") },
    Scene { name: "receive-empty", show: |it| it.go("#/receive", "#zc-receive-office") },
    Scene { name: "receive-missing", show: receive_missing },
    Scene { name: "trust-empty", show: |it| it.go("#/trust", "#zc-trust-office") },
    Scene { name: "trust-desk", show: trust_desk },
    Scene { name: "trust-missing", show: |it| it.press("#zc-trust-sign", "#zc-trust-faults:focus") },
    Scene { name: "about", show: |it| it.go("#/about", ".zc-about") },
    Scene { name: "keys", show: |it| it.go("#/keys", "#zc-keys-create") },
    Scene { name: "keys-create", show: |it| it.press("#zc-keys-create", "#zc-key-new") },
    Scene { name: "keys-check", show: |it| it.press("#zc-keys-check", "#zc-check-file") },
    Scene { name: "keys-change", show: |it| it.press("#zc-keys-change", "#zc-change-old") },
    Scene { name: "keys-enrol", show: keys_enrol },
    Scene { name: "keys-missing", show: |it| it.press("#zc-enrol-button", "#zc-enrol-faults") },
    Scene { name: "keys-replace", show: |it| it.press("#zc-keys-replace", "#zc-old-file") },
    Scene { name: "walk-empty", show: walk_empty },
    Scene { name: "facts-empty", show: |it| it.go("#/facts", ".zc-factpage__list") },
    Scene { name: "review-empty", show: |it| it.go("#/review", ".zc-review") },
    Scene { name: "narrate-empty", show: |it| it.go("#/narrate", "#zc-narrate-page") },
    Scene { name: "sign-empty", show: |it| it.go("#/sign", "#zc-sign-button") },
    Scene { name: "sign-missing", show: |it| it.press("#zc-sign-button", "#zc-sign-faults") },
    Scene { name: "home-drafts", show: |it| it.go("#/", ".zc-drafts__item") },
    Scene { name: "home-question", show: home_question },
    Scene { name: "walk-wrong", show: walk_wrong },
    Scene { name: "walk-stopped", show: |it| it.press(".zc-bar .zc-button--primary", "#zc-card-errors:focus") },
    Scene { name: "walk-unreadable", show: |it| it.row("61") },
    Scene { name: "review-wrong", show: |it| it.go("#/review", ".zc-review") },
    Scene { name: "sign-wrong", show: |it| it.go("#/sign", "#zc-sign-button") },
    Scene { name: "walk-half", show: walk_half },
    Scene { name: "walk-soft", show: |it| it.row("56") },
    Scene { name: "walk-filter", show: |it| it.press("#zc-filter", "#zc-sieve-status-blank") },
    Scene { name: "walk-found", show: walk_found },
    Scene { name: "table-half", show: table_half },
    Scene { name: "table-paste", show: table_paste },
    Scene { name: "table-found", show: table_found },
    Scene { name: "table-filtered", show: |it| it.go("#/table/26?status=blank", "#zc-sieve-clear") },
    Scene { name: "shortcuts", show: shortcuts },
    Scene { name: "review-half", show: |it| it.go("#/review", ".zc-review") },
    Scene { name: "narrate-half", show: |it| it.go("#/narrate", "#zc-narrate-page") },
    Scene { name: "facts-held", show: facts_held },
    Scene { name: "walk-held", show: |it| it.row("26") },
    Scene { name: "walk-full", show: walk_full },
    Scene { name: "review-full", show: |it| it.go("#/review", ".zc-review") },
    Scene { name: "narrate-full", show: |it| it.go("#/narrate", "#zc-narrate-page") },
    Scene { name: "ledger-full", show: |it| it.go("#/ledger", "#zc-main table") },
    Scene { name: "sign-ready", show: sign_ready },
    Scene { name: "signed", show: signed },
    Scene { name: "review-signed", show: review_signed },
    Scene { name: "verify-unknown", show: verify_unknown },
    Scene { name: "verify-invalid", show: verify_invalid },
    Scene { name: "verify-trusted", show: verify_trusted },
    Scene { name: "countersign-open", show: countersign_open },
    Scene { name: "countersign-missing", show: |it| it.press("#zc-cs-button", "#zc-cs-faults") },
    Scene { name: "receive-rows", show: receive_rows },
    Scene { name: "receive-unsigned", show: |it| it.press("#zc-receive-give", "#zc-receive-faults:focus") },
];

impl Tour {
    /// Another page, once `css` is there. A page shown already is left and shown anew.
    fn go(&self, hash: &str, css: &str) {
        self.page.go("#/keys");
        self.page.browser.wait_for("#zc-keys-create");
        self.page.go(hash);
        self.page.browser.wait_for(css);
        assert!(!self.page.browser.has(".zc-looks[open]"), "{hash}: 显示 is still open");
    }

    /// Presses a button by script: how people press it is not the tour's matter.
    fn press(&self, css: &str, then: &str) {
        self.page.browser.wait_for(css);
        self.page.browser.script("document.querySelector(arguments[0]).click()", vec![css.into()]);
        self.page.browser.wait_for(then);
    }

    fn row(&self, id: &str) {
        let row = self.page.row(id);
        self.page.go(&format!("#/walk/{}", row + 1));
        self.page.browser.wait_for(&format!(".zc-card [id^='r{row}-']"));
    }

    /// Opens a draft on the first page, whatever lies there already.
    fn import(&self, name: &str) {
        self.go("#/", "#zc-import");
        let browser = &self.page.browser;
        browser.choose("#zc-import", &[&self.file(name)]);
        browser.until("the form, or a question", || (browser.has(".zc-card") || browser.has(QUESTION)).then_some(()));
        if browser.has(QUESTION) {
            self.press(QUESTION, ".zc-card");
        }
    }

    /// A file for a file field; what it makes of it is `then`.
    fn choose(&self, css: &str, name: &str, then: &str) {
        self.page.browser.choose(css, &[&self.file(name)]);
        self.page.browser.wait_for(then);
    }
}

/// As WebDriver names the key.
const ESCAPE: &str = "\u{E00C}";

/// Opens the draft although another one is there.
const QUESTION: &str = "#zc-loses button:first-of-type";

fn home_empty(it: &Tour) {
    it.page.browser.wait_for("#zc-catalogue-0");
}

fn home_missing(it: &Tour) {
    it.press("#zc-catalogue-0", "#zc-unit-search");
    it.press(".zc-home__begin .zc-button--primary", "#zc-unit-error");
}

fn home_unit(it: &Tour) {
    it.page.browser.find_unit("司法");
    it.press("#zc-unit-0", "#zc-unit-0:checked");
}

fn home_refused(it: &Tour) {
    it.choose("#zc-import", "foreign.json", "#zc-import-error");
}

fn looks_open(it: &Tour) {
    let browser = &it.page.browser;
    browser.script("document.querySelector('.zc-looks > summary').focus()", vec![]);
    it.press(".zc-looks > summary", ".zc-looks[open] #zc-theme-0");
    // Escape closes it from anywhere inside and gives the keyboard back; leaving the page closes it too (`go`).
    browser.script("document.querySelector('[name=zc-theme]:checked').focus()", vec![]);
    browser.keys(ESCAPE);
    browser.until("the box to be closed", || browser.has(".zc-looks:not([open]) > summary:focus").then_some(()));
    it.press(".zc-looks > summary", ".zc-looks[open] #zc-theme-0");
}

fn receive_missing(it: &Tour) {
    it.press("#zc-receive-begin", "#zc-receive-office-error");
}

fn trust_desk(it: &Tour) {
    it.page.browser.type_anew("#zc-trust-office", "红桥区法治办");
    let begin = "document.querySelector('#zc-trust-office').closest('form').requestSubmit()";
    it.page.browser.script(begin, vec![]);
    it.page.browser.wait_for("#zc-trust-finish");
}

fn keys_enrol(it: &Tour) {
    it.press("#zc-keys-enrol", "#zc-enrol-unit");
}

fn walk_empty(it: &Tour) {
    it.import("blank.draft.json");
    it.row("26");
}

fn home_question(it: &Tour) {
    it.choose("#zc-import", "wrong.draft.json", QUESTION);
}

fn walk_wrong(it: &Tour) {
    it.import("wrong.draft.json");
    it.row("26");
}

fn walk_half(it: &Tour) {
    it.import("half.draft.json");
    it.row("26");
}

fn facts_held(it: &Tour) {
    it.go("#/facts", ".zc-factpage__list");
    let files = it.page.catalogue.facts.iter().position(|fact| fact.id == "files").unwrap();
    it.press(&format!("#zc-fact-{files}-1"), ".zc-factpage__held");
}

/// Types into the search field, whose list opens.
fn find(it: &Tour, query: &str) {
    it.page.browser.type_anew("#zc-find", query);
    it.page.browser.wait_for("#zc-find-list li");
}

fn walk_found(it: &Tour) {
    it.go("#/walk/26", ".zc-tools");
    find(it, "xzzf");
}

fn table_half(it: &Tour) {
    it.go("#/table/26", "#zc-grid");
    it.page.browser.script("document.querySelector('#t25-s0').focus()", vec![]);
    it.page.browser.wait_for("#t25-s0 #zc-cell");
}

/// A block of which some cells fit and some do not.
fn table_paste(it: &Tour) {
    it.press("#zc-paste", "#zc-paste-box");
    it.page.browser.type_on("#zc-paste-box", "12\n约莫\n７\n");
    it.page.browser.wait_for("#zc-paste-show:not([disabled])");
    it.press("#zc-paste-show", "#zc-paste-go");
}

fn table_found(it: &Tour) {
    it.press("#zc-paste-cancel", "#zc-grid");
    find(it, "备案");
}

fn shortcuts(it: &Tour) {
    it.press("#zc-sieve-clear", "#zc-grid");
    // The address follows; another one given before that would be written over.
    let bare = "return !document.querySelector('#zc-sieve-clear') && !location.hash.includes('?')";
    it.page.browser.until("no filter", || it.page.browser.script(bare, vec![]).as_bool().filter(|it| *it));
    it.go("#/shortcuts", "#zc-keys-off");
}

fn walk_full(it: &Tour) {
    it.import("full.draft.json");
    it.row("26");
}

fn open_key(it: &Tour) {
    it.choose("#zc-key-file", "key.zicha-key.json", "#zc-key-passphrase");
    it.page.browser.type_anew("#zc-key-passphrase", PASSPHRASE);
    let open = "document.querySelector('#zc-key-passphrase').closest('form').requestSubmit()";
    it.page.browser.script(open, vec![]);
    it.page.browser.wait_for("#zc-key-fingerprint");
}

fn sign_ready(it: &Tour) {
    it.go("#/sign", "#zc-sign-button");
    let browser = &it.page.browser;
    browser.type_anew("#zc-sign-name", SIGNER);
    if browser.has("#zc-sign-blanks") {
        browser.click("#zc-sign-blanks");
    }
    open_key(it);
}

fn signed(it: &Tour) {
    it.press("#zc-sign-button", "#zc-sign-done");
    let report = it.page.browser.downloaded(&format!("{UNIT}-2020.report.json"));
    put(it, "signed.report.json", &report);
    let text = String::from_utf8(report).unwrap();
    let altered = text.replacen("达标", "未达标", 1).replacen("\"opinion\": \"\"", "\"opinion\": \"同意\"", 1);
    let altered = if altered == text { text.replacen(UNIT, "区财政局", 1) } else { altered };
    assert_ne!(altered, text);
    put(it, "altered.report.json", altered.as_bytes());
}

fn review_signed(it: &Tour) {
    it.go("#/review", "#zc-unedited");
}

fn verify_unknown(it: &Tour) {
    it.go("#/verify", "#zc-verify-files");
    it.choose("#zc-verify-files", "signed.report.json", ".zc-result .zc-print");
}

fn verify_invalid(it: &Tour) {
    it.go("#/verify", "#zc-verify-files");
    it.choose("#zc-verify-files", "altered.report.json", ".zc-result");
}

fn verify_trusted(it: &Tour) {
    it.go("#/verify", "#zc-verify-files");
    it.choose("#zc-verify-files", "signed.report.json", ".zc-result .zc-print");
    it.choose("#zc-verify-trust", "trust.json", "#zc-verify-trust-used");
    // An unsigned list is believed for the hint it is: intact and known, not trusted.
    it.page.browser.until("the verdict", || (!it.page.browser.has("[aria-busy=true]")).then_some(()));
}

fn countersign_open(it: &Tour) {
    it.go("#/countersign", "#zc-cs-file");
    // The keyboard goes there once the report is drawn.
    it.choose("#zc-cs-file", "signed.report.json", "#zc-cs-report:focus");
}

fn receive_rows(it: &Tour) {
    it.go("#/receive", "#zc-receive-office");
    it.page.browser.type_anew("#zc-receive-office", "红桥区法治办");
    it.press("#zc-receive-begin", "#zc-receive-reports");
    it.choose("#zc-receive-reports", "signed.report.json", "tr[data-class=unknown-signer]");
    it.choose("#zc-receive-reports", "foreign.json", "tr[data-class=invalid]");
}
