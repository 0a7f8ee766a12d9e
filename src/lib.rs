//! The widget: a guided go-live checklist for Mercado Pago, as a custom element.
//!
//! In reading order: [`element`] is what JavaScript holds, [`options`] what a page may set,
//! [`app`] the one stateful component, [`state`] what it
//! knows and [`checklist`] the list in it, both plain data, [`proxy`] the calls
//! (its messages are read from [`json`]), `parts` what is fetched once it is needed, [`memory`] what the browser remembers, `components`
//! what is drawn, with `dom`, [`text`] how it is said.

pub mod app;
pub mod checklist;
mod clock;
mod components;
mod dom;
pub mod element;
pub mod memory;
pub mod options;
mod parts;
pub mod proxy;
pub mod state;

pub use checkout_readiness_browser::{json, text};
