//! Full-width punctuation for the eye, over hand-made cases and over every text of a real catalogue.

use zicha_core::text::wide;

const CATALOGUE: &str = include_str!("../../../../assets/catalogues/hongqiao-2020.json");

#[test]
fn chinese_marks_are_widened_and_others_are_left() {
    let check = |text: &str, wanted: &str| {
        assert_eq!(wide(text), wanted, "of {text}");
        assert_eq!(wide(wanted), wanted, "twice");
    };
    check("", "");
    check("一般为5年,有效期届满,自行失效。", "一般为5年，有效期届满，自行失效。");
    check("最长不超过15个工作日;未经审核的,不提交", "最长不超过15个工作日；未经审核的，不提交");
    check("优良天数比例达71%,地表水", "优良天数比例达71%，地表水");
    check("办理后满意度达95%以上;", "办理后满意度达95%以上；");
    check("(一)审核", "（一）审核");
    check("工作站(8890)", "工作站（8890）");
    check("水质优良(达到或优于Ⅲ类)比例", "水质优良（达到或优于Ⅲ类）比例");
    check("《规定》(津党发〔2020〕1号)要求", "《规定》（津党发〔2020〕1号）要求");
    check("信用中国(天津红桥)平台", "信用中国（天津红桥）平台");
    check("实行“1+1+1”,组合", "实行“1+1+1”，组合");
    check("落实“三统一”,统一登记", "落实“三统一”，统一登记");
    check("“一窗受理,并行办理”", "“一窗受理，并行办理”");
    check("是否执法?", "是否执法？");
    check("注意!不得", "注意！不得");
    check("注:见附件", "注：见附件");
    check("共1,234件,其中", "共1,234件，其中");
    check("上午8:30至12:30", "上午8:30至12:30");
    check("比例为1:3,不低于3.1", "比例为1:3，不低于3.1");
    check("完成80%,2020年起", "完成80%，2020年起");
    check("至2019,2020年", "至2019，2020年");
    check("采用XML,JSON格式", "采用XML，JSON格式");
    check("见http://a.cn/?a=1&b=2", "见http://a.cn/?a=1&b=2");
    check("Yes, it is (nearly) done; is it?", "Yes, it is (nearly) done; is it?");
    check("f(x, y): 1,5", "f(x, y): 1,5");
    check("答复率（依申请)达100%", "答复率（依申请）达100%");
    check("该单位(A)(B),由其负责", "该单位（A）（B），由其负责");
    check("公开!?x", "公开！？x");
    check("x?!公开", "x？！公开");
    check("没有配对)的", "没有配对）的");
    check("全角，已经（如此）；不动：好！吗？", "全角，已经（如此）；不动：好！吗？");
}

#[test]
fn widening_twice_is_widening_once() {
    let alphabet = ['公', 'a', '1', ',', '，', ';', ':', '!', '?', '(', ')', '（', '）', '%', '“', '”', ' ', '。'];
    arbtest::arbtest(|random| {
        let length = random.int_in_range(0..=14)?;
        let mut text = String::new();
        for _ in 0..length {
            text.push(*random.choose(&alphabet)?);
        }
        let once = wide(&text);
        assert_eq!(wide(&once), once, "of {text:?}");
        assert_eq!(once.chars().count(), text.chars().count());
        Ok(())
    });
}

#[test]
fn no_half_width_mark_stays_beside_chinese_in_a_real_catalogue() {
    let file: serde_json::Value = serde_json::from_str(CATALOGUE).unwrap();
    let mut seen = 0;
    texts(&file, &mut |text| {
        let shown: Vec<char> = wide(text).chars().collect();
        for pair in shown.windows(2) {
            let chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || "”》％、。，；：！？（）".contains(c);
            let half = |c: char| ",;:!?()".contains(c);
            let wrong = chinese(pair[0]) && half(pair[1]) || half(pair[0]) && chinese(pair[1]);
            assert!(!wrong, "{}{} stays in {}", pair[0], pair[1], shown.iter().collect::<String>());
        }
        let opened = shown.iter().filter(|c| **c == '（').count();
        assert_eq!(opened, shown.iter().filter(|c| **c == '）').count(), "brackets of {text}");
        seen += usize::from(wide(text) != text);
    });
    assert!(seen > 100, "only {seen} texts were widened");
}

fn texts(value: &serde_json::Value, each: &mut dyn FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => each(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, each)),
        serde_json::Value::Object(members) => members.values().for_each(|member| texts(member, each)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}
