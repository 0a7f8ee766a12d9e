//! `GET /v1/account/{release,settlement}_report/{config,list}`: the two money reports.
//!
//! Both shapes that are documented of a list occur: one report's is an array, the other's comes in
//! an envelope with its paging.

use axum::{http::StatusCode, response::Response};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{
    answer::json as answer,
    dates::{days_earlier, earlier, written},
};
use crate::{
    fixtures::{Fixtures, put},
    merchant::Merchant,
    script::Reports,
};

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Report {
    /// Released money.
    Release,
    /// All transactions.
    Settlement,
}

impl Report {
    const fn name(self) -> &'static str {
        match self {
            Self::Release => "release-report",
            Self::Settlement => "settlement-report",
        }
    }
}

/// How the report is configured.
pub(super) fn config(merchant: &Merchant, report: Report, fixtures: &Fixtures) -> Response {
    let is_scheduled = match merchant.script.reports {
        Reports::Scheduled => true,
        Reports::ByHand | Reports::Unscheduled => false,
        Reports::NeverConfigured => {
            return answer(StatusCode::NOT_FOUND, &fixtures.report_not_configured);
        }
        Reports::Forbidden => return answer(StatusCode::FORBIDDEN, &fixtures.forbidden),
    };
    let mut config = match report {
        Report::Release => &fixtures.release_config,
        Report::Settlement => &fixtures.settlement_config,
    }
    .clone();
    put(&mut config, "scheduled", is_scheduled);
    put(
        &mut config,
        "file_name_prefix",
        format!("{}-{}", report.name(), merchant.user_id()),
    );
    answer(StatusCode::OK, &config)
}

/// The reports that were made.
pub(super) fn list(
    merchant: &Merchant,
    report: Report,
    now: Timestamp,
    fixtures: &Fixtures,
) -> Response {
    let (ages_days, made): (&[u32], _) = match merchant.script.reports {
        Reports::Scheduled => (&[5, 35, 65], "schedule"),
        Reports::ByHand => (&[12], "manual"),
        Reports::Unscheduled => (&[190], "manual"),
        Reports::NeverConfigured => (&[], "manual"),
        Reports::Forbidden => return answer(StatusCode::FORBIDDEN, &fixtures.forbidden),
    };
    let (pattern, newest_id) = match report {
        Report::Release => (&fixtures.release_list, 12_000_000),
        Report::Settlement => (&fixtures.settlement_list, 22_000_000),
    };
    let Some(pattern) = pattern.get(0).and_then(Value::as_object) else {
        return answer(StatusCode::OK, &json!([]));
    };
    let made: Vec<Value> = (0..)
        .zip(ages_days)
        .map(|(older, days)| {
            let id: u64 = newest_id - older;
            let made_at = days_earlier(now, *days);
            let end = earlier(made_at, SignedDuration::from_hours(1));
            let mut file = pattern.clone();
            put(&mut file, "id", id);
            put(&mut file, "user_id", merchant.user_id());
            put(&mut file, "created_from", made);
            put(&mut file, "begin_date", days_earlier(end, 30).to_string());
            put(&mut file, "end_date", end.to_string());
            put(&mut file, "date_created", written(made_at));
            let name = format!(
                "{}-{}-{}.csv",
                report.name(),
                merchant.user_id(),
                made_at.strftime("%Y-%m-%d-%H%M%S")
            );
            put(&mut file, "file_name", name);
            if report == Report::Settlement {
                // The other shape writes numbers as text and the state of each.
                put(&mut file, "id", id.to_string());
                put(&mut file, "status", "available");
                put(&mut file, "date_created", made_at.to_string());
            }
            Value::Object(file)
        })
        .collect();
    match report {
        Report::Release => answer(StatusCode::OK, &made),
        Report::Settlement => answer(
            StatusCode::OK,
            &json!({
                "paging": {"total": made.len(), "limit": 30, "offset": 0},
                "results": made,
            }),
        ),
    }
}
