//! What a visit to an address of the merchant's tells, as evidence.

use std::time::Instant;

use checkout_readiness_checks::evidence::{
    Endpoint, InsecureResource, Observation, Seen, Unreachable,
};
use jiff::Timestamp;
use url::Url;

use super::{milliseconds, moment};
use crate::guard::{Body, Failure, Guard, Visit, without_query};

/// Visits an address; `insecure` tells what of a body is insecure.
pub(super) async fn observe<Reading>(
    guard: &Guard,
    url: &Url,
    reads_page: bool,
    insecure: impl FnOnce(Body) -> Reading,
) -> Observation<Endpoint>
where
    Reading: Future<Output = Option<Vec<InsecureResource>>>,
{
    let (at, since) = (moment(Timestamp::now()), Instant::now());
    let visit = guard.visit(url, reads_page).await;
    let elapsed_ms = milliseconds(since.elapsed());
    let nothing_yet = Endpoint {
        url: without_query(url),
        by_exception: guard.makes_an_exception_for(url),
        ..Endpoint::default()
    };
    let value = match visit {
        Ok(Visit {
            tls,
            status,
            redirect,
            body,
        }) => Endpoint {
            tls: Some(tls),
            status: Some(status),
            redirect,
            insecure_resources: insecure(body).await,
            ..nothing_yet
        },
        Err(Failure::Found(problem)) => Endpoint {
            problem: Some(problem),
            ..nothing_yet
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
