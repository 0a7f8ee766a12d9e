//! Does the payment page tell browsers to come back over HTTPS only?
//!
//! Without `Strict-Transport-Security` a buyer who once came over HTTPS may be led to plain `http`
//! the next time by somebody on the way. Fix: send the header with half a year or more. Mercado
//! Pago does not ask for it.
//!
//! Source: good practice; 180 days is what security scanners ask for.

use crate::address::shown;
use crate::check::{Check, Finding, Needs, field_missing, needs_payment_page, reasons, shared};
use crate::contract::{Details, Requirement, Severity};
use crate::evidence::{Evidence, Source};
use crate::matrix;
use crate::profile::{Product, Profile};
use crate::shop_page;

/// The check.
pub static CHECK: Check = Check {
    id: "hsts-is-sent",
    requirement: Requirement::Https,
    matters,
    sites: &[],
    needs: Needs::All(&[Source::Checkout]),
    also_reads: &[],
    reasons: REASONS,
    source: "Good practice",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    SENT = "sent" Passed;
    NOT_SENT = "not_sent" Warning;
    TOO_SHORT = "too_short" Warning;
    SWITCHED_OFF = "switched_off" Warning;
}

/// The fewest days that protect a buyer who comes twice a year.
const FEWEST_DAYS: u64 = 180;
const SECONDS_A_DAY: u64 = 86_400;

fn matters(product: Product) -> Option<Severity> {
    matrix::at_most_recommended(Requirement::Https, product)
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let endpoint = match shop_page::server(evidence) {
        Ok(endpoint) if endpoint.problem.is_some() || endpoint.redirect.is_some() => {
            return needs_payment_page();
        }
        Ok(endpoint) => endpoint,
        Err(finding) => return finding,
    };
    match endpoint.status {
        Some(200..=299) => {}
        Some(_) => return needs_payment_page(),
        None => return field_missing("status"),
    }
    let details = Details::none().with("url", shown(&endpoint.url));
    let Some(header) = endpoint.strict_transport else {
        return shared::NOT_OBSERVED.with(Details::none().with("source", Source::Checkout.name()));
    };
    if !header.is_sent {
        return NOT_SENT.with(details);
    }
    let Some(seconds) = header.max_age_seconds else {
        return field_missing("max-age");
    };
    let days = i64::try_from(seconds / SECONDS_A_DAY).unwrap_or(i64::MAX);
    let details = details.with("max_age_days", days);
    match seconds {
        0 => SWITCHED_OFF.with(details),
        _ if seconds < FEWEST_DAYS * SECONDS_A_DAY => TOO_SHORT.with(details),
        _ => SENT.with(details),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::StrictTransport;
    use crate::examples::{change, example};

    let sends = |reason, is_sent, max_age_seconds| {
        example(reason, move |evidence| {
            change(&mut evidence.checkout, |checkout| {
                checkout.strict_transport = Some(StrictTransport {
                    is_sent,
                    max_age_seconds,
                });
            });
        })
    };
    vec![
        sends("sent", true, Some(FEWEST_DAYS * SECONDS_A_DAY)),
        sends("not_sent", false, None),
        sends("too_short", true, Some(FEWEST_DAYS * SECONDS_A_DAY - 1)),
        sends("switched_off", true, Some(0)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::StrictTransport;
    use crate::examples::{brazil, change, ready};

    #[test]
    fn a_header_that_could_not_be_read_or_was_not_seen_is_left_open() {
        for (header, expected) in [
            (None, "not_observed"),
            (
                Some(StrictTransport {
                    is_sent: true,
                    max_age_seconds: None,
                }),
                "field_missing",
            ),
        ] {
            let mut evidence = ready();
            change(&mut evidence.checkout, |checkout| {
                checkout.strict_transport = header;
            });
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding.reason.code, expected);
        }
    }

    #[test]
    fn an_age_beyond_all_measure_is_long_enough() {
        let mut evidence = ready();
        change(&mut evidence.checkout, |checkout| {
            checkout.strict_transport = Some(StrictTransport {
                is_sent: true,
                max_age_seconds: Some(u64::MAX),
            });
        });
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding.reason.code, "sent");
    }
}
