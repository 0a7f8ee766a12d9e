//! What the widget and its parts share in a browser: [`dom`] builds elements, [`proxy`] asks,
//! [`json`] reads and writes messages, [`contract`] makes outcomes and reports of them, [`text`]
//! finds the words, [`host`] is what the page's own script does for them.

pub mod contract;
pub mod dom;
mod failure;
pub mod host;
pub mod json;
pub mod proxy;
pub mod text;
