//! What ran, how it came out and how long it took.

use std::fmt::{Display, Formatter, Result};
use std::time::Duration;

/// A whole run.
#[derive(Debug, Default)]
pub struct Report {
    pub ran: Vec<Ran>,
    pub not_run: Vec<&'static str>,
}

/// One stage that ran.
#[derive(Debug)]
pub struct Ran {
    pub name: &'static str,
    pub failed: bool,
    pub took: Duration,
}

impl Display for Report {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        writeln!(out, "\n{:<14} {:<8} {:>9}", "stage", "result", "took")?;
        for ran in &self.ran {
            let result = if ran.failed { "FAILED" } else { "passed" };
            writeln!(
                out,
                "{:<14} {result:<8} {:>7.1} s",
                ran.name,
                ran.took.as_secs_f64()
            )?;
        }
        for name in &self.not_run {
            writeln!(out, "{name:<14} not run")?;
        }
        let failed = self.ran.iter().filter(|ran| ran.failed).count();
        let total: Duration = self.ran.iter().map(|ran| ran.took).sum();
        writeln!(
            out,
            "{} passed, {failed} failed, {} not run in {:.1} s",
            self.ran.len() - failed,
            self.not_run.len(),
            total.as_secs_f64()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts() {
        let ran = |name, failed| Ran {
            name,
            failed,
            took: Duration::from_millis(1500),
        };
        let report = Report {
            ran: vec![ran("format", false), ran("lint", true)],
            not_run: vec!["size"],
        };
        let text = report.to_string();
        assert_eq!(
            text.lines().last(),
            Some("1 passed, 1 failed, 1 not run in 3.0 s")
        );
        assert!(text.contains("lint           FAILED       1.5 s"), "{text}");
    }
}
