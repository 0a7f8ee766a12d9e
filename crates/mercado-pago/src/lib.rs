//! A typed client of the Mercado Pago API that asks politely, leaks no secret and never guesses.
//!
//! Read in this order: [`AccessToken`] and [`PublicKey`] are what an operator configures,
//! [`Client`] is what asks with them, the types it yields are in the module of their call, and
//! [`Error`] is everything that can go wrong. It only reads: nothing here changes an account.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod answer;
mod base_url;
mod calls;
mod cleaning;
mod client;
mod configuration;
mod connector;
mod credentials;
mod endpoint;
mod error;
mod fields;
mod ids;
mod problem;
mod question;
mod retry;
mod sale;
mod shelf;
mod transport;

pub use answer::Answer;
pub use base_url::{BaseUrl, BaseUrlError};
pub use calls::{
    Application, Collector, Credential, FoundPayment, Frequency, MerchantOrder, Order, Paging,
    Payment, PaymentHistory, PaymentMethod, PaymentPage, Permission, Preference, ReferenceMark,
    ReportConfig, ReportKind, ReportList, Search, Terminal, TerminalList, User, UserStatus, Venues,
};
pub use client::{Client, Freshness};
pub use configuration::{Attempt, AttemptListener, Configuration};
pub use connector::SetupError;
pub use credentials::{AccessToken, PublicKey};
pub use endpoint::Endpoint;
pub use error::{Error, ErrorKind, Malformation};
pub use ids::{
    ApplicationId, InvalidId, InvalidOrderId, InvalidPreferenceId, InvalidSaleId, MerchantOrderId,
    OrderId, PaymentId, PreferenceId, SaleId, UserId,
};
pub use problem::{ServiceProblem, Shape};
