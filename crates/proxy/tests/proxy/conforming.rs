//! `conform`: our own server speaks its interface, and whatever another one does otherwise is named.

use checkout_readiness_proxy::conform::{About, Asker, AskerError, Findings, conform};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::support::otherwise::{Otherwise, Reply};
use crate::support::serve;

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

type Change = fn(&str, &mut Reply);

/// Changes the JSON of an answer to this.
fn change(asked: &str, reply: &mut Reply, wanted: &str, change: impl FnOnce(&mut Value)) {
    if asked == wanted {
        let mut body = serde_json::from_str(&reply.body).unwrap();
        change(&mut body);
        reply.body = body.to_string();
    }
}

/// Changes the lines of a whole run.
fn change_run(asked: &str, reply: &mut Reply, change: impl FnOnce(&mut Vec<Value>)) {
    if asked == "POST /api/v1/runs" && reply.status == 200 && reply.body.lines().count() > 3 {
        let lines = reply.body.lines();
        let mut events = lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        change(&mut events);
        let lines = events.iter().map(|event| format!("{event}\n"));
        reply.body = lines.collect();
    }
}

const PROFILE: &str = "GET /api/v1/profile";
const CHECKS: &str = "GET /api/v1/checks";
const RUNS: &str = "POST /api/v1/runs";
const VERDICT: &str = "GET /api/v1/verdict";

/// What another server does, and how that is named: what was asked begins so, and what was expected
/// or came holds this.
const DEVIATIONS: &[(&str, &str, Change)] = &[
    (PROFILE, "content-type application/json", |asked, reply| {
        if asked == PROFILE && reply.status == 200 {
            reply.kind = "text/html".to_owned();
        }
    }),
    (
        PROFILE,
        "the described shape at /account/user_id",
        |asked, reply| {
            if reply.status == 200 {
                change(asked, reply, PROFILE, |body| {
                    body["account"]["user_id"] = json!(5)
                });
            }
        },
    ),
    (
        PROFILE,
        "\"instance\" is a required property",
        |asked, reply| {
            if reply.status == 200 {
                change(asked, reply, PROFILE, |body| {
                    body.as_object_mut().unwrap().remove("instance");
                });
            }
        },
    ),
    (PROFILE, "the ability \"runs\"", |asked, reply| {
        if reply.status == 200 {
            change(asked, reply, PROFILE, |body| body["abilities"] = json!([]));
        }
    }),
    (
        "GET /api/v1/profile?unknown-key=1",
        "status 400 with the code invalid-query",
        |asked, reply| {
            if asked == PROFILE && reply.status == 400 {
                *reply = Reply {
                    status: 200,
                    kind: "application/json".to_owned(),
                    body: "{}".to_owned(),
                };
            }
        },
    ),
    (CHECKS, "the check access-token-works", |asked, reply| {
        change(asked, reply, CHECKS, |body| {
            let checks = body["checks"].as_array_mut().unwrap();
            checks.retain(|check| check["id"] != "access-token-works");
        });
    }),
    (CHECKS, "checks of the registry alone", |asked, reply| {
        change(asked, reply, CHECKS, |body| {
            let mut more = body["checks"][0].clone();
            more["id"] = json!("shop-is-pretty");
            body["checks"].as_array_mut().unwrap().push(more);
        });
    }),
    (
        CHECKS,
        "the described shape at /checks/0/requirement",
        |asked, reply| {
            change(asked, reply, CHECKS, |body| {
                body["checks"][0]["requirement"] = json!("beauty")
            });
        },
    ),
    (
        "POST /api/v1/runs with malformed JSON",
        "status 400 with the code invalid-json",
        |asked, reply| {
            if asked == RUNS && reply.body.contains("invalid-json") {
                reply.status = 500;
            }
        },
    ),
    (
        "POST /api/v1/runs with an unknown product",
        "content-type application/problem+json",
        |asked, reply| {
            if asked == RUNS && reply.body.contains("unknown-product") {
                reply.kind = "application/json".to_owned();
            }
        },
    ),
    (
        "POST /api/v1/runs with an unknown check",
        "the code \"unknown-check\"",
        |asked, reply| {
            if asked == RUNS && reply.body.contains("unknown-check") {
                reply.body = reply
                    .body
                    .replace("\"unknown-check\"", "\"unknown-product\"");
            }
        },
    ),
    ("DELETE /api/v1/profile", "status 405", |asked, reply| {
        if asked == "DELETE /api/v1/profile" {
            *reply = Reply {
                status: 200,
                kind: "application/json".to_owned(),
                body: "{}".to_owned(),
            };
        }
    }),
    (RUNS, "content-type application/x-ndjson", |asked, reply| {
        if asked == RUNS && reply.status == 200 {
            reply.kind = "application/json".to_owned();
        }
    }),
    (RUNS, "started as the first line", |asked, reply| {
        change_run(asked, reply, |events| events.swap(0, 1));
    }),
    (RUNS, "page-is-https in the plan", |asked, reply| {
        change_run(asked, reply, |events| {
            let plan = events[0]["plan"].as_array_mut().unwrap();
            plan.retain(|planned| planned["check"] != "page-is-https");
        });
    }),
    (
        RUNS,
        "an outcome of page-is-https, as planned",
        |asked, reply| {
            change_run(asked, reply, |events| {
                events.retain(|event| event["outcome"]["check"] != "page-is-https");
            });
        },
    ),
    (RUNS, "one outcome of each check", |asked, reply| {
        change_run(asked, reply, |events| events.insert(2, events[1].clone()));
    }),
    (RUNS, "finished as the last line", |asked, reply| {
        change_run(asked, reply, |events| drop(events.pop()));
    }),
    (RUNS, "a JSON object as line 2", |asked, reply| {
        if asked == RUNS && reply.status == 200 {
            reply.body = reply.body.replacen('\n', "\nsoon\n", 1);
        }
    }),
    (RUNS, "which its outcomes come to", |asked, reply| {
        change_run(asked, reply, |events| {
            events.last_mut().unwrap()["report"]["verdict"] = json!("ready");
        });
    }),
    (RUNS, "a reason of access-token-works", |asked, reply| {
        change_run(asked, reply, |events| {
            for event in events {
                if event["outcome"]["check"] == "access-token-works" {
                    event["outcome"]["reason"] = json!("looks_fine");
                }
            }
        });
    }),
    (RUNS, "as its line told it", |asked, reply| {
        change_run(asked, reply, |events| {
            events.last_mut().unwrap()["report"]["outcomes"][0]["reason"] = json!("another");
        });
    }),
    (VERDICT, "as the run said", |asked, reply| {
        change(asked, reply, VERDICT, |body| {
            if body.get("counts").is_some() {
                body["verdict"] = json!("ready");
            }
        });
    }),
    (
        VERDICT,
        "expires_at seven days after observed_at",
        |asked, reply| {
            change(asked, reply, VERDICT, |body| {
                if body.get("counts").is_some() {
                    body["expires_at"] = json!("2999-01-01T00:00:00.000Z");
                }
            });
        },
    ),
    (
        "GET /api/v1/badge.svg",
        "the word sandbox",
        |asked, reply| {
            if asked == "GET /api/v1/badge.svg" {
                reply.body = reply.body.replace("sandbox", "shop");
            }
        },
    ),
    (
        "GET /api/v1/runs?",
        "the newest run first",
        |asked, reply| {
            if reply.status == 200 {
                change(asked, reply, "GET /api/v1/runs", |body| {
                    body["runs"].as_array_mut().unwrap().reverse();
                });
            }
        },
    ),
    (
        "GET /api/v1/webhook-probes",
        "status 200",
        |asked, reply| {
            if asked == "GET /api/v1/webhook-probes" {
                reply.status = 404;
            }
        },
    ),
];

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
