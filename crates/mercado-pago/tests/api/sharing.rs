//! The same question is sent once, answers are reused for a while, failures are not.

use std::time::Duration;

use checkout_readiness_mercado_pago::{
    AccessToken, ApplicationId, Client, Configuration, ErrorKind, Search,
};
use futures_util::future::join_all;
use tokio::time::sleep;

use crate::stand_in::{StandIn, fixture, response, token};

/// Answers every question after a moment, so that others can ask meanwhile.
async fn slow(status: u16, body: String) -> StandIn {
    StandIn::answering(move |_| {
        let body = body.clone();
        async move {
            sleep(Duration::from_millis(80)).await;
            response(status, body)
        }
    })
    .await
}

async fn user() -> StandIn {
    slow(200, fixture("users_me.production.mlb")).await
}

#[tokio::test]
async fn twenty_who_ask_at_once_share_one_call() {
    let stand_in = user().await;
    let client = stand_in.client();
    let answers = join_all((0..20).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.users_me(&token()).await })
    }))
    .await;
    assert!(
        answers
            .into_iter()
            .all(|answer| answer.unwrap().unwrap().value.id == "100000001")
    );
    assert_eq!(stand_in.hits(), 1);
}

#[tokio::test]
async fn an_answer_is_reused_and_keeps_its_time() {
    let stand_in = user().await;
    let client = stand_in.client();
    let first = client.users_me(&token()).await.unwrap();
    assert_eq!(client.clone().users_me(&token()).await.unwrap(), first);
    assert_eq!(stand_in.hits(), 1);
}

#[tokio::test]
async fn an_answer_grows_old() {
    let stand_in = user().await;
    let configuration = Configuration {
        cache_for: Duration::from_millis(50),
        ..stand_in.configuration()
    };
    let client = Client::new(configuration).unwrap();
    client.users_me(&token()).await.unwrap();
    sleep(Duration::from_millis(120)).await;
    client.users_me(&token()).await.unwrap();
    assert_eq!(stand_in.hits(), 2);
}

#[tokio::test]
async fn different_credentials_and_questions_share_nothing() {
    let stand_in = slow(200, r#"{"id":1,"results":[]}"#.to_owned()).await;
    let client = stand_in.client();
    let other = AccessToken::parse(
        "APP_USR-1000000000000001-010112-00000000000000000000000000000002-100000001",
    );
    let (token, other) = (token(), other.0.unwrap());
    client.users_me(&token).await.unwrap();
    client.users_me(&other).await.unwrap();
    client.credential_of_token(&token).await.unwrap();
    for id in ["1", "2"] {
        client
            .application(&token, &ApplicationId::parse(id).unwrap())
            .await
            .unwrap();
    }
    for search in [
        Search::newest(1),
        Search::newest(2),
        Search::newest(1).within_days(30),
    ] {
        client.search_payments(&token, &search).await.unwrap();
    }
    assert_eq!(stand_in.hits(), 8);
}

#[tokio::test]
async fn a_fresh_client_asks_again_and_others_see_what_it_learnt() {
    let stand_in = user().await;
    let configuration = Configuration {
        fresh_for: Duration::ZERO,
        ..stand_in.configuration()
    };
    let client = Client::new(configuration).unwrap();
    let old = client.users_me(&token()).await.unwrap();
    let new = client.fresh().users_me(&token()).await.unwrap();
    assert!(new.asked_at > old.asked_at);
    assert_eq!(client.users_me(&token()).await.unwrap(), new);
    assert_eq!(stand_in.hits(), 2);
}

#[tokio::test]
async fn what_was_asked_a_moment_ago_is_fresh() {
    let stand_in = user().await;
    let client = stand_in.client();
    client.users_me(&token()).await.unwrap();
    client.fresh().users_me(&token()).await.unwrap();
    assert_eq!(stand_in.hits(), 1);
}

#[tokio::test]
async fn twenty_who_want_it_fresh_share_one_call_too() {
    let stand_in = user().await;
    let configuration = Configuration {
        fresh_for: Duration::from_millis(60),
        ..stand_in.configuration()
    };
    let client = Client::new(configuration).unwrap();
    client.users_me(&token()).await.unwrap();
    sleep(Duration::from_millis(100)).await;
    let fresh = client.fresh();
    let answers = join_all((0..20).map(|_| async { fresh.users_me(&token()).await })).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(stand_in.hits(), 2);
}

#[tokio::test]
async fn a_failure_is_shared_by_those_who_wait_and_then_forgotten() {
    let stand_in = slow(401, fixture("error.401.edge.invalid_token")).await;
    let client = stand_in.client();
    let answers = join_all((0..20).map(|_| async { client.users_me(&token()).await })).await;
    assert!(
        answers
            .into_iter()
            .all(|answer| answer.unwrap_err().kind() == ErrorKind::Unauthorized)
    );
    assert_eq!(stand_in.hits(), 1);
    client.users_me(&token()).await.unwrap_err();
    assert_eq!(stand_in.hits(), 2);
}

#[tokio::test]
async fn those_who_wait_get_their_answer_although_the_first_went_away() {
    let stand_in = user().await;
    let client = stand_in.client();
    let first = tokio::spawn({
        let client = client.clone();
        async move { client.users_me(&token()).await }
    });
    sleep(Duration::from_millis(20)).await;
    let second = tokio::spawn(async move { client.users_me(&token()).await });
    sleep(Duration::from_millis(20)).await;
    first.abort();
    assert_eq!(second.await.unwrap().unwrap().value.id, "100000001");
}
