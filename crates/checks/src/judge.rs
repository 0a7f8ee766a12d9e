//! Applies the rules to evidence. The one place where "we could not look" is dealt with.

use crate::check::{Check, Finding, Needs, shared};
use crate::contract::{Details, Outcome, Severity, Status, Timestamp};
use crate::evidence::{Evidence, Look, Party, Source, TokenShape, Unreachable, Why};
use crate::profile::Profile;
use crate::registry;

/// The checks that matter for this question, in registry order, each with its severity.
pub fn plan(profile: &Profile) -> impl Iterator<Item = (&'static Check, Severity)> {
    let profile = *profile;
    registry::ALL
        .iter()
        .filter(move |check| match profile.site {
            Some(site) => check.sites.is_empty() || check.sites.contains(&site),
            None => true,
        })
        .filter_map(move |check| Some((*check, (check.matters)(profile.product)?)))
}

/// Judges every check that matters.
#[must_use]
pub fn judge(profile: &Profile, evidence: &Evidence) -> Vec<Outcome> {
    plan(profile)
        .map(|(check, severity)| judge_one(check, severity, profile, evidence))
        .collect()
}

/// Judges one check.
#[must_use]
pub fn judge_one(
    check: &Check,
    severity: Severity,
    profile: &Profile,
    evidence: &Evidence,
) -> Outcome {
    let finding = (check.judge)(profile, evidence);
    let finding = if finding.reason.status == Status::Passed {
        withhold_unseen_pass(check.needs, evidence).unwrap_or(finding)
    } else {
        finding
    };
    let (observed_at, elapsed_ms) = timing(check, evidence);
    Outcome {
        check: check.id.to_owned(),
        requirement: check.requirement,
        severity,
        status: finding.reason.status,
        reason: finding.reason.code.to_owned(),
        details: finding.details,
        items: finding.items,
        groups: finding.groups,
        link: finding.reason.link,
        observed_at,
        elapsed_ms,
        confirmation: None,
        dismissal: None,
    }
}

/// What to answer about a source that was not seen: the common end of every check.
/// `None` means it was seen, or that there is nothing to look at and the check says what then.
/// Without a token to ask with nothing is known to be missing: nobody could ask.
#[must_use]
pub fn unseen(evidence: &Evidence, source: Source) -> Option<Finding> {
    match evidence.look(source) {
        Look::Absent if is_asked_with_token(source) && !has_token(evidence) => {
            Some(needs_working_token())
        }
        Look::Seen | Look::Absent => None,
        Look::NotAsked => {
            Some(shared::NOT_OBSERVED.with(Details::none().with("source", source.name())))
        }
        Look::Unreachable(unreachable) => Some(could_not_look(source, unreachable)),
    }
}

/// Whether Mercado Pago is asked for it with the Access Token.
const fn is_asked_with_token(source: Source) -> bool {
    !matches!(
        source,
        Source::Page
            | Source::Checkout
            | Source::Webhook
            | Source::ReturnUrls
            | Source::PublicKeyCredential
            | Source::WebhookProbe
            | Source::Deliveries
    )
}

/// Whether there was anything to ask with. Text of which nothing usable is left shows by the account,
/// which anything usable is asked about.
fn has_token(evidence: &Evidence) -> bool {
    let declared = evidence.declared.access_token.as_ref();
    declared.is_some_and(|form| form.shape != TokenShape::Placeholder)
        && evidence.look(Source::Account) != Look::Absent
}

fn needs_working_token() -> Finding {
    shared::NEEDS_WORKING_TOKEN.with(Details::none().with("waits_for", "access-token-works"))
}

fn could_not_look(source: Source, unreachable: &Unreachable) -> Finding {
    let was_refused =
        unreachable.party == Party::MercadoPago && unreachable.why == Why::Unauthorized;
    if was_refused && !matches!(source, Source::PublicKeyCredential | Source::Page) {
        return needs_working_token();
    }
    shared::COULD_NOT_LOOK.with(
        Details::none()
            .with("source", source.name())
            .with("party", unreachable.party.name())
            .with("why", unreachable.why.name())
            .with_some("http_status", unreachable.status.map(u32::from))
            .with_some("request_id", unreachable.request_id.as_deref()),
    )
}

/// A pass needs its sources seen. This holds the promise even where a check's function forgets.
fn withhold_unseen_pass(needs: Needs, evidence: &Evidence) -> Option<Finding> {
    let blind = |source: &Source| match evidence.look(*source) {
        Look::Seen => None,
        Look::Absent => unseen(evidence, *source).or_else(|| {
            Some(shared::NOT_OBSERVED.with(Details::none().with("source", source.name())))
        }),
        Look::NotAsked | Look::Unreachable(_) => unseen(evidence, *source),
    };
    match needs {
        Needs::All(sources) => sources.iter().find_map(blind),
        Needs::Any(sources) => {
            let findings: Vec<_> = sources.iter().map(blind).collect();
            findings
                .into_iter()
                .collect::<Option<Vec<_>>>()?
                .into_iter()
                .next()
        }
    }
}

/// The newest moment among the sources, and the slowest of them.
fn timing(check: &Check, evidence: &Evidence) -> (Option<Timestamp>, Option<u32>) {
    let timings = || check.reads().filter_map(|source| evidence.timing(source));
    (
        timings().map(|(at, _)| at.clone()).max(),
        timings().map(|(_, elapsed)| elapsed).max(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Observation, Unseen};
    use crate::examples::{brazil, ready};
    use crate::profile::Product;

    #[test]
    fn what_nobody_could_ask_waits_for_a_token_and_is_not_called_missing() {
        let mut evidence = ready();
        for source in Source::ALL.iter().filter(|it| is_asked_with_token(**it)) {
            evidence.leave_unseen(*source, Unseen::Absent);
        }
        let mut waiting = 0;
        for outcome in judge(&brazil(Product::CheckoutPro), &evidence) {
            assert_ne!(outcome.reason, "field_missing", "{}", outcome.check);
            assert_ne!(outcome.reason, "not_observed", "{}", outcome.check);
            waiting += usize::from(outcome.reason == "needs_working_token");
        }
        assert!(waiting > 20, "{waiting}");
        // Whoever has an account had a token: then there is simply nothing there.
        let mut evidence = ready();
        evidence.payment = Observation::Absent;
        assert_eq!(unseen(&evidence, Source::Payment), None);
    }
}
