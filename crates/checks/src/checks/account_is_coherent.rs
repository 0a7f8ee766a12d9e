//! Do account, application, payments and means of payment all belong to one country?
//!
//! Each of them can be right by itself and still be of another country than the rest: prices then
//! come out in another currency, and means of payment are missing that buyers expect. The account
//! is compared with whatever else was seen; what was not seen is not compared, and the answer says
//! what was.
//!
//! Source: sites table; `GET /users/me`, `GET /applications/{id}`, the newest payments,
//! `GET /v1/payment_methods`.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::{Profile, Site};
use crate::sites::{Country, country, home_of};

/// The check.
pub static CHECK: Check = Check {
    id: "account-is-coherent",
    requirement: Requirement::Credentials,
    matters: matrix::careful_credentials,
    sites: &[],
    needs: Needs::All(&[Source::Account]),
    also_reads: &[
        Source::Application,
        Source::RecentPayments,
        Source::PaymentMethods,
    ],
    reasons: REASONS,
    source: "Sites of Mercado Pago: country, currency and means of payment",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    COHERENT = "coherent" Passed;
    OTHER_COUNTRY_ID = "other_country_id" Warning, Support;
    APPLICATION_OF_OTHER_COUNTRY = "application_of_other_country" Warning, Applications;
    OTHER_CURRENCY = "other_currency" Warning, Activities;
    METHODS_OF_OTHER_COUNTRY = "methods_of_other_country" Warning, Support;
    UNKNOWN_SITE = "unknown_site" Confirm, Support;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    if let Some(blind) = unseen(evidence, Source::Account) {
        return blind;
    }
    let Some(account) = evidence.account.seen() else {
        return field_missing("site_id");
    };
    let Some(site) = account.site.as_deref() else {
        return field_missing("site_id");
    };
    let details = Details::none().with("site", site);
    let Some(home) = Site::from_name(site).and_then(country) else {
        return UNKNOWN_SITE.with(details);
    };
    let Some(country_id) = account.country.as_deref() else {
        return field_missing("country_id");
    };
    if country_id != home.code {
        return OTHER_COUNTRY_ID.with(
            details
                .with("country_id", country_id)
                .with("expected_country_id", home.code),
        );
    }
    let mut compared = vec!["country".to_owned()];
    let application_site = evidence
        .application
        .seen()
        .and_then(|application| application.site.as_deref());
    if let Some(other) = application_site {
        if other != site {
            return APPLICATION_OF_OTHER_COUNTRY.with(details.with("application_site", other));
        }
        compared.push("application".to_owned());
    }
    let currencies = currencies(evidence);
    if !currencies.is_empty() {
        let strange = others(&currencies, |currency| currency == home.currency);
        if !strange.is_empty() {
            return OTHER_CURRENCY.with(
                details
                    .with("currencies", strange)
                    .with("expected_currency", home.currency),
            );
        }
        compared.push("currency".to_owned());
    }
    let methods = methods_of_one_country(evidence);
    if !methods.is_empty() {
        let strange = others(&methods, |method| is_at_home(method, home));
        if !strange.is_empty() {
            return METHODS_OF_OTHER_COUNTRY.with(details.with("methods", strange));
        }
        compared.push("payment_methods".to_owned());
    }
    COHERENT.with(details.with("compared", compared))
}

/// The currencies of the newest payments, each once.
fn currencies(evidence: &Evidence) -> Vec<&str> {
    let recent = evidence.recent_payments.seen().into_iter();
    let mut currencies: Vec<&str> = recent
        .flat_map(|recent| &recent.payments)
        .filter_map(|payment| payment.currency.as_deref())
        .collect();
    currencies.sort_unstable();
    currencies.dedup();
    currencies
}

/// The account's means of payment that exist in one country only.
fn methods_of_one_country(evidence: &Evidence) -> Vec<&str> {
    let methods = evidence.payment_methods.seen().into_iter().flatten();
    methods
        .map(|method| method.id.as_str())
        .filter(|method| home_of(method).is_some())
        .collect()
}

fn is_at_home(method: &str, home: &Country) -> bool {
    home.own_methods.contains(&method)
}

fn others(names: &[&str], is_right: impl Fn(&str) -> bool) -> Vec<String> {
    let strange = names.iter().filter(|name| !is_right(name));
    strange.map(|name| (*name).to_owned()).collect()
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{change, example, payment_method};

    vec![
        example("coherent", |_| {}),
        example("other_country_id", |evidence| {
            change(&mut evidence.account, |account| {
                account.country = Some("AR".to_owned())
            });
        }),
        example("application_of_other_country", |evidence| {
            change(&mut evidence.application, |application| {
                application.site = Some("MLA".to_owned())
            });
        }),
        example("other_currency", |evidence| {
            change(&mut evidence.recent_payments, |recent| {
                for payment in &mut recent.payments {
                    payment.currency = Some("ARS".to_owned());
                }
            });
        }),
        example("methods_of_other_country", |evidence| {
            change(&mut evidence.payment_methods, |methods| {
                methods.push(payment_method("oxxo", "ticket"));
            });
        }),
        example("unknown_site", |evidence| {
            change(&mut evidence.account, |account| {
                account.site = Some("MXX".to_owned())
            });
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Fact;
    use crate::evidence::Observation;
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    #[test]
    fn what_was_not_seen_is_not_said_to_agree() {
        let mut evidence = ready();
        evidence.application = Observation::NotAsked;
        evidence.payment_methods = Observation::NotAsked;
        change(&mut evidence.recent_payments, |recent| {
            recent.payments.clear();
        });
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding.reason.code, "coherent");
        let compared = Fact::List(vec!["country".to_owned()]);
        assert_eq!(finding.details.get("compared"), Some(&compared));
    }

    #[test]
    fn an_account_that_tells_no_country_is_not_coherent() {
        let mut evidence = ready();
        change(&mut evidence.account, |account| account.country = None);
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding.reason.code, "field_missing");
    }
}
