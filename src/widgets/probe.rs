//! Counts how often a component was drawn, so that a test can hold "one keystroke, one card".
//! Counts only in debug builds; a release carries nothing of it.

#[cfg(debug_assertions)]
thread_local! {
    static CARDS: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// A card was drawn.
pub fn card() {
    #[cfg(debug_assertions)]
    CARDS.with(|cards| cards.set(cards.get().wrapping_add(1)));
}

/// Cards drawn since the program began; always 0 in a release build.
pub fn cards() -> u32 {
    #[cfg(debug_assertions)]
    return CARDS.with(std::cell::Cell::get);
    #[cfg(not(debug_assertions))]
    0
}
