//! What a merchant of the cast configures, and the script the stand-in plays for it.

use checkout_readiness_checks::profile::{Product, Site};

/// A merchant of the cast: what its operator would configure, and what to expect of it.
///
/// Every value is plain data and visibly fake; nothing here is a secret.
#[derive(Clone, Copy, Debug)]
pub struct Merchant {
    /// The merchant's name in the demo, in kebab case.
    pub id: &'static str,
    /// What is special about it, in English.
    pub special: &'static str,
    /// What a reader of its report should see, in English.
    pub expectation: &'static str,
    /// The product the merchant integrates.
    pub product: Product,
    /// The country the operator declares, which need not be the account's.
    pub site: Site,
    /// What stands where the Access Token belongs.
    pub access_token: &'static str,
    /// What stands where the Public Key belongs.
    pub public_key: Option<&'static str>,
    /// Secret the merchant's notifications are signed with.
    pub webhook_secret: Option<&'static str>,
    /// Address for notifications, as the operator declares it.
    pub webhook_url: Option<&'static str>,
    /// Address where the shop takes payments, as the operator declares it.
    pub checkout_url: Option<&'static str>,
    /// The user the operator says the credentials belong to.
    pub expected_user_id: Option<&'static str>,
    /// The application the operator says the credentials belong to.
    pub expected_application_id: Option<&'static str>,
    pub(crate) script: Script,
}

impl Merchant {
    /// The Access Token Mercado Pago would have issued to this merchant.
    pub(crate) fn issued_token(&self) -> Option<&'static str> {
        if self.script.credentials_swapped {
            self.public_key
        } else {
            Some(self.access_token)
        }
    }

    /// The Public Key Mercado Pago would have issued to this merchant.
    pub(crate) fn issued_public_key(&self) -> Option<&'static str> {
        if self.script.credentials_swapped {
            Some(self.access_token)
        } else {
            self.public_key
        }
    }

    /// Number of the account behind the credentials.
    #[must_use]
    pub fn user_id(&self) -> u64 {
        user_id(self.script.number)
    }

    /// Number of the application the Access Token was issued for.
    #[must_use]
    pub fn application_id(&self) -> u64 {
        application_id(self.script.application)
    }

    /// Number of the merchant's newest approved payment.
    #[must_use]
    pub fn payment_id(&self) -> u64 {
        self.numbered_payment(1)
    }

    pub(crate) fn numbered_payment(&self, position: u64) -> u64 {
        1_300_000_000_000 + self.script.number * 10 + position
    }
}

/// The account of that number in the cast.
pub(crate) fn user_id(number: u64) -> u64 {
    100_000_000 + number
}

/// The application of that number in the cast.
pub(crate) fn application_id(number: u64) -> u64 {
    1_000_000_000_000_000 + number
}

/// What the stand-in Mercado Pago knows of a merchant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Script {
    /// Place in the cast; ids are derived from it.
    pub number: u64,
    /// Number of the application the Access Token was issued for.
    pub application: u64,
    /// Number of the application the Public Key was issued for.
    pub key_application: u64,
    /// Whether the operator put each credential where the other belongs.
    pub credentials_swapped: bool,
    pub nickname: &'static str,
    pub account: Account,
    /// Country of the account.
    pub country: Site,
    /// `homologated` of the credentials wrapper.
    pub activated: bool,
    /// `is_test` of the credentials wrapper.
    pub is_test: bool,
    /// Whether the token may read the application it was issued for.
    pub reads_application: bool,
    /// Address on the application and on the payments.
    pub notified_at: Option<&'static str>,
    pub temper: Temper,
}

/// What kind of account answers `GET /users/me`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Account {
    Production,
    TestUser,
    Restricted,
    /// Only the keys every answer has: no tags, no status.
    Minimal,
}

/// How the stand-in Mercado Pago treats a merchant's calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Temper {
    Normal,
    Slow,
    RateLimited,
    Failing,
    Garbled,
    Revoked,
}
