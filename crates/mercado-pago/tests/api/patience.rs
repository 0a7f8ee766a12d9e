//! One retry, only where it may help, never before the time the server named.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::response::Response;
use checkout_readiness_mercado_pago::{Client, Configuration, ErrorKind};
use tokio::time::sleep;

use crate::stand_in::{Received, StandIn, fixture, response, token};

/// Fails the first time and answers from then on.
async fn failing_once(failure: impl Fn() -> Response + Clone + Send + Sync + 'static) -> StandIn {
    StandIn::answering(move |Received { earlier, .. }| {
        let answer = if earlier == 0 {
            failure()
        } else {
            response(200, fixture("users_me.minimal"))
        };
        std::future::ready(answer)
    })
    .await
}

fn limited(retry_after: &str) -> Response {
    let mut answer = response(429, fixture("error.429"));
    answer
        .headers_mut()
        .insert("retry-after", retry_after.parse().unwrap());
    answer
}

#[tokio::test]
async fn what_is_temporary_is_asked_again_once_and_then_answers() {
    for status in [429, 500, 502, 503, 504] {
        let stand_in = failing_once(move || response(status, "")).await;
        assert!(
            stand_in.client().users_me(&token()).await.is_ok(),
            "{status}"
        );
        assert_eq!(stand_in.hits(), 2, "{status}");
    }
}

#[tokio::test]
async fn what_stays_broken_is_asked_exactly_twice() {
    for status in [429, 500, 502, 503] {
        let stand_in = StandIn::saying(status, "").await;
        let error = stand_in.client().users_me(&token()).await.unwrap_err();
        assert_eq!((stand_in.hits(), error.attempts()), (2, 2), "{status}");
    }
}

#[tokio::test]
async fn a_verdict_is_not_asked_for_again() {
    for status in [400, 401, 402, 403, 404, 409, 422] {
        let stand_in = StandIn::saying(status, "").await;
        let error = stand_in.client().users_me(&token()).await.unwrap_err();
        assert_eq!((stand_in.hits(), error.attempts()), (1, 1), "{status}");
    }
}

#[tokio::test]
async fn the_wait_a_server_names_is_kept() {
    let stand_in = failing_once(|| limited("1")).await;
    let answer = stand_in.client().users_me(&token()).await.unwrap();
    assert!(
        answer.elapsed >= Duration::from_secs(1),
        "{:?}",
        answer.elapsed
    );
    assert_eq!(stand_in.hits(), 2);
}

#[tokio::test]
async fn a_wait_too_long_for_a_person_is_told_and_not_waited_for() {
    for (text, seconds) in [("6", 6), ("3600", 3600)] {
        let stand_in = StandIn::answering(move |_| std::future::ready(limited(text))).await;
        let error = stand_in.client().users_me(&token()).await.unwrap_err();
        let retry_after = Some(Duration::from_secs(seconds));
        assert_eq!(
            (error.kind(), stand_in.hits()),
            (ErrorKind::RateLimited { retry_after }, 1),
            "{text}"
        );
    }
    let stand_in =
        StandIn::answering(|_| std::future::ready(limited("Fri, 01 Jan 2100 00:00:00 GMT"))).await;
    let error = stand_in.client().users_me(&token()).await.unwrap_err();
    assert!(matches!(
        error.kind(),
        ErrorKind::RateLimited {
            retry_after: Some(_)
        }
    ));
    assert_eq!(stand_in.hits(), 1);
}

#[tokio::test]
async fn a_wait_that_passes_the_deadline_is_not_begun() {
    let stand_in = StandIn::answering(|_| std::future::ready(limited("2"))).await;
    let configuration = Configuration {
        deadline: Duration::from_secs(1),
        ..stand_in.configuration()
    };
    let error = Client::new(configuration)
        .unwrap()
        .users_me(&token())
        .await
        .unwrap_err();
    assert!(error.elapsed() < Duration::from_millis(1_900));
    assert_eq!(stand_in.hits(), 1);
}

#[tokio::test]
async fn a_late_answer_is_asked_for_again_if_time_is_left() {
    let stand_in = StandIn::answering(|Received { earlier, .. }| async move {
        if earlier == 0 {
            sleep(Duration::from_secs(60)).await;
        }
        response(200, fixture("users_me.minimal"))
    })
    .await;
    let patient = Configuration {
        attempt_timeout: Duration::from_millis(400),
        ..stand_in.configuration()
    };
    assert!(
        Client::new(patient)
            .unwrap()
            .users_me(&token())
            .await
            .is_ok()
    );
    assert_eq!(stand_in.hits(), 2);
}

#[tokio::test]
async fn no_retry_begins_once_the_deadline_has_passed() {
    let stand_in = StandIn::answering(|_| async {
        sleep(Duration::from_secs(60)).await;
        response(200, "")
    })
    .await;
    let deadline = Duration::from_millis(150);
    let configuration = Configuration {
        deadline,
        ..stand_in.configuration()
    };
    let error = Client::new(configuration)
        .unwrap()
        .users_me(&token())
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts(), stand_in.hits()),
        (ErrorKind::Timeout, 1, 1)
    );
    assert!(
        error.elapsed() < Duration::from_secs(2),
        "{:?}",
        error.elapsed()
    );
}

#[tokio::test]
async fn whoever_listens_hears_of_every_attempt() {
    let stand_in = failing_once(|| response(503, "")).await;
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hear = Arc::clone(&heard);
    let configuration = Configuration {
        on_attempt: Some(Arc::new(move |attempt| {
            hear.lock().unwrap().push(attempt.clone())
        })),
        ..stand_in.configuration()
    };
    Client::new(configuration)
        .unwrap()
        .users_me(&token())
        .await
        .unwrap();
    let heard: Vec<_> = heard
        .lock()
        .unwrap()
        .iter()
        .map(|attempt| {
            (
                attempt.endpoint.name(),
                attempt.number,
                attempt.status,
                attempt.error,
            )
        })
        .collect();
    assert_eq!(
        heard,
        [
            ("users_me", 1, Some(503), Some(ErrorKind::Server)),
            ("users_me", 2, Some(200), None)
        ]
    );
}
