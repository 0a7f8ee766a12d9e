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
    credential, merchant_orders, orders, payment_methods,
    payments::{self, Refusal, Search},
    preferences,
    reports::{self, Report},
    stores,
    terminals::{self, Page},
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
            &payment_methods::methods(merchant, &api.fixtures),
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
        |merchant| {
            let found = search
                .map_err(|_| Refusal::Unreadable)
                .and_then(|Query(search)| {
                    payments::find(merchant, &search, api.started, &api.fixtures)
                });
            match found {
                Ok(found) => json(StatusCode::OK, &found),
                Err(Refusal::TooWide) => json(StatusCode::BAD_REQUEST, &api.fixtures.search_window),
                Err(Refusal::Unreadable) => answer::error(StatusCode::BAD_REQUEST, &api.fixtures),
            }
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

pub(super) async fn merchant_order(
    State(api): State<Arc<Api>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    api.ask(
        Endpoint::MerchantOrder,
        Caller::by_token(&headers),
        |merchant| match merchant_orders::merchant_order(merchant, &id, api.started, &api.fixtures)
        {
            Some(merchant_order) => json(StatusCode::OK, &merchant_order),
            None => answer::not_found("Merchant order"),
        },
    )
    .await
}

pub(super) async fn preference(
    State(api): State<Arc<Api>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    api.ask(
        Endpoint::Preference,
        Caller::by_token(&headers),
        |merchant| match preferences::preference(merchant, &id, api.started, &api.fixtures) {
            Some(preference) => json(StatusCode::OK, &preference),
            None => answer::not_found("Preference"),
        },
    )
    .await
}

pub(super) async fn order(
    State(api): State<Arc<Api>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    api.ask(
        Endpoint::Order,
        Caller::by_token(&headers),
        |merchant| match orders::order(merchant, &id, api.started, &api.fixtures) {
            Some(order) => json(StatusCode::OK, &order),
            None => json(StatusCode::NOT_FOUND, &api.fixtures.order_not_found),
        },
    )
    .await
}

pub(super) async fn stores(
    State(api): State<Arc<Api>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    api.ask(
        Endpoint::Stores,
        Caller::by_token(&headers),
        |merchant| match stores::stores(merchant, &id, api.started) {
            Some(stores) => json(StatusCode::OK, &stores),
            None => answer::not_found("User"),
        },
    )
    .await
}

pub(super) async fn release_config(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    api.ask(
        Endpoint::ReleaseConfig,
        Caller::by_token(&headers),
        |merchant| reports::config(merchant, Report::Release, &api.fixtures),
    )
    .await
}

pub(super) async fn release_list(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    api.ask(
        Endpoint::ReleaseList,
        Caller::by_token(&headers),
        |merchant| reports::list(merchant, Report::Release, api.started, &api.fixtures),
    )
    .await
}

pub(super) async fn settlement_config(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    api.ask(
        Endpoint::SettlementConfig,
        Caller::by_token(&headers),
        |merchant| reports::config(merchant, Report::Settlement, &api.fixtures),
    )
    .await
}

pub(super) async fn settlement_list(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    api.ask(
        Endpoint::SettlementList,
        Caller::by_token(&headers),
        |merchant| reports::list(merchant, Report::Settlement, api.started, &api.fixtures),
    )
    .await
}

pub(super) async fn points_of_sale(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    api.ask(
        Endpoint::PointsOfSale,
        Caller::by_token(&headers),
        |merchant| {
            json(
                StatusCode::OK,
                &stores::points_of_sale(merchant, api.started),
            )
        },
    )
    .await
}

pub(super) async fn terminals(
    State(api): State<Arc<Api>>,
    headers: HeaderMap,
    page: Result<Query<Page>, QueryRejection>,
) -> Response {
    api.ask(
        Endpoint::Terminals,
        Caller::by_token(&headers),
        |merchant| match page {
            Ok(Query(page)) => terminals::list(merchant, &page, &api.fixtures),
            Err(_) => answer::error(StatusCode::BAD_REQUEST, &api.fixtures),
        },
    )
    .await
}

pub(super) async fn point_devices(
    State(api): State<Arc<Api>>,
    headers: HeaderMap,
    page: Result<Query<Page>, QueryRejection>,
) -> Response {
    api.ask(
        Endpoint::PointDevices,
        Caller::by_token(&headers),
        |merchant| match page {
            Ok(Query(page)) => terminals::devices(merchant, &page, &api.fixtures),
            Err(_) => answer::error(StatusCode::BAD_REQUEST, &api.fixtures),
        },
    )
    .await
}

pub(super) async fn item_categories(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    api.tell(
        Endpoint::ItemCategories,
        Caller::by_token(&headers),
        &api.fixtures.item_categories,
    )
    .await
}

pub(super) async fn unknown_path(State(api): State<Arc<Api>>) -> Response {
    api.tally.add(OTHER);
    sleep(api.config.latency).await;
    json(StatusCode::NOT_FOUND, &api.fixtures.unknown_path)
}
