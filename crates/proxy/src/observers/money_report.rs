//! One of the two reports of money: its configuration and its list, asked at the same time.

use checkout_readiness_checks::evidence::{MoneyReport, Observation};
use checkout_readiness_mercado_pago::{AccessToken, Client, ReportKind};
use futures_util::future::join;

use super::{days_since, observed};

/// Without the configuration nothing can be said; without the list, less.
pub(crate) async fn observe(
    client: &Client,
    token: &AccessToken,
    kind: ReportKind,
) -> Observation<MoneyReport> {
    let (config, list) = join(
        client.report_config(token, kind),
        client.report_list(token, kind),
    )
    .await;
    let list = list.ok();
    let config = config.map(|mut config| {
        if let Some(list) = &list {
            config.elapsed = config.elapsed.max(list.elapsed);
        }
        config
    });
    let list = list.map(|list| list.value);
    observed(config, |config| MoneyReport {
        is_configured: Some(config.is_some()),
        is_scheduled: config.as_ref().and_then(|config| config.scheduled),
        frequency: config.and_then(|config| config.frequency.kind),
        listed: list.as_ref().map(|list| list.count),
        days_since_newest: list.and_then(|list| list.newest_at).map(days_since),
    })
}
