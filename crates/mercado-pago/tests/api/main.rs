//! The client over real HTTP, against a stand-in on loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounts;
mod bytes_gone_wrong;
mod failures;
mod history;
mod in_person;
mod patience;
mod payments;
mod reports;
mod return_urls;
mod sales;
mod shapes;
mod sharing;
mod stand_in;
mod trust;
