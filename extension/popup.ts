/** Starts the popup, which is Rust: `crate/pages/src/popup.rs`. */

import start, { popup } from "lamplight_pages";

await start({ module_or_path: "lamplight_pages_bg.wasm" });
await popup();
