//! Sessions to narrate: blank, all met, something of everything.

use std::path::PathBuf;
use std::sync::Arc;

use zicha_core::answer::{Mark, Rectification, SlotRef};
use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::wire::{Direction, Input};
use zicha_core::catalogue::{Catalogue, Indicator};
use zicha_core::kind::Kind;
use zicha_core::kind::bound::Bound;
use zicha_core::narrative::{self, Document, markdown};
use zicha_core::session::{Edit, Session, Setting};
use zicha_core::text::Lang;
use zicha_core::unit;

pub fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

pub fn catalogue(id: &str) -> Arc<Catalogue> {
    Arc::new(Catalogue::read(&std::fs::read(root(&format!("assets/catalogues/{id}.json"))).unwrap()).unwrap())
}

pub fn blank(catalogue: &Arc<Catalogue>, unit_name: &str) -> Session {
    let calendar = WorkCalendar::from_json(&std::fs::read(root("assets/calendars/cn-mainland.json")).unwrap()).unwrap();
    let unit = unit::resolve(catalogue, unit_name).unwrap();
    let setting = Setting { unit, period: 0, calendar: Arc::new(calendar), today: None, facts: Vec::new() };
    Session::new(Arc::clone(catalogue), setting)
}

pub fn hongqiao() -> Session {
    blank(&catalogue("hongqiao-2020"), "区司法局")
}

pub fn limit(bound: Bound) -> String {
    match bound {
        Bound::AtLeast(it) | Bound::AtMost(it) | Bound::Exactly(it) | Bound::Between(it, _) => it.to_string(),
        Bound::About { value, .. } => value.to_string(),
        Bound::MoreThan(it) => it.checked_add(zicha_core::decimal::Decimal::ONE).unwrap().to_string(),
        Bound::LessThan(it) => it.checked_sub(zicha_core::decimal::Decimal::ONE).unwrap().to_string(),
    }
}

/// Figures that must agree with others: row, slot, text.
pub const FIGURES: [(&str, &str, &str); 9] = [
    ("61", "hours", "40"),
    ("74", "lost", "0"),
    ("78", "carried", "2"),
    ("78", "accepted", "10"),
    ("78", "closed", "11"),
    ("78", "pending", "1"),
    ("78", "upheld", "9"),
    ("78", "overturned", "1"),
    ("78", "other", "1"),
];

/// A text for each slot that meets what is asked of it, as far as one slot can.
pub fn meeting(indicator: &Indicator, slot: usize, year: i32) -> String {
    let spec = &indicator.slots[slot];
    let at = SlotRef::Own(slot);
    if let Some((_, _, text)) = FIGURES.iter().find(|(id, name, _)| *id == indicator.id && *name == spec.id) {
        return (*text).to_owned();
    }
    let mut text = match spec.input {
        Input::Count => "10".to_owned(),
        Input::Number | Input::Days => "1".to_owned(),
        Input::Date => format!("{year}-06-10"),
        Input::Dates => (1..=12).map(|month| format!("{year}-{month:02}-10")).collect::<Vec<_>>().join("\n"),
        Input::Choice => "是".to_owned(),
        Input::Parts => "甲 10\n乙 10".to_owned(),
        Input::Ticks => "全部".to_owned(),
        Input::Level => spec.options[0].clone(),
        Input::Text => "已按要求落实".to_owned(),
    };
    for requirement in &indicator.requirements {
        match &requirement.kind {
            Kind::Gate(gate) if gate.slot == at => text = "0".to_owned(),
            Kind::Count(count) if count.slot == at && spec.input == Input::Count => text = limit(count.bound),
            Kind::Span(span) if span.slot == at => text = limit(span.bound),
            Kind::Deadline(deadline) if deadline.slot == at => {
                text = deadline.rule.allowed(year).unwrap().last.to_string();
            }
            Kind::Trend(trend) if trend.now == at => {
                text = if trend.direction == Direction::Increase { "3" } else { "1" }.to_owned();
            }
            Kind::Trend(trend) if trend.before == at => text = "2".to_owned(),
            Kind::Rate(rate) if rate.numerator == at && matches!(rate.bound, Bound::AtMost(_) | Bound::LessThan(_)) => {
                text = "1".to_owned();
            }
            _ => {}
        }
    }
    text
}

/// Every row of the unit answered so that it is met.
pub fn met(session: &Session) -> Session {
    let catalogue = Arc::clone(session.catalogue());
    let year = session.period().unwrap().end.year();
    let mut filled = session.clone();
    for base in 0..catalogue.bases.len() {
        filled = filled.edit_base(base, "10");
    }
    for row in session.mine() {
        for slot in 0..catalogue.indicators[row.indicator].slots.len() {
            let spec = &catalogue.indicators[row.indicator].slots[slot];
            if spec.base.is_none() && spec.sum_of.is_empty() {
                let text = meeting(&catalogue.indicators[row.indicator], slot, year);
                filled = filled.edit(row.indicator, Edit::Slot { slot, text });
            }
        }
    }
    filled
}

pub fn typed(session: Session, id: &str, slot: &str, text: &str) -> Session {
    let at = session.catalogue().indicator_at(id).unwrap();
    let slot = session.catalogue().indicators[at].slots.iter().position(|it| it.id == slot).expect(slot);
    session.edit(at, Edit::Slot { slot, text: text.to_owned() })
}

pub fn requirement(session: &Session, id: &str) -> (usize, usize) {
    let rows = session.catalogue().indicators.iter().enumerate();
    rows.filter_map(|(row, it)| Some((row, it.requirements.iter().position(|it| it.id == id)?))).next().expect(id)
}

pub fn marked(session: Session, id: &str, mark: Mark, reason: &str) -> Session {
    let (row, requirement) = requirement(&session, id);
    let session = session.edit(row, Edit::Mark { requirement, mark });
    session.edit(row, Edit::Reason { requirement, text: reason.to_owned() })
}

/// 区司法局 with something of everything.
pub fn mixed() -> Session {
    let mut it = met(&hongqiao());
    it = it.edit_base(it.catalogue().base_at("files").unwrap(), "12");
    it = typed(it, "26", "reviewed", "11");
    it = typed(it, "26", "review", "甲 2020-3-2 2020-3-9\n乙 2020-3-2 2020-4-1");
    it = marked(it, "26-r1", Mark::None, "1件由上级机关直接送审");
    let row = it.catalogue().indicator_at("26").unwrap();
    let plan = Rectification {
        measure: "所有文件一律先审后议".into(),
        owner: "法制科 张某".into(),
        due: "2021年6月底前".into(),
    };
    it = it.edit(row, Edit::Rectification(plan));
    it = typed(it, "9", "rounds", "2020-1-5、2020-4-5、2020-7-5");
    it = marked(it, "9-r3", Mark::None, "第四季度无调整事项");
    it = typed(it, "9", "contents", "法律依据\n实施主体");
    it = typed(it, "28", "filed", "");
    it = typed(it, "2", "2-r1", "");
    it = typed(it, "5", "5-r1", "否");
    it = typed(it, "5", "5-r2", "部分");
    it = typed(it, "18", "18-r1", "");
    it = marked(it, "18-r1", Mark::NoneOccurred, "");
    it = marked(it, "18-r2", Mark::NotApplicable, "本单位没有承诺和合同");
    it = marked(it, "31-r1", Mark::NotCounted, "台账正在补");
    it
}

#[track_caller]
pub fn check_golden(name: &str, document: &Document) {
    let mut text = markdown::render(document);
    text.push_str("\n---\n\n");
    for check in &document.checks {
        let id = format!("{} {:?}", check.rule.code(), check.outcome).to_lowercase();
        text += &format!("- `{id}` {}: {}\n", check.block, narrative::check::sentence(check, Lang::Zh));
    }
    let path = root("tests/data/narrative").join(format!("{name}.md"));
    if std::env::var_os("ZICHA_BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = golden.lines().zip(text.lines()).find(|(golden, text)| golden != text);
    assert!(golden == text, "{} differs; ZICHA_BLESS=1 writes it anew. {differs:#?}", path.display());
}

pub fn made(session: &Session) -> Document {
    narrative::narrate(session, &Vec::new())
}

pub fn text_of(document: &Document, id: &str) -> String {
    document.blocks.iter().find(|block| block.id == id).unwrap_or_else(|| panic!("no block {id}")).text()
}
