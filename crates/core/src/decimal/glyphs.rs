//! The characters people type for digits and signs, made plain one for one.
//! Positions in the plain text are positions in the typed text.

/// The half-width twin of a full-width character, the plain twin of a dash or a ring.
pub(crate) fn plain_glyph(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00A0}' | '\u{FEFF}' | '\u{200B}' => ' ',
        '−' | '–' | '—' | '―' | '‐' | '‑' | '─' | '﹣' => '-',
        '。' | '｡' | '﹒' => '.',
        '､' => '、',
        '〜' | '∼' => '~',
        '○' | '◯' | '〇' => '零',
        '﹪' => '%',
        other => other,
    }
}

/// Every character made plain; as long as the input.
pub(crate) fn plain_chars(text: &str) -> Vec<char> {
    text.chars().map(plain_glyph).collect()
}

/// The value of one digit, ASCII or Chinese (plain or in full form).
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '零' => Some(0),
        '一' | '壹' => Some(1),
        '二' | '贰' | '两' | '貳' => Some(2),
        '三' | '叁' => Some(3),
        '四' | '肆' => Some(4),
        '五' | '伍' => Some(5),
        '六' | '陆' => Some(6),
        '七' | '柒' => Some(7),
        '八' | '捌' => Some(8),
        '九' | '玖' => Some(9),
        other => other.to_digit(10),
    }
}

/// The power of ten a Chinese unit stands for.
pub(crate) fn power_of_ten(c: char) -> Option<u32> {
    match c {
        '十' | '拾' => Some(1),
        '百' | '佰' => Some(2),
        '千' | '仟' => Some(3),
        '万' | '萬' => Some(4),
        '亿' | '億' => Some(8),
        _ => None,
    }
}

/// Whether the character can stand in a Chinese numeral and is not an ASCII digit.
pub(crate) fn is_hanzi_numeral(c: char) -> bool {
    !c.is_ascii_digit() && (digit(c).is_some() || power_of_ten(c).is_some())
}
