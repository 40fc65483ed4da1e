//! Runs tests/outside/verify_report.sh, which is jq and openssl alone, on files made here.
//! Where jq or openssl is missing it says so and checks nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;
use zicha_core::canonical::parse;
use zicha_core::envelope::{ContentKind, Parts, add_signature, seal};
use zicha_core::sign::{Moment, PrivateKey, Role, Signer};

fn tools_are_here() -> bool {
    let runs = |tool: &str, flag: &str| Command::new(tool).arg(flag).output().is_ok_and(|out| out.status.success());
    let here = runs("jq", "--version") && runs("openssl", "version");
    if !here {
        eprintln!("jq or openssl is not installed: the outside verifier was not run");
    }
    here
}

fn signed() -> String {
    let content = parse(
        r#"{"text":"９５％ \"全部\" a/b\\c\n第二行\t€ <&>'😀𠮷","max":9007199254740991,"min":-9007199254740991,
            "round":[1000000000000000,100000,0],"":{},"~ !\"\\":[null,true,false],"d":"95.50"}"#
            .as_bytes(),
    )
    .unwrap();
    let parts = |role| Parts {
        role,
        opinion: "属实\n\"是\"".into(),
        signer: Signer { name: "张三".into(), title: String::new(), unit: "红桥区司法局".into() },
        signed: Moment::read("2021-01-15T10:00:00+08:00").unwrap(),
    };
    let file = seal(ContentKind::Report, &content, parts(Role::Filler), &PrivateKey::from_seed(&[7; 32])).unwrap();
    let file = add_signature(&file, parts(Role::Head), &PrivateKey::from_seed(&[8; 32])).unwrap();
    String::from_utf8(file).unwrap()
}

fn exit_code(name: &str, file: &str, pinned: Option<&str>) -> Option<i32> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/outside/verify_report.sh");
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.json"));
    std::fs::write(&path, file).unwrap();
    let out = Command::new("sh").arg(script).arg(path).args(pinned).output().unwrap();
    println!("{name}: {}", String::from_utf8_lossy(&out.stdout));
    out.status.code()
}

#[test]
fn jq_and_openssl_alone_agree() {
    if !tools_are_here() {
        return;
    }
    let file = signed();
    let kid = PrivateKey::from_seed(&[7; 32]).kid().to_string();
    let other = PrivateKey::from_seed(&[8; 32]).kid().to_string();
    assert_eq!(exit_code("intact", &file, None), Some(2));
    assert_eq!(exit_code("marked", &format!("\u{FEFF}{file}"), None), Some(2));
    assert_eq!(exit_code("known", &file, Some(&kid)), Some(0));
    assert_eq!(exit_code("stranger", &file, Some(&other)), Some(1));
    let altered = [
        ("content", "95.50", "95.51"),
        ("opinion", "属实", "不实"),
        ("doubled", "\"d\": \"95.50\"", "\"d\": \"95.50\", \"d\": \"95.50\""),
        ("signature", "\"signature\": \"", "\"signature\": \"AA"),
        ("header", "\"protected\": \"", "\"protected\": \"AA"),
        ("kind", "\"report\": {", "\"rollup\": {"),
        ("second", "\"keys\": [", "\"more\": 1, \"keys\": ["),
    ];
    for (name, from, to) in altered {
        let changed = file.replacen(from, to, 1);
        assert_ne!(changed, file, "{name}");
        assert_eq!(exit_code(name, &changed, Some(&kid)), Some(1), "{name}");
    }
    assert_eq!(exit_code("cut", &file[..file.len() / 2], None), Some(1));
    assert_eq!(exit_code("empty", "", None), Some(1));
    assert_eq!(exit_code("list", "[]", None), Some(1));
}
