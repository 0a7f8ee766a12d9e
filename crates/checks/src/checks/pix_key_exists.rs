//! Is there a Pix key in the account?
//!
//! Without one Mercado Pago offers no Pix: the checkout hides it, and payments that ask for it are
//! refused. The keys themselves cannot be read. The account's own list of means of payment tells,
//! as Mercado Pago's plugins read it: `pix` is in it or not. One account was seen whose list had no
//! `pix` and that could still take Pix by the Orders API, so a Pix payment approved within the last
//! thirty days outweighs the list, and a person looks.
//!
//! Source: go-live guides, Pix key; `GET /v1/payment_methods`. A test user cannot register a key.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, PaymentMethod, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::{Profile, Site};

/// The check.
pub static CHECK: Check = Check {
    id: "pix-key-exists",
    requirement: Requirement::PixKey,
    matters: matrix::pix_key,
    sites: &[Site::Mlb],
    needs: Needs::All(&[Source::PaymentMethods]),
    also_reads: &[Source::Account, Source::PaymentHistory],
    reasons: REASONS,
    source: "Go-live requirements: Pix key",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    PIX_IS_ACTIVE = "pix_is_active" Passed;
    PIX_IS_NOT_ACTIVE = "pix_is_not_active" Warning, PixKeys;
    NO_PIX = "no_pix" Failed, PixKeys;
    PAID_BUT_NOT_LISTED = "paid_but_not_listed" Confirm, PixKeys;
    TEST_USER = "test_user" NotApplicable;
    OTHER_COUNTRY = "other_country" NotApplicable;
    LIST_IS_EMPTY = "list_is_empty" Inconclusive;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let account = evidence.account.seen();
    let site = account.and_then(|account| account.site.as_deref());
    if let Some(site) = site.filter(|site| *site != Site::Mlb.name()) {
        return OTHER_COUNTRY.with(Details::none().with("site", site));
    }
    if let Some(blind) = unseen(evidence, Source::PaymentMethods) {
        return blind;
    }
    let Some(methods) = evidence.payment_methods.seen() else {
        return field_missing("payment_methods");
    };
    if methods.is_empty() {
        return LIST_IS_EMPTY.found();
    }
    let paid = evidence
        .payment_history
        .seen()
        .map(|history| history.approved_by_pix)
        .filter(|count| *count > 0);
    let details = || Details::none().with_some("approved_by_pix", paid);
    let pix: Vec<&PaymentMethod> = methods.iter().filter(|method| method.id == "pix").collect();
    if !pix.is_empty() {
        let statuses: Vec<&str> = pix.iter().filter_map(|pix| pix.status.as_deref()).collect();
        return match statuses.first() {
            _ if statuses.contains(&"active") => PIX_IS_ACTIVE.with(details()),
            Some(status) => PIX_IS_NOT_ACTIVE.with(details().with("pix_status", *status)),
            None => field_missing("status"),
        };
    }
    // Not in the list. Before that counts against the shop, the account must be one that could
    // have a key at all.
    if let Some(blind) = unseen(evidence, Source::Account) {
        return blind;
    }
    let tags = account.and_then(|account| account.tags.as_ref());
    match (site, tags) {
        (None, _) => field_missing("site_id"),
        (_, None) => field_missing("tags"),
        (_, Some(tags)) if tags.iter().any(|tag| tag == "test_user") => TEST_USER.found(),
        _ if paid.is_some() => PAID_BUT_NOT_LISTED.with(details()),
        _ => NO_PIX.found(),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{change, example};

    fn without_pix(evidence: &mut Evidence) {
        change(&mut evidence.payment_methods, |methods| {
            methods.retain(|method| method.id != "pix");
        });
    }
    fn without_history(evidence: &mut Evidence) {
        change(&mut evidence.payment_history, |history| {
            history.approved_by_pix = 0;
        });
    }
    vec![
        example("pix_is_active", |_| {}),
        example("pix_is_active", without_history),
        example("pix_is_not_active", |evidence| {
            change(&mut evidence.payment_methods, |methods| {
                for method in methods {
                    method.status = Some("deactivated".to_owned());
                }
            });
        }),
        example("no_pix", |evidence| {
            without_pix(evidence);
            without_history(evidence);
        }),
        example("paid_but_not_listed", without_pix),
        example("test_user", |evidence| {
            without_pix(evidence);
            change(&mut evidence.account, |account| {
                account.tags = Some(vec!["test_user".to_owned()])
            });
        }),
        example("other_country", |evidence| {
            change(&mut evidence.account, |account| {
                account.site = Some("MLA".to_owned())
            });
        }),
        example("list_is_empty", |evidence| {
            change(&mut evidence.payment_methods, Vec::clear);
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Account, Observation, Party, Why};
    use crate::examples::{brazil, change, ready, seen, unreachable};
    use crate::profile::Product;

    fn without_pix() -> Evidence {
        let mut evidence = ready();
        change(&mut evidence.payment_methods, |methods| {
            methods.retain(|method| method.id != "pix");
        });
        evidence.payment_history = Observation::NotAsked;
        evidence
    }

    fn reason(evidence: &Evidence) -> &'static str {
        judge(&brazil(Product::CheckoutApi), evidence).reason.code
    }

    #[test]
    fn an_account_that_was_not_seen_is_not_said_to_lack_a_key() {
        let mut evidence = without_pix();
        assert_eq!(reason(&evidence), "no_pix");
        evidence.account = unreachable(Party::MercadoPago, Why::Timeout);
        assert_eq!(reason(&evidence), "could_not_look");
        evidence.account = seen(Account::default());
        assert_eq!(reason(&evidence), "field_missing");
    }

    #[test]
    fn a_status_that_is_missing_is_neither_active_nor_inactive() {
        let mut evidence = ready();
        change(&mut evidence.payment_methods, |methods| {
            for method in methods {
                method.status = None;
            }
        });
        assert_eq!(reason(&evidence), "field_missing");
    }
}
