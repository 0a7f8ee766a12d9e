//! The proxy as others meet it: over real HTTP against the sandbox, and as a program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// Tests speak to servers of their own, some of them without a client in between.
#![allow(clippy::disallowed_methods)]

mod access;
mod access_attempts;
mod access_browsers;
mod access_published_keys;
mod access_sessions;
mod access_settings;
mod access_signing;
mod access_tokens;
mod accounts;
mod besides;
mod cast;
mod changes;
#[cfg(unix)]
mod ci;
mod command;
mod config;
mod conforming;
mod durability;
mod faults;
mod frames;
mod glances;
mod guard;
mod hooks;
mod interface;
mod live;
mod memory;
mod messages;
mod probes;
mod problems;
mod reached;
mod sending;
mod shops;
mod streaming;
mod support;
mod taking_away;
mod tls;
mod visits;
mod widget;
mod written_reports;
