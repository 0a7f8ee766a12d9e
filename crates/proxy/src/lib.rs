//! The proxy: holds a merchant's secrets, looks at Mercado Pago and at the shop, and answers with
//! facts and verdicts, over HTTP or on the command line.
//!
//! In reading order: [`config`] is what an operator sets, [`merchant`] whom we ask for, [`engine`]
//! what every run draws on, [`run`] one run from question to report; `observers` turn answers
//! into evidence, [`guard`] is the only way to an address a merchant chose, and [`storage`] what is
//! remembered between runs, [`glance`] the last verdict as far as it still counts. [`probe`] sends test notifications to the merchant's webhook, when
//! somebody asks for it. [`server`] serves the [`routes`], behind [`access`]; [`command`] is the command line.
//! [`conform`] asks other servers whether they speak the same interface.
//!
//! Routes call runs, runs call observers, observers call clients, and only a run judges.

pub mod access;
mod assets;
pub mod command;
pub mod config;
pub mod conform;
pub mod engine;
pub mod glance;
pub mod guard;
pub mod log;
pub mod measurement;
pub mod merchant;
pub mod metrics;
mod observers;
pub mod probe;
pub mod problem;
pub mod routes;
pub mod run;
pub mod server;
pub mod storage;
