//! Which rows the printed ledger has, and which cells of a group are merged over how many of them. Pure.

use zicha_core::catalogue::Catalogue;

/// A cell that is merged downwards: index of the group, and over how many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    pub group: usize,
    pub rows: usize,
}

/// One row of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Index of the indicator.
    pub row: usize,
    /// The cell of the first-level group, where one begins here.
    pub first: Option<Merged>,
    /// The cell of the group below it that holds the row, where one begins here; of the same group as `first` where the
    /// row stands directly in that.
    pub second: Option<Merged>,
}

/// A row and its groups: index of the indicator, of the first-level group, of the one that holds it.
#[derive(Clone, Copy)]
struct Place {
    row: usize,
    first: usize,
    second: usize,
}

/// Rows that are `wanted`, in printed order.
pub fn lines(catalogue: &Catalogue, wanted: impl Fn(usize) -> bool) -> Vec<Line> {
    let all = catalogue.indicators.iter().enumerate().filter(|(row, _)| wanted(*row));
    let places: Vec<Place> = all
        .map(|(row, indicator)| Place { row, first: top(catalogue, indicator.group), second: indicator.group })
        .collect();
    let line = |(at, it): (usize, &Place)| Line {
        row: it.row,
        first: begins(&places, at, |a, b| a.first == b.first).map(|rows| Merged { group: it.first, rows }),
        second: begins(&places, at, |a, b| (a.first, a.second) == (b.first, b.second))
            .map(|rows| Merged { group: it.second, rows }),
    };
    places.iter().enumerate().map(line).collect()
}

/// Over how many rows a cell goes that begins at this one; none where it began before.
fn begins(places: &[Place], at: usize, is_same: fn(&Place, &Place) -> bool) -> Option<usize> {
    let here = places.get(at)?;
    let before = at.checked_sub(1).and_then(|before| places.get(before));
    let goes_on = before.is_some_and(|before| is_same(before, here));
    (!goes_on).then(|| places.iter().skip(at).take_while(|it| is_same(it, here)).count())
}

/// Whether any group stands below another: else the ledger has one column of groups.
pub fn has_second(catalogue: &Catalogue) -> bool {
    catalogue.groups.iter().any(|group| group.parent.is_some())
}

/// The first-level group above this one. A group that names itself from above has been refused when the catalogue was
/// read; the bound only keeps this from ever running on.
fn top(catalogue: &Catalogue, group: usize) -> usize {
    let mut at = group;
    for _ in 0..catalogue.groups.len() {
        match catalogue.groups.get(at).and_then(|it| it.parent) {
            Some(parent) => at = parent,
            None => break,
        }
    }
    at
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    fn catalogue(name: &str) -> Catalogue {
        let path = format!("{}/assets/catalogues/{name}.json", env!("CARGO_MANIFEST_DIR"));
        Catalogue::read(&std::fs::read(path).unwrap()).unwrap()
    }

    /// Merged cells cover every row exactly once, whatever is left out.
    fn check(name: &str, wanted: impl Fn(usize) -> bool) -> Vec<Line> {
        let catalogue = catalogue(name);
        let lines = lines(&catalogue, &wanted);
        for cell in [|it: &Line| it.first, |it: &Line| it.second] {
            let mut covered = 0;
            for (at, line) in lines.iter().enumerate() {
                if let Some(merged) = cell(line) {
                    assert_eq!(covered, at, "{name}: a cell begins where the one before ends");
                    assert!(merged.rows > 0);
                    covered += merged.rows;
                }
            }
            assert_eq!(covered, lines.len(), "{name}");
        }
        assert_eq!(lines.len(), (0..catalogue.indicators.len()).filter(|row| wanted(*row)).count());
        lines
    }

    #[test]
    fn the_ledger_of_hongqiao_has_its_9_and_33_merged_cells() {
        let lines = check("hongqiao-2020", |_| true);
        assert_eq!(lines.len(), 94);
        assert_eq!(lines.iter().filter(|it| it.first.is_some()).count(), 9);
        assert_eq!(lines.iter().filter(|it| it.second.is_some()).count(), 33);
        assert_eq!(lines[0].first.unwrap().rows, 23);
    }

    #[test]
    fn cells_shrink_to_the_rows_that_are_left() {
        let lines = check("hongqiao-2020", |row| row % 7 == 3);
        assert_eq!(lines[0].row, 3);
        check("hongqiao-2020", |_| false);
        check("hongqiao-2020", |row| row == 93);
    }

    #[test]
    fn every_catalogue_is_covered() {
        for name in ["zhumadian-2018", "liaoning-135", "yubei-2012-2016", "zhaodong-2016"] {
            check(name, |_| true);
            check(name, |row| row % 2 == 0);
        }
    }
}
