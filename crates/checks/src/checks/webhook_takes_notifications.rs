//! Does the webhook take every notification Mercado Pago really sends?
//!
//! Validators that work with the simulator refuse real deliveries: they take `ts` for milliseconds
//! where seconds come, lower-case the id of an order, read the id from a body that has none, or
//! know one topic only. The probe signs notifications in every plausible dialect and names what
//! would be refused. Sources disagree on what is sent: deliveries that were seen have `ts` in
//! seconds and ids signed as they are, one page says milliseconds, another lower case. Refusing
//! what was seen fails; refusing milliseconds, or a request without `x-request-id`, warns; lower
//! case, which Mercado Pago's SDKs gave up again, is only told. A delivery the proxy itself received
//! decides where there is one.
//!
//! Source: webhooks documentation; histories of Mercado Pago's SDKs; deliveries that were seen.

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::Requirement;
use crate::dialects::{self, Sent, Spoken, Takes, hears_milliseconds, how_surely};
use crate::evidence::{Evidence, Part, Source, Trial, TrialKind, WebhookProbe};
use crate::matrix;
use crate::probed::{self, Taken, Without, in_front, taken_rightly, waiting};
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "webhook-takes-notifications",
    requirement: Requirement::Notifications,
    matters: matrix::notifications,
    sites: &[],
    needs: Needs::All(&[Source::WebhookProbe]),
    also_reads: &[
        Source::Application,
        Source::RecentPayments,
        Source::Deliveries,
    ],
    reasons: REASONS,
    source: "Webhooks documentation: validate the origin of a notification",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    TAKES_THEM = "takes_them" Passed;
    REFUSES_RIGHT_SIGNATURES = "refuses_right_signatures" Failed, Application;
    TAKES_ONLY_MILLISECONDS = "takes_only_milliseconds" Failed, WebhooksGuide;
    LOWER_CASES_IDS = "lower_cases_ids" Failed, WebhooksGuide;
    ID_FROM_BODY_LOSES_TOPICS = "id_from_body_loses_topics" Failed, WebhooksGuide;
    REFUSES_SOME = "refuses_some" Failed, WebhooksGuide;
    TAKES_ONLY_SECONDS = "takes_only_seconds" Warning, WebhooksGuide;
    TAKES_ID_FROM_BODY = "takes_id_from_body" Warning, WebhooksGuide;
    MAY_REFUSE_SOME = "may_refuse_some" Warning, WebhooksGuide;
    ACCEPTS_ANYTHING = "accepts_anything" Confirm;
    NOT_PROBED = "not_probed" Confirm;
    SECRET_NEEDED = "secret_needed" Confirm, Application;
    PROBE_NOT_WHOLE = "probe_not_whole" Inconclusive;
    PROBE_IS_OLD = "probe_is_old" Inconclusive;
    SEEN_BY_EXCEPTION = "seen_by_exception" Inconclusive;
    NEEDS_AN_ANSWER = "needs_an_answer" Skipped;
    NO_ADDRESS_KNOWN = "no_address_known" Skipped;
}

const WITHOUT: Without = Without {
    not_probed: &NOT_PROBED,
    probe_is_old: &PROBE_IS_OLD,
    no_address_known: &NO_ADDRESS_KNOWN,
};

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let probe = match probed::probe(profile, evidence, WITHOUT) {
        Ok(probe) => probe,
        Err(finding) => return finding,
    };
    if !probe.with_secret {
        return SECRET_NEEDED.with(probed::details(probe));
    }
    // Who takes what is signed with any secret verifies nothing, or later: that shows nothing.
    if probe.accepts(TrialKind::WrongSecret) == Some(true) && in_front(probe).is_none() {
        return ACCEPTS_ANYTHING.with(probed::details(probe));
    }
    let trials: Vec<&Trial> = probe.sent(Part::Dialects).collect();
    let took = |trial: &Trial| taken_rightly(probe, &trial.reply);
    let told = |trial: &&Trial| took(trial) != Taken::Untold || fails_alone(probe, trial);
    let nothing_there = |trial: &&Trial| matches!(trial.reply.status(), Some(404 | 405 | 410));
    let all_refused = trials.iter().all(|trial| took(trial) == Taken::Refused);
    if in_front(probe).is_some()
        || !trials.iter().any(told)
        || (all_refused && trials.iter().all(nothing_there))
    {
        return waiting(&NEEDS_AN_ANSWER, "webhook-answers-notifications");
    }
    if all_refused {
        return REFUSES_RIGHT_SIGNATURES.with(probed::details(probe));
    }
    // Where the usual one fails behind the verification, so may others, and that is another check's.
    let usual = probe
        .reply(TrialKind::Usual)
        .map(|reply| taken_rightly(probe, reply));
    let passes = |trial: &Trial| match took(trial) {
        Taken::Accepted => true,
        Taken::Behind => usual == Some(Taken::Behind),
        Taken::Refused | Taken::Untold => false,
    };
    let refused: Vec<&Trial> = trials
        .iter()
        .copied()
        .filter(|trial| told(trial) && !passes(trial))
        .collect();
    let heard = evidence.deliveries.seen();
    let spoken = Spoken::by(probe);
    // Everything but one request is in seconds: to who rightly takes milliseconds only, it says
    // nothing about anything else.
    let is_in_another_unit = |kind| {
        let is_about_unit = matches!(kind, TrialKind::Usual | TrialKind::Milliseconds);
        !is_about_unit && spoken.unit == Some(Takes::Other) && hears_milliseconds(heard)
    };
    let named = |sent: Sent| -> Vec<String> {
        refused
            .iter()
            .filter(|trial| !is_in_another_unit(trial.kind))
            .filter(|trial| how_surely(trial.kind, heard) == Some(sent))
            .map(|trial| probed::name(trial))
            .collect()
    };
    let some = |names: Vec<String>| Some(names).filter(|names| !names.is_empty());
    let details =
        || dialects::details(probe, heard).with_some("refused_of_old", some(named(Sent::NoLonger)));
    let (surely, perhaps) = (named(Sent::Surely), named(Sent::Perhaps));
    if !surely.is_empty() {
        let loses_topics = refused
            .iter()
            .any(|trial| trial.kind == TrialKind::OtherTopic);
        let reason = if spoken.unit == Some(Takes::Other) {
            &TAKES_ONLY_MILLISECONDS
        } else if spoken.id_case == Some(Takes::Other) {
            &LOWER_CASES_IDS
        } else if spoken.id_from == Some(Takes::Other) && loses_topics {
            &ID_FROM_BODY_LOSES_TOPICS
        } else {
            &REFUSES_SOME
        };
        let details = details().with("would_refuse", surely);
        return reason.with(details.with_some("may_refuse", some(perhaps)));
    }
    if !trials.iter().all(told) || !is_whole(probe) {
        return PROBE_NOT_WHOLE.with(probed::details(probe));
    }
    if !perhaps.is_empty() {
        let is_all = |name: &str| perhaps.iter().all(|refused| refused == name);
        let reason = if is_all(TrialKind::Milliseconds.name()) {
            &TAKES_ONLY_SECONDS
        } else if is_all(TrialKind::IdOfQuery.name()) {
            &TAKES_ID_FROM_BODY
        } else {
            &MAY_REFUSE_SOME
        };
        return reason.with(details().with("may_refuse", perhaps));
    }
    if probe.by_exception {
        return SEEN_BY_EXCEPTION.with(details());
    }
    TAKES_THEM.with(details())
}

/// Whether an error came where others of the kind were accepted: then it is about this one, and
/// Mercado Pago would send it again for days.
fn fails_alone(probe: &WebhookProbe, trial: &Trial) -> bool {
    let others_pass = probe
        .sent(Part::Dialects)
        .any(|other| other.reply.accepts());
    others_pass && matches!(trial.reply.status(), Some(500..)) && trial.reply.page().is_none()
}

/// Whether every right notification was sent and answered.
fn is_whole(probe: &WebhookProbe) -> bool {
    [TrialKind::Usual, TrialKind::Milliseconds]
        .into_iter()
        .all(|kind| probe.reply(kind).is_some())
        && probe
            .trials
            .iter()
            .filter(|trial| trial.kind.part() == Part::Dialects)
            .all(|trial| trial.reply.status().is_some())
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::example;
    use crate::examples::probe::{answer, answered, leave_out, no_address, probed, without_secret};

    vec![
        probed("takes_them", |_| {}),
        probed("takes_them", |probe| {
            answer(probe, &[TrialKind::LowerCaseId], 401)
        }),
        probed("refuses_right_signatures", |probe| {
            answer(probe, TrialKind::ALL, 401)
        }),
        probed("takes_only_milliseconds", |probe| {
            answer(probe, &[TrialKind::Usual, TrialKind::OtherTopic], 401);
        }),
        probed("lower_cases_ids", |probe| {
            answer(probe, &[TrialKind::VerbatimId], 401);
        }),
        probed("id_from_body_loses_topics", |probe| {
            answer(probe, &[TrialKind::IdOfBody], 200);
            answer(probe, &[TrialKind::IdOfQuery, TrialKind::OtherTopic], 401);
        }),
        probed("refuses_some", |probe| {
            answer(
                probe,
                &[TrialKind::OtherTopic, TrialKind::Milliseconds],
                401,
            );
        }),
        probed("takes_only_seconds", |probe| {
            answer(probe, &[TrialKind::Milliseconds], 401);
        }),
        probed("takes_id_from_body", |probe| {
            answer(probe, &[TrialKind::IdOfBody], 200);
            answer(probe, &[TrialKind::IdOfQuery], 401);
        }),
        probed("may_refuse_some", |probe| {
            answer(probe, &[TrialKind::WithoutRequestId], 401);
        }),
        example("not_probed", |evidence| {
            evidence.webhook_probe = crate::evidence::Observation::Absent;
        }),
        probed("accepts_anything", |probe| {
            answer(probe, TrialKind::ALL, 200)
        }),
        probed("probe_is_old", |probe| probe.with_current_secret = false),
        probed("secret_needed", without_secret),
        probed("probe_not_whole", |probe| {
            leave_out(probe, &[TrialKind::IdOfBody])
        }),
        probed("seen_by_exception", |probe| probe.by_exception = true),
        probed("needs_an_answer", |probe| {
            for trial in &mut probe.trials {
                trial.reply = answered(502);
            }
        }),
        example("no_address_known", no_address),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{Fact, Timestamp};
    use crate::evidence::{Deliveries, Delivery};
    use crate::examples::probe::answer;
    use crate::examples::{brazil, change, ready, seen};
    use crate::profile::Product;

    fn finding(refused: &[TrialKind], deliveries: Option<Delivery>) -> Finding {
        let mut evidence = ready();
        change(&mut evidence.webhook_probe, |probe| {
            probe.product = Some(Product::Orders);
            answer(probe, refused, 401);
        });
        evidence.deliveries = seen(Deliveries {
            count: u32::from(deliveries.is_some()),
            newest: deliveries,
            ..Deliveries::default()
        });
        judge(&brazil(Product::Orders), &evidence)
    }

    fn delivery(unit: &str, case: &str) -> Option<Delivery> {
        Some(Delivery {
            at: Timestamp("2026-01-01T10:00:00.000Z".to_owned()),
            unit: Some(unit.to_owned()),
            case: Some(case.to_owned()),
            has_request_id: true,
            ..Delivery::default()
        })
    }

    #[test]
    fn what_was_seen_being_sent_decides_over_what_pages_say() {
        use TrialKind::{
            LowerCaseId, Milliseconds, OtherTopic, Usual, VerbatimId, WithoutRequestId,
        };
        for (refused, deliveries, expected) in [
            (&[Milliseconds][..], None, "takes_only_seconds"),
            (
                &[Milliseconds],
                delivery("seconds", "verbatim"),
                "takes_them",
            ),
            (
                &[Milliseconds],
                delivery("milliseconds", "verbatim"),
                "refuses_some",
            ),
            (&[Usual], None, "takes_only_milliseconds"),
            (
                &[Usual],
                delivery("milliseconds", "verbatim"),
                "may_refuse_some",
            ),
            (
                &[Usual, OtherTopic, VerbatimId],
                delivery("milliseconds", "verbatim"),
                "may_refuse_some",
            ),
            (&[LowerCaseId], None, "takes_them"),
            (&[LowerCaseId], delivery("seconds", "lower"), "refuses_some"),
            (&[VerbatimId], None, "lower_cases_ids"),
            (&[VerbatimId], delivery("seconds", "lower"), "takes_them"),
            (&[WithoutRequestId], None, "may_refuse_some"),
            (
                &[WithoutRequestId],
                delivery("seconds", "verbatim"),
                "takes_them",
            ),
        ] {
            let found = finding(refused, deliveries.clone());
            assert_eq!(found.reason.code, expected, "{refused:?} {deliveries:?}");
        }
    }

    #[test]
    fn who_takes_anything_speaks_no_dialect() {
        let unit = |finding: &Finding| finding.details.get("timestamp_unit").cloned();
        let found = finding(&[], None);
        assert_eq!(unit(&found), Some(Fact::Text("either".to_owned())));
        let mut evidence = ready();
        change(&mut evidence.webhook_probe, |probe| {
            answer(probe, TrialKind::ALL, 200)
        });
        let found = judge(&brazil(Product::CheckoutPro), &evidence);
        let code = found.reason.code;
        assert_eq!((code, unit(&found)), ("accepts_anything", None));
    }
}
