//! The last verdict and its badge, over HTTP: whose it is, what it is made of, and when it is none.

use checkout_readiness_checks::contract::Report;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::memory::{decide, get, remembering, with, word};
use crate::support::described::{assert_valid, description, schema, validator};
use crate::support::{Served, page_in_order, problem, serve};

const READY: &str = "/api/v1/verdict?merchant=ready";

fn of(id: &str) -> Value {
    json!({ "merchant": id, "page": page_in_order() })
}

async fn verdict(served: &Served, query: &str) -> String {
    let glance = get(served, &format!("/api/v1/verdict{query}")).await;
    glance["verdict"].as_str().unwrap().to_owned()
}

/// A word for every question of a report that waits for one.
async fn confirm_all(served: &Served, report: &Value) -> usize {
    let mut confirmed = 0;
    for outcome in report["outcomes"].as_array().unwrap() {
        if outcome["status"] == "confirm" && outcome.get("confirmation").is_none() {
            let check = outcome["check"].as_str().unwrap();
            let said = with(
                word(report, check, "confirm"),
                json!({ "merchant": "ready" }),
            );
            decide(served, &said).await;
            confirmed += 1;
        }
    }
    confirmed
}

#[tokio::test]
async fn the_last_whole_run_is_told_and_a_run_of_some_checks_never_is() {
    let served = serve(&[]).await;
    let glance = get(&served, READY).await;
    let nothing = json!({ "passed": 0, "failed": 0, "warning": 0, "confirm": 0, "inconclusive": 0, "skipped": 0, "not_applicable": 0 });
    assert_eq!(
        glance,
        json!({ "mode": "sandbox", "product": "checkout-pro", "verdict": "not_run", "counts": nothing })
    );
    let part = with(of("ready"), json!({ "checks": ["access-token-works"] }));
    served.report(&part).await;
    assert_eq!(get(&served, READY).await, glance);

    let report = served.report(&of("revoked")).await;
    let glance = get(&served, "/api/v1/verdict?merchant=revoked").await;
    assert_eq!(glance["verdict"], "not_ready");
    assert_eq!(glance["observed_at"], report["observed_at"]);
    assert_eq!(glance["site"], report["profile"]["site"]);
    let counts = glance["counts"].as_object().unwrap().values();
    let counted: u64 = counts.map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(counted, report["outcomes"].as_array().unwrap().len() as u64);
    // Of another merchant or product nothing is known.
    assert_eq!(verdict(&served, "?merchant=ready").await, "not_run");
    assert_eq!(
        verdict(&served, "?merchant=revoked&product=qr").await,
        "not_run"
    );
}

#[tokio::test]
async fn words_said_after_the_run_count_and_so_does_taking_them_back() {
    let folder = tempfile::tempdir().unwrap();
    let served = remembering(&folder).await;
    let report = served.report(&of("ready")).await;
    assert_eq!(get(&served, READY).await["verdict"], "undecided");
    assert!(confirm_all(&served, &report).await > 0);
    let after = get(&served, READY).await;
    assert_eq!(after["verdict"], "ready", "{after}");
    assert_eq!(after["counts"]["confirm"], 0);
    // What the next run says is the same.
    assert_eq!(served.report(&of("ready")).await["verdict"], "ready");

    let check = "webhook-events-are-selected";
    let undo =
        json!({ "merchant": "ready", "product": "checkout-pro", "check": check, "kind": "undo" });
    decide(&served, &undo).await;
    assert_eq!(get(&served, READY).await["verdict"], "undecided");
}

#[tokio::test]
async fn a_kept_verdict_outlives_the_server_and_grows_old() {
    let folder = tempfile::tempdir().unwrap();
    let first = remembering(&folder).await;
    let report = first.report(&of("ready")).await;
    confirm_all(&first, &report).await;
    let before = get(&first, READY).await;
    first.running.stop().await;

    let second = remembering(&folder).await;
    assert_eq!(get(&second, READY).await, before);
    // A newer run of another process on the same folder is the last one.
    let third = remembering(&folder).await;
    let newer = third.report(&of("ready")).await;
    assert_eq!(
        get(&second, READY).await["observed_at"],
        newer["observed_at"]
    );

    let engine = second.running.engine();
    let merchant = engine.merchants.find(Some("ready")).unwrap();
    let mut old: Report = serde_json::from_value(newer).unwrap();
    for (hours, expected, is_old) in [
        (23, "Ready", false),
        (25, "Ready", true),
        (169, "Not checked", false),
    ] {
        let ended = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(hours);
        old.observed_at.0 = format!("{ended:.3}");
        let aged = tempfile::tempdir().unwrap();
        let aged = remembering(&aged).await;
        aged.running.engine().keep(merchant, &old).await;
        confirm_all(&aged, &report).await;
        let badge = badge(&aged, "?merchant=ready&lang=en").await;
        assert!(badge.contains(&format!(">{expected}<")), "{hours}: {badge}");
        assert_eq!(badge.contains("· old"), is_old, "{badge}");
    }
}

#[tokio::test]
async fn a_verdict_about_another_configuration_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let token = "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";
    let other = "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000002";
    let configured = async |token: &str, webhook: &str| {
        serve(&[
            ("MP_ACCESS_TOKEN", token),
            ("MP_BASE_URL", "http://127.0.0.1:1"),
            ("MP_WEBHOOK_URL", webhook),
            ("READINESS_DATA", data),
        ])
        .await
    };
    let (hook, elsewhere) = ("http://127.0.0.1:1/hook", "http://127.0.0.1:1/elsewhere");
    let before = configured(token, hook).await;
    let report = before.report(&json!({})).await;
    let seen = get(&before, "/api/v1/verdict").await;
    assert_eq!(seen["mode"], "live");
    assert_eq!(seen["observed_at"], report["observed_at"]);
    assert_ne!(seen["verdict"], "not_run");
    for (token, webhook, is_shown) in [
        (token, hook, true),
        (token, elsewhere, false),
        (other, hook, false),
    ] {
        let after = configured(token, webhook).await;
        let verdict = verdict(&after, "").await;
        assert_eq!(verdict != "not_run", is_shown, "{webhook}");
    }
}

async fn badge(served: &Served, query: &str) -> String {
    let answer = served.get(&format!("/api/v1/badge.svg{query}"));
    let answer = answer.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{query}");
    answer.text().await.unwrap()
}

#[tokio::test]
async fn the_badge_is_a_picture_under_a_policy_of_its_own_that_names_the_sandbox() {
    let served = serve(&[]).await;
    served.report(&of("revoked")).await;
    let answer = served.get("/api/v1/badge.svg?merchant=revoked&theme=dark");
    let answer = answer.header("accept-language", "fr, pt-BR;q=0.8, en;q=0.5");
    let answer = answer.send().await.unwrap();
    let headers = answer.headers().clone();
    assert_eq!(headers["content-type"], "image/svg+xml");
    assert_eq!(headers["cache-control"], "no-cache");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    let policies: Vec<_> = headers.get_all("content-security-policy").iter().collect();
    assert_eq!(policies.len(), 1);
    let policy = policies[0].to_str().unwrap();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    let svg = answer.text().await.unwrap();
    assert!(svg.len() < 2048, "{} bytes", svg.len());
    for words in [
        ">Não está pronto<",
        "agora",
        "sandbox: nenhuma loja real",
        r#"lang="pt-BR""#,
    ] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
    assert!(badge(&served, "").await.contains(">Not checked<"));
    assert!(badge(&served, "?lang=es").await.contains(">Sin verificar<"));
}

#[tokio::test]
async fn pages_of_listed_sites_may_show_the_badge_and_no_others() {
    let listed = serve(&[("READINESS_ORIGINS", "https://admin.store.example")]).await;
    let alone = serve(&[]).await;
    for (served, path, reach) in [
        (&listed, "badge.svg", "cross-origin"),
        (&listed, "verdict", "same-origin"),
        (&alone, "badge.svg", "same-origin"),
    ] {
        let answer = served.get(&format!("/api/v1/{path}")).send().await.unwrap();
        let policy = &answer.headers()["cross-origin-resource-policy"];
        assert_eq!(policy, reach, "{path}");
    }
}

#[tokio::test]
async fn what_is_asked_wrongly_is_a_problem_that_names_the_choice() {
    let served = serve(&[("READINESS_TOKEN", "0000000000000000")]).await;
    for path in ["/api/v1/verdict", "/api/v1/badge.svg"] {
        let refused = problem(served.get(path).send().await.unwrap()).await;
        assert_eq!(refused["code"], "token-missing", "{path}");
    }
    for (query, status, code, field) in [
        (
            "verdict?product=nope",
            422,
            "unknown-product",
            Some("product"),
        ),
        (
            "verdict?merchant=nope",
            404,
            "unknown-merchant",
            Some("merchant"),
        ),
        ("verdict?theme=dark", 400, "invalid-query", None),
        (
            "verdict?product=qr&product=qr",
            400,
            "invalid-query",
            Some("product"),
        ),
        (
            "badge.svg?product=nope",
            422,
            "unknown-product",
            Some("product"),
        ),
        (
            "badge.svg?theme=inherit",
            422,
            "unknown-theme",
            Some("theme"),
        ),
        ("badge.svg?lang=fr", 422, "unknown-language", Some("lang")),
        ("badge.svg?size=big", 400, "invalid-query", None),
    ] {
        let request = served.get(&format!("/api/v1/{query}"));
        let answer = request
            .bearer_auth("0000000000000000")
            .send()
            .await
            .unwrap();
        let refused = problem(answer).await;
        assert_eq!(refused["status"], status, "{query}");
        assert_eq!(refused["code"], code, "{query}");
        assert_eq!(refused["field"].as_str(), field, "{query}");
    }
}

#[tokio::test]
async fn a_glance_is_of_the_shape_described() {
    let served = serve(&[]).await;
    let description = description(&served).await;
    let shape = schema(&description, "/api/v1/verdict", "get", "200");
    let shape = validator(&description, shape);
    assert_valid(&shape, &get(&served, READY).await, "not run");
    served.report(&of("ready")).await;
    assert_valid(&shape, &get(&served, READY).await, "run");
}
