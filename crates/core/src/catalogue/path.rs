//! Names in a catalogue: slot references and the nearest valid name for a misspelt one.

/// `slot`, `indicator.slot` or `base:id`, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name<'a> {
    Own(&'a str),
    Row { indicator: &'a str, slot: &'a str },
    Base(&'a str),
}

pub(super) fn parse(name: &str) -> Name<'_> {
    if let Some(base) = name.strip_prefix("base:") {
        Name::Base(base)
    } else if let Some((indicator, slot)) = name.split_once('.') {
        Name::Row { indicator, slot }
    } else {
        Name::Own(name)
    }
}

/// The candidate that fewest edits turn into `name`, if no more than a third of it must change.
pub(super) fn nearest<'a>(name: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = (name.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let edits = distance(name, candidate);
        if edits <= most && best.is_none_or(|(fewest, _)| edits < fewest) {
            best = Some((edits, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Levenshtein distance over characters, a swap of neighbours counting as one edit.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().take(100).collect();
    let right: Vec<char> = right.chars().take(100).collect();
    let mut before = vec![0; right.len() + 1];
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1; right.len() + 1];
        for (j, b) in right.iter().enumerate() {
            let change = above[j] + usize::from(a != b);
            row[j + 1] = change.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && left[i - 1] == *b && right[j - 1] == *a {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_names_the_likely_slip() {
        let names = ["numerator", "denominator", "bound", "words"];
        let check = |typed: &str, wanted: Option<&str>| assert_eq!(nearest(typed, &mut names.into_iter()), wanted);
        check("numertaor", Some("numerator"));
        check("bond", Some("bound"));
        check("limit", None);
        assert_eq!(nearest("区司发局", &mut ["区司法局", "区财政局"].into_iter()), Some("区司法局"));
    }

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(parse("online"), Name::Own("online"));
        assert_eq!(parse("26.made"), Name::Row { indicator: "26", slot: "made" });
        assert_eq!(parse("base:files"), Name::Base("files"));
    }
}
