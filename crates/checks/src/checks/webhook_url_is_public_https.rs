//! Can Mercado Pago reach the webhook: a public address on HTTPS that answers by itself?
//!
//! A test catcher or a tunnel left over from development swallows real sales, a certificate that
//! does not hold makes Mercado Pago hang up, and a redirect is not followed. The proxy looks the
//! name up, opens a secured connection and asks once with a harmless `GET`; whether notifications
//! are processed is another question.
//!
//! Source: webhooks documentation; 248 characters is the longest `notification_url` accepted.

use url::{Host, Url};

use crate::address::shown;
use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{CertificateProblem, Endpoint, EndpointProblem, Evidence, Look, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::notified::{MAX_LENGTH, address};
use crate::profile::Profile;
use crate::services::{self, TEST_CATCHERS, TUNNELS};

/// The check.
pub static CHECK: Check = Check {
    id: "webhook-url-is-public-https",
    requirement: Requirement::Notifications,
    matters: matrix::notifications,
    sites: &[],
    needs: Needs::All(&[Source::Webhook]),
    also_reads: &[Source::Application, Source::RecentPayments],
    reasons: REASONS,
    source: "Go-live requirements: notifications",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    ANSWERS = "answers" Passed;
    NOT_AN_ADDRESS = "not_an_address" Failed;
    PLAIN_HTTP = "plain_http" Failed, Application;
    TOO_LONG = "too_long" Failed, Application;
    TEST_CATCHER = "test_catcher" Failed, Application;
    TUNNEL = "tunnel" Failed, Application;
    HOST_UNKNOWN = "host_unknown" Failed;
    PRIVATE_ADDRESS = "private_address" Failed;
    CERTIFICATE_DOES_NOT_HOLD = "certificate_does_not_hold" Failed;
    OUTDATED_PROTOCOL = "outdated_protocol" Failed;
    REDIRECTS = "redirects" Failed, Application;
    NOTHING_THERE_FOR_A_VISIT = "nothing_there_for_a_visit" Confirm;
    ANSWERS_AN_ERROR = "answers_an_error" Inconclusive;
    SEEN_BY_EXCEPTION = "seen_by_exception" Inconclusive;
    NO_ADDRESS_KNOWN = "no_address_known" Skipped;
}

/// Whether it is worth looking at this address: its text alone does not already decide.
#[must_use]
pub fn is_worth_a_look(address: &str) -> bool {
    judge_text(address).is_none()
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let Some(address) = address(profile.product, evidence) else {
        return [Source::Application, Source::RecentPayments]
            .into_iter()
            .filter(|source| matches!(evidence.look(*source), Look::NotAsked))
            .find_map(|source| unseen(evidence, source))
            .unwrap_or_else(|| NO_ADDRESS_KNOWN.found());
    };
    match judge_text(address) {
        Some(finding) => finding,
        None => match evidence.webhook.seen() {
            Some(endpoint) => judge_endpoint(endpoint),
            None => unseen(evidence, Source::Webhook).unwrap_or_else(|| NO_ADDRESS_KNOWN.found()),
        },
    }
}

/// What the text of the address alone gives away.
fn judge_text(address: &str) -> Option<Finding> {
    let details = || Details::none().with("url", shown(address));
    let Ok(url) = Url::parse(address) else {
        return Some(NOT_AN_ADDRESS.found());
    };
    let host = match url.host() {
        Some(Host::Domain(domain)) => domain.to_ascii_lowercase(),
        Some(_) => String::new(),
        None => return Some(NOT_AN_ADDRESS.found()),
    };
    match url.scheme() {
        "https" => {}
        "http" => return Some(PLAIN_HTTP.with(details())),
        _ => return Some(NOT_AN_ADDRESS.found()),
    }
    let length = address.chars().count();
    if length > MAX_LENGTH {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        return Some(
            TOO_LONG.with(
                details()
                    .with("length", length)
                    .with("max_length", u32::try_from(MAX_LENGTH).unwrap_or(u32::MAX)),
            ),
        );
    }
    if let Some(service) = services::of(&host, TEST_CATCHERS) {
        return Some(TEST_CATCHER.with(details().with("service", service)));
    }
    services::of(&host, TUNNELS).map(|service| TUNNEL.with(details().with("service", service)))
}

fn judge_endpoint(endpoint: &Endpoint) -> Finding {
    let details = || Details::none().with("url", shown(&endpoint.url));
    match &endpoint.problem {
        Some(EndpointProblem::UnknownHost) => return HOST_UNKNOWN.with(details()),
        Some(EndpointProblem::PrivateAddress { network }) => {
            return PRIVATE_ADDRESS.with(details().with("network", network.as_str()));
        }
        // Nothing is said about the certificate: the connection never got that far.
        Some(EndpointProblem::Certificate {
            certificate: CertificateProblem::OutdatedProtocol,
            ..
        }) => return OUTDATED_PROTOCOL.with(details()),
        Some(EndpointProblem::Certificate {
            certificate,
            days_until_expiry,
        }) => {
            return CERTIFICATE_DOES_NOT_HOLD.with(
                details()
                    .with("certificate", certificate.name())
                    .with_some("days_until_expiry", *days_until_expiry),
            );
        }
        None => {}
    }
    if endpoint.by_exception {
        return SEEN_BY_EXCEPTION.with(details());
    }
    if let Some(redirect) = &endpoint.redirect {
        return REDIRECTS.with(
            details()
                .with("http_status", u32::from(redirect.status))
                .with_some("location", redirect.location.as_deref().map(shown)),
        );
    }
    let (Some(tls), Some(status)) = (&endpoint.tls, endpoint.status) else {
        let missing = if endpoint.tls.is_none() {
            "tls"
        } else {
            "status"
        };
        return field_missing(missing);
    };
    let details = details()
        .with("http_status", u32::from(status))
        .with("tls_version", tls.version.as_str())
        .with("days_until_expiry", tls.days_until_expiry)
        .with("issuer", tls.issuer.as_str());
    match status {
        // Many servers answer so to a visit at an address that takes notifications only.
        404 | 410 => NOTHING_THERE_FOR_A_VISIT.with(details),
        100..=499 => ANSWERS.with(details),
        _ => ANSWERS_AN_ERROR.with(details),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::{Observation, Redirect};
    use crate::examples::{change, example};

    let declared = |reason, url: &'static str| {
        example(reason, move |evidence| {
            evidence.declared.webhook_url = Some(url.to_owned())
        })
    };
    let endpoint = |reason, edit: fn(&mut Endpoint)| {
        example(reason, move |evidence| change(&mut evidence.webhook, edit))
    };
    vec![
        endpoint("answers", |_| {}),
        declared("not_an_address", "store.example/webhook"),
        declared("plain_http", "http://store.example/webhook"),
        example("too_long", |evidence| {
            evidence.declared.webhook_url =
                Some(format!("https://store.example/{}", "a".repeat(240)));
        }),
        declared(
            "test_catcher",
            "https://webhook.site/00000000-0000-4000-8000-000000000000",
        ),
        declared("tunnel", "https://example.ngrok-free.app/webhook"),
        endpoint("host_unknown", |seen| {
            seen.problem = Some(EndpointProblem::UnknownHost)
        }),
        endpoint("private_address", |seen| {
            seen.problem = Some(EndpointProblem::PrivateAddress {
                network: "private".to_owned(),
            });
        }),
        endpoint("certificate_does_not_hold", |seen| {
            seen.problem = Some(EndpointProblem::Certificate {
                certificate: CertificateProblem::UnknownIssuer,
                days_until_expiry: None,
            });
        }),
        endpoint("outdated_protocol", |seen| {
            seen.problem = Some(EndpointProblem::Certificate {
                certificate: CertificateProblem::OutdatedProtocol,
                days_until_expiry: None,
            });
        }),
        endpoint("redirects", |seen| {
            seen.redirect = Some(Redirect {
                status: 301,
                location: Some("https://www.store.example/".to_owned()),
            });
        }),
        endpoint("nothing_there_for_a_visit", |seen| seen.status = Some(404)),
        endpoint("answers_an_error", |seen| seen.status = Some(502)),
        endpoint("seen_by_exception", |seen| seen.by_exception = true),
        example("no_address_known", |evidence| {
            evidence.declared.webhook_url = None;
            change(&mut evidence.application, |application| {
                application.webhook_url = None
            });
            change(&mut evidence.recent_payments, |recent| {
                recent.payments.clear()
            });
            evidence.webhook = Observation::Absent;
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Observation;
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    #[test]
    fn an_address_on_a_payment_is_of_another_integration_where_sales_take_none() {
        let mut evidence = ready();
        evidence.declared.webhook_url = None;
        evidence.webhook = Observation::Absent;
        change(&mut evidence.application, |application| {
            application.webhook_url = None
        });
        change(&mut evidence.recent_payments, |recent| {
            for payment in &mut recent.payments {
                payment.notification_url = Some("http://store.example/hook".to_owned());
            }
        });
        let reason = |product| judge(&brazil(product), &evidence).reason.code;
        assert_eq!(reason(Product::CheckoutPro), "plain_http");
        for product in [
            Product::Point,
            Product::Orders,
            Product::Subscriptions,
            Product::Qr,
        ] {
            assert_eq!(reason(product), "no_address_known", "{}", product.name());
        }
    }

    #[test]
    fn what_is_not_an_address_may_be_a_secret_and_is_not_repeated() {
        for secret in ["hunter2", "hunter2://x", "https://"] {
            let finding = judge_text(secret).unwrap();
            let text = serde_json::to_string(&finding.details).unwrap();
            assert!(!text.contains("hunter2"), "{text}");
        }
        let finding = judge_text("http://user:hunter2@store.example/hook").unwrap();
        let text = serde_json::to_string(&finding.details).unwrap();
        assert_eq!(text, r#"{"url":"http://store.example/hook"}"#);
    }

    #[test]
    fn services_are_recognised_by_their_domain_and_not_by_their_letters() {
        let reason = |url| judge_text(url).map(|finding| finding.reason.code);
        assert_eq!(reason("https://webhook.site/x"), Some("test_catcher"));
        assert_eq!(reason("https://abc.Beeceptor.com"), Some("test_catcher"));
        assert_eq!(reason("https://a-b.ngrok-free.app/x"), Some("tunnel"));
        assert_eq!(reason("https://mywebhook.site/x"), None);
        assert_eq!(reason("https://store.example/ngrok.io"), None);
    }
}
