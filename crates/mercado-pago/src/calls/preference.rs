//! `GET /checkout/preferences/{id}`: what the shop asked Checkout Pro for.

use checkout_readiness_checks::evidence::{DataItem, ReturnKind, ReturnUrl, Told};
use serde::Deserialize;

use super::return_urls::return_urls;
use crate::fields::{or_default, required_text, text};
use crate::question::Question;
use crate::sale::{
    Address, Amount, Anything, Choice, Document, Email, Excluded, Items, Name, Phone, Reference,
    Said, Script, Statement, WebAddress, better, of_text,
};
use crate::{AccessToken, Answer, Client, Endpoint, Error, PreferenceId};

/// A preference, without personal data: of what could be personal, only whether it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "PreferenceBody")]
pub struct Preference {
    /// Its id.
    pub id: String,
    /// The user who is paid.
    pub collector_id: Option<String>,
    /// The application that made it.
    pub client_id: Option<String>,
    /// Where its notifications go.
    pub notification_url: Option<String>,
    /// Where buyers return to, without queries.
    pub return_urls: Vec<ReturnUrl>,
    /// What was sent along with it.
    pub told: Told,
}

#[derive(Deserialize)]
struct PreferenceBody {
    #[serde(deserialize_with = "required_text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    collector_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    client_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    notification_url: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    back_urls: BackUrls,
    #[serde(default)]
    items: Items,
    #[serde(default, deserialize_with = "or_default")]
    payer: Payer,
    #[serde(default)]
    statement_descriptor: Said<Statement>,
    #[serde(default)]
    external_reference: Said<Reference>,
    #[serde(default)]
    binary_mode: Said<Choice>,
    #[serde(default)]
    date_of_expiration: Said<Anything>,
    #[serde(default)]
    expires: Said<Choice>,
    #[serde(default)]
    expiration_date_from: Said<Anything>,
    #[serde(default)]
    expiration_date_to: Said<Anything>,
    #[serde(default)]
    tracks: Said<Script>,
    #[serde(default, deserialize_with = "or_default")]
    payment_methods: PaymentMethods,
    #[serde(default, deserialize_with = "or_default")]
    shipments: Shipments,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct BackUrls {
    #[serde(deserialize_with = "text")]
    success: Option<String>,
    #[serde(deserialize_with = "text")]
    pending: Option<String>,
    #[serde(deserialize_with = "text")]
    failure: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Payer {
    email: Said<Email>,
    name: Said<Name>,
    surname: Said<Name>,
    identification: Said<Document>,
    phone: Said<Phone>,
    address: Said<Address>,
    date_created: Said<Anything>,
    registration_date: Said<Anything>,
    authentication_type: Said<Anything>,
    is_prime_user: Said<Choice>,
    is_first_purchase_online: Said<Choice>,
    last_purchase: Said<Anything>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PaymentMethods {
    installments: Said<Amount>,
    excluded_payment_methods: Said<Excluded>,
    excluded_payment_types: Said<Excluded>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Shipments {
    cost: Said<Amount>,
    receiver_address: Said<Address>,
    express_shipment: Said<Choice>,
    local_pickup: Said<Choice>,
}

impl From<PreferenceBody> for Preference {
    fn from(body: PreferenceBody) -> Self {
        let BackUrls {
            success,
            pending,
            failure,
        } = &body.back_urls;
        let (told, return_urls) = (
            told(&body),
            return_urls([
                (ReturnKind::Success, success.as_deref()),
                (ReturnKind::Pending, pending.as_deref()),
                (ReturnKind::Failure, failure.as_deref()),
            ]),
        );
        Self {
            id: body.id,
            collector_id: body.collector_id,
            client_id: body.client_id,
            notification_url: body.notification_url,
            return_urls,
            told,
        }
    }
}

/// What a preference shows of what was sent: all that it can hold.
fn told(body: &PreferenceBody) -> Told {
    let PreferenceBody {
        payer,
        payment_methods,
        shipments,
        back_urls,
        ..
    } = body;
    let back_url = [&back_urls.success, &back_urls.pending, &back_urls.failure]
        .map(|url| of_text::<WebAddress>(url.as_deref()));
    let expiration = [
        body.expires.0,
        body.expiration_date_from.0,
        body.expiration_date_to.0,
    ];
    let industry = [
        body.items.industry(),
        payer.authentication_type.0,
        payer.is_prime_user.0,
        payer.is_first_purchase_online.0,
        payer.last_purchase.0,
        shipments.express_shipment.0,
        shipments.local_pickup.0,
    ];
    let best = |all: &[_]| all.iter().copied().reduce(better);
    let mut told = Told::default();
    for (item, sent) in [
        (DataItem::Email, payer.email.0),
        (DataItem::PayerFirstName, payer.name.0),
        (DataItem::PayerLastName, payer.surname.0),
        (DataItem::PayerIdentification, payer.identification.0),
        (DataItem::PayerPhone, payer.phone.0),
        (DataItem::Address, payer.address.0),
        (
            DataItem::PayerRegistrationDate,
            better(payer.registration_date.0, payer.date_created.0),
        ),
    ] {
        told.put(item, sent);
    }
    body.items.tell(&mut told);
    for (item, sent) in [
        (DataItem::StatementDescriptor, body.statement_descriptor.0),
        (DataItem::ExternalReference, body.external_reference.0),
        (
            DataItem::WebhooksIpn,
            of_text::<WebAddress>(body.notification_url.as_deref()),
        ),
        (DataItem::BinaryMode, body.binary_mode.0),
        (DataItem::DateOfExpiration, body.date_of_expiration.0),
        (DataItem::MarketingInformation, body.tracks.0),
        (DataItem::MaxInstallments, payment_methods.installments.0),
        (
            DataItem::ExcludedPaymentMethods,
            payment_methods.excluded_payment_methods.0,
        ),
        (
            DataItem::ExcludedPaymentTypes,
            payment_methods.excluded_payment_types.0,
        ),
        (DataItem::ShipmentAmount, shipments.cost.0),
        (DataItem::ReceiverAddress, shipments.receiver_address.0),
    ] {
        told.put(item, sent);
    }
    for (item, all) in [
        (DataItem::BackUrls, &back_url[..]),
        (DataItem::Expiration, &expiration[..]),
        (DataItem::IndustryData, &industry[..]),
    ] {
        if let Some(sent) = best(all) {
            told.put(item, sent);
        }
    }
    told
}

impl Client {
    /// Asks for a preference of the token's account.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn preference(
        &self,
        token: &AccessToken,
        id: &PreferenceId,
    ) -> Result<Answer<Preference>, Error> {
        let question = Question {
            endpoint: Endpoint::Preference,
            token: Some(token),
            path: &["checkout", "preferences", id.as_str()],
            query: &[],
        };
        self.ask(&self.shelves().preferences, question).await
    }
}
