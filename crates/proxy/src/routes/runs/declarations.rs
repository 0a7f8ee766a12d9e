//! What a request declares of the shop: a sale to look into, a measurement, a comparison.

use checkout_readiness_checks::contract::Requirement;
use checkout_readiness_checks::evidence::{Development, Likeness};
use checkout_readiness_mercado_pago::SaleId;
use serde_json::Value;
use utoipa::ToSchema;

use super::fields::{Fields, wrong_type};
use crate::measurement::{Measurement, MeasurementError};
use crate::problem::{Code, Problem};

/// An official measurement of the integration quality, as a person read it in the panel.
#[derive(Debug, ToSchema)]
#[expect(
    dead_code,
    reason = "it describes the field, which is read part by part"
)]
pub(super) struct QualityRequest {
    /// From 0 to 100.
    #[schema(maximum = 100)]
    score: u8,
    /// The day it was measured, `YYYY-MM-DD`; not in the future.
    measured_on: String,
    /// The payment or order it was measured with.
    payment_id: Option<String>,
}

/// How the credentials compare with those used in development.
#[derive(Debug, ToSchema)]
#[expect(
    dead_code,
    reason = "it describes the field, which is read part by part"
)]
pub(super) struct DevelopmentRequest {
    /// The Public Key.
    public_key: Option<Likeness>,
    /// The application's number.
    application_id: Option<Likeness>,
}

/// Reads the number of a payment or the id of an order.
pub(super) fn sale(text: &str, field: &str) -> Result<SaleId, Problem> {
    SaleId::parse(text).map_err(|error| {
        Problem::new(Code::InvalidPaymentId)
            .detail(format!("It {error}."))
            .field(field)
    })
}

/// Reads a measurement.
pub(super) fn quality(value: Value) -> Result<Measurement, Problem> {
    let mut fields = Fields::within("quality", value)?;
    let score = fields.take("score");
    let day = fields.text("measured_on")?;
    let sale = fields.text("payment_id")?;
    fields.end(&["score", "measured_on", "payment_id"])?;
    let missing = |field: &str| {
        Problem::new(Code::InvalidQuality)
            .detail("It is missing.")
            .field(format!("quality.{field}"))
    };
    let score = match score.ok_or_else(|| missing("score"))? {
        // What is no whole number is out of range like one too large.
        Value::Number(number) => number.as_i64().unwrap_or(-1),
        other => return Err(wrong_type("quality.score", "a number", &other)),
    };
    let day = day.ok_or_else(|| missing("measured_on"))?;
    Measurement::read(score, &day, sale.as_deref()).map_err(|error| {
        let (code, field, problem) = match error {
            MeasurementError::Score(problem) => (Code::InvalidQuality, "score", problem.to_owned()),
            MeasurementError::Day(problem) => {
                (Code::InvalidQuality, "measured_on", problem.to_owned())
            }
            MeasurementError::Sale(problem) => (Code::InvalidPaymentId, "payment_id", problem),
        };
        Problem::new(code)
            .detail(format!("It {problem}."))
            .field(format!("quality.{field}"))
    })
}

/// Reads a comparison.
pub(super) fn development(value: Value) -> Result<Development, Problem> {
    let mut fields = Fields::within("development", value)?;
    let mut likeness = |name: &str| {
        let text = fields.text(name)?;
        text.map(|text| {
            Likeness::from_name(&text).ok_or_else(|| {
                Problem::new(Code::WrongType)
                    .field(format!("development.{name}"))
                    .allowed(Likeness::ALL.iter().map(|likeness| likeness.name()))
            })
        })
        .transpose()
    };
    let development = Development {
        public_key: likeness("public_key")?,
        application_id: likeness("application_id")?,
    };
    fields.end(&["public_key", "application_id"])?;
    Ok(development)
}

/// Reads names of headings.
pub(super) fn scope(names: Vec<String>) -> Result<Vec<Requirement>, Problem> {
    let known = |(index, name): (usize, String)| {
        Requirement::from_name(&name).ok_or_else(|| {
            Problem::new(Code::UnknownRequirement)
                .field(format!("scope[{index}]"))
                .allowed(Requirement::ALL.iter().map(|heading| heading.name()))
        })
    };
    names.into_iter().enumerate().map(known).collect()
}
