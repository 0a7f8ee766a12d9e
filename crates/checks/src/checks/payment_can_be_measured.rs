//! Is there a payment that the quality tool would measure?
//!
//! The tool looks at one payment made with production credentials. One that is somebody else's, a
//! test, not approved or old would be refused there, so each of these is said here by its name. A
//! number that Mercado Pago does not find leaves the question open rather than blaming the shop: a
//! payment of another account, and one asked for with the wrong token, look the same.
//!
//! Source: integration quality, manual measurement: a recent payment made with production
//! credentials; plugins and platforms cannot be measured, although some of their go-live guides
//! ask for it. For QR the tool takes an order of a test. What a payment was made with is a guess,
//! so only a person can tell that it is not the product that was asked for. Thirty days for
//! "recent" are ours.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Source};
use crate::matrix;
use crate::profile::{Product, Profile};
use crate::sale::choice::{Choice, Sale, choose};
use crate::sale::measure::{Kind, RECENT_DAYS, Refusal, kind, refusal};

/// The check.
pub static CHECK: Check = Check {
    id: "payment-can-be-measured",
    requirement: Requirement::Quality,
    matters: matrix::quality,
    sites: &[],
    // Payment and order are two views of one sale; whose it is, is asked of the account besides.
    needs: Needs::Any(&[Source::Payment, Source::Order]),
    also_reads: &[Source::Account, Source::MerchantOrder, Source::Preference],
    reasons: REASONS,
    source: "Integration quality: manual measurement",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    CAN_BE_MEASURED = "can_be_measured" Passed;
    NO_PAYMENT_YET = "no_payment_yet" Skipped;
    NOT_IN_THIS_ACCOUNT = "not_in_this_account" Inconclusive, Activities;
    OF_ANOTHER_ACCOUNT = "of_another_account" Warning, Activities;
    OF_TEST_USER = "of_test_user" Warning, Credentials;
    TEST_ORDER = "test_order" Warning, Activities;
    NOT_APPROVED = "not_approved" Warning, Activities;
    TOO_OLD = "too_old" Warning, Activities;
    MADE_BY_PLATFORM = "made_by_platform" Warning, Activities;
    PLUGINS_ARE_NOT_MEASURED = "plugins_are_not_measured" Confirm, QualityGuide;
    LOOKS_LIKE_ANOTHER_PRODUCT = "looks_like_another_product" Confirm, Activities;
    QR_IS_MEASURED_BY_ORDER = "qr_is_measured_by_order" Confirm, QualityGuide;
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let inspected = evidence.declared.inspected.as_deref();
    let sale = match choose(evidence) {
        Choice::Sale(sale) => sale,
        Choice::Blind(blind) => return blind,
        Choice::None => return NO_PAYMENT_YET.found(),
        Choice::NotInThisAccount => {
            return NOT_IN_THIS_ACCOUNT.with(Details::none().with_some("sale_id", inspected));
        }
        Choice::OfAnotherAccount => {
            let seen = evidence.payment.seen().map(|payment| payment.id.as_str());
            return OF_ANOTHER_ACCOUNT
                .with(Details::none().with_some("sale_id", seen.or(inspected)));
        }
    };
    let Some(id) = sale.id() else {
        return field_missing("id");
    };
    let details = || Details::none().with("sale_id", id);
    if let Some(refusal) = refusal(profile, &sale, evidence) {
        return worded(refusal, details());
    }
    let is_plugin = profile.product == Product::Plugin;
    if let (false, Some(platform)) = (is_plugin, platform(&sale)) {
        return MADE_BY_PLATFORM.with(details().with("platform_id", platform));
    }
    match kind(profile.product, &sale) {
        Kind::Other(looks_like) => {
            LOOKS_LIKE_ANOTHER_PRODUCT.with(details().with("looks_like", looks_like.name()))
        }
        _ if is_plugin => PLUGINS_ARE_NOT_MEASURED.with(details()),
        Kind::Untold(field) => field_missing(field),
        Kind::Fits if profile.product == Product::Qr && sale.order.is_none() => {
            QR_IS_MEASURED_BY_ORDER.with(details())
        }
        Kind::Fits => CAN_BE_MEASURED.with(details()),
    }
}

fn worded(refusal: Refusal<'_>, details: Details) -> Finding {
    match refusal {
        Refusal::TestUser => OF_TEST_USER.with(details),
        Refusal::TestOrder => TEST_ORDER.with(details),
        Refusal::NotApproved(status) => NOT_APPROVED.with(details.with("payment_status", status)),
        Refusal::TooOld(days) => TOO_OLD.with(
            details
                .with("days_old", days)
                .with("most_days", RECENT_DAYS),
        ),
        Refusal::Untold(field) => field_missing(field),
    }
}

fn platform<'a>(sale: &Sale<'a>) -> Option<&'a str> {
    let of_payment = sale
        .payment
        .and_then(|payment| payment.platform_id.as_deref());
    let of_order = sale.order.and_then(|order| order.platform_id.as_deref());
    of_payment.or(of_order)
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::{Observation, Party, Why};
    use crate::examples::{brazil, change, example, paid_on_own_page, unreachable};

    vec![
        example("can_be_measured", |_| {}),
        example("no_payment_yet", |evidence| {
            evidence.payment = Observation::Absent;
            evidence.order = Observation::Absent;
        }),
        example("not_in_this_account", |evidence| {
            evidence.declared.inspected = Some("1300000000009".to_owned());
            evidence.payment = unreachable(Party::MercadoPago, Why::NotFound);
            evidence.order = Observation::Absent;
        }),
        example("of_another_account", |evidence| {
            change(&mut evidence.payment, |payment| {
                payment.collector_id = Some("200000002".to_owned());
            });
        }),
        example("of_test_user", |evidence| {
            change(&mut evidence.account, |account| {
                account.tags = Some(vec!["test_user".to_owned()]);
            });
        }),
        example("test_order", |evidence| {
            change(&mut evidence.order, |order| order.is_test = true);
        })
        .asked_for(brazil(Product::CheckoutPro)),
        example("not_approved", |evidence| {
            change(&mut evidence.payment, |payment| {
                payment.status = Some("pending".to_owned());
            });
        }),
        example("too_old", |evidence| {
            change(&mut evidence.payment, |payment| payment.days_old = Some(71));
        }),
        example("made_by_platform", |evidence| {
            change(&mut evidence.payment, |payment| {
                payment.platform_id = Some("dev_0000000000000001".to_owned());
            });
        }),
        example("plugins_are_not_measured", |_| {}).asked_for(brazil(Product::Plugin)),
        example("qr_is_measured_by_order", |evidence| {
            paid_on_own_page(evidence);
            change(&mut evidence.payment, |payment| {
                payment.interaction = Some("INSTORE".to_owned());
            });
        })
        .asked_for(brazil(Product::Qr)),
        example("looks_like_another_product", |evidence| {
            evidence.order = Observation::Absent;
            evidence.preference = Observation::Absent;
            change(&mut evidence.payment, |payment| {
                payment.interaction = Some("POINT".to_owned());
                payment.merchant_order_id = None;
            });
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Observation;
    use crate::examples::{brazil, change, paid_on_own_page, ready};

    fn code(product: Product, evidence: &Evidence) -> &'static str {
        judge(&brazil(product), evidence).reason.code
    }

    #[test]
    fn a_payment_may_be_thirty_days_old_and_not_a_day_more() {
        for (days, reason) in [(30, "can_be_measured"), (31, "too_old")] {
            let mut evidence = ready();
            change(&mut evidence.payment, |payment| {
                payment.days_old = Some(days)
            });
            assert_eq!(code(Product::CheckoutPro, &evidence), reason, "{days}");
        }
    }

    #[test]
    fn what_a_payment_does_not_tell_is_never_taken_for_good() {
        for (field, lose) in [
            (
                "status",
                (|p| p.status = None) as fn(&mut crate::evidence::Payment),
            ),
            ("date_created", |p| p.days_old = None),
            ("collector_id", |p| p.collector_id = None),
        ] {
            let mut evidence = ready();
            change(&mut evidence.payment, lose);
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding, field_missing(field));
        }
        let mut evidence = ready();
        change(&mut evidence.account, |account| account.tags = None);
        assert_eq!(
            judge(&brazil(Product::CheckoutPro), &evidence),
            field_missing("tags")
        );
    }

    #[test]
    fn a_test_order_is_what_the_tool_takes_for_qr() {
        let mut evidence = ready();
        evidence.payment = Observation::Absent;
        change(&mut evidence.order, |order| {
            order.is_test = true;
            order.kind = Some("qr".to_owned());
        });
        assert_eq!(code(Product::Qr, &evidence), "can_be_measured");
        assert_eq!(code(Product::Point, &evidence), "test_order");
    }

    #[test]
    fn a_sale_that_does_not_tell_what_it_was_made_with_is_never_taken_for_good() {
        let mut evidence = ready();
        paid_on_own_page(&mut evidence);
        change(&mut evidence.payment, |payment| {
            payment.interaction = None;
            payment.operation_type = None;
        });
        for product in Product::ALL {
            let expected = match product {
                Product::Plugin => "plugins_are_not_measured",
                _ => "field_missing",
            };
            assert_eq!(code(*product, &evidence), expected, "{}", product.name());
        }
        let mut evidence = ready();
        evidence.payment = Observation::Absent;
        change(&mut evidence.order, |order| order.kind = None);
        assert_eq!(code(Product::Point, &evidence), "field_missing");
    }

    #[test]
    fn a_sale_at_a_point_is_not_a_plugin_s() {
        let mut evidence = ready();
        change(&mut evidence.order, |order| {
            order.kind = Some("point".to_owned())
        });
        assert_eq!(
            code(Product::Plugin, &evidence),
            "looks_like_another_product"
        );
    }

    #[test]
    fn payments_of_checkout_api_bricks_and_orders_look_alike() {
        let mut evidence = ready();
        evidence.order = Observation::Absent;
        evidence.preference = Observation::Absent;
        change(&mut evidence.payment, |payment| {
            payment.interaction = Some("UNSPECIFIED".to_owned());
            payment.merchant_order_id = None;
        });
        for product in [Product::CheckoutApi, Product::Bricks, Product::Orders] {
            assert_eq!(code(product, &evidence), "can_be_measured");
        }
        for product in [Product::CheckoutPro, Product::Point, Product::Qr] {
            assert_eq!(code(product, &evidence), "looks_like_another_product");
        }
    }
}
