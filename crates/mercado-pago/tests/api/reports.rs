//! The two reports of money: every recorded answer, and which refusals are answers.

use checkout_readiness_mercado_pago::{ErrorKind, ReportKind, ReportList};

use crate::stand_in::{StandIn, fixture, saying, token};

#[tokio::test]
async fn configurations_say_whether_reports_are_made_automatically() {
    for (name, kind, report, scheduled, frequency) in [
        (
            "release_report.config.scheduled",
            ReportKind::Release,
            "release_report",
            true,
            "monthly",
        ),
        (
            "release_report.config.not_scheduled",
            ReportKind::Release,
            "release_report",
            false,
            "monthly",
        ),
        (
            "settlement_report.config.scheduled",
            ReportKind::Settlement,
            "settlement_report",
            true,
            "daily",
        ),
        (
            "settlement_report.config.not_scheduled",
            ReportKind::Settlement,
            "settlement_report",
            false,
            "monthly",
        ),
    ] {
        let (stand_in, client) = saying(name).await;
        let config = client
            .report_config(&token(), kind)
            .await
            .unwrap()
            .value
            .unwrap();
        assert_eq!(config.scheduled, Some(scheduled), "{name}");
        assert_eq!(config.frequency.kind.as_deref(), Some(frequency), "{name}");
        assert!(!format!("{config:?}").contains('@'), "{name}");
        assert_eq!(
            stand_in.received()[0].target,
            format!("/v1/account/{report}/config")
        );
    }
}

#[tokio::test]
async fn only_the_refusal_that_says_so_means_that_nobody_set_a_report_up() {
    for status in [404, 400] {
        let stand_in = StandIn::saying(status, fixture("error.404.report_config")).await;
        let answer = stand_in
            .client()
            .report_config(&token(), ReportKind::Release)
            .await
            .unwrap();
        assert_eq!(answer.value, None, "{status}");
        assert!(answer.request_id.is_some() && !answer.elapsed.is_zero());
    }
    for (status, body, kind) in [
        (404, fixture("error.404.resource"), ErrorKind::NotFound),
        (404, String::new(), ErrorKind::NotFound),
        (400, fixture("error.400.bad_request"), ErrorKind::Refused),
        (
            403,
            fixture("error.404.report_config"),
            ErrorKind::Forbidden,
        ),
        (500, fixture("error.404.report_config"), ErrorKind::Server),
    ] {
        let stand_in = StandIn::saying(status, body).await;
        let client = stand_in.client();
        let error = client
            .report_config(&token(), ReportKind::Settlement)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), kind, "{status}");
    }
}

async fn list(name: &str, kind: ReportKind) -> ReportList {
    let (stand_in, client) = saying(name).await;
    let list = client.report_list(&token(), kind).await.unwrap().value;
    assert!(stand_in.received()[0].target.contains("_report/list"));
    list
}

#[tokio::test]
async fn both_shapes_of_the_list_are_read() {
    for (name, kind, count, newest) in [
        (
            "release_report.list",
            ReportKind::Release,
            2,
            Some("2026-08-01T14:07:53Z"),
        ),
        (
            "release_report.list.paged",
            ReportKind::Release,
            1,
            Some("2026-08-01T10:07:53Z"),
        ),
        ("release_report.list.empty", ReportKind::Release, 0, None),
        (
            "settlement_report.list",
            ReportKind::Settlement,
            1,
            Some("2026-08-01T14:07:53Z"),
        ),
    ] {
        let list = list(name, kind).await;
        assert_eq!(list.count, count, "{name}");
        assert_eq!(
            list.newest_at.map(|at| at.to_string()).as_deref(),
            newest,
            "{name}"
        );
    }
}

#[tokio::test]
async fn an_answer_without_a_list_is_malformed_never_empty() {
    for body in [
        "{}",
        "null",
        r#"{"results":null}"#,
        r#"{"results":{}}"#,
        "[7]",
        "7",
    ] {
        let stand_in = StandIn::saying(200, body).await;
        let client = stand_in.client();
        let error = client
            .report_list(&token(), ReportKind::Release)
            .await
            .unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Malformed(_)), "{body}");
    }
    for body in ["[]", "null", r#"{"scheduled":"yes"}"#] {
        let stand_in = StandIn::saying(200, body).await;
        let client = stand_in.client();
        let error = client
            .report_config(&token(), ReportKind::Release)
            .await
            .unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Malformed(_)), "{body}");
    }
}
