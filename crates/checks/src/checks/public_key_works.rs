//! Is the configured Public Key a working production key?
//!
//! The shop's page uses it to turn card data into a token; with a refused or a test key no card
//! can be charged. A secret put in its place is the worst slip of all, because a page publishes it.
//!
//! Source: the credentials wrapper asked by `public_key`, as the official plugins do.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Environment, Evidence, Look, Party, PublicKeyShape, Slip, Source, Why};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "public-key-works",
    requirement: Requirement::Credentials,
    matters: matrix::public_key,
    sites: &[],
    needs: Needs::All(&[Source::PublicKeyCredential]),
    also_reads: &[],
    reasons: REASONS,
    source: "Go-live requirements: use production credentials",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    ACCEPTED = "accepted" Passed;
    REFUSED = "refused" Failed, Credentials;
    TEST_KEY = "test_key" Failed, Credentials;
    IS_AN_ACCESS_TOKEN = "is_an_access_token" Failed, Credentials;
    IS_A_PLACEHOLDER = "is_a_placeholder" Failed, Credentials;
    HAS_WHITE_SPACE = "has_white_space" Failed;
    HAS_QUOTES = "has_quotes" Failed;
    HAS_BEARER_PREFIX = "has_bearer_prefix" Failed;
    FORM_IS_UNUSUAL = "form_is_unusual" Inconclusive, Credentials;
    NOT_GIVEN = "not_given" Skipped, Credentials;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let Some(form) = &evidence.declared.public_key else {
        return NOT_GIVEN.found();
    };
    match form.shape {
        PublicKeyShape::AccessToken => return IS_AN_ACCESS_TOKEN.found(),
        PublicKeyShape::Placeholder => return IS_A_PLACEHOLDER.found(),
        // What fails to be a public key may be a secret, so it was not sent in an address.
        PublicKeyShape::Unusual => return FORM_IS_UNUSUAL.found(),
        PublicKeyShape::Usual => {}
    }
    let credential = evidence.public_key_credential.seen();
    let is_test = credential.and_then(|credential| credential.is_test);
    if form.environment == Some(Environment::Test) || is_test == Some(true) {
        return TEST_KEY.found();
    }
    let accepted = match evidence.look(Source::PublicKeyCredential) {
        Look::Seen => true,
        Look::Unreachable(unreachable)
            if unreachable.party == Party::MercadoPago && unreachable.why == Why::Unauthorized =>
        {
            false
        }
        _ => {
            return unseen(evidence, Source::PublicKeyCredential)
                .unwrap_or_else(|| NOT_GIVEN.found());
        }
    };
    if let Some(slip) = form.slips.first() {
        let details = Details::none().with("works_once_cleaned", accepted);
        return match slip {
            Slip::WhiteSpace => HAS_WHITE_SPACE.with(details),
            Slip::Quotes => HAS_QUOTES.with(details),
            Slip::BearerPrefix => HAS_BEARER_PREFIX.with(details),
        };
    }
    match (accepted, is_test) {
        (true, Some(false)) => ACCEPTED.found(),
        (true, _) => field_missing("is_test"),
        (false, _) => REFUSED.found(),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::PublicKeyForm;
    use crate::examples::{change, example, unreachable};

    let formed = |reason, edit: fn(&mut PublicKeyForm)| {
        example(reason, move |evidence| {
            if let Some(form) = &mut evidence.declared.public_key {
                edit(form);
            }
        })
    };
    vec![
        example("accepted", |_| {}),
        example("refused", |evidence| {
            evidence.public_key_credential = unreachable(Party::MercadoPago, Why::Unauthorized);
        }),
        example("test_key", |evidence| {
            change(&mut evidence.public_key_credential, |credential| {
                credential.is_test = Some(true);
            });
        }),
        formed("is_an_access_token", |form| {
            form.shape = PublicKeyShape::AccessToken
        }),
        formed("is_a_placeholder", |form| {
            form.shape = PublicKeyShape::Placeholder
        }),
        formed("has_white_space", |form| {
            form.slips = vec![Slip::WhiteSpace]
        }),
        formed("has_quotes", |form| form.slips = vec![Slip::Quotes]),
        formed("has_bearer_prefix", |form| {
            form.slips = vec![Slip::BearerPrefix]
        }),
        formed("form_is_unusual", |form| {
            form.shape = PublicKeyShape::Unusual
        }),
        example("not_given", |evidence| evidence.declared.public_key = None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{brazil, ready};
    use crate::profile::Product;

    #[test]
    fn a_test_prefix_decides_without_asking() {
        let mut evidence = ready();
        if let Some(form) = &mut evidence.declared.public_key {
            form.environment = Some(Environment::Test);
        }
        evidence.public_key_credential = crate::evidence::Observation::NotAsked;
        assert_eq!(
            judge(&brazil(Product::Bricks), &evidence).reason.code,
            "test_key"
        );
    }
}
