//! What changed since: between two kept runs, and between two reports a page brings along.

use reqwest::Response;
use serde_json::{Value, json};

use crate::memory::{decide, get, remembering, with, word};
use crate::support::{Served, code, page_in_order, problem, serve};

const EVENTS: &str = "webhook-events-are-selected";

async fn compare(served: &Served, body: &Value) -> Response {
    let request = served.http.post(served.url("/api/v1/changes"));
    request.json(body).send().await.unwrap()
}

/// The change of a check, if there is one.
fn change<'a>(answer: &'a Value, check: &str) -> Option<&'a Value> {
    let changes = answer["changes"].as_array().unwrap();
    changes.iter().find(|change| change["check"] == check)
}

#[tokio::test]
async fn two_kept_runs_tell_what_changed_between_them() {
    let folder = tempfile::tempdir().unwrap();
    let served = remembering(&folder).await;
    let insecure = json!({ "scheme": "http", "host": "admin.store.example", "secure_context": false, "insecure_resources": [] });
    let report = served
        .report(&json!({ "merchant": "nothing-declared", "page": insecure }))
        .await;
    let said = json!({ "merchant": "nothing-declared", "note": "seen" });
    let confirm = with(word(&report, EVENTS, "confirm"), said);
    decide(&served, &confirm).await;
    for id in ["nothing-declared", "argentina"] {
        served
            .report(&json!({ "merchant": id, "page": page_in_order() }))
            .await;
    }
    let answer = get(&served, "/api/v1/runs/2/changes?since=1").await;
    let fixed = change(&answer, "page-is-https").unwrap();
    assert_eq!(fixed["kind"], "fixed");
    assert_eq!(fixed["before"]["status"], "failed");
    assert_eq!(fixed["after"]["status"], "passed");
    let confirmed = change(&answer, EVENTS).unwrap();
    assert_eq!(confirmed["after"]["group"], "passed");
    assert_eq!(change(&answer, "access-token-works"), None);
    let back = get(&served, "/api/v1/runs/1/changes?since=2").await;
    assert_eq!(change(&back, "page-is-https").unwrap()["kind"], "broken");
    let same = get(&served, "/api/v1/runs/2/changes?since=2").await;
    assert_eq!(same, json!({ "changes": [] }));

    for (path, expected, field) in [
        ("/api/v1/runs/2/changes", "invalid-query", Some("since")),
        (
            "/api/v1/runs/2/changes?since=9",
            "unknown-run",
            Some("since"),
        ),
        ("/api/v1/runs/9/changes?since=1", "unknown-run", None),
        (
            "/api/v1/runs/3/changes?since=1",
            "runs-not-comparable",
            Some("since"),
        ),
    ] {
        let refused = problem(served.get(path).send().await.unwrap()).await;
        assert_eq!(refused["code"], expected, "{path}");
        assert_eq!(refused["field"].as_str(), field, "{path}");
    }
}

#[tokio::test]
async fn two_reports_are_compared_also_where_nothing_is_remembered() {
    let served = serve(&[]).await;
    let before = served
        .report(&json!({ "merchant": "revoked", "page": page_in_order() }))
        .await;
    let after = served
        .report(&json!({ "merchant": "ready", "page": page_in_order() }))
        .await;
    let body = json!({ "before": before, "after": after });
    let answer = compare(&served, &body).await;
    assert_eq!(answer.status(), 200);
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(
        change(&answer, "access-token-works").unwrap()["kind"],
        "fixed"
    );
    assert_eq!(change(&answer, "page-is-https"), None);

    let mut other = after.clone();
    other["profile"]["product"] = json!("qr");
    let mut unknown = after.clone();
    unknown["outcomes"][0]["canary"] = json!("canary");
    for (body, expected, field) in [
        (json!({ "before": before }), "field-missing", Some("after")),
        (
            json!({ "before": before, "after": after, "x": 1 }),
            "unknown-field",
            Some("x"),
        ),
        (
            json!({ "before": before, "after": other }),
            "runs-not-comparable",
            None,
        ),
        (
            json!({ "before": before, "after": unknown }),
            "invalid-report",
            Some("after.outcomes[0]"),
        ),
        (
            json!({ "before": 1, "after": after }),
            "invalid-report",
            Some("before"),
        ),
    ] {
        let refused = problem(compare(&served, &body).await).await;
        assert_eq!(refused["code"], expected);
        assert_eq!(refused["field"].as_str(), field);
        assert!(!refused.to_string().contains("canary"), "{refused}");
    }
    let large = json!({ "before": "a".repeat(1 << 20), "after": after });
    assert_eq!(code(compare(&served, &large).await).await, "body-too-large");
    let plain = served.http.post(served.url("/api/v1/changes"));
    let plain = plain.body("{}").send().await.unwrap();
    assert_eq!(code(plain).await, "unsupported-media-type");
}
