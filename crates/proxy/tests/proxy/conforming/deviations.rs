//! What another server may do otherwise, each with how that is named.

use serde_json::{Value, json};

use crate::support::otherwise::Reply;

/// What a server changes of the answer to what was asked.
pub type Change = fn(&str, &mut Reply);

/// Changes the JSON of an answer to this.
pub fn change(asked: &str, reply: &mut Reply, wanted: &str, change: impl FnOnce(&mut Value)) {
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
pub const CHECKS: &str = "GET /api/v1/checks";
const RUNS: &str = "POST /api/v1/runs";
const VERDICT: &str = "GET /api/v1/verdict";

/// What another server does, and how that is named: what was asked begins so, and what was expected
/// or came holds this.
pub const DEVIATIONS: &[(&str, &str, Change)] = &[
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
