//! The worker's boundary: plain objects in, plain objects out.
//!
//! Every function takes and gives objects as `extension/messages.ts` describes them. What cannot be
//! read is answered with an `Error` that says which argument was wrong and never what was in it:
//! no word of a post can reach a log.

mod check;
mod object;

use check::{Answer, Question};
use lamplight_core::locale::{self, Locale};
use lamplight_core::settings::Settings;
use lamplight_core::{Checker, sites};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type { Audience, Finding, OverlayStrings, SiteRow, StoredSettings, Support } from "../../extension/messages.ts";

/** What {@link check} is asked. */
export interface Question {
  text: string;
  /** The post that this one answers or shares. */
  parent?: string | undefined;
  audience?: Audience | undefined;
  /** How many pictures, videos or sounds go with it. */
  attachments?: number | undefined;
  /** A language tag such as "cy-GB". */
  locale?: string | undefined;
}
"#;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::new);

/// Gets the engine ready, so that the first post does not wait for it.
#[wasm_bindgen]
pub fn warm() {
    LazyLock::force(&CHECKER);
}

/// What the guidance would say of a post, earliest first, in UTF-16 spans.
///
/// # Errors
///
/// `post` is not an object with a `text`.
#[wasm_bindgen(unchecked_return_type = "{ findings: Finding[]; support?: Support; unread?: true }")]
pub fn check(
    #[wasm_bindgen(unchecked_param_type = "Question")] post: JsValue,
) -> Result<JsValue, JsError> {
    let question: Question = object::read(post, "post")?;
    let locale = Locale::from_tag(question.locale.as_deref().unwrap_or_default());
    let post = question.into_post();
    object::write(&Answer::new(&post.text, &CHECKER.report(&post), locale))
}

/// The rows of the site table for a host; with none of its own, those about software that runs on
/// any host, such as a forum or Mastodon.
///
/// # Errors
///
/// The rows cannot be made into objects; never seen.
#[wasm_bindgen(js_name = siteRows, unchecked_return_type = "SiteRow[]")]
pub fn site_rows(host: &str) -> Result<JsValue, JsError> {
    let mut rows: Vec<_> = sites::rows_for(host).collect();
    if rows.is_empty() {
        rows.extend(sites::rows_anywhere());
    }
    object::write(&rows)
}

/// The id under which a host is switched off, which is the host itself for a site without rows.
#[wasm_bindgen(js_name = siteId)]
pub fn site_id(host: &str) -> String {
    sites::site_id(host).to_owned()
}

/// The strings that stand in the page, by their keys.
///
/// # Errors
///
/// The strings cannot be made into an object; never seen.
#[wasm_bindgen(js_name = overlayStrings, unchecked_return_type = "OverlayStrings")]
pub fn overlay_strings(locale: &str) -> Result<JsValue, JsError> {
    let locale = Locale::from_tag(locale);
    object::write(&locale::section(locale, "overlay").collect::<BTreeMap<_, _>>())
}

/// Sound settings from whatever is stored: a bad field has its default, the rest is kept.
///
/// # Errors
///
/// The settings cannot be made into an object; never seen.
#[wasm_bindgen(js_name = repairSettings, unchecked_return_type = "StoredSettings")]
pub fn repair_settings(
    #[wasm_bindgen(unchecked_param_type = "unknown")] stored: JsValue,
) -> Result<JsValue, JsError> {
    object::write(&settings(stored))
}

/// Whether a site is read at a time, in milliseconds since the epoch, given what is stored.
#[wasm_bindgen(js_name = isOn)]
pub fn is_on(
    #[wasm_bindgen(unchecked_param_type = "unknown")] stored: JsValue,
    host: &str,
    now: f64,
) -> bool {
    // A negative or odd time saturates, which at worst keeps a pause.
    settings(stored).is_on(host, now as u64)
}

fn settings(stored: JsValue) -> Settings {
    // Only what is no data at all, such as a function, is refused; then nothing is worth keeping.
    object::read(stored, "settings").unwrap_or_default()
}
