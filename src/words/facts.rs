//! Labels of the questions about the unit.

/// See `ZH` for what each says.
#[derive(Debug)]
pub struct Facts {
    pub title: &'static str,
    pub lead: &'static str,
    pub none: &'static str,
    pub answered: fn(usize, usize) -> String,
    /// Rows set aside, of all.
    pub aside: fn(usize, usize) -> String,
    pub after_number: &'static str,
    /// Whole rows, and rows of which a part goes.
    pub spares: fn(usize, usize) -> String,
    pub named: fn(&str) -> String,
    pub onward: &'static str,
    pub held: fn(usize) -> String,
    /// The same, after how many are left.
    pub held_too: fn(usize) -> String,
    pub held_hint: &'static str,
}

pub(super) static ZH: Facts = Facts {
    title: "先答几个问题",
    lead: "答“否”的，有关指标当即记为“不适用”并写明理由；没有回答的，一律列出。可以跳过，也可以随时回来改。已经填写的内容不会被改动。",
    none: "这份目录没有要问本单位的问题，请直接填报。",
    answered: |a, b| format!("已答{a}题，共{b}题；"),
    aside: |n, all| format!("免填{n}项，还要填{}项。", all.saturating_sub(n)),
    after_number: "．",
    spares: |rows, parts| match (rows, parts) {
        (0, 0) => "按现在的其他答案，答“否”不再减少指标。".to_owned(),
        (rows, 0) => format!("答“否”免填{rows}项"),
        (0, parts) => format!("答“否”免填{parts}项的一部分"),
        (rows, parts) => format!("答“否”免填{rows}项，另有{parts}项免填一部分"),
    },
    named: |it| format!("（第{it}项）。"),
    onward: "去填报",
    held: |n| format!("有{n}项已经填写，等您决定"),
    held_too: |n| format!("另有{n}项已经填写，等您决定，决定以前不能签名。"),
    held_hint: "按上面的回答，这些指标不适用，但已经填了内容，所以原样保留、照常判定。请改答问题，或者逐项记为不适用；记为不适用后，填写的内容仍然保留，只是不计入。没有决定之前不能签名。",
};

pub(super) static EN: Facts = Facts {
    title: "A few questions first",
    lead: "“No” makes the rows concerned not applicable at once, with the reason; unanswered hides nothing. You can skip this and come back at any time. Nothing you have typed is changed.",
    none: "This catalogue has no questions for your unit: go on to the rows.",
    answered: |a, b| format!("{a} of {b} answered; "),
    aside: |n, all| format!("rows spared: {n}, left: {}.", all.saturating_sub(n)),
    after_number: ". ",
    spares: |rows, parts| match (rows, parts) {
        (0, 0) => "With your other answers, “no” spares nothing more.".to_owned(),
        (1, 0) => "“No” spares 1 row".to_owned(),
        (rows, 0) => format!("“No” spares {rows} rows"),
        (0, 1) => "“No” spares a part of 1 row".to_owned(),
        (0, parts) => format!("“No” spares a part of {parts} rows"),
        (rows, parts) => format!(
            "“No” spares {}, and a part of {parts} more",
            if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
        ),
    },
    named: |it| format!(" (No. {it})."),
    onward: "On to the rows",
    held: |n| format!("Filled in before, waiting for you: {n}"),
    held_too: |n| format!(" Filled in before: {n}; decide about these, or nothing can be signed."),
    held_hint: "By your answers these rows do not apply, but they hold something you typed, so they stay as they are and are judged as before. Change the answer, or set each row aside: what you typed is kept then and no longer counts. Nothing can be signed before you decide.",
};
