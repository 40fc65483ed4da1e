//! README.md and docs/security.md say what is shipped: the shell of the sealed file with its digests, and the headers.

#[cfg(test)]
mod tests {
    use crate::page;
    use sha2::{Digest as _, Sha256};
    use zicha_single::pack;

    const DOCS: &str = include_str!("../../../docs/security.md");
    const README: &str = include_str!("../../../README.md");
    const SHELL: &str = include_str!("../../../assets/sealed/shell.html");

    #[test]
    fn the_shell_that_is_printed_is_the_one_that_is_shipped() {
        let (_, rest) = README.split_once("<!-- sealed-shell -->\n```html\n").expect("the shell is printed");
        let (printed, digests) = rest.split_once("```\n").expect("its end");
        assert_eq!(printed, SHELL);
        let digests = digests.split("<!-- end of sealed-shell -->").next().unwrap_or_default();
        let whole: String = Sha256::digest(SHELL).iter().map(|byte| format!("{byte:02x}")).collect();
        let script = page::elements(SHELL, "script").into_iter().rfind(page::Element::is_program).expect("a script");
        let script = format!("sha256-{}", pack::sha256_base64(&SHELL[script.inner]));
        assert!(digests.contains(&format!("`{whole}`")), "the digest of the shell is {whole}");
        assert!(digests.contains(&format!("`{script}`")), "the script is {script}");
        assert!(DOCS.contains(&format!("`{}…`", &script[..19])), "what to look for is {}", &script[..19]);
    }

    /// The policies of the documents, as nginx and as IIS write them.
    fn documented(before: &str, after: &str) -> Vec<&'static str> {
        let lines = DOCS.lines().filter_map(|line| line.trim().strip_prefix(before));
        lines.map(|line| line.split(after).next().unwrap_or_default()).collect()
    }

    #[test]
    fn the_headers_in_the_documents_are_the_policies_of_the_build() {
        let portal = "frame-ancestors https://portal.example.gov.cn";
        let want = [
            format!("{}; frame-ancestors 'none'", page::hosted_policy("")),
            format!("{}; {portal}", page::frame_policy()),
            "frame-ancestors 'none'".to_owned(),
        ];
        assert_eq!(documented("add_header Content-Security-Policy \"", "\" always;"), want);
        assert_eq!(documented("<add name=\"Content-Security-Policy\" value=\"", "\" />"), want);
    }
}
