//! The whole cast, each merchant asked for its own product, as its own operator would configure it.

use std::collections::BTreeMap;
use std::time::Duration;

use checkout_readiness_checks::contract::Report;
use checkout_readiness_sandbox::merchants;
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::{Served, page_in_order, serve_within};

/// Runs at a time: enough that nobody waits for a deadline of somebody else.
pub const AT_ONCE: usize = 6;

/// Merchants whose answers come late: a deadline of their own keeps the others out of it.
const LATE: &str = "slow";

/// The report of every merchant, in the cast's order; asked once, however many tests read it.
pub async fn reports() -> &'static BTreeMap<&'static str, Report> {
    static REPORTS: OnceCell<BTreeMap<&'static str, Report>> = OnceCell::const_new();
    REPORTS.get_or_init(ask_all).await
}

async fn ask_all() -> BTreeMap<&'static str, Report> {
    let sandbox = [("READINESS_SANDBOX", "slow=30ms,slowest=60s")];
    let patient = serve_within(&sandbox, |limits| {
        limits.run = Duration::from_secs(60);
        limits.runs_at_once = AT_ONCE;
    })
    .await;
    let hasty = serve_within(&sandbox, |limits| limits.run = Duration::from_secs(3)).await;
    let asked = merchants().iter().map(|merchant| {
        let served = if merchant.id == LATE {
            &hasty
        } else {
            &patient
        };
        async { (merchant.id, report(served, &of(merchant.id)).await) }
    });
    stream::iter(asked).buffered(AT_ONCE).collect().await
}

/// What is asked of a merchant of the cast.
pub fn of(merchant: &str) -> Value {
    json!({ "merchant": merchant, "page": page_in_order() })
}

/// The report of a run, as its type.
pub async fn report(served: &Served, body: &Value) -> Report {
    serde_json::from_value(served.report(body).await).unwrap()
}
