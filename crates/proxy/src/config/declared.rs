//! What an operator declares of a shop that no machine can look up, compared or parsed at once.

use checkout_readiness_checks::evidence::PublicKeyShape;
use checkout_readiness_mercado_pago::{PublicKey, SaleId};

use super::reader::{Reader, read_digits};
use super::variable::{
    READINESS_DEVELOPMENT_APPLICATION_ID, READINESS_DEVELOPMENT_PUBLIC_KEY, READINESS_PAYMENT_ID,
    READINESS_QUALITY, READINESS_TOKEN_ISSUED_ON, READINESS_WEBHOOK_READS_AGAIN,
};
use crate::measurement::{Measurement, MeasurementError, read_past_day};
use crate::merchant::Merchant;

/// The same merchant, with what was declared of it.
pub(super) fn with_declarations(reader: &mut Reader<'_>, merchant: Merchant) -> Merchant {
    let key = reader.read(READINESS_DEVELOPMENT_PUBLIC_KEY, read_public_key);
    let application = reader.read(READINESS_DEVELOPMENT_APPLICATION_ID, read_digits);
    Merchant {
        development: merchant.likeness_of(key.as_ref(), application.as_deref()),
        token_issued_on: reader.read(READINESS_TOKEN_ISSUED_ON, |text| {
            read_past_day(text).map_err(str::to_owned)
        }),
        sale: reader.read(READINESS_PAYMENT_ID, read_sale),
        quality: reader.read(READINESS_QUALITY, read_quality),
        webhook_reads_again: reader.read(READINESS_WEBHOOK_READS_AGAIN, read_yes_or_no),
        ..merchant
    }
}

fn read_yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("is neither yes nor no".to_owned()),
    }
}

fn read_public_key(text: &str) -> Result<PublicKey, String> {
    let (key, form) = PublicKey::parse(text);
    key.filter(|_| form.shape == PublicKeyShape::Usual)
        .ok_or_else(|| "does not have the form of a Public Key".to_owned())
}

/// Reads the number of a payment or the id of an order.
///
/// # Errors
///
/// Says what the text is instead.
pub fn read_sale(text: &str) -> Result<SaleId, String> {
    SaleId::parse(text).map_err(|error| error.to_string())
}

/// Reads a measurement of the quality: `score=85,on=2026-11-01`, and `payment=` if known.
///
/// # Errors
///
/// Says which part is wrong, and how.
pub fn read_quality(text: &str) -> Result<Measurement, String> {
    let (mut score, mut day, mut sale) = (None, None, None);
    for part in text.split(',').map(str::trim) {
        let (name, value) = part
            .split_once('=')
            .ok_or("holds a part without an equals sign")?;
        let place = match name.trim() {
            "score" => &mut score,
            "on" => &mut day,
            "payment" => &mut sale,
            _ => return Err("holds a part that is none of score, on, payment".to_owned()),
        };
        if place.replace(value.trim()).is_some() {
            return Err("holds a part twice".to_owned());
        }
    }
    let score = score.ok_or("lacks its score")?;
    let day = day.ok_or("lacks the day it was measured on")?;
    // What is no number is out of range like one too large.
    let score = score.parse().unwrap_or(-1);
    Measurement::read(score, day, sale).map_err(|error| match error {
        MeasurementError::Score(problem) => format!("holds a score that {problem}"),
        MeasurementError::Day(problem) => format!("holds a day that {problem}"),
        MeasurementError::Sale(problem) => format!("holds a payment that {problem}"),
    })
}

#[cfg(test)]
mod tests {
    use checkout_readiness_checks::evidence::{Development, Likeness};

    use super::*;

    #[test]
    fn a_measurement_is_read_in_any_order_and_what_is_wrong_is_named() {
        let quality = read_quality("on=2026-02-01, score=100").unwrap();
        assert_eq!((quality.score, quality.sale), (100, None));
        let quality = read_quality("score=0,on=2026-02-01,payment=1300000000001").unwrap();
        assert_eq!(quality.sale.unwrap().as_str(), "1300000000001");
        for (text, problem) in [
            ("85", "holds a part without an equals sign"),
            ("score=85", "lacks the day it was measured on"),
            ("on=2026-02-01", "lacks its score"),
            ("score=1,score=2,on=2026-02-01", "holds a part twice"),
            (
                "points=1",
                "holds a part that is none of score, on, payment",
            ),
            (
                "score=101,on=2026-02-01",
                "holds a score that is not a whole number from 0 to 100",
            ),
            (
                "score=85.5,on=2026-02-01",
                "holds a score that is not a whole number",
            ),
            (
                "score=85,on=2999-01-01",
                "holds a day that is a day in the future",
            ),
            (
                "score=85,on=2026-02-01,payment=PAY1",
                "holds a payment that is the id of a payment inside an order",
            ),
        ] {
            let error = read_quality(text).unwrap_err();
            assert!(error.starts_with(problem), "{text}: {error}");
        }
    }

    #[test]
    fn credentials_are_compared_only_where_both_are_known() {
        let token = "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";
        let ours = "APP_USR-00000000-0000-4000-8000-000000000001";
        let other = "APP_USR-00000000-0000-4000-8000-000000000002";
        let merchant = Merchant::named("shop")
            .with_access_token(token)
            .with_public_key(ours);
        let compared = |key: &str, application| {
            merchant.likeness_of(Some(&read_public_key(key).unwrap()), Some(application))
        };
        assert_eq!(
            compared(ours, "1000000000000001"),
            Development {
                public_key: Some(Likeness::Same),
                application_id: Some(Likeness::Same)
            }
        );
        assert_eq!(
            compared(other, "1000000000000002"),
            Development {
                public_key: Some(Likeness::Different),
                application_id: Some(Likeness::Different)
            }
        );
        let unknown = Merchant::named("shop").with_access_token("unusual");
        let key = read_public_key(ours).unwrap();
        assert_eq!(
            unknown.likeness_of(Some(&key), Some("1000000000000001")),
            Development::default()
        );
    }
}
