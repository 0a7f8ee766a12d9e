//! Is the Access Token a production one, of a real account?
//!
//! A test token takes no real money, and nothing in the text of a token tells: test users carry
//! production prefixes. Three signals are read: the prefix, the account's `test_user` tag, and
//! what the credentials wrapper says. One that says "test" decides; a pass needs all three.
//!
//! Source: the rules of the official WooCommerce, PrestaShop and Adobe Commerce plugins.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Environment, Evidence, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "access-token-is-production",
    requirement: Requirement::Credentials,
    matters: matrix::credentials,
    sites: &[],
    needs: Needs::All(&[Source::Account, Source::TokenCredential]),
    also_reads: &[],
    reasons: REASONS,
    source: "Go-live requirements: use production credentials",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    PRODUCTION = "production" Passed;
    TEST_PREFIX = "test_prefix" Failed, Credentials;
    TEST_USER = "test_user" Failed, Applications;
    TEST_CREDENTIAL = "test_credential" Failed, Credentials;
    PREFIX_IS_UNUSUAL = "prefix_is_unusual" Inconclusive, Credentials;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let environment = evidence
        .declared
        .access_token
        .as_ref()
        .and_then(|form| form.environment);
    let account = evidence.account.seen();
    let tags = account.and_then(|account| account.tags.as_ref());
    let credential = evidence.token_credential.seen();
    let is_test = credential.and_then(|credential| credential.is_test);

    if environment == Some(Environment::Test) {
        return TEST_PREFIX.found();
    }
    if tags.is_some_and(|tags| tags.iter().any(|tag| tag == "test_user")) {
        let nickname = account.and_then(|account| account.nickname.as_deref());
        return TEST_USER.with(Details::none().with_some("nickname", nickname));
    }
    if is_test == Some(true) {
        return TEST_CREDENTIAL.found();
    }
    let blind = unseen(evidence, Source::Account)
        .or_else(|| unseen(evidence, Source::TokenCredential))
        .or_else(|| tags.is_none().then(|| field_missing("tags")))
        .or_else(|| is_test.is_none().then(|| field_missing("is_test")));
    match (blind, environment) {
        (Some(blind), _) => blind,
        (None, Some(Environment::Production)) => PRODUCTION.found(),
        (None, _) => PREFIX_IS_UNUSUAL.found(),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{change, example};

    let prefixed = |reason, environment| {
        example(reason, move |evidence| {
            if let Some(form) = &mut evidence.declared.access_token {
                form.environment = environment;
            }
        })
    };
    vec![
        example("production", |_| {}),
        prefixed("test_prefix", Some(Environment::Test)),
        prefixed("prefix_is_unusual", None),
        example("test_user", |evidence| {
            change(&mut evidence.account, |account| {
                account.tags = Some(vec!["normal".to_owned(), "test_user".to_owned()]);
            });
        }),
        example("test_credential", |evidence| {
            change(&mut evidence.token_credential, |credential| {
                credential.is_test = Some(true)
            });
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Party, Why};
    use crate::examples::{brazil, change, ready, unreachable};
    use crate::profile::Product;

    #[test]
    fn one_signal_that_says_test_decides_even_where_the_others_are_silent() {
        let mut evidence = ready();
        change(&mut evidence.account, |account| {
            account.tags = Some(vec!["test_user".to_owned()]);
        });
        evidence.token_credential = unreachable(Party::MercadoPago, Why::ServerError);
        assert_eq!(
            judge(&brazil(Product::CheckoutPro), &evidence).reason.code,
            "test_user"
        );
    }

    #[test]
    fn an_account_without_tags_is_not_taken_for_a_real_one() {
        let mut evidence = ready();
        change(&mut evidence.account, |account| account.tags = None);
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding, field_missing("tags"));
    }
}
