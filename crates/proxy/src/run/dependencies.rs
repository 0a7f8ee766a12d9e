//! What a source needs before it can be asked: most need nothing, two need what another tells.

use std::collections::BTreeSet;

use checkout_readiness_checks::checks::webhook_url_is_public_https as webhook;
use checkout_readiness_checks::evidence::{Evidence, Observation, Source, Unseen};
use checkout_readiness_mercado_pago::ApplicationId;
use url::Url;

use crate::merchant::Merchant;
use crate::observers::Question;

/// What to do about a source.
#[derive(Debug)]
pub(super) enum Step {
    /// Not yet: it needs what another source tells.
    Wait,
    /// Ask this.
    Ask(Question),
    /// Ask nothing, and write this down.
    Leave(Unseen),
}

impl Step {
    const ABSENT: Self = Self::Leave(Unseen::Absent);

    /// Asks, if there is something to ask with.
    fn ask_with<T: Clone>(asker: Option<&T>, question: impl FnOnce(T) -> Question) -> Self {
        asker
            .cloned()
            .map_or(Self::ABSENT, |asker| Self::Ask(question(asker)))
    }
}

/// These sources, and those they depend on.
pub(super) fn with_what_they_need(
    sources: impl Iterator<Item = Source>,
) -> impl Iterator<Item = Source> {
    let mut needed: BTreeSet<Source> = sources.collect();
    if needed.contains(&Source::Webhook) {
        needed.extend([Source::Application, Source::RecentPayments]);
    }
    if needed.contains(&Source::Application) {
        needed.insert(Source::TokenCredential);
    }
    needed.into_iter()
}

/// What to do about a source now, given what is known and which sources are still open.
pub(super) fn next_step(
    source: Source,
    merchant: &Merchant,
    checkout_url: Option<&Url>,
    evidence: &Evidence,
    is_open: impl Fn(Source) -> bool,
) -> Step {
    let token = merchant.token();
    match source {
        // The browser's part comes with the request.
        Source::Page => Step::ABSENT,
        Source::Account => Step::ask_with(token, Question::Account),
        Source::TokenCredential => Step::ask_with(token, Question::TokenCredential),
        Source::PublicKeyCredential => {
            Step::ask_with(merchant.key(), Question::PublicKeyCredential)
        }
        Source::PaymentMethods => Step::ask_with(token, Question::PaymentMethods),
        Source::RecentPayments => Step::ask_with(token, Question::RecentPayments),
        Source::Checkout => Step::ask_with(checkout_url, |url| {
            Question::Checkout(url, merchant.known_secrets())
        }),
        Source::Application => application(merchant, evidence, is_open),
        Source::Webhook => webhook(evidence, is_open),
        Source::PaymentHistory
        | Source::Payment
        | Source::MerchantOrder
        | Source::Preference
        | Source::Order
        | Source::ReturnUrls
        | Source::ReleaseReport
        | Source::SettlementReport
        | Source::Terminals
        | Source::Stores
        | Source::PointsOfSale => Step::ABSENT,
    }
}

/// The application's number stands in the token; where the token's form hides it, the credentials
/// wrapper tells it.
fn application(merchant: &Merchant, evidence: &Evidence, is_open: impl Fn(Source) -> bool) -> Step {
    let Some(token) = merchant.token() else {
        return Step::ABSENT;
    };
    let in_token = evidence
        .declared
        .access_token
        .as_ref()
        .and_then(|form| form.application_id.as_deref());
    if in_token.is_none() && is_open(Source::TokenCredential) {
        return Step::Wait;
    }
    let told = match &evidence.token_credential {
        Observation::Seen(seen) => seen.value.application_id.as_deref(),
        Observation::Unreachable(unreachable) if in_token.is_none() => {
            return Step::Leave(Unseen::Unreachable(unreachable.clone()));
        }
        _ => None,
    };
    match in_token.or(told).map(ApplicationId::parse) {
        Some(Ok(id)) => Step::Ask(Question::Application(token.clone(), id)),
        Some(Err(_)) | None => Step::ABSENT,
    }
}

/// The webhook's address: the declared one, else the application's, else the newest payment's.
/// An address whose text alone already decides is not looked at.
fn webhook(evidence: &Evidence, is_open: impl Fn(Source) -> bool) -> Step {
    let declared = evidence.declared.webhook_url.is_some();
    if !declared && is_open(Source::Application) {
        return Step::Wait;
    }
    let in_application = evidence
        .application
        .seen()
        .is_some_and(|application| application.webhook_url.is_some());
    if !declared && !in_application && is_open(Source::RecentPayments) {
        return Step::Wait;
    }
    let address = webhook::address(evidence).filter(|address| webhook::is_worth_a_look(address));
    match address.map(Url::parse) {
        Some(Ok(url)) => Step::Ask(Question::Webhook(url)),
        Some(Err(_)) | None => Step::ABSENT,
    }
}
