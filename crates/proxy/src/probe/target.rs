//! Where a probe may go: to the address the operator configured or the account names, or to another
//! one on a host the operator allowed. A browser never chooses a host.

use std::collections::BTreeSet;
use std::sync::Arc;

use checkout_readiness_checks::checks::webhook_url_is_configured::CHECK;
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
    /// The address was read from the account, and who asks did not say it again.
    #[error(
        "the webhook URL was read from the account: set MP_WEBHOOK_URL to it if it is the right one"
    )]
    NotConfirmed,
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

/// Where a probe goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The address.
    pub url: Url,
    /// Whether notifications may be signed rightly there: at an address the operator or the account
    /// names, and at the operator's exceptions.
    pub may_be_signed: bool,
    /// Whether the operator configured it, or allowed it; else the account names it, and who asks
    /// says the address again, so that nothing is sent elsewhere than was shown.
    pub is_configured: bool,
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
) -> Result<Target, Denied> {
    match (merchant.webhook_url.as_deref(), asked) {
        (Some(declared), None) => fit(declared, true, true),
        (Some(declared), Some(asked)) if same(asked.as_str(), declared) => {
            // Also where it is said as it is shown: without its query.
            fit(declared, true, true)
        }
        (_, Some(asked)) if engine.guard.makes_an_exception_for(asked) => {
            fit(asked.as_str(), true, true)
        }
        (Some(declared), Some(asked)) if is_on_the_same_server(asked, declared) => {
            fit(asked.as_str(), false, true)
        }
        (Some(_), Some(_)) => Err(Denied::NotAllowed),
        (None, asked) => {
            let named = named_by_the_account(engine, merchant, product).await;
            let named = named.ok_or(Denied::NoAddress)?;
            match asked {
                Some(asked) if !same(asked.as_str(), &named) => Err(Denied::NotAllowed),
                _ => fit(&named, true, false),
            }
        }
    }
}

/// What application or payments say, by the questions of a run that visits nothing.
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

fn fit(address: &str, may_be_signed: bool, is_configured: bool) -> Result<Target, Denied> {
    let url = Url::parse(address.trim()).map_err(|_| Denied::Unfit)?;
    let is_fit = url.scheme() == "https"
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && address.chars().count() <= MAX_LENGTH;
    is_fit
        .then_some(Target {
            url,
            may_be_signed,
            is_configured,
        })
        .ok_or(Denied::Unfit)
}

fn is_on_the_same_server(asked: &Url, declared: &str) -> bool {
    let Ok(declared_url) = Url::parse(declared.trim()) else {
        return false;
    };
    asked.scheme() == declared_url.scheme()
        && asked.host() == declared_url.host()
        && asked.port_or_known_default() == declared_url.port_or_known_default()
}
