//! Everything the widget knows, as plain data: one value, so that one signal carries it.

use checkout_readiness_checks::contract::{Mode, Planned};
use checkout_readiness_checks::profile::{Product, Site};

use crate::checklist::Checklist;
use crate::proxy::{Check, Failure, Profile};

/// What is known of the proxy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// Asked, no answer yet.
    #[default]
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

/// Everything the widget knows.
#[derive(Clone, Debug)]
pub struct State {
    /// The list.
    pub list: Checklist,
    /// What is known of the proxy.
    pub connection: Connection,
    /// How often the connection changed: parts that show it are drawn anew with it.
    pub connection_changes: usize,
    /// The checks the proxy knows.
    pub checks: Vec<Check>,
    /// Product and country.
    pub choice: Choice,
    /// The stand-in's merchant to ask about, once one was chosen or the proxy has told.
    pub wanted: Option<String>,
    /// Ids of the rows that are unfolded.
    pub open: Vec<String>,
    /// Why the last run did not end well.
    pub failure: Option<Failure>,
    /// What a screen reader is told, once.
    pub announcement: String,
    /// Text that could not be copied and is shown instead.
    pub to_copy: Option<String>,
}

impl State {
    /// Nothing known yet but what was chosen.
    #[must_use]
    pub fn new(choice: Choice) -> Self {
        Self {
            list: Checklist::default(),
            connection: Connection::Connecting,
            connection_changes: 0,
            checks: Vec::new(),
            choice,
            wanted: None,
            open: Vec::new(),
            failure: None,
            announcement: String::new(),
            to_copy: None,
        }
    }

    /// Changes what is known of the proxy.
    pub fn connect(&mut self, connection: Connection) {
        self.connection = connection;
        self.connection_changes += 1;
    }

    /// Takes in what the proxy says of itself now.
    pub fn meet(&mut self, profile: Profile) {
        if self.profile() != Some(&profile) {
            self.connect(Connection::Connected(profile));
        }
    }

    /// The proxy's answer about itself, once it is there.
    #[must_use]
    pub fn profile(&self) -> Option<&Profile> {
        match &self.connection {
            Connection::Connected(profile) => Some(profile),
            _ => None,
        }
    }

    /// Who answers for Mercado Pago: what the answers say of themselves, else what the proxy says.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        let of_answers = self.list.mode.filter(|_| !self.list.rows.is_empty());
        of_answers.or_else(|| self.profile().map(|profile| profile.mode))
    }

    /// The checks the proxy would judge for what is chosen; empty before it has told.
    #[must_use]
    pub fn plan(&self) -> Vec<Planned> {
        let site = self.choice.site.map(Site::name);
        let product = self.choice.product.name();
        self.checks
            .iter()
            .filter_map(|check| check.planned(product, site))
            .collect()
    }

    /// Which account a person's word is about. None where it is not known: then nothing is
    /// remembered, because it might be applied to another account.
    #[must_use]
    pub fn account_key(&self) -> Option<String> {
        let is_wanted = |profile: &&Profile| profile.merchant == self.wanted;
        let profile = self.profile().filter(is_wanted)?;
        let account = profile.account.as_ref()?;
        let parts = [
            Some(profile.mode.name()),
            profile.merchant.as_deref(),
            account.nickname.as_deref(),
            account.user_id.as_deref(),
            account.application_id.as_deref(),
            Some(self.choice.product.name()),
        ];
        Some(parts.map(Option::unwrap_or_default).join("|"))
    }

    /// Who answers, and about whom. Answers of one are never shown among those of another.
    #[must_use]
    pub fn answered_by(&self) -> (Option<String>, Option<String>) {
        let instance = self.profile().and_then(|profile| profile.instance.clone());
        (instance, self.account_key())
    }

    /// Unfolds a row, or folds it.
    pub fn unfold(&mut self, check: &str, is_open: bool) {
        self.open.retain(|known| known != check);
        if is_open {
            self.open.push(check.to_owned());
        }
    }

    /// Starts over: what was answered is of another question.
    pub fn forget_answers(&mut self) {
        self.list = Checklist::default();
        self.failure = None;
        self.open.clear();
    }
}
