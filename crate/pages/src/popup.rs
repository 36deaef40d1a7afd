//! The popup: this site on or off, a pause for everything, and what was noticed on this page.
//!
//! Nothing in it ever says that a post is fine. With nothing noticed it says just that.

mod state;
mod view;

use crate::chrome::{self, Tab};
use crate::dom::{Dom, Result};
use crate::noticed::Message;
use js_sys::Date;
use state::{Reach, Standing, State};
use std::cell::RefCell;
use std::rc::Rc;
use view::{Act, View};
use wasm_bindgen_futures::spawn_local;

/// The port that content scripts listen on; `POPUP_PORT` in `extension/messages.ts`.
const PORT: &str = "popup";

/// How long a pause lasts, in milliseconds.
const PAUSE_MS: u64 = 60 * 60 * 1000;

/// Builds the popup and keeps it current while it is open.
pub(crate) async fn open() -> Result<()> {
    let dom = Dom::new()?;
    let Ok(settings) = chrome::settings().await else {
        return view::failed(&dom);
    };
    let tab = chrome::active_tab().await.unwrap_or_default();
    let locale = chrome::locale(&settings);
    let state = State::new(settings, locale, tab.as_ref().and_then(|tab| tab.host.clone()));
    let popup = Rc::new(Popup {
        dom,
        view: RefCell::default(),
        state: RefCell::new(state),
        unheard: RefCell::new(tab),
    });
    popup.build()?;
    popup.listen()
}

/// What the popup's listeners share.
///
/// Each borrow ends before anything of the browser's is called that could come back here.
struct Popup {
    dom: Dom,
    view: RefCell<Option<View>>,
    state: RefCell<State>,
    /// The tab in front, until it is listened to.
    unheard: RefCell<Option<Tab>>,
}

impl Popup {
    /// Builds everything, in the language of the moment.
    fn build(self: &Rc<Self>) -> Result<()> {
        let popup = Rc::clone(self);
        let view = View::build(&self.dom, &self.state.borrow(), move |act| popup.act(act))?;
        self.view.replace(Some(view));
        self.show()
    }

    /// Builds everything anew, with the keyboard still on the button that asked for it.
    fn rebuild(self: &Rc<Self>) -> Result<()> {
        self.build()?;
        if let Some(view) = &*self.view.borrow() {
            view.focus_language();
        }
        Ok(())
    }

    fn show(&self) -> Result<()> {
        match &*self.view.borrow() {
            Some(view) => view.show(&self.dom, &self.state.borrow(), now()),
            None => Ok(()),
        }
    }

    /// Does what a button says, and stores it.
    fn act(self: &Rc<Self>, act: Act) {
        let popup = Rc::clone(self);
        let settings = {
            let state = self.state.borrow();
            let settings = state.settings.clone();
            match act {
                Act::Switch => match &state.host {
                    Some(host) => {
                        let on = settings.is_off(host);
                        settings.set_site(host, on)
                    }
                    None => settings,
                },
                Act::Pause if settings.is_paused(now()) => settings.pause_until(0),
                Act::Pause => settings.pause_until(now() + PAUSE_MS),
                Act::Language => settings.choose_locale(state.locale.other()),
            }
        };
        spawn_local(async move {
            // What could not be stored is not shown as done.
            if chrome::save(&settings).await.is_err() {
                return;
            }
            popup.state.borrow_mut().settle(settings);
            // A popup that cannot be drawn is closing.
            let _ = match act {
                Act::Language => popup.rebuild(),
                Act::Switch | Act::Pause => popup.show().and_then(|()| popup.listen()),
            };
        });
    }

    /// Hears what the page's frames notice, now and while the popup is open. Does nothing twice, and
    /// nothing while the page is not read.
    fn listen(self: &Rc<Self>) -> Result<()> {
        if self.state.borrow().standing(now()) != Standing::Read {
            return Ok(());
        }
        let Some(tab) = self.unheard.borrow_mut().take() else { return Ok(()) };
        let (heard, lost) = (Rc::clone(self), Rc::clone(self));
        chrome::listen(
            &tab,
            PORT,
            move |message| {
                if let Ok(message) = serde_wasm_bindgen::from_value::<Message>(message) {
                    heard.state.borrow_mut().hear(message);
                    let _ = heard.show();
                }
            },
            move || {
                lost.state.borrow_mut().reach = Reach::Lost;
                let _ = lost.show();
            },
        )
    }
}

fn now() -> u64 {
    Date::now() as u64
}
