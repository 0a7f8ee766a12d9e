//! The signature of Mercado Pago's notifications, and every dialect it may be spoken in.
//!
//! A notification carries `x-signature: ts=…,v1=…`; `v1` is the HMAC-SHA256, in hexadecimal, of a
//! [`Manifest`] made of the resource's id, the header `x-request-id` and `ts`. Documentation, SDKs
//! and deliveries disagree on the letter case of the id, on the unit of `ts` and on where the id is
//! taken from, so a [`Delivery`] is explained by trying each [`Dialect`].
//!
//! Source: webhooks documentation, "validate the origin of a notification"; Mercado Pago's SDKs.

mod delivery;
mod dialect;
mod header;
mod manifest;

pub use delivery::Delivery;
pub use dialect::{Dialect, IdCase, IdSource, Reading};
pub use header::{Header, Malformed, Unit};
pub use manifest::{Manifest, sign};
