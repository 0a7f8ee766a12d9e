//! What JavaScript holds: a widget in a shadow root, gone when it is freed.

use std::cell::Cell;
use std::rc::Rc;

use checkout_readiness_browser::host::Host;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::Render;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::app::{self, App};
use crate::checklist::Phase;
use crate::options::Options;
use crate::state::State;
use crate::text::Texts;

/// One widget on a page.
#[wasm_bindgen]
pub struct Widget {
    root: HtmlElement,
    app: Option<App>,
    _mounted: UnmountHandle<<() as Render>::State>,
}

/// What a widget knew, for the one that takes its place: in another language, or elsewhere on the
/// page.
#[wasm_bindgen]
pub struct Kept {
    state: State,
    token: Option<String>,
}

#[wasm_bindgen]
impl Widget {
    /// Draws the widget into `root`, with the element's attributes, one language's texts as far as
    /// they have come, what the loader does for it, and what another widget knew, if there was one:
    /// then the texts must have come.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(
        root: HtmlElement,
        attributes: JsValue,
        texts: JsValue,
        host: Host,
        kept: Option<Kept>,
    ) -> Self {
        let options = Options::from_js(attributes);
        let texts = Texts::new(texts, host, &options.language);
        let drawn = root.clone();
        let owner: Rc<Cell<Option<App>>> = Rc::default();
        let made = Rc::clone(&owner);
        let mounted = mount_to(root.clone(), move || {
            made.set(Some(app::view(
                drawn,
                options,
                texts,
                kept.map(|kept| (kept.state, kept.token)),
            )));
        });
        Self {
            root,
            app: owner.get(),
            _mounted: mounted,
        }
    }

    /// Runs every check, unless a run is under way; once it is known about whom, or that nobody
    /// answers.
    pub fn run(&self) {
        if let Some(app) = self.app {
            app.run_once_met();
        }
    }

    /// Draws what is known already, where the proxy has not told yet who it is.
    pub fn show(&self) {
        if let Some(app) = self.app {
            app.show();
        }
    }

    /// Stops a run.
    pub fn cancel(&self) {
        if let Some(app) = self.app {
            app.cancel();
        }
    }

    /// The newest answers as a report; nothing before there are any.
    #[must_use]
    pub fn report(&self) -> JsValue {
        let report = self.app.and_then(App::report);
        report.unwrap_or(JsValue::NULL)
    }

    /// Says that a person looked; false where that check does not ask for it.
    #[must_use]
    pub fn confirm(&self, check: &str, note: &str) -> bool {
        self.app
            .is_some_and(|app| app.confirm_if_asked(check, note))
    }

    /// What it knows, if that is worth keeping: a run that has ended. It knows nothing any more then,
    /// and is to be freed.
    #[must_use]
    pub fn keep(&self) -> Option<Kept> {
        let app = self.app?;
        let token = app.token();
        let is_done = app.peek(|state| state.list.phase == Phase::Done);
        let state = is_done.then(|| app.leave()).flatten()?;
        Some(Kept { state, token })
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.root.replace_children_with_node_0();
    }
}
