//! What is concluded from one sale: seen anywhere is seen, and not seen is missing only where it
//! would have been seen.

#![allow(clippy::expect_used, reason = "a test stops at the first surprise")]

use checkout_readiness_checks::contract::{Fact, ItemClass, ItemState, Outcome, Status};
use checkout_readiness_checks::evidence::{
    DataItem, Evidence, Observation, Party, Payment, SdkKind, Sent, Told, Why,
};
use checkout_readiness_checks::examples::{brazil, change, ready, unreachable};
use checkout_readiness_checks::judge::judge;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_checks::sale::table::{Aspect, LINES, asked};

fn outcome(check: &str, product: Product, evidence: &Evidence) -> Outcome {
    judge(&brazil(product), evidence)
        .into_iter()
        .find(|outcome| outcome.check == check)
        .expect("the check matters to this product")
}

fn state(outcome: &Outcome, item: DataItem) -> ItemState {
    let found = outcome.items.iter().find(|found| found.item == item);
    found.expect("the item is asked of this product").state
}

fn put(evidence: &mut Evidence, item: DataItem, sent: Sent) {
    change(&mut evidence.payment, |payment| {
        payment.told.put(item, sent)
    });
    change(&mut evidence.preference, |preference| {
        preference.told.put(item, sent);
    });
    change(&mut evidence.order, |order| order.told.put(item, sent));
}

/// A sale of Checkout API: a payment, and no other document.
fn by_api() -> Evidence {
    let mut evidence = ready();
    evidence.merchant_order = Observation::Absent;
    evidence.preference = Observation::Absent;
    evidence.order = Observation::Absent;
    change(&mut evidence.payment, |payment| {
        payment.interaction = Some("UNSPECIFIED".to_owned());
        payment.merchant_order_id = None;
    });
    evidence
}

#[test]
fn what_the_preference_tells_decides_and_others_fill_in_only_what_it_does_not_tell() {
    let mut evidence = ready();
    put(&mut evidence, DataItem::ItemTitle, Sent::Present);
    change(&mut evidence.preference, |preference| {
        preference.told.put(DataItem::ItemTitle, Sent::Placeholder);
    });
    let check = "quality-of-payment-approval";
    let made_up = outcome(check, Product::CheckoutPro, &evidence);
    assert_eq!(state(&made_up, DataItem::ItemTitle), ItemState::Placeholder);
    assert_eq!(made_up.status, Status::Warning);
    change(&mut evidence.preference, |preference| {
        preference.told.put(DataItem::ItemTitle, Sent::Absent);
    });
    let missing = outcome(check, Product::CheckoutPro, &evidence);
    assert_eq!(state(&missing, DataItem::ItemTitle), ItemState::Missing);
    assert_eq!(missing.status, Status::Warning);
    change(&mut evidence.preference, |preference| {
        preference
            .told
            .0
            .retain(|(item, _)| *item != DataItem::ItemTitle);
    });
    let sent = outcome(check, Product::CheckoutPro, &evidence);
    assert_eq!(state(&sent, DataItem::ItemTitle), ItemState::Present);
    assert_eq!(sent.status, Status::Passed);
}

#[test]
fn the_statement_of_a_sale_by_checkout_pro_is_not_taken_from_its_payment() {
    let mut evidence = ready();
    evidence.order = Observation::Absent;
    change(&mut evidence.preference, |preference| {
        preference
            .told
            .0
            .retain(|(item, _)| *item != DataItem::StatementDescriptor);
    });
    let check = "quality-of-buyer-experience";
    let hidden = outcome(check, Product::CheckoutPro, &evidence);
    assert_eq!(
        state(&hidden, DataItem::StatementDescriptor),
        ItemState::NotVisible
    );
    assert_eq!(hidden.status, Status::Confirm);
}

#[test]
fn without_its_preference_nothing_is_missing_of_a_sale_by_checkout_pro() {
    let mut evidence = ready();
    evidence.order = Observation::Absent;
    put(&mut evidence, DataItem::PayerLastName, Sent::Absent);
    let check = "quality-of-payment-approval";
    let known = outcome(check, Product::CheckoutPro, &evidence);
    assert_eq!(state(&known, DataItem::PayerLastName), ItemState::Missing);

    for (merchant_order, preference, status) in [
        (
            unreachable(Party::MercadoPago, Why::ServerError),
            Observation::Absent,
            Status::Inconclusive,
        ),
        (
            evidence.merchant_order.clone(),
            unreachable(Party::MercadoPago, Why::Timeout),
            Status::Inconclusive,
        ),
        (Observation::Absent, Observation::Absent, Status::Confirm),
    ] {
        evidence.merchant_order = merchant_order;
        evidence.preference = preference;
        let blind = outcome(check, Product::CheckoutPro, &evidence);
        assert_eq!(
            state(&blind, DataItem::PayerLastName),
            ItemState::NotVisible
        );
        assert_eq!(blind.status, status);
    }
}

#[test]
fn what_a_payment_of_checkout_api_lacks_is_missing_with_the_field_to_send_it_in() {
    let mut evidence = by_api();
    put(&mut evidence, DataItem::PayerFirstName, Sent::Absent);
    put(
        &mut evidence,
        DataItem::StatementDescriptor,
        Sent::TooLong {
            length: 30,
            most: 22,
        },
    );
    let approval = outcome("quality-of-payment-approval", Product::Bricks, &evidence);
    assert_eq!(approval.status, Status::Warning);
    let name = approval
        .items
        .iter()
        .find(|found| found.item == DataItem::PayerFirstName)
        .unwrap();
    assert_eq!(name.state, ItemState::Missing);
    assert_eq!(name.class, ItemClass::Required);
    assert_eq!(
        name.field.as_deref(),
        Some("additional_info.payer.first_name")
    );
    let experience = outcome("quality-of-buyer-experience", Product::Bricks, &evidence);
    assert_eq!(
        state(&experience, DataItem::StatementDescriptor),
        ItemState::TooLong
    );
}

#[test]
fn best_practices_never_worsen_an_answer() {
    let mut evidence = ready();
    for line in LINES {
        if line.class(Product::CheckoutPro) == Some(ItemClass::BestPractice) {
            put(&mut evidence, line.item, Sent::Absent);
        }
    }
    for aspect in Aspect::ALL {
        let check = format!("quality-of-{}", aspect.name().replace('_', "-"));
        let status = outcome(&check, Product::CheckoutPro, &evidence).status;
        assert!(
            matches!(status, Status::Passed | Status::NotApplicable),
            "{check}"
        );
    }
}

#[test]
fn a_payment_of_another_account_is_not_judged() {
    let mut evidence = by_api();
    change(&mut evidence.payment, |payment| {
        payment.collector_id = Some("200000002".to_owned());
    });
    for check in ["quality-of-payment-approval", "sale-tells-about-payer"] {
        let outcome = outcome(check, Product::CheckoutApi, &evidence);
        assert_eq!(outcome.status, Status::Skipped);
        assert_eq!(outcome.waits_for(), Some("payment-can-be-measured"));
        assert!(outcome.items.is_empty());
    }
}

#[test]
fn a_payment_by_pix_has_no_issuer_to_miss() {
    let mut evidence = by_api();
    put(&mut evidence, DataItem::IssuerId, Sent::Absent);
    let check = "quality-of-payment-approval";
    let by_card = outcome(check, Product::CheckoutApi, &evidence);
    assert_eq!(state(&by_card, DataItem::IssuerId), ItemState::Missing);
    change(&mut evidence.payment, |payment| {
        payment.payment_type_id = Some("bank_transfer".to_owned());
    });
    let by_pix = outcome(check, Product::CheckoutApi, &evidence);
    assert_eq!(state(&by_pix, DataItem::IssuerId), ItemState::NotVisible);
    assert_eq!(by_pix.status, Status::Passed);
}

#[test]
fn an_order_paid_by_card_owes_a_name_for_the_statement_and_one_paid_otherwise_does_not() {
    let mut evidence = ready();
    evidence.payment = Observation::Absent;
    evidence.preference = Observation::Absent;
    put(&mut evidence, DataItem::StatementDescriptor, Sent::Absent);
    let statement = |evidence: &Evidence| {
        state(
            &outcome("quality-of-buyer-experience", Product::Orders, evidence),
            DataItem::StatementDescriptor,
        )
    };
    assert_eq!(statement(&evidence), ItemState::Missing);
    put(&mut evidence, DataItem::IssuerId, Sent::Absent);
    assert_eq!(statement(&evidence), ItemState::NotVisible);
}

#[test]
fn a_device_id_is_known_by_the_page_where_the_payment_hides_it() {
    let mut evidence = by_api();
    change(&mut evidence.payment, |payment| {
        payment.told.put(DataItem::DeviceId, Sent::Absent);
    });
    let check = "quality-of-payment-approval";
    let device = |evidence: &Evidence| {
        state(
            &outcome(check, Product::CheckoutApi, evidence),
            DataItem::DeviceId,
        )
    };
    assert_eq!(device(&evidence), ItemState::Present);
    let off = |evidence: &mut Evidence| {
        change(&mut evidence.page, |page| page.markup = None);
        change(&mut evidence.checkout, |checkout| {
            let markup = checkout.markup.as_mut().unwrap();
            markup.fraud_prevention_is_off = true;
        });
    };
    off(&mut evidence);
    assert_eq!(device(&evidence), ItemState::Missing);
    change(&mut evidence.checkout, |checkout| checkout.markup = None);
    assert_eq!(device(&evidence), ItemState::NotVisible);
}

#[test]
fn a_page_without_any_library_proves_nothing_and_one_with_the_old_one_does() {
    let mut evidence = by_api();
    change(&mut evidence.page, |page| page.markup = None);
    let scripts = |evidence: &mut Evidence, kind: Option<SdkKind>| {
        change(&mut evidence.checkout, |checkout| {
            let markup = checkout.markup.as_mut().unwrap();
            match kind {
                Some(kind) => markup
                    .scripts
                    .iter_mut()
                    .for_each(|script| script.kind = kind),
                None => markup.scripts.clear(),
            }
        });
    };
    for (kind, expected) in [
        (Some(SdkKind::V2), ItemState::Present),
        (Some(SdkKind::V1), ItemState::Missing),
        (None, ItemState::NotVisible),
    ] {
        scripts(&mut evidence, kind);
        let found = outcome("quality-of-scalability", Product::CheckoutApi, &evidence);
        assert_eq!(state(&found, DataItem::WebFrontEndSdk), expected);
    }
}

#[test]
fn an_address_for_notifications_may_be_set_in_the_panel_and_is_never_called_missing() {
    let mut evidence = by_api();
    put(&mut evidence, DataItem::WebhooksIpn, Sent::Absent);
    let webhook = |evidence: &Evidence| {
        state(
            &outcome("quality-of-scalability", Product::CheckoutApi, evidence),
            DataItem::WebhooksIpn,
        )
    };
    assert_eq!(webhook(&evidence), ItemState::Present);
    evidence.application = Observation::Absent;
    evidence.recent_payments = Observation::Absent;
    assert_eq!(webhook(&evidence), ItemState::NotVisible);
}

#[test]
fn an_order_that_comes_back_without_its_payer_does_not_accuse_the_shop() {
    let mut evidence = ready();
    evidence.payment = Observation::Absent;
    evidence.preference = Observation::Absent;
    let payer = [
        DataItem::PayerFirstName,
        DataItem::PayerLastName,
        DataItem::PayerIdentification,
        DataItem::PayerPhone,
        DataItem::Address,
    ];
    for item in payer {
        put(&mut evidence, item, Sent::Absent);
    }
    let check = "quality-of-payment-approval";
    let bare = outcome(check, Product::Orders, &evidence);
    assert_eq!(state(&bare, DataItem::PayerLastName), ItemState::NotVisible);
    assert_ne!(bare.status, Status::Warning);
    put(&mut evidence, DataItem::PayerFirstName, Sent::Present);
    let partial = outcome(check, Product::Orders, &evidence);
    assert_eq!(state(&partial, DataItem::PayerLastName), ItemState::Missing);
}

#[test]
fn a_sale_whose_preference_is_unknown_is_not_said_to_tell_everything() {
    let mut evidence = ready();
    evidence.merchant_order = Observation::Absent;
    evidence.preference = Observation::Absent;
    evidence.order = Observation::Absent;
    let check = "sale-tells-about-payer";
    let told = outcome(check, Product::CheckoutPro, &evidence);
    assert_eq!(told.status, Status::Passed);
    put(&mut evidence, DataItem::PayerPhone, Sent::Absent);
    let partly = outcome(check, Product::CheckoutPro, &evidence);
    assert_eq!(state(&partly, DataItem::PayerPhone), ItemState::NotVisible);
    assert_eq!(partly.status, Status::Confirm);
    evidence.preference = unreachable(Party::MercadoPago, Why::ServerError);
    let blind = outcome(check, Product::CheckoutPro, &evidence);
    assert_eq!(blind.status, Status::Inconclusive);
}

#[test]
fn a_document_that_lists_nothing_passes_nothing() {
    let mut evidence = by_api();
    change(&mut evidence.payment, |payment| {
        payment.told = Told::default();
    });
    for check in ["quality-of-payment-approval", "quality-of-reconciliation"] {
        let outcome = outcome(check, Product::CheckoutApi, &evidence);
        assert_eq!(outcome.status, Status::Confirm, "{check}");
    }
}

#[test]
fn a_payment_at_a_point_is_known_by_its_kind() {
    let mut evidence = by_api();
    change(&mut evidence.payment, |payment: &mut Payment| {
        payment.told = Told::default();
        payment.operation_type = Some("pos_payment".to_owned());
        payment.store_id = None;
    });
    let scalability = outcome("quality-of-scalability", Product::Point, &evidence);
    assert_eq!(
        state(&scalability, DataItem::PointPayment),
        ItemState::Present
    );
    let reconciliation = outcome("quality-of-reconciliation", Product::Point, &evidence);
    assert_eq!(state(&reconciliation, DataItem::PosId), ItemState::Present);
    assert_eq!(
        state(&reconciliation, DataItem::StoreId),
        ItemState::NotVisible
    );
}

#[test]
fn a_plugin_is_not_told_which_fields_to_send() {
    let outcome = outcome("quality-of-payment-approval", Product::Plugin, &ready());
    assert!(!outcome.items.is_empty());
    assert!(outcome.items.iter().all(|found| found.field.is_none()));
}

#[test]
fn coverage_counts_what_is_visible_apart_from_what_is_there() {
    let mut evidence = by_api();
    put(&mut evidence, DataItem::Email, Sent::Absent);
    put(&mut evidence, DataItem::PayerPhone, Sent::Absent);
    let outcome = outcome(
        "quality-of-payment-approval",
        Product::CheckoutApi,
        &evidence,
    );
    let number = |name: &str| match outcome.details.get(name) {
        Some(Fact::Number(number)) => *number,
        other => panic!("{name}: {other:?}"),
    };
    let asked_for = i64::try_from(asked(Product::CheckoutApi, Aspect::PaymentApproval).count());
    assert_eq!(number("visible"), asked_for.unwrap());
    assert_eq!(number("present"), number("visible") - 2);
    assert_eq!(number("required_present"), number("required_visible") - 1);
    assert_eq!(number("required_hidden"), 0);
}
