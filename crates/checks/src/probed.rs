//! What a probe of the webhook shows, for the checks that judge it.

use crate::address::shown;
use crate::check::{Finding, Reason, field_missing};
use crate::contract::Details;
use crate::evidence::{
    AnsweredPage, Evidence, Part, Reply, Source, Trial, TrialKind, WebhookProbe,
};
use crate::judge::unseen;
use crate::notified::{address, addresses, same};
use crate::profile::Profile;

/// So many days a probe counts: the handler is a program, and programs change.
pub const COUNTS_FOR_DAYS: i64 = 7;

/// What a check says where there is no probe to judge.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Without {
    /// No probe of this address was made.
    pub not_probed: &'static Reason,
    /// The last probe is too old, or was made with another secret. What it found may still be so, and
    /// no earlier word covers that.
    pub probe_is_old: &'static Reason,
    /// No address is known.
    pub no_address_known: &'static Reason,
}

/// The probe of this shop's webhook, or what to say where there is none. A probe of another address,
/// or made for another product, is none.
pub(crate) fn probe<'a>(
    profile: &Profile,
    evidence: &'a Evidence,
    without: Without,
) -> Result<&'a WebhookProbe, Finding> {
    if let Some(finding) = unseen(evidence, Source::WebhookProbe) {
        return Err(finding);
    }
    let Some(address) = address(profile.product, evidence) else {
        return Err(waiting(
            without.no_address_known,
            "webhook-url-is-configured",
        ));
    };
    let url = |address: &str| Details::none().with("url", shown(address));
    let Some(probe) = evidence.webhook_probe.seen() else {
        return Err(without.not_probed.with(url(address)));
    };
    if probe.trials.is_empty() {
        return Err(field_missing("trials"));
    }
    if let Some(other) = unprobed_address(probe, profile, evidence) {
        return Err(without.not_probed.with(url(other)));
    }
    if probe.days_since >= COUNTS_FOR_DAYS || !probe.with_current_secret {
        return Err(without.probe_is_old.with(url(address)));
    }
    Ok(probe)
}

/// The address a probe says nothing about: where this shop is notified at, or where its sales say that
/// it is, which outranks everything else.
fn unprobed_address<'a>(
    probe: &WebhookProbe,
    profile: &Profile,
    evidence: &'a Evidence,
) -> Option<&'a str> {
    let known = addresses(profile, evidence);
    let of_sales = known
        .iter()
        .filter(|one| one.is_of_a_sale())
        .map(|one| one.url);
    let mut all = address(profile.product, evidence)
        .into_iter()
        .chain(of_sales);
    let is_of_product = probe.product == Some(profile.product);
    all.find(|address| !is_of_product || !same(address, &probe.url))
}

/// Whether a probe is of the address this shop is notified at, and of the topics of this product.
pub(crate) fn is_of_this_shop(
    probe: &WebhookProbe,
    profile: &Profile,
    evidence: &Evidence,
) -> bool {
    unprobed_address(probe, profile, evidence).is_none()
}

/// A finding that waits for another check.
pub(crate) fn waiting(reason: &'static Reason, check: &str) -> Finding {
    reason.with(Details::none().with("waits_for", check))
}

/// How the application took what it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// 2xx.
    Accepted,
    /// Not as forgeries are refused: it got past the verification, and failed behind it, at the
    /// resource that does not exist.
    Behind,
    /// 4xx of its own.
    Refused,
    /// With an error, or by somebody in front of it: nothing can be told.
    Untold,
}

/// How a reply is to be taken by itself.
pub(crate) fn taken(reply: &Reply) -> Taken {
    if reply.accepts() {
        Taken::Accepted
    } else if reply.refuses() {
        Taken::Refused
    } else {
        Taken::Untold
    }
}

/// How the reply to a right notification is to be taken, beside what forgeries were told.
pub(crate) fn taken_rightly(probe: &WebhookProbe, reply: &Reply) -> Taken {
    let by_itself = taken(reply);
    let told_apart = || {
        let mut forgeries = probe.sent(Part::Forgeries).peekable();
        forgeries.peek().is_some()
            && forgeries.all(|forgery| {
                taken(&forgery.reply) == Taken::Refused && forgery.reply.status() != reply.status()
            })
    };
    let is_of_the_handler =
        !reply.is_somebody_else() && !matches!(reply.status(), Some(408 | 425 | 429));
    match (by_itself, reply.status()) {
        (Taken::Refused | Taken::Untold, Some(400..)) if is_of_the_handler && told_apart() => {
            Taken::Behind
        }
        _ => by_itself,
    }
}

/// Who answers in the place of the handler, as far as one probe can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InFront {
    /// The reply says so itself.
    BySelf,
    /// A page answers whatever is sent.
    Page,
    /// What differs by the user agent alone is told something else.
    UserAgentRule,
}

/// Whether somebody else than the handler of notifications answers.
pub(crate) fn in_front(probe: &WebhookProbe) -> Option<InFront> {
    let plainest = &probe.plainest()?.reply;
    let reply = |kind| probe.reply(kind);
    let is_page = |reply: Option<&Reply>| {
        reply.is_some_and(|reply| {
            reply.page() == Some(AnsweredPage::Other) && matches!(reply.status(), Some(200..=299))
        })
    };
    if plainest.is_somebody_else() {
        return Some(InFront::BySelf);
    }
    if [TrialKind::BrowserGet, TrialKind::NeutralPost]
        .into_iter()
        .all(|kind| is_page(reply(kind)))
        && is_page(Some(plainest))
    {
        return Some(InFront::Page);
    }
    // The two are the same but for the user agent.
    let said = |reply: &Reply| (reply.status(), reply.page());
    let unsigned = reply(TrialKind::NoSignature).map(said);
    let in_our_name = reply(TrialKind::NeutralPost).map(said);
    let differ = matches!(
        (unsigned, in_our_name),
        (Some((Some(400..=499), _)), Some((Some(_), _))) if unsigned != in_our_name
    );
    (differ && unsigned == Some(said(plainest))).then_some(InFront::UserAgentRule)
}

/// What a request was, with its topic where there are several of the kind.
pub(crate) fn name(trial: &Trial) -> String {
    match (&trial.topic, trial.kind) {
        (Some(topic), TrialKind::OtherTopic | TrialKind::ForgedTopic) => topic.clone(),
        _ => trial.kind.name().to_owned(),
    }
}

/// The facts every finding about a probe begins with.
pub(crate) fn details(probe: &WebhookProbe) -> Details {
    Details::none().with("url", probe.url.as_str())
}
