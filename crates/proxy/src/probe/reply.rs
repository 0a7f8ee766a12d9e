//! What came back, as evidence.

use checkout_readiness_checks::evidence::Reply;
use checkout_readiness_checks::reading::answered_page::{Answer, kind};

use crate::guard::{Failure, Received};

/// Reads what came of sending something.
pub fn read(outcome: &Result<Received, Failure>) -> Reply {
    match outcome {
        Ok(received) => Reply::Answered {
            status: received.status,
            page: kind(&Answer {
                status: received.status,
                header: &|name| received.headers.get(name)?.to_str().ok(),
                body: &received.beginning,
            }),
            redirect: received.redirect.clone(),
        },
        Err(Failure::Found(problem)) => Reply::Stopped {
            problem: problem.clone(),
        },
        Err(Failure::Blind(party, why)) => Reply::Silent {
            party: *party,
            why: *why,
        },
    }
}
