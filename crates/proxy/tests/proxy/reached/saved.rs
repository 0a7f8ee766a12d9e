//! What only evidence that was saved, by hand or by another program, leads to: the proxy refuses
//! these before anything is judged.

use checkout_readiness_checks::contract::Outcome;

/// Every such evidence in words, and what is judged of it.
pub fn judged() -> Vec<(String, Vec<Outcome>)> {
    Vec::new()
}
