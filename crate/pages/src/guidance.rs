//! The guidance page: the twelve topics, what each asks, and where the Code says so.

use crate::chrome;
use crate::dom::{self, Dom, Result};
use lamplight_core::guidance::{self, Topic};
use lamplight_core::locale::{self, Locale};
use lamplight_core::settings::Settings;
use web_sys::Element;

/// Builds the page, then goes to the topic that the address names.
pub(crate) async fn open() -> Result<()> {
    // The guidance is worth reading even when the settings are not: then in the browser's language.
    let settings = chrome::settings().await.unwrap_or_else(|_| Settings::default());
    let dom = Dom::new()?;
    let locale = chrome::locale(&settings);
    build(&dom, locale)?;
    // The browser looked for the topic before there was any; now it finds it.
    let Some(window) = web_sys::window() else { return Ok(()) };
    match window.location().hash()? {
        hash if hash.is_empty() => Ok(()),
        hash => window.location().replace(&hash),
    }
}

fn build(dom: &Dom, locale: Locale) -> Result<()> {
    let say = |key| locale::text(locale, key);
    let page = dom.page(locale.tag(), say("guidance.title"))?;

    let brand = dom.make(
        "p",
        &[("class", "brand")],
        &[
            &dom.make("img", &[("src", "icons/48.png"), ("alt", "")], &[])?,
            &dom.text("span", &[], say("popup.name"))?,
        ],
    )?;
    let sources = dom.make(
        "p",
        &[("class", "sources")],
        &[
            &outward(dom, locale, guidance::GUIDANCE_URL, say("guidance.read-guidance"))?,
            &outward(dom, locale, guidance::CODE_URL, say("guidance.read-code"))?,
        ],
    )?;
    let header = dom.make(
        "header",
        &[],
        &[
            &brand,
            &dom.text("h1", &[], say("guidance.title"))?,
            &dom.text("p", &[("class", "lead")], say("guidance.lead"))?,
            &dom.text("p", &[("class", "note")], say("guidance.independent"))?,
            &sources,
        ],
    )?;

    let topics: Vec<Topic> = guidance::topics(locale).collect();
    let contents = dom.make("ul", &[], &[])?;
    for topic in &topics {
        let link = dom.text("a", &[("href", &format!("#{}", topic.category.id()))], topic.title)?;
        contents.append_child(&*dom.make("li", &[], &[&link])?)?;
    }
    let heading = dom.text("h2", &[("id", "topics")], say("guidance.topics"))?;
    let nav = dom.make("nav", &[("aria-labelledby", "topics")], &[&heading, &contents])?;

    let body = dom.make("div", &[("class", "topics")], &[])?;
    for topic in &topics {
        body.append_child(&*section(dom, locale, topic)?)?;
    }

    let footer = dom.make(
        "footer",
        &[],
        &[
            &dom.text("p", &[], say("guidance.silence"))?,
            &dom.text("p", &[], say("popup.private"))?,
            &dom.text("p", &[], &checked(locale))?,
        ],
    )?;
    dom::fill(&page, &[&header, &nav, &body, &footer])
}

fn section(dom: &Dom, locale: Locale, topic: &Topic) -> Result<Element> {
    let id = topic.category.id();
    let heading = format!("{id}-title");
    let code = dom.make("ul", &[("class", "code")], &[])?;
    for number in topic.paragraphs {
        let name = locale::fill(locale, "guidance.paragraph", &[("number", number)]);
        let link = outward(dom, locale, guidance::CODE_URL, &name)?;
        let title = guidance::paragraph(number, locale).unwrap_or_default();
        let item = dom.make("li", &[], &[&link, &dom.text("span", &[], title)?])?;
        code.append_child(&item)?;
    }
    dom.make(
        "section",
        &[("id", id), ("aria-labelledby", &heading)],
        &[
            &dom.text("h2", &[("id", &heading)], topic.title)?,
            &dom.text("p", &[], topic.asks)?,
            &code,
        ],
    )
}

/// A link to the regulator's site, in a tab of its own, that says so.
fn outward(dom: &Dom, locale: Locale, url: &str, text: &str) -> Result<Element> {
    let link = dom.text(
        "a",
        &[("href", url), ("target", "_blank"), ("rel", "noopener noreferrer"), ("class", "out")],
        text,
    )?;
    let hint = format!(" ({})", locale::text(locale, "guidance.new-tab"));
    link.append_child(&*dom.text("span", &[("class", "unseen")], &hint)?)?;
    Ok(link)
}

fn checked(locale: Locale) -> String {
    // Day, month and year in figures: the same in both languages.
    let mut parts: Vec<&str> = guidance::CHECKED.split('-').collect();
    parts.reverse();
    let values = [("edition", guidance::EDITION), ("date", &parts.join("/"))];
    locale::fill(locale, "guidance.checked", &values)
}
