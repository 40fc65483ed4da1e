//! What stands in the field of a passphrase: read when it is needed, and emptied. The text lives in
//! the input and in memory that is overwritten, never in a component's state.

use web_sys::HtmlInputElement;
use yew::NodeRef;
use zeroize::Zeroizing;

/// What is typed; empty where the field is not drawn.
pub fn typed(node: &NodeRef) -> Zeroizing<String> {
    Zeroizing::new(node.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default())
}

/// Empties the field.
pub fn clear(node: &NodeRef) {
    if let Some(input) = node.cast::<HtmlInputElement>() {
        input.set_value("");
    }
}
