//! The cells of a table on the page: which one an event is about, where the table is scrolled to, and the caret in the
//! cell that is filled in.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// Id of the element that an event came to; empty where it has none.
pub fn id_of(event: &Event) -> String {
    target(event).map(|it| it.id()).unwrap_or_default()
}

/// Id of the cell in which an event happened.
pub fn cell_of(event: &Event) -> Option<String> {
    let cell = target(event)?.closest("[role=gridcell],[role=rowheader]").ok()??;
    Some(cell.id())
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// How far the region of the event is scrolled down, and how high it is, in CSS pixels.
pub fn scrolled(event: &Event) -> Option<(f64, f64)> {
    let region = target(event)?;
    Some((f64::from(region.scroll_top()), f64::from(region.client_height())))
}

/// Height of the first element that fits, in CSS pixels.
pub fn height_of(css: &str) -> Option<f64> {
    let element = super::host::root()?.query_selector(css)?;
    Some(element.get_bounding_client_rect().height()).filter(|it| *it > 0.0)
}

/// Scrolls a region, and nothing else, until the element in it is in sight: then it stands where a third of the region is
/// above it.
pub fn show(region: &str, id: &str) {
    let Some(root) = super::host::root() else { return };
    let (Some(region), Some(element)) = (root.get_element_by_id(region), root.get_element_by_id(id)) else { return };
    let (frame, it) = (region.get_bounding_client_rect(), element.get_bounding_client_rect());
    let third = frame.height() / 3.0;
    if it.top() - frame.top() < it.height() || it.bottom() > frame.bottom() {
        let top = f64::from(region.scroll_top()) + it.top() - frame.top() - third;
        region.set_scroll_top(top.max(0.0) as i32);
    }
    aside(&region, &element);
}

/// Scrolls a region sideways until the whole width of a cell in it is in sight, beside the first column, which stays.
/// Where there is not room for all of it, its beginning is.
fn aside(region: &Element, element: &Element) {
    let (frame, it) = (region.get_bounding_client_rect(), element.get_bounding_client_rect());
    if matches!(element.closest("[role=rowheader]"), Ok(Some(_))) {
        return;
    }
    let head = region.query_selector("[role=rowheader]").ok().flatten();
    let pinned = head.map_or(0.0, |head| head.get_bounding_client_rect().width());
    let left = frame.left() + f64::from(region.client_left()) + pinned;
    let right = frame.left() + f64::from(region.client_left()) + f64::from(region.client_width());
    let over = (it.right() - right).max(0.0).min(it.left() - left);
    let by = if over < 0.0 { over.floor() } else { over.ceil() };
    if by != 0.0 {
        region.set_scroll_left(region.scroll_left().saturating_add(by as i32));
    }
}

/// Puts the keyboard on the first of these ids that is there, as near as it is, with its whole text selected: the next
/// character replaces it. The region is scrolled sideways until the whole cell is in sight.
pub fn enter_in(region: &str, ids: &[&str]) {
    enter(ids);
    let Some(root) = super::host::root() else { return };
    let found = ids.iter().find_map(|id| root.get_element_by_id(id));
    if let (Some(region), Some(element)) = (root.get_element_by_id(region), found) {
        aside(&region, &element);
    }
}

/// The same without scrolling sideways.
pub fn enter(ids: &[&str]) {
    let root = super::host::root();
    let found = ids.iter().find_map(|id| root.as_ref()?.get_element_by_id(id));
    let Some(element) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    let _ = element.focus();
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.select();
    }
}

/// Moves the caret of a field behind its text.
pub fn caret_to_end(id: &str) {
    let Some(element) = super::host::root().and_then(|root| root.get_element_by_id(id)) else { return };
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(u32::MAX);
        let _ = input.set_selection_range(end, end);
    }
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        let end = u32::try_from(area.value().encode_utf16().count()).unwrap_or(u32::MAX);
        let _ = area.set_selection_range(end, end);
    }
}

/// Puts a text in the place of what is selected in a box of several lines, and gives the whole text.
pub fn insert(id: &str, text: &str) -> Option<String> {
    let element = super::host::root()?.get_element_by_id(id)?;
    let area = element.dyn_ref::<HtmlTextAreaElement>()?;
    let (start, end) = (area.selection_start().ok()??, area.selection_end().ok()??);
    area.set_range_text_with_start_and_end(text, start, end).ok()?;
    let behind = start.saturating_add(u32::try_from(text.encode_utf16().count()).unwrap_or(0));
    let _ = area.set_selection_range(behind, behind);
    Some(area.value())
}

/// What is chosen in a list of choices.
pub fn chosen(event: &Event) -> String {
    let select = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlSelectElement>().ok());
    select.map(|it| it.value()).unwrap_or_default()
}

/// Whether a click came to a link.
pub fn follows_link(event: &Event) -> bool {
    target(event).is_some_and(|it| matches!(it.closest("a[href]"), Ok(Some(_))))
}
