//! Is the page where the shop takes payments served over HTTPS?
//!
//! Mercado Pago makes an SSL certificate and an HTTPS page for the payment form a condition of
//! going live: over plain `http` browsers warn the buyer, and anyone on the way can read or change
//! the form. Fix: a certificate on the shop's server, and `https` addresses only.
//!
//! Where the checkout's address was declared, that is the page in question, and the proxy looks at
//! it; otherwise it is the page the widget stands on. A page that only this machine can reach
//! proves nothing about the one buyers will see.
//!
//! Source: go-live requirements, SSL certificate.

use crate::address::shown;
use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{
    CertificateProblem, Endpoint, EndpointProblem, Evidence, Look, Page, Source,
};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "page-is-https",
    requirement: Requirement::Https,
    matters: matrix::https,
    sites: &[],
    needs: Needs::Any(&[Source::Page, Source::Checkout]),
    also_reads: &[],
    reasons: REASONS,
    source: "Go-live requirements: SSL certificate",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    PAGE_IS_SECURE = "page_is_secure" Passed;
    CHECKOUT_IS_SECURE = "checkout_is_secure" Passed;
    PAGE_IS_PLAIN_HTTP = "page_is_plain_http" Failed, GoLiveGuide;
    CHECKOUT_IS_PLAIN_HTTP = "checkout_is_plain_http" Failed, GoLiveGuide;
    CHECKOUT_HOST_UNKNOWN = "checkout_host_unknown" Failed;
    CHECKOUT_IS_PRIVATE = "checkout_is_private" Failed;
    CERTIFICATE_DOES_NOT_HOLD = "certificate_does_not_hold" Failed, GoLiveGuide;
    OUTDATED_PROTOCOL = "outdated_protocol" Failed, GoLiveGuide;
    CHECKOUT_GOES_TO_PLAIN_HTTP = "checkout_goes_to_plain_http" Failed, GoLiveGuide;
    CHECKOUT_ANSWERS_AN_ERROR = "checkout_answers_an_error" Inconclusive;
    CHECKOUT_REDIRECTS = "checkout_redirects" Inconclusive;
    SEEN_BY_EXCEPTION = "seen_by_exception" Inconclusive;
    PAGE_IS_LOCAL = "page_is_local" Inconclusive;
    PAGE_IS_NOT_ON_THE_WEB = "page_is_not_on_the_web" Inconclusive;
    CONTEXT_IS_NOT_SECURE = "context_is_not_secure" Failed;
    NO_PAGE_GIVEN = "no_page_given" Skipped;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    if let Some(url) = &evidence.declared.checkout_url {
        if url.starts_with("http://") {
            return CHECKOUT_IS_PLAIN_HTTP.with(Details::none().with("url", shown(url)));
        }
        return match evidence.checkout.seen() {
            Some(endpoint) => judge_checkout(endpoint),
            None => unseen(evidence, Source::Checkout).unwrap_or_else(|| NO_PAGE_GIVEN.found()),
        };
    }
    match (evidence.page.seen(), evidence.look(Source::Page)) {
        (Some(page), _) => judge_page(page),
        (None, Look::NotAsked | Look::Absent) => NO_PAGE_GIVEN.found(),
        (None, _) => unseen(evidence, Source::Page).unwrap_or_else(|| NO_PAGE_GIVEN.found()),
    }
}

fn judge_page(page: &Page) -> Finding {
    let details = || {
        Details::none()
            .with("scheme", page.scheme.as_str())
            .with_some(
                "host",
                Some(page.host.as_str()).filter(|host| !host.is_empty()),
            )
    };
    match page.scheme.as_str() {
        "http" | "https" if page.is_local() => PAGE_IS_LOCAL.with(details()),
        "http" => PAGE_IS_PLAIN_HTTP.with(details()),
        "https" => match page.secure_context {
            Some(true) => PAGE_IS_SECURE.with(details()),
            Some(false) => CONTEXT_IS_NOT_SECURE.with(details()),
            None => field_missing("isSecureContext"),
        },
        _ => PAGE_IS_NOT_ON_THE_WEB.with(details()),
    }
}

fn judge_checkout(endpoint: &Endpoint) -> Finding {
    let details = || Details::none().with("url", shown(&endpoint.url));
    match &endpoint.problem {
        Some(EndpointProblem::UnknownHost) => return CHECKOUT_HOST_UNKNOWN.with(details()),
        Some(EndpointProblem::PrivateAddress { network }) => {
            return CHECKOUT_IS_PRIVATE.with(details().with("network", network.as_str()));
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
    let Some(tls) = &endpoint.tls else {
        return field_missing("tls");
    };
    let details = || {
        details()
            .with_some("http_status", endpoint.status.map(u32::from))
            .with("tls_version", tls.version.as_str())
            .with("days_until_expiry", tls.days_until_expiry)
            .with("issuer", tls.issuer.as_str())
    };
    if endpoint.by_exception {
        return SEEN_BY_EXCEPTION.with(details());
    }
    if let Some(redirect) = &endpoint.redirect {
        let location = redirect.location.as_deref();
        let details = details().with_some("location", location.map(shown));
        // Where it leads is another page, and nobody has looked at that one.
        return match location {
            Some(location) if location.starts_with("http://") => {
                CHECKOUT_GOES_TO_PLAIN_HTTP.with(details)
            }
            _ => CHECKOUT_REDIRECTS.with(details),
        };
    }
    match endpoint.status {
        Some(200..=299) => CHECKOUT_IS_SECURE.with(details()),
        // Not the page buyers see; the certificate holds, but that is not the question.
        Some(_) => CHECKOUT_ANSWERS_AN_ERROR.with(details()),
        None => field_missing("status"),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::{Observation, Redirect};
    use crate::examples::{change, endpoint, example, seen};

    let on_page = |reason, edit: fn(&mut Page)| {
        example(reason, move |evidence| {
            evidence.declared.checkout_url = None;
            evidence.checkout = Observation::Absent;
            change(&mut evidence.page, edit);
        })
    };
    let on_checkout = |reason, edit: fn(&mut Endpoint)| {
        example(reason, move |evidence| {
            let mut seen_endpoint = endpoint("https://store.example/checkout");
            edit(&mut seen_endpoint);
            evidence.checkout = seen(seen_endpoint);
        })
    };
    vec![
        on_page("page_is_secure", |_| {}),
        on_page("page_is_plain_http", |page| page.scheme = "http".to_owned()),
        on_page("page_is_local", |page| page.host = "localhost".to_owned()),
        on_page("page_is_not_on_the_web", |page| {
            page.scheme = "file".to_owned()
        }),
        on_page("context_is_not_secure", |page| {
            page.secure_context = Some(false)
        }),
        example("no_page_given", |evidence| {
            evidence.declared.checkout_url = None;
            evidence.page = Observation::NotAsked;
        }),
        on_checkout("checkout_is_secure", |_| {}),
        example("checkout_is_plain_http", |evidence| {
            evidence.declared.checkout_url = Some("http://store.example/checkout".to_owned());
        }),
        on_checkout("checkout_host_unknown", |endpoint| {
            endpoint.problem = Some(EndpointProblem::UnknownHost);
        }),
        on_checkout("checkout_is_private", |endpoint| {
            endpoint.problem = Some(EndpointProblem::PrivateAddress {
                network: "private".to_owned(),
            });
        }),
        on_checkout("certificate_does_not_hold", |endpoint| {
            endpoint.problem = Some(EndpointProblem::Certificate {
                certificate: CertificateProblem::Expired,
                days_until_expiry: Some(-3),
            });
        }),
        on_checkout("outdated_protocol", |endpoint| {
            endpoint.problem = Some(EndpointProblem::Certificate {
                certificate: CertificateProblem::OutdatedProtocol,
                days_until_expiry: None,
            });
        }),
        on_checkout("checkout_goes_to_plain_http", |endpoint| {
            endpoint.redirect = Some(Redirect {
                status: 301,
                location: Some("http://store.example/pay".to_owned()),
            });
        }),
        on_checkout("checkout_redirects", |endpoint| {
            endpoint.redirect = Some(Redirect {
                status: 302,
                location: None,
            });
        }),
        on_checkout("seen_by_exception", |endpoint| endpoint.by_exception = true),
        on_checkout("checkout_answers_an_error", |endpoint| {
            endpoint.status = Some(404)
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_buyers_cannot_reach_is_local_and_never_a_pass() {
        for host in [
            "",
            "localhost",
            "localhost.",
            "shop.localhost",
            "127.0.0.1",
            "127.9.9.9",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "0.0.0.0",
            "192.168.1.10",
            "100.64.0.1",
            "[fe80::1]",
            "intranet",
            "shop.local",
            "Readiness.Internal",
        ] {
            for scheme in ["http", "https"] {
                let page = Page {
                    scheme: scheme.to_owned(),
                    host: host.to_owned(),
                    secure_context: Some(true),
                    insecure_resources: None,
                    markup: None,
                };
                assert_eq!(
                    judge_page(&page).reason.code,
                    "page_is_local",
                    "{scheme}://{host}"
                );
            }
        }
    }

    #[test]
    fn a_browser_that_does_not_tell_about_the_context_is_not_a_pass() {
        let page = Page {
            scheme: "https".to_owned(),
            host: "store.example".to_owned(),
            secure_context: None,
            insecure_resources: None,
            markup: None,
        };
        assert_eq!(judge_page(&page).reason.code, "field_missing");
    }
}
