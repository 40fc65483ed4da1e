//! Whole reports.

use zicha_core::finding::Verdict;
use zicha_core::narrative::{self, BlockKind, Ink, Origin, Outcome};
use zicha_core::session::Session;
use zicha_core::unit;

use crate::maker::{blank, catalogue, check_golden, hongqiao, made, met, mixed, root, text_of};

#[test]
fn hongqiao_all_met() {
    let session = met(&hongqiao());
    let open: Vec<_> = session.mine().filter(|row| !matches!(row.verdict, Verdict::Met | Verdict::ToReview)).collect();
    let open: Vec<_> = open.iter().map(|row| (row.indicator + 1, &row.answer.slots, &row.findings)).collect();
    assert!(open.is_empty(), "{open:#?}");
    check_golden("hongqiao-met", &made(&session));
}

#[test]
fn hongqiao_with_something_of_everything() {
    check_golden("hongqiao-mixed", &made(&mixed()));
}

#[test]
fn hongqiao_blank() {
    check_golden("hongqiao-blank", &made(&hongqiao()));
}

/// Every catalogue and a unit that answers it, blank.
fn every_catalogue() -> Vec<Session> {
    let mut sessions = Vec::new();
    for entry in std::fs::read_dir(root("assets/catalogues")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let catalogue = catalogue(name.trim_end_matches(".json"));
        let unit = catalogue.units.first().map_or("测试局".to_owned(), |unit| unit.name.clone());
        if unit::resolve(&catalogue, &unit).is_ok() {
            sessions.push(blank(&catalogue, &unit));
        }
    }
    assert!(sessions.len() >= 2);
    sessions
}

#[test]
fn every_catalogue_makes_a_report_that_reads_back() {
    for session in every_catalogue().into_iter().flat_map(|blank| [met(&blank), blank]).chain([mixed()]) {
        let document = made(&session);
        let id = &session.catalogue().id;
        let mut ids: Vec<&str> = document.blocks.iter().map(|block| block.id.as_str()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{id}: a block id twice");
        // Every placeholder resolves to what stood there.
        let own: Vec<(String, String)> =
            document.blocks.iter().map(|block| (block.id.clone(), narrative::editable(block))).collect();
        let again = narrative::narrate(&session, &own);
        for (made, read) in document.blocks.iter().zip(&again.blocks) {
            assert_eq!(made.pieces, read.pieces, "{id} {}", made.id);
            assert_eq!(read.origin, Origin::Own);
        }
        let unknown = again.checks.iter().filter(|it| it.rule.code().starts_with("unknown"));
        assert_eq!(unknown.count(), 0, "{id}");
        let linked = document.blocks.iter().flat_map(|block| &block.pieces).filter_map(|piece| piece.link.as_deref());
        for link in linked.filter(|link| link.contains(['.', '-', ':'])) {
            assert!(narrative::target(&session, link).is_some(), "{id}: {link}");
        }
    }
}

#[test]
fn what_is_not_filled_in_is_blank_and_no_figure_is_invented() {
    for session in every_catalogue() {
        let document = made(&session);
        for block in document.blocks.iter().filter(|block| !block.rows.is_empty()) {
            let of_answers = |link: &String| link.contains(['.', ':', '-']);
            let figures = block.pieces.iter().filter(|piece| piece.link.as_ref().is_some_and(of_answers));
            let invented: Vec<_> = figures.filter(|piece| piece.ink != Ink::Blank).collect();
            assert!(invented.is_empty(), "{} {}: {invented:?}", session.catalogue().id, block.id);
        }
    }
}

#[test]
fn the_overview_counts_the_sections_that_are_written() {
    for session in every_catalogue().into_iter().flat_map(|blank| [met(&blank), blank]) {
        let document = made(&session);
        let sections = document.blocks.iter().filter(|block| block.id.starts_with("section.")).count();
        let text = text_of(&document, "overview");
        assert!(sections == 0 || text.contains(&format!("以下{sections}个方面")), "{text}");
        let check = document.checks.iter().find(|it| it.rule.code() == "sections");
        assert!(check.is_none_or(|it| it.outcome == Outcome::Holds), "{check:?}");
    }
}

#[test]
fn rows_set_aside_are_not_said_and_rows_without_cases_are() {
    let text = text_of(&made(&mixed()), "group.1-5");
    assert!(text.contains("本年度没有发生的事项：规划调整、政策变化致损的补偿。"), "{text}");
    assert!(!text.contains("改变承诺和合同约定"), "{text}");
    let without =
        mixed().with_fact(mixed().catalogue().facts.iter().position(|it| it.id == "files").unwrap(), Some(false));
    let document = made(&without);
    assert!(document.blocks.iter().all(|block| !block.text().contains("规范性文件12件")));
}

#[test]
fn what_is_due_later_is_planned_and_not_missed() {
    for session in every_catalogue() {
        let coming = session.mine().flat_map(|row| &row.judgements).filter(|it| it.verdict == Verdict::Coming).count();
        let document = made(&session);
        let planned = document.blocks.iter().find(|block| block.id == "plan.coming");
        assert_eq!(planned.is_some(), coming > 0, "{}", session.catalogue().id);
        assert!(document.blocks.iter().all(|block| block.kind != BlockKind::Shortcoming || block.rows.is_empty()));
    }
}
