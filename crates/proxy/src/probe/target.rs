//! Where a probe may go: to the address the operator configured or the account names, or to another
//! one on a host the operator allowed. A browser never chooses a host.

use std::collections::BTreeSet;
use std::sync::Arc;

use checkout_readiness_checks::checks::webhook_url_is_public_https::CHECK;
use checkout_readiness_checks::notified::{MAX_LENGTH, address, same};
use checkout_readiness_checks::profile::Product;
use url::Url;

use crate::engine::Engine;
use crate::merchant::Merchant;
use crate::run::{Request, run_with_evidence};

/// Why nothing is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// None is configured, and none was read from the account.
    #[error("no webhook URL is known: set MP_WEBHOOK_URL")]
    NoAddress,
    /// What is configured is no address on `https`, or a longer one than Mercado Pago takes.
    #[error(
        "the webhook URL is not one notifications are sent to: it must begin with https:// and have at most 248 characters"
    )]
    Unfit,
    /// The address asked for is on another host.
    #[error(
        "that address is on another host than MP_WEBHOOK_URL, and not one of READINESS_PROBE_ALLOW"
    )]
    NotAllowed,
}

/// The address a probe of this merchant's webhook goes to.
///
/// # Errors
///
/// [`Denied`] says why to none.
pub async fn target(
    engine: &Arc<Engine>,
    merchant: &Arc<Merchant>,
    product: Product,
    asked: Option<&Url>,
) -> Result<Url, Denied> {
    let declared = merchant.webhook_url.as_deref();
    if let Some(asked) = asked {
        let is_allowed = engine.guard.makes_an_exception_for(asked)
            || declared.is_some_and(|declared| is_on_the_same_server(asked, declared));
        return if is_allowed {
            fit(asked.as_str())
        } else {
            Err(Denied::NotAllowed)
        };
    }
    if let Some(declared) = declared {
        return fit(declared);
    }
    fit(&named_by_the_account(engine, merchant, product)
        .await
        .ok_or(Denied::NoAddress)?)
}

/// What application or payments say, by the very run that looks at that address.
async fn named_by_the_account(
    engine: &Arc<Engine>,
    merchant: &Arc<Merchant>,
    product: Product,
) -> Option<String> {
    let request = Request {
        product: Some(product),
        checks: Some(BTreeSet::from([CHECK.id])),
        ..Request::default()
    };
    let run = run_with_evidence(Arc::clone(engine), Arc::clone(merchant), request, |_| {});
    let (_, evidence) = run.await?;
    address(product, &evidence).map(str::to_owned)
}

fn fit(address: &str) -> Result<Url, Denied> {
    let url = Url::parse(address.trim()).map_err(|_| Denied::Unfit)?;
    let is_fit = url.scheme() == "https"
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && address.chars().count() <= MAX_LENGTH;
    is_fit.then_some(url).ok_or(Denied::Unfit)
}

fn is_on_the_same_server(asked: &Url, declared: &str) -> bool {
    let Ok(declared_url) = Url::parse(declared.trim()) else {
        return false;
    };
    same(asked.as_str(), declared)
        || (asked.scheme() == declared_url.scheme()
            && asked.host() == declared_url.host()
            && asked.port_or_known_default() == declared_url.port_or_known_default())
}
