//! `conform`: our own server speaks its interface, and whatever another one does otherwise is named.

mod deviations;

use checkout_readiness_proxy::conform::{About, Asker, AskerError, Findings, conform};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::support::otherwise::Otherwise;
use crate::support::serve;
use deviations::{CHECKS, DEVIATIONS, change};

const TOKEN: &str = "0000000000000000";

async fn found(address: &str, token: Option<&str>) -> Findings {
    let asker = Asker::new(address, token.map(SecretString::from), None).unwrap();
    conform(&asker, &About::default()).await.unwrap()
}

#[tokio::test]
async fn our_own_server_conforms_with_and_without_a_memory_or_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let data = ("READINESS_DATA", folder.path().to_str().unwrap());
    let plain = serve(&[]).await;
    let whole = serve(&[data, ("READINESS_TOKEN", TOKEN)]).await;
    let few = found(&plain.url(""), None).await;
    let all = found(&whole.url("/"), Some(TOKEN)).await;
    for findings in [&few, &all] {
        assert_eq!(findings.deviations, [], "{findings:#?}");
        assert!(findings.rules > 200, "{}", findings.rules);
    }
    assert!(all.rules > few.rules);
    assert!(
        few.left_out
            .iter()
            .any(|what| what.starts_with("history and decisions"))
    );
    assert!(few.left_out.iter().any(|what| what.starts_with("tokens")));
    assert_eq!(all.left_out, [""; 0]);
}

#[tokio::test]
async fn nothing_is_tested_and_nothing_decided_on_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let served = serve(&[("READINESS_DATA", folder.path().to_str().unwrap())]).await;
    let watched = Otherwise::before(&served.url(""), |_, _| {}).await;
    assert_eq!(found(&watched.base_url, None).await.deviations, []);
    let asked = watched.asked();
    assert!(
        !asked
            .iter()
            .any(|asked| asked == "POST /api/v1/webhook-probes"),
        "{asked:?}"
    );
    let history = served
        .get("/api/v1/decisions?history=true")
        .send()
        .await
        .unwrap();
    let history: Value = history.json().await.unwrap();
    assert_eq!(history["decisions"], json!([]));
}

#[tokio::test]
async fn whatever_a_server_does_otherwise_is_named_with_where_the_interface_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let served = serve(&[("READINESS_DATA", folder.path().to_str().unwrap())]).await;
    // So that there are two kept runs to be put in the wrong order.
    served.report(&json!({ "merchant": "ready" })).await;
    let mut unnamed = Vec::new();
    for (asked, expected, change) in DEVIATIONS {
        let other = Otherwise::before(&served.url(""), *change).await;
        let findings = found(&other.base_url, None).await;
        let is_named = findings.deviations.iter().any(|deviation| {
            deviation.asked.starts_with(asked)
                && !deviation.said.is_empty()
                && (deviation.expected.contains(expected) || deviation.got.contains(expected))
        });
        if !is_named {
            let few: Vec<_> = findings.deviations.iter().take(3).collect();
            unnamed.push(format!("{asked}: {expected}\n{few:#?}"));
        }
    }
    assert!(unnamed.is_empty(), "{}", unnamed.join("\n"));
}

#[tokio::test]
async fn who_does_not_answer_or_wants_a_token_cannot_be_asked() {
    let asker = Asker::new("http://127.0.0.1:1", None, None).unwrap();
    let error = conform(&asker, &About::default()).await.unwrap_err();
    assert!(matches!(error, AskerError::NoAnswer(..)), "{error}");
    let served = serve(&[("READINESS_TOKEN", TOKEN)]).await;
    for (token, expected) in [
        (None, "give it by READINESS_TOKEN"),
        (
            Some("0000000000000001"),
            "refuses the token of READINESS_TOKEN",
        ),
    ] {
        let asker = Asker::new(&served.url(""), token.map(SecretString::from), None).unwrap();
        let error = conform(&asker, &About::default())
            .await
            .unwrap_err()
            .to_string();
        assert!(error.contains(expected), "{error}");
        assert!(!error.contains("0000000000000001"), "{error}");
    }
}

async fn run(arguments: &[&str], environment: &[(&str, &str)]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_checkout-readiness-proxy"));
    command
        .env_clear()
        .args(arguments)
        .envs(environment.iter().copied());
    let output = command.output().await.unwrap();
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(text).unwrap(),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn the_exit_code_says_whether_a_server_conforms() {
    let served = serve(&[("READINESS_TOKEN", TOKEN)]).await;
    let token = [("READINESS_TOKEN", TOKEN)];
    let (code, text) = run(&["conform", &served.url("")], &token).await;
    assert_eq!(code, 0, "{text}");
    assert!(
        text.contains("conforms: ") && !text.contains(TOKEN),
        "{text}"
    );
    let other = Otherwise::before(&served.url(""), |asked, reply| {
        change(asked, reply, CHECKS, |body| drop(body["checks"][0].take()));
    })
    .await;
    let (code, text) = run(&["conform", &other.base_url, "--product", "qr"], &token).await;
    assert_eq!(code, 1, "{text}");
    assert!(
        text.contains("expected  ") && text.contains("said in   openapi.json"),
        "{text}"
    );
    for arguments in [
        &["conform"][..],
        &["conform", "nowhere"],
        &["conform", "http://127.0.0.1:1"],
        &["conform", &served.url(""), "--ca", "no-such-file.pem"],
        &["conform", &served.url(""), "--merchant", "nobody"],
    ] {
        let (code, text) = run(arguments, &token).await;
        assert_eq!(code, 3, "{arguments:?}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_of_this_machine_says_whether_it_is_alive() {
    let served = serve(&[]).await;
    let port = served.running.address().port();
    for (listen, expected) in [
        (format!("127.0.0.1:{port}"), 0),
        ("127.0.0.1:1".to_owned(), 3),
    ] {
        let (code, text) = run(&["healthy"], &[("READINESS_LISTEN", &listen)]).await;
        assert_eq!(code, expected, "{text}");
    }
    let every = format!("0.0.0.0:{port}");
    let everywhere = [
        ("READINESS_LISTEN", every.as_str()),
        ("READINESS_TOKEN", TOKEN),
        ("READINESS_HOSTS", "readiness.store.example"),
    ];
    assert_eq!(run(&["healthy"], &everywhere).await.0, 0);
}
