//! Reads what a page shows of the integration, whoever fetched it: text in, facts out.
//!
//! The proxy reads what a server sends with them, the widget what the page has become. Each takes
//! time in proportion to the text, and none of them ever repeats a secret.

pub mod answered_page;
pub mod destination;
pub mod leftovers;
pub mod policy;
pub mod sdk;
pub mod secrets;
mod text;
pub mod third_parties;
