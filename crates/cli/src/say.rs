//! The sentences of the command line itself, in both languages. What core finds, core::text says.

mod other;

use std::fmt::Display;

use zicha_core::text::Lang;

use crate::args::Words;

pub use other::{bad_fact, blanks, could_type, references, set_aside, spares, uncounted, unknown_fact};

/// `FILE:LINE:COLUMN: what is wrong`, the form editors and CI understand.
pub fn at(file: &str, place: Option<(usize, usize)>, line: &str) -> String {
    match place {
        Some((row, column)) => format!("{file}:{row}:{column}: {line}"),
        None => format!("{file}: {line}"),
    }
}

pub fn stdin(lang: Lang) -> &'static str {
    Words { zh: "标准输入", en: "stdin" }.of(lang)
}

pub fn no_verb(lang: Lang) -> String {
    Words { zh: "zicha：请写明命令，见 zicha --help", en: "zicha: name a command; see zicha --help" }
        .of(lang)
        .to_owned()
}

pub fn unknown_verb(name: &str, near: Option<&str>, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("zicha：没有命令“{name}”{}，见 zicha --help", meant(near, lang)),
        Lang::En => format!("zicha: there is no command `{name}`{}; see zicha --help", meant(near, lang)),
    }
}

pub fn unknown_option(name: &str, near: Option<&str>, verb: &str, lang: Lang) -> String {
    let dashes = if name.chars().count() == 1 { "-" } else { "--" };
    let near = near.map(|near| format!("--{near}"));
    let near = meant(near.as_deref(), lang);
    match lang {
        Lang::Zh => format!("没有选项 {dashes}{name}{near}，见 zicha {verb} --help"),
        Lang::En => format!("there is no option {dashes}{name}{near}; see zicha {verb} --help"),
    }
}

/// “，是不是 X？” where there is a nearest name.
pub fn meant(near: Option<&str>, lang: Lang) -> String {
    match (near, lang) {
        (None, Lang::Zh | Lang::En) => String::new(),
        (Some(near), Lang::Zh) => format!("（是不是“{near}”？）"),
        (Some(near), Lang::En) => format!(" (did you mean `{near}`?)"),
    }
}

pub fn arguments(cause: &str, verb: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("zicha {verb}: 命令行有错（{cause}），见 zicha {verb} --help"),
        Lang::En => format!("zicha {verb}: {cause}; see zicha {verb} --help"),
    }
}

pub fn too_many_arguments(max: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("zicha：命令行最多{max}个参数，请分批处理"),
        Lang::En => format!("zicha: at most {max} arguments; work in batches"),
    }
}

pub fn not_utf8_argument(shown: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("zicha：参数“{shown}”不是UTF-8，请改文件名"),
        Lang::En => format!("zicha: the argument `{shown}` is not UTF-8; rename the file"),
    }
}

pub fn value_missing(option: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("选项 --{option} 后面缺值"),
        Lang::En => format!("--{option} needs a value"),
    }
}

pub fn option_twice(option: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("选项 --{option} 只能写一次"),
        Lang::En => format!("--{option} may be given once"),
    }
}

pub fn option_needed(option: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("缺选项 --{option}"),
        Lang::En => format!("--{option} is missing"),
    }
}

pub fn one_of(first: &str, second: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("--{first} 和 --{second} 只能用一个"),
        Lang::En => format!("give --{first} or --{second}, not both"),
    }
}

pub fn bad_option_value(option: &str, value: &str, wanted: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("--{option} 的值“{value}”不对，应为 {wanted}"),
        Lang::En => format!("--{option} cannot be `{value}`; use {wanted}"),
    }
}

pub fn place_missing(shape: &str, verb: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("缺 {shape}，见 zicha {verb} --help"),
        Lang::En => format!("{shape} is missing; see zicha {verb} --help"),
    }
}

pub fn place_extra(extra: &str, verb: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("多出参数“{extra}”，见 zicha {verb} --help"),
        Lang::En => format!("unexpected argument `{extra}`; see zicha {verb} --help"),
    }
}

pub fn cannot_read(path: &str, cause: &impl Display, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 读不了（{cause}）"),
        Lang::En => format!("{path}: cannot be read ({cause})"),
    }
}

pub fn cannot_write(path: &str, cause: &impl Display, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 写不了（{cause}）"),
        Lang::En => format!("{path}: cannot be written ({cause})"),
    }
}

pub fn already_there(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 已有这个文件，没有改动它；要替换请加 --force"),
        Lang::En => format!("{path}: the file is already there and was left alone; --force replaces it"),
    }
}

pub fn not_utf8(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 不是UTF-8文本"),
        Lang::En => format!("{path}: not UTF-8 text"),
    }
}

pub fn internal(cause: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("zicha：程序自身出错，请报告：{cause}"),
        Lang::En => format!("zicha: a fault of this program, please report it: {cause}"),
    }
}

pub fn no_chance(cause: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("zicha：系统不给随机数（{cause}），没有生成任何东西"),
        Lang::En => format!("zicha: the system gives no random bytes ({cause}); nothing was made"),
    }
}

pub fn no_clock(lang: Lang) -> String {
    Words { zh: "zicha：系统时钟读不出可用的时间", en: "zicha: the system clock gives no usable time" }
        .of(lang)
        .to_owned()
}

pub fn no_variable(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("没有环境变量 {name}，或者它不是UTF-8"),
        Lang::En => format!("the environment variable {name} is not set, or not UTF-8"),
    }
}

pub fn no_such_catalogue(name: &str, near: Option<&str>, known: &str, lang: Lang) -> String {
    let near = meant(near, lang);
    match lang {
        Lang::Zh => format!("没有目录“{name}”{near}；内置目录：{known}，其他目录请用 --catalogue 写出文件"),
        Lang::En => format!("there is no catalogue `{name}`{near}; built in: {known}, others by --catalogue FILE"),
    }
}

pub fn no_such_calendar(id: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("目录所用的日历“{id}”不在本程序内"),
        Lang::En => format!("the calendar `{id}` that the catalogue names is not in this program"),
    }
}

pub fn no_such_indicator(id: &str, near: Option<&str>, lang: Lang) -> String {
    let near = meant(near, lang);
    match lang {
        Lang::Zh => format!("没有指标“{id}”{near}"),
        Lang::En => format!("there is no indicator `{id}`{near}"),
    }
}

pub fn lint_clean(file: &str, indicators: usize, requirements: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{file}: 没有问题，指标{indicators}项，要求{requirements}条"),
        Lang::En => format!("{file}: no faults; {indicators} indicators, {requirements} requirements"),
    }
}

pub fn lint_faults(file: &str, errors: usize, warnings: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{file}: 错误{errors}处，提醒{warnings}处"),
        Lang::En => format!("{file}: errors: {errors}, warnings: {warnings}"),
    }
}

pub fn progress(complete: u32, rows: u32, counts: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已填 {complete}/{rows}：{counts}\n"),
        Lang::En => format!("complete {complete} of {rows}: {counts}\n"),
    }
}

#[cfg(not(feature = "schema"))]
pub fn no_schema(lang: Lang) -> String {
    Words {
        zh: "zicha：本程序编译时没有带上Schema；用 cargo run -p zicha-cli --features schema -- schema 可得",
        en: "zicha: built without schemas; cargo run -p zicha-cli --features schema -- schema prints one",
    }
    .of(lang)
    .to_owned()
}

pub fn no_catalogue_named(lang: Lang) -> String {
    Words {
        zh: "没有写明目录：在文件里写 \"catalogue\"，或者用 --catalogue",
        en: "no catalogue named: write \"catalogue\" in the file, or use --catalogue",
    }
    .of(lang)
    .to_owned()
}

pub fn no_unit_named(lang: Lang) -> String {
    Words {
        zh: "没有写明填报单位：在文件里写 \"unit\"，或者用 --unit",
        en: "no unit named: write \"unit\" in the file, or use --unit",
    }
    .of(lang)
    .to_owned()
}

pub fn leftover(path: &str, near: Option<&str>, lang: Lang) -> String {
    let near = meant(near, lang);
    match lang {
        Lang::Zh => format!("{path}：目录里没有这个名称{near}"),
        Lang::En => format!("{path}: the catalogue has no such name{near}"),
    }
}

pub fn not_signed(file: &str, errors: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{file}: 没有签署：有{errors}处须先更正"),
        Lang::En => format!("{file}: not signed: errors to correct first: {errors}"),
    }
}

pub fn signed(path: &str, bytes: usize, fingerprint: &str, revision: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 已签署并重新核验，{bytes}字节，第{revision}版\n报告指纹：{fingerprint}\n"),
        Lang::En => format!(
            "{path}: signed and verified again, {bytes} bytes, revision {revision}\nfingerprint: {fingerprint}\n"
        ),
    }
}

pub fn own_check_failed(reason: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("zicha：签好的文件没有通过自己的核验（{reason}），没有写出"),
        Lang::En => format!("zicha: the signed file did not pass its own verification ({reason}) and was not written"),
    }
}

pub fn not_replaceable(path: &str, cause: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 不能续出下一版：{cause}"),
        Lang::En => format!("{path}: cannot be continued: {cause}"),
    }
}

pub fn other_report(unit: &str, period: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("那是“{unit}”{period}考核期的报告"),
        Lang::En => format!("it is the report of {unit} for {period}"),
    }
}

pub fn stale_trust(path: &str, expires: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 受信名单只用到{expires}，已经过期，本次不用；请向接收机关要新的"),
        Lang::En => {
            format!("{path}: the trust list ran out on {expires} and is not used; ask the office for the new one")
        }
    }
}

pub fn fingerprint(groups: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("报告指纹：{groups}"),
        Lang::En => format!("fingerprint: {groups}"),
    }
}

/// One line about who made a report, for whom and when.
pub fn report_line(unit: &str, period: &str, catalogue: &str, revision: u32, created: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{unit}，考核期{period}，目录{catalogue}，第{revision}版，{created}"),
        Lang::En => format!("{unit}, period {period}, catalogue {catalogue}, revision {revision}, {created}"),
    }
}

pub fn guide_end(lang: Lang) -> &'static str {
    Words {
        zh: "各种输入方式怎么填，见 docs/format.md“输入方式”。",
        en: "How each kind of input is filled in: docs/format.md, \"Kinds of input\".",
    }
    .of(lang)
}

/// The rows nobody touched, in one line.
pub fn untouched(numbers: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("\n没有填报的指标：{numbers}\n"),
        Lang::En => format!("\nnot answered: {numbers}\n"),
    }
}

pub fn not_signed_file(format: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("不是签署的报告，而是“{format}”文件；答案文件先用 zicha sign 签署"),
        Lang::En => format!("not a signed report but a `{format}` file; answers are signed by `zicha sign`"),
    }
}

pub fn unsure_unit(name: &str, near: &str, unit_type: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!("目录没有列出“{name}”，是不是“{near}”？确是另一个单位的，请写明类别（--unit-type {unit_type}）")
        }
        Lang::En => format!(
            "the catalogue does not list `{name}`; did you mean `{near}`? If it is another unit, say its type (--unit-type {unit_type})"
        ),
    }
}

pub fn and_more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("另有{count}处，先改以上各处"),
        Lang::En => format!("and {count} more; mend these first"),
    }
}

pub fn no_such_schema(name: &str, known: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("没有“{name}”的Schema，可选：{known}"),
        Lang::En => format!("there is no schema of `{name}`; there is: {known}"),
    }
}
