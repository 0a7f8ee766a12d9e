//! Will the Access Token still work in a month?
//!
//! A token that a seller granted with OAuth lasts 180 days; on the day after, every payment fails.
//! The token does not tell when it was issued, so the operator declares it. Tokens copied from the
//! panel have no documented expiry. Nothing tells the two apart for certain: a token that may not
//! read its own application is probably a seller's.
//!
//! Source: OAuth documentation, `expires_in` 15552000.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Look, Party, Source, Why};
use crate::judge::unseen;
use crate::linked::works;
use crate::matrix;
use crate::notified::is_not_allowed;
use crate::profile::Profile;

/// How long a token lasts that came from OAuth, in days.
const LIFE_DAYS: i64 = 180;

/// So many days before the end it is time to renew.
const CLOSE_DAYS: i64 = 30;

/// The check.
pub static CHECK: Check = Check {
    id: "access-token-is-not-about-to-expire",
    requirement: Requirement::Credentials,
    matters: matrix::careful_credentials,
    sites: &[],
    needs: Needs::All(&[Source::Account]),
    also_reads: &[Source::Application],
    reasons: REASONS,
    source: "OAuth documentation: an access_token lasts 180 days",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    TIME_LEFT = "time_left" Passed;
    ENDS_SOON = "ends_soon" Warning;
    SHOULD_HAVE_ENDED = "should_have_ended" Warning;
    HAS_ENDED = "has_ended" Failed;
    DATE_IS_TO_COME = "date_is_to_come" Warning;
    DATE_IS_UNKNOWN = "date_is_unknown" Confirm, Application;
    NO_SIGN_OF_OAUTH = "no_sign_of_oauth" NotApplicable;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    match evidence.declared.days_since_token_issued {
        Some(age) => judge_age(age, evidence),
        None => judge_origin(evidence),
    }
}

fn judge_age(age: i64, evidence: &Evidence) -> Finding {
    let left = LIFE_DAYS.saturating_sub(age);
    let details = || {
        Details::none()
            .with("days_since_issued", age)
            .with("days_left", left.max(0))
    };
    if age < 0 {
        DATE_IS_TO_COME.found()
    } else if left >= CLOSE_DAYS {
        TIME_LEFT.with(details())
    } else if left > 0 {
        ENDS_SOON.with(details())
    } else if works(evidence) {
        // A token that works is not dead, whatever was declared: the date may be an old one.
        SHOULD_HAVE_ENDED.with(details())
    } else if was_refused(evidence) {
        HAS_ENDED.with(details())
    } else {
        unseen(evidence, Source::Account).unwrap_or_else(|| field_missing("id"))
    }
}

fn was_refused(evidence: &Evidence) -> bool {
    matches!(
        evidence.look(Source::Account),
        Look::Unreachable(unreachable)
            if unreachable.party == Party::MercadoPago && unreachable.why == Why::Unauthorized
    )
}

fn judge_origin(evidence: &Evidence) -> Finding {
    if let Some(blind) = unseen(evidence, Source::Account) {
        return blind;
    }
    if !works(evidence) {
        return field_missing("id");
    }
    if let Some(application) = evidence.application.seen() {
        // An integrator's application is not shown to the sellers connected to it.
        return if application.id.is_empty() {
            field_missing("id")
        } else {
            NO_SIGN_OF_OAUTH.found()
        };
    }
    if is_not_allowed(evidence, Source::Application) {
        return DATE_IS_UNKNOWN.found();
    }
    unseen(evidence, Source::Application).unwrap_or_else(|| DATE_IS_UNKNOWN.found())
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{example, unreachable};

    let issued = |reason, days| {
        example(reason, move |evidence| {
            evidence.declared.days_since_token_issued = days;
        })
    };
    vec![
        issued("time_left", Some(10)),
        issued("ends_soon", Some(170)),
        issued("should_have_ended", Some(200)),
        example("has_ended", |evidence| {
            evidence.declared.days_since_token_issued = Some(200);
            evidence.account = unreachable(Party::MercadoPago, Why::Unauthorized);
        }),
        issued("date_is_to_come", Some(-2)),
        example("date_is_unknown", |evidence| {
            evidence.declared.days_since_token_issued = None;
            evidence.application = unreachable(Party::MercadoPago, Why::Forbidden);
        }),
        issued("no_sign_of_oauth", None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Observation;
    use crate::examples::{brazil, ready, unreachable};
    use crate::profile::Product;

    fn reason(evidence: &Evidence) -> &'static str {
        judge(&brazil(Product::CheckoutPro), evidence).reason.code
    }

    #[test]
    fn the_last_thirty_days_and_the_last_day_are_told_apart() {
        for (days, expected) in [
            (0, "time_left"),
            (150, "time_left"),
            (151, "ends_soon"),
            (179, "ends_soon"),
            (180, "should_have_ended"),
            (i64::MAX, "should_have_ended"),
            (i64::MIN, "date_is_to_come"),
        ] {
            let mut evidence = ready();
            evidence.declared.days_since_token_issued = Some(days);
            assert_eq!(reason(&evidence), expected, "{days}");
        }
    }

    #[test]
    fn a_token_past_its_time_is_dead_only_where_mercado_pago_refuses_it() {
        let mut evidence = ready();
        evidence.declared.days_since_token_issued = Some(400);
        for (why, expected) in [
            (Why::Unauthorized, "has_ended"),
            (Why::Timeout, "could_not_look"),
            (Why::Forbidden, "could_not_look"),
        ] {
            evidence.account = unreachable(Party::MercadoPago, why);
            assert_eq!(reason(&evidence), expected, "{}", why.name());
        }
        evidence.account = Observation::NotAsked;
        assert_eq!(reason(&evidence), "not_observed");
    }

    #[test]
    fn where_the_application_could_not_be_asked_nothing_is_said_of_where_the_token_came_from() {
        let mut evidence = ready();
        evidence.declared.days_since_token_issued = None;
        evidence.application = unreachable(Party::MercadoPago, Why::ServerError);
        assert_eq!(reason(&evidence), "could_not_look");
    }
}
