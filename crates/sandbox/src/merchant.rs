//! A merchant of the cast: what its operator configures, and the numbers it goes by.

use checkout_readiness_checks::profile::{Product, Site};

use crate::script::{Sale, Script};

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
    /// The payment or order to look into, where the operator names one; otherwise the newest
    /// approved payment is meant.
    pub inspected: Option<&'static str>,
    /// The official measurement of the integration quality, as the operator recorded it.
    pub quality: Option<Measurement>,
    /// What was used during development, as far as the operator says.
    pub development: Development,
    /// How many days before the sandbox started the Access Token was issued, where the operator
    /// says so.
    pub token_issued_days_ago: Option<u32>,
    pub(crate) script: Script,
}

/// An official measurement of the integration quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measurement {
    /// From 0 to 100.
    pub score: u8,
    /// How many days before the sandbox started it was made.
    pub days_ago: u32,
}

/// What was used during development.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Development {
    /// The Public Key.
    pub public_key: Option<&'static str>,
    /// The application's number.
    pub application_id: Option<&'static str>,
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

    /// Number of the payment the merchant's sale came to: the newest approved one, unless what is
    /// special about the merchant says otherwise.
    #[must_use]
    pub fn payment_id(&self) -> u64 {
        self.numbered_payment(1)
    }

    /// What the merchant's payments are made with.
    pub(crate) fn sells(&self) -> Product {
        self.script.sells.unwrap_or(self.product)
    }

    /// The payment at this position, counted from the sale, which is the first.
    pub(crate) fn numbered_payment(&self, position: u64) -> u64 {
        1_300_000_000_000 + self.place(position)
    }

    /// The merchant order behind the payment at this position.
    pub(crate) fn numbered_merchant_order(&self, position: u64) -> u64 {
        34_000_000_000 + self.place(position)
    }

    /// The preference behind the payment at this position.
    pub(crate) fn numbered_preference(&self, position: u64) -> String {
        format!("{}-00000000-0000-4000-8000-{position:012}", self.user_id())
    }

    /// The order behind the payment at this position.
    pub(crate) fn numbered_order(&self, position: u64) -> String {
        let is_test = self.script.sale == Sale::TestOrder && position == 1;
        let prefix = if is_test { "ORDTST01" } else { "ORD01" };
        format!("{prefix}{:024}", self.place(position))
    }

    fn place(&self, position: u64) -> u64 {
        self.script.number * 10_000 + position
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
