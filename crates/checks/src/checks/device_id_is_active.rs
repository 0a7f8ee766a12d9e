//! Does the payment page make the identifier of the buyer's device?
//!
//! Fraud prevention recognises a good buyer by the device; without the identifier more good
//! payments are rejected. `MercadoPago.js` V2 makes it by itself unless told not to; elsewhere
//! `security.js` does. Fix: leave `advancedFraudPrevention` on, or add `security.js` and send its
//! value with the payment as `X-meli-session-id`.
//!
//! A payment that carries the identifier proves it; one that does not proves nothing, because
//! Mercado Pago does not always show it.
//!
//! Source: recommendations to raise payment approval: Device ID.

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{DataItem, Evidence, SdkKind, Sent, Source, Unread};
use crate::matrix;
use crate::profile::{Product, Profile};
use crate::sale::choice::{Choice, Sale, choose};
use crate::shop_page::{self, ShopPage};

/// The check.
pub static CHECK: Check = Check {
    id: "device-id-is-active",
    requirement: Requirement::Approval,
    matters: matrix::approval,
    sites: &[],
    needs: Needs::Any(&[Source::Page, Source::Checkout, Source::Payment]),
    also_reads: &[Source::Account, Source::Order],
    reasons: REASONS,
    source: "Recommendations to raise payment approval: Device ID",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    MADE_ON_THE_PAGE = "made_on_the_page" Passed;
    SEEN_ON_PAYMENT = "seen_on_payment" Passed;
    TURNED_OFF = "turned_off" Failed, ApprovalGuide;
    MADE_BY_MERCADO_PAGO_ALONE = "made_by_mercado_pago_alone" Warning, ApprovalGuide;
    NOT_IN_THE_MARKUP = "not_in_the_markup" Confirm, ApprovalGuide;
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let page = shop_page::find(evidence);
    if let Ok(page) = &page
        && let Some(finding) = judge_page(page)
        && finding.reason == &TURNED_OFF
    {
        return finding;
    }
    // What somebody else's payment carries proves nothing of this shop.
    if let Choice::Sale(Sale {
        payment: Some(payment),
        ..
    }) = choose(evidence)
        && payment.told.of(DataItem::DeviceId) == Some(Sent::Present)
    {
        return SEEN_ON_PAYMENT.with(Details::none().with("payment_id", payment.id.as_str()));
    }
    let page = match page {
        Ok(page) => page,
        Err(finding) => return finding,
    };
    if let Some(finding) = judge_page(&page) {
        return finding;
    }
    if let Some(blind) = page.blind_for(&[Unread::Markup, Unread::ScriptFiles, Unread::NoPage]) {
        return blind;
    }
    let details = Details::none().with("url", page.at.as_str());
    match profile.product {
        Product::CheckoutPro | Product::Plugin | Product::Subscriptions => {
            MADE_BY_MERCADO_PAGO_ALONE.with(details)
        }
        _ => NOT_IN_THE_MARKUP.with(details),
    }
}

/// What the page tells, if it tells something.
fn judge_page(page: &ShopPage<'_>) -> Option<Finding> {
    let globals = page.markup.globals.unwrap_or_default();
    let has = |kinds: &[SdkKind]| {
        let mut scripts = page.markup.scripts.iter();
        scripts.any(|script| kinds.contains(&script.kind))
    };
    let details = Details::none().with("url", page.at.as_str());
    if globals.has_device_id || has(&[SdkKind::Security]) {
        return Some(MADE_ON_THE_PAGE.with(details));
    }
    if page.markup.fraud_prevention_is_off {
        return Some(TURNED_OFF.with(details));
    }
    let has_v2 = globals.has_v2 || has(&[SdkKind::V2, SdkKind::V2Preview]);
    has_v2.then(|| MADE_ON_THE_PAGE.with(details))
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::Markup;
    use crate::examples::{brazil, change, example};

    let shows = |reason, edit: fn(&mut Markup)| {
        example(reason, move |evidence| {
            change(&mut evidence.payment, |payment| {
                payment.told.put(DataItem::DeviceId, Sent::Absent);
            });
            change(&mut evidence.checkout, |checkout| {
                checkout.markup.iter_mut().for_each(edit);
            });
        })
        .asked_for(brazil(Product::CheckoutApi))
    };
    vec![
        shows("made_on_the_page", |_| {}),
        example("seen_on_payment", |_| {}),
        shows("turned_off", |markup| markup.fraud_prevention_is_off = true),
        shows("not_in_the_markup", |markup| markup.scripts.clear()),
        shows("made_by_mercado_pago_alone", |markup| {
            markup.scripts.clear()
        })
        .asked_for(brazil(Product::CheckoutPro)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Observation, Payment, SdkScript};
    use crate::examples::{brazil, change, ready, seen};

    #[test]
    fn a_payment_without_it_proves_nothing() {
        let mut evidence = ready();
        evidence.payment = seen(Payment::default());
        let reason = |evidence: &Evidence| judge(&brazil(Product::Bricks), evidence).reason.code;
        assert_eq!(reason(&evidence), "made_on_the_page");
        evidence.checkout = Observation::NotAsked;
        assert_eq!(reason(&evidence), "not_observed");
    }

    #[test]
    fn a_payment_of_another_account_proves_nothing() {
        let mut evidence = ready();
        evidence.checkout = Observation::NotAsked;
        let reason = |evidence: &Evidence| judge(&brazil(Product::Bricks), evidence).reason.code;
        assert_eq!(reason(&evidence), "seen_on_payment");
        change(&mut evidence.payment, |payment| {
            payment.collector_id = Some("200000002".to_owned());
        });
        assert_eq!(reason(&evidence), "not_observed");
    }

    #[test]
    fn a_page_that_turns_it_off_now_outweighs_an_older_payment() {
        let mut evidence = ready();
        change(&mut evidence.checkout, |checkout| {
            checkout.markup.as_mut().unwrap().fraud_prevention_is_off = true;
        });
        let reason = |evidence: &Evidence| judge(&brazil(Product::Bricks), evidence).reason.code;
        assert_eq!(reason(&evidence), "turned_off");
        change(&mut evidence.checkout, |checkout| {
            checkout.markup.as_mut().unwrap().scripts.push(SdkScript {
                kind: SdkKind::Security,
                url: "https://www.mercadopago.com/v2/security.js".to_owned(),
                is_from_own_host: true,
            });
        });
        assert_eq!(reason(&evidence), "seen_on_payment");
    }
}
