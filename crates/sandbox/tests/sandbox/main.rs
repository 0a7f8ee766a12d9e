//! The sandbox from outside, over real HTTP and TLS, as its users meet it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod asking;
mod cast;
mod certificates;
mod configuration;
mod good_answers;
mod lifetime;
mod money_and_venues;
mod one_flaw_each;
mod payments;
mod refusals;
mod sales;
mod shop;
mod story;
mod trouble;
