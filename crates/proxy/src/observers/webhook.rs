//! The merchant's webhook: one harmless `GET`, because a notification would be an act.

use checkout_readiness_checks::evidence::{Endpoint, Observation};
use url::Url;

use super::endpoint;
use crate::guard::Guard;

pub(crate) async fn observe(guard: &Guard, url: &Url) -> Observation<Endpoint> {
    endpoint::observe(guard, url, false, async |_| None).await
}
