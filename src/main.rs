//! Starts the page: the net for a stopped program, then `<App>`.

fn main() {
    zicha::browser::panic::install();
    // Yew empties the element it draws into, so it must not be the body: that holds the dialog for
    // a stopped program, the draft and the catalogues.
    let page = web_sys::window().and_then(|window| window.document());
    if let Some(root) = page.and_then(|page| page.get_element_by_id("zicha")) {
        yew::Renderer::<zicha::app::App>::with_root(root).render();
    }
}
