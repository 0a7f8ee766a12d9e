//! Who answers for Mercado Pago: with an Access Token the real one, without it the sandbox.

use std::collections::BTreeSet;

use checkout_readiness_checks::confirmable::Confirmable;
use checkout_readiness_checks::contract::Mode;
use checkout_readiness_mercado_pago::BaseUrl;
use checkout_readiness_sandbox as sandbox;
use secrecy::SecretString;

use super::declared::with_declarations;
use super::reader::{
    Reader, read_confirmable, read_digits, read_page_url, read_product, read_site,
};
use super::variable::{
    MP_ACCESS_TOKEN, MP_BASE_URL, MP_PUBLIC_KEY, MP_WEBHOOK_SECRET, MP_WEBHOOK_URL,
    READINESS_CHECKOUT_URL, READINESS_CONFIRMED, READINESS_EXPECTED_APPLICATION_ID,
    READINESS_EXPECTED_USER_ID, READINESS_PRODUCT, READINESS_SANDBOX, READINESS_SITE,
};
use crate::merchant::Merchant;

/// Who answers for Mercado Pago, and for whom we ask.
#[derive(Clone, Debug)]
pub enum Upstream {
    /// Mercado Pago itself, for the configured merchant.
    Live {
        /// Where its API is.
        base_url: BaseUrl,
        /// The merchant.
        merchant: Box<Merchant>,
    },
    /// The built-in stand-in, for its cast.
    Sandbox {
        /// How it behaves.
        config: sandbox::Config,
        /// What is confirmed for every merchant of the cast.
        confirmed: BTreeSet<Confirmable>,
    },
}

/// What a request calls the only merchant of live mode.
pub const CONFIGURED: &str = "configured";

impl Upstream {
    /// Who answers.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self {
            Self::Live { .. } => Mode::Live,
            Self::Sandbox { .. } => Mode::Sandbox,
        }
    }

    /// None where an error was noted that leaves nothing to go on with.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let confirmed: BTreeSet<_> = reader
            .list(READINESS_CONFIRMED, read_confirmable)
            .into_iter()
            .collect();
        let merchant = read_merchant(reader);
        let base_url = match reader.text(MP_BASE_URL) {
            Some(_) => reader.read(MP_BASE_URL, |text| {
                BaseUrl::parse(text).map_err(|error| format!("cannot be used: {error}"))
            }),
            None => BaseUrl::parse(BaseUrl::MERCADO_PAGO).ok(),
        };
        let config = match reader.text(READINESS_SANDBOX) {
            Some(_) => reader.read(READINESS_SANDBOX, |text| {
                text.parse()
                    .map_err(|error| format!("cannot be followed: {error}"))
            }),
            None => Some(sandbox::Config::default()),
        };
        if merchant.access_token.is_some() {
            let merchant = Box::new(Merchant {
                confirmed,
                ..merchant
            });
            base_url.map(|base_url| Self::Live { base_url, merchant })
        } else {
            config.map(|config| Self::Sandbox { config, confirmed })
        }
    }
}

fn read_merchant(reader: &mut Reader<'_>) -> Merchant {
    let mut merchant = Merchant::named(CONFIGURED);
    if let Some(text) = reader.text(MP_ACCESS_TOKEN) {
        merchant = merchant.with_access_token(text);
    }
    if let Some(text) = reader.text(MP_PUBLIC_KEY) {
        merchant = merchant.with_public_key(text);
    }
    let merchant = Merchant {
        product: reader.read(READINESS_PRODUCT, read_product),
        site: reader.read(READINESS_SITE, read_site),
        webhook_secret: reader.trimmed(MP_WEBHOOK_SECRET).map(SecretString::from),
        // Whether it is an address at all is a question of the checks.
        webhook_url: reader.trimmed(MP_WEBHOOK_URL),
        checkout_url: reader.read(READINESS_CHECKOUT_URL, read_page_url),
        expected_user_id: reader.read(READINESS_EXPECTED_USER_ID, read_digits),
        expected_application_id: reader.read(READINESS_EXPECTED_APPLICATION_ID, read_digits),
        ..merchant
    };
    with_declarations(reader, merchant)
}
