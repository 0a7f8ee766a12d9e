//! Do Public Key and Access Token belong to the same application?
//!
//! A card token made with the key of one application cannot be charged with the token of another:
//! every payment fails although each credential works by itself. Copy both from one page of the
//! panel.
//!
//! Source: the Adobe Commerce plugin's rule: both have the same `client_id`.

use super::masked;
use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "public-key-matches-token",
    requirement: Requirement::Credentials,
    matters: matrix::public_key,
    sites: &[],
    needs: Needs::All(&[Source::TokenCredential, Source::PublicKeyCredential]),
    also_reads: &[],
    reasons: REASONS,
    source: "Same client_id in the credentials wrapper",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    SAME_APPLICATION = "same_application" Passed;
    OTHER_APPLICATION = "other_application" Failed, Credentials;
    NEEDS_WORKING_KEY = "needs_working_key" Skipped;
    PUBLIC_KEY_NOT_GIVEN = "public_key_not_given" Skipped;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    use crate::evidence::{Look, Party, Why};

    if evidence.declared.public_key.is_none() {
        return PUBLIC_KEY_NOT_GIVEN.found();
    }
    match evidence.look(Source::PublicKeyCredential) {
        Look::Absent => return NEEDS_WORKING_KEY.found(),
        Look::Unreachable(unreachable)
            if unreachable.party == Party::MercadoPago && unreachable.why == Why::Unauthorized =>
        {
            return NEEDS_WORKING_KEY.found();
        }
        _ => {}
    }
    if let Some(blind) = unseen(evidence, Source::TokenCredential)
        .or_else(|| unseen(evidence, Source::PublicKeyCredential))
    {
        return blind;
    }
    let of_token = evidence
        .token_credential
        .seen()
        .and_then(|seen| seen.application_id.as_deref());
    let of_key = evidence
        .public_key_credential
        .seen()
        .and_then(|seen| seen.application_id.as_deref());
    let (Some(of_token), Some(of_key)) = (of_token, of_key) else {
        return field_missing("client_id");
    };
    // The token's stays whole: the page of the panel it leads to is found by it. The other may be
    // somebody else's.
    let details = Details::none()
        .with("application_of_token", of_token)
        .with("application_of_public_key", masked(of_key));
    if of_token == of_key {
        SAME_APPLICATION.with(details)
    } else {
        OTHER_APPLICATION.with(details)
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::{Party, Why};
    use crate::examples::{change, example, unreachable};

    vec![
        example("same_application", |_| {}),
        example("other_application", |evidence| {
            change(&mut evidence.public_key_credential, |credential| {
                credential.application_id = Some("1000000000000009".to_owned());
            });
        }),
        example("needs_working_key", |evidence| {
            evidence.public_key_credential = unreachable(Party::MercadoPago, Why::Unauthorized);
        }),
        example("public_key_not_given", |evidence| {
            evidence.declared.public_key = None
        }),
    ]
}
