//! An office's own edition of the single file: one catalogue for those who fill it in, the office's calendar, the
//! thumbprints of its keys and its name.

use crate::{Result, data, page, sealed};

/// Names of what stands in the head.
const PINS: &str = "zicha-pins";
const NAME: &str = "zicha-name";

/// What the office puts in. Nothing here is checked again: whoever calls has linted the files.
#[derive(Clone, Debug, Default)]
pub struct Office<'a> {
    /// The id of the catalogue.
    pub id: &'a str,
    /// Its file; none where it is one of those in the page.
    pub catalogue: Option<&'a str>,
    /// Who issued it as a signed package, as the first line of its head (src/shelf.rs); none for a file without one.
    pub issued: Option<&'a str>,
    /// Id and file of a calendar, in place of the page's of the same id, or beside them.
    pub calendar: Option<(&'a str, &'a str)>,
    /// Thumbprints of keys with which lists and packages are opened, at most two.
    pub pins: &'a [String],
    /// In place of 自查 in the header and as the title; none to leave it.
    pub name: Option<&'a str>,
}

/// The page with only what `office` says, whether single or sealed. The office's part of the program stays out, unless
/// others sign after the filler: 审核签批 lies in it. Answers that the page was saved with are left out; pins and name of
/// an office's page stay where `office` gives none.
///
/// # Errors
/// The file holds no catalogue of that id, lacks a part of the program that is needed, was saved by a browser with
/// what it showed, or is not our page.
pub fn edition(html: &str, office: &Office<'_>) -> Result<String> {
    if sealed::is_one(html) {
        let (head, _) = html.split_once("<body>").ok_or("the sealed edition is cut off.")?;
        let shell = without_answers(&html.replacen(head, &titled(head, office)?, 1))?;
        return sealed::within(&shell, |app| edition(app, office));
    }
    let html = with_only(&without_answers(html)?, office)?;
    let html = titled(&html, office)?;
    metas(&html, office)
}

/// Ids of the catalogues in the page.
///
/// # Errors
/// It is sealed and cut off.
pub fn catalogues(html: &str) -> Result<Vec<String>> {
    of_class(html, "zicha-catalogue")
}

/// Ids of the calendars in the page.
///
/// # Errors
/// It is sealed and cut off.
pub fn calendars(html: &str) -> Result<Vec<String>> {
    of_class(html, "zicha-calendar")
}

/// Thumbprints that the page opens lists and packages with.
///
/// # Errors
/// It is sealed and cut off.
pub fn pins(html: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut look = |page: &str| {
        let metas = page::elements(page, "meta");
        let pins = metas.iter().find(|it| it.attribute("name") == Some(PINS)).and_then(|it| it.attribute("content"));
        found = pins.unwrap_or_default().split_ascii_whitespace().map(str::to_owned).collect();
    };
    if sealed::is_one(html) {
        sealed::within(html, |app| {
            look(app);
            Ok(app.to_owned())
        })?;
    } else {
        look(html);
    }
    Ok(found)
}

/// The slot of the draft emptied. What a browser's own “save as” wrote shows somebody's answers all over.
fn without_answers(html: &str) -> Result<String> {
    let drawn = html.contains("<div id=\"zicha\"") && !html.contains("<p id=\"zicha-loading\"");
    if drawn || html.contains("<iframe") {
        return Err("a browser saved it with what it showed; take the file as it was handed out.".into());
    }
    let scripts = page::elements(html, "script");
    let slots = scripts.iter().filter(|it| it.attribute("id") == Some("zicha-draft"));
    Ok(page::replace(html, slots.map(|it| (it.inner.clone(), "null".to_owned())).collect()))
}

fn of_class(html: &str, class: &str) -> Result<Vec<String>> {
    if !sealed::is_one(html) {
        return Ok(ids(html, class));
    }
    let mut found = Vec::new();
    sealed::within(html, |app| {
        found = ids(app, class);
        Ok(app.to_owned())
    })?;
    Ok(found)
}

fn ids(html: &str, class: &str) -> Vec<String> {
    let scripts = page::elements(html, "script");
    let of_class = scripts.iter().filter(|it| it.attribute("class") == Some(class));
    of_class.filter_map(|it| Some(it.attribute("id")?.strip_prefix(class)?.strip_prefix('-')?.to_owned())).collect()
}

fn with_only(html: &str, office: &Office<'_>) -> Result<String> {
    let mut changes = Vec::new();
    let (mut found, mut placed, mut calendars_end) = (Vec::new(), false, None);
    let (mut program, mut countersigned) = (None, false);
    for script in page::elements(html, "script") {
        let whole = script.whole.clone();
        let id = script.attribute("id").unwrap_or_default();
        match (script.attribute("class"), id) {
            // Beside one catalogue there is nothing to refer to.
            (Some("zicha-concordance"), _) => changes.push((whole, String::new())),
            (_, "zicha-office") => program = Some(whole),
            (Some("zicha-catalogue"), _) => {
                let name = id.trim_start_matches("zicha-catalogue-").to_owned();
                let new = match office.catalogue {
                    Some(json) if !placed => {
                        placed = true;
                        let own = data::issued(office.id, json, office.issued.unwrap_or_default())?;
                        countersigned = own.contains(data::COUNTERSIGNED);
                        data::packed(&own)?
                    }
                    None if name == office.id => {
                        countersigned = html.get(whole).is_some_and(|own| own.contains(data::COUNTERSIGNED));
                        continue;
                    }
                    Some(_) | None => String::new(),
                };
                found.push(name);
                changes.push((whole, new));
            }
            (Some("zicha-calendar"), _) => {
                calendars_end = Some(whole.end);
                if office.calendar.is_some_and(|(own, _)| id == format!("zicha-calendar-{own}")) {
                    changes.push((whole, String::new()));
                }
            }
            (Some(_) | None, _) => {}
        }
    }
    if countersigned && program.is_none() && html.contains("id=\"zicha-late\"") {
        return Err("it is made for those who fill in and lacks 审核签批, which this catalogue needs.".into());
    }
    if !countersigned {
        changes.extend(program.map(|whole| (whole, String::new())));
    }
    let there = ids(html, "zicha-catalogue");
    if there.is_empty() {
        return Err("this page holds no catalogue; it is not the single file of this program.".into());
    }
    if office.catalogue.is_none() && !there.iter().any(|id| id == office.id) {
        return Err(format!("there is no catalogue {}; the page has {}.", office.id, there.join(", ")));
    }
    if let Some((id, json)) = office.calendar {
        let at = calendars_end.ok_or("this page holds no calendar; it is not the single file of this program.")?;
        changes.push((at..at, data::packed(&data::element("zicha-calendar", id, json)?)?));
    }
    Ok(page::replace(html, changes))
}

fn titled(html: &str, office: &Office<'_>) -> Result<String> {
    let Some(name) = office.name else { return Ok(html.to_owned()) };
    let (before, rest) = html.split_once("<title>").ok_or("the page lacks its title.")?;
    let (_, after) = rest.split_once("</title>").ok_or("the page lacks its title.")?;
    Ok([before, "<title>", &page::escape_attribute(name), "</title>", after].concat())
}

/// The program reads them from the head (src/browser/embedded.rs), the first of each.
fn metas(html: &str, office: &Office<'_>) -> Result<String> {
    let (mut more, mut old) = (String::new(), Vec::new());
    let pins = office.pins.join(" ");
    let given = [(PINS, pins.as_str()), (NAME, office.name.unwrap_or_default())];
    for (name, content) in given.into_iter().filter(|(_, content)| !content.is_empty()) {
        more += &format!("<meta name=\"{name}\" content=\"{}\">\n", page::escape_attribute(content));
        let metas = page::elements(html, "meta").into_iter().filter(|it| it.attribute("name") == Some(name));
        old.extend(metas.map(|it| (line(html, it.whole), String::new())));
    }
    page::fill(&page::replace(html, old), "<title>", &(more + "<title>"))
}

/// An element with the end of its line.
fn line(html: &str, element: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let ends = html.get(element.end..).is_some_and(|rest| rest.starts_with('\n'));
    element.start..element.end + usize::from(ends)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::pack;

    fn element(id: &str) -> String {
        data::element("zicha-catalogue", id, &format!("{{\"id\":\"{id}\"}}")).unwrap()
    }

    fn calendar(text: &str) -> String {
        data::element("zicha-calendar", "cn", text).unwrap()
    }

    fn html() -> String {
        format!("<title>自查</title><p>{}{}{}</p>", element("a"), element("b"), calendar("1"))
    }

    #[test]
    fn one_catalogue_is_kept_or_put_in_their_place() {
        let kept = edition(&html(), &Office { id: "b", ..Office::default() }).unwrap();
        assert_eq!(kept, format!("<title>自查</title><p>{}{}</p>", element("b"), calendar("1")));
        let own_file = Office { id: "c", catalogue: Some("{\"id\":\"c\"}"), ..Office::default() };
        let own = edition(&html(), &own_file).unwrap();
        assert!(own.contains("id=\"zicha-catalogue-c\" data-head=\"") && !own.contains("-a"), "{own}");
        let packed = pack::letters(&pack::lzma_text("{\"id\":\"c\"}"));
        assert!(own.contains(&format!("\" data-packed=\"lzma\">{packed}</script>")), "{own}");
        let issued = Office { issued: Some("区法治办\t李某\tab12\t2026-03-01\t1"), ..own_file };
        let issued = edition(&html(), &issued).unwrap();
        assert!(issued.contains("data-head=\"区法治办\t李某\tab12\t2026-03-01\t1\n"), "{issued}");
        let missing = edition(&html(), &Office { id: "d", ..Office::default() });
        assert!(missing.is_err_and(|e| e.contains("a, b")));
        assert!(edition("<title>x</title>", &Office::default()).is_err());
    }

    #[test]
    fn the_office_part_stays_where_others_sign_after_the_filler() {
        let part = "<script id=\"zicha-office\">w</script>";
        let signing = |roles: &str| format!("{{\"id\":\"s\",\"signing\":{{\"required\":[{roles}]}}}}");
        let keeps = |json: &str| {
            let own = Office { id: "s", catalogue: Some(json), ..Office::default() };
            let given = edition(&(html() + part), &own).unwrap();
            let there = html().replace(&element("b"), &data::element("zicha-catalogue", "s", json).unwrap()) + part;
            let kept = edition(&there, &Office { id: "s", ..Office::default() }).unwrap();
            assert_eq!(given.contains(part), kept.contains(part), "{json}");
            kept.contains(part)
        };
        assert!(!keeps("{\"id\":\"s\"}"));
        assert!(!keeps(&signing("\"filler\"")));
        assert!(keeps(&signing("\"filler\",\"reviewer\"")));
        assert!(keeps(&signing("\"head\"")));
    }

    #[test]
    fn a_calendar_takes_the_place_of_the_one_of_its_name_or_stands_beside_it() {
        let with = |id| Office { id: "a", calendar: Some((id, "2")), ..Office::default() };
        let same = edition(&html(), &with("cn")).unwrap();
        assert!(!same.contains(&calendar("1")) && same.matches("zicha-calendar-cn").count() == 1, "{same}");
        let other = edition(&html(), &with("sw")).unwrap();
        assert!(other.contains(&calendar("1")) && other.contains("zicha-calendar-sw"), "{other}");
    }

    #[test]
    fn pins_and_name_stand_in_the_head_and_are_escaped() {
        let pins = ["p".to_owned(), "q".to_owned()];
        let made = edition(&html(), &Office { id: "a", pins: &pins, name: Some("某\"区<自查‹"), ..Office::default() });
        let made = made.unwrap();
        assert!(made.starts_with("<meta name=\"zicha-pins\" content=\"p q\">\n<meta name=\"zicha-name\""), "{made}");
        assert!(made.contains("<title>某&quot;区&lt;自查&#8249;</title>"), "{made}");
    }

    #[test]
    fn what_the_page_was_made_with_before_gives_way_to_what_is_given() {
        let (old, new) = (["p".to_owned()], ["q".to_owned()]);
        let with = |pins, name| Office { id: "a", pins, name, ..Office::default() };
        let first = edition(&html(), &with(&old, Some("甲自查"))).unwrap();
        assert_eq!(pins(&first).unwrap(), ["p"]);
        assert_eq!(edition(&first, &with(&[], None)).unwrap(), first, "both stay");
        let again = edition(&first, &with(&new, Some("乙自查"))).unwrap();
        assert_eq!(pins(&again).unwrap(), ["q"]);
        assert_eq!((again.matches("zicha-pins").count(), again.matches("甲").count()), (1, 0), "{again}");
        assert_eq!(edition(&again, &with(&old, Some("甲自查"))).unwrap(), first);
    }

    #[test]
    fn nobodys_answers_are_issued() {
        let slot = |draft: &str| format!("<script type=\"application/json\" id=\"zicha-draft\">{draft}</script>");
        let single = |draft: &str| {
            let policy = page::policy_meta(&page::single_policy("", "p", "g"));
            html().replace("<p>", &(policy + "<p>" + &slot(draft))) + "<script>l()</script>"
        };
        let shell = include_str!("../../../assets/sealed/shell.html");
        let sealed = |draft: &str| {
            let sealed = sealed::seal(&single(draft), shell, "i()").unwrap();
            sealed.replacen(&slot("null"), &slot(draft), 1)
        };
        let office = Office { id: "a", ..Office::default() };
        let answers = "{\"answers\":{\"26\":\"李某\"}}";
        for with in [&single as &dyn Fn(&str) -> String, &sealed] {
            assert!(with(answers).contains("李某"));
            assert_eq!(edition(&with(answers), &office), edition(&with("null"), &office));
        }
        let seen = single("null").replace("<p>", "<div id=\"zicha\"><h1>李某</h1></div><p>");
        for seen in [seen, sealed("null").replace("<body>", "<body><iframe src=\"a.html\"></iframe>")] {
            assert!(edition(&seen, &office).is_err_and(|e| e.contains("handed out")), "{seen}");
        }
    }

    #[test]
    fn a_page_without_the_offices_part_serves_no_catalogue_that_needs_it() {
        let json = "{\"id\":\"s\",\"signing\":{\"required\":[\"filler\",\"head\"]}}";
        let office = Office { id: "s", catalogue: Some(json), ..Office::default() };
        let cut = html() + "<script id=\"zicha-late\">w</script>";
        assert!(edition(&cut, &office).is_err_and(|e| e.contains("审核签批")));
        assert!(edition(&(cut + "<script id=\"zicha-office\">w</script>"), &office).is_ok());
    }

    #[test]
    fn a_sealed_page_is_changed_inside_its_shell() {
        let single =
            html().replace("<p>", &page::policy_meta(&page::single_policy("", "p", "g"))) + "<script>l()</script>";
        let shell = include_str!("../../../assets/sealed/shell.html");
        let sealed = sealed::seal(&single, shell, "i()").unwrap();
        assert_eq!(catalogues(&sealed).unwrap(), ["a", "b"]);
        let made = edition(&sealed, &Office { id: "b", name: Some("红桥区自查"), ..Office::default() }).unwrap();
        assert_eq!(catalogues(&made).unwrap(), ["b"]);
        assert_eq!(made.matches("红桥区自查").count(), 3, "both titles and the header");
        assert_eq!(page::policy_of(&made), page::policy_of(&sealed));
    }
}
