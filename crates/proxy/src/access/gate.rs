//! The gate: who asks is found out, and whether they may have what they ask for.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use super::attempts::Visitor;
use super::reverse_proxy::Forwarded;
use super::{Caller, Peer, Rules, Scope, scope_of, tells_something};
use crate::problem::{Code, Problem};

/// What a request brings that matters here.
struct Arrival {
    peer: IpAddr,
    visitor: Visitor,
    bearer: Option<String>,
    forwarded: Forwarded,
    /// Whether a session alone may stand behind it.
    is_beyond_doubt: bool,
    scope: Option<Scope>,
}

/// Why somebody is not let through.
struct Denial {
    problem: Problem,
    /// Whether it may have been tried to find out what opens.
    is_guess: bool,
}

/// Lets a request through whose sender may have what it asks for. Where nothing is configured to
/// prove that by, everybody may: then only this machine can ask.
pub(crate) async fn require_permission(
    State(rules): State<Arc<Rules>>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if !rules.asks_who() || !tells_something(request.uri().path()) {
        return Ok(next.run(request).await);
    }
    let arrival = Arrival::of(&rules, &request);
    let scope = arrival.scope;
    let caller = rules.admit(arrival).await?;
    if let Some(scope) = scope.filter(|scope| !caller.scopes().hold(*scope)) {
        return Err(Problem::new(Code::ScopeMissing)
            .field("scope")
            .allowed([scope.name()])
            .detail(format!(
                "This asks for the scope `{}`: have whoever signs tokens, or the reverse proxy, name it.",
                scope.name()
            )));
    }
    request.extensions_mut().insert(caller);
    Ok(next.run(request).await)
}

impl Arrival {
    fn of(rules: &Rules, request: &Request) -> Self {
        let peer = Peer::of(request);
        let proxies = rules.proxies.as_ref();
        let forwarded = proxies.map_or(Forwarded::Nothing, |it| it.read(peer, request.headers()));
        let route = request.extensions().get::<MatchedPath>();
        let route = route.map_or(request.uri().path(), MatchedPath::as_str);
        Self {
            peer,
            visitor: match &forwarded {
                Forwarded::User(user, _) => Visitor::Behind(peer, user.clone()),
                _ => Visitor::at(peer),
            },
            bearer: bearer(request.headers()).map(str::to_owned),
            is_beyond_doubt: matches!(*request.method(), Method::GET | Method::HEAD)
                || rules.comes_from_own_page(request),
            scope: scope_of(request.method(), route),
            forwarded,
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, text) = value.split_once(' ')?;
    let text = text.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !text.is_empty()).then_some(text)
}

impl Rules {
    /// Finds out who asks, unless they were wrong too often. A token counts before a session.
    async fn admit(&self, arrival: Arrival) -> Result<Caller, Problem> {
        let tries =
            arrival.bearer.is_some() || matches!(arrival.forwarded, Forwarded::Refused(_, true));
        if tries && let Err(wait) = self.attempts.admit(&arrival.visitor) {
            return Err(too_many(wait));
        }
        let found = match (&arrival.bearer, arrival.forwarded) {
            (Some(text), _) => self.holder(text).await,
            (None, Forwarded::User(..)) if !arrival.is_beyond_doubt => {
                Err(Denial::plain(Problem::new(Code::CsrfRefused).detail(
                    "Where a session proves who asks, everything but GET needs the header x-checkout-readiness: 1 and must come from a page of the same origin. Behind a reverse proxy, have it pass on Host and Origin as they came.",
                )))
            }
            (None, Forwarded::User(_, scopes)) => Ok(Caller::with(scopes)),
            (None, Forwarded::Refused(why, is_guess)) => Err(Denial {
                problem: Problem::new(Code::TokenMissing).detail(why),
                is_guess,
            }),
            (None, Forwarded::Nothing) => Err(Denial::plain(
                Problem::new(Code::TokenMissing)
                    .detail("Send it in the header Authorization, after the word Bearer."),
            )),
        };
        found.map_err(|denial| {
            tracing::info!(peer = %arrival.peer, code = denial.problem.code.name(), "somebody was not let in");
            if denial.is_guess {
                self.attempts.note(arrival.visitor);
            }
            denial.problem
        })
    }

    /// Who holds a token.
    async fn holder(&self, text: &str) -> Result<Caller, Denial> {
        if self.token.as_ref().is_some_and(|token| token.is(text)) {
            return Ok(Caller::with(super::Scopes::ALL));
        }
        match &self.verifier {
            // Without a dot it is meant to be the shared token.
            Some(verifier) if self.token.is_none() || text.contains('.') => {
                let verified = verifier.verify(text).await;
                verified.map(Caller::from).map_err(|refusal| Denial {
                    is_guess: refusal.is_guess(),
                    problem: refusal.into(),
                })
            }
            _ => Err(Denial {
                problem: Problem::new(Code::TokenRefused),
                is_guess: true,
            }),
        }
    }
}

impl Denial {
    fn plain(problem: Problem) -> Self {
        Self {
            problem,
            is_guess: false,
        }
    }
}

fn too_many(wait: Duration) -> Problem {
    // Rounded up: who comes too early is sent away again.
    let seconds = u16::try_from(wait.as_secs() + 1).unwrap_or(u16::MAX);
    Problem::new(Code::TooManyAttempts)
        .detail(format!(
            "Too many wrong credentials came from your address: mend them, and try again in {seconds} seconds."
        ))
        .retry_after(seconds)
}
