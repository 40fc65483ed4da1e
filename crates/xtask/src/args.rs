//! Flags, read by hand: each verb has a table, and the help is written from the same table.

use crate::Result;

/// One flag of a verb. `value` is the placeholder shown in the help, for flags that take one.
pub struct Flag {
    pub name: &'static str,
    pub value: Option<&'static str>,
    pub help: &'static str,
}

/// What stood on the command line after the verb.
#[derive(Debug, Default)]
pub struct Args {
    given: Vec<(String, String)>,
    /// Everything after `--`, handed on untouched.
    pub rest: Vec<String>,
}

impl Args {
    /// Reads `--name`, `--name value` and `--name=value`; refuses whatever is not in the table.
    pub fn read(flags: &[Flag], words: &[String]) -> Result<Args> {
        let mut args = Args::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if word == "--" {
                args.rest = words.cloned().collect();
                break;
            }
            if word == "--help" || word == "-h" {
                args.given.push(("help".into(), String::new()));
                continue;
            }
            let Some(long) = word.strip_prefix("--") else {
                return Err(format!("`{word}` is not a flag; arguments of tests go after `--`."));
            };
            let (name, inline) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value.to_string())),
                None => (long, None),
            };
            let Some(flag) = flags.iter().find(|flag| flag.name == name) else {
                return Err(format!("`--{name}` is not a flag of this verb."));
            };
            let value = match (flag.value, inline) {
                (None, None) => String::new(),
                (None, Some(_)) => return Err(format!("`--{name}` takes no value.")),
                (Some(_), Some(value)) => value,
                (Some(value), None) => {
                    words.next().cloned().ok_or_else(|| format!("`--{name}` needs a value: --{name} {value}"))?
                }
            };
            args.given.push((name.to_string(), value));
        }
        Ok(args)
    }

    pub fn has(&self, name: &str) -> bool {
        self.given.iter().any(|(given, _)| given == name)
    }

    /// The values of a flag that may stand there several times, in order.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.given.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// The value of a flag; the last one wins when it stands there twice.
    pub fn value(&self, name: &str) -> Option<&str> {
        let found = self.given.iter().rev().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAGS: &[Flag] =
        &[Flag { name: "port", value: Some("N"), help: "" }, Flag { name: "open", value: None, help: "" }];

    fn check(words: &[&str], want: std::result::Result<&str, &str>) {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        match (Args::read(FLAGS, &words), want) {
            (Ok(args), Ok(shape)) => assert_eq!(format!("{:?} {:?}", args.given, args.rest), shape),
            (Err(message), Err(part)) => assert!(message.contains(part), "{message}"),
            (got, want) => panic!("{words:?}: {got:?} instead of {want:?}"),
        }
    }

    #[test]
    fn flags_are_read() {
        check(&[], Ok("[] []"));
        check(&["--port", "80"], Ok(r#"[("port", "80")] []"#));
        check(&["--port=80", "--open"], Ok(r#"[("port", "80"), ("open", "")] []"#));
        check(&["--", "--nocapture"], Ok(r#"[] ["--nocapture"]"#));
        check(&["-h"], Ok(r#"[("help", "")] []"#));
        check(&["--port"], Err("needs a value"));
        check(&["--open=1"], Err("takes no value"));
        check(&["--nope"], Err("`--nope`"));
        check(&["nope"], Err("`nope`"));
    }
}
