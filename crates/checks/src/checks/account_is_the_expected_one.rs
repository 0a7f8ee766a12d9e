//! Do the credentials belong to the account that should receive the money?
//!
//! Credentials of a colleague's, an agency's or a former owner's account work without a fault and
//! pay somebody else. Where the expected numbers were declared they are compared; where they were
//! not, a person must recognise the account.
//!
//! Source: Point's go-live guide, "credentials belong to the integrator account"; `GET /users/me`.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::checks::masked;
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "account-is-the-expected-one",
    requirement: Requirement::Credentials,
    matters: matrix::credentials,
    sites: &[],
    needs: Needs::All(&[Source::Account]),
    also_reads: &[Source::TokenCredential, Source::Application],
    reasons: REASONS,
    source: "Point go-live requirements: credentials of the integrator account",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    AS_DECLARED = "as_declared" Passed;
    OTHER_USER = "other_user" Failed, Credentials;
    OTHER_APPLICATION = "other_application" Failed, Applications;
    NOT_DECLARED = "not_declared" Confirm;
    PARTLY_DECLARED = "partly_declared" Confirm;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let declared = &evidence.declared;
    let form = declared.access_token.as_ref();
    // The application's number is inside the token; the wrapper says it too, and outranks it.
    let application_id = evidence
        .token_credential
        .seen()
        .and_then(|credential| credential.application_id.as_deref())
        .or_else(|| form.and_then(|form| form.application_id.as_deref()));
    if let Some(blind) = unseen(evidence, Source::Account) {
        return blind;
    }
    let Some(account) = evidence
        .account
        .seen()
        .filter(|account| !account.user_id.is_empty())
    else {
        return field_missing("id");
    };
    let application_name = evidence
        .application
        .seen()
        .and_then(|application| application.name.as_deref());
    let details = Details::none()
        .with_some("nickname", account.nickname.as_deref())
        .with("user_id", masked(&account.user_id))
        .with_some("site", account.site.as_deref())
        .with_some("application_name", application_name)
        .with_some("application_id", application_id.map(masked));

    if let Some(expected) = &declared.expected_user_id
        && *expected != account.user_id
    {
        return OTHER_USER.with(details.with("expected_user_id", masked(expected)));
    }
    if let Some(expected) = &declared.expected_application_id {
        match application_id {
            Some(application_id) if application_id != expected => {
                return OTHER_APPLICATION
                    .with(details.with("expected_application_id", masked(expected)));
            }
            Some(_) => {}
            None => {
                return unseen(evidence, Source::TokenCredential)
                    .unwrap_or_else(|| field_missing("client_id"));
            }
        }
    }
    match (
        &declared.expected_user_id,
        &declared.expected_application_id,
    ) {
        (Some(_), Some(_)) => AS_DECLARED.with(details),
        (None, None) => NOT_DECLARED.with(details),
        _ => PARTLY_DECLARED.with(details),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::Declared;
    use crate::examples::example;

    let declared = |reason, edit: fn(&mut Declared)| {
        example(reason, move |evidence| edit(&mut evidence.declared))
    };
    vec![
        declared("as_declared", |_| {}),
        declared("other_user", |declared| {
            declared.expected_user_id = Some("100000009".to_owned());
        }),
        declared("other_application", |declared| {
            declared.expected_application_id = Some("1000000000000009".to_owned());
        }),
        declared("not_declared", |declared| {
            declared.expected_user_id = None;
            declared.expected_application_id = None;
        }),
        declared("partly_declared", |declared| {
            declared.expected_application_id = None
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{brazil, ready};
    use crate::profile::Product;

    #[test]
    fn numbers_are_shown_only_by_their_tail() {
        let mut evidence = ready();
        evidence.declared.expected_user_id = Some("123456789".to_owned());
        let finding = judge(&brazil(Product::Point), &evidence);
        let text = serde_json::to_string(&finding.details).unwrap();
        assert!(
            !text.contains("100000001") && !text.contains("123456789"),
            "{text}"
        );
        assert!(text.contains("…0001") && text.contains("…6789"), "{text}");
    }
}
