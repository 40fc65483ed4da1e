//! Names of exported files: what a person typed, without what a file system refuses.

/// Longest part of a name taken from a person, in characters; some file systems stop at 255 bytes.
const PART_CHARS_MAX: usize = 60;

/// `单位-考核期.report.json`.
pub fn report(unit: &str, period: &str) -> String {
    format!("{}-{}.report.json", part(unit), part(period))
}

/// `单位-考核期-已审核.report.json`, the ending by who signed last.
pub fn signed(unit: &str, period: &str, ending: &str) -> String {
    format!("{}-{}{ending}.report.json", part(unit), part(period))
}

/// `单位-考核期.return.json`.
pub fn returned(unit: &str, period: &str) -> String {
    format!("{}-{}.return.json", part(unit), part(period))
}

/// `姓名.zicha-key.json`.
pub fn key(signer: &str) -> String {
    format!("{}.zicha-key.json", part(signer))
}

/// `机关-年.ledger`.
pub fn ledger(office: &str, year: &str) -> String {
    format!("{}-{year}.ledger", part(office))
}

/// `姓名.zicha-enrolment.json`.
pub fn enrolment(holder: &str) -> String {
    format!("{}.zicha-enrolment.json", part(holder))
}

/// `姓名-公钥登记表.html`.
pub fn enrolment_form(holder: &str) -> String {
    format!("{}-公钥登记表.html", part(holder))
}

/// A key file under another passphrase: `姓名-新口令.zicha-key.json`.
pub fn key_changed(old: &str) -> String {
    let stem = old.strip_suffix(".json").unwrap_or(old);
    let stem = stem.strip_suffix(".zicha-key").unwrap_or(stem);
    format!("{}-新口令.zicha-key.json", part(stem))
}

/// `机关-受信名单-第3期.trust.json`.
pub fn trust(office: &str, seq: i64) -> String {
    format!("{}-受信名单-第{seq}期.trust.json", part(office))
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
        assert_eq!(signed("区司法局", "2020", "-已审核"), "区司法局-2020-已审核.report.json");
        assert_eq!(returned("a/b", "2020"), "a_b-2020.return.json");
        assert_eq!(key(" 张 三. "), "张 三.zicha-key.json");
        assert_eq!(key("..."), "_.zicha-key.json");
        assert_eq!(enrolment("张三"), "张三.zicha-enrolment.json");
        assert_eq!(enrolment_form("张/三"), "张_三-公钥登记表.html");
        assert_eq!(key_changed("张三.zicha-key.json"), "张三-新口令.zicha-key.json");
        assert_eq!(key_changed("me.json"), "me-新口令.zicha-key.json");
        assert_eq!(key(&"长".repeat(61)), format!("{}.zicha-key.json", "长".repeat(60)));
    }
}
