//! The stand-in Mercado Pago: which questions it answers, and how an answer comes about.

mod account;
mod answer;
mod application;
mod caller;
mod credential;
mod guard;
mod payment_methods;
mod payments;
mod temper;

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    middleware::from_fn_with_state,
    response::Response,
    routing::get,
};
use jiff::Timestamp;
use serde::Deserialize;
use tokio::time::sleep;

use self::{answer::json, caller::Caller, guard::RequestNumber, payments::Search};
use crate::{
    config::Config,
    error::Error,
    fault::{Endpoint, Fault},
    fixtures::Fixtures,
    merchant::Merchant,
    received::{OTHER, Tally},
};

/// Everything the stand-in Mercado Pago knows.
pub(crate) struct Api {
    fixtures: Fixtures,
    config: Config,
    /// When the sandbox started: payments are dated from here.
    started: Timestamp,
    tally: Arc<Tally>,
}

#[derive(Deserialize)]
struct ByPublicKey {
    public_key: Option<String>,
}

impl Api {
    pub fn new(config: Config, now: i64, tally: Arc<Tally>) -> Result<Self, Error> {
        let started = Timestamp::from_second(now).map_err(|_| Error::Clock)?;
        Ok(Self { fixtures: Fixtures::read()?, config, started, tally })
    }

    /// Every path, behind the guard.
    pub fn router(self) -> Router {
        Router::new()
            .route("/users/me", get(users_me))
            .route("/plugins-credentials-wrapper/credentials", get(credentials))
            .route("/applications/{id}", get(application))
            .route("/v1/payment_methods", get(payment_methods))
            .route("/v1/payments/search", get(search))
            .route("/v1/payments/{id}", get(payment))
            .fallback(unknown_path)
            .method_not_allowed_fallback(unknown_path)
            .layer(from_fn_with_state(Arc::new(RequestNumber::default()), guard::guard))
            .with_state(Arc::new(self))
    }

    /// Answers a question: what goes wrong comes first, then who asks, then the answer itself.
    async fn ask<F>(&self, endpoint: Endpoint, caller: Caller, answer: F) -> Response
    where
        F: FnOnce(&Merchant) -> Response,
    {
        self.tally.add(endpoint.path());
        sleep(self.config.latency).await;
        let scripted = caller.merchant().and_then(|merchant| temper::fault(merchant.script.temper, endpoint, &self.config));
        match self.config.faults.get(&endpoint).copied().or(scripted) {
            Some(Fault::Hang) => return std::future::pending().await,
            Some(Fault::Delay(delay)) => sleep(delay).await,
            Some(fault) => return answer::fault(fault, endpoint, &self.fixtures),
            None => {}
        }
        match caller {
            Caller::Merchant(merchant) => answer(merchant),
            Caller::Unknown => json(StatusCode::UNAUTHORIZED, &self.fixtures.invalid_token),
            Caller::Nobody if endpoint == Endpoint::Application => json(StatusCode::FORBIDDEN, &self.fixtures.policy),
            Caller::Nobody => json(StatusCode::UNAUTHORIZED, &self.fixtures.no_token),
        }
    }
}

async fn users_me(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    api.ask(Endpoint::UsersMe, Caller::by_token(&headers), |merchant| {
        json(StatusCode::OK, &account::user(merchant, &api.fixtures))
    })
    .await
}

async fn credentials(State(api): State<Arc<Api>>, headers: HeaderMap, Query(query): Query<ByPublicKey>) -> Response {
    match (Caller::by_token(&headers), query.public_key) {
        (Caller::Nobody, Some(key)) => {
            api.ask(Endpoint::PublicKeyCredential, Caller::by_public_key(&key), |merchant| {
                json(StatusCode::OK, &credential::of_public_key(merchant, &api.fixtures))
            })
            .await
        }
        (caller, _) => {
            api.ask(Endpoint::TokenCredential, caller, |merchant| {
                json(StatusCode::OK, &credential::of_token(merchant, &api.fixtures))
            })
            .await
        }
    }
}

async fn application(State(api): State<Arc<Api>>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    api.ask(Endpoint::Application, Caller::by_token(&headers), |merchant| {
        match application::application(merchant, &id, &api.fixtures) {
            Some(application) => json(StatusCode::OK, &application),
            None => json(StatusCode::FORBIDDEN, &api.fixtures.policy),
        }
    })
    .await
}

async fn payment_methods(State(api): State<Arc<Api>>, headers: HeaderMap, Query(query): Query<ByPublicKey>) -> Response {
    let caller = match (Caller::by_token(&headers), query.public_key) {
        (Caller::Nobody, Some(key)) => Caller::by_public_key(&key),
        (caller, _) => caller,
    };
    api.ask(Endpoint::PaymentMethods, caller, |merchant| {
        json(StatusCode::OK, payment_methods::methods(merchant, &api.fixtures))
    })
    .await
}

async fn search(State(api): State<Arc<Api>>, headers: HeaderMap, Query(search): Query<Search>) -> Response {
    api.ask(Endpoint::PaymentSearch, Caller::by_token(&headers), |merchant| {
        json(StatusCode::OK, &payments::find(merchant, &search, api.started, &api.fixtures))
    })
    .await
}

async fn payment(State(api): State<Arc<Api>>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    api.ask(Endpoint::Payment, Caller::by_token(&headers), |merchant| {
        match payments::payment(merchant, &id, api.started, &api.fixtures) {
            Some(payment) => json(StatusCode::OK, &payment),
            None => json(StatusCode::NOT_FOUND, &api.fixtures.payment_not_found),
        }
    })
    .await
}

async fn unknown_path(State(api): State<Arc<Api>>) -> Response {
    api.tally.add(OTHER);
    sleep(api.config.latency).await;
    json(StatusCode::NOT_FOUND, &api.fixtures.unknown_path)
}
