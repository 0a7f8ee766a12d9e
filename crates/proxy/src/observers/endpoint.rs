//! What a visit to an address of the merchant's tells, as evidence.

use std::time::Instant;

use checkout_readiness_checks::evidence::{
    Endpoint, InsecureResource, Markup, Observation, Seen, Unreachable,
};
use jiff::Timestamp;
use url::Url;

use super::{milliseconds, moment};
use crate::guard::{Body, Failure, Guard, Interest, Visit, without_query};

/// What a page tells, where one was read.
#[derive(Debug, Default)]
pub(super) struct PageFacts {
    pub insecure_resources: Option<Vec<InsecureResource>>,
    pub markup: Option<Markup>,
}

/// Visits an address; `read` tells what a body, and the policies that came with it, show.
pub(super) async fn observe<Reading>(
    guard: &Guard,
    url: &Url,
    interest: Interest,
    read: impl FnOnce(Body, Vec<String>) -> Reading,
) -> Observation<Endpoint>
where
    Reading: Future<Output = PageFacts>,
{
    let (at, since) = (moment(Timestamp::now()), Instant::now());
    let visit = guard.visit(url, interest).await;
    let elapsed_ms = milliseconds(since.elapsed());
    let value = match visit {
        Ok(visit) => seen(visit, unseen(guard, url), read).await,
        Err(Failure::Found(problem)) => Endpoint {
            problem: Some(problem),
            ..unseen(guard, url)
        },
        Err(Failure::Blind(party, why)) => {
            return Observation::Unreachable(Unreachable {
                party,
                why,
                status: None,
                request_id: None,
                at,
                elapsed_ms,
            });
        }
    };
    Observation::Seen(Seen {
        value,
        at,
        elapsed_ms,
    })
}

/// An address of which nothing was seen.
pub(super) fn unseen(guard: &Guard, url: &Url) -> Endpoint {
    Endpoint {
        url: without_query(url),
        by_exception: guard.makes_an_exception_for(url),
        ..Endpoint::default()
    }
}

async fn seen<Reading>(
    visit: Visit,
    unseen: Endpoint,
    read: impl FnOnce(Body, Vec<String>) -> Reading,
) -> Endpoint
where
    Reading: Future<Output = PageFacts>,
{
    let Visit {
        tls,
        status,
        redirect,
        body,
        strict_transport,
        policies,
        outdated_protocols,
        plain_http,
    } = visit;
    let PageFacts {
        insecure_resources,
        markup,
    } = read(body, policies).await;
    Endpoint {
        tls: Some(tls),
        status: Some(status),
        redirect,
        insecure_resources,
        markup,
        strict_transport: Some(strict_transport),
        outdated_protocols,
        plain_http,
        ..unseen
    }
}
