//! What is remembered, as requests meet it: whose it is, and what to say where there is none.

use crate::engine::Engine;
use crate::merchant::Merchant;
use crate::problem::{Code, Problem};
use crate::storage::{AccountKey, Failure, Storage};

/// The memory, and the name of this merchant's account in it.
///
/// # Errors
///
/// Where nothing is remembered, or the Access Token does not tell whose it is.
pub(super) fn memory<'a>(
    engine: &'a Engine,
    merchant: &Merchant,
) -> Result<(&'a Storage, AccountKey), Problem> {
    let storage = storage(engine)?;
    let account = AccountKey::of(engine.mode, merchant).ok_or_else(|| {
        Problem::new(Code::AccountUnknown).detail(
            "MP_ACCESS_TOKEN has none of the forms that hold a user's and an application's number.",
        )
    })?;
    Ok((storage, account))
}

/// The memory, whoever asks.
///
/// # Errors
///
/// Where nothing is remembered.
pub(super) fn storage(engine: &Engine) -> Result<&Storage, Problem> {
    engine.storage.as_ref().ok_or_else(|| {
        Problem::new(Code::NoMemory).detail("The operator names a folder by READINESS_DATA.")
    })
}

/// The answer where the memory fails. What exactly is wrong is for the operator, in the log.
pub(super) fn failed(failure: &Failure) -> Problem {
    tracing::error!(%failure, "the memory failed");
    Problem::new(Code::MemoryFailed).detail("Nothing was changed. The server's log says why.")
}
