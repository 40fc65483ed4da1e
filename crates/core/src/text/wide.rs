//! Full-width punctuation restored for the eye. The texts themselves keep what their copy printed.
//!
//! Whether a mark is Chinese depends on the first letters on its two sides that are not neutral; both
//! widths of a mark are neutral, so widening never changes what another mark sees, and doing it twice
//! is doing it once.

/// Restores `，；：！？（）` where they stand in Chinese. Between digits (1,234 and 12:30), in English and in
/// addresses the half-width mark stays. Brackets are widened in pairs.
pub fn wide(text: &str) -> String {
    let half = |c: char| matches!(c, ',' | ';' | ':' | '!' | '?' | '(' | ')');
    if !text.contains(half) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let partner = pair_up(&chars);
    let mut wide = String::with_capacity(text.len() + text.len() / 8);
    for (at, c) in chars.iter().enumerate() {
        let widened = full(*c).filter(|_| is_chinese(&chars, &partner, at));
        wide.push(widened.unwrap_or(*c));
    }
    wide
}

fn full(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        ')' => '）',
        _ => return None,
    })
}

/// For every bracket its partner's place; brackets without one stand alone.
fn pair_up(chars: &[char]) -> Vec<Option<usize>> {
    let mut partner = vec![None; chars.len()];
    let mut open = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        match c {
            '(' | '（' => open.push(at),
            ')' | '）' => {
                if let Some(from) = open.pop() {
                    partner[from] = Some(at);
                    partner[at] = Some(from);
                }
            }
            _ => {}
        }
    }
    partner
}

fn is_chinese(chars: &[char], partner: &[Option<usize>], at: usize) -> bool {
    if stays_half(chars, at) {
        return false;
    }
    let sees = |at: usize| looks_at_chinese(chars, partner, at);
    match partner[at] {
        // One full-width bracket makes the other full-width.
        Some(other) => sees(at) || sees(other) || matches!(chars[other], '（' | '）'),
        None => sees(at),
    }
}

/// Figures, times, addresses, and English, where a space and a letter follow the mark.
fn stays_half(chars: &[char], at: usize) -> bool {
    let after = |n: usize| chars.get(at + n).copied().unwrap_or('\n');
    let before = at.checked_sub(1).map_or('\n', |before| chars[before]);
    let between_digits = before.is_ascii_digit() && after(1).is_ascii_digit();
    match chars[at] {
        ':' if after(1) == '/' && after(2) == '/' => true,
        ':' => between_digits,
        ',' if between_digits => chars[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count() <= 3,
        ',' | ';' | '!' | '?' => after(1) == ' ' && after(2).is_ascii_alphabetic(),
        _ => false,
    }
}

fn looks_at_chinese(chars: &[char], partner: &[Option<usize>], at: usize) -> bool {
    left(chars, partner, at, Brackets::Through)
        || left(chars, partner, at, Brackets::Over)
        || right(chars, partner, at, Brackets::Through)
        || right(chars, partner, at, Brackets::Over)
}

/// What to do at a bracket on the way: go in, or jump to its partner.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brackets {
    Through,
    Over,
}

fn left(chars: &[char], partner: &[Option<usize>], from: usize, brackets: Brackets) -> bool {
    let mut at = from;
    while let Some(before) = at.checked_sub(1) {
        let c = chars[before];
        if !is_neutral(c) {
            return is_han(c);
        }
        at = match (brackets, c, partner[before]) {
            (Brackets::Over, ')' | '）', Some(open)) => open,
            _ => before,
        };
    }
    false
}

fn right(chars: &[char], partner: &[Option<usize>], from: usize, brackets: Brackets) -> bool {
    let mut at = from + 1;
    while let Some(c) = chars.get(at).copied() {
        if !is_neutral(c) {
            return is_han(c);
        }
        at = match (brackets, c, partner[at]) {
            (Brackets::Over, '(' | '（', Some(close)) => close + 1,
            _ => at + 1,
        };
    }
    false
}

/// Characters that stand in both scripts and so decide nothing.
fn is_neutral(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '%' | '‰' | '+' | '-' | '.' | '“' | '”' | '‘' | '’' | '"' | '\'' | '·' | '×')
        || full(c).is_some()
        || matches!(c, '，' | '；' | '：' | '！' | '？' | '（' | '）')
}

/// Chinese characters and the marks that only Chinese has.
fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3003}' | '\u{3005}'..='\u{3011}' | '\u{3014}'..='\u{301B}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' | '…' | '—' | '～' | '％')
}
