//! How much the server takes on, and how long it is patient.

use std::num::NonZeroU32;
use std::time::Duration;

/// Bounds of everything somebody else decides the size or the speed of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long a run may take, from its first line to its last.
    pub run: Duration,
    /// How many runs may be under way at once.
    pub runs_at_once: usize,
    /// How many connections may be open at once.
    pub connections: usize,
    /// How long the head of a request, or a TLS handshake, may take to arrive.
    pub head: Duration,
    /// How long the body of a request may take to arrive.
    pub body: Duration,
    /// How long a client may leave an answer untaken.
    pub unread: Duration,
    /// The largest body of a request, in bytes.
    pub body_bytes: usize,
    /// How long the account may take to answer where it is only decoration.
    pub account: Duration,
    /// How long requests under way may still take once the server was told to stop.
    pub stop: Duration,
    /// How long looking at one address of the merchant's may take.
    pub probe: Duration,
    /// How long the merchant's webhook may take to answer a test notification: as long as Mercado
    /// Pago waits.
    pub notification: Duration,
    /// How long a whole probe may take; what was not sent by then is not sent any more.
    pub probing: Duration,
    /// How many probes of one webhook there may be within `probes_within`.
    pub probes_of_target: NonZeroU32,
    /// How many probes one client may ask for within `probes_within`.
    pub probes_by_client: NonZeroU32,
    /// See above.
    pub probes_within: Duration,
    /// How many wrong credentials one caller may try before it has to wait.
    pub wrong_credentials: u32,
    /// How long it then waits; without another try it is forgotten after as long.
    pub wrong_credentials_pause: Duration,
    /// How long it takes at least from one attempt to fetch the keys of tokens to the next.
    pub keys_pause: Duration,
    /// After how long they are fetched anew although nothing is missing.
    pub keys_age: Duration,
    /// How long who publishes them may take to answer.
    pub keys_answer: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            run: Duration::from_secs(15),
            runs_at_once: 8,
            connections: 256,
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            unread: Duration::from_secs(30),
            body_bytes: 64 * 1024,
            account: Duration::from_secs(4),
            stop: Duration::from_secs(5),
            probe: Duration::from_secs(8),
            notification: Duration::from_secs(22),
            probing: Duration::from_secs(4 * 60),
            probes_of_target: const { NonZeroU32::new(5).unwrap() },
            probes_by_client: const { NonZeroU32::new(10).unwrap() },
            probes_within: Duration::from_secs(10 * 60),
            wrong_credentials: 20,
            wrong_credentials_pause: Duration::from_secs(60),
            keys_pause: Duration::from_secs(60),
            keys_age: Duration::from_secs(10 * 60),
            keys_answer: Duration::from_secs(5),
        }
    }
}
