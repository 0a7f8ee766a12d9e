//! The description of the interface and what the interface really answers are one.

use std::collections::BTreeSet;

use checkout_readiness_proxy::problem::Code;
use checkout_readiness_sandbox::merchants;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::described::{assert_valid, description, schema, validator};
use crate::support::{lines, page_in_order, serve};

/// A described address with something in its places that is there.
fn filled(path: &str) -> String {
    path.replace("{id}/changes", "1/changes?since=1")
        .replace("{id}", "1")
        .replace(
            "/snippets",
            "/snippets?product=checkout-pro&items=payer_last_name",
        )
}

/// A body that is answered well at this address.
fn body_of(path: &str, report: &Value) -> Value {
    match path {
        "/api/v1/changes" => json!({ "before": report, "after": report }),
        "/api/v1/decisions" => json!({
            "product": "checkout-pro", "check": "webhook-events-are-selected", "kind": "confirm",
            "reason": "compare_with_panel", "seen": "",
        }),
        "/api/v1/reports" => json!({ "report": report, "format": "html", "language": "pt" }),
        _ => json!({}),
    }
}

#[tokio::test]
async fn every_described_address_is_served_with_the_status_and_kind_described() {
    let folder = tempfile::tempdir().unwrap();
    let served = serve(&[("READINESS_DATA", folder.path().to_str().unwrap())]).await;
    let report = served.report(&json!({})).await;
    let description = description(&served).await;
    let mut described = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            described.insert(format!("{method} {path}"));
            if path.starts_with("/hooks/") {
                // Answered well only where it is signed: see `hooks`.
                continue;
            }
            let verb = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let mut request = served.http.request(verb, served.url(&filled(path)));
            if method == "post" {
                request = request.json(&body_of(path, &report));
            }
            let answer = request.send().await.unwrap();
            let status = answer.status().as_str().to_owned();
            assert!(answer.status().is_success(), "{method} {path} {status}");
            let kind = answer.headers()["content-type"]
                .to_str()
                .unwrap()
                .to_owned();
            let kinds = operation["responses"][&status]["content"]
                .as_object()
                .unwrap();
            assert!(
                kinds.keys().any(|known| kind.starts_with(known)),
                "{method} {path}: {kind}"
            );
        }
    }
    let expected = [
        "get /api/v1/badge.svg",
        "get /api/v1/checks",
        "get /api/v1/decisions",
        "get /api/v1/profile",
        "get /api/v1/runs",
        "get /api/v1/runs/{id}",
        "get /api/v1/runs/{id}/changes",
        "get /api/v1/snippets",
        "get /api/v1/verdict",
        "get /api/v1/webhook-probes",
        "get /healthz",
        "get /metrics",
        "get /openapi.json",
        "get /readyz",
        "post /api/v1/changes",
        "post /api/v1/decisions",
        "post /api/v1/reports",
        "post /api/v1/runs",
        "post /api/v1/webhook-probes",
        "post /hooks/mercado-pago",
        "post /hooks/mercado-pago/forwarded",
    ];
    assert_eq!(described, expected.map(str::to_owned).into());
}

#[tokio::test]
async fn every_answer_is_of_the_shape_described() {
    let folder = tempfile::tempdir().unwrap();
    let served = serve(&[
        ("READINESS_SANDBOX", "slow=10ms,slowest=20ms"),
        ("READINESS_CONFIRMED", "webhook-events-are-selected"),
        ("READINESS_DATA", folder.path().to_str().unwrap()),
    ])
    .await;
    let description = description(&served).await;
    let answer = |path: String| {
        let request = served.get(&path);
        async move { request.send().await.unwrap().json::<Value>().await.unwrap() }
    };
    let checks = validator(
        &description,
        schema(&description, "/api/v1/checks", "get", "200"),
    );
    assert_valid(
        &checks,
        &answer("/api/v1/checks".to_owned()).await,
        "checks",
    );
    let profile = validator(
        &description,
        schema(&description, "/api/v1/profile", "get", "200"),
    );
    let event = validator(
        &description,
        schema(&description, "/api/v1/runs", "post", "200"),
    );
    for merchant in merchants() {
        let id = merchant.id;
        let value = answer(format!("/api/v1/profile?merchant={id}")).await;
        assert_valid(&profile, &value, id);
        for body in [
            json!({ "merchant": id, "page": page_in_order() }),
            json!({ "merchant": id }),
        ] {
            for line in served.events(&body).await {
                assert_valid(&event, &line, id);
            }
        }
    }
    let mut decision = body_of("/api/v1/decisions", &Value::Null);
    for more in [json!({}), json!({ "by": "Ana", "note": "in the panel" })] {
        decision
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let request = served.http.post(served.url("/api/v1/decisions"));
        let kept = request.json(&decision).send().await.unwrap();
        let shape = schema(&description, "/api/v1/decisions", "post", "201");
        let kept = kept.json().await.unwrap();
        assert_valid(&validator(&description, shape), &kept, "decision");
    }
    for (path, asked) in [
        ("/api/v1/decisions", "/api/v1/decisions"),
        ("/api/v1/decisions", "/api/v1/decisions?history=true"),
        ("/api/v1/runs", "/api/v1/runs?merchant=argentina"),
        ("/api/v1/runs/{id}", "/api/v1/runs/2"),
        (
            "/api/v1/runs/{id}/changes",
            "/api/v1/runs/2/changes?since=1",
        ),
    ] {
        let shape = validator(&description, schema(&description, path, "get", "200"));
        assert_valid(&shape, &answer(asked.to_owned()).await, asked);
    }
}

#[tokio::test]
async fn every_error_is_of_the_shape_described() {
    let served = serve(&[]).await;
    let description = description(&served).await;
    let problem = validator(
        &description,
        &json!({ "$ref": "#/components/schemas/Problem" }),
    );
    let request = validator(
        &description,
        &json!({ "$ref": "#/components/schemas/RunRequest" }),
    );
    for (body, is_described) in [
        (json!({ "product": "none" }), false),
        (json!({ "site": 1 }), false),
        (json!({ "unknown": true }), false),
        (json!({ "page": {} }), false),
        (json!({ "scope": ["speed"] }), false),
        (json!({ "payment_id": 1 }), false),
        (
            json!({ "quality": { "score": 101, "measured_on": "2026-02-01" } }),
            false,
        ),
        (json!({ "quality": { "score": 85 } }), false),
        (json!({ "development": { "public_key": "alike" } }), false),
        (
            json!({
                "payment_id": "1300000000001",
                "scope": ["credentials", "quality"],
                "quality": { "score": 85, "measured_on": "2026-02-01", "payment_id": "ORD01JQ4S4KY8HWQ6NA5PXB65B3D3" },
                "development": { "public_key": "different", "application_id": null },
                "page": {
                    "scheme": "https", "host": "shop.example",
                    "markup": {
                        "scripts": [{ "kind": "v2", "url": "https://sdk.mercadopago.com/js/v2", "is_from_own_host": true }],
                        "globals": { "has_v2": true, "has_v1": false, "has_device_id": true },
                        "is_drawn_by_scripts": false,
                        "fraud_prevention_is_off": false,
                        "leftovers": [{ "what": "sandbox_init_point", "place": "inline-script" }],
                        "secrets": [{ "kind": "access-token", "place": "storage", "position": "key", "tail": "0001" }],
                        "unread": ["storage"],
                        "policies": ["default-src 'self'"],
                    },
                },
            }),
            true,
        ),
        (
            json!({ "page": page_in_order(), "checks": ["page-is-https"], "fresh": true, "site": null }),
            true,
        ),
    ] {
        assert_eq!(request.is_valid(&body), is_described, "{body}");
        let answer = served.post_run(&body).send().await.unwrap();
        assert_eq!(answer.status() == 200, is_described, "{body}");
        if !is_described {
            assert_valid(&problem, &answer.json().await.unwrap(), "problem");
        }
    }
    let names = description["components"]["schemas"]["Code"]["enum"]
        .as_array()
        .unwrap();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names, &codes, "the description lists every code");
}

#[tokio::test]
async fn what_is_long_and_the_same_for_everybody_is_compressed_for_whoever_takes_that() {
    let served = serve(&[]).await;
    let encoding = "content-encoding";
    for path in ["/api/v1/checks", "/openapi.json"] {
        let plain = served.get(path).send().await.unwrap();
        assert!(!plain.headers().contains_key(encoding), "{path}");
        let plain = plain.bytes().await.unwrap();
        let request = served.get(path).header("accept-encoding", "br, gzip");
        let answer = request.send().await.unwrap();
        assert_eq!(answer.headers()[encoding], "gzip", "{path}");
        let varies = answer.headers().get_all("vary").iter();
        assert!(
            varies.into_iter().any(|by| by == "accept-encoding"),
            "{path}"
        );
        let sent = answer.bytes().await.unwrap();
        assert!(
            sent.len() * 4 < plain.len(),
            "{path}: {} of {} bytes",
            sent.len(),
            plain.len()
        );
    }
    // What speaks of an account keeps its length to itself.
    let request = served.get("/api/v1/profile");
    let answer = request.header("accept-encoding", "gzip").send().await;
    assert!(!answer.unwrap().headers().contains_key(encoding));
}

#[tokio::test]
async fn the_profile_says_what_is_configured_and_masks_whom() {
    let served = serve(&[]).await;
    let get = |path: &'static str| async {
        served
            .get(path)
            .send()
            .await
            .unwrap()
            .json::<Value>()
            .await
            .unwrap()
    };
    let profile = get("/api/v1/profile?merchant=argentina").await;
    assert_eq!(profile["mode"], "sandbox");
    assert_eq!(profile["site"], "MLA");
    assert_eq!(profile["account"]["nickname"], "TIENDAEJEMPLO");
    assert_eq!(profile["account"]["user_id"], "…0003");
    assert_eq!(profile["account"]["application_id"], "…0003");
    let instance = profile["instance"].as_str().unwrap();
    assert!(instance.len() == 32 && instance.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(get("/api/v1/profile").await["instance"], instance);
    assert_eq!(profile["configured"]["checkout_url"], true);
    assert_eq!(profile["configured"]["expected_user_id"], false);
    assert_eq!(
        profile["merchants"].as_array().unwrap().len(),
        merchants().len()
    );
    assert_eq!(get("/api/v1/profile").await["merchant"], "ready");
    let key = merchants()[0].public_key.unwrap();
    assert_eq!(
        get("/api/v1/profile?merchant=ready").await["public_key"],
        key
    );
    assert_eq!(profile["abilities"], json!(["runs", "webhook-probes"]));
    let restarted = serve(&[]).await;
    let other: Value = restarted
        .get("/api/v1/profile")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_ne!(other["instance"], instance);
    assert_eq!(
        get("/api/v1/profile?merchant=revoked").await["account"],
        Value::Null
    );
    assert_eq!(
        get("/api/v1/profile?merchant=garbled").await["account"],
        Value::Null
    );
}

#[tokio::test]
async fn runs_and_requests_are_counted() {
    let served = serve(&[]).await;
    served.report(&json!({ "merchant": "revoked" })).await;
    served.get("/some/secret/path").send().await.unwrap();
    let text = served
        .get("/metrics")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    for line in [
        "readiness_runs_total{verdict=\"not_ready\"} 1",
        "readiness_runs_under_way 0",
        "readiness_request_seconds_count{method=\"POST\",route=\"/api/v1/runs\",status=\"200\"} 1",
        "readiness_mercado_pago_seconds_count{endpoint=\"users_me\",status=\"401\"} 1",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(!text.contains("secret"), "{text}");
    assert_eq!(lines("{}\n").len(), 1);
}

#[tokio::test]
async fn a_value_that_is_no_public_key_is_not_shown_by_the_profile() {
    for text in [
        "APP_USR-1000000000000001-010112-0000000000000000000000000ca1a4e5-100000001",
        "something-else",
    ] {
        let served = serve(&[
            ("MP_ACCESS_TOKEN", "APP_USR-1"),
            ("MP_BASE_URL", "http://127.0.0.1:1"),
            ("MP_PUBLIC_KEY", text),
        ])
        .await;
        let answer = served.get("/api/v1/profile").send().await.unwrap();
        let profile: Value = answer.json().await.unwrap();
        assert_eq!(profile["public_key"], Value::Null);
        assert_eq!(profile["configured"]["public_key"], true);
        assert!(!profile.to_string().contains("ca1a4e5"), "{profile}");
    }
}

#[tokio::test]
async fn a_run_of_some_headings_judges_those_and_never_comes_out_ready() {
    let served = serve(&[]).await;
    let whole = served
        .report(&json!({ "merchant": "ready", "page": page_in_order() }))
        .await;
    let headings = |report: &Value| -> BTreeSet<String> {
        let outcomes = report["outcomes"].as_array().unwrap();
        outcomes
            .iter()
            .map(|outcome| outcome["requirement"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(headings(&whole).len() > 1);
    let part = served
        .report(&json!({ "merchant": "ready", "page": page_in_order(), "scope": ["credentials"] }))
        .await;
    assert_eq!(headings(&part), ["credentials".to_owned()].into());
    assert_eq!(part["verdict"], "undecided");
    let both = json!({ "merchant": "ready", "scope": ["credentials"], "checks": ["page-is-https", "access-token-works"] });
    let outcomes = &served.report(&both).await["outcomes"];
    let ids: Vec<_> = outcomes
        .as_array()
        .unwrap()
        .iter()
        .map(|outcome| outcome["check"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["access-token-works"]);
}
