//! How long do the certificates of the payment page and the webhook still hold?
//!
//! The day a certificate ends, browsers warn every buyer and Mercado Pago hangs up on the webhook.
//! Most are renewed by themselves a month before; one that was not is a renewal that broke. Fix:
//! repair the automatic renewal, or renew by hand.
//!
//! Source: a practice of ours; Mercado Pago asks only for a certificate that holds.

use crate::address::shown;
use crate::check::{Check, Finding, Needs, field_missing, needs_payment_page, reasons};
use crate::contract::{Details, Requirement, Severity};
use crate::evidence::{Endpoint, Evidence, Look, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::{Product, Profile};

/// The check.
pub static CHECK: Check = Check {
    id: "certificate-is-not-expiring",
    requirement: Requirement::Https,
    matters,
    sites: &[],
    needs: Needs::Any(SOURCES),
    also_reads: &[],
    reasons: REASONS,
    source: "Good practice",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    HOLDS_FOR_LONG = "holds_for_long" Passed;
    ENDS_WITHIN_A_MONTH = "ends_within_a_month" Warning;
    ENDS_WITHIN_TWO_WEEKS = "ends_within_two_weeks" Warning;
    ENDS_WITHIN_THREE_DAYS = "ends_within_three_days" Warning;
    NO_VALID_CERTIFICATE = "no_valid_certificate" Skipped;
    SEEN_BY_EXCEPTION = "seen_by_exception" Inconclusive;
    NO_ADDRESS_KNOWN = "no_address_known" Skipped;
}

static SOURCES: &[Source] = &[Source::Checkout, Source::Webhook];

fn matters(product: Product) -> Option<Severity> {
    matrix::at_most_recommended(Requirement::Https, product)
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let addresses = [
        (Source::Checkout, evidence.checkout.seen(), "page-is-https"),
        (
            Source::Webhook,
            evidence.webhook.seen(),
            "webhook-url-is-public-https",
        ),
    ];
    let mut soonest: Option<(i64, &Endpoint)> = None;
    let mut open = None;
    for (source, endpoint, judged_by) in addresses {
        let Some(endpoint) = endpoint else {
            open = open.or_else(|| unseen(evidence, source));
            continue;
        };
        match days_left(endpoint, judged_by) {
            Ok(days) if soonest.is_none_or(|(known, _)| days < known) => {
                soonest = Some((days, endpoint));
            }
            Ok(_) => {}
            Err(finding) => open = open.or(Some(finding)),
        }
    }
    let Some((days, endpoint)) = soonest else {
        return open.unwrap_or_else(|| no_address(evidence));
    };
    let issuer = endpoint.tls.as_ref().map(|tls| tls.issuer.as_str());
    let details = Details::none()
        .with("url", shown(&endpoint.url))
        .with("days_until_expiry", days)
        .with_some("issuer", issuer);
    match days {
        ..=3 => ENDS_WITHIN_THREE_DAYS.with(details),
        4..=14 => ENDS_WITHIN_TWO_WEEKS.with(details),
        15..=30 => ENDS_WITHIN_A_MONTH.with(details),
        // One that holds says nothing about the other.
        _ => open.unwrap_or_else(|| HOLDS_FOR_LONG.with(details)),
    }
}

/// Nothing to look at: an address without HTTPS has no certificate, and another check says so.
fn no_address(evidence: &Evidence) -> Finding {
    let is_declared = evidence.declared.checkout_url.is_some();
    if is_declared && evidence.look(Source::Checkout) == Look::Absent {
        return needs_payment_page();
    }
    NO_ADDRESS_KNOWN.found()
}

/// Days until the certificate ends, where one was presented that holds today.
fn days_left(endpoint: &Endpoint, judged_by: &str) -> Result<i64, Finding> {
    let no_valid = || NO_VALID_CERTIFICATE.with(Details::none().with("waits_for", judged_by));
    if endpoint.problem.is_some() {
        return Err(no_valid());
    }
    let Some(tls) = &endpoint.tls else {
        return Err(field_missing("tls"));
    };
    if endpoint.by_exception {
        return Err(SEEN_BY_EXCEPTION.with(Details::none().with("url", shown(&endpoint.url))));
    }
    if tls.days_until_expiry < 0 {
        return Err(no_valid());
    }
    Ok(tls.days_until_expiry)
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::{EndpointProblem, Observation};
    use crate::examples::{change, example};

    let days = |reason, days: i64| {
        example(reason, move |evidence| {
            change(&mut evidence.webhook, |webhook| {
                if let Some(tls) = &mut webhook.tls {
                    tls.days_until_expiry = days;
                }
            });
        })
    };
    vec![
        days("holds_for_long", 31),
        days("ends_within_a_month", 30),
        days("ends_within_two_weeks", 14),
        days("ends_within_three_days", 3),
        days("no_valid_certificate", -1),
        example("no_valid_certificate", |evidence| {
            change(&mut evidence.checkout, |checkout| {
                checkout.problem = Some(EndpointProblem::UnknownHost);
            });
        }),
        example("seen_by_exception", |evidence| {
            change(&mut evidence.checkout, |checkout| {
                checkout.by_exception = true
            });
        }),
        example("no_address_known", |evidence| {
            evidence.declared.checkout_url = None;
            evidence.checkout = Observation::Absent;
            evidence.webhook = Observation::Absent;
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Observation, Party, Why};
    use crate::examples::{brazil, change, ready, unreachable};

    fn reason(evidence: &Evidence) -> &'static str {
        judge(&brazil(Product::CheckoutPro), evidence).reason.code
    }

    #[test]
    fn the_certificate_that_ends_first_is_the_one_told() {
        let mut evidence = ready();
        for (observation, days) in [(&mut evidence.checkout, 9), (&mut evidence.webhook, 20)] {
            change(observation, |endpoint| {
                if let Some(tls) = &mut endpoint.tls {
                    tls.days_until_expiry = days;
                }
            });
        }
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding.reason.code, "ends_within_two_weeks");
        assert_eq!(
            finding.details.get("days_until_expiry"),
            Some(&9_i64.into())
        );
    }

    #[test]
    fn one_that_holds_is_no_pass_while_the_other_was_not_seen() {
        let mut evidence = ready();
        evidence.webhook = unreachable(Party::Merchant, Why::Timeout);
        assert_eq!(reason(&evidence), "could_not_look");
        evidence.webhook = Observation::Absent;
        assert_eq!(reason(&evidence), "holds_for_long");
    }

    #[test]
    fn one_that_ends_soon_is_told_even_where_the_other_was_not_seen() {
        let mut evidence = ready();
        evidence.webhook = unreachable(Party::Merchant, Why::Timeout);
        change(&mut evidence.checkout, |checkout| {
            if let Some(tls) = &mut checkout.tls {
                tls.days_until_expiry = 0;
            }
        });
        assert_eq!(reason(&evidence), "ends_within_three_days");
    }
}
