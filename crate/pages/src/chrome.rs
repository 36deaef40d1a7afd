//! What the pages need of the browser's extension interface.

use crate::dom::Result;
use js_sys::{Object, Reflect};
use lamplight_core::locale::Locale;
use lamplight_core::settings::Settings;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::Url;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getUILanguage)]
    fn ui_language() -> String;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    async fn stored(key: &str) -> Result<JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    async fn store(items: &Object) -> Result<JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = query, catch)]
    async fn query_tabs(query: &Object) -> Result<JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = connect, catch)]
    fn connect_tab(tab: i32, info: &Object) -> Result<Port>;

    type Runtime;
    #[wasm_bindgen(js_namespace = chrome, js_name = runtime, thread_local_v2)]
    static RUNTIME: Runtime;
    #[wasm_bindgen(method, getter, js_name = lastError)]
    fn last_error(this: &Runtime) -> JsValue;

    type Port;
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    fn on_message(this: &Port) -> Listeners;
    #[wasm_bindgen(method, getter, js_name = onDisconnect)]
    fn on_disconnect(this: &Port) -> Listeners;

    type Listeners;
    #[wasm_bindgen(method, js_name = addListener)]
    fn add(this: &Listeners, listener: &JsValue);
}

/// Where the settings are stored.
const SETTINGS: &str = "settings";

/// The settings, repaired. Fails only where the browser will not read its storage.
pub(crate) async fn settings() -> Result<Settings> {
    let found = Reflect::get(&stored(SETTINGS).await?, &SETTINGS.into())?;
    Ok(serde_wasm_bindgen::from_value(found).unwrap_or_default())
}

/// Stores the settings; every part of the extension hears of the change.
pub(crate) async fn save(settings: &Settings) -> Result<()> {
    let settings = settings.serialize(&Serializer::json_compatible())?;
    store(&object(&[(SETTINGS, settings)])?).await.map(|_| ())
}

/// The language to speak: the one the user chose, or the browser's.
pub(crate) fn locale(settings: &Settings) -> Locale {
    settings.locale.unwrap_or_else(|| Locale::from_tag(&ui_language()))
}

/// The tab that the popup was opened over.
pub(crate) struct Tab {
    id: i32,
    /// Its host, where the browser tells it and it is a website.
    pub(crate) host: Option<String>,
}

/// The tab in front, if there is one.
pub(crate) async fn active_tab() -> Result<Option<Tab>> {
    let query = object(&[("active", true.into()), ("currentWindow", true.into())])?;
    let tab = Reflect::get_u32(&query_tabs(&query).await?, 0)?;
    if tab.is_undefined() {
        return Ok(None);
    }
    let Some(id) = Reflect::get(&tab, &"id".into())?.as_f64() else {
        return Ok(None);
    };
    let url = Reflect::get(&tab, &"url".into())?.as_string();
    Ok(Some(Tab { id: id as i32, host: url.and_then(|url| website(&url)) }))
}

/// The host of a page that was fetched from the web.
fn website(url: &str) -> Option<String> {
    let url = Url::new(url).ok()?;
    let fetched = matches!(url.protocol().as_str(), "https:" | "http:");
    Some(url.hostname()).filter(|host| fetched && !host.is_empty())
}

/// Hears every message of every frame of a tab; `gone` when no frame is left, or none ever listened.
pub(crate) fn listen(
    tab: &Tab,
    name: &str,
    message: impl FnMut(JsValue) + 'static,
    mut gone: impl FnMut() + 'static,
) -> Result<()> {
    let port = connect_tab(tab.id, &object(&[("name", name.into())])?)?;
    let message = Closure::<dyn FnMut(JsValue)>::new(message);
    port.on_message().add(&message.into_js_value());
    let gone = Closure::<dyn FnMut()>::new(move || {
        // Read, or the browser reports the missing listener as an error of ours.
        RUNTIME.with(|runtime| drop(runtime.last_error()));
        gone();
    });
    port.on_disconnect().add(&gone.into_js_value());
    Ok(())
}

fn object(entries: &[(&str, JsValue)]) -> Result<Object> {
    let object = Object::new();
    for (key, value) in entries {
        Reflect::set(&object, &(*key).into(), value)?;
    }
    Ok(object)
}
