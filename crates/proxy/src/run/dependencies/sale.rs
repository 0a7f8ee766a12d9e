//! How a sale is asked for from end to end: payment, merchant order, preference, or the order.

use std::sync::Arc;

use checkout_readiness_checks::evidence::Source;
use checkout_readiness_mercado_pago::{MerchantOrderId, PaymentId, PreferenceId, SaleId};
use url::Url;

use super::{Known, Step, either, parsed, then};
use crate::observers;

/// The payment somebody named, else the newest approved one. Who named an order wants no payment.
pub(super) fn payment(known: &Known<'_>) -> Step {
    let step = || {
        let id = match &known.means.sale {
            Some(SaleId::Payment(id)) => id.clone(),
            Some(SaleId::Order(_)) => return Err(Step::ABSENT),
            None => {
                let recent = &known.evidence.recent_payments;
                let newest = known.told(Source::RecentPayments, recent)?.payments.first();
                parsed(newest, |newest| PaymentId::parse(&newest.id))?
            }
        };
        Ok(known.means.ask(
            |evidence| &mut evidence.payment,
            |client, token| async move { observers::payment::observe(&client, &token, &id).await },
        ))
    };
    either(step())
}

pub(super) fn merchant_order(known: &Known<'_>) -> Step {
    let step = || {
        let payment = known.told(Source::Payment, &known.evidence.payment)?;
        if known.is_of_another_account(payment.collector_id.as_deref()) {
            return Err(Step::ABSENT);
        }
        let id = payment.merchant_order_id.as_deref();
        let id = parsed(id, MerchantOrderId::parse)?;
        Ok(known.means.ask(
            |evidence| &mut evidence.merchant_order,
            |client, token| async move {
                observers::merchant_order::observe(&client, &token, &id).await
            },
        ))
    };
    either(step())
}

pub(super) fn preference(known: &Known<'_>) -> Step {
    let step =
        || {
            let order = known.told(Source::MerchantOrder, &known.evidence.merchant_order)?;
            if known.is_of_another_account(order.collector_id.as_deref()) {
                return Err(Step::ABSENT);
            }
            let id = parsed(order.preference_id.as_deref(), PreferenceId::parse)?;
            Ok(known.means.ask(
                |evidence| &mut evidence.preference,
                |client, token| async move {
                    observers::preference::observe(&client, &token, &id).await
                },
            ))
        };
    either(step())
}

pub(super) fn order(known: &Known<'_>) -> Step {
    let Some(SaleId::Order(id)) = known.means.sale.clone() else {
        return Step::ABSENT;
    };
    known.means.ask(
        |evidence| &mut evidence.order,
        |client, token| async move { observers::order::observe(&client, &token, &id).await },
    )
}

/// The hosts buyers return to, as the sale that is looked into names them.
pub(super) fn return_urls(known: &Known<'_>) -> Step {
    let step = || {
        let (owner, given) = match &known.means.sale {
            Some(SaleId::Order(_)) => {
                let order = known.told(Source::Order, &known.evidence.order)?;
                (&order.user_id, &order.return_urls)
            }
            _ => {
                let preference = known.told(Source::Preference, &known.evidence.preference)?;
                (&preference.collector_id, &preference.return_urls)
            }
        };
        if known.is_of_another_account(owner.as_deref()) {
            return Err(Step::ABSENT);
        }
        let urls: Vec<Url> = given
            .iter()
            .filter_map(|target| Url::parse(&target.url).ok())
            .filter(|url| url.scheme() == "https")
            .collect();
        if urls.is_empty() {
            return Err(Step::ABSENT);
        }
        let engine = Arc::clone(&known.means.engine);
        Ok(then(|evidence| &mut evidence.return_urls, async move {
            observers::return_urls::observe(&engine.guard, &urls).await
        }))
    };
    either(step())
}
