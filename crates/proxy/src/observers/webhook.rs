//! The merchant's webhook: one harmless `GET`, because a notification would be an act.

use checkout_readiness_checks::evidence::{Endpoint, Observation};
use url::Url;

use super::endpoint::{self, PageFacts};
use crate::guard::{Guard, Interest};

pub(crate) async fn observe(guard: &Guard, url: &Url) -> Observation<Endpoint> {
    endpoint::observe(guard, url, Interest::SECURITY, async |_, _| {
        PageFacts::default()
    })
    .await
}
