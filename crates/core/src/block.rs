//! A block of cells as spreadsheets copy it: cells with tabs between them, a line each; a cell with a tab, a line end
//! or a quotation mark in it stands in quotation marks, and a mark inside is doubled (Excel, WPS and LibreOffice do so).
//!
//! Reading never fails and drops nothing: a quotation mark that does not close is text.

/// Longest text read, in bytes.
pub const BYTES_MAX: usize = 4 * 1024 * 1024;
/// Most lines of a block.
pub const LINES_MAX: usize = 20_000;
/// Most cells of one line.
pub const CELLS_MAX: usize = 500;

/// Why a text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockError {
    /// More bytes than [`BYTES_MAX`].
    TooLong,
    /// More lines than [`LINES_MAX`], or a line with more cells than [`CELLS_MAX`].
    TooLarge,
}

/// Cells by lines; lines may differ in length.
pub type Block = Vec<Vec<String>>;

/// Reads a block. The line end behind the last line begins no further one.
///
/// # Errors
/// [`BlockError`] where it is larger than the bounds above.
pub fn read(text: &str) -> Result<Block, BlockError> {
    if text.len() > BYTES_MAX {
        return Err(BlockError::TooLong);
    }
    let mut block: Block = Vec::new();
    let mut line: Vec<String> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (cell, end, behind) = cell(rest);
        line.push(cell);
        rest = behind;
        match end {
            // A tab at the very end has an empty cell behind it.
            End::Cell if rest.is_empty() => line.push(String::new()),
            End::Cell | End::Line | End::Text => {}
        }
        let goes_on = end == End::Cell && !rest.is_empty();
        if line.len() > CELLS_MAX || (!goes_on && block.len() == LINES_MAX) {
            return Err(BlockError::TooLarge);
        }
        if !goes_on {
            block.push(std::mem::take(&mut line));
        }
    }
    Ok(block)
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Cell,
    Line,
    Text,
}

/// One cell, what ended it, and what follows.
fn cell(text: &str) -> (String, End, &str) {
    if let Some((cell, rest)) = quoted(text)
        && let Some((end, rest)) = ending(rest)
    {
        return (cell, end, rest);
    }
    let at = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    let (cell, rest) = text.split_at(at);
    let (end, rest) = ending(rest).unwrap_or((End::Text, ""));
    (cell.to_owned(), end, rest)
}

/// What stands where a cell ends; none where none can end.
fn ending(rest: &str) -> Option<(End, &str)> {
    if rest.is_empty() {
        return Some((End::Text, rest));
    }
    let ends = [("\t", End::Cell), ("\r\n", End::Line), ("\n", End::Line), ("\r", End::Line)];
    ends.into_iter().find_map(|(sign, end)| Some((end, rest.strip_prefix(sign)?)))
}

/// The text between quotation marks, and what follows the closing one.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (part, behind) = rest.split_once('"')?;
        cell.push_str(part);
        match behind.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => return Some((lf(&cell), behind)),
        }
    }
}

fn lf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Writes a block, with CR LF between lines as spreadsheets do and none behind the last.
pub fn write(block: &[Vec<String>]) -> String {
    let mut text = String::new();
    for (nth, line) in block.iter().enumerate() {
        if nth > 0 {
            text.push_str("\r\n");
        }
        for (nth, cell) in line.iter().enumerate() {
            if nth > 0 {
                text.push('\t');
            }
            push(&mut text, cell);
        }
    }
    text
}

fn push(text: &mut String, cell: &str) {
    if cell.contains(['\t', '\n', '\r', '"']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        let expected: Block = expected.iter().map(|line| line.iter().map(|it| (*it).to_owned()).collect()).collect();
        assert_eq!(read(text), Ok(expected), "{text:?}");
    }

    #[test]
    fn cells_and_lines_come_apart() {
        check("", &[]);
        check("12", &[&["12"]]);
        check("1\t2\r\n3\t4\r\n", &[&["1", "2"], &["3", "4"]]);
        check("1\n2\n", &[&["1"], &["2"]]);
        check("1\r2", &[&["1"], &["2"]]);
        check("\t\n", &[&["", ""]]);
        check("1\t", &[&["1", ""]]);
        check("1\n\n3", &[&["1"], &[""], &["3"]]);
    }

    #[test]
    fn a_quoted_cell_keeps_its_tabs_line_ends_and_marks() {
        check("\"甲案\r\n乙案\"\t2", &[&["甲案\n乙案", "2"]]);
        check("\"a\tb\"\n\"他说\"\"行\"\"\"", &[&["a\tb"], &["他说\"行\""]]);
        check("\"\"", &[&[""]]);
    }

    #[test]
    fn a_mark_that_does_not_close_is_text() {
        check("\"甲\t2\n3", &[&["\"甲", "2"], &["3"]]);
        check("\"甲\"乙\t2", &[&["\"甲\"乙", "2"]]);
        check("5\"\t6", &[&["5\"", "6"]]);
    }

    #[test]
    fn what_is_written_reads_back() {
        for block in [
            vec![vec!["1".to_owned(), String::new()], vec!["甲\n乙".to_owned(), "\"".to_owned()]],
            vec![vec!["\"甲\"乙".to_owned(), "a\tb".to_owned(), "12".to_owned()]],
        ] {
            assert_eq!(read(&write(&block)), Ok(block));
        }
    }

    #[test]
    fn one_past_a_bound_is_refused() {
        assert_eq!(read(&"1\n".repeat(LINES_MAX)).map(|it| it.len()), Ok(LINES_MAX));
        assert_eq!(read(&"1\n".repeat(LINES_MAX + 1)), Err(BlockError::TooLarge));
        assert_eq!(read(&"\t".repeat(CELLS_MAX - 1)).map(|it| it.len()), Ok(1));
        assert_eq!(read(&"\t".repeat(CELLS_MAX)), Err(BlockError::TooLarge));
        assert_eq!(read(&"1".repeat(BYTES_MAX + 1)), Err(BlockError::TooLong));
    }
}
