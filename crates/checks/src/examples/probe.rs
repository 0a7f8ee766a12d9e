//! Probes made up for tests and for the generated reference: a webhook that does everything right,
//! and changes to it.

use super::{Example, change, example, seen};
use crate::evidence::{
    AnsweredPage, Evidence, Observation, Part, Reply, Timing, Trial, TrialKind, WebhookProbe,
};
use crate::profile::Product;

/// A probe of a webhook that does everything right, as the proxy sends it for this product.
#[must_use]
pub fn good(product: Product) -> WebhookProbe {
    let trial = |kind: &TrialKind| Trial {
        kind: *kind,
        topic: match kind {
            TrialKind::BrowserGet | TrialKind::NeutralPost => None,
            TrialKind::VerbatimId | TrialKind::LowerCaseId => Some("order".to_owned()),
            TrialKind::OtherTopic | TrialKind::ForgedTopic => {
                Some("topic_merchant_order_wh".to_owned())
            }
            _ => Some("payment".to_owned()),
        },
        reply: answered(match kind.part() {
            Part::Dialects | Part::Repeats => 200,
            Part::WhoRefuses if *kind == TrialKind::BrowserGet => 405,
            _ => 401,
        }),
        timing: Timing {
            lookup_ms: Some(4),
            connect_ms: Some(30),
            first_byte_ms: Some(80),
            total_ms: 120,
        },
    };
    let mut trials: Vec<Trial> = TrialKind::ALL.iter().map(trial).collect();
    // Who takes the id from the query refuses the body's.
    set(&mut trials, &[TrialKind::IdOfBody], &answered(401));
    WebhookProbe {
        url: "https://store.example/mp/webhook".to_owned(),
        product: Some(product),
        by_exception: false,
        with_secret: true,
        with_current_secret: true,
        days_since: 0,
        trials,
    }
}

/// An answer of that status, and nothing else to say about it.
#[must_use]
pub const fn answered(status: u16) -> Reply {
    Reply::Answered {
        status,
        page: None,
        redirect: None,
    }
}

/// An example made from the good probe by one change.
pub(crate) fn probed(reason: &'static str, edit: impl FnOnce(&mut WebhookProbe)) -> Example {
    example(reason, |evidence| change(&mut evidence.webhook_probe, edit))
}

/// Answers these requests with that status.
pub fn answer(probe: &mut WebhookProbe, kinds: &[TrialKind], status: u16) {
    set(&mut probe.trials, kinds, &answered(status));
}

/// Answers every request with a page.
pub fn answer_page(probe: &mut WebhookProbe, status: u16, kind: AnsweredPage) {
    let reply = Reply::Answered {
        status,
        page: Some(kind),
        redirect: None,
    };
    answer_all_with(probe, &reply);
}

/// Answers every request in the same way.
pub fn answer_all_with(probe: &mut WebhookProbe, reply: &Reply) {
    set(&mut probe.trials, TrialKind::ALL, reply);
}

/// Answers every rightly signed request in the same way.
pub fn answer_right_ones_with(probe: &mut WebhookProbe, reply: &Reply) {
    for trial in &mut probe.trials {
        if matches!(trial.kind.part(), Part::Dialects | Part::Repeats) {
            trial.reply = reply.clone();
        }
    }
}

/// Does not send these.
pub fn leave_out(probe: &mut WebhookProbe, kinds: &[TrialKind]) {
    set(&mut probe.trials, kinds, &Reply::NotSent);
}

/// Makes it a probe without the secret: nothing that needs it was sent.
pub fn without_secret(probe: &mut WebhookProbe) {
    probe.with_secret = false;
    probe.trials.retain(|trial| !trial.kind.needs_secret());
}

/// Takes every address of the webhook out, and with it what was seen there.
pub(crate) fn no_address(evidence: &mut Evidence) {
    evidence.declared.webhook_url = None;
    evidence.webhook_probe = Observation::Absent;
    change(&mut evidence.application, |application| {
        application.webhook_url = None
    });
    change(&mut evidence.recent_payments, |recent| {
        recent.payments.clear()
    });
}

fn set(trials: &mut [Trial], kinds: &[TrialKind], reply: &Reply) {
    for trial in trials
        .iter_mut()
        .filter(|trial| kinds.contains(&trial.kind))
    {
        trial.reply = reply.clone();
    }
}

/// Nothing arrived so far, which is how a proxy begins.
pub(super) fn deliveries() -> Observation<crate::evidence::Deliveries> {
    seen(crate::evidence::Deliveries::default())
}
