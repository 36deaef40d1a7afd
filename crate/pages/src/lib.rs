//! Popup and guidance pages.
