//! The newest whole run of each merchant and product since this process started.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use checkout_readiness_checks::contract::Report;
use checkout_readiness_checks::profile::Product;

/// As many as there are merchants times products, and no more: who asks chooses among these.
#[derive(Debug, Default)]
pub struct Latest(Mutex<HashMap<(String, Product), Report>>);

impl Latest {
    /// Keeps a whole run in the place of the one before.
    pub fn keep(&self, merchant: &str, report: &Report) {
        let place = (merchant.to_owned(), report.profile.product);
        let mut runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        runs.insert(place, report.clone());
    }

    /// The newest whole run, if there was one.
    pub fn find(&self, merchant: &str, product: Product) -> Option<Report> {
        let runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        runs.get(&(merchant.to_owned(), product)).cloned()
    }
}
