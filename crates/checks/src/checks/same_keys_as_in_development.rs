//! Are the credentials the ones that were used in development and tests?
//!
//! Point is tested with production credentials, so nothing but the application changes when a shop
//! goes live with the wrong ones: the tests were of one integration, the money goes to another.
//! The values are compared where they were entered and never travel; only whether they are the
//! same does. Where nobody compared, a person does so in the panel.
//!
//! Source: Point's go-live guide, "compare these data with those used during development".

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Likeness};
use crate::matrix;
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "same-keys-as-in-development",
    requirement: Requirement::Credentials,
    matters: matrix::same_keys,
    sites: &[],
    needs: Needs::All(&[]),
    also_reads: &[],
    reasons: REASONS,
    source: "Point go-live requirements: compare the credentials with those of development",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    SAME = "same" Passed;
    OTHER_APPLICATION = "other_application" Failed, Applications;
    OTHER_PUBLIC_KEY = "other_public_key" Failed, Applications;
    NOT_COMPARED = "not_compared" Confirm, Applications;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let development = evidence.declared.development;
    let compared: Vec<String> = [
        ("public_key", development.public_key),
        ("application", development.application_id),
    ]
    .into_iter()
    .filter(|(_, likeness)| likeness.is_some())
    .map(|(name, _)| name.to_owned())
    .collect();
    if compared.is_empty() {
        return NOT_COMPARED.found();
    }
    let reason = if development.application_id == Some(Likeness::Different) {
        &OTHER_APPLICATION
    } else if development.public_key == Some(Likeness::Different) {
        &OTHER_PUBLIC_KEY
    } else {
        &SAME
    };
    reason.with(Details::none().with("compared", compared))
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::Development;
    use crate::examples::{brazil, example};
    use crate::profile::Product;

    let compared = |reason, public_key, application_id| {
        example(reason, move |evidence| {
            evidence.declared.development = Development {
                public_key,
                application_id,
            };
        })
        .asked_for(brazil(Product::Point))
    };
    let (same, different) = (Some(Likeness::Same), Some(Likeness::Different));
    vec![
        compared("same", same, same),
        compared("same", None, same),
        compared("other_application", different, different),
        compared("other_public_key", different, same),
        compared("not_compared", None, None),
    ]
}
