//! The one stateful component: it holds the state, asks the proxy and looks at the page.

mod connect;
mod decide;
mod past;
pub mod probe;
mod run;
pub mod sale;
mod settings;
mod telling;

use std::rc::Rc;

use checkout_readiness_checks::contract::Verdict;
use checkout_readiness_checks::profile::{Product, Site};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{AbortController, HtmlElement};

use crate::components;
use crate::dom::{Element, Live, nothing};
use crate::memory::{self, Choices};
use crate::options::Options;
use crate::parts::Parts;
use crate::proxy::{Failure, Proxy};
use crate::state::{Choice, State};
use crate::text::{Part, Texts};

/// The state, and everything that changes it. A handle: copies are of the same state.
#[derive(Clone, Copy)]
pub struct App {
    state: RwSignal<State>,
    tools: StoredValue<Tools, LocalStorage>,
}

/// What does not change what is seen.
struct Tools {
    root: HtmlElement,
    texts: Texts,
    options: Rc<Options>,
    proxy: Proxy,
    abort: Option<AbortController>,
    parts: Option<Parts>,
    /// Which run is the newest. What an older one still has to say is not heard.
    run: usize,
    /// Checks to judge when the run under way has ended.
    to_judge: Vec<String>,
    /// Which question to the proxy about itself is the newest.
    introduction: usize,
    /// Whether a run begins as soon as the proxy has said who it is.
    run_waits: bool,
    /// The verdict the page was told last.
    told: Verdict,
}

/// What another widget knew before: its state, and the operator's token if it was given one.
pub type Kept = (State, Option<String>);

impl App {
    fn new(root: HtmlElement, options: Options, texts: Texts, kept: Option<Kept>) -> Self {
        let (mut state, token) = kept.unwrap_or_else(|| (Self::fresh(&options), None));
        state.panel.clone_from(&options.panel);
        let proxy = Proxy {
            address: options.proxy.clone(),
            token,
            host: Some(texts.host()),
        };
        Self {
            state: RwSignal::new(state),
            tools: StoredValue::new_local(Tools {
                root,
                texts,
                options: Rc::new(options),
                proxy,
                abort: None,
                parts: None,
                run: 0,
                to_judge: Vec::new(),
                introduction: 0,
                run_waits: false,
                told: Verdict::NotRun,
            }),
        }
    }

    fn fresh(options: &Options) -> State {
        let remembered = memory::choices(&options.proxy);
        let choice = Choice {
            product: options
                .product
                .or_else(|| remembered.product.as_deref().and_then(Product::from_name))
                .unwrap_or(Product::CheckoutPro),
            site: options
                .site
                .or_else(|| remembered.site.as_deref().and_then(Site::from_name)),
        };
        State {
            wanted: remembered.merchant,
            ..State::new(choice)
        }
    }

    /// Looks at the state, and again whenever it changes if a drawn part asks.
    pub fn see<T>(self, look: impl FnOnce(&State) -> T) -> T {
        self.state.with(look)
    }

    /// Looks at the state once.
    pub fn peek<T>(self, look: impl FnOnce(&State) -> T) -> T {
        self.state.with_untracked(look)
    }

    /// Changes the state. Does nothing once the element is gone.
    pub fn change(self, change: impl FnOnce(&mut State)) {
        self.state.try_update(change);
    }

    /// Hands over all that is known, to be used elsewhere.
    #[must_use]
    pub fn leave(self) -> Option<State> {
        self.state.try_update(|state| {
            let nothing = State::new(state.choice);
            std::mem::replace(state, nothing)
        })
    }

    /// Whether the element is still there; what was waited for may come after it has gone.
    #[must_use]
    pub fn is_alive(self) -> bool {
        !self.state.is_disposed()
    }

    /// What is at hand beside the state; nothing once the element is gone.
    fn with_tools<T>(self, act: impl FnOnce(&mut Tools) -> T) -> Option<T> {
        self.tools.try_update_value(act)
    }

    /// The words.
    #[must_use]
    pub fn texts(self) -> Texts {
        self.tools.with_value(|tools| tools.texts.clone())
    }

    /// What the page set.
    #[must_use]
    pub fn options(self) -> Rc<Options> {
        self.tools.with_value(|tools| Rc::clone(&tools.options))
    }

    /// The element everything is drawn in, while it is there.
    #[must_use]
    pub fn root(self) -> Option<HtmlElement> {
        self.with_tools(|tools| tools.root.clone())
    }

    /// The operator's token, if one was entered.
    #[must_use]
    pub fn token(self) -> Option<String> {
        self.with_tools(|tools| tools.proxy.token.clone()).flatten()
    }

    /// Waits for the words of answers and for the parts that show them, and says whether they are
    /// there.
    async fn get_ready(self) -> bool {
        let texts = self.texts();
        let words = texts.fetch(Part::Answers).await;
        let parts = Parts::fetch(texts).await;
        let is_ready = words.is_some() && parts.is_some();
        self.with_tools(|tools| tools.parts = parts);
        self.is_alive() && is_ready
    }

    /// Draws the answers of another widget anew once their words and the parts are there: it may have
    /// spoken another language.
    fn redraw(self) {
        spawn_local(async move {
            if self.get_ready().await {
                self.change(|state| state.list.redraw());
            }
        });
    }

    /// What was fetched to read the page and to draw what unfolds.
    #[must_use]
    pub fn parts(self) -> Option<Parts> {
        self.with_tools(|tools| tools.parts.clone()).flatten()
    }

    /// Asks the proxy for something beside the answers, and goes on with what it says. Where that
    /// fails, a notice says why.
    fn ask(
        self,
        path: String,
        body: Option<String>,
        go_on: impl FnOnce(Self, String) -> Result<(), Failure> + 'static,
    ) {
        let go_on: Box<dyn FnOnce(Self, String) -> Result<(), Failure>> = Box::new(go_on);
        self.ask_boxed(path, body, go_on);
    }

    /// Compiled once, whatever goes on with the answer.
    fn ask_boxed(
        self,
        path: String,
        body: Option<String>,
        go_on: Box<dyn FnOnce(Self, String) -> Result<(), Failure>>,
    ) {
        spawn_local(async move {
            let answer = self.proxy().ask(&path, body.as_deref()).await;
            if !self.is_alive() {
                return;
            }
            if let Err(failure) = answer.and_then(|answer| go_on(self, answer)) {
                self.tell_failure(&failure);
                self.change(|state| state.failure = Some(failure));
            }
        });
    }

    /// Says something to a screen reader.
    pub fn announce(self, words: String) {
        self.change(|state| state.announcement = words);
    }

    /// Draws what there is to show, unless it is drawn.
    pub fn show(self) {
        if !self.peek(|state| state.is_shown) {
            self.change(|state| state.is_shown = true);
        }
    }

    /// Changes product or country.
    pub fn choose(self, choice: Choice) {
        self.abandon();
        self.change(|state| {
            state.choice = choice;
            state.forget_answers();
        });
        self.remember_choices();
    }

    fn remember_choices(self) {
        let choices = self.peek(|state| Choices {
            product: Some(state.choice.product.name().to_owned()),
            site: state.choice.site.map(|site| site.name().to_owned()),
            merchant: state.wanted.clone(),
        });
        memory::remember_choices(&self.options().proxy, &choices);
    }
}

/// Draws the widget into `root`, with what another one knew before it: once the proxy has told who it
/// is, so that it is drawn once, or when it is to be shown without.
pub fn view(root: HtmlElement, options: Options, texts: Texts, kept: Option<Kept>) -> App {
    let frame = Element::existing(&root);
    let has_answers = kept.is_some();
    let app = App::new(root, options, texts, kept);
    app.connect();
    if has_answers {
        app.redraw();
    }
    on_cleanup(move || app.cancel());
    let drawn = nothing().live(
        move || app.see(|state| state.is_shown.to_string()),
        move || {
            if app.peek(|state| state.is_shown) {
                components::frame(app)
            } else {
                nothing()
            }
        },
    );
    let tells = nothing().live(
        move || app.see(|state| state.list.verdict().name().to_owned()),
        move || {
            app.tell_verdict();
            nothing()
        },
    );
    frame.child(drawn).child(tells);
    app
}
