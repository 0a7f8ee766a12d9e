//! The calls, one a file: the question, and the answer reduced to what may be known here.
//!
//! Names, e-mail addresses, documents, phones, addresses and cards are not decoded at all.

use serde::de::DeserializeOwned;

mod application;
mod credentials_wrapper;
mod merchant_order;
mod money_reports;
mod order;
mod order_body;
mod payment;
mod payment_body;
mod payment_history;
mod payment_methods;
mod payments_search;
mod preference;
mod return_urls;
mod terminals;
mod users_me;
mod venues;

#[cfg(test)]
mod hostile;

pub use application::Application;
pub use credentials_wrapper::Credential;
pub use merchant_order::{Collector, MerchantOrder};
pub use money_reports::{Frequency, ReportConfig, ReportKind, ReportList};
pub use order::Order;
pub use payment::Payment;
pub use payment_history::PaymentHistory;
pub use payment_methods::PaymentMethod;
pub use payments_search::{FoundPayment, Paging, PaymentPage, ReferenceMark, Search};
pub use preference::Preference;
pub(crate) use terminals::TerminalPage;
pub use terminals::{Terminal, TerminalList};
pub use users_me::{Permission, User, UserStatus};
pub use venues::Venues;

/// What can be read from the body of an answer.
pub(crate) trait Body: DeserializeOwned {
    /// What the first character of the body may be: an object's or a list's.
    const OPENINGS: &'static [u8] = b"{";
}

impl Body for Application {}
impl Body for Credential {}
impl Body for MerchantOrder {}
impl Body for Order {}
impl Body for Payment {}
impl Body for PaymentPage {}
impl Body for Preference {}
impl Body for ReportConfig {}
impl Body for ReportList {
    const OPENINGS: &'static [u8] = b"{[";
}
impl Body for TerminalPage {}
impl Body for User {}
impl Body for Vec<PaymentMethod> {
    const OPENINGS: &'static [u8] = b"[";
}
impl Body for Venues {
    const OPENINGS: &'static [u8] = b"{[";
}
