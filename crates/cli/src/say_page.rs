//! The sentences of `zicha page`, in both languages. What core finds, core::text says.

use zicha_core::text::Lang;

use crate::csv::Fault;
use crate::say;

pub fn made(path: &str, bytes: usize, title: &str, units: usize, lang: Lang) -> String {
    let kib = bytes.div_ceil(1024);
    match lang {
        Lang::Zh => format!("{path}: 已做好（{kib} KB）\n目录：{title}；列出的单位{units}个\n"),
        Lang::En => format!("{path}: made ({kib} KB)\ncatalogue: {title}; units listed: {units}\n"),
    }
}

pub fn catalogue_beside(path: &str, id: &str, added: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 本版所用的目录（{id}，加了{added}个单位）；收件、核验时用 --catalogue 给出它\n"),
        Lang::En => {
            format!(
                "{path}: its catalogue ({id}, units added: {added}); give it to receive and verify with --catalogue\n"
            )
        }
    }
}

pub fn not_a_page(path: &str, why: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 不是完整的单文件版；请用 --from 写 zicha.html 或 zicha-sealed.html。{why}"),
        Lang::En => format!("{path}: not a whole single file; give zicha.html or zicha-sealed.html with --from. {why}"),
    }
}

pub fn several_files(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 这是多文件版；请用 --from 写同一目录中的 zicha.html"),
        Lang::En => format!("{path}: this page has several files; give zicha.html beside it with --from"),
    }
}

pub fn calendar_missing(id: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("目录按工作日历“{id}”计算，网页里没有；请用 --calendar 给出这个日历文件"),
        Lang::En => {
            format!("the catalogue counts by the calendar “{id}”, which the page lacks; give it with --calendar")
        }
    }
}

pub fn other_calendar(path: &str, wanted: &str, found: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: 目录用的是工作日历“{wanted}”，--calendar 给的是“{found}”，请换成同一个"),
        Lang::En => format!("{path}: the catalogue counts by “{wanted}” and --calendar gives “{found}”; give that one"),
    }
}

pub fn package_pin(path: &str, kids: &str, none: bool, lang: Lang) -> String {
    match (lang, none) {
        (Lang::Zh, true) => format!("{path}: 目录包由公钥 {kids} 签发；请按书面核对这个指纹，再加 --pin"),
        (Lang::Zh, false) => format!("{path}: 目录包由公钥 {kids} 签发，不是 --pin 写的那个；请核对后改正 --pin"),
        (Lang::En, true) => format!("{path}: signed by key {kids}; compare it with paper, then give it with --pin"),
        (Lang::En, false) => format!("{path}: signed by key {kids}, not by that of --pin; compare and correct --pin"),
    }
}

pub fn bad_name(name: &str, max: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("--name “{name}”：要写1到{max}个字，一行"),
        Lang::En => format!("--name “{name}”: give 1 to {max} characters on one line"),
    }
}

pub fn list_not_utf8(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: --units 的文件不是 UTF-8 文本；在 Excel 或 WPS 里另存为“CSV UTF-8”再试"),
        Lang::En => format!("{path}: the file of --units is no UTF-8 text; save it as “CSV UTF-8” and try again"),
    }
}

pub fn no_new_units(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{path}: --units 里没有目录以外的单位；每行写一个：名称,类别,代码"),
        Lang::En => format!("{path}: --units names no unit that is new to the catalogue; one a line: name,type,code"),
    }
}

pub fn too_many_units(max: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("--units 最多{max}行，请分开"),
        Lang::En => format!("--units takes at most {max} lines; split it"),
    }
}

pub fn quotes(fault: Fault, lang: Lang) -> String {
    match (fault, lang) {
        (Fault::Open(_), Lang::Zh) => "这一行的引号没有配对；请用电子表格另存为“CSV UTF-8”，或者补上引号".to_owned(),
        (Fault::Open(_), Lang::En) => "a quote of this line is never closed; close it".to_owned(),
        (Fault::After(_), Lang::Zh) => "引号后面还有字；引号要把整个单元格括起来，里面的引号写两个".to_owned(),
        (Fault::After(_), Lang::En) => {
            "text follows a closing quote; quotes stand around a whole cell, those inside it are doubled".to_owned()
        }
    }
}

pub fn more_cells(cell: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("第三列以后还有“{cell}”；每行只写：名称,类别,代码，名称里有逗号的要加引号"),
        Lang::En => {
            format!("“{cell}” follows the third column; a line is name,type,code; quote a name that holds a comma")
        }
    }
}

pub fn nameless(lang: Lang) -> String {
    match lang {
        Lang::Zh => "第一列没有单位名称；每行写一个：名称,类别,代码".to_owned(),
        Lang::En => "the first column names no unit; one a line: name,type,code".to_owned(),
    }
}

pub fn pins_kept(path: &str, pins: &[String], lang: Lang) -> String {
    let pins = pins.join("  ");
    match lang {
        Lang::Zh => format!("{path}: 其中原有的公钥指纹仍然有效：{pins}；要换用别的，请加 --pin"),
        Lang::En => format!("{path}: the pins it came with stay: {pins}; give --pin to put others in their place"),
    }
}

pub fn broken_cell(lang: Lang) -> String {
    match lang {
        Lang::Zh => "单元格里有换行或制表符；请写成一行".to_owned(),
        Lang::En => "a cell holds a line break or a tab; write it on one line".to_owned(),
    }
}

pub fn unknown_type(name: &str, kind: &str, near: Option<&str>, known: &str, lang: Lang) -> String {
    let meant = say::meant(near, lang);
    match (lang, kind.is_empty()) {
        (Lang::Zh, true) => format!("单位“{name}”没有写类别，看名称也认不出；请在第二列写：{known}"),
        (Lang::Zh, false) => format!("单位“{name}”的类别“{kind}”目录里没有{meant}；可用：{known}"),
        (Lang::En, true) => {
            format!("unit “{name}” has no type and its name tells none; second column, one of: {known}")
        }
        (Lang::En, false) => format!("unit “{name}”: the catalogue has no type “{kind}”{meant}; one of: {known}"),
    }
}
