//! Everything the widget knows, as plain data: one value, so that one signal carries it.

use checkout_readiness_checks::contract::{Mode, Planned};
use checkout_readiness_checks::evidence::Development;
use checkout_readiness_checks::profile::{Product, Site};

use crate::checklist::Checklist;
use crate::proxy::{Check, Failure, Profile, Quality};

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

/// Who answers, and about whom. Answers of one are never shown among those of another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answerer {
    /// Which start of the proxy; another one may be configured otherwise.
    pub instance: Option<String>,
    /// The account.
    pub account: Option<String>,
}

impl Answerer {
    /// Whether the other is known to be another. What is not known is not taken for a difference.
    #[must_use]
    pub fn is_another(&self, other: &Self) -> bool {
        let differs = |one: &Option<String>, other: &Option<String>| {
            one.is_some() && other.is_some() && one != other
        };
        differs(&self.instance, &other.instance) || differs(&self.account, &other.account)
    }
}

/// Everything the widget knows.
#[derive(Debug)]
pub struct State {
    /// Whether there is something to show: the proxy has told, or is not waited for any longer.
    pub is_shown: bool,
    /// The list.
    pub list: Checklist,
    /// What is known of the proxy.
    pub connection: Connection,
    /// How often the connection changed: parts that show it are drawn anew with it.
    pub connection_changes: usize,
    /// Who gave the answers on the list, and about whom.
    pub answers_of: Answerer,
    /// The checks the proxy knows.
    pub checks: Vec<Check>,
    /// The checks the page adds.
    pub panel: Vec<Planned>,
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
    /// What a reader entered to make the answers sharper.
    pub entered: Entered,
    /// Earlier runs, and what changed since one of them.
    pub past: Past,
    /// JSON to send, by the check it was asked for.
    pub snippets: Vec<(String, String)>,
    /// The check from whose row the test of the webhook was opened; none where it is not open.
    pub probe: Option<String>,
}

/// What a reader entered to make the answers sharper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// The payment or order to look into.
    pub payment_id: Option<String>,
    /// The last official measurement of the integration quality.
    pub quality: Option<Quality>,
    /// How the credentials compare with those of development, compared on this page.
    pub development: Development,
    /// Whether the handler of notifications reads the resource again before it acts.
    pub reads_again: bool,
}

/// Earlier runs, and what changed since one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// The report before this one, as it was written.
    pub report: Option<String>,
    /// What changed since an earlier run: when that ended and the proxy's answer, as JSON.
    pub compared: Option<String>,
    /// The runs the proxy has kept, the newest first, as it wrote them.
    pub runs: Option<String>,
}

impl State {
    /// Whether the proxy wants a token, or another one.
    pub fn is_locked(&self) -> bool {
        matches!(
            self.connection,
            Connection::Failed(Failure::Unauthorized { .. })
        )
    }

    /// Nothing known yet but what was chosen.
    #[must_use]
    pub fn new(choice: Choice) -> Self {
        Self {
            is_shown: false,
            list: Checklist::default(),
            connection: Connection::Connecting,
            connection_changes: 0,
            answers_of: Answerer::default(),
            checks: Vec::new(),
            panel: Vec::new(),
            choice,
            wanted: None,
            open: Vec::new(),
            failure: None,
            announcement: String::new(),
            entered: Entered::default(),
            past: Past::default(),
            snippets: Vec::new(),
            probe: None,
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

    /// The checks that would be judged for what is chosen, the page's own among them; empty before
    /// the proxy has told.
    #[must_use]
    pub fn plan(&self) -> Vec<Planned> {
        let site = self.choice.site.map(Site::name);
        let product = self.choice.product.name();
        let known = self.checks.iter();
        let mut plan: Vec<Planned> = known
            .filter_map(|check| check.planned(product, site))
            .collect();
        if !plan.is_empty() {
            plan.extend(self.panel.iter().cloned());
        }
        plan
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
            profile.account_key.as_deref(),
            account.nickname.as_deref(),
            account.user_id.as_deref(),
            account.application_id.as_deref(),
            Some(self.choice.product.name()),
        ];
        Some(parts.map(Option::unwrap_or_default).join("|"))
    }

    /// Who answers now, and about whom.
    #[must_use]
    pub fn answerer(&self) -> Answerer {
        Answerer {
            instance: self.profile().and_then(|profile| profile.instance.clone()),
            account: self.account_key(),
        }
    }

    /// Whether the answers on the list are of somebody else than who answers now.
    #[must_use]
    pub fn has_answers_of_another(&self) -> bool {
        !self.list.rows.is_empty() && self.answers_of.is_another(&self.answerer())
    }

    /// Whether there are answers of a whole run.
    #[must_use]
    pub fn has_run(&self) -> bool {
        !self.list.observed_at.0.is_empty()
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
        self.answers_of = Answerer::default();
        self.failure = None;
        self.open.clear();
        self.entered = Entered::default();
        self.past = Past::default();
        self.snippets.clear();
        self.probe = None;
    }
}

#[cfg(test)]
mod tests {
    use super::Answerer;

    #[test]
    fn another_start_or_another_account_is_another_and_what_is_unknown_is_not() {
        let of = |instance: Option<&str>, account: Option<&str>| Answerer {
            instance: instance.map(str::to_owned),
            account: account.map(str::to_owned),
        };
        let known = of(Some("a"), Some("x"));
        assert!(known.is_another(&of(Some("b"), Some("x"))));
        assert!(known.is_another(&of(Some("a"), Some("y"))));
        assert!(!known.is_another(&of(Some("a"), None)));
        assert!(!of(None, None).is_another(&known));
    }
}
