//! The address where the shop takes payments, and what its markup loads over plain `http`.

use checkout_readiness_checks::evidence::{Endpoint, InsecureResource, Observation};
use url::Url;

use super::{endpoint, markup};
use crate::guard::{Body, Guard};

pub(super) async fn observe(guard: &Guard, url: &Url) -> Observation<Endpoint> {
    endpoint::observe(guard, url, true, async |body| {
        insecure(body, url.clone()).await
    })
    .await
}

/// None where there was nothing to read, or not everything was read and nothing found in it.
async fn insecure(body: Body, url: Url) -> Option<Vec<InsecureResource>> {
    let Body::Html {
        markup,
        is_whole,
        upgrades,
    } = body
    else {
        return None;
    };
    if upgrades {
        return is_whole.then(Vec::new);
    }
    // A page can take tens of milliseconds to parse, too long for a thread that serves others.
    let found = tokio::task::spawn_blocking(move || markup::insecure_resources(&markup, &url));
    found
        .await
        .ok()
        .filter(|found| is_whole || !found.is_empty())
}
