//! May the account sell and collect, or has Mercado Pago restricted it?
//!
//! A restricted account accepts the shop's calls and refuses the buyers' payments. What Mercado
//! Pago asks of the owner stands on the account's home page.
//!
//! Source: `GET /users/me`, `status`. The words Mercado Pago may use there are not published, so an
//! unknown one is shown to a person instead of being guessed at.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "account-can-receive-payments",
    requirement: Requirement::Credentials,
    matters: matrix::credentials,
    sites: &[],
    needs: Needs::All(&[Source::Account]),
    also_reads: &[],
    reasons: REASONS,
    source: "GET /users/me: status.sell, status.billing, status.required_action",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    MAY_SELL = "may_sell" Passed;
    MAY_NOT_SELL = "may_not_sell" Failed, Home;
    MAY_NOT_BILL = "may_not_bill" Failed, Home;
    ACTION_REQUIRED = "action_required" Warning, Home;
    SITE_STATUS_UNUSUAL = "site_status_unusual" Confirm, Home;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    if let Some(blind) = unseen(evidence, Source::Account) {
        return blind;
    }
    let Some(account) = evidence.account.seen() else {
        return field_missing("status");
    };
    // Selling and billing are often refused for the same reason.
    let mut codes = account.restriction_codes.clone();
    codes.sort();
    codes.dedup();
    let details = Details::none()
        .with_some("site_status", account.site_status.as_deref())
        .with_some(
            "restriction_codes",
            Some(codes).filter(|codes| !codes.is_empty()),
        )
        .with_some("required_action", account.required_action.as_deref());
    if account.may_sell == Some(false) {
        return MAY_NOT_SELL.with(details);
    }
    if account.may_bill == Some(false) {
        return MAY_NOT_BILL.with(details);
    }
    match (
        &account.may_sell,
        &account.may_bill,
        account.site_status.as_deref(),
    ) {
        (None, _, _) => field_missing("status.sell"),
        (_, None, _) => field_missing("status.billing"),
        (_, _, None) => field_missing("status.site_status"),
        (_, _, Some(status)) if status != "active" => SITE_STATUS_UNUSUAL.with(details),
        _ if account.required_action.is_some() => ACTION_REQUIRED.with(details),
        _ => MAY_SELL.with(details),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::Account;
    use crate::examples::{change, example};

    let account = |reason, edit: fn(&mut Account)| {
        example(reason, move |evidence| change(&mut evidence.account, edit))
    };
    vec![
        account("may_sell", |_| {}),
        account("may_not_sell", |account| account.may_sell = Some(false)),
        account("may_not_bill", |account| account.may_bill = Some(false)),
        account("action_required", |account| {
            account.required_action = Some("example_action".to_owned());
        }),
        account("site_status_unusual", |account| {
            account.site_status = Some("example_status".to_owned());
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    #[test]
    fn an_answer_without_status_leaves_the_question_open() {
        let mut evidence = ready();
        change(&mut evidence.account, |account| account.may_sell = None);
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding, field_missing("status.sell"));
    }
}
