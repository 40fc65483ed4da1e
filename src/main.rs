//! Starts the page, or an element inside somebody else's: the net for a stopped program, then `<App>`.

use zicha::app::App;
use zicha::browser::{files, host, panic, unload};
use zicha::component::{AnyComponent, AnyProps};

fn main() {
    panic::install();
    // Yew empties the element it draws into, so it must not be the body: that holds the dialog for
    // a stopped program, the draft and the catalogues.
    if let Some(root) = host::place() {
        let app = yew::Renderer::<AnyComponent>::with_root_and_props(root, AnyProps::of::<App>(())).render();
        host::until(move || {
            app.destroy();
            unload::release();
            files::allow_stray_drops();
        });
    }
}
