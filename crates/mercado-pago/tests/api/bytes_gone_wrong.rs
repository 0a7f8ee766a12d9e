//! Connections and bodies that break, hang or never end.

use std::time::Duration;

use axum::body::{Body, Bytes};
use checkout_readiness_mercado_pago::{Client, Configuration, ErrorKind, Malformation};
use futures_util::{StreamExt, stream};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use crate::stand_in::{StandIn, client_of, fixture, impatient, raw, response, serve_raw, token};

#[tokio::test]
async fn nobody_listening_is_no_connection() {
    let address = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let error = client_of(address).users_me(&token()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status(), error.attempts()),
        (ErrorKind::Connection, None, 2)
    );
    assert!(error.problem().is_none());
}

#[tokio::test]
async fn a_connection_closed_without_a_word_is_no_connection() {
    let error = client_of(raw("").await)
        .users_me(&token())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
}

#[tokio::test]
async fn an_answer_that_is_not_json_is_malformed_and_not_asked_for_again() {
    for body in ["<html>", "welcome", "", "\u{feff}{}", "{\"id\":1}}"] {
        let stand_in = StandIn::saying(200, body).await;
        let error = stand_in.client().users_me(&token()).await.unwrap_err();
        assert_eq!(
            error.kind(),
            ErrorKind::Malformed(Malformation::NotJson),
            "{body}"
        );
        assert_eq!(stand_in.hits(), 1, "{body}");
    }
}

#[tokio::test]
async fn a_body_cut_short_is_malformed_however_it_was_framed() {
    let whole = fixture("users_me.minimal");
    let half = &whole[..whole.len() / 2];
    let announced = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{half}",
        whole.len()
    );
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{half}\r\n",
        half.len()
    );
    let until_close = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{half}");
    let short_length = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{whole}",
        half.len()
    );
    for reply in [announced, chunked, until_close, short_length] {
        let error = client_of(raw(reply.clone()).await)
            .users_me(&token())
            .await
            .unwrap_err();
        assert_eq!(
            error.kind(),
            ErrorKind::Malformed(Malformation::CutShort),
            "{reply}"
        );
        assert_eq!((error.status(), error.attempts()), (Some(200), 1));
    }
}

#[tokio::test]
async fn a_body_announced_too_large_is_refused_unread() {
    let reply = "HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n{";
    let error = client_of(raw(reply).await)
        .users_me(&token())
        .await
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1));
}

fn endless() -> Body {
    Body::from_stream(
        stream::repeat(Bytes::from_static(&[b' '; 16 * 1024])).map(Ok::<_, std::io::Error>),
    )
}

#[tokio::test]
async fn a_body_without_end_is_given_up_at_the_limit_not_at_the_timeout() {
    let stand_in = StandIn::answering(|_| std::future::ready(response(200, endless()))).await;
    let error = stand_in.client().users_me(&token()).await.unwrap_err();
    assert_eq!((error.kind(), stand_in.hits()), (ErrorKind::TooLarge, 1));
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_read_and_one_byte_more_is_not() {
    let body = fixture("users_me.minimal");
    let stand_in = StandIn::saying(200, body.clone()).await;
    let with_limit = |body_limit| {
        Client::new(Configuration {
            body_limit,
            ..stand_in.configuration()
        })
        .unwrap()
    };
    assert!(with_limit(body.len()).users_me(&token()).await.is_ok());
    let error = with_limit(body.len() - 1)
        .users_me(&token())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn an_error_with_an_endless_body_keeps_its_status() {
    let stand_in = StandIn::answering(|_| std::future::ready(response(401, endless()))).await;
    let error = stand_in.client().users_me(&token()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Unauthorized, Some(401))
    );
}

#[tokio::test]
async fn silence_is_a_timeout_before_the_answer_and_in_the_middle_of_it() {
    let silent = serve_raw(|stream| async move {
        tokio::time::sleep(Duration::from_secs(60)).await;
        drop(stream);
    })
    .await;
    let stalling = serve_raw(|mut stream| async move {
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\":")
            .await;
        tokio::time::sleep(Duration::from_secs(60)).await;
    })
    .await;
    for (address, status) in [(silent, None), (stalling, Some(200))] {
        let configuration = Configuration {
            attempt_timeout: Duration::from_millis(100),
            deadline: Duration::from_millis(1_500),
            ..impatient(&format!("http://{address}"))
        };
        let error = Client::new(configuration)
            .unwrap()
            .users_me(&token())
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.status(), error.attempts()),
            (ErrorKind::Timeout, status, 2)
        );
        assert!(
            (Duration::from_millis(200)..Duration::from_millis(2_500)).contains(&error.elapsed())
        );
    }
}
