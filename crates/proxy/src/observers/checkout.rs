//! The address where the shop takes payments, and what its markup loads over plain `http`.

use std::time::Duration;

use checkout_readiness_checks::evidence::{Endpoint, InsecureResource, Observation};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use url::Url;

use super::{endpoint, markup};
use crate::guard::{Body, Guard};

pub(crate) async fn observe(guard: &Guard, url: &Url) -> Observation<Endpoint> {
    endpoint::observe(guard, url, true, async |body| {
        insecure(body, url.clone()).await
    })
    .await
}

/// How long a page may take to be parsed, waiting for room included: with the visit before it,
/// less than a run.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many pages may be parsed at once in this process. One that takes longer than anybody waits
/// keeps its place to its end, so that hostile pages cannot pile up.
static ROOM: Semaphore = Semaphore::const_new(2);

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
    let parsing = async {
        let place = ROOM.acquire().await.ok()?;
        // A page can take tens of milliseconds to parse, too long for a thread that serves others.
        let found = spawn_blocking(move || {
            let _place = place;
            markup::insecure_resources(&markup, &url)
        });
        found.await.ok()?
    };
    let found = timeout(PATIENCE, parsing).await.ok()?;
    found.filter(|found| is_whole || !found.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn found(markup: String) -> Option<usize> {
        let body = Body::Html {
            markup,
            is_whole: true,
            upgrades: false,
        };
        let url = Url::parse("https://store.example/checkout").unwrap();
        insecure(body, url).await.map(|found| found.len())
    }

    #[tokio::test(start_paused = true)]
    async fn a_page_there_is_no_room_for_counts_as_unread() {
        let page = || "<img src=http://a.example/x>".to_owned();
        assert_eq!(found(page()).await, Some(1));
        let others = ROOM.acquire_many(2).await.unwrap();
        assert_eq!(found(page()).await, None);
        drop(others);
        assert_eq!(found(page()).await, Some(1));
    }
}
