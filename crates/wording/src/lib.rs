//! From outcomes to words: what a person reads, in Portuguese, Spanish and English.
//!
//! Read in this order: [`Language`] and [`Catalog`] say where texts come from, [`fill`] how values
//! get into them, [`Words`] turns one outcome into sentences, [`names`] words everything that is
//! not an outcome, [`glance`] what a badge has room for, [`mod@way`] the steps to the first sale, [`links`] says where to act. Whole
//! reports are written by `crates/report`.
//! Nothing here does I/O; the texts themselves are in `locales/`, and a browser brings its own.
//!
//! # Texts
//!
//! A text has a dotted path: file, table, key, as in
//! `credentials.access-token-works.refused.title`. `{name}` in it stands for a value. A text may
//! be a table of plural categories (`{ one = "…", other = "…" }`); the number called `count`
//! chooses among them, and without such a number it is `other`.

mod catalog;
mod clean;
mod facts;
mod fill;
pub mod glance;
mod language;
pub mod links;
pub mod names;
#[cfg(feature = "native")]
pub mod native;
pub mod way;
mod words;

pub use catalog::{Catalog, counted};
pub use clean::clean;
pub use facts::FactWords;
pub use fill::fill;
pub use language::Language;
pub use words::Words;
