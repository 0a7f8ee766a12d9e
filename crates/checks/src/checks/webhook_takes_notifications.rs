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
use crate::contract::{Details, Requirement};
use crate::evidence::{
    Deliveries, Delivery, Evidence, Part, Source, Trial, TrialKind, WebhookProbe,
};
use crate::matrix;
use crate::probed::{
    self, Taken, Without, fails_behind_verification, is_somebody_else, taken, waiting,
};
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
    REFUSES_SOME = "refuses_some" Failed, WebhooksGuide;
    MAY_REFUSE_SOME = "may_refuse_some" Warning, WebhooksGuide;
    NOT_PROBED = "not_probed" Confirm;
    SECRET_NEEDED = "secret_needed" Confirm, Application;
    PROBE_NOT_WHOLE = "probe_not_whole" Inconclusive;
    SEEN_BY_EXCEPTION = "seen_by_exception" Inconclusive;
    NEEDS_AN_ANSWER = "needs_an_answer" Skipped;
    NO_ADDRESS_KNOWN = "no_address_known" Skipped;
}

const WITHOUT: Without = Without {
    not_probed: &NOT_PROBED,
    no_address_known: &NO_ADDRESS_KNOWN,
};

/// How sure it is that Mercado Pago sends a dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent {
    /// Deliveries of this kind were seen.
    Surely,
    /// Some source says so.
    Perhaps,
    /// Nobody says so any more.
    NoLonger,
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let probe = match probed::probe(profile, evidence, WITHOUT) {
        Ok(probe) => probe,
        Err(finding) => return finding,
    };
    if !probe.with_secret {
        return SECRET_NEEDED.with(probed::details(probe));
    }
    let trials: Vec<&Trial> = probe.sent(Part::Dialects).collect();
    let told = |trial: &&Trial| taken(&trial.reply) != Taken::Untold || fails_alone(probe, trial);
    let is_handler = probe
        .plainest()
        .is_some_and(|trial| !is_somebody_else(&trial.reply));
    if !is_handler || !trials.iter().any(told) {
        return waiting(&NEEDS_AN_ANSWER, "webhook-answers-notifications");
    }
    let is_accepted = |trial: &&Trial| taken(&trial.reply) == Taken::Accepted;
    if fails_behind_verification(probe) && !trials.iter().any(is_accepted) {
        return waiting(&NEEDS_AN_ANSWER, "webhook-answers-notifications");
    }
    let nothing_there = |trial: &&Trial| matches!(trial.reply.status(), Some(404 | 405 | 410));
    if trials.iter().all(nothing_there) {
        return waiting(&NEEDS_AN_ANSWER, "webhook-answers-notifications");
    }
    if trials
        .iter()
        .all(|trial| taken(&trial.reply) == Taken::Refused)
    {
        return REFUSES_RIGHT_SIGNATURES.with(probed::details(probe));
    }
    let refused: Vec<&Trial> = trials
        .iter()
        .copied()
        .filter(|trial| told(trial) && taken(&trial.reply) != Taken::Accepted)
        .collect();
    let heard = evidence.deliveries.seen();
    let named = |sent: Sent| -> Vec<String> {
        refused
            .iter()
            .filter(|trial| how_surely(trial.kind, heard) == Some(sent))
            .map(|trial| probed::name(trial))
            .collect()
    };
    let some = |names: Vec<String>| Some(names).filter(|names| !names.is_empty());
    let details = || spoken(probe, heard).with_some("refused_of_old", some(named(Sent::NoLonger)));
    let (surely, perhaps) = (named(Sent::Surely), named(Sent::Perhaps));
    if !surely.is_empty() {
        let details = details().with("would_refuse", surely);
        return REFUSES_SOME.with(details.with_some("may_refuse", some(perhaps)));
    }
    if !trials.iter().all(told) || !is_whole(probe) {
        return PROBE_NOT_WHOLE.with(probed::details(probe));
    }
    if !perhaps.is_empty() {
        return MAY_REFUSE_SOME.with(details().with("may_refuse", perhaps));
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

/// How sure it is that Mercado Pago sends this; none where it is only asked to learn something.
fn how_surely(kind: TrialKind, heard: Option<&Deliveries>) -> Option<Sent> {
    let newest = heard.and_then(newest);
    let unit = newest.and_then(|delivery| delivery.unit.as_deref());
    let case = newest.and_then(|delivery| delivery.case.as_deref());
    Some(match kind {
        // Everything else of the probe is in seconds, so this one is the only one to speak of them.
        TrialKind::Usual if unit == Some("milliseconds") => Sent::Perhaps,
        TrialKind::Usual | TrialKind::OtherIdType | TrialKind::OtherTopic => Sent::Surely,
        TrialKind::Milliseconds => match unit {
            Some("milliseconds") => Sent::Surely,
            Some(_) => Sent::NoLonger,
            None => Sent::Perhaps,
        },
        TrialKind::WithoutRequestId => match newest {
            Some(delivery) if delivery.has_request_id => Sent::NoLonger,
            Some(_) => Sent::Surely,
            None => Sent::Perhaps,
        },
        TrialKind::VerbatimId => match case {
            Some("lower") => Sent::NoLonger,
            _ => Sent::Surely,
        },
        TrialKind::LowerCaseId => match case {
            Some("lower") => Sent::Surely,
            _ => Sent::NoLonger,
        },
        // The id that counts is that of the query.
        TrialKind::IdOfQuery => Sent::Perhaps,
        _ => return None,
    })
}

fn newest(heard: &Deliveries) -> Option<&Delivery> {
    let both = [heard.newest.as_ref(), heard.newest_forwarded.as_ref()];
    both.into_iter()
        .flatten()
        .max_by(|one, other| one.at.cmp(&other.at))
}

/// Whether each of the kinds that every probe with the secret has was sent.
fn is_whole(probe: &WebhookProbe) -> bool {
    use TrialKind::{IdOfBody, IdOfQuery, Milliseconds, OtherIdType, Usual, WithoutRequestId};
    [
        Usual,
        Milliseconds,
        WithoutRequestId,
        OtherIdType,
        IdOfQuery,
        IdOfBody,
    ]
    .into_iter()
    .all(|kind| probe.accepts(kind).is_some())
        && probe
            .trials
            .iter()
            .filter(|trial| trial.kind.part() == Part::Dialects)
            .all(|trial| trial.reply.status().is_some())
}

/// The dialect the webhook speaks, and the one that was heard; only where it tells right from wrong,
/// because who takes anything speaks none.
fn spoken(probe: &WebhookProbe, heard: Option<&Deliveries>) -> Details {
    let takes = |kind| probe.accepts(kind);
    let either = |one, other, names: [&'static str; 3]| match (takes(one), takes(other)) {
        (Some(true), Some(true)) => Some(names[2]),
        (Some(true), Some(false)) => Some(names[0]),
        (Some(false), Some(true)) => Some(names[1]),
        _ => None,
    };
    use TrialKind::{
        IdOfBody, IdOfQuery, LowerCaseId, Milliseconds, Usual, VerbatimId, WrongSecret,
    };
    let tells_apart = takes(WrongSecret) == Some(false);
    let told = |word: Option<&'static str>| word.filter(|_| tells_apart);
    let newest = heard.and_then(newest);
    probed::details(probe)
        .with_some(
            "timestamp_unit",
            told(either(
                Usual,
                Milliseconds,
                ["seconds", "milliseconds", "either"],
            )),
        )
        .with_some(
            "id_from",
            told(either(IdOfQuery, IdOfBody, ["query", "body", "either"])),
        )
        .with_some(
            "id_case",
            told(either(
                VerbatimId,
                LowerCaseId,
                ["verbatim", "lower", "either"],
            )),
        )
        .with_some("received_at", newest.map(|delivery| delivery.at.0.as_str()))
        .with_some(
            "received_unit",
            newest.and_then(|delivery| delivery.unit.as_deref()),
        )
        .with_some(
            "received_case",
            newest.and_then(|delivery| delivery.case.as_deref()),
        )
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
        probed("refuses_some", |probe| {
            answer(probe, &[TrialKind::Usual], 401)
        }),
        probed("refuses_some", |probe| {
            answer(
                probe,
                &[TrialKind::OtherTopic, TrialKind::Milliseconds],
                401,
            );
        }),
        probed("may_refuse_some", |probe| {
            answer(probe, &[TrialKind::Milliseconds], 401)
        }),
        probed("may_refuse_some", |probe| {
            answer(probe, &[TrialKind::IdOfQuery], 401)
        }),
        example("not_probed", |evidence| {
            evidence.webhook_probe = crate::evidence::Observation::Absent;
        }),
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
        use TrialKind::{LowerCaseId, Milliseconds, Usual, VerbatimId, WithoutRequestId};
        for (refused, deliveries, expected) in [
            (&[Milliseconds][..], None, "may_refuse_some"),
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
            (&[Usual], None, "refuses_some"),
            (
                &[Usual],
                delivery("milliseconds", "verbatim"),
                "may_refuse_some",
            ),
            (&[LowerCaseId], None, "takes_them"),
            (&[LowerCaseId], delivery("seconds", "lower"), "refuses_some"),
            (&[VerbatimId], None, "refuses_some"),
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
        assert_eq!((found.reason.code, unit(&found)), ("takes_them", None));
    }
}
