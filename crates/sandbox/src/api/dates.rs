//! Dates as Mercado Pago writes and reads them.

use jiff::{
    SignedDuration, Timestamp,
    tz::{Offset, TimeZone},
};

/// The moment as the classic endpoints write it for Brazil and Argentina.
pub(super) fn written(moment: Timestamp) -> String {
    moment
        .to_zoned(TimeZone::fixed(Offset::constant(-3)))
        .strftime("%Y-%m-%dT%H:%M:%S.000-03:00")
        .to_string()
}

/// The moment as the Orders endpoint writes it.
pub(super) fn written_in_utc(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string()
}

/// The moment that much later; the moment itself at the end of time.
pub(super) fn later(moment: Timestamp, by: SignedDuration) -> Timestamp {
    moment.checked_add(by).unwrap_or(moment)
}

/// The moment that much earlier; the moment itself at the beginning of time.
pub(super) fn earlier(moment: Timestamp, by: SignedDuration) -> Timestamp {
    moment.checked_sub(by).unwrap_or(moment)
}

/// The moment this many days earlier.
pub(super) fn days_earlier(moment: Timestamp, days: u32) -> Timestamp {
    earlier(moment, SignedDuration::from_hours(i64::from(days) * 24))
}

/// The moment a search names: ISO with its offset, or `NOW`, or `NOW-30DAYS`.
pub(super) fn read(text: &str, now: Timestamp) -> Option<Timestamp> {
    match text.strip_prefix("NOW") {
        Some("") => Some(now),
        Some(rest) => {
            let days = rest.strip_prefix('-')?.strip_suffix("DAYS")?.parse().ok()?;
            Some(days_earlier(now, days))
        }
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_names_moments_absolutely_or_from_now() {
        let now: Timestamp = "2027-01-15T08:00:00Z".parse().unwrap();
        for (text, read_as) in [
            ("NOW", Some("2027-01-15T08:00:00Z")),
            ("NOW-30DAYS", Some("2026-12-16T08:00:00Z")),
            (
                "2027-01-01T00:00:00.000-03:00",
                Some("2027-01-01T03:00:00Z"),
            ),
            ("2027-01-01T00:00:00Z", Some("2027-01-01T00:00:00Z")),
            ("NOW-", None),
            ("NOW-30", None),
            ("NOW+30DAYS", None),
            ("NOW-99999999999DAYS", None),
            ("yesterday", None),
            ("", None),
        ] {
            let expected = read_as.map(|text| text.parse().unwrap());
            assert_eq!(read(text, now), expected, "{text}");
        }
        assert_eq!(written(now), "2027-01-15T05:00:00.000-03:00");
        assert_eq!(written_in_utc(now), "2027-01-15T08:00:00.000Z");
    }
}
