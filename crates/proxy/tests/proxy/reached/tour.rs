//! Runs beside the cast.

use checkout_readiness_checks::contract::Outcome;

/// Makes every run; what it is in words, and what came of it.
pub async fn walk() -> Vec<(String, Vec<Outcome>)> {
    Vec::new()
}
