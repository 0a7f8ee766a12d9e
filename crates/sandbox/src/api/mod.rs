//! The stand-in Mercado Pago: which questions it answers, and how an answer comes about.

mod account;
mod answer;
mod application;
mod caller;
mod credential;
mod dates;
mod guard;
mod history;
mod merchant_orders;
mod orders;
mod payment_methods;
mod payments;
mod preferences;
mod questions;
mod reports;
mod sale;
mod stores;
mod temper;
mod terminals;

use std::sync::Arc;

use axum::{
    Router, http::StatusCode, middleware::from_fn_with_state, response::Response, routing::get,
};
use jiff::Timestamp;
use serde_json::Value;
use tokio::time::sleep;

use self::{answer::json, caller::Caller, guard::RequestNumber};
use crate::{
    config::Config,
    error::Error,
    fault::{Endpoint, Fault},
    fixtures::Fixtures,
    merchant::Merchant,
    received::Tally,
};

/// Everything the stand-in Mercado Pago knows.
pub(crate) struct Api {
    fixtures: Fixtures,
    config: Config,
    /// When the sandbox started: payments are dated from here.
    started: Timestamp,
    tally: Arc<Tally>,
}

impl Api {
    pub fn new(config: Config, now: i64, tally: Arc<Tally>) -> Result<Self, Error> {
        let started = Timestamp::from_second(now).map_err(|_| Error::Clock)?;
        Ok(Self {
            fixtures: Fixtures::read()?,
            config,
            started,
            tally,
        })
    }

    /// Every path, behind the guard.
    pub fn router(self) -> Router {
        Router::new()
            .route("/users/me", get(questions::users_me))
            .route(
                "/plugins-credentials-wrapper/credentials",
                get(questions::credentials),
            )
            .route("/applications/{id}", get(questions::application))
            .route("/v1/payment_methods", get(questions::payment_methods))
            .route("/v1/payments/search", get(questions::search))
            .route("/v1/payments/{id}", get(questions::payment))
            .route("/merchant_orders/{id}", get(questions::merchant_order))
            .route("/checkout/preferences/{id}", get(questions::preference))
            .route("/v1/orders/{id}", get(questions::order))
            .route(
                "/v1/account/release_report/config",
                get(questions::release_config),
            )
            .route(
                "/v1/account/release_report/list",
                get(questions::release_list),
            )
            .route(
                "/v1/account/settlement_report/config",
                get(questions::settlement_config),
            )
            .route(
                "/v1/account/settlement_report/list",
                get(questions::settlement_list),
            )
            .route("/terminals/v1/list", get(questions::terminals))
            .route(
                "/point/integration-api/devices",
                get(questions::point_devices),
            )
            .route("/users/{id}/stores/search", get(questions::stores))
            .route("/pos", get(questions::points_of_sale))
            .route("/item_categories", get(questions::item_categories))
            .fallback(questions::unknown_path)
            .method_not_allowed_fallback(questions::unknown_path)
            .layer(from_fn_with_state(
                Arc::new(RequestNumber::default()),
                guard::guard,
            ))
            .with_state(Arc::new(self))
    }

    /// Answers a question: what goes wrong comes first, then who asks, then the answer itself.
    async fn ask<F>(&self, endpoint: Endpoint, caller: Caller, answer: F) -> Response
    where
        F: FnOnce(&Merchant) -> Response,
    {
        if let Some(trouble) = self.trouble(endpoint, caller).await {
            return trouble;
        }
        match caller {
            Caller::Merchant(merchant) => answer(merchant),
            Caller::Unknown => json(StatusCode::UNAUTHORIZED, &self.fixtures.invalid_token),
            Caller::Nobody if endpoint == Endpoint::Application => {
                json(StatusCode::FORBIDDEN, &self.fixtures.policy)
            }
            Caller::Nobody => json(StatusCode::UNAUTHORIZED, &self.fixtures.no_token),
        }
    }

    /// Answers a question that anybody may ask, unless something goes wrong.
    async fn tell(&self, endpoint: Endpoint, caller: Caller, answer: &Value) -> Response {
        match self.trouble(endpoint, caller).await {
            Some(trouble) => trouble,
            None => json(StatusCode::OK, answer),
        }
    }

    /// Counts the question and takes its time over it; an answer if something goes wrong.
    async fn trouble(&self, endpoint: Endpoint, caller: Caller) -> Option<Response> {
        self.tally.add(endpoint.path());
        sleep(self.config.latency).await;
        let scripted = caller
            .merchant()
            .and_then(|merchant| temper::fault(merchant.script.temper, endpoint, &self.config));
        match self.config.faults.get(&endpoint).copied().or(scripted)? {
            Fault::Hang => std::future::pending().await,
            Fault::Delay(delay) => {
                sleep(delay).await;
                None
            }
            fault => Some(answer::fault(fault, endpoint, &self.fixtures)),
        }
    }
}
