//! Between JavaScript's objects and Rust's types.

use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// Reads an argument.
///
/// The error names the argument alone: serde's own message would quote what it found there.
pub(crate) fn read<T: DeserializeOwned>(value: JsValue, name: &str) -> Result<T, JsError> {
    serde_wasm_bindgen::from_value(value)
        .map_err(|_| JsError::new(&format!("lamplight: `{name}` does not have the expected shape")))
}

/// Makes a plain object, as `extension/messages.ts` describes them.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<JsValue, JsError> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|_| JsError::new("lamplight: the answer could not be made into an object"))
}
