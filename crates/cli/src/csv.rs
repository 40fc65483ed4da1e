//! A list as spreadsheets save it: RFC 4180, with what spreadsheets and people do besides. A tab or a full-width comma
//! may part the cells, blanks stand around a cell's quotes, and every kind of line end counts.

/// One record. A record in which a cell breaks its line has several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The line it begins on, from 1.
    pub line: usize,
    /// Without quotes and without blanks around.
    pub cells: Vec<String>,
}

/// What cannot be read as a list, with its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A quote that opens a cell is never closed.
    Open(usize),
    /// Text stands after the quote that closes a cell.
    After(usize),
}

/// The records of a text, at most `max`; empty lines are none.
///
/// # Errors
/// The first place where quotes do not fit.
pub fn records(text: &str, max: usize) -> Result<Vec<Record>, Fault> {
    let mut reader = Reader { rest: text, line: 1 };
    let mut found = Vec::new();
    while !reader.rest.is_empty() && found.len() < max {
        let record = reader.record()?;
        if record.cells.iter().any(|cell| !cell.is_empty()) {
            found.push(record);
        }
    }
    Ok(found)
}

const ENDS: [char; 2] = ['\r', '\n'];
/// What may part cells, the strongest first: a line is parted by one of them alone.
const BETWEEN: [char; 3] = ['\t', ',', '，'];

struct Reader<'t> {
    rest: &'t str,
    line: usize,
}

impl Reader<'_> {
    fn record(&mut self) -> Result<Record, Fault> {
        let (line, between) = (self.line, between(self.rest));
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell(between)?);
            if !self.take(between) {
                break;
            }
        }
        // Two characters of one line end, or one.
        let crossed = self.take('\r');
        if self.take('\n') || crossed {
            self.line = self.line.saturating_add(1);
        }
        Ok(Record { line, cells })
    }

    /// Up to what parts it from the next one.
    fn cell(&mut self, between: char) -> Result<String, Fault> {
        let blank = |c: char| c.is_whitespace() && c != between && !ENDS.contains(&c);
        self.rest = self.rest.trim_start_matches(blank);
        let quoted = if self.take('"') { Some(self.quoted()?) } else { None };
        let end = self.rest.find(|c| c == between || ENDS.contains(&c)).unwrap_or(self.rest.len());
        let (plain, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        match quoted {
            None => Ok(plain.trim().to_owned()),
            Some(text) if plain.trim().is_empty() => Ok(text.trim().to_owned()),
            Some(_) => Err(Fault::After(self.line)),
        }
    }

    /// What stands in quotes, the first of which was taken; two quotes are one of the text.
    fn quoted(&mut self) -> Result<String, Fault> {
        let opened = self.line;
        let mut text = String::new();
        loop {
            let (part, rest) = self.rest.split_once('"').ok_or(Fault::Open(opened))?;
            text += part;
            self.line = self.line.saturating_add(breaks(part));
            self.rest = rest;
            if !self.take('"') {
                return Ok(text);
            }
            text.push('"');
        }
    }

    fn take(&mut self, wanted: char) -> bool {
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

/// What parts the cells of the first record: the strongest that stands outside quotes.
fn between(text: &str) -> char {
    let mut seen = [false; BETWEEN.len()];
    let (mut inside, mut begins) = (false, true);
    for c in text.chars() {
        if inside {
            inside = c != '"';
            // Behind a closing quote another one opens the text again: `""`.
            begins = !inside;
            continue;
        }
        if ENDS.contains(&c) {
            break;
        }
        let at = BETWEEN.iter().position(|it| *it == c);
        if let Some(seen) = at.and_then(|at| seen.get_mut(at)) {
            *seen = true;
        }
        inside = c == '"' && begins;
        begins = at.is_some() || begins && c.is_whitespace();
    }
    BETWEEN.into_iter().zip(seen).find(|(_, seen)| *seen).map_or(',', |(c, _)| c)
}

/// Line ends in a text.
fn breaks(text: &str) -> usize {
    let single = text.matches(ENDS).count();
    single.saturating_sub(text.matches("\r\n").count())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[(usize, &[&str])]) {
        let found = records(text, 100).unwrap();
        let found: Vec<(usize, Vec<&str>)> =
            found.iter().map(|it| (it.line, it.cells.iter().map(String::as_str).collect())).collect();
        let want: Vec<(usize, Vec<&str>)> = want.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(found, want, "{text:?}");
    }

    #[test]
    fn cells_are_what_a_spreadsheet_wrote() {
        check("a,b,c", &[(1, &["a", "b", "c"])]);
        check("\"和苑,街道\",street,hy\n", &[(1, &["和苑,街道", "street", "hy"])]);
        check("\"和苑\"\"新\"\"街道\",\"\",hy", &[(1, &["和苑\"新\"街道", "", "hy"])]);
        check("\"\"\"a\"\"\"", &[(1, &["\"a\""])]);
        check("a,,\r\n\r\n,,\r\nb", &[(1, &["a", "", ""]), (4, &["b"])]);
        check("a\rb\r\nc\n\nd", &[(1, &["a"]), (2, &["b"]), (3, &["c"]), (5, &["d"])]);
        check("\"a\r\nb\",c\nd", &[(1, &["a\r\nb", "c"]), (3, &["d"])]);
        check(" \"a\" , b ,\u{3000}c\u{3000}", &[(1, &["a", "b", "c"])]);
        check("区\"司法\"局,b", &[(1, &["区\"司法\"局", "b"])]);
        check("", &[]);
    }

    #[test]
    fn a_line_is_parted_by_the_strongest_alone() {
        check("甲局，部门，jia", &[(1, &["甲局", "部门", "jia"])]);
        check("甲，乙局,部门\n丙局，部门", &[(1, &["甲，乙局", "部门"]), (2, &["丙局", "部门"])]);
        check("甲,乙局\t部门\tjia", &[(1, &["甲,乙局", "部门", "jia"])]);
        check("\"甲,乙局\"，部门", &[(1, &["甲,乙局", "部门"])]);
        check("\"甲\t\"\"乙,\"，部门", &[(1, &["甲\t\"乙,", "部门"])]);
    }

    #[test]
    fn quotes_that_do_not_fit_are_told_with_their_line() {
        let wrong = |text: &str| records(text, 100).unwrap_err();
        assert_eq!(wrong("a\n\"b,c\nd\n"), Fault::Open(2));
        assert_eq!(wrong("a\n\"b\"c,d"), Fault::After(2));
        assert_eq!(wrong("\"a\nb\" c"), Fault::After(2));
        assert_eq!(wrong("\""), Fault::Open(1));
    }

    #[test]
    fn no_more_than_asked_for() {
        assert_eq!(records("a\nb\nc", 2).unwrap().len(), 2);
    }
}
