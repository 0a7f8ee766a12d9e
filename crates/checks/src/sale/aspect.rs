//! From items to an answer about one aspect of the integration quality: the common body of five
//! checks, which differ in their aspect and their words.

use super::choice::{Origin, origin};
use super::coverage::Coverage;
use super::measure::to_measure;
use super::table::{Aspect, asked};
use super::view::{findings, hides_what_it_shows};
use crate::check::{Finding, Reason, reasons};
use crate::contract::{ItemClass, ItemFinding, ItemState};
use crate::evidence::{DataItem, Evidence, Look, Source};
use crate::judge::unseen;
use crate::profile::Profile;

reasons! {
    ALL_IS_SENT = "all_is_sent" Passed;
    SOME_IS_MISSING = "some_is_missing" Warning, QualityGuide;
    ONLY_THE_PANEL_TELLS = "only_the_panel_tells" Confirm, QualityGuide;
    NOTHING_IS_REQUIRED = "nothing_is_required" NotApplicable;
    WAITS_FOR_PAYMENT = "waits_for_payment" Skipped;
}

/// Every answer about an aspect.
pub static ANSWERS: &[&Reason] = REASONS;

/// Judges one aspect. Best practices are listed and never change the answer.
#[must_use]
pub fn judge(aspect: Aspect, profile: &Profile, evidence: &Evidence) -> Finding {
    let product = profile.product;
    let asks = |class| asked(product, aspect).any(|line| line.class(product) == Some(class));
    if !asks(ItemClass::Required) && !asks(ItemClass::BestPractice) {
        return NOTHING_IS_REQUIRED.found();
    }
    let sale = match to_measure(profile, evidence, &WAITS_FOR_PAYMENT, &ONLY_THE_PANEL_TELLS) {
        Ok(sale) => sale,
        Err(_) if !asks(ItemClass::Required) => return NOTHING_IS_REQUIRED.found(),
        Err(finding) => return finding,
    };
    let items = findings(asked(product, aspect), product, &sale, evidence);
    let coverage = Coverage::of(&items);
    if !asks(ItemClass::Required) {
        return NOTHING_IS_REQUIRED.with(coverage.details()).about(items);
    }
    let origin = origin(product, &sale, evidence);
    let hidden = || asked(product, aspect).filter(|line| is_hidden_requirement(line.item, &items));
    let hidden_by_origin = hides_what_it_shows(hidden(), product, &sale, &origin);
    // What could have been seen, had looking worked, keeps the question open before anything else.
    let blind = match &origin {
        Origin::Blind(blind) if hidden_by_origin => Some(blind.clone()),
        _ => hidden().find_map(|line| unseen(evidence, shown_by(line.item)?)),
    };
    if let Some(blind) = blind {
        return blind.about(items);
    }
    // What a page would show, had there been one to look at, is not proven by the rest.
    let lacks_a_source = hidden().any(|line| {
        shown_by(line.item).is_some_and(|source| evidence.look(source) == Look::Absent)
    });
    let reason = if coverage.required_present < coverage.required_visible {
        &SOME_IS_MISSING
    } else if coverage.required_visible == 0 || hidden_by_origin || lacks_a_source {
        &ONLY_THE_PANEL_TELLS
    } else {
        &ALL_IS_SENT
    };
    reason.with(coverage.details()).about(items)
}

fn is_hidden_requirement(item: DataItem, items: &[ItemFinding]) -> bool {
    items.iter().any(|found| {
        found.item == item
            && found.class == ItemClass::Required
            && found.state == ItemState::NotVisible
    })
}

/// The source beside the documents of the sale that shows an item.
const fn shown_by(item: DataItem) -> Option<Source> {
    match item {
        DataItem::Ssl | DataItem::Tls | DataItem::WebFrontEndSdk | DataItem::DeviceId => {
            Some(Source::Checkout)
        }
        _ => None,
    }
}

/// Examples that lead to every answer, for the check of one aspect.
#[cfg(feature = "examples")]
#[must_use]
pub fn examples(aspect: Aspect) -> Vec<crate::examples::Example> {
    use crate::evidence::{Observation, Sent};
    use crate::examples::{brazil, change, example, paid_on_own_page};
    use crate::profile::Product;

    // A product of which the aspect requires something, and one of which it does not.
    let (asked_of, missing) = match aspect {
        Aspect::BuyerExperience => (Product::CheckoutPro, DataItem::BackUrls),
        Aspect::Reconciliation => (Product::CheckoutPro, DataItem::ExternalReference),
        Aspect::PaymentApproval => (Product::CheckoutPro, DataItem::PayerLastName),
        Aspect::Scalability => (Product::CheckoutApi, DataItem::WebFrontEndSdk),
        Aspect::Security => (Product::CheckoutApi, DataItem::Tls),
    };
    let all = example("all_is_sent", |_| {}).asked_for(brazil(asked_of));
    let some = example("some_is_missing", |evidence| {
        for told in [
            evidence_told(&mut evidence.payment, |payment| &mut payment.told),
            evidence_told(&mut evidence.preference, |preference| &mut preference.told),
            evidence_told(&mut evidence.order, |order| &mut order.told),
        ]
        .into_iter()
        .flatten()
        {
            told.put(missing, Sent::Absent);
        }
        change(&mut evidence.page, |page| page.markup = None);
        change(&mut evidence.checkout, |checkout| {
            // Behind a connection that fails there is no page whose scripts could be old.
            if missing == DataItem::Tls {
                checkout.problem = Some(crate::evidence::EndpointProblem::Certificate {
                    certificate: crate::evidence::CertificateProblem::OutdatedProtocol,
                    days_until_expiry: None,
                });
            }
            for script in checkout
                .markup
                .iter_mut()
                .flat_map(|markup| &mut markup.scripts)
            {
                script.kind = crate::evidence::SdkKind::V1;
            }
        });
    })
    .asked_for(brazil(asked_of));
    let hidden = example("only_the_panel_tells", |evidence| {
        evidence.merchant_order = Observation::Absent;
        evidence.preference = Observation::Absent;
        evidence.order = Observation::Absent;
        evidence.checkout = Observation::Absent;
        evidence.page = Observation::Absent;
        evidence.application = Observation::Absent;
        evidence.recent_payments = Observation::Absent;
        change(&mut evidence.payment, |payment| {
            payment.told = crate::evidence::Told::default();
        });
    })
    .asked_for(brazil(asked_of));
    let nothing = example("nothing_is_required", |_| {}).asked_for(brazil(Product::Qr));
    let waits = example("waits_for_payment", |evidence| {
        evidence.payment = Observation::Absent;
        evidence.order = Observation::Absent;
    })
    .asked_for(brazil(asked_of));
    let mut examples = vec![all, some, hidden, nothing, waits];
    if asked_of == Product::CheckoutApi {
        let judged = examples
            .iter_mut()
            .filter(|it| it.profile.product == asked_of);
        judged.for_each(|example| {
            if example.reason != WAITS_FOR_PAYMENT.code {
                paid_on_own_page(&mut example.evidence);
            }
        });
    }
    examples
}

#[cfg(feature = "examples")]
fn evidence_told<T>(
    observation: &mut crate::evidence::Observation<T>,
    told: impl FnOnce(&mut T) -> &mut crate::evidence::Told,
) -> Option<&mut crate::evidence::Told> {
    match observation {
        crate::evidence::Observation::Seen(seen) => Some(told(&mut seen.value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Observation;
    use crate::examples::{brazil, paid_on_own_page, ready};
    use crate::profile::Product;

    #[test]
    fn what_only_a_page_shows_is_for_a_person_where_there_is_no_page() {
        let mut evidence = ready();
        paid_on_own_page(&mut evidence);
        let reason = |evidence: &Evidence| {
            let aspect = Aspect::Scalability;
            judge(aspect, &brazil(Product::CheckoutApi), evidence)
                .reason
                .code
        };
        assert_eq!(reason(&evidence), "all_is_sent");
        evidence.page = Observation::Absent;
        evidence.checkout = Observation::Absent;
        assert_eq!(reason(&evidence), "only_the_panel_tells");
    }
}
