//! Typed calls to the proxy. A run's answer is read line by line, as it arrives.

mod answers;
mod requests;

pub use answers::{Account, Check, Merchant, Profile};
pub use checkout_readiness_browser::proxy::{Failure, Proxy, read, with_query};
pub use requests::{Decision, DecisionKind, Quality, RunRequest};

use checkout_readiness_browser::contract;
use checkout_readiness_checks::contract::Event;
use web_sys::AbortSignal;

use crate::json::{self, Json};

/// Who is asked, and about whom.
///
/// # Errors
/// [`Failure`] where the proxy does not answer or refuses.
pub async fn profile(proxy: &Proxy, merchant: Option<&str>) -> Result<Profile, Failure> {
    let path = with_query("/api/v1/profile", &[("merchant", merchant)]);
    read(&proxy.ask(&path, None).await?, answers::profile)
}

/// Which checks there are.
///
/// # Errors
/// [`Failure`] where the proxy does not answer or refuses.
pub async fn checks(proxy: &Proxy) -> Result<Vec<Check>, Failure> {
    let answer = proxy.ask("/api/v1/checks", None).await?;
    read(&answer, |json| json.all("checks", answers::check))
}

/// Runs the checks, handing over each line as it arrives.
///
/// # Errors
/// [`Failure`] where the proxy refuses, or where its answer ends before it is complete.
pub async fn run(
    proxy: &Proxy,
    request: &RunRequest,
    abort: &AbortSignal,
    take: impl Fn(Event),
) -> Result<(), Failure> {
    let body = json::written(request).ok_or(Failure::NotOurs)?;
    let mut take = |line: &Json| {
        let event = contract::event(line)?;
        let is_last = matches!(event, Event::Finished { .. });
        take(event);
        Some(is_last)
    };
    proxy
        .read_lines("/api/v1/runs", &body, abort, &mut take)
        .await
}
