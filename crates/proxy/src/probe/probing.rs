//! Sends a probe's requests, one after the other, and tells of each as it comes back.

use std::sync::Arc;
use std::time::Instant;

use checkout_readiness_checks::contract::Timestamp;
use checkout_readiness_checks::evidence::{Reply, Timing, Trial, TrialKind, WebhookProbe};
use checkout_readiness_checks::profile::Product;
use futures_util::stream::{self, Stream};
use secrecy::SecretString;
use serde::Serialize;
use tracing::Span;
use utoipa::ToSchema;

use super::notification::Sender;
use super::pace::Turn;
use super::plan::{PlannedTrial, plan};
use super::shelf::{address_digest, secret_digest};
use super::{Target, reply};
use crate::engine::Engine;
use crate::guard::without_query;
use crate::merchant::Merchant;
use crate::observers::{milliseconds, moment};
use crate::storage::KeptProbe;

/// One line of `POST /api/v1/webhook-probes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ProbeEvent {
    /// The first line: what is about to be sent, and where.
    Started {
        /// The address, without its query.
        url: String,
        /// The product whose topics are sent.
        product: Product,
        /// Whether right signatures can be made.
        with_secret: bool,
        /// When the probe began.
        started_at: Timestamp,
        /// The requests, in order.
        plan: Vec<PlannedTrial>,
    },
    /// One line for each request, once it was answered.
    Trial {
        /// What was sent and what came back.
        trial: Trial,
    },
    /// The last line: everything once more, as one value.
    Finished {
        /// When the probe ended.
        observed_at: Timestamp,
        /// The whole probe.
        probe: WebhookProbe,
    },
}

/// What is to be probed, and who waits for it.
pub struct ProbeOrder {
    /// The merchant.
    pub merchant: Arc<Merchant>,
    /// The product whose topics are sent.
    pub product: Product,
    /// Where to; see [`target`](super::target).
    pub target: Target,
    /// Who asked, for the log.
    pub client: String,
}

impl ProbeOrder {
    /// What right signatures are made with. At an address that was only asked for nothing is signed
    /// rightly: on a host that several share, somebody else may read it.
    fn secret(&self) -> Option<&SecretString> {
        let secret = self.merchant.webhook_secret.as_ref();
        secret.filter(|_| self.target.may_be_signed)
    }
}

/// The events of a probe, which has the right to be made now; see [`Pace`](super::Pace). Dropping it
/// stops it: what was not sent by then is not sent any more.
pub fn probe(
    engine: Arc<Engine>,
    order: ProbeOrder,
    turn: Turn,
) -> impl Stream<Item = ProbeEvent> + Send {
    stream::unfold(Probing::new(engine, order, turn), |mut probing| async {
        let event = probing.next().await?;
        Some((event, probing))
    })
}

/// A probe under way.
struct Probing {
    engine: Arc<Engine>,
    order: ProbeOrder,
    /// Given back as soon as the last answer is there: who reads that may ask again at once.
    turn: Option<Turn>,
    name: String,
    plan: Vec<PlannedTrial>,
    probe: WebhookProbe,
    began_at: jiff::Timestamp,
    since: Instant,
    stage: Stage,
    usual_at: jiff::Timestamp,
    /// How many requests went out, whether they were answered or not.
    sent: usize,
    /// Whether what came back says that the rest would tell nothing.
    is_pointless: bool,
    span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Announcing,
    Sending,
    Ended,
}

/// So many requests without an answer, one after the other, and the rest is not sent.
const MOST_SILENCES: usize = 3;

impl Drop for Probing {
    fn drop(&mut self) {
        let stopped = self.stage != Stage::Ended;
        self.span.in_scope(|| {
            tracing::info!(
                target: crate::log::AUDIT,
                probe = self.name,
                client = self.order.client,
                merchant = self.order.merchant.id,
                url = self.probe.url,
                requests = self.sent,
                elapsed_ms = milliseconds(self.since.elapsed()),
                stopped,
                "webhook probe ended"
            );
        });
    }
}

impl Probing {
    fn new(engine: Arc<Engine>, order: ProbeOrder, turn: Turn) -> Self {
        let with_secret = order.secret().is_some();
        let began_at = jiff::Timestamp::now();
        let name = format!("{}-{:x}", &engine.instance[..8], began_at.as_millisecond());
        let probe = WebhookProbe {
            url: without_query(&order.target.url),
            product: Some(order.product),
            by_exception: engine.guard.makes_an_exception_for(&order.target.url),
            with_secret,
            days_since: 0,
            with_current_secret: true,
            trials: Vec::new(),
        };
        tracing::info!(
            target: crate::log::AUDIT,
            probe = name,
            client = order.client,
            merchant = order.merchant.id,
            url = probe.url,
            "webhook probe begins"
        );
        Self {
            plan: plan(order.product, with_secret),
            engine,
            order,
            turn: Some(turn),
            name,
            probe,
            began_at,
            since: Instant::now(),
            stage: Stage::Announcing,
            usual_at: began_at,
            sent: 0,
            is_pointless: false,
            span: Span::current(),
        }
    }

    async fn next(&mut self) -> Option<ProbeEvent> {
        match self.stage {
            Stage::Announcing => {
                self.stage = Stage::Sending;
                Some(ProbeEvent::Started {
                    url: self.probe.url.clone(),
                    product: self.order.product,
                    with_secret: self.probe.with_secret,
                    started_at: moment(self.began_at),
                    plan: self.plan.clone(),
                })
            }
            Stage::Sending => match self.plan.get(self.probe.trials.len()).copied() {
                Some(planned) => {
                    let trial = self.try_one(planned).await;
                    self.probe.trials.push(trial.clone());
                    self.is_pointless |= self.tells_nothing_more();
                    Some(ProbeEvent::Trial { trial })
                }
                None => Some(self.finish().await),
            },
            Stage::Ended => None,
        }
    }

    async fn try_one(&mut self, planned: PlannedTrial) -> Trial {
        let mut trial = Trial {
            kind: planned.kind,
            topic: planned.topic.map(str::to_owned),
            reply: Reply::NotSent,
            timing: Timing::default(),
        };
        let limits = self.engine.limits;
        if self.is_pointless || self.since.elapsed() > limits.probing {
            return trial;
        }
        let now = jiff::Timestamp::now();
        if planned.kind == TrialKind::Usual {
            self.usual_at = now;
        }
        let form = self.order.merchant.access_token.as_ref();
        let form = form.map(|token| &token.form);
        let sender = Sender {
            name: &self.name,
            url: &self.order.target.url,
            secret: self.order.secret(),
            user_id: form.and_then(|form| form.user_id.as_deref()),
            application_id: form.and_then(|form| form.application_id.as_deref()),
            seed: self.began_at.as_millisecond().unsigned_abs(),
            now,
            usual_at: self.usual_at,
        };
        let (url, message) = sender.write(planned, self.probe.trials.len());
        for (name, value) in &message.headers {
            if name == "x-signature" {
                self.engine.shelf.remember_signature(value.as_bytes());
            }
        }
        // Counted before it goes: who stops listening meanwhile has sent it all the same.
        self.sent += 1;
        let sent = self
            .engine
            .guard
            .send(&url, message, limits.notification)
            .await;
        trial.reply = reply::read(&sent.outcome);
        trial.timing = sent.timing;
        self.engine.metrics.count_notification(trial.reply.status());
        trial
    }

    /// Whether what came back last says that the rest would tell nothing: nobody can be reached, or
    /// somebody else than the handler answers.
    fn tells_nothing_more(&self) -> bool {
        let trials = &self.probe.trials;
        let Some(last) = trials.last() else {
            return false;
        };
        let is_silent =
            |trial: &Trial| matches!(trial.reply, Reply::Silent { .. } | Reply::Stopped { .. });
        let never_connected = is_silent(last) && last.timing.connect_ms.is_none();
        let is_plainest = self
            .probe
            .plainest()
            .is_some_and(|trial| trial.kind == last.kind);
        let is_somebody_else = last.reply.is_somebody_else();
        let silences = trials
            .iter()
            .rev()
            .take_while(|trial| is_silent(trial))
            .count();
        (never_connected && trials.len() == 1)
            || (is_plainest && (is_silent(last) || is_somebody_else))
            || silences >= MOST_SILENCES
    }

    async fn finish(&mut self) -> ProbeEvent {
        self.stage = Stage::Ended;
        let kept = KeptProbe {
            ended_at: jiff::Timestamp::now(),
            elapsed_ms: milliseconds(self.since.elapsed()),
            probe: self.probe.clone(),
            address: address_digest(self.order.target.url.as_str()),
            secret: self.order.secret().map(secret_digest),
        };
        let observed_at = moment(kept.ended_at);
        let shelf = &self.engine.shelf;
        shelf.put(&self.engine, &self.order.merchant, kept).await;
        self.turn = None;
        ProbeEvent::Finished {
            observed_at,
            probe: self.probe.clone(),
        }
    }
}
