//! budgets.toml: one `name = bytes` a line.

use crate::Result;

/// The limits, in bytes. `*_aim` is mentioned, `*_max` enforced.
#[derive(Debug, PartialEq)]
pub struct Budget {
    pub initial_brotli_max: usize,
    pub initial_brotli_aim: usize,
    pub late_brotli_max: usize,
    pub office_brotli_max: usize,
    pub single_file_max: usize,
    pub wasm_raw_max: usize,
    pub glue_gzip_max: usize,
    pub element_gzip_max: usize,
    pub shell_max: usize,
    pub signing_gzip_max: usize,
}

impl Budget {
    /// Reads the file; every limit must stand there once, and nothing else may.
    pub fn read(text: &str) -> Result<Budget> {
        let mut lines = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let bad = || format!("budgets.toml, line {}: expected `name = bytes`, found `{line}`.", index + 1);
            let (name, number) = line.split_once('=').ok_or_else(bad)?;
            let number = number.trim().replace('_', "").parse().map_err(|_| bad())?;
            lines.push((name.trim().to_string(), number));
        }
        let mut take = |name: &str| {
            let at = lines.iter().position(|(given, _)| given == name);
            at.map(|at| lines.remove(at).1).ok_or_else(|| format!("budgets.toml lacks {name}."))
        };
        let budget = Budget {
            initial_brotli_max: take("initial_brotli_max")?,
            initial_brotli_aim: take("initial_brotli_aim")?,
            late_brotli_max: take("late_brotli_max")?,
            office_brotli_max: take("office_brotli_max")?,
            single_file_max: take("single_file_max")?,
            wasm_raw_max: take("wasm_raw_max")?,
            glue_gzip_max: take("glue_gzip_max")?,
            element_gzip_max: take("element_gzip_max")?,
            shell_max: take("shell_max")?,
            signing_gzip_max: take("signing_gzip_max")?,
        };
        match lines.first() {
            Some((name, _)) => Err(format!("budgets.toml: {name} is unknown or stands there twice.")),
            None => Ok(budget),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "# most\ninitial_brotli_max = 2_000 # KiB\ninitial_brotli_aim = 1\nlate_brotli_max = 6\noffice_brotli_max = 7\nsingle_file_max=3\nwasm_raw_max = 4\nglue_gzip_max = 5\nelement_gzip_max = 6\nshell_max = 6\nsigning_gzip_max = 7\n";

    fn check(text: &str, want: &str) {
        assert!(Budget::read(text).is_err_and(|e| e.contains(want)), "{text}");
    }

    #[test]
    fn the_file_is_read_whole_or_refused() {
        assert_eq!(Budget::read(GOOD).map(|budget| budget.initial_brotli_max), Ok(2_000));
        check("", "lacks initial_brotli_max");
        check(&format!("{GOOD}wasm_raw_max = 9"), "twice");
        check(&format!("{GOOD}other = 9"), "other is unknown");
        check("wasm_raw_max = many", "line 1");
    }

    #[test]
    fn the_repositorys_own_file_is_good() {
        assert!(Budget::read(include_str!("../../../budgets.toml")).is_ok());
    }
}
