//! Where texts of merchants are read: beside the threads that serve, and never many at once.

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// How many texts may be read at once in this process. One that takes longer than anybody waits
/// keeps its place to its end, so that hostile pages cannot pile up.
static ROOM: Semaphore = Semaphore::const_new(2);

/// Does this work once there is room, on a thread that serves nobody: a page can take tens of
/// milliseconds to read. None where it came to no end.
pub(super) async fn work<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let place = ROOM.acquire().await.ok()?;
    let working = spawn_blocking(move || {
        let _place = place;
        work()
    });
    working.await.ok()
}

#[cfg(test)]
pub(super) async fn fill() -> tokio::sync::SemaphorePermit<'static> {
    ROOM.acquire_many(2).await.unwrap()
}
