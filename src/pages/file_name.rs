//! Names of exported files: what a person typed, without what a file system refuses.

/// Longest part of a name taken from a person, in characters; some file systems stop at 255 bytes.
const PART_CHARS_MAX: usize = 60;

/// `单位-考核期.report.json`.
pub fn report(unit: &str, period: &str) -> String {
    format!("{}-{}.report.json", part(unit), part(period))
}

/// `姓名.zicha-key.json`.
pub fn key(signer: &str) -> String {
    format!("{}.zicha-key.json", part(signer))
}

/// Windows forbids `\ / : * ? " < > |`, control characters, and a dot or space at either end.
fn part(text: &str) -> String {
    let safe = |c: char| if c.is_control() || r#"\/:*?"<>|"#.contains(c) { '_' } else { c };
    let name: String = text.trim().chars().map(safe).take(PART_CHARS_MAX).collect();
    let name = name.trim_matches(['.', ' ', '\u{3000}']);
    if name.is_empty() { "_".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_nothing_a_file_system_refuses() {
        assert_eq!(report("区司法局", "2020"), "区司法局-2020.report.json");
        assert_eq!(report("a/b:c", "..\\"), "a_b_c-_.report.json");
        assert_eq!(key(" 张 三. "), "张 三.zicha-key.json");
        assert_eq!(key("..."), "_.zicha-key.json");
        assert_eq!(key(&"长".repeat(61)), format!("{}.zicha-key.json", "长".repeat(60)));
    }
}
