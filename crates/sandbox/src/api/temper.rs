//! Which fault a merchant's script plays at which endpoint.

use crate::{
    config::Config,
    fault::{Endpoint, Fault},
    merchant::Temper,
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
            Endpoint::UsersMe | Endpoint::PaymentMethods => Fault::Status(500),
            Endpoint::TokenCredential | Endpoint::Application | Endpoint::Payment => {
                Fault::Html(502)
            }
            Endpoint::PublicKeyCredential | Endpoint::PaymentSearch => Fault::Empty(503),
        },
        Temper::Garbled => match endpoint {
            Endpoint::UsersMe | Endpoint::Payment => Fault::Truncated,
            Endpoint::TokenCredential | Endpoint::PaymentSearch => Fault::Html(200),
            Endpoint::PublicKeyCredential | Endpoint::PaymentMethods => Fault::WrongShape,
            Endpoint::Application => Fault::Empty(200),
        },
    })
}
