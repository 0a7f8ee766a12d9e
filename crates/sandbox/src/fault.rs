//! Endpoints of the stand-in Mercado Pago, and what can be made to go wrong at each.

use std::{str::FromStr, time::Duration};

use crate::{duration::read_duration, error::ConfigError};

macro_rules! endpoints {
    ($($(#[$meta:meta])* $variant:ident = $name:literal, $path:literal);+ $(;)?) => {
        /// A question the stand-in Mercado Pago answers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Endpoint { $($(#[$meta])* $variant),+ }

        impl Endpoint {
            /// Every endpoint.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in configuration.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Its path, as [`Received`](crate::Received) counts it.
            #[must_use]
            pub const fn path(self) -> &'static str {
                match self { $(Self::$variant => $path),+ }
            }
        }
    };
}

endpoints! {
    /// `GET /users/me`.
    UsersMe = "users-me", "/users/me";
    /// `GET /plugins-credentials-wrapper/credentials` with a Bearer token.
    TokenCredential = "token-credential", "/plugins-credentials-wrapper/credentials";
    /// `GET /plugins-credentials-wrapper/credentials?public_key=`.
    PublicKeyCredential = "public-key-credential", "/plugins-credentials-wrapper/credentials?public_key";
    /// `GET /applications/{id}`.
    Application = "application", "/applications/{id}";
    /// `GET /v1/payment_methods`.
    PaymentMethods = "payment-methods", "/v1/payment_methods";
    /// `GET /v1/payments/{id}`.
    Payment = "payment", "/v1/payments/{id}";
    /// `GET /v1/payments/search`.
    PaymentSearch = "payment-search", "/v1/payments/search";
    /// `GET /merchant_orders/{id}`.
    MerchantOrder = "merchant-order", "/merchant_orders/{id}";
    /// `GET /checkout/preferences/{id}`.
    Preference = "preference", "/checkout/preferences/{id}";
    /// `GET /v1/orders/{id}`.
    Order = "order", "/v1/orders/{id}";
    /// `GET /v1/account/release_report/config`.
    ReleaseConfig = "release-config", "/v1/account/release_report/config";
    /// `GET /v1/account/release_report/list`.
    ReleaseList = "release-list", "/v1/account/release_report/list";
    /// `GET /v1/account/settlement_report/config`.
    SettlementConfig = "settlement-config", "/v1/account/settlement_report/config";
    /// `GET /v1/account/settlement_report/list`.
    SettlementList = "settlement-list", "/v1/account/settlement_report/list";
    /// `GET /terminals/v1/list`.
    Terminals = "terminals", "/terminals/v1/list";
    /// `GET /point/integration-api/devices`.
    PointDevices = "point-devices", "/point/integration-api/devices";
    /// `GET /users/{id}/stores/search`.
    Stores = "stores", "/users/{id}/stores/search";
    /// `GET /pos`.
    PointsOfSale = "points-of-sale", "/pos";
    /// `GET /item_categories`.
    ItemCategories = "item-categories", "/item_categories";
}

impl FromStr for Endpoint {
    type Err = ConfigError;

    fn from_str(name: &str) -> Result<Self, ConfigError> {
        Self::ALL
            .iter()
            .copied()
            .find(|endpoint| endpoint.name() == name)
            .ok_or_else(|| ConfigError::UnknownEndpoint {
                name: name.to_owned(),
                known: Self::ALL
                    .iter()
                    .map(|endpoint| endpoint.name())
                    .collect::<Vec<_>>()
                    .join(", "),
            })
    }
}

/// Something that goes wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An error of this status with the body Mercado Pago gives it; 429 comes with `Retry-After`.
    Status(u16),
    /// An HTML page of this status where JSON belongs.
    Html(u16),
    /// This status with no body.
    Empty(u16),
    /// 200 with JSON cut in the middle.
    Truncated,
    /// 200 with valid JSON of another shape.
    WrongShape,
    /// The right answer, this much later.
    Delay(Duration),
    /// The connection breaks before the answer is whole.
    Disconnect,
    /// No answer at all.
    Hang,
}

/// How a fault is written, for the error that explains it.
pub(crate) const FAULT_FORMS: &str = "a status from 400 to 599, html-STATUS, empty-STATUS, truncated, wrong-shape, disconnect, hang, or a duration such as 3s";

impl FromStr for Fault {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let status = |digits: &str, from: u16| {
            digits
                .parse::<u16>()
                .ok()
                .filter(|status| (from..=599).contains(status))
        };
        let fault = match text {
            "truncated" => Some(Self::Truncated),
            "wrong-shape" => Some(Self::WrongShape),
            "disconnect" => Some(Self::Disconnect),
            "hang" => Some(Self::Hang),
            _ => match text.split_once('-') {
                Some(("html", digits)) => status(digits, 200).map(Self::Html),
                Some(("empty", digits)) => status(digits, 200).map(Self::Empty),
                _ => status(text, 400)
                    .map(Self::Status)
                    .or_else(|| read_duration(text).map(Self::Delay)),
            },
        };
        fault.ok_or_else(|| ConfigError::UnknownFault {
            text: text.to_owned(),
            forms: FAULT_FORMS,
        })
    }
}
