//! `GET /v1/account/{release_report|settlement_report}/…`: whether Mercado Pago's two reports of
//! money are set up, and which were made.

use std::fmt;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Paging;
use crate::fields::{moment, or_default, text};
use crate::question::Question;
use crate::{AccessToken, Answer, Client, Endpoint, Error};

/// Which of the two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportKind {
    /// Released money.
    Release,
    /// All transactions.
    Settlement,
}

/// How a report is set up. Where it is sent to, and with which password, is not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ReportConfig {
    /// Whether it is made automatically.
    pub scheduled: Option<bool>,
    /// How often it would be.
    #[serde(deserialize_with = "or_default")]
    pub frequency: Frequency,
}

/// How often a report is made. Having one does not mean that it is scheduled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Frequency {
    /// `daily`, `weekly` or `monthly`.
    #[serde(rename = "type", deserialize_with = "text")]
    pub kind: Option<String>,
}

/// Reports that were made or are being made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportList {
    /// How many were read. Reports that failed or were deleted do not count.
    pub count: u32,
    /// When the newest was made; absent where the newest may not be among those read.
    pub newest_at: Option<Timestamp>,
}

/// The code of an answer that says that nobody ever set the report up.
const NOT_CONFIGURED: &str = "config_not_found_for_user";
/// Of how many reports the list is asked for: three months of daily ones, so that the newest is
/// among them in whatever order they come.
const MOST_REPORTS: &str = "100";

impl Client {
    /// Asks how a report is set up; none where Mercado Pago says that it never was.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind); any other 404 is one.
    pub async fn report_config(
        &self,
        token: &AccessToken,
        kind: ReportKind,
    ) -> Result<Answer<Option<ReportConfig>>, Error> {
        let (endpoint, _, report) = kind.parts();
        let question = Question {
            endpoint,
            token: Some(token),
            path: &["v1", "account", report, "config"],
            query: &[],
        };
        match self.ask(&self.shelves().report_configs, question).await {
            Ok(answer) => Ok(answer.map(Some)),
            Err(error) if error.says(&[400, 404], NOT_CONFIGURED) => Ok(error.answered(None)),
            Err(error) => Err(error),
        }
    }

    /// Asks which reports were made.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn report_list(
        &self,
        token: &AccessToken,
        kind: ReportKind,
    ) -> Result<Answer<ReportList>, Error> {
        let (_, endpoint, report) = kind.parts();
        let question = Question {
            endpoint,
            token: Some(token),
            path: &["v1", "account", report, "list"],
            query: &[("limit", MOST_REPORTS)],
        };
        self.ask(&self.shelves().report_lists, question).await
    }
}

impl ReportKind {
    /// Who is asked for the configuration, who for the list, and the name in the address.
    const fn parts(self) -> (Endpoint, Endpoint, &'static str) {
        match self {
            Self::Release => (
                Endpoint::ReleaseReportConfig,
                Endpoint::ReleaseReportList,
                "release_report",
            ),
            Self::Settlement => (
                Endpoint::SettlementReportConfig,
                Endpoint::SettlementReportList,
                "settlement_report",
            ),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Made {
    #[serde(deserialize_with = "text")]
    status: Option<String>,
    #[serde(deserialize_with = "moment")]
    date_created: Option<Timestamp>,
}

/// Reports one after the other, kept as one.
#[derive(Default)]
struct Reading {
    list: ReportList,
    read: u64,
    first_at: Option<Timestamp>,
    last_at: Option<Timestamp>,
}

impl Reading {
    fn take(&mut self, report: &Made) {
        self.read += 1;
        self.first_at = self.first_at.or(report.date_created);
        self.last_at = report.date_created.or(self.last_at);
        if !matches!(report.status.as_deref(), Some("failed" | "deleted")) {
            self.list.count += 1;
            self.list.newest_at = self.list.newest_at.max(report.date_created);
        }
    }

    /// The list; where more were left out, and those read are not newest first, the newest may be
    /// among what was left out.
    fn end(self, total: Option<u64>) -> ReportList {
        let is_whole = total.is_none_or(|total| total <= self.read);
        let is_newest_first = self.first_at > self.last_at;
        ReportList {
            newest_at: self.list.newest_at.filter(|_| is_whole || is_newest_first),
            ..self.list
        }
    }
}

/// A list at the root, as the documentation shows it, or `{paging, results}`, as the specification
/// does.
impl<'de> Deserialize<'de> for ReportList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor)
    }
}

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = ReportList;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of reports")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<ReportList, A::Error> {
        let mut reading = Reading::default();
        while let Some(report) = list.next_element::<Made>()? {
            reading.take(&report);
        }
        Ok(reading.end(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<ReportList, A::Error> {
        let mut results: Option<Results> = None;
        let mut paging = None;
        while let Some(key) = object.next_key::<String>()? {
            match key.as_str() {
                "results" => results = object.next_value()?,
                "paging" => paging = object.next_value::<Option<Paging>>()?,
                _ => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        let Results(reading) = results.ok_or_else(|| serde::de::Error::missing_field("results"))?;
        Ok(reading.end(paging.and_then(|paging| paging.total)))
    }
}

struct Results(Reading);

impl<'de> Deserialize<'de> for Results {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ResultsVisitor;
        impl<'de> Visitor<'de> for ResultsVisitor {
            type Value = Results;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list of reports")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Results, A::Error> {
                let mut reading = Reading::default();
                while let Some(report) = list.next_element::<Made>()? {
                    reading.take(&report);
                }
                Ok(Results(reading))
            }
        }
        deserializer.deserialize_seq(ResultsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn newest(json: &str) -> Option<String> {
        let list: ReportList = serde_json::from_str(json).unwrap();
        list.newest_at.map(|at| at.to_string())
    }

    #[test]
    fn where_reports_were_left_out_the_newest_is_known_only_of_a_list_that_begins_with_it() {
        let rising =
            r#"[{"date_created":"2026-07-01T00:00:00Z"},{"date_created":"2026-08-01T00:00:00Z"}]"#;
        let falling =
            r#"[{"date_created":"2026-08-01T00:00:00Z"},{"date_created":"2026-07-01T00:00:00Z"}]"#;
        let august = Some("2026-08-01T00:00:00Z".to_owned());
        for list in [rising, falling] {
            assert_eq!(newest(list), august);
            let whole = format!(r#"{{"results":{list},"paging":{{"total":2}}}}"#);
            assert_eq!(newest(&whole), august);
        }
        let part = |list| format!(r#"{{"results":{list},"paging":{{"total":3}}}}"#);
        assert_eq!(newest(&part(falling)), august);
        assert_eq!(newest(&part(rising)), None);
    }

    #[test]
    fn reports_that_failed_or_were_deleted_do_not_count() {
        let list: ReportList = serde_json::from_str(
            r#"[{"status":"failed","date_created":"2026-08-01T00:00:00Z"},{"status":"deleted"},
                {"status":"processed","date_created":"2026-07-01T00:00:00Z"},{}]"#,
        )
        .unwrap();
        assert_eq!(list.count, 2);
        assert_eq!(list.newest_at.unwrap().to_string(), "2026-07-01T00:00:00Z");
    }
}
