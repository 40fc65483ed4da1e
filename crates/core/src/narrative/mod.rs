//! 年度报告: the narrative report that one unit's answers turn into, in the genre of
//! 《关于…法治政府建设情况的报告》, for any catalogue.
//!
//! A document is a list of blocks; a block is a list of pieces, plain words and figures, and each figure
//! names the answer it comes from (`26.files`, `base:files`, `26-r1`). Nothing is invented: what is not
//! filled in stands as `＿＿`. The words of a block can be replaced; figures in them are placeholders
//! (`{26.files}`) and follow the answers again.
//!
//! Read next: `compose` (which blocks there are), `claim` (what a row says), `link` (figures by name),
//! `check` (figures against each other and against the words), `markdown` and `html` (what comes out).

pub mod check;
mod claim;
mod compose;
mod fall_short;
pub mod html;
mod line;
mod link;
pub mod markdown;
mod own;

use crate::session::Session;

pub use check::{Check, Outcome, Rule};
pub use own::{PLACEHOLDERS_MAX, editable};

/// Most texts of one's own in a draft, and the longest of them is `answer::TEXT_CHARS_MAX` characters.
pub const OWN_BLOCKS_MAX: usize = 20_000;

/// What stands where nothing was filled in.
pub const BLANK: &str = "＿＿";

/// Words of one's own: id of the block and its text, ascending by id.
pub type OwnWords = Vec<(String, String)>;

/// The report, block after block, and what was found when its figures were held against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub blocks: Vec<Block>,
    /// Those that hold, too: a reader may want to know what was looked at.
    pub checks: Vec<Check>,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The same for the same catalogue whatever the answers: `title`, `section.1`, `row.26`, `plan.26`.
    pub id: String,
    pub kind: BlockKind,
    /// `一、` or `（一）`, counted over what is written; empty where a block has none.
    pub number: String,
    pub pieces: Vec<Piece>,
    /// Indices of the indicators it is about.
    pub rows: Vec<usize>,
    pub origin: Origin,
}

impl Block {
    /// Number and words, figures filled in.
    pub fn text(&self) -> String {
        self.pieces.iter().fold(self.number.clone(), |text, piece| text + &piece.text)
    }

    /// Whether something in it is still to be filled in.
    pub fn has_blanks(&self) -> bool {
        self.pieces.iter().any(|piece| piece.ink == Ink::Blank)
    }
}

/// What a block is in the order of the genre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// 标题.
    Title,
    /// 称谓.
    Addressee,
    /// 总述.
    Overview,
    /// 一级标题.
    Heading,
    /// 统领句.
    Lead,
    /// 段落.
    Paragraph,
    /// 不足和原因.
    Shortcoming,
    /// 主要负责人履行第一责任人职责情况.
    Headship,
    /// 下一年度安排.
    Plan,
    /// 特此报告.
    Closing,
    /// 落款: the unit, then the day.
    Signature,
    /// 附件.
    Attachment,
}

impl BlockKind {
    /// The name in class names and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::Addressee => "addressee",
            BlockKind::Overview => "overview",
            BlockKind::Heading => "heading",
            BlockKind::Lead => "lead",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Shortcoming => "shortcoming",
            BlockKind::Headship => "headship",
            BlockKind::Plan => "plan",
            BlockKind::Closing => "closing",
            BlockKind::Signature => "signature",
            BlockKind::Attachment => "attachment",
        }
    }
}

/// Where the words of a block come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Made,
    /// Written by a person over what was made.
    Own,
}

/// A run of words, or one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// The placeholder it stands for, without braces; none for plain words.
    pub link: Option<String>,
    pub ink: Ink,
}

/// How a piece is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Words,
    /// As answered.
    Figure,
    /// Answered as 约, 余: it adds up with nothing.
    Approximate,
    /// Not filled in, or not readable.
    Blank,
}

/// Makes the report. `own` replaces the words of the blocks it names; an empty text replaces nothing.
pub fn narrate(session: &Session, own: &OwnWords) -> Document {
    let mut blocks = compose::blocks(session);
    let mut checks = own::replace(session, &mut blocks, own);
    checks.extend(check::all(session, &blocks));
    Document { blocks, checks }
}

/// Index of the indicator a link points into, for going to the answer; none for figures of the whole report.
pub fn target(session: &Session, link: &str) -> Option<usize> {
    link::target(session, link)
}
