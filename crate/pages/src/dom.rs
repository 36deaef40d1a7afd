//! Making elements, in few words.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement};

/// A result of touching the page.
pub(crate) type Result<T> = core::result::Result<T, JsValue>;

/// Makes elements of one document.
#[derive(Clone)]
pub(crate) struct Dom {
    document: Document,
}

impl Dom {
    /// The page's own document.
    pub(crate) fn new() -> Result<Self> {
        let document = web_sys::window().and_then(|window| window.document());
        Ok(Self { document: document.ok_or("no document")? })
    }

    /// The element that a page is built in, and the language of what it will hold.
    pub(crate) fn page(&self, lang: &str, title: &str) -> Result<Element> {
        if let Some(root) = self.document.document_element() {
            root.set_attribute("lang", lang)?;
        }
        self.document.set_title(title);
        self.find("page").ok_or_else(|| "no #page".into())
    }

    /// The element with an id.
    pub(crate) fn find(&self, id: &str) -> Option<Element> {
        self.document.get_element_by_id(id)
    }

    /// An element with attributes and children.
    pub(crate) fn make(
        &self,
        tag: &str,
        attributes: &[(&str, &str)],
        children: &[&Element],
    ) -> Result<Element> {
        let element = self.document.create_element(tag)?;
        for (name, value) in attributes {
            element.set_attribute(name, value)?;
        }
        for child in children {
            element.append_child(child)?;
        }
        Ok(element)
    }

    /// An element that holds nothing but text.
    pub(crate) fn text(
        &self,
        tag: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> Result<Element> {
        let element = self.make(tag, attributes, &[])?;
        element.set_text_content(Some(text));
        Ok(element)
    }

    /// A button that does something.
    pub(crate) fn button(
        &self,
        attributes: &[(&str, &str)],
        text: &str,
        press: impl FnMut() + 'static,
    ) -> Result<Element> {
        let button = self.text("button", attributes, text)?;
        button.set_attribute("type", "button")?;
        let press = Closure::<dyn FnMut()>::new(press).into_js_value();
        button.add_event_listener_with_callback("click", press.unchecked_ref())?;
        Ok(button)
    }
}

/// Takes everything out of an element and puts these in.
pub(crate) fn fill(element: &Element, children: &[&Element]) -> Result<()> {
    element.set_text_content(None);
    for child in children {
        element.append_child(child)?;
    }
    Ok(())
}

/// Shows or hides an element, for screen readers too.
pub(crate) fn show(element: &Element, shown: bool) -> Result<()> {
    element.toggle_attribute_with_force("hidden", !shown).map(|_| ())
}

/// Sets an element's text, leaving the page alone where it is the same already: a live region would
/// be read out again.
pub(crate) fn say(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Puts the keyboard on an element.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // Only an element that is gone refuses, and then there is nothing to put it on.
        let _ = element.focus();
    }
}
