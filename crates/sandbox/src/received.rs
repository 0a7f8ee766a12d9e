//! How many requests came to each path; nothing else of them is kept.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// How many requests came, by path.
///
/// Paths are templates such as `/applications/{id}`; what is no path of the sandbox is counted
/// under `other`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received(BTreeMap<&'static str, u64>);

impl Received {
    /// Requests to this path.
    #[must_use]
    pub fn count(&self, path: &str) -> u64 {
        self.0.get(path).copied().unwrap_or(0)
    }

    /// Requests to any path.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// Every path asked for, with its number of requests.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        self.0.iter().map(|(path, count)| (*path, *count))
    }
}

/// The running count the servers share.
#[derive(Debug, Default)]
pub(crate) struct Tally(Mutex<Received>);

/// What requests to unknown paths are counted under.
pub(crate) const OTHER: &str = "other";

impl Tally {
    pub fn add(&self, path: &'static str) {
        *self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .0
            .entry(path)
            .or_default() += 1;
    }

    pub fn read(&self) -> Received {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
