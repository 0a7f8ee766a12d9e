//! The rules of going live with Mercado Pago, as pure functions: evidence in, outcomes out.
//!
//! Read in this order: [`profile`] says who is asking, [`contract`] what is answered,
//! [`evidence`] what can be observed, [`check`] what a rule is, [`registry`] which rules there
//! are, [`judge`] how they are applied. Nothing here does I/O, reads a clock or knows a browser.

pub mod address;
pub mod check;
pub mod checks;
pub mod confirmable;
pub mod contract;
mod dialects;
pub mod evidence;
#[cfg(feature = "examples")]
pub mod examples;
pub mod judge;
mod linked;
pub mod matrix;
pub mod notified;
pub mod probed;
pub mod profile;
pub mod reading;
pub mod registry;
pub mod sale;
mod services;
mod shop_page;
pub mod sites;
