//! The questions: each reads its request and says what the answer is made of.

use std::sync::Arc;

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;
use tokio::time::sleep;

use super::{
    Api, account,
    answer::{self, json},
    application,
    caller::Caller,
    credential, payment_methods,
    payments::{self, Search},
};
use crate::{fault::Endpoint, received::OTHER};

#[derive(Deserialize)]
pub(super) struct ByPublicKey {
    public_key: Option<String>,
}

pub(super) async fn users_me(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    api.ask(Endpoint::UsersMe, Caller::by_token(&headers), |merchant| {
        json(StatusCode::OK, &account::user(merchant, &api.fixtures))
    })
    .await
}

pub(super) async fn credentials(
    State(api): State<Arc<Api>>,
    headers: HeaderMap,
    Query(query): Query<ByPublicKey>,
) -> Response {
    match (Caller::by_token(&headers), query.public_key) {
        (Caller::Nobody, Some(key)) => {
            api.ask(
                Endpoint::PublicKeyCredential,
                Caller::by_public_key(&key),
                |merchant| {
                    json(
                        StatusCode::OK,
                        &credential::of_public_key(merchant, &api.fixtures),
                    )
                },
            )
            .await
        }
        (caller, _) => {
            api.ask(Endpoint::TokenCredential, caller, |merchant| {
                json(
                    StatusCode::OK,
                    &credential::of_token(merchant, &api.fixtures),
                )
            })
            .await
        }
    }
}

pub(super) async fn application(
    State(api): State<Arc<Api>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    api.ask(
        Endpoint::Application,
        Caller::by_token(&headers),
        |merchant| match application::application(merchant, &id, &api.fixtures) {
            Some(application) => json(StatusCode::OK, &application),
            None => json(StatusCode::FORBIDDEN, &api.fixtures.policy),
        },
    )
    .await
}

pub(super) async fn payment_methods(
    State(api): State<Arc<Api>>,
    headers: HeaderMap,
    Query(query): Query<ByPublicKey>,
) -> Response {
    let caller = match (Caller::by_token(&headers), query.public_key) {
        (Caller::Nobody, Some(key)) => Caller::by_public_key(&key),
        (caller, _) => caller,
    };
    api.ask(Endpoint::PaymentMethods, caller, |merchant| {
        json(
            StatusCode::OK,
            payment_methods::methods(merchant, &api.fixtures),
        )
    })
    .await
}

pub(super) async fn search(
    State(api): State<Arc<Api>>,
    headers: HeaderMap,
    search: Result<Query<Search>, QueryRejection>,
) -> Response {
    api.ask(
        Endpoint::PaymentSearch,
        Caller::by_token(&headers),
        |merchant| match search {
            Ok(Query(search)) => json(
                StatusCode::OK,
                &payments::find(merchant, &search, api.started, &api.fixtures),
            ),
            Err(_) => answer::error(StatusCode::BAD_REQUEST, &api.fixtures),
        },
    )
    .await
}

pub(super) async fn payment(
    State(api): State<Arc<Api>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    api.ask(
        Endpoint::Payment,
        Caller::by_token(&headers),
        |merchant| match payments::payment(merchant, &id, api.started, &api.fixtures) {
            Some(payment) => json(StatusCode::OK, &payment),
            None => json(StatusCode::NOT_FOUND, &api.fixtures.payment_not_found),
        },
    )
    .await
}

pub(super) async fn unknown_path(State(api): State<Arc<Api>>) -> Response {
    api.tally.add(OTHER);
    sleep(api.config.latency).await;
    json(StatusCode::NOT_FOUND, &api.fixtures.unknown_path)
}
