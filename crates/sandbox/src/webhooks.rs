//! The stand-in webhooks: one that does everything right, and one for each way of being wrong.
//!
//! A signature is right if it was made with the secret of any merchant of the cast.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use checkout_readiness_signature::{Delivery, IdCase, IdSource, Reading, Unit};
use serde_json::Value;

use crate::cast::CAST;

/// A webhook, by how it takes notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Webhook {
    /// Verifies, and answers 200.
    Right,
    /// Verifies, and takes IPN, which cannot be verified.
    TakesIpn,
    /// Takes whatever comes.
    Trusting,
    /// Verifies only what has a signature.
    TakesUnsigned,
    /// Looks only whether there is a signature.
    LooksForPresence,
    /// Looks only at the form of the signature.
    LooksAtForm,
    /// Compares the first half of the hash only.
    ComparesHalf,
    /// Takes `ts` for milliseconds, so that seconds are long ago.
    InMilliseconds,
    /// Takes `ts` for seconds, so that milliseconds are far ahead.
    InSeconds,
    /// Lower-cases the id.
    LowerCases,
    /// Verifies with another secret.
    OtherSecret,
    /// Verifies, then fails because the resource does not exist.
    Fails,
    /// Fails on forgeries, and takes right ones.
    FailsOnForgeries,
    /// Refuses actions it does not know.
    Strict,
    /// Verifies, and answers 204.
    NoContent,
    /// Shows a login page to everybody.
    Login,
    /// Shows an application's page to everybody.
    Page,
    /// Refuses what comes without a token of its forms.
    Csrf,
    /// Belongs to nobody any more.
    Parked,
    /// Asks everybody to prove to be a browser.
    Challenge,
    /// Behind a firewall that lets browsers in.
    Firewalled,
    /// Behind a firewall that keeps Mercado Pago out.
    FirewalledFromMercadoPago,
    /// Behind a firewall that keeps everybody out.
    Walled,
    /// Limits how often it may be asked.
    Limited,
    /// Fails whatever comes.
    Broken,
}

/// Where each of them is. A path of the shop's own says nothing about how it behaves.
const PATHS: &[(&str, Webhook)] = &[
    ("/mp/webhook", Webhook::Right),
    ("/mp/ipn", Webhook::TakesIpn),
    ("/mp/trusting", Webhook::Trusting),
    ("/mp/takes-unsigned", Webhook::TakesUnsigned),
    ("/mp/presence", Webhook::LooksForPresence),
    ("/mp/form", Webhook::LooksAtForm),
    ("/mp/half", Webhook::ComparesHalf),
    ("/mp/in-milliseconds", Webhook::InMilliseconds),
    ("/mp/in-seconds", Webhook::InSeconds),
    ("/mp/lower-case", Webhook::LowerCases),
    ("/mp/other-secret", Webhook::OtherSecret),
    ("/mp/fails", Webhook::Fails),
    ("/mp/fails-on-forgeries", Webhook::FailsOnForgeries),
    ("/mp/strict", Webhook::Strict),
    ("/mp/no-content", Webhook::NoContent),
    ("/mp/login", Webhook::Login),
    ("/mp/page", Webhook::Page),
    ("/mp/csrf", Webhook::Csrf),
    ("/mp/parked", Webhook::Parked),
    ("/mp/challenge", Webhook::Challenge),
    ("/mp/firewalled", Webhook::Firewalled),
    (
        "/mp/firewalled-from-mercado-pago",
        Webhook::FirewalledFromMercadoPago,
    ),
    ("/mp/walled", Webhook::Walled),
    ("/mp/limited", Webhook::Limited),
    ("/mp/broken", Webhook::Broken),
];

/// How far from now a timestamp may be, in seconds.
const TOLERANCE: i64 = 300;

/// A request to a webhook.
pub(crate) struct Knock<'a> {
    pub method: &'a Method,
    pub uri: &'a Uri,
    pub headers: &'a HeaderMap,
    pub body: Bytes,
    /// The time, in seconds.
    pub now: i64,
}

/// The webhook at that path, and its path as it is counted.
pub(crate) fn find(path: &str) -> Option<(&'static str, Webhook)> {
    PATHS.iter().copied().find(|(known, _)| *known == path)
}

impl Webhook {
    /// What it answers.
    pub fn answer(self, knock: &Knock<'_>) -> Response {
        match self.in_front(knock) {
            Some(answer) => answer,
            None if *knock.method != Method::POST => {
                (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "POST")]).into_response()
            }
            None => self.take(knock).into_response(),
        }
    }

    /// What answers before the handler is asked.
    fn in_front(self, knock: &Knock<'_>) -> Option<Response> {
        let agent = knock.text("user-agent").unwrap_or_default();
        let is_browser = agent.starts_with("Mozilla/5.0");
        let is_mercado_pago = agent.starts_with("MercadoPago");
        let block = || {
            page(
                StatusCode::FORBIDDEN,
                "Attention Required! | Cloudflare",
                "You have been blocked.",
            )
        };
        match self {
            Self::Login => Some(page(
                StatusCode::OK,
                "Log in",
                "<form method=\"post\"><input name=\"password\" type=\"password\"></form>",
            )),
            Self::Page => Some(page(StatusCode::OK, "Shop", "<div id=\"root\"></div>")),
            Self::Csrf if *knock.method == Method::POST => Some(page(
                StatusCode::FORBIDDEN,
                "403 Forbidden",
                "CSRF verification failed. Request aborted.",
            )),
            Self::Parked => Some(page(StatusCode::OK, "Parked", "This domain is for sale.")),
            Self::Challenge => {
                let mut answer = page(StatusCode::FORBIDDEN, "Just a moment...", "");
                let headers = answer.headers_mut();
                headers.insert("cf-mitigated", HeaderValue::from_static("challenge"));
                Some(answer)
            }
            Self::Firewalled if !is_browser => Some(block()),
            Self::FirewalledFromMercadoPago if is_mercado_pago => Some(block()),
            Self::Walled => Some(block()),
            Self::Limited => Some(StatusCode::TOO_MANY_REQUESTS.into_response()),
            Self::Broken => Some(page(StatusCode::BAD_GATEWAY, "502 Bad Gateway", "")),
            _ => None,
        }
    }

    /// How the handler takes a `POST`.
    fn take(self, knock: &Knock<'_>) -> StatusCode {
        let verified = |is_right: bool| {
            if is_right {
                StatusCode::OK
            } else {
                StatusCode::UNAUTHORIZED
            }
        };
        let delivery = knock.delivery();
        let is_right = || knock.readings().iter().any(is_documented);
        let within = |unit: Unit| {
            let ts = delivery
                .header()
                .ok()
                .and_then(|header| header.ts.parse::<i64>().ok());
            let seconds = ts.map(|ts| match unit {
                Unit::Seconds => ts,
                Unit::Milliseconds => ts / 1000,
            });
            seconds.is_some_and(|at| (at - knock.now).abs() <= TOLERANCE)
        };
        match self {
            Self::Trusting => StatusCode::OK,
            Self::TakesIpn if knock.is_ipn() => StatusCode::OK,
            Self::TakesUnsigned => verified(delivery.signature.is_none() || is_right()),
            Self::LooksForPresence => verified(delivery.signature.is_some()),
            Self::LooksAtForm => {
                let hash = delivery.header().map(|header| header.hash);
                verified(hash.is_ok_and(|hash| hash.len() == 64))
            }
            Self::ComparesHalf => verified(knock.has_half_of_it()),
            Self::InMilliseconds => verified(is_right() && within(Unit::Milliseconds)),
            Self::InSeconds => verified(is_right() && within(Unit::Seconds)),
            Self::LowerCases => verified(knock.readings().iter().any(is_lower_case)),
            Self::OtherSecret => StatusCode::UNAUTHORIZED,
            Self::Fails if is_right() => StatusCode::INTERNAL_SERVER_ERROR,
            Self::FailsOnForgeries if !is_right() => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Strict if is_right() && knock.has_unknown_action() => StatusCode::BAD_REQUEST,
            Self::NoContent if is_right() => StatusCode::NO_CONTENT,
            _ => verified(is_right()),
        }
    }
}

/// Read as documented: the id of the query as it came, and the request's id where there is one.
fn is_documented(reading: &Reading) -> bool {
    reading.matches
        && reading.dialect.id == IdSource::Query
        && reading.dialect.case == IdCase::Verbatim
}

/// Read as by who lower-cases every id: those without capitals are the same either way.
fn is_lower_case(reading: &Reading) -> bool {
    let id = reading.manifest.split(';').next().unwrap_or_default();
    reading.matches
        && reading.dialect.id == IdSource::Query
        && !id.bytes().any(|byte| byte.is_ascii_uppercase())
}

impl Knock<'_> {
    fn text(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    fn delivery(&self) -> Delivery {
        Delivery {
            signature: self.text("x-signature").map(str::to_owned),
            request_id: self.text("x-request-id").map(str::to_owned),
            ..Delivery::default()
        }
        .with_query(self.uri.query().unwrap_or_default())
    }

    /// The delivery in each dialect, with each secret of the cast.
    fn readings(&self) -> Vec<Reading> {
        let delivery = self.delivery();
        let secrets = CAST.iter().filter_map(|merchant| merchant.webhook_secret);
        secrets
            .flat_map(|secret| delivery.explain(secret).unwrap_or_default())
            .collect()
    }

    /// Whether the first half of the hash is right; headers without a hash have none.
    fn has_half_of_it(&self) -> bool {
        let Ok(header) = self.delivery().header() else {
            return false;
        };
        header.hash.len() >= 32
            && self.readings().iter().any(|reading| {
                reading.dialect.id == IdSource::Query
                    && reading.dialect.case == IdCase::Verbatim
                    && reading.expected.get(..32) == header.hash.get(..32)
            })
    }

    fn is_ipn(&self) -> bool {
        let query = self.uri.query().unwrap_or_default();
        query.split('&').any(|pair| pair.starts_with("topic="))
    }

    fn has_unknown_action(&self) -> bool {
        let body: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let action = body["action"].as_str().unwrap_or_default();
        action.starts_with("checkout_readiness")
    }
}

fn page(status: StatusCode, title: &str, inner: &str) -> Response {
    let text = format!(
        "<!doctype html><html><head><title>{title}</title></head><body>{inner}</body></html>"
    );
    (
        status,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        text,
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_webhook_has_one_path_of_its_own_in_the_documentation() {
        let about = include_str!("lib.rs");
        for (index, (path, webhook)) in PATHS.iter().enumerate() {
            assert!(about.contains(&format!("`{path}`")), "{path}");
            let others = PATHS.iter().skip(index + 1);
            assert!(others.clone().all(|(_, other)| other != webhook), "{path}");
        }
    }
}
