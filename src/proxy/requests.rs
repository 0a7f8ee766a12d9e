//! What the proxy is asked: written as JSON by the browser.

use checkout_readiness_checks::evidence::Development;
use serde::Serialize;

use crate::json::Written;

/// What `POST /api/v1/runs` is asked.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RunRequest {
    /// The product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The shop's checkout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checkout_url: Option<String>,
    /// Only these checks; all where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checks: Option<Vec<String>>,
    /// What was seen of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<Written>,
    /// The payment or order to look into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_id: Option<String>,
    /// The last official measurement of the integration quality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
    /// How the credentials compare with those of development.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub development: Option<Development>,
    /// Whether somebody says that the webhook reads the resource again before it acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub webhook_reads_again: Option<bool>,
    /// The stand-in's merchant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merchant: Option<String>,
    /// Whether answers from a minute ago will not do.
    pub fresh: bool,
}

/// An official measurement of the integration quality, as a person read it in the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quality {
    /// From 0 to 100.
    pub score: u8,
    /// The day, `YYYY-MM-DD`.
    pub measured_on: String,
    /// The payment or order it was measured with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_id: Option<String>,
}

/// What `POST /api/v1/decisions` is told.
#[derive(Clone, Debug, Serialize)]
pub struct Decision {
    /// The stand-in's merchant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merchant: Option<String>,
    /// The product.
    pub product: &'static str,
    /// The check.
    pub check: String,
    /// What was decided.
    pub kind: DecisionKind,
    /// The reason it was decided about.
    pub reason: String,
    /// The facts that were to be seen then.
    pub seen: String,
    /// Who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What they wanted to remember about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a person can decide about a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// It holds: a person looked.
    Confirm,
    /// It is not for this shop.
    Dismiss,
    /// Neither any more.
    Undo,
}
