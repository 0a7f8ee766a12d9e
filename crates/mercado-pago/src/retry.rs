//! Whether and when to ask a second time.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::ErrorKind;

/// The longest `Retry-After` worth waiting for while a person waits too.
pub(crate) const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// How long to pause before the one retry, or nothing if asking again would not help.
///
/// Every call is a `GET` and changes nothing, so what is temporary may be asked again: a lost
/// connection, a late answer, 429 and 5xx. A wait the server names is kept if it is short enough;
/// a longer one means no retry at all.
pub(crate) fn pause(
    kind: ErrorKind,
    retry_after: Option<Duration>,
    mean: Duration,
) -> Option<Duration> {
    let is_temporary = matches!(
        kind,
        ErrorKind::Timeout
            | ErrorKind::Connection
            | ErrorKind::Dns
            | ErrorKind::RateLimited { .. }
            | ErrorKind::Server
    );
    let jitter = mean.mul_f64(rand::random_range(0.0..1.0));
    match retry_after {
        _ if !is_temporary => None,
        Some(wait) if wait > LONGEST_PAUSE => None,
        // Never before the time the server named, and not all clients on its stroke.
        Some(wait) => Some(wait + jitter / 2),
        None => Some(mean / 2 + jitter),
    }
}

/// Reads `Retry-After`, as seconds or as a date; a date is compared with the answer's own `Date`
/// where there is one, so that a wrong clock on either side does no harm.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are longer than anybody waits.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = http_date(text)?;
    let now = headers
        .get(DATE)
        .and_then(|date| date.to_str().ok())
        .and_then(http_date)
        .unwrap_or(now);
    Some(Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO))
}

fn http_date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEAN: Duration = Duration::from_millis(300);

    fn headers(retry_after: &str, date: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, retry_after.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        headers
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_as_a_date() {
        let now: Timestamp = "2026-08-01T13:00:00Z".parse().unwrap();
        for (text, date, seconds) in [
            ("0", None, Some(0)),
            (" 3 ", None, Some(3)),
            ("99999999999999999999999", None, Some(u64::MAX)),
            ("Sat, 01 Aug 2026 13:00:04 GMT", None, Some(4)),
            ("Sat, 01 Aug 2026 12:00:00 GMT", None, Some(0)),
            (
                "Sat, 01 Aug 2026 15:00:02 GMT",
                Some("Sat, 01 Aug 2026 15:00:00 GMT"),
                Some(2),
            ),
            ("Sat, 01 Aug 2026 13:00:04 GMT", Some("yesterday"), Some(4)),
            ("soon", None, None),
            ("-1", None, None),
            ("", None, None),
        ] {
            let wait = retry_after(&headers(text, date), now);
            assert_eq!(wait, seconds.map(Duration::from_secs), "{text} {date:?}");
        }
    }

    #[test]
    fn only_what_is_temporary_is_asked_again() {
        for kind in [
            ErrorKind::Timeout,
            ErrorKind::Connection,
            ErrorKind::Dns,
            ErrorKind::Server,
            ErrorKind::RateLimited { retry_after: None },
        ] {
            let pause = pause(kind, None, MEAN).unwrap();
            assert!(
                (MEAN / 2..=MEAN * 3 / 2).contains(&pause),
                "{kind:?} {pause:?}"
            );
        }
        for kind in [
            ErrorKind::Tls,
            ErrorKind::Unauthorized,
            ErrorKind::PolicyForbidden,
            ErrorKind::Forbidden,
            ErrorKind::NotFound,
            ErrorKind::Refused,
            ErrorKind::Malformed(crate::Malformation::CutShort),
            ErrorKind::TooLarge,
        ] {
            assert_eq!(pause(kind, Some(Duration::ZERO), MEAN), None, "{kind:?}");
        }
    }

    #[test]
    fn a_short_wait_is_kept_and_a_long_one_means_no_retry() {
        let two = Duration::from_secs(2);
        assert!(pause(ErrorKind::Server, Some(two), MEAN).is_some_and(|pause| pause >= two));
        assert!(pause(ErrorKind::Server, Some(LONGEST_PAUSE), MEAN).is_some());
        assert_eq!(
            pause(
                ErrorKind::Server,
                Some(LONGEST_PAUSE + Duration::from_millis(1)),
                MEAN
            ),
            None
        );
    }
}
