//! Does the webhook itself answer notifications: in time, with 200 or 201, and without a detour?
//!
//! Mercado Pago waits 22 seconds and takes 200 and 201 for an answer; it follows no redirect, logs
//! in nowhere and proves to nobody that it is a browser. What is not answered so is sent again for
//! days. The probe sends notifications about a resource that does not exist, as the panel's
//! simulator does: a handler that fetches the resource finds nothing and must answer 200 all the
//! same. What a firewall did to the probe it may not do to Mercado Pago, so a person looks there.
//!
//! Source: webhooks documentation: answer, timeout, retries, simulator.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{
    AnsweredPage, Evidence, Part, Party, Reply, Source, Trial, TrialKind, WebhookProbe, Why,
};
use crate::matrix;
use crate::probed::{self, InFront, Taken, Without, in_front, taken_rightly, waiting};
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "webhook-answers-notifications",
    requirement: Requirement::Notifications,
    matters: matrix::notifications,
    sites: &[],
    needs: Needs::All(&[Source::WebhookProbe]),
    also_reads: &[Source::Application, Source::RecentPayments],
    reasons: REASONS,
    source: "Webhooks documentation: answer within 22 seconds, 200 or 201",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    ANSWERS = "answers" Passed;
    REDIRECTS = "redirects" Failed, Application;
    ASKS_TO_LOG_IN = "asks_to_log_in" Failed;
    PARKED = "parked" Failed, Application;
    MISSES_CSRF_TOKEN = "misses_csrf_token" Failed;
    ANSWERS_A_PAGE = "answers_a_page" Failed;
    NOTHING_THERE = "nothing_there" Failed, Application;
    TOO_SLOW = "too_slow" Failed;
    FAILS_ON_UNKNOWN_RESOURCE = "fails_on_unknown_resource" Warning;
    SLOW = "slow" Warning;
    OTHER_SUCCESS = "other_success" Warning;
    FAILS_ON_NOVELTIES = "fails_on_novelties" Warning;
    CHALLENGES = "challenges" Confirm;
    BLOCKS_MERCADO_PAGO = "blocks_mercado_pago" Confirm;
    BLOCKS_PROGRAMS = "blocks_programs" Confirm;
    BLOCKS_EVERYBODY = "blocks_everybody" Confirm;
    SECRET_NEEDED = "secret_needed" Confirm, Application;
    NOT_PROBED = "not_probed" Confirm;
    NO_ANSWER = "no_answer" Inconclusive;
    ASKS_TO_WAIT = "asks_to_wait" Inconclusive;
    ANSWERS_AN_ERROR = "answers_an_error" Inconclusive;
    CHANGED_MIDWAY = "changed_midway" Inconclusive;
    PROBE_NOT_WHOLE = "probe_not_whole" Inconclusive;
    PROBE_IS_OLD = "probe_is_old" Inconclusive;
    SEEN_BY_EXCEPTION = "seen_by_exception" Inconclusive;
    CANNOT_BE_REACHED = "cannot_be_reached" Skipped;
    RIGHT_ONES_REFUSED = "right_ones_refused" Skipped;
    NO_ADDRESS_KNOWN = "no_address_known" Skipped;
}

/// How long Mercado Pago waits, in milliseconds.
pub const LIMIT_MS: u32 = 22_000;
/// From here on a reader is warned: a busy day may multiply it. The number is ours.
const EARLY_WARNING_MS: u32 = 5_000;

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
    let Some(plainest) = probe.plainest() else {
        return field_missing("trials");
    };
    if let Some(first) = probe
        .trials
        .iter()
        .find(|trial| trial.reply != Reply::NotSent)
        && let Reply::Stopped { .. } = first.reply
    {
        return waiting(&CANNOT_BE_REACHED, "webhook-url-is-public-https");
    }
    match &plainest.reply {
        Reply::Stopped { .. } => waiting(&CANNOT_BE_REACHED, "webhook-url-is-public-https"),
        // Nothing more was sent after something else went unanswered.
        Reply::NotSent => match probe.trials.first().map(|trial| &trial.reply) {
            Some(Reply::Silent { party, why }) => silent(probe, *party, *why),
            _ => PROBE_NOT_WHOLE.with(probed::details(probe)),
        },
        Reply::Silent {
            party: Party::Merchant,
            why: Why::Timeout,
        } if plainest.timing.connect_ms.is_some() => {
            TOO_SLOW.with(probed::details(probe).with("limit_ms", LIMIT_MS))
        }
        Reply::Silent { party, why } => silent(probe, *party, *why),
        Reply::Answered { status, .. } => answered(probe, plainest, *status),
    }
}

fn silent(probe: &WebhookProbe, party: Party, why: Why) -> Finding {
    let details = probed::details(probe);
    NO_ANSWER.with(details.with("party", party.name()).with("why", why.name()))
}

fn answered(probe: &WebhookProbe, plainest: &Trial, status: u16) -> Finding {
    let details = || probed::details(probe).with("http_status", u32::from(status));
    if let Some(redirect) = plainest.reply.redirect() {
        let location = redirect.location.as_deref().map(crate::address::shown);
        return REDIRECTS.with(details().with_some("location", location));
    }
    match plainest.reply.page() {
        Some(AnsweredPage::Challenge) => return CHALLENGES.with(details()),
        Some(AnsweredPage::Block) => return blocked(probe).with(details()),
        Some(AnsweredPage::Csrf) => return MISSES_CSRF_TOKEN.with(details()),
        Some(AnsweredPage::Login) => return ASKS_TO_LOG_IN.with(details()),
        Some(AnsweredPage::Parking) => return PARKED.with(details()),
        Some(AnsweredPage::Other) | None => {}
    }
    match in_front(probe) {
        Some(InFront::Page) => return ANSWERS_A_PAGE.with(details()),
        Some(InFront::UserAgentRule) => return BLOCKS_MERCADO_PAGO.with(details()),
        Some(InFront::BySelf) | None => {}
    }
    if matches!(status, 408 | 425 | 429) {
        return ASKS_TO_WAIT.with(details());
    }
    if !probe.with_secret {
        return match status {
            500.. => ANSWERS_AN_ERROR.with(details()),
            _ => SECRET_NEEDED.with(details()),
        };
    }
    match taken_rightly(probe, &plainest.reply) {
        Taken::Accepted => accepted(probe, status, &details),
        // The simulator meets that too; whether a real notification ever does, nobody can tell.
        Taken::Behind => FAILS_ON_UNKNOWN_RESOURCE.with(details()),
        Taken::Refused if matches!(status, 404 | 405 | 410) => NOTHING_THERE.with(details()),
        Taken::Refused => waiting(&RIGHT_ONES_REFUSED, "webhook-takes-notifications"),
        Taken::Untold => ANSWERS_AN_ERROR.with(details()),
    }
}

/// Whom a firewall refuses, told by whom it lets through.
fn blocked(probe: &WebhookProbe) -> &'static crate::check::Reason {
    let is_blocked = |kind| {
        let page = probe.reply(kind).and_then(Reply::page);
        matches!(page, Some(AnsweredPage::Block | AnsweredPage::Challenge))
    };
    let is_let_through = |kind| {
        let answer = probe.reply(kind).and_then(Reply::status);
        answer.is_some() && !is_blocked(kind)
    };
    if is_let_through(TrialKind::NeutralPost) {
        &BLOCKS_MERCADO_PAGO
    } else if is_let_through(TrialKind::BrowserGet) {
        &BLOCKS_PROGRAMS
    } else {
        &BLOCKS_EVERYBODY
    }
}

fn accepted(probe: &WebhookProbe, status: u16, details: &dyn Fn() -> Details) -> Finding {
    let notifications = || {
        probe
            .trials
            .iter()
            .filter(|trial| trial.kind.part() != Part::WhoRefuses)
    };
    if !notifications().all(|trial| trial.reply.status().is_some()) {
        return PROBE_NOT_WHOLE.with(details());
    }
    let of_repeats = TrialKind::ALL
        .iter()
        .copied()
        .filter(|kind| kind.part() == Part::Repeats);
    let (taken, failing): (Vec<TrialKind>, Vec<TrialKind>) =
        of_repeats.partition(|kind| probe.accepts(*kind) == Some(true));
    if failing.iter().any(|kind| probe.reply(*kind).is_none()) {
        return PROBE_NOT_WHOLE.with(details());
    }
    // Where all three fail, something began to refuse everything.
    if taken.is_empty() {
        return CHANGED_MIDWAY.with(details());
    }
    if !failing.is_empty() {
        let names: Vec<String> = failing.iter().map(|kind| kind.name().to_owned()).collect();
        return FAILS_ON_NOVELTIES.with(details().with("failing_on", names));
    }
    if !matches!(status, 200 | 201) {
        return OTHER_SUCCESS.with(details());
    }
    let slowest = notifications().map(|trial| trial.timing.total_ms).max();
    let slowest = slowest.unwrap_or_default();
    if slowest >= EARLY_WARNING_MS {
        return SLOW.with(
            details()
                .with("slowest_ms", slowest)
                .with("limit_ms", LIMIT_MS),
        );
    }
    if probe.by_exception {
        return SEEN_BY_EXCEPTION.with(details());
    }
    ANSWERS.with(details().with("slowest_ms", slowest))
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::{EndpointProblem, Redirect};
    use crate::examples::example;
    use crate::examples::probe::{
        answer, answer_all_with, answer_page, answered, leave_out, no_address, probed,
        without_secret,
    };

    let page = |reason, status, kind| probed(reason, move |probe| answer_page(probe, status, kind));
    vec![
        probed("answers", |_| {}),
        probed("redirects", |probe| {
            answer_all_with(
                probe,
                &Reply::Answered {
                    status: 301,
                    page: None,
                    redirect: Some(Redirect {
                        status: 301,
                        location: Some("https://www.store.example/mp/webhook".to_owned()),
                    }),
                },
            );
        }),
        page("asks_to_log_in", 200, AnsweredPage::Login),
        page("parked", 200, AnsweredPage::Parking),
        page("misses_csrf_token", 419, AnsweredPage::Csrf),
        page("answers_a_page", 200, AnsweredPage::Other),
        probed("nothing_there", |probe| answer(probe, TrialKind::ALL, 404)),
        probed("too_slow", |probe| {
            answer_all_with(
                probe,
                &Reply::Silent {
                    party: Party::Merchant,
                    why: Why::Timeout,
                },
            );
        }),
        probed("fails_on_unknown_resource", |probe| {
            for trial in &mut probe.trials {
                if trial.reply.accepts() {
                    trial.reply = answered(500);
                }
            }
        }),
        probed("slow", |probe| {
            for trial in &mut probe.trials {
                trial.timing.total_ms = 9_000;
            }
        }),
        probed("other_success", |probe| {
            for trial in &mut probe.trials {
                if trial.reply.accepts() {
                    trial.reply = answered(204);
                }
            }
        }),
        probed("fails_on_novelties", |probe| {
            answer(probe, &[TrialKind::Repeat], 500)
        }),
        page("challenges", 403, AnsweredPage::Challenge),
        probed("blocks_mercado_pago", |probe| {
            answer_page(probe, 403, AnsweredPage::Block);
            answer(probe, &[TrialKind::NeutralPost, TrialKind::BrowserGet], 400);
        }),
        probed("blocks_programs", |probe| {
            answer_page(probe, 403, AnsweredPage::Block);
            answer(probe, &[TrialKind::BrowserGet], 405);
        }),
        page("blocks_everybody", 403, AnsweredPage::Block),
        probed("secret_needed", without_secret),
        example("not_probed", |evidence| {
            evidence.webhook_probe = crate::evidence::Observation::Absent;
        }),
        probed("no_answer", |probe| {
            answer_all_with(
                probe,
                &Reply::Silent {
                    party: Party::Merchant,
                    why: Why::Connection,
                },
            );
        }),
        probed("asks_to_wait", |probe| answer(probe, TrialKind::ALL, 429)),
        probed("answers_an_error", |probe| {
            answer(probe, TrialKind::ALL, 502)
        }),
        probed("changed_midway", |probe| {
            use TrialKind::{Repeat, UnknownAction, UnknownFields};
            answer(probe, &[Repeat, UnknownFields, UnknownAction], 403);
        }),
        probed("probe_is_old", |probe| probe.days_since = 7),
        probed("probe_not_whole", |probe| {
            leave_out(probe, &[TrialKind::UnknownFields])
        }),
        probed("seen_by_exception", |probe| probe.by_exception = true),
        probed("cannot_be_reached", |probe| {
            answer_all_with(
                probe,
                &Reply::Stopped {
                    problem: EndpointProblem::UnknownHost,
                },
            );
        }),
        probed("right_ones_refused", |probe| {
            answer(probe, TrialKind::ALL, 401)
        }),
        example("no_address_known", no_address),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::probe::{answer, answer_all_with};
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    fn reason(edit: impl FnOnce(&mut WebhookProbe)) -> &'static str {
        let mut evidence = ready();
        change(&mut evidence.webhook_probe, edit);
        judge(&brazil(Product::CheckoutPro), &evidence).reason.code
    }

    #[test]
    fn a_connection_that_was_never_made_is_no_slow_handler() {
        let silent = Reply::Silent {
            party: Party::Merchant,
            why: Why::Timeout,
        };
        assert_eq!(reason(|probe| answer_all_with(probe, &silent)), "too_slow");
        let found = reason(|probe| {
            answer_all_with(probe, &silent);
            for trial in &mut probe.trials {
                trial.timing.connect_ms = None;
            }
        });
        assert_eq!(found, "no_answer");
    }

    #[test]
    fn a_failure_behind_the_verification_is_told_from_one_before_it() {
        let right_ones = |status| {
            move |probe: &mut WebhookProbe| {
                let accepted: Vec<TrialKind> = probe
                    .trials
                    .iter()
                    .filter(|trial| trial.reply.accepts())
                    .map(|trial| trial.kind)
                    .collect();
                answer(probe, &accepted, status);
            }
        };
        assert_eq!(reason(right_ones(500)), "fails_on_unknown_resource");
        assert_eq!(reason(right_ones(404)), "fails_on_unknown_resource");
        // Refused like the forgeries: that is the verification.
        assert_eq!(reason(right_ones(401)), "right_ones_refused");
        assert_eq!(
            reason(|probe| answer(probe, TrialKind::ALL, 500)),
            "answers_an_error"
        );
    }
}
