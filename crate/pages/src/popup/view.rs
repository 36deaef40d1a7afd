//! The popup's elements: built once for each language, then kept current in place, so that neither
//! the keyboard's place nor a screen reader's is lost.

use super::state::{Reach, Standing, State};
use crate::dom::{self, Dom, Result};
use crate::noticed::{Finding, Severity};
use js_sys::Date;
use lamplight_core::locale::{self, Locale};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// What a button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// The site in front on, or off.
    Switch,
    /// Everything paused, or going on.
    Pause,
    /// The other language.
    Language,
}

/// The parts that change.
pub(crate) struct View {
    switch: Element,
    standing: Element,
    noticed: Element,
    list: Element,
    /// What the list holds: it is left alone while that is the same, as the user may be in it.
    listed: RefCell<Option<Vec<Finding>>>,
    nothing: Element,
    promise: Element,
    paused: Element,
    pause: Element,
    language: Element,
}

impl View {
    /// Builds everything; `act` is called for each press of a button.
    pub(crate) fn build(dom: &Dom, state: &State, act: impl Fn(Act) + 'static) -> Result<Self> {
        let say = |key| locale::text(state.locale, key);
        let page = dom.page(state.locale.tag(), say("popup.name"))?;
        let act = Rc::new(act);
        let press = |what: Act| {
            let act = Rc::clone(&act);
            move || act(what)
        };

        let icon = dom.make("img", &[("src", "icons/48.png"), ("alt", "")], &[])?;
        let name = dom.text("h1", &[], say("popup.name"))?;
        let header = dom.make("header", &[("class", "brand")], &[&icon, &name])?;

        let label = locale::fill(state.locale, "popup.switch", &[("site", state.site())]);
        let site = dom.text("span", &[("class", "host"), ("aria-hidden", "true")], state.site())?;
        let switch = dom.button(
            &[
                ("class", "switch"),
                ("role", "switch"),
                ("aria-label", &label),
                ("aria-describedby", "standing"),
            ],
            "",
            press(Act::Switch),
        )?;
        let standing = dom.make("p", &[("id", "standing"), ("role", "status")], &[])?;
        let row = dom.make("div", &[("class", "row")], &[&site, &switch])?;
        let known = state.host.is_some();
        dom::show(&row, known)?;
        let here = dom.make("section", &[("class", "card here")], &[&row, &standing])?;

        let heading = dom.text("h2", &[("id", "noticed")], say("popup.noticed"))?;
        let list = dom.make("ul", &[("class", "findings")], &[])?;
        let nothing = dom.text("p", &[("class", "nothing")], "")?;
        let promise = dom.text("p", &[("class", "promise")], say("popup.no-promise"))?;
        let live = dom.make("div", &[("aria-live", "polite")], &[&list, &nothing, &promise])?;
        let noticed = dom.make("section", &[("aria-labelledby", "noticed")], &[&heading, &live])?;

        let paused = dom.make("p", &[("role", "status")], &[])?;
        let pause = dom.button(&[("class", "quiet")], "", press(Act::Pause))?;
        let rest = dom.make("section", &[("class", "rest")], &[&paused, &pause])?;

        let guidance = dom.text(
            "a",
            &[("href", "guidance.html"), ("target", "_blank"), ("rel", "noopener")],
            say("popup.guidance"),
        )?;
        let other = state.locale.other().tag();
        let language = dom.button(
            &[("class", "plain"), ("lang", other)],
            say("popup.language"),
            press(Act::Language),
        )?;
        let links = dom.make("div", &[("class", "row")], &[&guidance, &language])?;
        let private = dom.text("p", &[("class", "note")], say("popup.private"))?;
        let footer = dom.make("footer", &[], &[&links, &private])?;

        dom::fill(&page, &[&header, &here, &noticed, &rest, &footer])?;
        let listed = RefCell::default();
        Ok(Self {
            switch,
            standing,
            noticed,
            list,
            listed,
            nothing,
            promise,
            paused,
            pause,
            language,
        })
    }

    /// Brings the changing parts up to date; `now` is in milliseconds since the epoch.
    pub(crate) fn show(&self, dom: &Dom, state: &State, now: u64) -> Result<()> {
        let say = |key| locale::text(state.locale, key);
        let standing = state.standing(now);
        let watched = !matches!(standing, Standing::Unwatched | Standing::Unknown);

        dom::show(&self.switch, watched)?;
        let off = matches!(standing, Standing::Off);
        self.switch.set_attribute("aria-checked", if off { "false" } else { "true" })?;
        let resting = matches!(standing, Standing::Paused);
        self.switch.set_attribute("class", if resting { "switch resting" } else { "switch" })?;
        dom::say(
            &self.standing,
            match standing {
                Standing::Read => say("popup.on"),
                Standing::Off => say("popup.off"),
                Standing::Paused => say("popup.resting"),
                Standing::Unwatched => say("popup.not-read"),
                Standing::Unknown => say("popup.unknown"),
            },
        );

        let until = state.settings.paused_until;
        let paused = state.settings.is_paused(now);
        dom::show(&self.paused, paused)?;
        let notice = locale::fill(state.locale, "popup.paused", &[("time", &clock(until))]);
        dom::say(&self.paused, if paused { &notice } else { "" });
        dom::say(&self.pause, say(if paused { "popup.resume" } else { "popup.pause" }));

        dom::show(&self.noticed, standing == Standing::Read)?;
        self.show_findings(dom, state)
    }

    fn show_findings(&self, dom: &Dom, state: &State) -> Result<()> {
        let findings: Vec<Finding> = state.findings().into_iter().cloned().collect();
        let empty = findings.is_empty();
        if self.listed.borrow().as_ref() != Some(&findings) {
            let items: Vec<Element> = (findings.iter())
                .map(|finding| item(dom, state.locale, finding))
                .collect::<Result<_>>()?;
            dom::fill(&self.list, &items.iter().collect::<Vec<_>>())?;
            self.listed.replace(Some(findings));
        }
        dom::show(&self.list, !empty)?;
        dom::show(&self.nothing, empty)?;
        dom::show(&self.promise, empty && state.reach != Reach::Lost)?;
        let nothing = match state.reach {
            Reach::Waiting | Reach::Heard if state.unread() => "unread.notice",
            Reach::Waiting | Reach::Heard => "popup.nothing",
            Reach::Lost => "popup.reload",
        };
        dom::say(&self.nothing, locale::text(state.locale, nothing));
        Ok(())
    }

    /// Puts the keyboard back on the button that changed the language.
    pub(crate) fn focus_language(&self) {
        dom::focus(&self.language);
    }
}

/// One finding: its weight by shape, colour and word, what was seen, and more on request.
fn item(dom: &Dom, locale: Locale, finding: &Finding) -> Result<Element> {
    let say = |key| locale::text(locale, key);
    let weight = match finding.severity {
        Severity::Stop => say("overlay.stop"),
        Severity::Caution => say("overlay.caution"),
        Severity::Advice => say("overlay.advice"),
    };
    let shape = dom.make("span", &[("class", "shape"), ("aria-hidden", "true")], &[])?;
    let weight = dom.text("strong", &[], weight)?;
    let topic = dom.text("span", &[("class", "topic")], &finding.topic)?;
    let head = dom.make("p", &[("class", "weight")], &[&shape, &weight, &topic])?;
    let message = dom.text("p", &[("class", "message")], &finding.message)?;

    let code = finding.code.join(", ");
    let code = locale::fill(locale, "overlay.code", &[("paragraphs", &code)]);
    let more = dom.make(
        "details",
        &[],
        &[&dom.text("summary", &[], say("popup.why"))?, &dom.text("p", &[], &finding.why)?],
    )?;
    if !finding.instead.is_empty() {
        more.append_child(&*dom.text("p", &[], &finding.instead)?)?;
    }
    let topic = format!("guidance.html#{}", finding.category);
    let code =
        dom.text("a", &[("href", &topic), ("target", "_blank"), ("rel", "noopener")], &code)?;
    more.append_child(&*dom.make("p", &[], &[&code])?)?;
    dom.make("li", &[("class", finding.severity.class())], &[&head, &message, &more])
}

/// A time of day as hours and minutes, which reads the same in both languages.
fn clock(ms: u64) -> String {
    let date = Date::new(&JsValue::from_f64(ms as f64));
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// Says that the settings could not be read, in both languages: which one is the user's is in them.
pub(crate) fn failed(dom: &Dom) -> Result<()> {
    let page = dom.page(Locale::En.tag(), locale::text(Locale::En, "popup.name"))?;
    let said = Locale::ALL
        .map(|l| dom.text("p", &[("lang", l.tag())], locale::text(l, "popup.failed")))
        .into_iter()
        .collect::<Result<Vec<_>>>()?;
    dom::fill(&page, &said.iter().collect::<Vec<_>>())
}
