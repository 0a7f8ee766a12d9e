//! What counts as declared in a run: what the operator configured and what the request adds.

use checkout_readiness_checks::evidence::{Declared, Development, Likeness};
use url::Url;

use super::Request;
use crate::measurement::today;
use crate::merchant::Merchant;

/// What was declared of a merchant, for the rules.
pub(super) fn declare(
    merchant: &Merchant,
    checkout_url: Option<&Url>,
    request: &Request,
) -> Declared {
    let sale = request.sale.as_ref().or(merchant.sale.as_ref());
    let measurements = [&request.quality, &merchant.quality];
    // Of two measurements the later counts; of two of one day, the one that was just told.
    let quality = measurements.into_iter().flatten().reduce(|told, known| {
        if known.measured_on > told.measured_on {
            known
        } else {
            told
        }
    });
    Declared {
        inspected: sale.map(|id| id.as_str().to_owned()),
        quality: quality.map(|measurement| measurement.record(today())),
        development: compared(merchant.development, request.development),
        // The operator knows the handler; who reads the page speaks where the operator does not.
        webhook_reads_again: merchant
            .webhook_reads_again
            .unwrap_or(request.webhook_reads_again),
        ..merchant.declared(checkout_url)
    }
}

/// Where operator and request disagree, the worse counts: that these are not the credentials the
/// integration was developed and tested with.
fn compared(configured: Development, told: Development) -> Development {
    let worse = |one: Option<Likeness>, other: Option<Likeness>| match (one, other) {
        (Some(Likeness::Different), _) | (_, Some(Likeness::Different)) => {
            Some(Likeness::Different)
        }
        _ => one.or(other),
    };
    Development {
        public_key: worse(configured.public_key, told.public_key),
        application_id: worse(configured.application_id, told.application_id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measurement::Measurement;
    use checkout_readiness_mercado_pago::SaleId;

    fn measured(score: u8, day: &str) -> Option<Measurement> {
        Some(Measurement::read(i64::from(score), day, None).unwrap())
    }

    #[test]
    fn a_request_outranks_the_configuration_and_the_later_measurement_the_earlier() {
        let merchant = Merchant {
            sale: SaleId::parse("1").ok(),
            quality: measured(80, "2026-02-02"),
            ..Merchant::named("shop")
        };
        let declared = declare(&merchant, None, &Request::default());
        assert_eq!(declared.inspected.as_deref(), Some("1"));
        assert_eq!(declared.quality.unwrap().score, 80);
        for (day, score) in [("2026-02-01", 80), ("2026-02-02", 90), ("2026-02-03", 90)] {
            let request = Request {
                sale: SaleId::parse("2").ok(),
                quality: measured(90, day),
                ..Request::default()
            };
            let declared = declare(&merchant, None, &request);
            assert_eq!(declared.inspected.as_deref(), Some("2"));
            assert_eq!(declared.quality.unwrap().score, score, "{day}");
        }
    }

    #[test]
    fn nobody_can_talk_the_proxy_out_of_a_difference_it_saw() {
        let (same, different) = (Some(Likeness::Same), Some(Likeness::Different));
        for (configured, told, expected) in [
            (same, different, different),
            (different, same, different),
            (same, same, same),
            (None, same, same),
            (different, None, different),
            (None, None, None),
        ] {
            let development = |public_key| Development {
                public_key,
                application_id: None,
            };
            assert_eq!(
                compared(development(configured), development(told)).public_key,
                expected
            );
        }
    }
}
