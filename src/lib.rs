//! The widget: a guided go-live checklist for Mercado Pago, as a custom element.
//!
//! In reading order: [`element`] is what JavaScript holds, [`options`] what a page may set,
//! [`app`] the one stateful component, [`checklist`] its state as plain data, [`proxy`] the calls,
//! [`observe`] what is seen of the page, [`memory`] what the browser remembers, [`components`]
//! what is drawn, [`text`] how it is said.

pub mod app;
pub mod checklist;
mod components;
pub mod element;
pub mod memory;
pub mod observe;
pub mod options;
pub mod proxy;
pub mod text;
