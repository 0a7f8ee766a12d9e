//! The one stateful component: it holds the state, asks the proxy and looks at the page.

mod confirm;
mod connect;
mod run;
mod take_away;

use checkout_readiness_checks::profile::{Product, Site};
use leptos::prelude::*;
use web_sys::{AbortController, HtmlElement};

use crate::checklist::Checklist;
use crate::components;
use crate::memory::{self, Choices};
use crate::options::Options;
use crate::proxy::{Check, Failure, Profile, Proxy};
use crate::text::Texts;

/// What is known of the proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Asked, no answer yet.
    Connecting,
    /// It answered.
    Connected(Profile),
    /// It did not, or not as hoped.
    Failed(Failure),
}

/// What the reader, the page or the proxy chose, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The product.
    pub product: Product,
    /// The country; none means the account's own.
    pub site: Option<Site>,
}

/// The state, and everything that changes it. A handle: copies are of the same state.
#[derive(Clone, Copy)]
pub struct App {
    /// The list.
    pub list: RwSignal<Checklist>,
    /// What is known of the proxy.
    pub connection: RwSignal<Connection>,
    /// Product and country.
    pub choice: RwSignal<Choice>,
    /// Ids of the rows that are unfolded.
    pub open: RwSignal<Vec<String>>,
    /// What a screen reader is told, once.
    pub announcement: RwSignal<String>,
    /// Why the last run did not end well.
    pub failure: RwSignal<Option<Failure>>,
    /// Text that could not be copied and is shown instead.
    pub to_copy: RwSignal<Option<String>>,
    /// Id of the row that should have the focus once it has settled.
    pub focus: RwSignal<Option<String>>,
    root: StoredValue<HtmlElement, LocalStorage>,
    texts: StoredValue<Texts, LocalStorage>,
    options: StoredValue<Options>,
    proxy: StoredValue<Proxy>,
    checks: RwSignal<Vec<Check>>,
    abort: StoredValue<Option<AbortController>, LocalStorage>,
}

impl App {
    fn new(root: HtmlElement, options: Options, texts: Texts) -> Self {
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
        let proxy = Proxy { address: options.proxy.clone(), token: None };
        Self {
            list: RwSignal::default(),
            connection: RwSignal::new(Connection::Connecting),
            choice: RwSignal::new(choice),
            open: RwSignal::default(),
            announcement: RwSignal::default(),
            failure: RwSignal::new(None),
            to_copy: RwSignal::new(None),
            focus: RwSignal::new(None),
            root: StoredValue::new_local(root),
            texts: StoredValue::new_local(texts),
            options: StoredValue::new(options),
            proxy: StoredValue::new(proxy),
            checks: RwSignal::default(),
            abort: StoredValue::new_local(None),
        }
    }

    /// The words.
    #[must_use]
    pub fn texts(self) -> Texts {
        self.texts.get_value()
    }

    /// The element everything is drawn in, while it is there.
    #[must_use]
    pub fn root(self) -> Option<HtmlElement> {
        self.root.try_get_value()
    }

    /// What the page set.
    #[must_use]
    pub fn options(self) -> Options {
        self.options.get_value()
    }

    /// The proxy's answer about itself, once it is there.
    #[must_use]
    pub fn profile(self) -> Option<Profile> {
        self.connection.with(|connection| match connection {
            Connection::Connected(profile) => Some(profile.clone()),
            _ => None,
        })
    }

    /// Changes product or country. What was answered is of another question, so it goes.
    pub fn choose(self, choice: Choice) {
        self.cancel();
        self.choice.set(choice);
        self.list.set(Checklist::default());
        self.failure.set(None);
        self.remember();
    }

    fn remember(self) {
        let choice = self.choice.get_untracked();
        let merchant = self.connection.with_untracked(|connection| match connection {
            Connection::Connected(profile) => profile.merchant.clone(),
            _ => None,
        });
        let choices = Choices {
            product: Some(choice.product.name().to_owned()),
            site: choice.site.map(|site| site.name().to_owned()),
            merchant,
        };
        memory::remember_choices(&self.proxy.with_value(|proxy| proxy.address.clone()), &choices);
    }
}

/// The widget.
pub fn view(root: HtmlElement, options: Options, texts: Texts) -> impl IntoView {
    let app = App::new(root, options, texts);
    app.connect();
    on_cleanup(move || app.cancel());
    components::frame(app)
}
