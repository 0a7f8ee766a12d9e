//! Was the integration measured officially, lately, and well enough?
//!
//! The score is shown in the panel alone: no interface answers it, and it is not imitated here. So
//! a person measures, and records score and day.
//!
//! Source: integration quality. At least 73 of 100, according to the current page; an older text
//! said 75. Measured automatically on the days 1 to 7 of each month, with results on the 10th, so
//! what is older than 45 days has missed a measurement.

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, QualityRecord};
use crate::matrix;
use crate::profile::{Product, Profile};

/// The check.
pub static CHECK: Check = Check {
    id: "official-quality-score",
    requirement: Requirement::Quality,
    matters: matrix::quality,
    sites: &[],
    needs: Needs::All(&[]),
    also_reads: &[],
    reasons: REASONS,
    source: "Integration quality: score",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    ENOUGH = "enough" Passed;
    TOO_LOW = "too_low" Failed, QualityGuide;
    MEASURE_AGAIN = "measure_again" Warning, QualityGuide;
    NOT_RECORDED = "not_recorded" Confirm, QualityGuide;
    QR_NOT_RECORDED = "qr_not_recorded" Confirm, QualityGuide;
    PLUGIN_NOT_RECORDED = "plugin_not_recorded" Confirm, QualityGuide;
    NO_SUCH_SCORE = "no_such_score" Inconclusive;
    NO_SUCH_DAY = "no_such_day" Inconclusive;
}

/// The least score, according to the current page.
const LEAST: u8 = 73;
/// The highest there is.
const HIGHEST: u8 = 100;
/// After so many days a monthly measurement was missed.
const FRESH_DAYS: i64 = 45;

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let Some(record) = &evidence.declared.quality else {
        let least = Details::none().with("least_score", u32::from(LEAST));
        return match profile.product {
            Product::Qr => QR_NOT_RECORDED.with(least),
            Product::Plugin => PLUGIN_NOT_RECORDED.with(least),
            _ => NOT_RECORDED.with(least),
        };
    };
    let details = || details_of(record);
    if record.score > HIGHEST {
        return NO_SUCH_SCORE.with(details());
    }
    if !is_day(&record.measured_on) || record.days_since < 0 {
        return NO_SUCH_DAY.with(details());
    }
    if record.score < LEAST {
        TOO_LOW.with(details().with("least_score", u32::from(LEAST)))
    } else if record.days_since > FRESH_DAYS {
        MEASURE_AGAIN.with(details().with("days_since", record.days_since))
    } else {
        ENOUGH.with(details().with("least_score", u32::from(LEAST)))
    }
}

fn details_of(record: &QualityRecord) -> Details {
    Details::none()
        .with("score", u32::from(record.score))
        .with("measured_on", record.measured_on.as_str())
        .with_some("sale_id", record.payment_id.as_deref())
}

/// Whether the text is written as a day, `YYYY-MM-DD`, with a month and a day that may be.
fn is_day(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |length: usize| {
        let part = parts.next()?;
        let is_number = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    let day = (number(4), number(2), number(2));
    matches!(day, (Some(_), Some(1..=12), Some(1..=31))) && parts.next().is_none()
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{Example, brazil, example};

    let recorded = |reason, change: fn(&mut QualityRecord)| -> Example {
        example(reason, move |evidence| {
            if let Some(record) = &mut evidence.declared.quality {
                change(record);
            }
        })
    };
    let unrecorded = |reason, product| {
        example(reason, |evidence| evidence.declared.quality = None).asked_for(brazil(product))
    };
    vec![
        example("enough", |_| {}),
        recorded("too_low", |record| record.score = 61),
        recorded("measure_again", |record| record.days_since = 80),
        unrecorded("not_recorded", Product::CheckoutPro),
        unrecorded("qr_not_recorded", Product::Qr),
        unrecorded("plugin_not_recorded", Product::Plugin),
        recorded("no_such_score", |record| record.score = 173),
        recorded("no_such_day", |record| {
            "20/12/2025".clone_into(&mut record.measured_on);
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{brazil, ready};

    fn code(change: impl FnOnce(&mut QualityRecord)) -> &'static str {
        let mut evidence = ready();
        if let Some(record) = &mut evidence.declared.quality {
            change(record);
        }
        judge(&brazil(Product::Bricks), &evidence).reason.code
    }

    #[test]
    fn seventy_three_is_enough_and_one_less_is_not() {
        assert_eq!(code(|record| record.score = 73), "enough");
        assert_eq!(code(|record| record.score = 72), "too_low");
        assert_eq!(code(|record| record.score = 100), "enough");
        assert_eq!(code(|record| record.score = 101), "no_such_score");
    }

    #[test]
    fn a_low_score_stays_low_however_old() {
        assert_eq!(
            code(|record| {
                record.score = 10;
                record.days_since = 400;
            }),
            "too_low"
        );
    }

    #[test]
    fn forty_five_days_are_fresh_and_one_more_is_not() {
        assert_eq!(code(|record| record.days_since = 45), "enough");
        assert_eq!(code(|record| record.days_since = 46), "measure_again");
    }

    #[test]
    fn a_day_that_cannot_be_is_asked_for_again() {
        assert_eq!(code(|record| record.days_since = -1), "no_such_day");
        for text in [
            "",
            "2025-13-01",
            "2025-1-1",
            "2025-12-32",
            "2025-12-20-1",
            "+025-12-20",
        ] {
            assert_eq!(
                code(|record| text.clone_into(&mut record.measured_on)),
                "no_such_day",
                "{text}"
            );
        }
    }
}
