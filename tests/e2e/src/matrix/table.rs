//! What was seen, as the table of docs/browsers.md, and whether the table there claims more.

use super::edition::Edition;
use super::fleet::Fleet;
use super::walk::Kept;
use std::path::Path;

const BEGIN: &str = "<!-- begin of the table that `cargo xtask test --browsers --write` writes -->\n";
const END: &str = "<!-- end of the table -->\n";
/// What a cell says where everything worked.
const WORKS: &str = "✓";

/// What was seen in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    Works(Kept),
    /// With the last sentence.
    Fails(String),
    /// There is no such browser on this machine.
    NotRun,
}

/// All cells that were run.
#[derive(Debug)]
pub struct Table {
    pub fleet: Fleet,
    /// Edition, place of the browser in the fleet, what was seen.
    pub seen: Vec<(Edition, usize, Seen)>,
}

impl Table {
    /// Compares with the page, or writes it.
    ///
    /// # Errors
    /// The page claims what was not seen; nothing was seen at all.
    pub fn judge(&self, page: &Path, write: bool) -> Result<String, String> {
        let works = self.seen.iter().filter(|(.., seen)| matches!(seen, Seen::Works(_))).count();
        let not_run = self.seen.iter().filter(|(.., seen)| *seen == Seen::NotRun).count();
        let counted = format!("{works} of {} cells work, {not_run} not run", self.seen.len());
        if works == 0 {
            return Err(format!("{counted}: nothing was shown"));
        }
        let text = std::fs::read_to_string(page).map_err(|e| format!("{}: {e}", page.display()))?;
        if write {
            std::fs::write(page, replaced(&text, &self.markdown())?).map_err(|e| e.to_string())?;
            return Ok(format!("{counted}; written into {}", page.display()));
        }
        let claimed = claims(&text)?;
        let (mut more, mut less) = (Vec::new(), Vec::new());
        for (edition, at, seen) in &self.seen {
            let title = format!("{} in {}", edition.title(), self.fleet.ships[*at].title);
            let claim = claimed.iter().find(|(row, column, _)| row == edition.title() && *column == *at);
            let claim = claim.map_or("", |(.., words)| words.as_str());
            match seen {
                // It claims that nothing has to be carried as a file.
                Seen::Works(Kept::ByFile) if claim == WORKS => more.push(format!("{title}: drafts only as files")),
                Seen::Fails(why) if claim.starts_with(WORKS) => more.push(format!("{title}: {why}")),
                Seen::Works(kept) if claim != cell(&Seen::Works(*kept)) => less.push(title),
                Seen::Works(_) | Seen::Fails(_) | Seen::NotRun => {}
            }
        }
        if !more.is_empty() {
            return Err(format!("{counted}; {} claims more:\n{}", page.display(), more.join("\n")));
        }
        if !less.is_empty() {
            return Ok(format!("{counted}; the page says less of: {}. Write it with --write.", less.join("; ")));
        }
        Ok(counted)
    }

    fn markdown(&self) -> String {
        let heads =
            self.fleet.ships.iter().map(|ship| format!(" {} {} |", ship.title, ship.version)).collect::<String>();
        let mut text = format!("| |{heads}\n|---|{}\n", "---|".repeat(self.fleet.ships.len()));
        for edition in Edition::ALL {
            let seen = |at: usize| self.seen.iter().find(|(row, column, _)| (*row, *column) == (edition, at));
            let cells =
                (0..self.fleet.ships.len()).map(|at| seen(at).map_or("not run".to_owned(), |(.., it)| cell(it)));
            text += &format!("| {} |{}\n", edition.title(), cells.map(|it| format!(" {it} |")).collect::<String>());
        }
        text
    }
}

/// Without a word that differs from run to run.
fn cell(seen: &Seen) -> String {
    match seen {
        Seen::Works(Kept::ByItself) => WORKS.to_owned(),
        Seen::Works(Kept::ByFile) => format!("{WORKS} draft as a file"),
        Seen::Fails(why) if why.starts_with("dist/ has no") => "not built yet".to_owned(),
        Seen::Fails(_) => "fails".to_owned(),
        Seen::NotRun => "not run".to_owned(),
    }
}

fn replaced(text: &str, table: &str) -> Result<String, String> {
    let (before, rest) = text.split_once(BEGIN).ok_or("docs/browsers.md has no place for the table")?;
    let (_, after) = rest.split_once(END).ok_or("the table of docs/browsers.md has no end")?;
    Ok([before, BEGIN, table, END, after].concat())
}

/// Row, column from 0, and words of every cell on the page.
fn claims(text: &str) -> Result<Vec<(String, usize, String)>, String> {
    let (_, rest) = text.split_once(BEGIN).ok_or("docs/browsers.md has no table")?;
    let (table, _) = rest.split_once(END).ok_or("the table of docs/browsers.md has no end")?;
    let row = |line: &str| -> Vec<(String, usize, String)> {
        let mut cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
        let title = cells.next().unwrap_or_default();
        cells.enumerate().map(|(at, words)| (title.clone(), at, words)).collect()
    };
    Ok(table.lines().skip(2).flat_map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::fleet::Ship;

    const PAGE: &str = "Before\n<!-- begin of the table that `cargo xtask test --browsers --write` writes -->\n<!-- end of the table -->\nAfter\n";

    fn table(seen: Seen) -> Table {
        let ship = |name: &str| Ship {
            name: name.into(),
            title: name.into(),
            version: "1".into(),
            engine: None,
            missing: None,
        };
        let sure = (Edition::Hosted, 1, Seen::Works(Kept::ByItself));
        Table { fleet: Fleet { ships: vec![ship("old"), ship("new")] }, seen: vec![(Edition::Hosted, 0, seen), sure] }
    }

    /// The page as written after `written` was seen is compared with `seen`.
    fn check(written: Seen, seen: Seen, want: Result<(), &str>) {
        let folder = crate::setup::Scratch::new("table");
        let page = folder.write("browsers.md", PAGE.as_bytes());
        table(written).judge(&page, true).unwrap();
        let text = std::fs::read_to_string(&page).unwrap();
        assert!(text.starts_with("Before\n") && text.ends_with("After\n"), "{text}");
        match (table(seen).judge(&page, false), want) {
            (Ok(_), Ok(())) => {}
            (Err(said), Err(words)) => assert!(said.contains(words), "{said}"),
            (said, want) => panic!("{said:?} and not {want:?}"),
        }
    }

    #[test]
    fn the_page_must_not_claim_more_than_was_seen() {
        let fails = || Seen::Fails("it stopped".into());
        check(Seen::Works(Kept::ByItself), Seen::Works(Kept::ByItself), Ok(()));
        check(Seen::Works(Kept::ByItself), fails(), Err("it stopped"));
        check(fails(), fails(), Ok(()));
        check(fails(), Seen::Works(Kept::ByItself), Ok(()));
        check(Seen::Works(Kept::ByItself), Seen::Works(Kept::ByFile), Err("only as files"));
        check(Seen::Works(Kept::ByItself), Seen::NotRun, Ok(()));
    }
}
