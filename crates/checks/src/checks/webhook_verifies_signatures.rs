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
use crate::probed::{self, Taken, Without, in_front, taken, taken_rightly};
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
    TELLS_THEM_APART = "tells_them_apart" Passed;
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
    CHANGED_MIDWAY = "changed_midway" Inconclusive;
    PROBE_NOT_WHOLE = "probe_not_whole" Inconclusive;
    PROBE_IS_OLD = "probe_is_old" Inconclusive;
    SEEN_BY_EXCEPTION = "seen_by_exception" Inconclusive;
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
    let details = || probed::details(probe);
    if in_front(probe).is_some() {
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
    let is_clear = |trial: &&Trial| {
        taken(&trial.reply) == Taken::Refused
            && !matches!(trial.reply.status(), Some(404 | 405 | 410))
    };
    if !forgeries.iter().all(is_clear) {
        return ERRORS.with(details());
    }
    if !probe.with_secret {
        return SECRET_NEEDED.with(details());
    }
    let told = || {
        let takes_old = probe.accepts(TrialKind::OldTimestamp) == Some(true);
        details()
            .with("refused_forgeries", names(&forgeries))
            .with("takes_old_signatures", takes_old)
    };
    // Who began to refuse everything midway, a limit on requests for example, refused no forgery for
    // being one: so a right one must have been let through after the last of them.
    let (before, after) = right_ones(probe);
    let found = if after.contains(&Taken::Accepted) {
        VERIFIES.with(told())
    } else if after.contains(&Taken::Behind) {
        TELLS_THEM_APART.with(told())
    } else if before
        .iter()
        .any(|taken| matches!(taken, Taken::Accepted | Taken::Behind))
    {
        return CHANGED_MIDWAY.with(details());
    } else if after.contains(&Taken::Untold) {
        return RIGHT_ONES_FAIL.with(details());
    } else {
        return RIGHT_ONES_REFUSED.with(details());
    };
    if probe.by_exception {
        return SEEN_BY_EXCEPTION.with(details());
    }
    found
}

/// How right notifications were taken, before and after the last forgery.
fn right_ones(probe: &WebhookProbe) -> (Vec<Taken>, Vec<Taken>) {
    let last = probe
        .trials
        .iter()
        .rposition(|trial| trial.kind.part() == Part::Forgeries);
    let (before, after) = probe.trials.split_at(last.map_or(0, |last| last + 1));
    let of = |trials: &[Trial]| -> Vec<Taken> {
        trials
            .iter()
            .filter(|trial| matches!(trial.kind.part(), Part::Dialects | Part::Repeats))
            .map(|trial| taken_rightly(probe, &trial.reply))
            .collect()
    };
    (of(before), of(after))
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
    use crate::examples::probe::{
        answer, answer_right_ones_with, answered, probed, without_secret,
    };
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
        probed("tells_them_apart", |probe| {
            answer_right_ones_with(probe, &answered(500));
        }),
        probed("right_ones_fail", |probe| {
            answer_right_ones_with(probe, &answered(429));
        }),
        probed("changed_midway", |probe| {
            let last = TrialKind::TwoHeaders;
            let kinds: Vec<TrialKind> = probe.trials.iter().map(|trial| trial.kind).collect();
            let after = kinds.iter().skip_while(|kind| **kind != last);
            answer(probe, &after.copied().collect::<Vec<_>>(), 403);
        }),
        probed("probe_is_old", |probe| probe.days_since = 7),
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
