//! Decimals: what people type, what is printed, and how rates are shown.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use arbtest::arbtest;
use zicha_core::decimal::{
    COUNT_MAX, CountError, Decimal, NUMBER_CHARS_MAX, ReadError, UNIT_CHARS_MAX, percent_text, rate_text, read,
    read_count,
};

/// "value unit %~": the marks stand where the text was a proportion or approximate.
fn check(text: &str, wanted: &str) {
    let shown = match read(text) {
        Ok(read) => {
            let unit = read.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
            let percent = if read.percent { " %" } else { "" };
            let about = if read.approximate { " ~" } else { "" };
            format!("{}{unit}{percent}{about}", read.value)
        }
        Err(ReadError::NotANumber { at, found }) => format!("not a number at {at}: {found}"),
        Err(error) => format!("{error:?}"),
    };
    assert_eq!(shown, wanted, "{text:?}");
}

#[test]
fn plain_and_full_width_digits_are_read() {
    check("95", "95");
    check("９５", "95");
    check("－１．５", "-1.5");
    check("＋3", "3");
    check("+3", "3");
    check("−7", "-7");
    check("-0", "0");
    check(" 　40\t", "40");
    check("007", "7");
    check(".5", "0.5");
    check("1.50000000", "1.5");
    check("922337203685477.5807", "922337203685477.5807");
    check("-922337203685477.5808", "-922337203685477.5808");
}

#[test]
fn a_full_stop_typed_for_a_point_is_a_point() {
    check("1。5", "1.5");
    check("1．5", "1.5");
    check("1｡5", "1.5");
    check("95。", "95");
    check("95%。", "0.95 %");
    check("5个。", "5 个");
}

#[test]
fn proportions_are_read() {
    check("95%", "0.95 %");
    check("９５％", "0.95 %");
    check("95 %", "0.95 %");
    check("71.4%", "0.714 %");
    check("99.97%", "0.9997 %");
    check("100％", "1 %");
    check("3‰", "0.003 %");
    check("百分之九十五", "0.95 %");
    check("百分之95", "0.95 %");
    check("百分之百", "1 %");
    check("百分之百。", "1 %");
    check("百分之一百", "1 %");
    check("百分之零点五", "0.005 %");
    check("百分之九十九点九七", "0.9997 %");
    check("千分之三", "0.003 %");
    check("万分之一", "0.0001 %");
    check("负百分之五", "-0.05 %");
    check("99.975%", "TooPrecise");
    check("95%%", "not a number at 3: %");
    check("百分之", "not a number at 3: ");
    check("百分之95%", "not a number at 5: %");
    check("百分之百分之五", "not a number at 4: 分之五");
}

#[test]
fn grouped_digits_are_read_only_in_threes() {
    check("1,234.5", "1234.5");
    check("1，234", "1234");
    check("1,234,567", "1234567");
    check("1,23", "BadGrouping { at: 1 }");
    check("1，2345", "BadGrouping { at: 1 }");
    check("1234,567", "BadGrouping { at: 4 }");
    check(",123", "not a number at 0: ,123");
    check("1,,234", "BadGrouping { at: 1 }");
    check("1,234.5,678", "not a number at 7: ,678");
}

#[test]
fn units_are_kept_as_typed() {
    check("5 个", "5 个");
    check("40学时", "40 学时");
    check("５件", "5 件");
    check("12人次", "12 人次");
    check("3.5万元", "35000 元");
    check("2亿", "200000000");
    check("3百万", "3000000");
    check("1万亿", "1000000000000");
    check("8件/年", "8 件/年");
    check("20ｍ", "20 ｍ");
}

#[test]
fn chinese_numerals_are_read() {
    check("零", "0");
    check("〇", "0");
    check("十", "10");
    check("十二", "12");
    check("二十", "20");
    check("两百", "200");
    check("两百五", "250");
    check("一百十二", "112");
    check("一千零五", "1005");
    check("一千零五十", "1050");
    check("一千五", "1500");
    check("三万", "30000");
    check("三万五", "35000");
    check("三万零五百", "30500");
    check("一亿零三", "100000003");
    check("一万二千亿", "1200000000000");
    check("二〇一八", "2018");
    check("二○一八", "2018");
    check("贰佰叁拾", "230");
    check("三点五万", "35000");
    check("负三", "-3");
    check("十二件", "12 件");
    check("两个", "2 个");
}

#[test]
fn two_or_three_is_no_number() {
    check("两三件", "not a number at 0: 两三件");
    check("三五个", "not a number at 0: 三五个");
    check("二一", "21");
}

#[test]
fn words_that_begin_like_a_number_are_not_numbers() {
    check("一般", "not a number at 1: 般");
    check("一直未开展", "not a number at 1: 直未开展");
    check("十几件", "not a number at 1: 几件");
    check("百", "not a number at 0: 百");
    check("一百零", "not a number at 0: 一百零");
    check("百千", "not a number at 0: 百千");
    check("一十二百", "not a number at 0: 一十二百");
    check("万", "not a number at 0: 万");
}

#[test]
fn approximate_numbers_are_marked() {
    check("约20", "20 ~");
    check("大约 20 件", "20 件 ~");
    check("近百分之九十", "0.9 % ~");
    check("20余", "20 ~");
    check("20余件", "20 件 ~");
    check("3万余元", "30000 元 ~");
    check("二十多万", "200000 ~");
    check("95%左右", "0.95 % ~");
    check("5个左右", "5 个 ~");
    check("20+", "20 ~");
    check("5个以上", "5 个 ~");
}

#[test]
fn what_is_not_one_number_is_refused_with_its_place() {
    check("", "Empty");
    check(" 　\n", "Empty");
    check("无", "not a number at 0: 无");
    check("1.234.5", "not a number at 5: .5");
    check("3-5", "not a number at 1: -5");
    check("3、5", "not a number at 1: 、5");
    check("1/2", "not a number at 1: /2");
    check("5个，其中2个", "not a number at 2: ，其中2个");
    check("--5", "not a number at 1: -5");
    check("- 5", "not a number at 1:  5");
    check("１２ａ３", "not a number at 3: ３");
    check(".", "not a number at 0: .");
    check("约", "not a number at 1: ");
    check("1e3", "not a number at 2: 3");
    check("NaN", "not a number at 0: NaN");
}

#[test]
fn precision_and_range_are_bounded() {
    check("0.1234", "0.1234");
    check("0.12345", "TooPrecise");
    check("0.00000000000000001", "TooPrecise");
    check("922337203685477.5808", "OutOfRange");
    check("99999999999999999999", "OutOfRange");
    check("9999999999999999999万亿", "OutOfRange");
    let longest = format!("{}5", "0".repeat(NUMBER_CHARS_MAX - 1));
    check(&longest, "5");
    check(&format!("0{longest}"), "not a number at 100: 5");
    let unit = "件".repeat(UNIT_CHARS_MAX);
    check(&format!("5{unit}"), &format!("5 {unit}"));
    check(&format!("5{unit}件"), &format!("not a number at 1: {unit}件"));
}

fn check_count(text: &str, wanted: Result<i64, CountError>) {
    assert_eq!(read_count(text), wanted, "{text:?}");
}

#[test]
fn counts_are_whole_exact_and_not_negative() {
    check_count("０", Ok(0));
    check_count("十二件", Ok(12));
    check_count("1,234", Ok(1_234));
    check_count("2.0", Ok(2));
    check_count("1000000000000", Ok(COUNT_MAX));
    check_count("1000000000001", Err(CountError::OutOfRange));
    check_count("99999999999999999999", Err(CountError::OutOfRange));
    check_count("-1", Err(CountError::Negative));
    check_count("1.5", Err(CountError::NotWhole));
    check_count("1.50001", Err(CountError::NotWhole));
    check_count("100%", Err(CountError::Proportion));
    check_count("约20", Err(CountError::Approximate));
    check_count(" ", Err(CountError::Number(ReadError::Empty)));
}

#[test]
fn numbers_print_short_and_exact() {
    let check = |n: i64, plain: &str, percent: &str| {
        let number = Decimal::from_ten_thousandths(n);
        assert_eq!((number.to_string().as_str(), number.percent_text().as_str()), (plain, percent));
    };
    check(9_500, "0.95", "95%");
    check(7_140, "0.714", "71.4%");
    check(9_997, "0.9997", "99.97%");
    check(950_000, "95", "9500%");
    check(-15_000, "-1.5", "-150%");
    check(1, "0.0001", "0.01%");
    check(0, "0", "0%");
    check(i64::MIN, "-922337203685477.5808", "-92233720368547758.08%");
}

#[test]
fn arithmetic_is_exact_and_checked() {
    let tenth = Decimal::from_ten_thousandths(1_000);
    let fifth = tenth.checked_add(tenth).unwrap();
    assert_eq!(fifth.checked_add(tenth), Some(Decimal::from_ten_thousandths(3_000)));
    assert_eq!(fifth.checked_sub(tenth), Some(tenth));
    assert_eq!(tenth.checked_mul_int(10), Some(Decimal::ONE));
    assert_eq!(Decimal::ONE.checked_neg().and_then(Decimal::to_int), Some(-1));
    assert_eq!(tenth.to_int(), None);
    assert_eq!(Decimal::from_int(i64::MAX), None);
    assert_eq!(Decimal::from_ten_thousandths(i64::MAX).checked_add(tenth), None);
    assert_eq!(Decimal::ONE.compare_ratio(2_999, 3_000), Some(std::cmp::Ordering::Less));
    assert_eq!(Decimal::ONE.compare_ratio(0, 0), None);
}

#[test]
fn files_take_only_the_strict_spelling() {
    for text in ["0", "0.95", "-1.5", "12", "0.0001"] {
        assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
    }
    for text in ["", "+1", "01", "1.", ".5", "1,234", "95%", " 1", "５", "1e3", "-", "1.2.3"] {
        assert!(text.parse::<Decimal>().is_err(), "{text:?}");
    }
    assert_eq!("0.12345".parse::<Decimal>(), Err(ReadError::TooPrecise));
}

#[test]
fn a_rate_never_shows_on_the_wrong_side_of_its_bound() {
    let check = |n: i64, d: i64, bound: Option<i64>, wanted: &str| {
        let bound = bound.map(Decimal::from_ten_thousandths);
        assert_eq!(rate_text(n, d, bound), wanted, "{n}/{d}");
    };
    check(2_999, 3_000, Some(10_000), "99.97%");
    check(29_999, 30_000, Some(10_000), "99.997%");
    check(29_999, 30_000, None, "99.997%");
    check(1, 30_000, None, "0.003%");
    check(3_000, 3_000, Some(10_000), "100%");
    check(0, 5, Some(9_500), "0%");
    check(4, 5, Some(8_000), "80%");
    check(199, 200, Some(9_500), "99.5%");
    check(5, 7, Some(7_000), "71.43%");
    check(94_999, 100_000, Some(9_500), "94.999%");
    check(95_001, 100_000, Some(9_500), "95.001%");
    check(999_999_999_999, 1_000_000_000_000, Some(10_000), "99.99999999%");
    check(1_000_000_000_001, 1_000_000_000_000, Some(10_000), "100.00000001%");
    check(i64::MAX - 1, i64::MAX, Some(10_000), "99.99999999%");
    check(3, 2, Some(10_000), "150%");
    check(5, 0, Some(10_000), "5/0");
    assert_eq!(percent_text(1, 200, 0), "1%");
    assert_eq!(percent_text(5, 7, 2), "71.43%");
    assert_eq!(percent_text(-1, 200, 0), "-1%");
    assert_eq!(percent_text(1, 0, 2), "1/0");
}

#[test]
fn reading_what_was_printed_gives_the_number_back() {
    arbtest(|u| {
        let number = Decimal::from_ten_thousandths(u.arbitrary()?);
        let text = number.to_string();
        assert_eq!(read(&text).unwrap().value, number);
        assert_eq!(text.parse::<Decimal>().unwrap(), number);
        assert_eq!(read(&number.percent_text()).map(|read| read.value), Ok(number));
        Ok(())
    });
}

#[test]
fn the_readers_never_panic() {
    const TYPED: [char; 24] = [
        '1', '9', '０', '零', '一', '十', '百', '万', '亿', '点', '百', '分', '之', '%', ',', '，', '.', '。', '-',
        '负', '约', '余', '个', ' ',
    ];
    arbtest(|u| {
        let text: String = u.arbitrary()?;
        let _ = (read(&text), read_count(&text), text.parse::<Decimal>());
        let length = u.int_in_range(0..=24)?;
        let text = (0..length).map(|_| u.choose(&TYPED)).collect::<Result<String, _>>()?;
        let _ = (read(&text), read_count(&text));
        Ok(())
    });
}
