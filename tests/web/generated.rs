//! Catalogues of any size, for what must not depend on it.

/// A catalogue of `rows` rates, twenty to a group, ten groups to a first-level group.
pub fn catalogue(rows: usize) -> String {
    let indicator = |at: usize| {
        format!(
            r#"{{"id":"{at}","number":"{at}","title":"指标{at}","text":"办结率达到95%。","citation":{{"lines":[{at}]}},"#
        ) + r#""responsibility":{"lead":["甲局"],"printed":"甲局"},"slots":[{"id":"done","label":"办结","input":"count","unit":"件"},{"id":"all","label":"受理","input":"count","unit":"件"}],"#
            + &format!(
                r#""requirements":[{{"id":"{at}-r1","title":"办结率","quote":"办结率达到95%","check":{{"rate":{{"numerator":"done","denominator":"all","bound":{{"at_least":"95%"}}}}}}}}]}}"#
            )
    };
    let group = |first: usize| {
        let rows: Vec<String> = (first..(first + 20).min(rows + 1)).map(indicator).collect();
        format!(r#"{{"id":"g{first}","number":"{first}.","title":"组{first}","indicators":[{}]}}"#, rows.join(","))
    };
    let top = |first: usize| {
        let groups: Vec<String> = (first..(first + 200).min(rows + 1)).step_by(20).map(group).collect();
        format!(r#"{{"id":"t{first}","number":"{first}、","title":"部{first}","groups":[{}]}}"#, groups.join(","))
    };
    let tops: Vec<String> = (1..=rows).step_by(200).map(top).collect();
    let head = r#"{"format":"zicha-catalogue/1","id":"generated","version":"1.0.0","title":"生成目录","about":"测试用。","source":{"title":"生成","issuer":"测试","published":"2020-01-01","sha256":"0000000000000000000000000000000000000000000000000000000000000000"},"calendar":"cn-mainland","periods":[{"id":"2020","title":"2020年度","start":"2020-01-01","end":"2020-12-31"}],"unit_types":[{"id":"department","name":"部门"}],"units":[{"code":"jia","name":"甲局","type":"department"}],"#;
    format!(r#"{head}"groups":[{}]}}"#, tops.join(","))
}
