//! Which fault a merchant's script plays at which endpoint.

use crate::{
    config::Config,
    fault::{Endpoint, Fault},
    script::Temper,
};

/// The fault of this temper at this endpoint, if it has one there.
pub(super) fn fault(temper: Temper, endpoint: Endpoint, config: &Config) -> Option<Fault> {
    Some(match temper {
        Temper::Normal => return None,
        Temper::RateLimited => Fault::Status(429),
        Temper::Revoked => Fault::Status(401),
        Temper::Slow => Fault::Delay(match endpoint {
            Endpoint::PaymentSearch => config.slowest,
            _ => config.slow,
        }),
        Temper::Failing => match endpoint {
            Endpoint::UsersMe
            | Endpoint::PaymentMethods
            | Endpoint::MerchantOrder
            | Endpoint::ReleaseConfig
            | Endpoint::Terminals
            | Endpoint::ItemCategories => Fault::Status(500),
            Endpoint::TokenCredential
            | Endpoint::Application
            | Endpoint::Payment
            | Endpoint::Preference
            | Endpoint::ReleaseList
            | Endpoint::SettlementConfig
            | Endpoint::PointDevices => Fault::Html(502),
            Endpoint::PublicKeyCredential
            | Endpoint::PaymentSearch
            | Endpoint::Order
            | Endpoint::SettlementList
            | Endpoint::Stores
            | Endpoint::PointsOfSale => Fault::Empty(503),
        },
        Temper::Garbled => match endpoint {
            Endpoint::UsersMe
            | Endpoint::Payment
            | Endpoint::Preference
            | Endpoint::ReleaseConfig
            | Endpoint::PointDevices => Fault::Truncated,
            Endpoint::TokenCredential
            | Endpoint::PaymentSearch
            | Endpoint::Order
            | Endpoint::SettlementConfig
            | Endpoint::Stores => Fault::Html(200),
            Endpoint::PublicKeyCredential
            | Endpoint::PaymentMethods
            | Endpoint::MerchantOrder
            | Endpoint::ReleaseList
            | Endpoint::SettlementList
            | Endpoint::Terminals => Fault::WrongShape,
            Endpoint::Application | Endpoint::PointsOfSale | Endpoint::ItemCategories => {
                Fault::Empty(200)
            }
        },
    })
}
