//! Which page is shown, and its name in the address: `#/walk/7`. Pure; only the standalone page
//! writes it there (`browser::hash`), an embedded form leaves its host's address alone.

/// A part of the program that follows the first (crates/xtask/src/split.rs).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Checking, signing, verifying, the annual report.
    Late,
    /// What only the receiving office needs.
    Office,
}

/// A page. Rows are indices into the catalogue's indicators; the address counts them from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    #[default]
    Home,
    Walk(usize),
    /// 先答几个问题.
    Facts,
    Review,
    /// 年度报告.
    Narrate,
    /// 台账, as it is printed.
    Ledger,
    Sign,
    /// 审核签批, of a file from elsewhere.
    Countersign,
    Verify,
    /// 收件登记 of the office.
    Receive,
    /// 受信名单 of the office.
    Trust,
    Keys,
    /// 关于.
    About,
}

impl Route {
    /// The address after and with `#`.
    pub fn hash(self) -> String {
        match self {
            Route::Home => "#/".to_owned(),
            Route::Walk(row) => format!("#/walk/{}", row.saturating_add(1)),
            Route::Facts => "#/facts".to_owned(),
            Route::Review => "#/review".to_owned(),
            Route::Narrate => "#/narrate".to_owned(),
            Route::Ledger => "#/ledger".to_owned(),
            Route::Sign => "#/sign".to_owned(),
            Route::Countersign => "#/countersign".to_owned(),
            Route::Verify => "#/verify".to_owned(),
            Route::Receive => "#/receive".to_owned(),
            Route::Trust => "#/trust".to_owned(),
            Route::Keys => "#/keys".to_owned(),
            Route::About => "#/about".to_owned(),
        }
    }

    /// Reads an address; none where it names no page, so that a wrong one can be told from home.
    pub fn from_hash(hash: &str) -> Option<Route> {
        let path = hash.trim_start_matches('#').trim_matches('/');
        if let Some(number) = path.strip_prefix("walk/") {
            return number.parse::<usize>().ok()?.checked_sub(1).map(Route::Walk);
        }
        match path {
            "" => Some(Route::Home),
            "walk" => Some(Route::Walk(0)),
            "facts" => Some(Route::Facts),
            "review" => Some(Route::Review),
            "narrate" => Some(Route::Narrate),
            "ledger" => Some(Route::Ledger),
            "sign" => Some(Route::Sign),
            "countersign" => Some(Route::Countersign),
            "verify" => Some(Route::Verify),
            "receive" => Some(Route::Receive),
            "trust" => Some(Route::Trust),
            "keys" => Some(Route::Keys),
            "about" => Some(Route::About),
            _ => None,
        }
    }

    /// Whether the page needs an open form.
    pub fn needs_work(self) -> bool {
        match self {
            Route::Walk(_) | Route::Facts | Route::Review | Route::Narrate | Route::Ledger | Route::Sign => true,
            Route::Home
            | Route::Countersign
            | Route::Verify
            | Route::Receive
            | Route::Trust
            | Route::Keys
            | Route::About => false,
        }
    }

    /// The later part of the program that the page lies in (`browser::late`; LATER in the build's hook).
    pub fn part(self) -> Option<Part> {
        match self {
            Route::Facts
            | Route::Review
            | Route::Narrate
            | Route::Ledger
            | Route::Sign
            | Route::Countersign
            | Route::Verify
            | Route::Keys
            | Route::About => Some(Part::Late),
            Route::Receive | Route::Trust => Some(Part::Office),
            Route::Home | Route::Walk(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    fn check(hash: &str, expected: Option<Route>) {
        assert_eq!(Route::from_hash(hash), expected, "{hash}");
    }

    #[test]
    fn every_page_has_an_address_that_reads_back() {
        for route in [
            Route::Home,
            Route::Walk(0),
            Route::Walk(93),
            Route::Walk(usize::MAX - 1),
            Route::Facts,
            Route::Review,
            Route::Narrate,
            Route::Ledger,
            Route::Sign,
            Route::Countersign,
            Route::Verify,
            Route::Receive,
            Route::Trust,
            Route::Keys,
            Route::About,
        ] {
            check(&route.hash(), Some(route));
        }
    }

    #[test]
    fn rows_are_counted_from_one() {
        check("#/walk/7", Some(Route::Walk(6)));
        check("#/walk/0", None);
        check("#/walk", Some(Route::Walk(0)));
    }

    #[test]
    fn what_names_no_page_is_no_page() {
        for hash in ["#/walk/x", "#/walk/-1", "#/walk/99999999999999999999999", "#/nothing", "#/review/3"] {
            check(hash, None);
        }
        check("", Some(Route::Home));
    }
}
