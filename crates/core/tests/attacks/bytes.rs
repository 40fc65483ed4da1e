//! Every single byte of the file: changed or missing, it leaves the canonical bytes alone or is refused.

use zicha_core::canonical::{parse, to_bytes};
use zicha_core::trust::TrustList;
use zicha_core::verify::Outcome;

use crate::maker::{report_file, trust, verify_with};

/// Threads the file is shared among.
const SHARES: usize = 2;

struct Held {
    file: Vec<u8>,
    canonical: Vec<u8>,
    list: TrustList,
}

impl Held {
    fn new() -> Held {
        let file = report_file();
        Held { canonical: to_bytes(&parse(&file).unwrap()), file, list: trust() }
    }

    /// Whether the change was let through; then it must not have changed anything.
    fn harmless(&self, changed: &[u8], at: usize) -> bool {
        match parse(changed) {
            // What cannot be read is refused by the very same reader: sparing the verifier saves minutes.
            Err(_) => false,
            // The verifier sees canonical bytes only, so equal ones give an equal result.
            Ok(value) if to_bytes(&value) == self.canonical => true,
            Ok(_) => {
                let found = verify_with(changed, Some(&self.list), None);
                assert_eq!((found.outcome, found.report.is_none()), (Outcome::Invalid, true), "byte {at}");
                false
            }
        }
    }

    /// How many changes of every byte were let through, and how many were made.
    fn run(&self, share: usize, changes: impl Fn(u8) -> Vec<u8>) -> (usize, usize) {
        let (mut kept, mut made) = (0, 0);
        for at in (share..self.file.len()).step_by(SHARES) {
            let mut changed = self.file.clone();
            for byte in changes(self.file[at]) {
                changed[at] = byte;
                kept += usize::from(self.harmless(&changed, at));
                made += 1;
            }
            changed.remove(at);
            kept += usize::from(self.harmless(&changed, at));
            made += 1;
        }
        (kept, made)
    }
}

fn check(changes: fn(u8) -> Vec<u8>) {
    let held = Held::new();
    let totals = std::thread::scope(|scope| {
        let shares: Vec<_> = (0..SHARES)
            .map(|share| {
                scope.spawn({
                    let held = &held;
                    move || held.run(share, changes)
                })
            })
            .collect();
        shares.into_iter().map(|it| it.join().unwrap()).fold((0, 0), |all, it| (all.0 + it.0, all.1 + it.1))
    });
    println!("{} bytes, {} changes, {} of them between members", held.file.len(), totals.1, totals.0);
    assert!(totals.0 > 0 && totals.0 < totals.1 / 4, "{totals:?}");
}

/// Each bit turned, and what ends or escapes a text put in.
#[test]
fn every_flipped_replaced_or_missing_byte_is_refused_or_changes_nothing() {
    check(|byte| {
        let bits = (0..8).map(|bit| byte ^ (1 << bit));
        let mut all: Vec<u8> = bits.chain(*b"\"\\").filter(|other| *other != byte).collect();
        all.sort_unstable();
        all.dedup();
        all
    });
}

/// All 255 others. Minutes in a debug build: `cargo test --release -p zicha-core --test attacks -- --ignored`.
#[test]
#[ignore = "minutes in a debug build; run it with --release"]
fn every_byte_replaced_by_every_other_is_refused_or_changes_nothing() {
    check(|byte| (0..=u8::MAX).filter(|other| *other != byte).collect());
}
