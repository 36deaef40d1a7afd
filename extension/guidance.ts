/** Starts the guidance page, which is Rust: `crate/pages/src/guidance.rs`. */

import start, { guidance } from "lamplight_pages";

await start({ module_or_path: "lamplight_pages_bg.wasm" });
await guidance();
