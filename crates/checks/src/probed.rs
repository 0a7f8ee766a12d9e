//! What a probe of the webhook shows, for the checks that judge it.

use crate::address::shown;
use crate::check::{Finding, Reason, field_missing};
use crate::contract::Details;
use crate::evidence::{
    AnsweredPage, Evidence, Part, Reply, Source, Trial, TrialKind, WebhookProbe,
};
use crate::judge::unseen;
use crate::notified::{address, same};
use crate::profile::Profile;

/// What a check says where there is no probe to judge.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Without {
    /// No probe of this address was made.
    pub not_probed: &'static Reason,
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
    let address = address(profile.product, evidence);
    let Some(probe) = evidence.webhook_probe.seen() else {
        return Err(match address {
            Some(address) => without
                .not_probed
                .with(Details::none().with("url", shown(address))),
            None => waiting(without.no_address_known, "webhook-url-is-configured"),
        });
    };
    if probe.trials.is_empty() {
        return Err(field_missing("trials"));
    }
    if is_of_this_shop(probe, profile, evidence) {
        Ok(probe)
    } else {
        let url = address.map_or_else(|| probe.url.clone(), shown);
        Err(without.not_probed.with(Details::none().with("url", url)))
    }
}

/// Whether a probe is of the address this shop is notified at, and of the topics of this product.
pub(crate) fn is_of_this_shop(
    probe: &WebhookProbe,
    profile: &Profile,
    evidence: &Evidence,
) -> bool {
    let address = address(profile.product, evidence);
    probe.product == Some(profile.product)
        && address.is_none_or(|address| same(address, &probe.url))
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
    /// 4xx of its own.
    Refused,
    /// With an error, or by somebody in front of it: nothing can be told.
    Untold,
}

/// How a reply is to be taken.
pub(crate) fn taken(reply: &Reply) -> Taken {
    if reply.accepts() {
        Taken::Accepted
    } else if reply.refuses() {
        Taken::Refused
    } else {
        Taken::Untold
    }
}

/// Whether what answers is somebody else than the handler of notifications: a page, a redirect, a
/// firewall.
pub(crate) fn is_somebody_else(reply: &Reply) -> bool {
    let page = reply.page();
    reply.redirect().is_some()
        || matches!(page, Some(kind) if kind != AnsweredPage::Other)
        || (page.is_some() && matches!(reply.status(), Some(200..=299)))
}

/// Whether the right notification failed where wrong ones were refused, each with another status: then
/// it failed behind the verification, at the resource that does not exist.
pub(crate) fn fails_behind_verification(probe: &WebhookProbe) -> bool {
    let Some(status @ (404 | 410 | 422 | 500..)) =
        probe.reply(TrialKind::Usual).and_then(Reply::status)
    else {
        return false;
    };
    let mut refused = probe
        .sent(Part::Forgeries)
        .filter(|trial| taken(&trial.reply) == Taken::Refused)
        .map(|trial| trial.reply.status())
        .peekable();
    refused.peek().is_some() && refused.all(|refused| refused != Some(status))
}

/// What a request was, with its topic where there are several of the kind.
pub(crate) fn name(trial: &Trial) -> String {
    match (&trial.topic, trial.kind) {
        (Some(topic), TrialKind::OtherTopic) => topic.clone(),
        _ => trial.kind.name().to_owned(),
    }
}

/// The facts every finding about a probe begins with.
pub(crate) fn details(probe: &WebhookProbe) -> Details {
    Details::none().with("url", probe.url.as_str())
}
