//! Is the account of the country that was declared?
//!
//! An account sells in its own country's currency and means of payment. With an account of another
//! country prices are charged in the wrong currency, or every payment is refused.
//!
//! Source: `GET /users/me`, `site_id`.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "site-is-the-expected-one",
    requirement: Requirement::Credentials,
    matters: matrix::credentials,
    sites: &[],
    needs: Needs::All(&[Source::Account]),
    also_reads: &[],
    reasons: REASONS,
    source: "GET /users/me: site_id",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    AS_DECLARED = "as_declared" Passed;
    OTHER_SITE = "other_site" Failed, Credentials;
    NOT_DECLARED = "not_declared" NotApplicable;
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    if let Some(blind) = unseen(evidence, Source::Account) {
        return blind;
    }
    let site = evidence
        .account
        .seen()
        .and_then(|account| account.site.as_deref());
    let Some(site) = site else {
        return field_missing("site_id");
    };
    let details = Details::none().with("site", site);
    match profile.site {
        None => NOT_DECLARED.with(details),
        Some(expected) if expected.name() == site => AS_DECLARED.with(details),
        Some(expected) => OTHER_SITE.with(details.with("expected_site", expected.name())),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{change, example};
    use crate::profile::Product;

    vec![
        example("as_declared", |_| {}),
        example("other_site", |evidence| {
            change(&mut evidence.account, |account| {
                account.site = Some("MLA".to_owned())
            });
        }),
        example("not_declared", |_| {}).asked_for(Profile {
            product: Product::CheckoutPro,
            site: None,
        }),
    ]
}
