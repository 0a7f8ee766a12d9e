//! Durations as people write them in configuration: `100ms`, `3s`.

use std::time::Duration;

/// No duration of the sandbox is longer: an hour stands for ever in a demo.
const LONGEST: Duration = Duration::from_secs(3600);

/// The duration written as a whole number of `ms` or `s`, or `0`.
pub(crate) fn read_duration(text: &str) -> Option<Duration> {
    let duration = if text == "0" {
        Duration::ZERO
    } else if let Some(digits) = text.strip_suffix("ms") {
        Duration::from_millis(digits.parse().ok()?)
    } else {
        Duration::from_secs(text.strip_suffix('s')?.parse().ok()?)
    };
    (duration <= LONGEST).then_some(duration)
}
