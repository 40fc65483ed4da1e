use yew::prelude::*;

#[component(App)]
fn app() -> Html {
    html! { <main><h1>{ "自查" }</h1></main> }
}

fn main() {
    let page = web_sys::window().and_then(|window| window.document());
    // Yew empties the element it draws into, so it must not be the body: that holds the dialog for
    // a stopped program, the draft and the catalogues.
    if let Some(root) = page.and_then(|page| page.get_element_by_id("zicha")) {
        yew::Renderer::<App>::with_root(root).render();
    }
}
