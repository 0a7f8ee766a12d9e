//! Does the server of the payment page speak TLS 1.2 or newer, and nothing older?
//!
//! The integration quality asks for TLS 1.2 or newer, and browsers have refused what is older since
//! 2020. A server that still accepts it as well lets somebody on the way talk a visitor's browser
//! down. Fix: allow TLS 1.2 and 1.3 only.
//!
//! Source: the quality tool's items on SSL and TLS; Mercado Pago itself refuses TLS 1.1 since 2023.

use crate::address::shown;
use crate::check::{Check, Finding, Needs, field_missing, needs_payment_page, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{CertificateProblem, EndpointProblem, Evidence, Source};
use crate::matrix;
use crate::profile::Profile;
use crate::shop_page;

/// The check.
pub static CHECK: Check = Check {
    id: "tls-versions-are-current",
    requirement: Requirement::Https,
    matters: matrix::https,
    sites: &[],
    needs: Needs::All(&[Source::Checkout]),
    also_reads: &[],
    reasons: REASONS,
    source: "Integration quality: TLS 1.2 or newer",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    CURRENT_ONLY = "current_only" Passed;
    OUTDATED_ONLY = "outdated_only" Failed, GoLiveGuide;
    OUTDATED_TOO = "outdated_too" Warning;
    OUTDATED_NOT_TRIED = "outdated_not_tried" Inconclusive;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let endpoint = match shop_page::server(evidence) {
        Ok(endpoint) => endpoint,
        Err(finding) => return finding,
    };
    let details = || Details::none().with("url", shown(&endpoint.url));
    match &endpoint.problem {
        Some(EndpointProblem::Certificate {
            certificate: CertificateProblem::OutdatedProtocol,
            ..
        }) => return OUTDATED_ONLY.with(details()),
        Some(_) => return needs_payment_page(),
        None => {}
    }
    let Some(tls) = &endpoint.tls else {
        return field_missing("tls");
    };
    let details = || details().with("tls_version", tls.version.as_str());
    match tls.version.as_str() {
        "TLSv1.2" | "TLSv1.3" => {}
        "SSLv3" | "TLSv1" | "TLSv1.0" | "TLSv1.1" => return OUTDATED_ONLY.with(details()),
        _ => return field_missing("tls_version"),
    }
    let tried = endpoint.outdated_protocols.unwrap_or_default();
    let accepted: Vec<String> = [("TLS 1.0", tried.tls_1_0), ("TLS 1.1", tried.tls_1_1)]
        .into_iter()
        .filter(|(_, accepted)| *accepted == Some(true))
        .map(|(version, _)| version.to_owned())
        .collect();
    if !accepted.is_empty() {
        return OUTDATED_TOO.with(details().with("outdated_versions", accepted));
    }
    match (tried.tls_1_0, tried.tls_1_1) {
        (Some(false), Some(false)) => CURRENT_ONLY.with(details()),
        _ => OUTDATED_NOT_TRIED.with(details()),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::{Endpoint, OutdatedProtocols};
    use crate::examples::{change, example};

    let on_checkout = |reason, edit: fn(&mut Endpoint)| {
        example(reason, move |evidence| change(&mut evidence.checkout, edit))
    };
    vec![
        on_checkout("current_only", |_| {}),
        on_checkout("outdated_only", |checkout| {
            checkout.problem = Some(EndpointProblem::Certificate {
                certificate: CertificateProblem::OutdatedProtocol,
                days_until_expiry: None,
            });
        }),
        on_checkout("outdated_too", |checkout| {
            checkout.outdated_protocols = Some(OutdatedProtocols {
                tls_1_0: None,
                tls_1_1: Some(true),
            });
        }),
        on_checkout("outdated_not_tried", |checkout| {
            checkout.outdated_protocols = None;
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::OutdatedProtocols;
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    #[test]
    fn a_version_that_could_not_be_tried_is_not_a_version_that_is_refused() {
        for (tls_1_0, tls_1_1) in [(None, Some(false)), (Some(false), None), (None, None)] {
            let mut evidence = ready();
            change(&mut evidence.checkout, |checkout| {
                checkout.outdated_protocols = Some(OutdatedProtocols { tls_1_0, tls_1_1 });
            });
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding.reason.code, "outdated_not_tried");
        }
    }

    #[test]
    fn a_version_nobody_knows_is_neither_current_nor_outdated() {
        for (version, expected) in [
            ("TLSv1.2", "current_only"),
            ("TLSv1.1", "outdated_only"),
            ("TLSv9", "field_missing"),
            ("", "field_missing"),
        ] {
            let mut evidence = ready();
            change(&mut evidence.checkout, |checkout| {
                if let Some(tls) = &mut checkout.tls {
                    tls.version = version.to_owned();
                }
            });
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding.reason.code, expected, "{version}");
        }
    }
}
