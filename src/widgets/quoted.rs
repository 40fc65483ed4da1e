//! The clause with the words that demands were read from set off from the rest.

use yew::prelude::*;
use zicha_core::text::wide;
use zicha_html::html;

/// A piece of text: plain, or belonging to the quotes numbered here (from 0).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub text: &'a str,
    pub quotes: Vec<usize>,
}

/// Cuts `text` where a quote begins or ends. A quote that is not in the text marks nothing.
pub fn pieces<'a>(text: &'a str, quotes: &[Option<&str>]) -> Vec<Piece<'a>> {
    let found: Vec<Option<(usize, usize)>> =
        quotes.iter().map(|quote| quote.and_then(|it| text.find(it).map(|start| (start, start + it.len())))).collect();
    let mut cuts: Vec<usize> = found.iter().flatten().flat_map(|(start, end)| [*start, *end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let spans = cuts.iter().zip(cuts.iter().skip(1));
    let piece = |(start, end): (&usize, &usize)| {
        let covers = |it: &Option<(usize, usize)>| it.is_some_and(|(from, to)| from <= *start && *end <= to);
        let quotes = (0..found.len()).filter(|at| found.get(*at).is_some_and(covers)).collect();
        Some(Piece { text: text.get(*start..*end)?, quotes })
    };
    spans.filter_map(piece).collect()
}

/// Draws the text in full width, quotes as `<mark>`. Widening changes no character's place, so it is
/// done to the whole text, where each mark still sees its neighbours.
pub fn quoted(text: &str, quotes: &[Option<&str>]) -> Html {
    let wide = wide(text);
    let mut rest = wide.chars();
    let draw = |piece: Piece<'_>| {
        let text: String = rest.by_ref().take(piece.text.chars().count()).collect();
        if piece.quotes.is_empty() {
            html! { { text } }
        } else {
            html! { <mark class="zc-quote">{ text }</mark> }
        }
    };
    pieces(text, quotes).into_iter().map(draw).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, quotes: &[Option<&str>], expected: &[(&str, &[usize])]) {
        let found = pieces(text, quotes);
        let found: Vec<(&str, &[usize])> = found.iter().map(|it| (it.text, it.quotes.as_slice())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_quote_is_cut_out_of_its_text() {
        check("甲乙丙丁", &[Some("乙丙")], &[("甲", &[]), ("乙丙", &[0]), ("丁", &[])]);
        check("甲乙", &[Some("甲乙")], &[("甲乙", &[0])]);
    }

    #[test]
    fn overlapping_quotes_share_a_piece() {
        check("甲乙丙", &[Some("甲乙"), Some("乙丙")], &[("甲", &[0]), ("乙", &[0, 1]), ("丙", &[1])]);
    }

    #[test]
    fn a_quote_that_is_not_there_marks_nothing() {
        check("甲乙", &[Some("丁"), None], &[("甲乙", &[])]);
    }
}
