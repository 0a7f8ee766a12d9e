//! A measurement of the integration quality as a person read it in the panel, and days of the
//! calendar.

use checkout_readiness_checks::evidence::QualityRecord;
use checkout_readiness_mercado_pago::SaleId;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A measurement somebody recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measurement {
    /// From 0 to 100.
    pub score: u8,
    /// The day it was measured.
    pub measured_on: Date,
    /// The payment or order it was measured with.
    pub sale: Option<SaleId>,
}

/// What is wrong with a measurement, by its part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasurementError {
    /// The score.
    Score(&'static str),
    /// The day.
    Day(&'static str),
    /// The payment or order.
    Sale(String),
}

impl Measurement {
    /// Puts a measurement together.
    ///
    /// # Errors
    ///
    /// Says which part is wrong, and how.
    pub fn read(score: i64, day: &str, sale: Option<&str>) -> Result<Self, MeasurementError> {
        let score = u8::try_from(score)
            .ok()
            .filter(|score| *score <= 100)
            .ok_or(MeasurementError::Score(
                "is not a whole number from 0 to 100",
            ))?;
        Ok(Self {
            score,
            measured_on: read_past_day(day).map_err(MeasurementError::Day)?,
            sale: sale
                .map(SaleId::parse)
                .transpose()
                .map_err(|error| MeasurementError::Sale(error.to_string()))?,
        })
    }

    /// The measurement as the rules read it, which have no clock.
    #[must_use]
    pub fn record(&self, today: Date) -> QualityRecord {
        QualityRecord {
            score: self.score,
            measured_on: self.measured_on.to_string(),
            // Somewhere on Earth it is tomorrow already.
            days_since: days_between(self.measured_on, today).max(0),
            payment_id: self.sale.as_ref().map(|sale| sale.as_str().to_owned()),
        }
    }
}

/// Reads a day, `YYYY-MM-DD`, that has begun somewhere on Earth.
///
/// # Errors
///
/// Says what is wrong with it.
pub fn read_past_day(text: &str) -> Result<Date, &'static str> {
    let is_written_so = text.len() == 10
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day: Date = text
        .parse()
        .ok()
        .filter(|_| is_written_so)
        .ok_or("is not a day of the calendar written YYYY-MM-DD")?;
    // East of Greenwich tomorrow may have begun.
    if days_between(day, today()) < -1 {
        return Err("is a day in the future");
    }
    Ok(day)
}

/// Whole days from one day to a later one; negative to an earlier one.
#[must_use]
pub fn days_between(day: Date, later: Date) -> i64 {
    day.duration_until(later).as_hours() / 24
}

/// Today in Greenwich.
#[must_use]
pub fn today() -> Date {
    jiff::Timestamp::now().to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measurement_counts_the_days_since() {
        let measurement = Measurement::read(85, "2026-02-01", Some("1300000000001")).unwrap();
        let record = measurement.record("2026-03-01".parse().unwrap());
        assert_eq!((record.score, record.days_since), (85, 28));
        assert_eq!(record.measured_on, "2026-02-01");
        assert_eq!(record.payment_id.as_deref(), Some("1300000000001"));
    }

    #[test]
    fn what_is_wrong_is_said_of_the_part_that_is() {
        for score in [-1, 101, i64::MAX] {
            let error = Measurement::read(score, "2026-02-01", None).unwrap_err();
            assert!(matches!(error, MeasurementError::Score(_)), "{score}");
        }
        for day in [
            "",
            "yesterday",
            "2026-02-30",
            "01/02/2026",
            "20260201",
            "2026-02-01T00:00:00",
            "9999-01-01",
        ] {
            let error = Measurement::read(1, day, None).unwrap_err();
            assert!(matches!(error, MeasurementError::Day(_)), "{day}");
        }
        let error = Measurement::read(1, "2026-02-01", Some("x")).unwrap_err();
        assert!(matches!(error, MeasurementError::Sale(_)));
        assert!(read_past_day(&today().to_string()).is_ok());
    }
}
