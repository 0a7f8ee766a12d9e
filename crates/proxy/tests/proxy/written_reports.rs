//! Reports that leave by the interface: one brought along, written in another format.

use checkout_readiness_report::Format;
use serde_json::{Value, json};

use crate::support::{Served, beginning, page_in_order, problem, serve};

async fn post(served: &Served, body: &Value) -> reqwest::Response {
    let request = served.http.post(served.url("/api/v1/reports"));
    request.json(body).send().await.unwrap()
}

#[tokio::test]
async fn a_report_brought_along_is_written_in_every_format_and_language() {
    let served = serve(&[]).await;
    for merchant in ["ready", "revoked"] {
        let report = served.report(&json!({ "merchant": merchant })).await;
        for format in Format::ALL {
            let body = json!({ "report": report, "format": format.name(), "language": "en" });
            let answer = post(&served, &body).await;
            assert_eq!(answer.status(), 200, "{}", format.name());
            let headers = answer.headers().clone();
            assert_eq!(headers["content-type"], format.media_type());
            assert_eq!(headers["cache-control"], "no-store");
            let disposition = headers["content-disposition"].to_str().unwrap();
            assert!(disposition.starts_with("attachment; filename=\"checkout-readiness-"));
            let text = answer.text().await.unwrap();
            assert!(text.starts_with(beginning(format)), "{text}");
            if format == Format::Json {
                let same: Value = serde_json::from_str(&text).unwrap();
                assert_eq!(same, report);
            }
        }
        let mut texts = Vec::new();
        for language in ["pt", "es", "en"] {
            let body = json!({ "report": report, "format": "markdown", "language": language });
            texts.push(post(&served, &body).await.text().await.unwrap());
        }
        texts.dedup();
        assert_eq!(texts.len(), 3);
    }
}

#[tokio::test]
async fn a_report_this_engine_could_not_have_written_is_refused_by_name() {
    let served = serve(&[]).await;
    let good = served.report(&json!({ "merchant": "revoked" })).await;
    let body = |pointer: &str, wrong: Value| {
        let mut report = good.clone();
        *report.pointer_mut(pointer).unwrap() = wrong;
        json!({ "report": report, "format": "html", "language": "pt" })
    };
    let without = |name: &str| {
        let mut body = body("/engine", json!("0.1.0"));
        body.as_object_mut().unwrap().remove(name);
        body
    };
    let with = |name: &str, value: Value| {
        let mut body = body("/engine", json!("0.1.0"));
        body[name] = value;
        body
    };
    let outcomes = good["outcomes"].as_array().unwrap();
    let index = outcomes
        .iter()
        .position(|outcome| outcome["check"] == "access-token-works")
        .unwrap();
    let token = format!("/outcomes/{index}");
    let status = format!("report.outcomes[{index}].status");
    let severity = format!("report.outcomes[{index}].severity");
    for (body, code, field) in [
        (without("report"), "field-missing", "report"),
        (without("format"), "field-missing", "format"),
        (without("language"), "field-missing", "language"),
        (with("format", json!("pdf")), "unknown-format", "format"),
        (
            with("format", json!("terminal")),
            "unknown-format",
            "format",
        ),
        (with("format", json!(1)), "wrong-type", "format"),
        (
            with("language", json!("fr")),
            "unknown-language",
            "language",
        ),
        (with("more", json!(1)), "unknown-field", "more"),
        (body("/schema", json!(1)), "invalid-report", "report.schema"),
        (
            body("/engine", json!("<b>")),
            "invalid-report",
            "report.engine",
        ),
        (
            body("/observed_at", json!("soon")),
            "invalid-report",
            "report.observed_at",
        ),
        (
            body("/verdict", json!("ready")),
            "invalid-report",
            "report.verdict",
        ),
        (
            body("/verdict", json!("undecided")),
            "invalid-report",
            "report.verdict",
        ),
        (
            body("/next", json!("page-is-red")),
            "invalid-report",
            "report.next",
        ),
        (
            body("/path/0/step", json!("page-is-red")),
            "unknown-check",
            "report.path[0]",
        ),
        (
            body("/outcomes/0/check", json!("page-is-red")),
            "unknown-check",
            "report.outcomes[0].check",
        ),
        (
            body("/outcomes/0/reason", json!("because")),
            "invalid-report",
            "report.outcomes[0].reason",
        ),
        (
            body("/outcomes/0/requirement", json!("terminals")),
            "invalid-report",
            "report.outcomes[0].requirement",
        ),
        (
            body("/outcomes/0/requirement", json!("luck")),
            "invalid-report",
            "report.outcomes[0].requirement",
        ),
        (
            body(&format!("{token}/severity"), json!("recommended")),
            "invalid-report",
            &severity,
        ),
        (
            body(
                "/path",
                json!([{ "step": "access-token-works", "minutes": 1 }, { "step": "access-token-works", "minutes": 1 }]),
            ),
            "invalid-report",
            "report.path[1]",
        ),
        (
            body(
                "/path",
                json!(vec![
                    json!({ "step": "access-token-works", "minutes": 1 });
                    200
                ]),
            ),
            "invalid-report",
            "report.path",
        ),
        (
            body(&format!("{token}/status"), json!("passed")),
            "invalid-report",
            &status,
        ),
    ] {
        let answer = post(&served, &body).await;
        assert!(answer.status().is_client_error(), "{field}");
        let problem = problem(answer).await;
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["field"], field, "{problem}");
    }
    let mut twice = good.clone();
    let first = twice["outcomes"][0].clone();
    twice["outcomes"]
        .as_array_mut()
        .unwrap()
        .push(first.clone());
    let mut confirmed = good.clone();
    confirmed["outcomes"][0]["confirmation"] = json!({});
    for report in [twice, confirmed] {
        let body = json!({ "report": report, "format": "html", "language": "pt" });
        let problem = problem(post(&served, &body).await).await;
        assert_eq!(problem["code"], "invalid-report", "{problem}");
    }
}

#[tokio::test]
async fn a_report_that_lacks_a_check_is_not_ready() {
    let served = serve(&[]).await;
    let asked = json!({ "merchant": "ready", "page": page_in_order() });
    let mut report = served.report(&asked).await;
    for outcome in report["outcomes"].as_array_mut().unwrap() {
        if outcome["status"] == "confirm" {
            outcome["confirmation"] = json!({});
        }
    }
    report["verdict"] = json!("ready");
    let send = async |report: &Value| {
        let body = json!({ "report": report, "format": "html", "language": "pt" });
        post(&served, &body).await
    };
    assert_eq!(send(&report).await.status(), 200);
    report["path"] = json!([]);
    report["next"] = Value::Null;
    report["outcomes"].as_array_mut().unwrap().pop();
    let problem = problem(send(&report).await).await;
    assert_eq!(problem["field"], "report.verdict", "{problem}");
    report["verdict"] = json!("undecided");
    assert_eq!(send(&report).await.status(), 200);
}

#[tokio::test]
async fn the_interface_for_reports_has_the_same_bounds_and_rules_of_access() {
    let served = serve(&[("READINESS_TOKEN", "visibly-fake-shared-token")]).await;
    let answer = post(&served, &json!({})).await;
    assert_eq!(problem(answer).await["code"], "token-missing");
    let served = serve(&[]).await;
    let request = |body: String, kind: &'static str| {
        let request = served.http.post(served.url("/api/v1/reports"));
        request.header("content-type", kind).body(body).send()
    };
    let large = format!("{{\"report\":\"{}\"}}", "x".repeat(600 * 1024));
    let answer = request(large, "application/json").await.unwrap();
    assert_eq!(problem(answer).await["code"], "body-too-large");
    let answer = request("{}".to_owned(), "text/plain").await.unwrap();
    assert_eq!(problem(answer).await["code"], "unsupported-media-type");
}
