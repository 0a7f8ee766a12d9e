//! Does the webhook refuse notifications that Mercado Pago did not sign?
//!
//! Whoever knows the address can send a notification that says a payment was made. A handler that
//! acts on it without verifying the signature, or without reading the payment again, gives goods
//! away. The probe sends forgeries about a resource that does not exist and looks at the status:
//! 2xx says that it was taken, 4xx that it was refused. What the handler does afterwards cannot be
//! seen, so somebody may say that it reads the resource again before it acts.
//!
//! Source: webhooks documentation, "validate the origin of a notification".

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::Requirement;
use crate::evidence::{Evidence, Part, Source, Trial, TrialKind, WebhookProbe};
use crate::matrix;
use crate::probed::{self, Taken, Without, fails_behind_verification, is_somebody_else, taken};
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "webhook-verifies-signatures",
    requirement: Requirement::Notifications,
    matters: matrix::signatures,
    sites: &[],
    needs: Needs::All(&[Source::WebhookProbe]),
    also_reads: &[Source::Application, Source::RecentPayments],
    reasons: REASONS,
    source: "Webhooks documentation: validate the origin of a notification",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    VERIFIES = "verifies" Passed;
    CHECKS_NOTHING = "checks_nothing" Failed, WebhooksGuide;
    ACCEPTS_UNSIGNED = "accepts_unsigned" Failed, WebhooksGuide;
    CHECKS_PRESENCE_ONLY = "checks_presence_only" Failed, WebhooksGuide;
    CHECKS_FORM_ONLY = "checks_form_only" Failed, WebhooksGuide;
    ACCEPTS_SOME_FORGERIES = "accepts_some_forgeries" Failed, WebhooksGuide;
    FORGERIES_ARE_READ_AGAIN = "forgeries_are_read_again" Warning, WebhooksGuide;
    NOT_PROBED = "not_probed" Confirm;
    SECRET_NEEDED = "secret_needed" Confirm, Application;
    RIGHT_ONES_REFUSED = "right_ones_refused" Inconclusive;
    RIGHT_ONES_FAIL = "right_ones_fail" Inconclusive;
    ERRORS = "errors" Inconclusive;
    SOMEBODY_IN_FRONT = "somebody_in_front" Inconclusive;
    PROBE_NOT_WHOLE = "probe_not_whole" Inconclusive;
    SEEN_BY_EXCEPTION = "seen_by_exception" Inconclusive;
    NO_ADDRESS_KNOWN = "no_address_known" Skipped;
}

const WITHOUT: Without = Without {
    not_probed: &NOT_PROBED,
    no_address_known: &NO_ADDRESS_KNOWN,
};

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let probe = match probed::probe(profile, evidence, WITHOUT) {
        Ok(probe) => probe,
        Err(finding) => return finding,
    };
    let details = || probed::details(probe);
    if probe
        .plainest()
        .is_some_and(|trial| is_somebody_else(&trial.reply))
    {
        return SOMEBODY_IN_FRONT.with(details());
    }
    let forgeries: Vec<&Trial> = probe.sent(Part::Forgeries).collect();
    let accepted: Vec<&Trial> = forgeries
        .iter()
        .copied()
        .filter(|trial| taken(&trial.reply) == Taken::Accepted)
        .collect();
    if !accepted.is_empty() {
        return forged(probe, &accepted, evidence.declared.webhook_reads_again);
    }
    // Not one was accepted; whether that is because it was forged, is the question.
    if is_not_whole(probe, &forgeries) {
        return PROBE_NOT_WHOLE.with(details());
    }
    if forgeries
        .iter()
        .any(|trial| taken(&trial.reply) == Taken::Untold)
    {
        return ERRORS.with(details());
    }
    if !probe.with_secret {
        return SECRET_NEEDED.with(details());
    }
    let right: Vec<Taken> = probe
        .sent(Part::Dialects)
        .map(|trial| taken(&trial.reply))
        .collect();
    if right.contains(&Taken::Accepted) {
        if probe.by_exception {
            return SEEN_BY_EXCEPTION.with(details());
        }
        VERIFIES.with(details().with("refused_forgeries", names(&forgeries)))
    } else if right.contains(&Taken::Untold) || fails_behind_verification(probe) {
        RIGHT_ONES_FAIL.with(details())
    } else {
        RIGHT_ONES_REFUSED.with(details())
    }
}

/// What is said of forgeries that were accepted.
fn forged(probe: &WebhookProbe, accepted: &[&Trial], is_read_again: bool) -> Finding {
    let details = probed::details(probe).with("accepted_forgeries", names(accepted));
    if is_read_again {
        return FORGERIES_ARE_READ_AGAIN.with(details);
    }
    use Taken::{Accepted, Refused};
    let how = |kind| probe.reply(kind).map_or(Taken::Untold, taken);
    let reason = match (
        how(TrialKind::NoSignature),
        how(TrialKind::Garbage),
        how(TrialKind::WrongSecret),
    ) {
        (Accepted, _, Accepted) => &CHECKS_NOTHING,
        (Accepted, _, Refused) => &ACCEPTS_UNSIGNED,
        (Refused, Accepted, Accepted) => &CHECKS_PRESENCE_ONLY,
        (Refused, Refused, Accepted) => &CHECKS_FORM_ONLY,
        _ => &ACCEPTS_SOME_FORGERIES,
    };
    reason.with(details)
}

/// Whether a forgery that makes the difference was not sent, or not answered.
fn is_not_whole(probe: &WebhookProbe, forgeries: &[&Trial]) -> bool {
    let is_answered = |kind| {
        forgeries
            .iter()
            .any(|trial| trial.kind == kind && trial.reply.status().is_some())
    };
    let needed = TrialKind::ALL.iter().copied().filter(|kind| {
        kind.part() == Part::Forgeries && (probe.with_secret || !kind.needs_secret())
    });
    !needed.into_iter().all(is_answered)
}

fn names(trials: &[&Trial]) -> Vec<String> {
    trials.iter().map(|trial| probed::name(trial)).collect()
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::AnsweredPage;
    use crate::examples::example;
    use crate::examples::probe::{answer, probed, without_secret};
    use TrialKind::{Garbage, NoSignature, OtherId, TwoHeaders, WrongSecret};

    let forged = |reason, accepted: &'static [TrialKind]| {
        probed(reason, move |probe| answer(probe, accepted, 200))
    };
    const ALL: &[TrialKind] = &[
        NoSignature,
        Garbage,
        WrongSecret,
        OtherId,
        TrialKind::TruncatedHash,
        TwoHeaders,
    ];
    vec![
        probed("verifies", |_| {}),
        forged("checks_nothing", ALL),
        forged("accepts_unsigned", &[NoSignature]),
        forged(
            "checks_presence_only",
            &[Garbage, WrongSecret, OtherId, TwoHeaders],
        ),
        forged("checks_form_only", &[WrongSecret, OtherId]),
        forged("accepts_some_forgeries", &[TwoHeaders]),
        example("forgeries_are_read_again", |evidence| {
            evidence.declared.webhook_reads_again = true;
            crate::examples::change(&mut evidence.webhook_probe, |probe| answer(probe, ALL, 200));
        }),
        example("not_probed", |evidence| {
            evidence.webhook_probe = crate::evidence::Observation::Absent;
        }),
        probed("secret_needed", without_secret),
        probed("right_ones_refused", |probe| {
            answer(probe, TrialKind::ALL, 401);
        }),
        probed("right_ones_fail", |probe| {
            for trial in probe
                .trials
                .iter_mut()
                .filter(|trial| trial.kind.part() == Part::Dialects)
            {
                trial.reply = crate::examples::probe::answered(500);
            }
        }),
        probed("errors", |probe| answer(probe, ALL, 500)),
        probed("somebody_in_front", |probe| {
            crate::examples::probe::answer_page(probe, 403, AnsweredPage::Block);
        }),
        probed("probe_not_whole", |probe| {
            crate::examples::probe::leave_out(probe, &[WrongSecret]);
        }),
        probed("seen_by_exception", |probe| probe.by_exception = true),
        example("no_address_known", crate::examples::probe::no_address),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::probe::{answer, leave_out};
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    fn reason(edit: impl FnOnce(&mut WebhookProbe)) -> &'static str {
        let mut evidence = ready();
        change(&mut evidence.webhook_probe, edit);
        judge(&brazil(Product::CheckoutPro), &evidence).reason.code
    }

    #[test]
    fn every_forgery_alone_that_is_accepted_is_a_finding() {
        for kind in TrialKind::ALL
            .iter()
            .filter(|kind| kind.part() == Part::Forgeries)
        {
            let found = reason(|probe| answer(probe, &[*kind], 200));
            assert_ne!(found, "verifies", "{}", kind.name());
        }
    }

    #[test]
    fn every_forgery_alone_that_was_not_sent_leaves_the_question_open() {
        for kind in TrialKind::ALL
            .iter()
            .filter(|kind| kind.part() == Part::Forgeries)
        {
            assert_eq!(
                reason(|probe| leave_out(probe, &[*kind])),
                "probe_not_whole"
            );
            // Nor is a firewall's limit on requests the application's own refusal.
            assert_eq!(reason(|probe| answer(probe, &[*kind], 429)), "errors");
        }
    }

    #[test]
    fn a_probe_of_another_address_or_for_another_product_tells_nothing() {
        let other = |probe: &mut WebhookProbe| probe.url = "https://other.example/hook".to_owned();
        assert_eq!(reason(other), "not_probed");
        assert_eq!(
            reason(|probe| probe.product = Some(Product::Point)),
            "not_probed"
        );
    }

    #[test]
    fn a_word_that_the_handler_reads_again_never_makes_a_pass() {
        let mut evidence = ready();
        evidence.declared.webhook_reads_again = true;
        let found = |evidence: &Evidence| judge(&brazil(Product::Bricks), evidence).reason.code;
        change(&mut evidence.webhook_probe, |probe| {
            probe.product = Some(Product::Bricks);
            answer(probe, &[TrialKind::NoSignature], 204);
        });
        assert_eq!(found(&evidence), "forgeries_are_read_again");
    }
}
