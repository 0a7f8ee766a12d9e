//! One sale, datum by datum: what Mercado Pago's quality tool asks of a product, and what a payment,
//! a preference, an order and the rest of the evidence show of it.
//!
//! Read in this order: [`table`] says what is asked and in which field it is sent, [`choice`] which
//! sale is looked into, [`measure`] whether it may be measured, [`view`] what was seen of each datum,
//! [`coverage`] how much of it, [`aspect`] what follows. [`rejection`] sorts rejected payments;
//! [`snippet`] writes examples to send.

pub mod aspect;
mod beside;
pub mod choice;
pub mod coverage;
pub mod measure;
pub mod rejection;
pub mod snippet;
pub mod table;
pub mod telling;
pub mod view;
