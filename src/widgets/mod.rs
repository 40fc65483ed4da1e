//! Drawing only: a widget takes plain values and callbacks and returns markup. It knows no page,
//! no state and no browser.
