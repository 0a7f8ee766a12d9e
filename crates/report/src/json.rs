//! The report itself as JSON, one fact a line, so that two reports can be compared line by line.

use checkout_readiness_checks::contract::Report;

/// Writes it.
pub fn write(report: &Report) -> String {
    // A report is made of texts, numbers and lists of them: nothing that JSON lacks.
    serde_json::to_string_pretty(report).unwrap_or_default()
}
