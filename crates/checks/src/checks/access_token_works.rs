//! Does Mercado Pago accept the configured Access Token?
//!
//! Every other question about the account is asked with it, and so is every payment of the shop.
//! The commonest slips are named: the Public Key in its place, quotation marks, white space or
//! `Bearer ` around it, a placeholder, a token of another kind. A 401 is a refusal; a 403 is not
//! proof of anything, and neither is an answer that did not come.
//!
//! Source: `GET /users/me`; formats of credentials as the official plugins and SDKs read them.

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Look, Party, Slip, Source, TokenForm, TokenShape, Why};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "access-token-works",
    requirement: Requirement::Credentials,
    matters: matrix::credentials,
    sites: &[],
    needs: Needs::All(&[Source::Account]),
    also_reads: &[],
    reasons: REASONS,
    source: "GET /users/me",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    ACCEPTED = "accepted" Passed;
    ACCEPTED_OLD_FORM = "accepted_old_form" Warning, Credentials;
    REFUSED = "refused" Failed, Credentials;
    REFUSED_OLD_FORM = "refused_old_form" Failed, Credentials;
    IS_A_PUBLIC_KEY = "is_a_public_key" Failed, Credentials;
    IS_A_REFRESH_TOKEN = "is_a_refresh_token" Failed, Credentials;
    IS_A_PLACEHOLDER = "is_a_placeholder" Failed, Credentials;
    HAS_WHITE_SPACE = "has_white_space" Failed;
    HAS_QUOTES = "has_quotes" Failed;
    HAS_BEARER_PREFIX = "has_bearer_prefix" Failed;
    NOT_GIVEN = "not_given" Failed, Credentials;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let Some(form) = &evidence.declared.access_token else {
        return NOT_GIVEN.found();
    };
    if form.shape == TokenShape::Placeholder {
        return IS_A_PLACEHOLDER.found();
    }
    let accepted = match evidence.look(Source::Account) {
        Look::Seen => true,
        Look::Unreachable(unreachable)
            if unreachable.party == Party::MercadoPago && unreachable.why == Why::Unauthorized =>
        {
            false
        }
        // Nothing usable was left of the text, so there was nothing to ask with.
        Look::Absent => return refusal(form),
        Look::Unreachable(_) | Look::NotAsked => {
            return unseen(evidence, Source::Account).unwrap_or_else(|| NOT_GIVEN.found());
        }
    };
    // The token was cleaned before it was tried; the shop that reads the same text does not do so.
    if let Some(slip) = form.slips.first() {
        let details = Details::none().with("works_once_cleaned", accepted);
        return match slip {
            Slip::WhiteSpace => HAS_WHITE_SPACE.with(details),
            Slip::Quotes => HAS_QUOTES.with(details),
            Slip::BearerPrefix => HAS_BEARER_PREFIX.with(details),
        };
    }
    match (accepted, form.shape) {
        (true, TokenShape::Legacy) => ACCEPTED_OLD_FORM.found(),
        (true, _) => ACCEPTED.found(),
        (false, _) => refusal(form),
    }
}

fn refusal(form: &TokenForm) -> Finding {
    match form.shape {
        TokenShape::PublicKey => IS_A_PUBLIC_KEY.found(),
        TokenShape::RefreshToken => IS_A_REFRESH_TOKEN.found(),
        TokenShape::Placeholder => IS_A_PLACEHOLDER.found(),
        TokenShape::Legacy => REFUSED_OLD_FORM.found(),
        TokenShape::Usual | TokenShape::Unusual => {
            REFUSED.with(Details::none().with("usual_form", form.shape == TokenShape::Usual))
        }
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{example, unreachable};

    let refused = |reason, shape| {
        example(reason, move |evidence| {
            if let Some(form) = &mut evidence.declared.access_token {
                form.shape = shape;
            }
            evidence.account = unreachable(Party::MercadoPago, Why::Unauthorized);
        })
    };
    let slipped = |reason, slip| {
        example(reason, move |evidence| {
            if let Some(form) = &mut evidence.declared.access_token {
                form.slips = vec![slip];
            }
        })
    };
    vec![
        example("accepted", |_| {}),
        example("accepted_old_form", |evidence| {
            if let Some(form) = &mut evidence.declared.access_token {
                form.shape = TokenShape::Legacy;
            }
        }),
        refused("refused", TokenShape::Usual),
        refused("refused_old_form", TokenShape::Legacy),
        refused("is_a_public_key", TokenShape::PublicKey),
        refused("is_a_refresh_token", TokenShape::RefreshToken),
        refused("is_a_placeholder", TokenShape::Placeholder),
        slipped("has_white_space", Slip::WhiteSpace),
        slipped("has_quotes", Slip::Quotes),
        slipped("has_bearer_prefix", Slip::BearerPrefix),
        example("not_given", |evidence| {
            evidence.declared.access_token = None
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{brazil, ready, unreachable};
    use crate::profile::Product;

    #[test]
    fn a_403_or_a_broken_answer_says_nothing_about_the_token() {
        for why in [
            Why::Forbidden,
            Why::RateLimited,
            Why::ServerError,
            Why::Timeout,
            Why::Malformed,
        ] {
            let mut evidence = ready();
            evidence.account = unreachable(Party::MercadoPago, why);
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding.reason.code, "could_not_look", "{}", why.name());
        }
    }

    #[test]
    fn a_slip_is_named_even_where_the_cleaned_token_is_refused() {
        let mut evidence = ready();
        if let Some(form) = &mut evidence.declared.access_token {
            form.slips = vec![Slip::Quotes];
        }
        evidence.account = unreachable(Party::MercadoPago, Why::Unauthorized);
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding.reason.code, "has_quotes");
        assert_eq!(
            finding.details.get("works_once_cleaned"),
            Some(&false.into())
        );
    }
}
