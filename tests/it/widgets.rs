//! Fields, groups, tags: each with what a person may meet.

use yew::prelude::*;
use zicha::widgets::choice::{Group, checkboxes, radios};
use zicha::widgets::field::{Field, Fills, Keys, Room, field};
use zicha::widgets::summary::{Line, lines};
use zicha::widgets::{quoted, tag};
use zicha_core::finding::Verdict;
use zicha_core::text::Lang;

use super::stage;

fn check(name: &str, draw: fn() -> Html) {
    stage::check(name, stage::idle(Lang::Zh), move |_, _| draw());
}

#[test]
fn a_field_ties_hint_and_error_to_its_input() {
    check("field-wrong", || {
        let hints = [AttrValue::from("填0或正整数。"), AttrValue::from("与第26项共用，修改一处即同步")];
        let errors = ["“１2个”不是整数，请只填数字。".to_owned()];
        let it = Field {
            id: "r0-s0",
            label: "行政审批事项总数",
            hints: &hints,
            errors: &errors,
            value: "１2个",
            unit: "项",
            keys: Keys::Digits,
            room: Room::Short,
            ..Field::default()
        };
        field(&it, Callback::noop(), Callback::noop())
    });
}

#[test]
fn a_field_for_the_persons_own_particulars_says_so_to_the_browser() {
    check("field-person", || {
        let one = |id, label, fills| {
            field(&Field { id, label, fills, ..Field::default() }, Callback::noop(), Callback::noop())
        };
        [one("name", "姓名", Fills::Name), one("job", "职务", Fills::Job), one("unit", "单位", Fills::Unit)]
            .into_iter()
            .collect()
    });
}

#[test]
fn a_plain_field_claims_no_hint_and_no_error() {
    check("field-plain", || {
        field(
            &Field { id: "zc-name", label: "单位名称", value: "<丁字沽>", ..Field::default() },
            Callback::noop(),
            Callback::noop(),
        )
    });
}

#[test]
fn a_list_field_has_lines() {
    check("field-lines", || {
        let it =
            Field {
                id: "zc-list", label: "日期", value: "3月1日\n6月1日", room: Room::Lines(3), ..Field::default()
            };
        field(&it, Callback::noop(), Callback::noop())
    });
}

#[test]
fn radios_stand_in_a_named_group() {
    check("radios", || {
        let it = Group {
            id: "r1-s0", legend: "制定并公布目录", options: &["是", "部分", "否"], ..Group::default()
        };
        radios(&it, Some(1), &Callback::noop())
    });
}

#[test]
fn checkboxes_show_which_are_ticked() {
    check("checkboxes", || {
        let errors = ["请勾选。".to_owned()];
        let it =
            Group {
                id: "r2-s0", legend: "已公开", errors: &errors, options: &["人", "财", "物"], ..Group::default()
            };
        checkboxes(&it, &[true, false, true], &Callback::noop())
    });
}

#[test]
fn every_verdict_has_a_tag_with_its_word() {
    check(
        "tags",
        || html! { <>{ for Verdict::ALL.map(|it| html! { <>{ tag::mark(it) }{ tag::verdict(it, Lang::Zh) }</> }) }</> },
    );
}

#[test]
fn a_clause_shows_its_quotes_and_full_widths() {
    check("quoted", || {
        quoted::quoted(
            "审核率达100%,一般不少于5个工作日,最长不超过15个工作日;",
            &[Some("审核率达100%"), Some("一般不少于5个工作日"), None],
        )
    });
}

#[test]
fn a_summary_links_to_what_mends_it() {
    check("summary", || {
        let line = Line {
            href: "#/walk/7".to_owned(),
            name: "第7项".to_owned(),
            text: "还差1件。".to_owned(),
            follow: Callback::noop(),
        };
        lines(
            "zc-errors",
            "zc-summary--error",
            "须更正 1处",
            "更正后才能签名。",
            &[line],
            Some("另有2处未列出。".to_owned()),
        )
    });
}
