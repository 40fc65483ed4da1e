//! Which page is shown, and its name in the address: `#/walk/7`. Pure; only the standalone page
//! writes it there (`browser::hash`), an embedded form leaves its host's address alone.

/// A part of the program that follows the first (crates/xtask/src/split.rs).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Checking, signing, verifying, the annual report.
    Late,
    /// What only the receiving office and those who sign after the filler need.
    Office,
}

use zicha_core::sieve::Sieve;

/// A page. Rows are indices into the catalogue's indicators; the address counts them from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    #[default]
    Home,
    Walk(usize),
    /// 先答几个问题.
    Facts,
    /// All rows as a table, the keyboard on this one.
    Table(usize),
    /// 快捷键.
    Shortcuts,
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
            Route::Table(row) => format!("#/table/{}", row.saturating_add(1)),
            Route::Shortcuts => "#/shortcuts".to_owned(),
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

    /// The address with the filter that narrows the page, where one does: `#/walk/7?status=unmet`.
    pub fn address(self, sieve: Sieve) -> String {
        let query = if self.is_walk() { sieve.query() } else { String::new() };
        if query.is_empty() { self.hash() } else { format!("{}?{query}", self.hash()) }
    }

    /// The filter of an address; none where the page has none.
    pub fn sieve_of(hash: &str) -> Option<Sieve> {
        let (_, query) = hash.split_once('?').unwrap_or((hash, ""));
        Route::from_hash(hash).filter(|it| it.is_walk()).map(|_| Sieve::from_query(query))
    }

    /// Whether the rows of the form are walked here, as the filter leaves them.
    pub fn is_walk(self) -> bool {
        matches!(self, Route::Walk(_) | Route::Table(_))
    }

    /// Reads an address; none where it names no page, so that a wrong one can be told from home.
    pub fn from_hash(hash: &str) -> Option<Route> {
        let path = hash.trim_start_matches('#');
        let path = path.split_once('?').map_or(path, |it| it.0).trim_matches('/');
        let row = |number: &str| number.parse::<usize>().ok()?.checked_sub(1);
        if let Some(number) = path.strip_prefix("walk/") {
            return row(number).map(Route::Walk);
        }
        if let Some(number) = path.strip_prefix("table/") {
            return row(number).map(Route::Table);
        }
        match path {
            "" => Some(Route::Home),
            "walk" => Some(Route::Walk(0)),
            "facts" => Some(Route::Facts),
            "table" => Some(Route::Table(0)),
            "shortcuts" => Some(Route::Shortcuts),
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
            Route::Walk(_)
            | Route::Table(_)
            | Route::Facts
            | Route::Review
            | Route::Narrate
            | Route::Ledger
            | Route::Sign => true,
            Route::Shortcuts
            | Route::Home
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
            | Route::Table(_)
            | Route::Shortcuts
            | Route::Review
            | Route::Narrate
            | Route::Ledger
            | Route::Sign
            | Route::Verify
            | Route::Keys
            | Route::About => Some(Part::Late),
            Route::Countersign | Route::Receive | Route::Trust => Some(Part::Office),
            Route::Home | Route::Walk(_) => None,
        }
    }
}

/// Every page, once.
#[cfg(test)]
pub(crate) const ALL: [Route; 15] = [
    Route::Home,
    Route::Walk(0),
    Route::Facts,
    Route::Table(0),
    Route::Shortcuts,
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
];

#[cfg(test)]
mod tests {
    use super::{ALL, Route, Sieve};

    fn check(hash: &str, expected: Option<Route>) {
        assert_eq!(Route::from_hash(hash), expected, "{hash}");
    }

    #[test]
    fn every_page_has_an_address_that_reads_back() {
        let rows = [Route::Walk(93), Route::Walk(usize::MAX - 1), Route::Table(93)];
        for route in ALL.into_iter().chain(rows) {
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
    fn the_filter_stands_behind_the_row() {
        let sieve = Sieve::from_query("status=unmet&tier=lead");
        for route in [Route::Walk(11), Route::Table(11)] {
            let address = route.address(sieve);
            assert!(address.ends_with("/12?status=unmet&tier=lead"), "{address}");
            check(&address, Some(route));
            assert_eq!(Route::sieve_of(&address), Some(sieve));
            assert_eq!(route.address(Sieve::default()), route.hash());
            assert_eq!(Route::sieve_of(&route.hash()), Some(Sieve::default()));
        }
        assert_eq!(Route::Review.address(sieve), "#/review");
        assert_eq!(Route::sieve_of("#/review?status=unmet"), None);
    }

    #[test]
    fn what_names_no_page_is_no_page() {
        for hash in ["#/walk/x", "#/walk/-1", "#/walk/99999999999999999999999", "#/nothing", "#/review/3"] {
            check(hash, None);
        }
        check("", Some(Route::Home));
    }
}
