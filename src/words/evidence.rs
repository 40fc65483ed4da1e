//! Labels of the place where files of evidence are listed.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Evidence {
    pub choose: &'static str,
    pub hint: &'static str,
    pub reading: &'static str,
    pub listed: fn(usize) -> String,
    pub too_large: fn(&str, u64) -> String,
    pub unreadable: fn(&str) -> String,
}

pub(super) static ZH: Evidence = Evidence {
    choose: "从文件登记",
    hint: "可一次选多份。只记下文件名、大小和校验值（SHA-256），文件不上传，也不放进报告。",
    reading: "正在计算校验值……",
    listed: |count| format!("已登记{count}份文件。"),
    too_large: |file, limit| format!("“{file}”超过{limit} MB，没有登记，请拆分后再选或者只登记名称。"),
    unreadable: |file| format!("“{file}”读取失败，没有登记，请重新选择。"),
};

pub(super) static EN: Evidence = Evidence {
    choose: "List files",
    hint: "Several at once. Only name, size and digest (SHA-256) are noted; no file is uploaded or put into the report.",
    reading: "Computing digests…",
    listed: |count| format!("{count} file(s) listed."),
    too_large: |file, limit| {
        format!("“{file}” is larger than {limit} MB and was not listed: split it, or list its title only.")
    },
    unreadable: |file| format!("“{file}” could not be read and was not listed; choose it again."),
};
