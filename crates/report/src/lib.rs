//! Reports that leave the page: one report, written for whoever reads it next.
//!
//! Read in this order: [`Format`] names the ways to write a report and [`render`] writes one,
//! `document` puts a report into words once for all formats that people read, the modules named
//! after a format give it its shape, `discretion` keeps to itself what must not travel.
//! [`schema`] describes the JSON form, [`Saved`] is evidence kept to be judged again. Nothing
//! here does I/O or reads a clock.

mod discretion;
mod document;
mod escape;
mod format;
mod html;
mod json;
mod junit;
mod markdown;
mod plain;
mod sarif;
mod saved;
mod schema;
mod ticket;

pub use format::{Format, render};
pub use saved::{Doubt, FRESH_HOURS, SAVED_SCHEMA, Saved, SavedError};
pub use schema::schema;
