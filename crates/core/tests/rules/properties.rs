//! No catalogue and no answer makes core panic. Read next: `tests/parsers`, for every other reader.

use arbtest::arbtest;
use zicha_core::session::Edit;

use crate::maker::{hongqiao, session};
use zicha_core::catalogue::Catalogue;

#[test]
fn no_damage_to_the_ledger_makes_its_reader_panic() {
    let bytes = crate::maker::asset("catalogues/hongqiao-2020.json");
    arbtest(|u| {
        let mut damaged = bytes.clone();
        for _ in 0..u.int_in_range(1..=3)? {
            let at = u.int_in_range(0..=damaged.len() - 1)?;
            damaged[at] = u.arbitrary()?;
        }
        let _ = Catalogue::read(&damaged);
        Ok(())
    })
    .budget_ms(3_000);
}

#[test]
fn no_text_in_any_slot_makes_judging_panic() {
    let blank = session(&hongqiao());
    arbtest(|u| {
        let mut session = blank.clone();
        for _ in 0..u.int_in_range(1..=8)? {
            let at = u.int_in_range(0..=93)?;
            let slots = session.row(at).map_or(0, |row| row.answer.slots.len());
            let slot = u.int_in_range(0..=slots)?;
            session = session.edit(at, Edit::Slot { slot, text: u.arbitrary()? });
        }
        assert_eq!(session.total().rows, blank.total().rows);
        Ok(())
    })
    .budget_ms(2_000);
}
