//! Writes a small signed report to standard output, for trying verifiers that are not ours on it:
//! `cargo run -p zicha-core --example signed_report > r.json`, then a program of docs/verify-yourself.md.
//! The key is made of a public seed: it proves nothing.

use std::io::Write as _;
use zicha_core::canonical::parse;
use zicha_core::envelope::{ContentKind, Parts, seal};
use zicha_core::sign::{Moment, PrivateKey, Role, Signer};

const REPORT: &str = r#"{"schema":"zicha-report/1","unit":{"name":"红桥区司法局","code":"hq-sfj"},
 "answers":{"hq-19":{"n":2999,"d":3000,"text":"９５％ \"全部\" a/b\\c\n第二行\t\u20ac <&>'😀𠮷\u00a0"},"hq-2":"95.50","":[]},
 "bounds":[9007199254740991,-9007199254740991,1000000000000000,0,true,null,{}],"period":"2020","~!@ #\"\\":"éè"}"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let content = parse(REPORT.as_bytes()).map_err(|e| e.code())?;
    let parts = Parts {
        role: Role::Filler,
        opinion: "属实。\n第二行".into(),
        signer: Signer { name: "张三".into(), title: "科员".into(), unit: "红桥区司法局".into() },
        signed: Moment::read("2021-01-15T10:00:00+08:00").ok_or("time")?,
    };
    let key = PrivateKey::from_seed(&[7; 32]);
    let file = seal(ContentKind::Report, &content, parts, &key).map_err(|e| e.code())?;
    std::io::stdout().write_all(&file)?;
    Ok(())
}
