//! What is remembered between runs, where the operator gave a folder: decisions, finished runs, the
//! last webhook probes, and notifications that arrived here.
//!
//! One thread owns the one connection; everybody else sends it work. What was acknowledged is on
//! the disk: nothing of it is lost with the process.

mod account;
mod decision;
mod deliveries;
mod error;
mod folder;
mod history;
mod probes;
mod runs;
mod schema;
mod settle;

use std::path::Path;

use checkout_readiness_checks::contract::Mode;
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

pub use account::AccountKey;
pub use decision::{Decision, Kind, Question, Word};
pub use deliveries::{Arrival, KEPT_DELIVERIES};
pub use error::{Failure, OpenError};
pub use history::{DecideError, MOST_DECISIONS};
pub use probes::KeptProbe;
pub use runs::{KEPT_RUNS, Kept, KeptRun};
pub use settle::settle;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// How much work may wait before whoever brings more has to wait too.
const WAITING_JOBS: usize = 256;

/// The memory of a proxy. Where it is dropped, work under way is still done.
#[derive(Debug)]
pub struct Storage {
    jobs: mpsc::Sender<Job>,
}

impl Storage {
    /// Opens what is in the folder, or begins it. Live data and the sandbox's are in two files.
    ///
    /// Reads the whole file once, to know that it is sound: call it where blocking is allowed.
    ///
    /// # Errors
    ///
    /// [`OpenError`] says what is wrong with the folder, or with what is in it.
    pub fn open(folder: &Path, mode: Mode) -> Result<Self, OpenError> {
        let path = folder::prepare(folder, mode)?;
        let mut connection = schema::open(&path)?;
        let (jobs, mut waiting) = mpsc::channel::<Job>(WAITING_JOBS);
        std::thread::Builder::new()
            .name("storage".to_owned())
            .spawn(move || {
                while let Some(job) = waiting.blocking_recv() {
                    job(&mut connection);
                }
            })
            .map_err(OpenError::Thread)?;
        Ok(Self { jobs })
    }

    /// Has the thread do something, and waits for what comes of it. Nobody waiting any more does
    /// not stop it.
    async fn ask<T, E>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // Whoever asked may have gone, and then there is nobody to tell.
            let _ = answer.send(job(connection));
        });
        self.jobs.send(job).await.map_err(|_| Failure::Gone)?;
        answered.await.map_err(|_| Failure::Gone)?
    }
}
