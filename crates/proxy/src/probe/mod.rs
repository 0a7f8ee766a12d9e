//! Test notifications to the merchant's own webhook: an explicit act, never part of a run.
//!
//! In reading order: [`target`] says where they may go, [`plan`] what is sent, `notification` writes
//! it, `reply` reads what came back, [`probing`](probe) sends one after the other, [`pace`] keeps
//! anybody from doing so too often, [`shelf`] keeps the last probe of each merchant.

mod notification;
mod pace;
mod plan;
mod probing;
mod reply;
mod shelf;
mod target;

pub use notification::MARKER;
pub use pace::{Pace, Refusal, Turn};
pub use plan::{MOST_TRIALS, PlannedTrial, plan};
pub use probing::{ProbeEvent, ProbeOrder, probe};
pub use shelf::Shelf;
pub use target::{Denied, Target, target};
