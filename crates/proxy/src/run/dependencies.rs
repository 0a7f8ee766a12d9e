//! How each source is asked: what it needs that another tells, and with what it is asked.
//!
//! A new source is one arm of [`way`].

mod sale;

use std::sync::Arc;

use checkout_readiness_checks::checks::webhook_url_is_public_https::is_worth_a_look;
use checkout_readiness_checks::evidence::{Evidence, Observation, Source, Unseen};
use checkout_readiness_checks::notified::address;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_mercado_pago::{
    AccessToken, ApplicationId, Client, ReportKind, SaleId, UserId,
};
use futures_util::future::BoxFuture;
use url::Url;

use crate::engine::Engine;
use crate::merchant::Merchant;
use crate::observers;

/// What came of a look, to be written down.
pub(super) type Record = Box<dyn FnOnce(&mut Evidence) + Send>;

/// What to do about a source.
pub(super) enum Step {
    /// Not yet: it needs what another source tells.
    Wait,
    /// Look.
    Look(BoxFuture<'static, Record>),
    /// Ask nothing, and write this down.
    Leave(Unseen),
}

/// What a run asks with.
pub(super) struct Means {
    pub engine: Arc<Engine>,
    pub client: Client,
    pub merchant: Arc<Merchant>,
    /// Where the shop takes payments.
    pub checkout_url: Option<Url>,
    /// What is asked for.
    pub product: Product,
    /// The sale to look into; none means that of the newest approved payment.
    pub sale: Option<SaleId>,
}

/// What is known while a run goes on.
pub(super) struct Known<'a> {
    pub means: &'a Means,
    pub evidence: &'a Evidence,
    /// Whether a source was not settled yet.
    pub is_open: &'a dyn Fn(Source) -> bool,
}

/// How a source is asked.
pub(super) struct Way {
    /// The sources it may have to wait for.
    pub needs: &'static [Source],
    /// What to do about it now.
    pub step: fn(&Known<'_>) -> Step,
}

/// How this source is asked.
pub(super) fn way(source: Source, means: &Means) -> Way {
    let (needs, step): (&'static [Source], fn(&Known<'_>) -> Step) = match source {
        // The browser's part comes with the request.
        Source::Page => (&[], |_| Step::ABSENT),
        Source::Checkout => (&[], checkout),
        Source::Account => (&[], account),
        Source::TokenCredential => (&[], token_credential),
        Source::PublicKeyCredential => (&[], public_key_credential),
        Source::Application => (&[Source::TokenCredential], application),
        Source::PaymentMethods => (&[], payment_methods),
        Source::RecentPayments => (&[], recent_payments),
        Source::PaymentHistory => (&[], payment_history),
        Source::Webhook => (&[Source::Application, Source::RecentPayments], webhook),
        Source::Payment if means.sale.is_some() => (&[], sale::payment),
        Source::Payment => (&[Source::RecentPayments], sale::payment),
        Source::MerchantOrder => (&[Source::Payment], sale::merchant_order),
        Source::Preference => (&[Source::MerchantOrder], sale::preference),
        Source::Order => (&[], sale::order),
        Source::ReturnUrls => (&[Source::Preference, Source::Order], sale::return_urls),
        Source::ReleaseReport => (&[], release_report),
        Source::SettlementReport => (&[], settlement_report),
        Source::Terminals => (&[], terminals),
        Source::Stores if means.user_in_token().is_some() => (&[], stores),
        Source::Stores => (&[Source::Account], stores),
        Source::PointsOfSale => (&[], points_of_sale),
        Source::WebhookProbe => (
            &[Source::Application, Source::RecentPayments],
            webhook_probe,
        ),
        Source::Deliveries => (&[], deliveries),
    };
    Way { needs, step }
}

impl Step {
    const ABSENT: Self = Self::Leave(Unseen::Absent);
}

impl Means {
    /// The user's number, where the token's form shows it.
    fn user_in_token(&self) -> Option<&str> {
        let token = self.merchant.access_token.as_ref()?;
        token.form.user_id.as_deref()
    }

    /// Asks Mercado Pago with the token, if there is one.
    fn ask<T, Looking>(
        &self,
        field: fn(&mut Evidence) -> &mut Observation<T>,
        look: impl FnOnce(Client, AccessToken) -> Looking,
    ) -> Step
    where
        T: Send + 'static,
        Looking: Future<Output = Observation<T>> + Send + 'static,
    {
        match self.merchant.token() {
            Some(token) => then(field, look(self.client.clone(), token.clone())),
            None => Step::ABSENT,
        }
    }
}

impl Known<'_> {
    /// Whether a document is known to be of another account than the token's: its address is nobody
    /// of this shop's to visit. Nothing is waited for; the token's form mostly tells.
    fn is_of_another_account(&self, owner: Option<&str>) -> bool {
        let account = self.evidence.account.seen();
        let user = account.map(|account| account.user_id.as_str());
        let user = user
            .filter(|user| !user.is_empty())
            .or_else(|| self.means.user_in_token());
        owner.zip(user).is_some_and(|(owner, user)| owner != user)
    }

    /// What a source told that is settled, or what to do where it told nothing.
    fn told<'a, T>(&self, source: Source, seen: &'a Observation<T>) -> Result<&'a T, Step> {
        if (self.is_open)(source) {
            return Err(Step::Wait);
        }
        match seen {
            Observation::Seen(seen) => Ok(&seen.value),
            // What could not be looked at there cannot be looked at here, for the same reason.
            Observation::Unreachable(unreachable) => {
                Err(Step::Leave(Unseen::Unreachable(unreachable.clone())))
            }
            Observation::Absent | Observation::NotAsked => Err(Step::ABSENT),
        }
    }
}

/// A look, and where what it brings is written down.
fn then<T: Send + 'static>(
    field: fn(&mut Evidence) -> &mut Observation<T>,
    look: impl Future<Output = Observation<T>> + Send + 'static,
) -> Step {
    Step::Look(Box::pin(async move {
        let seen = look.await;
        let record: Record = Box::new(move |evidence| *field(evidence) = seen);
        record
    }))
}

/// The step, or what there is to do instead.
fn either(step: Result<Step, Step>) -> Step {
    step.unwrap_or_else(|instead| instead)
}

fn checkout(known: &Known<'_>) -> Step {
    let (engine, url) = (&known.means.engine, &known.means.checkout_url);
    // An address over plain `http` decides by its text alone, and is not visited.
    let Some(url) = url.clone().filter(|url| url.scheme() == "https") else {
        return Step::ABSENT;
    };
    let (engine, known_secrets) = (Arc::clone(engine), known.means.merchant.known_secrets());
    then(|evidence| &mut evidence.checkout, async move {
        observers::checkout::observe(&engine.guard, &url, &known_secrets).await
    })
}

fn account(known: &Known<'_>) -> Step {
    known.means.ask(
        |evidence| &mut evidence.account,
        |client, token| async move { observers::account::observe(&client, &token).await },
    )
}

fn token_credential(known: &Known<'_>) -> Step {
    known.means.ask(
        |evidence| &mut evidence.token_credential,
        |client, token| async move { observers::token_credential::observe(&client, &token).await },
    )
}

fn public_key_credential(known: &Known<'_>) -> Step {
    let Some(key) = known.means.merchant.key().cloned() else {
        return Step::ABSENT;
    };
    let client = known.means.client.clone();
    then(|evidence| &mut evidence.public_key_credential, async move {
        observers::public_key_credential::observe(&client, &key).await
    })
}

/// The application's number stands in the token; where the token's form hides it, the credentials
/// wrapper tells it.
fn application(known: &Known<'_>) -> Step {
    let declared = &known.evidence.declared;
    let in_token = declared
        .access_token
        .as_ref()
        .and_then(|form| form.application_id.clone());
    let step =
        || {
            let id = match in_token {
                Some(id) => Some(id),
                None => known
                    .told(Source::TokenCredential, &known.evidence.token_credential)?
                    .application_id
                    .clone(),
            };
            let id = parsed(id, |id| ApplicationId::parse(&id))?;
            Ok(known.means.ask(
                |evidence| &mut evidence.application,
                |client, token| async move {
                    observers::application::observe(&client, &token, &id).await
                },
            ))
        };
    either(step())
}

fn payment_methods(known: &Known<'_>) -> Step {
    known.means.ask(
        |evidence| &mut evidence.payment_methods,
        |client, token| async move { observers::payment_methods::observe(&client, &token).await },
    )
}

fn recent_payments(known: &Known<'_>) -> Step {
    known.means.ask(
        |evidence| &mut evidence.recent_payments,
        |client, token| async move { observers::recent_payments::observe(&client, &token).await },
    )
}

fn payment_history(known: &Known<'_>) -> Step {
    known.means.ask(
        |evidence| &mut evidence.payment_history,
        |client, token| async move { observers::payment_history::observe(&client, &token).await },
    )
}

/// The webhook's address: the declared one, else the application's, else the newest payment's, where
/// sales of the product take one. None before those it may come from have told.
fn webhook_address<'a>(known: &Known<'a>) -> Result<Option<&'a str>, Step> {
    let evidence = known.evidence;
    let declared = evidence.declared.webhook_url.is_some();
    if !declared && (known.is_open)(Source::Application) {
        return Err(Step::Wait);
    }
    let in_application = evidence
        .application
        .seen()
        .is_some_and(|application| application.webhook_url.is_some());
    if !declared && !in_application && (known.is_open)(Source::RecentPayments) {
        return Err(Step::Wait);
    }
    Ok(address(known.means.product, evidence))
}

/// An address whose text alone already decides is not looked at.
fn webhook(known: &Known<'_>) -> Step {
    let step = || {
        let address = webhook_address(known)?.filter(|address| is_worth_a_look(address));
        let Some(Ok(url)) = address.map(Url::parse) else {
            return Err(Step::ABSENT);
        };
        let engine = Arc::clone(&known.means.engine);
        Ok(then(|evidence| &mut evidence.webhook, async move {
            observers::webhook::observe(&engine.guard, &url).await
        }))
    };
    either(step())
}

fn release_report(known: &Known<'_>) -> Step {
    known.means.ask(
        |evidence| &mut evidence.release_report,
        |client, token| async move {
            observers::money_report::observe(&client, &token, ReportKind::Release).await
        },
    )
}

fn settlement_report(known: &Known<'_>) -> Step {
    known.means.ask(
        |evidence| &mut evidence.settlement_report,
        |client, token| async move {
            observers::money_report::observe(&client, &token, ReportKind::Settlement).await
        },
    )
}

fn terminals(known: &Known<'_>) -> Step {
    known.means.ask(
        |evidence| &mut evidence.terminals,
        |client, token| async move { observers::terminals::observe(&client, &token).await },
    )
}

/// The user's number stands in the token; where the token's form hides it, the account tells it.
fn stores(known: &Known<'_>) -> Step {
    let step = || {
        let user = match known.means.user_in_token() {
            Some(user) => user,
            None => {
                &known
                    .told(Source::Account, &known.evidence.account)?
                    .user_id
            }
        };
        let user = parsed(Some(user), UserId::parse)?;
        Ok(known.means.ask(
            |evidence| &mut evidence.stores,
            |client, token| async move {
                observers::venues::observe_stores(&client, &token, &user).await
            },
        ))
    };
    either(step())
}

fn points_of_sale(known: &Known<'_>) -> Step {
    known.means.ask(
        |evidence| &mut evidence.points_of_sale,
        |client, token| async move {
            observers::venues::observe_points_of_sale(&client, &token).await
        },
    )
}

/// The last probe of the webhook's address: looked up, never made. A run sends nothing to a webhook but
/// a visit.
fn webhook_probe(known: &Known<'_>) -> Step {
    let step = || {
        let Some(address) = webhook_address(known)?.map(str::to_owned) else {
            return Err(Step::ABSENT);
        };
        let means = known.means;
        let (engine, merchant) = (Arc::clone(&means.engine), Arc::clone(&means.merchant));
        let product = means.product;
        Ok(then(|evidence| &mut evidence.webhook_probe, async move {
            engine
                .shelf
                .look(&engine, &merchant, product, &address)
                .await
        }))
    };
    either(step())
}

fn deliveries(known: &Known<'_>) -> Step {
    let means = known.means;
    let (engine, merchant) = (Arc::clone(&means.engine), Arc::clone(&means.merchant));
    then(|evidence| &mut evidence.deliveries, async move {
        observers::deliveries::observe(&engine, &merchant).await
    })
}

/// An id that was told; without one, or with what is none, there is nothing to look at.
fn parsed<T, Id, Error>(
    told: Option<T>,
    parse: impl FnOnce(T) -> Result<Id, Error>,
) -> Result<Id, Step> {
    match told.map(parse) {
        Some(Ok(id)) => Ok(id),
        Some(Err(_)) | None => Err(Step::ABSENT),
    }
}
