//! Decisions and finished runs: kept for everybody who asks about the same account, and no other.

use checkout_readiness_checks::contract::{Counts, Outcome};
use checkout_readiness_sandbox::merchant;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Served, code, outcome, page_in_order, problem, serve};

const EVENTS: &str = "webhook-events-are-selected";
const WEBHOOK: &str = "webhook-url-is-public-https";

pub async fn remembering(folder: &TempDir) -> Served {
    serve(&[("READINESS_DATA", folder.path().to_str().unwrap())]).await
}

pub async fn get(served: &Served, path: &str) -> Value {
    let answer = served.get(path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.json().await.unwrap()
}

pub async fn decisions(served: &Served, query: &str) -> Vec<Value> {
    let mut answer = get(served, &format!("/api/v1/decisions{query}")).await;
    serde_json::from_value(answer["decisions"].take()).unwrap()
}

pub async fn post(served: &Served, body: &Value) -> reqwest::Response {
    let request = served.http.post(served.url("/api/v1/decisions"));
    request.json(body).send().await.unwrap()
}

pub async fn decide(served: &Served, body: &Value) -> Value {
    let answer = post(served, body).await;
    assert_eq!(answer.status(), StatusCode::CREATED, "{body}");
    answer.json().await.unwrap()
}

/// A decision on what a report answers about a check.
pub fn word(report: &Value, check: &str, kind: &str) -> Value {
    let outcome: Outcome = serde_json::from_value(outcome(report, check).clone()).unwrap();
    json!({
        "product": report["profile"]["product"], "check": check, "kind": kind,
        "reason": outcome.reason, "seen": outcome.shown_facts(),
    })
}

pub fn with(mut body: Value, more: Value) -> Value {
    let more = more.as_object().unwrap().clone();
    body.as_object_mut().unwrap().extend(more);
    body
}

fn is_confirmed(report: &Value) -> bool {
    outcome(report, EVENTS).get("confirmation").is_some()
}

fn of(id: &str) -> Value {
    json!({ "merchant": id, "page": page_in_order() })
}

#[tokio::test]
async fn what_one_person_confirms_counts_for_everybody_until_it_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let (ana, bruno) = (remembering(&folder).await, remembering(&folder).await);
    let before = ana.report(&of("ready")).await;
    assert!(!is_confirmed(&before));
    let body = with(
        word(&before, EVENTS, "confirm"),
        json!({ "merchant": "ready", "by": " Ana\n", "note": "compared in\tthe panel" }),
    );
    let kept = decide(&ana, &body).await;
    assert_eq!(kept["by"], "Ana");
    assert_eq!(kept["note"], "compared in the panel");

    let report = bruno.report(&of("ready")).await;
    assert_eq!(
        outcome(&report, EVENTS)["confirmation"],
        json!({ "at": kept["at"], "by": "Ana", "note": "compared in the panel" })
    );
    assert_eq!(
        decisions(&bruno, "?merchant=ready").await,
        vec![kept.clone()]
    );

    // Of another product or another merchant nobody said anything.
    for other in [
        json!({ "merchant": "ready", "product": "subscriptions" }),
        json!({ "merchant": "argentina" }),
    ] {
        let report = ana.report(&other).await;
        assert!(!is_confirmed(&report));
    }
    assert!(decisions(&ana, "?merchant=argentina").await.is_empty());
    assert!(
        decisions(&ana, "?merchant=ready&product=qr")
            .await
            .is_empty()
    );

    let undo = json!({ "merchant": "ready", "product": "checkout-pro", "check": EVENTS, "kind": "undo", "by": "Bruno" });
    let undone = decide(&bruno, &undo).await;
    assert_eq!(undone["seen"], kept["seen"]);
    assert!(decisions(&ana, "?merchant=ready").await.is_empty());
    let history = decisions(&ana, "?merchant=ready&history=true").await;
    assert_eq!(history, [undone, kept]);
    assert!(!is_confirmed(&ana.report(&of("ready")).await));
    assert_eq!(code(post(&ana, &undo).await).await, "nothing-to-undo");
}

#[tokio::test]
async fn another_question_is_asked_again_and_nobody_undoes_what_they_have_not_seen() {
    let folder = tempfile::tempdir().unwrap();
    let served = remembering(&folder).await;
    let report = served.report(&of("ready")).await;
    let asked = word(&report, EVENTS, "confirm");
    let other = with(asked.clone(), json!({ "seen": "topics=payment;" }));
    decide(&served, &other).await;
    let report = served.report(&of("ready")).await;
    assert!(!is_confirmed(&report));

    decide(&served, &asked).await;
    let undo = with(other, json!({ "kind": "undo" }));
    assert_eq!(code(post(&served, &undo).await).await, "decided-since");
    assert!(is_confirmed(&served.report(&of("ready")).await));
}

#[tokio::test]
async fn only_a_recommendation_is_set_aside_and_never_without_saying_why() {
    let folder = tempfile::tempdir().unwrap();
    let served = remembering(&folder).await;
    let id = json!({ "merchant": "webhook-catcher" });
    let report = served.report(&of("webhook-catcher")).await;
    let dismiss = with(word(&report, WEBHOOK, "dismiss"), id.clone());
    for note in [json!({}), json!({ "note": null }), json!({ "note": " \n" })] {
        let refused = problem(post(&served, &with(dismiss.clone(), note)).await).await;
        assert_eq!(refused["code"], "field-missing");
        assert_eq!(refused["field"], "note");
    }
    let noted = with(dismiss, json!({ "note": "we poll instead" }));
    decide(&served, &noted).await;
    let report = served.report(&of("webhook-catcher")).await;
    assert_eq!(
        outcome(&report, WEBHOOK)["dismissal"]["note"],
        "we poll instead"
    );

    // Point asks for notifications, and every product for credentials that work.
    let point = with(noted.clone(), json!({ "product": "point" }));
    let token = with(
        noted,
        json!({ "check": "access-token-works", "reason": "accepted_old_form" }),
    );
    for required in [point, token] {
        let refused = problem(post(&served, &required).await).await;
        assert_eq!(refused["code"], "not-dismissible", "{required}");
        assert_eq!(refused["field"], "check");
    }
    let report = served
        .report(&with(of("webhook-catcher"), json!({ "product": "point" })))
        .await;
    assert_eq!(report["verdict"], "not_ready");
}

#[tokio::test]
async fn what_cannot_be_decided_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let served = remembering(&folder).await;
    let fine = json!({ "product": "checkout-pro", "check": EVENTS, "kind": "confirm", "reason": "compare_with_panel", "seen": "" });
    let token = merchant("ready").unwrap().access_token;
    for (change, status, code, field) in [
        (
            json!({ "kind": "forget" }),
            422,
            "unknown-kind",
            Some("kind"),
        ),
        (json!({ "kind": null }), 400, "field-missing", Some("kind")),
        (
            json!({ "check": "nope" }),
            422,
            "unknown-check",
            Some("check"),
        ),
        (
            json!({ "product": "nope" }),
            422,
            "unknown-product",
            Some("product"),
        ),
        (
            json!({ "product": null }),
            400,
            "field-missing",
            Some("product"),
        ),
        (
            json!({ "check": "page-is-https", "product": "qr" }),
            422,
            "check-not-of-product",
            Some("check"),
        ),
        (
            json!({ "reason": "could_not_look" }),
            422,
            "not-confirmable",
            Some("reason"),
        ),
        (
            json!({ "check": "access-token-works", "reason": "accepted" }),
            422,
            "not-confirmable",
            Some("reason"),
        ),
        (
            json!({ "kind": "dismiss", "reason": "could_not_look", "note": "x" }),
            422,
            "not-dismissible",
            Some("reason"),
        ),
        (
            json!({ "reason": null }),
            400,
            "field-missing",
            Some("reason"),
        ),
        (json!({ "seen": null }), 400, "field-missing", Some("seen")),
        (json!({ "seen": "a\nb" }), 422, "invalid-text", Some("seen")),
        (
            json!({ "seen": "a".repeat(8001) }),
            422,
            "invalid-text",
            Some("seen"),
        ),
        (
            json!({ "by": "a".repeat(81) }),
            422,
            "invalid-text",
            Some("by"),
        ),
        (
            json!({ "note": "a".repeat(1001) }),
            422,
            "invalid-text",
            Some("note"),
        ),
        (
            json!({ "note": format!("it is {token}") }),
            422,
            "invalid-text",
            Some("note"),
        ),
        (
            json!({ "account": "mine" }),
            400,
            "unknown-field",
            Some("account"),
        ),
        (
            json!({ "merchant": "nobody" }),
            404,
            "unknown-merchant",
            Some("merchant"),
        ),
    ] {
        let body = with(fine.clone(), change.clone());
        let refused = problem(post(&served, &body).await).await;
        assert_eq!(refused["code"], code, "{change}");
        assert_eq!(refused["status"], status, "{change}");
        assert_eq!(refused["field"].as_str(), field, "{change}");
        assert!(!refused.to_string().contains(token), "{change}");
    }
    assert!(decisions(&served, "?history=true").await.is_empty());
    let query = served.get("/api/v1/decisions?history=yes").send().await;
    assert_eq!(code(query.unwrap()).await, "invalid-query");

    let plain = served.http.post(served.url("/api/v1/decisions"));
    let plain = plain.body(fine.to_string()).send().await.unwrap();
    assert_eq!(code(plain).await, "unsupported-media-type");
    for (name, value) in [
        ("origin", "https://attacker.example"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let crossing = served
            .http
            .post(served.url("/api/v1/decisions"))
            .json(&fine);
        let crossing = crossing.header(name, value).send().await.unwrap();
        assert_eq!(code(crossing).await, "origin-not-allowed", "{name}");
    }
    assert!(decisions(&served, "?history=true").await.is_empty());
    decide(&served, &fine).await;
}

#[tokio::test]
async fn pages_of_listed_origins_may_read_and_decide() {
    let folder = tempfile::tempdir().unwrap();
    let origin = "https://admin.store.example";
    let served = serve(&[
        ("READINESS_DATA", folder.path().to_str().unwrap()),
        ("READINESS_ORIGINS", origin),
    ])
    .await;
    for (path, method) in [
        ("/api/v1/decisions", "GET"),
        ("/api/v1/decisions", "POST"),
        ("/api/v1/runs", "GET"),
        ("/api/v1/runs/1", "GET"),
        ("/api/v1/runs/1/changes", "GET"),
        ("/api/v1/changes", "POST"),
    ] {
        let preflight = served
            .http
            .request(reqwest::Method::OPTIONS, served.url(path))
            .header("origin", origin)
            .header("access-control-request-method", method)
            .header("access-control-request-headers", "authorization");
        let answer = preflight.send().await.unwrap();
        assert_eq!(
            answer.headers()["access-control-allow-methods"],
            method,
            "{path}"
        );
    }
}

#[tokio::test]
async fn without_a_folder_nothing_is_kept_and_the_profile_says_so() {
    let served = serve(&[]).await;
    let abilities = get(&served, "/api/v1/profile").await["abilities"].take();
    assert!(!abilities.as_array().unwrap().contains(&json!("memory")));
    let body = json!({ "product": "checkout-pro", "check": EVENTS, "kind": "confirm", "reason": "compare_with_panel", "seen": "" });
    assert_eq!(code(post(&served, &body).await).await, "no-memory");
    for path in ["/api/v1/decisions", "/api/v1/runs", "/api/v1/runs/1"] {
        let answer = served.get(path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(code(answer).await, "no-memory", "{path}");
    }
    let folder = tempfile::tempdir().unwrap();
    let abilities = get(&remembering(&folder).await, "/api/v1/profile").await["abilities"].take();
    assert!(abilities.as_array().unwrap().contains(&json!("memory")));
}

#[tokio::test]
async fn whole_runs_are_kept_and_parts_and_abandoned_ones_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let served = remembering(&folder).await;
    served
        .report(&with(of("ready"), json!({ "checks": [EVENTS] })))
        .await;
    let abandoned = served.post_run(&of("slow")).send().await.unwrap();
    drop(abandoned);
    let first = served.report(&of("ready")).await;
    let second = served.report(&of("ready")).await;
    let list = get(&served, "/api/v1/runs?merchant=ready").await;
    let runs = list["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 2, "{list}");
    for (run, report) in runs.iter().zip([&second, &first]) {
        assert_eq!(run["observed_at"], report["observed_at"]);
        assert_eq!(run["verdict"], report["verdict"]);
        let outcomes: Vec<Outcome> = serde_json::from_value(report["outcomes"].clone()).unwrap();
        assert_eq!(run["counts"], json!(Counts::of(&outcomes)));
        let kept = get(&served, &format!("/api/v1/runs/{}", run["id"])).await;
        assert_eq!(&kept, report);
    }
    let other = get(&served, "/api/v1/runs?merchant=slow").await;
    assert_eq!(other, json!({ "runs": [] }));
    for id in ["0", "999", "-1", "x", "99999999999999999999"] {
        let answer = served.get(&format!("/api/v1/runs/{id}")).send().await;
        assert_eq!(code(answer.unwrap()).await, "unknown-run", "{id}");
    }
}
