//! The longest chain of dependent calls of a run, asked one after the other and nothing besides.

use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use checkout_readiness_checks::evidence::Source;
use checkout_readiness_mercado_pago::{
    AccessToken, Client, MerchantOrderId, PaymentId, PreferenceId, Search,
};
use checkout_readiness_proxy::engine::Engine;
use checkout_readiness_proxy::guard::{Guard, Interest};
use checkout_readiness_proxy::merchant::Merchant;
use checkout_readiness_proxy::run::{Request, chains};
use url::Url;

/// The longest chain of such a run, by its own dependencies.
pub fn longest(
    engine: &Arc<Engine>,
    merchant: &Arc<Merchant>,
    request: &Request,
) -> Result<Vec<Source>> {
    let chains = chains(engine, merchant, request);
    let longest = chains.into_iter().max_by_key(Vec::len);
    longest.context("the run asks nothing")
}

/// Asks a chain from its beginning to its end with the client and the guard a run asks with.
pub async fn ask(engine: &Engine, merchant: &Merchant, chain: &[Source]) -> Result<()> {
    let mut asking = Asking {
        client: &engine.client,
        guard: &engine.guard,
        token: merchant
            .token()
            .context("the merchant has no Access Token")?,
        told: Told::default(),
    };
    for source in chain {
        asking
            .ask(*source)
            .await
            .with_context(|| format!("asking for {}", source.name()))?;
    }
    Ok(())
}

/// Who asks, and what was told so far.
struct Asking<'a> {
    client: &'a Client,
    guard: &'a Guard,
    token: &'a AccessToken,
    told: Told,
}

/// What leads from one call to the next.
#[derive(Default)]
struct Told {
    payment: Option<String>,
    merchant_order: Option<String>,
    preference: Option<String>,
    return_url: Option<String>,
}

impl Asking<'_> {
    /// The one call of this source, with what the one before it told.
    async fn ask(&mut self, source: Source) -> Result<()> {
        let (client, token) = (self.client, self.token);
        match source {
            Source::RecentPayments => {
                let page = client.search_payments(token, &Search::newest(10)).await?;
                let newest = page.value.payments.into_iter().next();
                self.told.payment = newest.map(|payment| payment.id);
            }
            Source::Payment => {
                let id = PaymentId::parse(needed(&self.told.payment)?)?;
                let payment = client.payment(token, &id).await?.value;
                self.told.merchant_order = payment.merchant_order_id;
            }
            Source::MerchantOrder => {
                let id = MerchantOrderId::parse(needed(&self.told.merchant_order)?)?;
                let order = client.merchant_order(token, &id).await?.value;
                self.told.preference = order.preference_id;
            }
            Source::Preference => {
                let id = PreferenceId::parse(needed(&self.told.preference)?)?;
                let preference = client.preference(token, &id).await?.value;
                let first = preference.return_urls.into_iter().next();
                self.told.return_url = first.map(|target| target.url);
            }
            Source::ReturnUrls => {
                let url = Url::parse(needed(&self.told.return_url)?)?;
                let visit = self.guard.visit(&url, Interest::ANSWER).await;
                ensure!(visit.is_ok(), "the address buyers return to was not seen");
            }
            other => bail!(
                "it came to stand in the longest chain: teach this benchmark to ask for {}",
                other.name()
            ),
        }
        Ok(())
    }
}

fn needed(told: &Option<String>) -> Result<&str> {
    told.as_deref()
        .context("the call before it did not tell what to ask for")
}
