//! The popup and the guidance page.
//!
//! Plain `web-sys` rather than a framework: two small pages that must open at once, and each
//! widget's markup for screen readers stands where it is made. Text reaches the page as text nodes
//! only; nothing here builds HTML from strings.

mod chrome;
mod dom;
mod guidance;
mod noticed;
mod popup;

use wasm_bindgen::prelude::*;

/// Builds the popup in the element `#page` and keeps it current.
///
/// # Errors
///
/// The document is not `popup.html`. Whatever else fails is shown in the popup.
#[wasm_bindgen]
pub async fn popup() -> Result<(), JsValue> {
    popup::open().await
}

/// Builds the guidance page in the element `#page`.
///
/// # Errors
///
/// The document is not `guidance.html`.
#[wasm_bindgen]
pub async fn guidance() -> Result<(), JsValue> {
    guidance::open().await
}
