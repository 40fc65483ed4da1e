//! The pages drawn and used in the browser.
