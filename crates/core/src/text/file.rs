//! Sentences about files that do not open: JSON, calendars, keys.

use super::{Lang, sentence_case, within};
use crate::calendar::{CALENDAR_BYTES_MAX, CalendarError};
use crate::canonical::{BYTES_MAX, DEPTH_MAX, FileKind, Forbidden, JsonError, JsonFault, ShapeError, ShapeFault};
use crate::keyfile::{FILE_BYTES_MAX, KeyFileError, PASSPHRASE_BYTES_MAX, ROUNDS_MAX, ROUNDS_MIN};

/// What is wrong with a JSON text, with line and column, and what to do.
pub fn json_error(error: &JsonError, lang: Lang) -> String {
    if !has_place(&error.fault) {
        return json_fault(&error.fault, lang);
    }
    let (line, column, what) = (error.line, error.column, json_clause(&error.fault, lang));
    say!(lang, "第{line}行第{column}列：{what}", "Line {line}, column {column}: {what}")
}

/// The same without the place, for where it is shown already.
pub fn json_fault(fault: &JsonFault, lang: Lang) -> String {
    sentence_case(&json_clause(fault, lang))
}

fn json_clause(fault: &JsonFault, lang: Lang) -> String {
    let (phrase, advice) = (json_phrase(fault, lang), json_advice(fault, lang));
    say!(lang, "{phrase}，{advice}。", "{phrase}; {advice}.")
}

/// Whether line and column mean anything.
fn has_place(fault: &JsonFault) -> bool {
    !matches!(fault, JsonFault::TooLarge { .. } | JsonFault::OtherFile { .. } | JsonFault::Empty)
}

/// What is wrong, without the details.
fn json_phrase(fault: &JsonFault, lang: Lang) -> String {
    let mib = BYTES_MAX / (1024 * 1024);
    match fault {
        JsonFault::TooLarge { .. } => say!(lang, "文件大于{mib} MiB", "the file is larger than {mib} MiB"),
        JsonFault::OtherFile { kind } => match kind {
            FileKind::Office => lang.pick(
                "这是Word、Excel、WPS或者压缩文件，不是本工具的文件",
                "this is a Word, Excel or compressed file, none of this kit's",
            ),
            FileKind::Pdf => lang.pick("这是PDF文件，不是本工具的文件", "this is a PDF, no file of this kit's"),
            FileKind::Picture => lang.pick("这是图片，不是本工具的文件", "this is a picture, no file of this kit's"),
            FileKind::Page => lang.pick("这是网页，不能在这里打开", "this is a web page and cannot be opened here"),
        }
        .to_owned(),
        JsonFault::NotUtf8 => lang.pick("文件不是UTF-8编码", "the file is not UTF-8").to_owned(),
        JsonFault::Empty => lang.pick("文件是空的", "the file is empty").to_owned(),
        JsonFault::UnexpectedEnd => lang.pick("文件不完整，到这里就断了", "the file is cut off here").to_owned(),
        JsonFault::Unexpected { found } => {
            let found = shown(*found);
            say!(lang, "此处不应有{found}", "{found} cannot stand here")
        }
        JsonFault::TrailingData => {
            lang.pick("内容结束后还有多余的字符", "something follows the end of the content").to_owned()
        }
        JsonFault::DuplicateKey { key } if key.is_empty() => {
            lang.pick("字段重复出现", "a member appears twice").to_owned()
        }
        JsonFault::DuplicateKey { key } => say!(lang, "字段“{key}”重复出现", "the member “{key}” appears twice"),
        JsonFault::KeyNotAscii => lang
            .pick(
                "字段名含有英文字母、数字和常用符号以外的字符",
                "the name of a member has characters other than printable ASCII",
            )
            .to_owned(),
        JsonFault::NumberTooLarge => lang.pick("整数过大", "the whole number is too large").to_owned(),
        JsonFault::NegativeZero => lang.pick("0前面有负号", "0 has a minus sign").to_owned(),
        JsonFault::LeadingZero => lang.pick("数字前面有多余的0", "the number begins with a needless 0").to_owned(),
        JsonFault::Fraction => lang.pick("数字带有小数点", "the number has a decimal point").to_owned(),
        JsonFault::Exponent => lang.pick("数字用了科学计数法", "the number has an exponent").to_owned(),
        JsonFault::LoneSurrogate => lang.pick("字符编码只有一半", "half of a character is missing").to_owned(),
        JsonFault::BadEscape => {
            lang.pick("反斜杠后面的字符不对", "the backslash is followed by a wrong character").to_owned()
        }
        JsonFault::RawControl => lang
            .pick("文字中有没有转义的换行或者控制字符", "a text holds a raw line break or control character")
            .to_owned(),
        JsonFault::ForbiddenCharacter { character, why } => {
            let (code, why) = (u32::from(*character), forbidden(*why, lang));
            say!(lang, "文字中有{why}（U+{code:04X}）", "a text holds {why} (U+{code:04X})")
        }
        JsonFault::TooDeep => say!(lang, "嵌套超过{DEPTH_MAX}层", "it is nested more than {DEPTH_MAX} levels deep"),
    }
}

fn json_advice(fault: &JsonFault, lang: Lang) -> &'static str {
    match fault {
        JsonFault::TooLarge { .. } | JsonFault::Empty | JsonFault::TooDeep => {
            lang.pick("请核对是否选错了文件", "check that it is the right file")
        }
        JsonFault::OtherFile { kind: FileKind::Page } => lang.pick(
            "里面带有答案的网页请直接双击打开，其他的请选择以.json结尾的文件",
            "a page with answers inside opens by itself; else choose a file that ends in .json",
        ),
        JsonFault::OtherFile { kind: FileKind::Office | FileKind::Pdf | FileKind::Picture } => {
            lang.pick("请选择以.json结尾的文件", "choose a file that ends in .json")
        }
        JsonFault::NotUtf8 => lang.pick(
            "请用原来导出的文件，不要用其他软件另存",
            "use the file as it was exported, not saved again by another program",
        ),
        JsonFault::UnexpectedEnd => {
            lang.pick("可能没有传完，请重新获取文件", "it may not have been transferred in full, so fetch it again")
        }
        JsonFault::Unexpected { .. }
        | JsonFault::TrailingData
        | JsonFault::KeyNotAscii
        | JsonFault::LoneSurrogate
        | JsonFault::BadEscape
        | JsonFault::RawControl => {
            lang.pick("文件可能被改动过，请重新获取文件", "the file may have been altered, so fetch it again")
        }
        JsonFault::DuplicateKey { .. } => lang.pick("请只保留一个", "keep only one of them"),
        JsonFault::NumberTooLarge | JsonFault::NegativeZero | JsonFault::LeadingZero => {
            lang.pick("请改写这个数字", "write the number differently")
        }
        JsonFault::Fraction | JsonFault::Exponent => {
            lang.pick("请写成带引号的文字，如\"12.5\"", "write it as a text in quotes, such as \"12.5\"")
        }
        JsonFault::ForbiddenCharacter { .. } => lang.pick("请删去这个字符", "remove that character"),
    }
}

fn forbidden(why: Forbidden, lang: Lang) -> &'static str {
    match why {
        Forbidden::Control => lang.pick("控制字符", "a control character"),
        Forbidden::Invisible => lang.pick("看不见的字符", "an invisible character"),
        Forbidden::Bidi => lang.pick("改变书写方向的字符", "a character that turns the direction of writing"),
        Forbidden::Noncharacter => lang.pick("无效字符", "an invalid character"),
        Forbidden::PrivateUse => {
            lang.pick("其他电脑可能显示不出的自造字", "a character that other computers may not show")
        }
    }
}

fn shown(character: char) -> String {
    if character.is_control() { format!("U+{:04X}", u32::from(character)) } else { format!("“{character}”") }
}

/// The phrase for a fault of which only its stable word is known.
pub(super) fn phrase_of_code(code: &str, lang: Lang) -> String {
    let faults = [
        JsonFault::TooLarge { bytes: 0 },
        JsonFault::NotUtf8,
        JsonFault::Empty,
        JsonFault::UnexpectedEnd,
        JsonFault::TrailingData,
        JsonFault::DuplicateKey { key: String::new() },
        JsonFault::KeyNotAscii,
        JsonFault::NumberTooLarge,
        JsonFault::NegativeZero,
        JsonFault::LeadingZero,
        JsonFault::Fraction,
        JsonFault::Exponent,
        JsonFault::LoneSurrogate,
        JsonFault::BadEscape,
        JsonFault::RawControl,
        JsonFault::TooDeep,
    ];
    match faults.iter().find(|fault| fault.code() == code) {
        Some(fault) => json_phrase(fault, lang),
        None => lang.pick("不是规范的JSON文件", "it is not sound JSON").to_owned(),
    }
}

/// JSON of another shape than the format has, with the path of the member.
pub fn shape_error(error: &ShapeError, lang: Lang) -> String {
    let path = if error.path.is_empty() {
        lang.pick("文件", "The file").to_owned()
    } else {
        format!("“{}”", error.path)
    };
    match &error.fault {
        ShapeFault::Unknown => say!(
            lang,
            "{path}是格式中没有的字段，请重新获取文件。",
            "{path} is not a member of this format; fetch the file again."
        ),
        ShapeFault::Missing => {
            say!(lang, "缺少{path}字段，请重新获取文件。", "{path} is missing; fetch the file again.")
        }
        ShapeFault::WrongType { expected, found } => {
            let (expected, found) = (type_word(expected, lang), type_word(found, lang));
            say!(
                lang,
                "{path}应为{expected}，实为{found}，请重新获取文件。",
                "{path} should be {expected} and is {found}; fetch the file again."
            )
        }
        ShapeFault::NotAllowed { expected, found } => say!(
            lang,
            "{path}的内容“{found}”不合规定（应为{expected}），请重新获取文件。",
            "{path} holds “{found}” where {expected} is due; fetch the file again."
        ),
        ShapeFault::TooLong { max } => {
            say!(lang, "{path}过长，最多{max}，请精简。", "{path} is too long, at most {max}; shorten it.")
        }
        ShapeFault::TooShort { min } => {
            say!(
                lang,
                "{path}的内容太少，至少{min}个，请重新获取文件。",
                "{path} has too few entries, at least {min}; fetch the file again."
            )
        }
    }
}

fn type_word(word: &str, lang: Lang) -> String {
    let (zh, en) = match word {
        "null" => ("空值", "nothing"),
        "boolean" => ("真假值", "true or false"),
        "integer" => ("整数", "a whole number"),
        "string" => ("文字", "a text"),
        "array" => ("列表", "a list"),
        "object" => ("对象", "an object"),
        other => return other.to_owned(),
    };
    lang.pick(zh, en).to_owned()
}

/// Why a key file was not written or opened.
pub fn key_error(error: &KeyFileError, lang: Lang) -> String {
    match error {
        KeyFileError::NotAKeyFile => lang
            .pick(
                "这不是签名密钥文件，请核对是否选错了文件。",
                "This is not a key file; check that it is the right one.",
            )
            .to_owned(),
        KeyFileError::Json(error) => {
            let why = within(&json_error(error, lang));
            say!(lang, "密钥文件读不出：{why}", "The key file cannot be read: {why}")
        }
        KeyFileError::TooLarge { .. } => {
            let kib = FILE_BYTES_MAX / 1024;
            say!(
                lang,
                "文件大于{kib} KiB，不是签名密钥文件，请核对是否选错了文件。",
                "The file is larger than {kib} KiB, so it is not a key file; check that it is the right one."
            )
        }
        KeyFileError::WrongPassphrase => lang
            .pick(
                "口令不对，请重新输入，注意大小写和输入法。",
                "The passphrase does not fit; type it again and mind capitals and the keyboard.",
            )
            .to_owned(),
        KeyFileError::PassphraseLength { bytes: 0 } => lang.pick("请输入口令。", "Enter the passphrase.").to_owned(),
        KeyFileError::PassphraseLength { .. } => say!(
            lang,
            "口令过长，请用不超过{PASSPHRASE_BYTES_MAX}个字节的口令（一个汉字占3个字节）。",
            "The passphrase is too long; use at most {PASSPHRASE_BYTES_MAX} bytes."
        ),
        KeyFileError::Malformed { field } => say!(
            lang,
            "密钥文件已损坏（{field}），请改用备份的密钥文件。",
            "The key file is damaged ({field}); use a backup of it."
        ),
        KeyFileError::Unsupported { field, value } => say!(
            lang,
            "密钥文件用了本程序不支持的方式（{field}为“{value}”），请改用本程序生成的密钥文件。",
            "The key file asks for something this program does not do ({field} is “{value}”); use one made by this program."
        ),
        KeyFileError::IterationsOutOfRange { found } => say!(
            lang,
            "密钥文件的加密轮数为{found}，应在{ROUNDS_MIN}至{ROUNDS_MAX}之间，请重新生成密钥文件。",
            "The key file states {found} rounds, which should be {ROUNDS_MIN} to {ROUNDS_MAX}; make the key file again."
        ),
    }
}

/// Why a file is no working-day calendar.
pub fn calendar_error(error: &CalendarError, lang: Lang) -> String {
    match error {
        CalendarError::TooLarge { .. } => {
            let kib = CALENDAR_BYTES_MAX / 1024;
            say!(
                lang,
                "文件大于{kib} KiB，不是工作日历，请核对是否选错了文件。",
                "The file is larger than {kib} KiB, so it is not a working-day calendar; check that it is the right one."
            )
        }
        CalendarError::NotACalendar { line, column, .. } => say!(
            lang,
            "第{line}行第{column}列：不是工作日历的写法，请重新获取工作日历文件。",
            "Line {line}, column {column}: this is not how a working-day calendar is written; fetch the file again."
        ),
        CalendarError::OtherFormat { found } => {
            let wanted = crate::calendar::FORMAT;
            say!(
                lang,
                "文件格式为“{found}”，应为“{wanted}”，请换用相符的工作日历。",
                "The format is “{found}” and should be “{wanted}”; use a calendar of that format."
            )
        }
        CalendarError::YearsBroken { expected, found: Some(found) } => say!(
            lang,
            "年份不连续：应为{expected}年，实为{found}年，请补齐。",
            "The years do not follow one another: {expected} is due and {found} stands there; complete them."
        ),
        CalendarError::YearsBroken { expected, found: None } => {
            say!(lang, "缺少{expected}年的安排，请补齐。", "The year {expected} is missing; add it.")
        }
        CalendarError::BadCoverage { from, to } => say!(
            lang,
            "起止年份（{from}年至{to}年）不对，请核对。",
            "The years covered ({from} to {to}) are not possible; check them."
        ),
        CalendarError::TooManyEntries { year } => {
            say!(lang, "{year}年列出的日期过多，请核对。", "Too many days are listed for {year}; check them.")
        }
        CalendarError::BadDay { year, text } => say!(
            lang,
            "{year}年的“{text}”不是规定写法的日期，请写成10-01或者10-01..10-08的样式。",
            "“{text}” under {year} is not a day as written here; write it as in 10-01 or 10-01..10-08."
        ),
        CalendarError::Contradiction { date } => {
            let day = super::date(*date, lang);
            say!(
                lang,
                "{day}重复列出，或者不是周末却列为调休上班，请核对。",
                "{day} is listed twice, or as a worked weekend day though it is none; check it."
            )
        }
    }
}
