use yew::prelude::*;

#[component(App)]
fn app() -> Html {
    html! { <main><h1>{ "自查" }</h1></main> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
