//! Which blocks a report has, in the order of the genre, each with a stable id and what it says by itself.

use crate::answer::{Reading, SlotRef};
use crate::catalogue::{Catalogue, Group, Indicator};
use crate::session::{Row, Session};
use crate::text::wide;

use super::claim::sentences;
use super::line::{Line, hanzi, joined};
use super::{Block, BlockKind, Ink, Origin, fall_short, link};

/// A title taken from the text of a row, in characters.
const TITLE_CHARS_MAX: usize = 30;
/// The words by which a row about the head of the unit is known.
const HEADSHIP: &str = "第一责任人";

/// Slots of a catalogue that feed the report as a whole, by id.
const ADDRESSEE: &str = "narrative_to";
const OVERVIEW: &str = "narrative_overview";
const LEAD: &str = "narrative_lead";
const DAY: &str = "narrative_day";

/// Every block as the answers make it.
pub(super) fn blocks(session: &Session) -> Vec<Block> {
    let mut blocks = sections(session);
    let count = section_count(&blocks);
    let mut front = vec![title(session), addressee(session), overview(session, count)];
    front.append(&mut blocks);
    let mut blocks = front;
    let mut parts = count;
    let mut part = |blocks: &mut Vec<Block>, id: &str, title: &str, mut inner: Vec<Block>| {
        parts += 1;
        let mut heading = block(id, BlockKind::Heading, Line::of(title), Vec::new());
        heading.number = [&hanzi(parts), "、"].concat();
        blocks.push(heading);
        blocks.append(&mut inner);
    };
    part(&mut blocks, "shortcomings", "存在的不足和原因", shortcomings(session));
    part(&mut blocks, "headship", "主要负责人履行推进法治建设第一责任人职责情况", headship(session));
    part(&mut blocks, "plan", "下一年度主要安排", plan(session));
    blocks.push(block("closing", BlockKind::Closing, Line::of("特此报告。"), Vec::new()));
    blocks.push(attachment(session));
    blocks.push(block("signature", BlockKind::Signature, whole(session, &["unit"]), Vec::new()));
    blocks.push(day(session));
    blocks
}

fn block(id: &str, kind: BlockKind, line: Line, rows: Vec<usize>) -> Block {
    Block { id: id.to_owned(), kind, number: String::new(), pieces: line.0, rows, origin: Origin::Made }
}

/// Whether a heading is that of a group, which 总述 counts.
pub(super) fn is_section(block: &Block) -> bool {
    block.id.starts_with("section.")
}

pub(super) fn section_count(blocks: &[Block]) -> usize {
    blocks.iter().filter(|block| is_section(block)).count()
}

/// Figures of the whole report one after the other; what begins with no letter is words.
fn whole(session: &Session, parts: &[&str]) -> Line {
    let mut line = Line::default();
    for part in parts {
        match link::whole(session, 0, part) {
            Some(value) => line.figure((*part).to_owned(), value),
            None => line.words(part),
        }
    }
    line
}

fn title(session: &Session) -> Block {
    let line = whole(session, &["关于", "unit", "period", "法治政府建设情况的报告"]);
    block("title", BlockKind::Title, line, Vec::new())
}

/// The first slot of that id in a row of the unit, with its link.
fn report_slot(session: &Session, id: &str) -> Option<(usize, String, link::Value)> {
    let catalogue = session.catalogue();
    session.mine().find_map(|row| {
        let slots = &catalogue.indicators.get(row.indicator)?.slots;
        let at = SlotRef::Own(slots.iter().position(|slot| slot.id == id)?);
        let name = link::name(catalogue, row.indicator, at);
        Some((row.indicator, name, link::slot(session, row.indicator, at)))
    })
}

fn addressee(session: &Session) -> Block {
    let mut line = Line::default();
    let mut rows = Vec::new();
    match report_slot(session, ADDRESSEE) {
        Some((row, name, value)) => {
            line.figure(name, value);
            rows.push(row);
        }
        None => line.blank(),
    }
    line.words("：");
    block("addressee", BlockKind::Addressee, line, rows)
}

fn overview(session: &Session, sections: usize) -> Block {
    let mut line = whole(session, &["period", "，"]);
    let mut rows = Vec::new();
    if let Some((row, name, value)) = report_slot(session, OVERVIEW) {
        line.figure(name, value);
        line.words("。");
        rows.push(row);
    }
    let [_, _, unmet, blank] = link::tally(session);
    line.append(whole(
        session,
        &["unit", "对照《", "catalogue", "》开展自查，涉及的指标", "rows", "项，达标", "met", "项"],
    ));
    if unmet > 0 {
        line.append(whole(session, &["，未达标", "unmet", "项"]));
    }
    if blank > 0 {
        line.append(whole(session, &["，尚未填写", "blank", "项"]));
    }
    line.words("。");
    if sections > 0 {
        line.words("主要做了以下");
        line.figure("sections".to_owned(), (sections.to_string(), Ink::Figure));
        line.words("个方面的工作：");
    }
    block("overview", BlockKind::Overview, line, rows)
}

/// A heading and its paragraphs for each first-level group that has something to say.
fn sections(session: &Session) -> Vec<Block> {
    let catalogue = session.catalogue();
    let (mut blocks, mut count) = (Vec::new(), 0);
    for (at, group) in catalogue.groups.iter().enumerate().filter(|(_, group)| group.parent.is_none()) {
        let mut paragraphs = paragraphs(session, at, group);
        if paragraphs.is_empty() {
            continue;
        }
        count += 1;
        let mut heading =
            block(&["section.", &group.id].concat(), BlockKind::Heading, Line::of(&wide(&group.title)), Vec::new());
        heading.number = [&hanzi(count), "、"].concat();
        blocks.push(heading);
        blocks.extend(lead(session, group));
        number(&mut paragraphs);
        blocks.append(&mut paragraphs);
    }
    blocks
}

fn number(paragraphs: &mut [Block]) {
    for (at, paragraph) in paragraphs.iter_mut().enumerate() {
        paragraph.number = ["（", &hanzi(at + 1), "）"].concat();
    }
}

/// The sentence under a heading, where the catalogue asks for one.
fn lead(session: &Session, group: &Group) -> Option<Block> {
    let catalogue = session.catalogue();
    let row = group.indicators.clone().find(|row| has_slot(&catalogue.indicators[*row], LEAD))?;
    let slot = catalogue.indicators[row].slots.iter().position(|slot| slot.id == LEAD)?;
    let at = SlotRef::Own(slot);
    let mut line = Line::default();
    line.figure(link::name(catalogue, row, at), link::slot(session, row, at));
    line.stop();
    Some(block(&["lead.", &group.id].concat(), BlockKind::Lead, line, vec![row]))
}

fn has_slot(indicator: &Indicator, slot: &str) -> bool {
    indicator.slots.iter().any(|it| it.id == slot)
}

/// One paragraph for each second-level group, and for each indicator that stands directly in the group.
fn paragraphs(session: &Session, at: usize, group: &Group) -> Vec<Block> {
    let catalogue = session.catalogue();
    let mut blocks: Vec<Block> = Vec::new();
    for row in group.indicators.clone().filter_map(|row| session.row(row)).filter(|row| row.tier.is_mine()) {
        let mut said = sentences(session, row);
        let Some(indicator) = catalogue.indicators.get(row.indicator).filter(|_| !said.is_empty()) else { continue };
        let inner = catalogue.groups.get(indicator.group).filter(|_| indicator.group != at);
        let id = inner.map_or_else(|| ["row.", &indicator.id].concat(), |inner| ["group.", &inner.id].concat());
        if blocks.last().is_none_or(|last| last.id != id) {
            let title = inner.map_or_else(|| row_title(indicator), |inner| wide(&inner.title));
            let line = Line::of(&[title.trim_end_matches('。'), "。"].concat());
            blocks.push(block(&id, BlockKind::Paragraph, line, Vec::new()));
        }
        if let Some(last) = blocks.last_mut() {
            let mut line = Line(std::mem::take(&mut last.pieces));
            said.iter_mut().for_each(Line::stop);
            line.append(joined(said, ""));
            last.pieces = line.0;
            last.rows.push(row.indicator);
        }
    }
    blocks
}

/// The title of a row, or the beginning of its text.
fn row_title(indicator: &Indicator) -> String {
    let title = indicator.title.as_deref().unwrap_or(&indicator.text);
    let end = title.find(['。', '；', ';', '\n']).filter(|_| indicator.title.is_none()).unwrap_or(title.len());
    wide(&title[..end].chars().take(TITLE_CHARS_MAX).collect::<String>())
}

/// A block for each row `say` has something to say about, headed by the row's title.
fn each(session: &Session, prefix: &str, kind: BlockKind, say: fn(&Session, &Row) -> Option<Line>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for row in session.mine() {
        let Some(indicator) = session.catalogue().indicators.get(row.indicator) else { continue };
        if let Some(said) = say(session, row) {
            let mut line = Line::of(&[&row_title(indicator), "。"].concat());
            line.append(said);
            blocks.push(block(&[prefix, &indicator.id].concat(), kind, line, vec![row.indicator]));
        }
    }
    number(&mut blocks);
    blocks
}

fn shortcomings(session: &Session) -> Vec<Block> {
    let blocks = each(session, "shortcoming.", BlockKind::Shortcoming, fall_short::shortcoming);
    if !blocks.is_empty() {
        return blocks;
    }
    let [rows, _, _, open] = link::tally(session);
    let mut line = Line::of(if open < rows {
        "对照指标自查，已填写的指标没有未达标的。其他不足和原因："
    } else {
        ""
    });
    line.blank();
    line.stop();
    vec![block("shortcoming", BlockKind::Shortcoming, line, Vec::new())]
}

fn headship(session: &Session) -> Vec<Block> {
    let catalogue: &Catalogue = session.catalogue();
    let (mut line, mut rows) = (Line::default(), Vec::new());
    for row in session.mine() {
        let about = catalogue.indicators.get(row.indicator).is_some_and(|it| it.text.contains(HEADSHIP));
        let mut said = if about { sentences(session, row) } else { Vec::new() };
        if !said.is_empty() {
            said.iter_mut().for_each(Line::stop);
            line.append(joined(said, ""));
            rows.push(row.indicator);
        }
    }
    if line.is_empty() {
        line.blank();
        line.stop();
    }
    vec![block("headship.text", BlockKind::Headship, line, rows)]
}

fn plan(session: &Session) -> Vec<Block> {
    let mut blocks = each(session, "plan.", BlockKind::Plan, fall_short::plan);
    if blocks.is_empty() {
        let mut line = Line::of("对照指标自查，没有列入整改的事项。下一年度主要安排：");
        line.blank();
        line.stop();
        blocks.push(block("plan.text", BlockKind::Plan, line, Vec::new()));
    }
    if let Some(line) = fall_short::coming(session) {
        blocks.push(block("plan.coming", BlockKind::Plan, line, Vec::new()));
    }
    blocks
}

fn attachment(session: &Session) -> Block {
    let mut line = whole(session, &["附件：《", "catalogue", "》自查明细表"]);
    let evidence = session.mine().map(|row| row.answer.evidence.len()).sum::<usize>();
    if evidence > 0 {
        line.words(&["；佐证材料目录（", &evidence.to_string(), "件）"].concat());
    }
    block("attachment", BlockKind::Attachment, line, Vec::new())
}

/// The day of the report: asked by the catalogue, or left to be written.
fn day(session: &Session) -> Block {
    let catalogue = session.catalogue();
    let asked = report_slot(session, DAY).filter(|(row, _, _)| {
        let slot = catalogue.indicators[*row].slots.iter().position(|slot| slot.id == DAY);
        slot.is_some_and(|slot| {
            session.row(*row).and_then(|row| row.readings.get(slot)).is_some_and(|it| matches!(it, Reading::Date(_)))
        })
    });
    let mut line = Line::default();
    let mut rows = Vec::new();
    match asked {
        Some((row, name, value)) => {
            line.figure(name, value);
            rows.push(row);
        }
        None => line.words("＿＿＿＿年＿＿月＿＿日"),
    }
    block("day", BlockKind::Signature, line, rows)
}
