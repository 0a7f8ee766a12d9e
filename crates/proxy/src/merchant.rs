//! A merchant as configured, and the directory a request chooses one from.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use checkout_readiness_checks::confirmable::Confirmable;
use checkout_readiness_checks::contract::Outcome;
use checkout_readiness_checks::evidence::{
    Declared, Development, Likeness, PublicKeyForm, PublicKeyShape, TokenForm, TokenShape,
};
use checkout_readiness_checks::profile::{Product, Site};
use checkout_readiness_mercado_pago::{AccessToken, PublicKey, SaleId};
use checkout_readiness_sandbox as sandbox;
use jiff::Span;
use jiff::civil::Date;
use secrecy::SecretString;
use url::Url;

use crate::guard::without_query;
use crate::measurement::{Measurement, days_between, today};
use crate::observers::KnownSecrets;

/// What an operator configures of one merchant. `Debug` shows its name alone: even an address may
/// carry a secret in its query.
#[derive(Clone)]
pub struct Merchant {
    /// The name a request chooses it by.
    pub id: String,
    /// What it integrates, where that is known.
    pub product: Option<Product>,
    /// The country its account should be of, where that is known.
    pub site: Option<Site>,
    /// Its Access Token, if one was given.
    pub access_token: Option<Configured<AccessToken, TokenForm>>,
    /// Its Public Key, if one was given.
    pub public_key: Option<Configured<PublicKey, PublicKeyForm>>,
    /// What its notifications are signed with.
    pub webhook_secret: Option<SecretString>,
    /// Where its notifications should go, as written.
    pub webhook_url: Option<String>,
    /// Where it takes payments.
    pub checkout_url: Option<Url>,
    /// The user its credentials should belong to.
    pub expected_user_id: Option<String>,
    /// The application its credentials should belong to.
    pub expected_application_id: Option<String>,
    /// How the credentials compare with those of development, where those were given.
    pub development: Development,
    /// The day the Access Token was issued, where the operator says so.
    pub token_issued_on: Option<Date>,
    /// The payment or order to look into, where the operator names one.
    pub sale: Option<SaleId>,
    /// The last measurement of the integration quality the operator knows of.
    pub quality: Option<Measurement>,
    /// Whether the webhook's handler reads the resource again before it acts, where the operator says.
    pub webhook_reads_again: Option<bool>,
    /// Questions a person has looked into where no machine can, for the configured product.
    pub confirmed: BTreeSet<Confirmable>,
}

/// A credential as configured: its form, and itself where anything usable is left of it.
#[derive(Clone, Debug)]
pub struct Configured<Credential, Form> {
    /// The credential, slips taken off; absent where nothing could be asked with it.
    pub usable: Option<Credential>,
    /// What can be told of the text without telling the text.
    pub form: Form,
}

impl Merchant {
    /// A merchant of whom only the name is known.
    #[must_use]
    pub fn named(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            product: None,
            site: None,
            access_token: None,
            public_key: None,
            webhook_secret: None,
            webhook_url: None,
            checkout_url: None,
            expected_user_id: None,
            expected_application_id: None,
            development: Development::default(),
            token_issued_on: None,
            sale: None,
            quality: None,
            webhook_reads_again: None,
            confirmed: BTreeSet::new(),
        }
    }

    /// The same, with this text as its Access Token.
    #[must_use]
    pub fn with_access_token(mut self, text: &str) -> Self {
        let (usable, form) = AccessToken::parse(text);
        self.access_token = Some(Configured { usable, form });
        self
    }

    /// The same, with this text as its Public Key.
    #[must_use]
    pub fn with_public_key(mut self, text: &str) -> Self {
        let (usable, form) = PublicKey::parse(text);
        // What fails to be a public key may be a secret, and a query is no place for one.
        let usable = usable.filter(|_| form.shape == PublicKeyShape::Usual);
        self.public_key = Some(Configured { usable, form });
        self
    }

    /// What it integrates, where nobody says otherwise.
    #[must_use]
    pub fn usual_product(&self) -> Product {
        self.product.unwrap_or(Product::CheckoutPro)
    }

    /// Whether the operator says that a person looked into this very question, for this product.
    #[must_use]
    pub fn has_confirmed(&self, outcome: &Outcome, product: Product) -> bool {
        product == self.usual_product() && self.confirmed.iter().any(|it| it.is_asked_by(outcome))
    }

    /// The Access Token, if there is one to ask with.
    #[must_use]
    pub fn token(&self) -> Option<&AccessToken> {
        self.access_token.as_ref()?.usable.as_ref()
    }

    /// The Public Key, if there is one to ask with.
    #[must_use]
    pub fn key(&self) -> Option<&PublicKey> {
        self.public_key.as_ref()?.usable.as_ref()
    }

    /// What nobody else may know. A Public Key in the Access Token's place may be seen.
    pub(crate) fn known_secrets(&self) -> KnownSecrets {
        let token = self.access_token.as_ref();
        KnownSecrets {
            access_token: token
                .filter(|token| token.form.shape != TokenShape::PublicKey)
                .and_then(|token| token.usable.clone()),
            webhook_secret: self.webhook_secret.clone(),
        }
    }

    /// How these credentials of development compare with those in use.
    #[must_use]
    pub fn likeness_of(&self, key: Option<&PublicKey>, application: Option<&str>) -> Development {
        let likeness = |is_same| {
            if is_same {
                Likeness::Same
            } else {
                Likeness::Different
            }
        };
        let in_token = self
            .access_token
            .as_ref()
            .and_then(|token| token.form.application_id.as_deref());
        Development {
            public_key: key.zip(self.key()).map(|(key, ours)| likeness(key == ours)),
            application_id: application
                .zip(in_token)
                .map(|(id, ours)| likeness(id == ours)),
        }
    }

    /// What was declared of it, for the checks; the checkout may be another page of the shop.
    #[must_use]
    pub fn declared(&self, checkout_url: Option<&Url>) -> Declared {
        Declared {
            access_token: self.access_token.as_ref().map(|token| token.form.clone()),
            public_key: self.public_key.as_ref().map(|key| key.form.clone()),
            expected_user_id: self.expected_user_id.clone(),
            expected_application_id: self.expected_application_id.clone(),
            webhook_url: self.webhook_url.clone(),
            checkout_url: checkout_url.map(without_query),
            webhook_reads_again: self.webhook_reads_again == Some(true),
            // Somewhere on Earth it is tomorrow already.
            days_since_token_issued: self
                .token_issued_on
                .map(|day| days_between(day, today()).max(0)),
            ..Declared::default()
        }
    }
}

impl fmt::Debug for Merchant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Merchant");
        shown.field("id", &self.id).finish_non_exhaustive()
    }
}

/// A merchant of the sandbox's cast, configured as its own operator would.
impl From<&sandbox::Merchant> for Merchant {
    fn from(cast: &sandbox::Merchant) -> Self {
        let mut merchant = Self::named(cast.id).with_access_token(cast.access_token);
        if let Some(key) = cast.public_key {
            merchant = merchant.with_public_key(key);
        }
        let key = cast.development.public_key;
        let key = key.and_then(|text| PublicKey::parse(text).0);
        Self {
            product: Some(cast.product),
            site: Some(cast.site),
            webhook_secret: cast.webhook_secret.map(SecretString::from),
            webhook_url: cast.webhook_url.map(str::to_owned),
            checkout_url: cast.checkout_url.and_then(|url| Url::parse(url).ok()),
            expected_user_id: cast.expected_user_id.map(str::to_owned),
            expected_application_id: cast.expected_application_id.map(str::to_owned),
            development: merchant.likeness_of(key.as_ref(), cast.development.application_id),
            token_issued_on: cast.token_issued_days_ago.map(days_ago),
            sale: cast.inspected.and_then(|id| SaleId::parse(id).ok()),
            quality: cast.quality.map(|measured| Measurement {
                score: measured.score,
                measured_on: days_ago(measured.days_ago),
                sale: None,
            }),
            ..merchant
        }
    }
}

fn days_ago(days: u32) -> Date {
    let today = today();
    today.checked_sub(Span::new().days(days)).unwrap_or(today)
}

/// Every merchant this proxy answers for: one in live mode, the cast in sandbox mode.
#[derive(Clone, Debug)]
pub struct Directory {
    first: Arc<Merchant>,
    others: Vec<Arc<Merchant>>,
}

impl Directory {
    /// A directory of this merchant alone.
    #[must_use]
    pub fn of_one(merchant: Merchant) -> Self {
        Self {
            first: Arc::new(merchant),
            others: Vec::new(),
        }
    }

    /// The same, and one merchant more.
    #[must_use]
    pub fn and(mut self, merchant: Merchant) -> Self {
        self.others.push(Arc::new(merchant));
        self
    }

    /// The merchant of that name, or the first where no name is given.
    #[must_use]
    pub fn find(&self, id: Option<&str>) -> Option<&Arc<Merchant>> {
        match id {
            None => Some(&self.first),
            Some(id) => self.iter().find(|merchant| merchant.id == id),
        }
    }

    /// All of them, the first one first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Merchant>> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merchant_shows_none_of_its_secrets() {
        let canary = "APP_USR-1000000000000001-010112-0000000000000000000000000ca1a4e5-100000001";
        let merchant = Merchant {
            webhook_secret: Some(SecretString::from("canary-webhook-secret")),
            ..Merchant::named("shop").with_access_token(canary)
        };
        let shown = format!("{merchant:?}");
        assert!(!shown.contains("ca1a4e5"), "{shown}");
        assert!(!shown.contains("canary"), "{shown}");
    }

    #[test]
    fn a_key_of_an_unusual_form_is_never_asked_with() {
        for text in ["not-a-key", "APP_USR-1", "YOUR_PUBLIC_KEY"] {
            assert!(
                Merchant::named("shop")
                    .with_public_key(text)
                    .key()
                    .is_none(),
                "{text}"
            );
        }
        let usual = "APP_USR-00000000-0000-4000-8000-000000000001";
        assert!(
            Merchant::named("shop")
                .with_public_key(usual)
                .key()
                .is_some()
        );
    }
}
