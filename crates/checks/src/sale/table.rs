//! What is asked of each product, as data: class, aspect and field of every item.
//!
//! Mercado Pago does not publish the lists: names and classes are as seen in answers of its quality
//! tool. Which aspect an item belongs to is our own reading of how the pages describe the five
//! aspects. Fields are those of the specification and of the official libraries.

use serde::{Deserialize, Serialize};

use crate::contract::ItemClass;
use crate::evidence::DataItem;
use crate::profile::{Product, named};

use DataItem as Item;
use Product::{Bricks, CheckoutApi, CheckoutPro, Orders, Plugin, Point};

named! {
    /// What the quality tool groups its items by.
    Aspect {
        /// How buying feels.
        BuyerExperience = "buyer_experience",
        /// Money and orders can be matched.
        Reconciliation = "reconciliation",
        /// Good payments are approved.
        PaymentApproval = "payment_approval",
        /// It keeps working as it grows: current libraries, notifications.
        Scalability = "scalability",
        /// The data of a purchase stay confidential.
        Security = "security",
    }
}

/// The interface a sale is created with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    /// `POST /v1/payments`.
    Payments,
    /// `POST /checkout/preferences`.
    Preferences,
    /// `POST /v1/orders`.
    Orders,
}

impl Api {
    /// The interface the product's guide teaches; none where the merchant sends nothing: a plugin
    /// does, and a subscription takes no data of a sale.
    #[must_use]
    pub const fn of(product: Product) -> Option<Self> {
        match product {
            CheckoutPro => Some(Self::Preferences),
            CheckoutApi | Bricks => Some(Self::Payments),
            Orders | Point | Product::Qr => Some(Self::Orders),
            Plugin | Product::Subscriptions => None,
        }
    }
}

/// One item.
#[derive(Debug)]
pub struct Line {
    /// Which.
    pub item: DataItem,
    /// What it serves.
    pub aspect: Aspect,
    /// The field to send it in, in the order payments, preferences, orders; empty where there is
    /// none.
    fields: [&'static str; 3],
    /// Products of which it is required.
    required: &'static [Product],
    /// Products of which it is good practice.
    best: &'static [Product],
}

impl Line {
    /// The field to send it in.
    #[must_use]
    pub fn field(&self, api: Api) -> Option<&'static str> {
        let [payment, preference, order] = self.fields;
        let field = match api {
            Api::Payments => payment,
            Api::Preferences => preference,
            Api::Orders => order,
        };
        (!field.is_empty()).then_some(field)
    }

    /// How much it matters to the quality of this product; none where the tool does not ask for it.
    #[must_use]
    pub fn class(&self, product: Product) -> Option<ItemClass> {
        if self.required.contains(&product) {
            Some(ItemClass::Required)
        } else {
            self.best
                .contains(&product)
                .then_some(ItemClass::BestPractice)
        }
    }
}

/// The HTTP header an item is sent in, where it is sent in one.
#[must_use]
pub const fn header(item: DataItem) -> Option<&'static str> {
    match item {
        Item::DeviceId => Some("X-meli-session-id"),
        _ => None,
    }
}

/// An item's line.
#[must_use]
pub fn line(item: DataItem) -> Option<&'static Line> {
    LINES.iter().find(|line| line.item == item)
}

/// What the tool asks of a product under an aspect.
pub fn asked(product: Product, aspect: Aspect) -> impl Iterator<Item = &'static Line> {
    LINES
        .iter()
        .filter(move |line| line.aspect == aspect && line.class(product).is_some())
}

const ONLINE: &[Product] = &[CheckoutPro, CheckoutApi, Bricks, Orders, Plugin];
const OWN_CODE: &[Product] = &[CheckoutPro, CheckoutApi, Bricks, Orders];
const WITH_POINT: &[Product] = &[CheckoutPro, CheckoutApi, Bricks, Orders, Point];
const PRO: &[Product] = &[CheckoutPro];
const API: &[Product] = &[CheckoutApi, Bricks];
const POINT: &[Product] = &[Point];
const NONE: &[Product] = &[];

/// Sent in a field of payments, preferences, orders.
const fn told(
    item: Item,
    aspect: Aspect,
    fields: [&'static str; 3],
    required: &'static [Product],
    best: &'static [Product],
) -> Line {
    Line {
        item,
        aspect,
        fields,
        required,
        best,
    }
}

/// Not sent in any field.
const fn done(
    item: Item,
    aspect: Aspect,
    required: &'static [Product],
    best: &'static [Product],
) -> Line {
    told(item, aspect, [""; 3], required, best)
}

use Aspect::{BuyerExperience, PaymentApproval, Reconciliation, Scalability, Security};

/// Every item, in a reader's order.
#[rustfmt::skip]
pub static LINES: &[Line] = &[
    told(Item::Email, PaymentApproval, ["payer.email"; 3], ONLINE, NONE),
    told(Item::PayerFirstName, PaymentApproval, ["additional_info.payer.first_name", "payer.name", "payer.first_name"], ONLINE, NONE),
    told(Item::PayerLastName, PaymentApproval, ["additional_info.payer.last_name", "payer.surname", "payer.last_name"], ONLINE, NONE),
    told(Item::ItemId, PaymentApproval, ["additional_info.items[].id", "items[].id", "items[].external_code"], ONLINE, NONE),
    told(Item::ItemTitle, PaymentApproval, ["additional_info.items[].title", "items[].title", "items[].title"], ONLINE, NONE),
    told(Item::ItemDescription, PaymentApproval, ["additional_info.items[].description", "items[].description", "items[].description"], ONLINE, NONE),
    told(Item::ItemCategoryId, PaymentApproval, ["additional_info.items[].category_id", "items[].category_id", "items[].category_id"], ONLINE, NONE),
    told(Item::ItemQuantity, PaymentApproval, ["additional_info.items[].quantity", "items[].quantity", "items[].quantity"], ONLINE, NONE),
    told(Item::ItemUnitPrice, PaymentApproval, ["additional_info.items[].unit_price", "items[].unit_price", "items[].unit_price"], ONLINE, NONE),
    told(Item::IssuerId, PaymentApproval, ["issuer_id", "", ""], API, NONE),
    done(Item::DeviceId, PaymentApproval, API, NONE),
    told(Item::Address, PaymentApproval, ["additional_info.payer.address", "payer.address", "payer.address"], NONE, OWN_CODE),
    told(Item::PayerIdentification, PaymentApproval, ["payer.identification"; 3], NONE, OWN_CODE),
    told(Item::PayerPhone, PaymentApproval, ["additional_info.payer.phone", "payer.phone", "payer.phone"], NONE, OWN_CODE),
    told(Item::PayerId, PaymentApproval, ["payer.id", "", ""], NONE, API),
    told(Item::ShipmentAmount, PaymentApproval, ["shipping_amount", "shipments.cost", "shipment"], NONE, OWN_CODE),
    told(Item::ItemPictureUrl, PaymentApproval, ["additional_info.items[].picture_url", "items[].picture_url", "items[].picture_url"], NONE, NONE),
    told(Item::PayerRegistrationDate, PaymentApproval, ["additional_info.payer.registration_date", "payer.registration_date", ""], NONE, NONE),
    told(Item::ReceiverAddress, PaymentApproval, ["additional_info.shipments.receiver_address", "shipments.receiver_address", "shipment"], NONE, NONE),
    told(Item::IndustryData, PaymentApproval, ["", "items[].category_descriptor", ""], NONE, NONE),

    told(Item::StatementDescriptor, BuyerExperience, ["statement_descriptor", "statement_descriptor", "transactions.payments[].payment_method.statement_descriptor"], ONLINE, NONE),
    told(Item::BackUrls, BuyerExperience, ["", "back_urls", "config.online"], PRO, NONE),
    told(Item::BinaryMode, BuyerExperience, ["binary_mode", "binary_mode", ""], NONE, &[CheckoutPro, CheckoutApi, Bricks]),
    told(Item::DateOfExpiration, BuyerExperience, ["date_of_expiration", "date_of_expiration", "expiration_time"], NONE, OWN_CODE),
    told(Item::Expiration, BuyerExperience, ["", "expires", "config.online.available_from"], NONE, PRO),
    told(Item::MaxInstallments, BuyerExperience, ["installments", "payment_methods.installments", "config.payment_method.max_installments"], NONE, OWN_CODE),
    told(Item::ExcludedPaymentMethods, BuyerExperience, ["", "payment_methods.excluded_payment_methods[].id", "config.payment_method.not_allowed_ids"], NONE, PRO),
    told(Item::ExcludedPaymentTypes, BuyerExperience, ["", "payment_methods.excluded_payment_types[].id", "config.payment_method.not_allowed_types"], NONE, PRO),
    told(Item::MarketingInformation, BuyerExperience, ["", "tracks[]", ""], NONE, PRO),
    told(Item::AuthorizationAndCapture, BuyerExperience, ["capture", "", "capture_mode"], NONE, API),
    done(Item::Modal, BuyerExperience, NONE, PRO),
    done(Item::Logos, BuyerExperience, NONE, OWN_CODE),
    done(Item::ResponseMessages, BuyerExperience, NONE, OWN_CODE),
    done(Item::RejectedFlow, BuyerExperience, NONE, POINT),
    done(Item::CancelIntent, BuyerExperience, NONE, POINT),
    done(Item::UsersManual, BuyerExperience, NONE, POINT),

    told(Item::ExternalReference, Reconciliation, ["external_reference"; 3], &[CheckoutPro, CheckoutApi, Bricks, Orders, Plugin, Point], NONE),
    done(Item::StoreId, Reconciliation, POINT, NONE),
    done(Item::PosId, Reconciliation, POINT, NONE),
    done(Item::RefundsApi, Reconciliation, NONE, WITH_POINT),
    done(Item::CancellationApi, Reconciliation, NONE, OWN_CODE),
    done(Item::ChargebacksApi, Reconciliation, NONE, OWN_CODE),
    done(Item::Settlement, Reconciliation, NONE, WITH_POINT),
    done(Item::Release, Reconciliation, NONE, WITH_POINT),

    told(Item::WebhooksIpn, Scalability, ["notification_url", "notification_url", ""], ONLINE, NONE),
    done(Item::BackEndSdk, Scalability, OWN_CODE, NONE),
    done(Item::WebFrontEndSdk, Scalability, &[CheckoutApi, Bricks, Orders], NONE),
    done(Item::FrontEndSdkPro, Scalability, NONE, PRO),
    done(Item::PaymentGetOrSearchApi, Scalability, NONE, WITH_POINT),
    told(Item::PointPayment, Scalability, ["", "", "config.point.terminal_id"], POINT, NONE),
    done(Item::PaymentIntentId, Scalability, POINT, NONE),
    done(Item::WebhooksPoint, Scalability, POINT, NONE),
    done(Item::ListDevices, Scalability, NONE, POINT),
    done(Item::SwitchMode, Scalability, NONE, POINT),
    done(Item::DeviceAlerts, Scalability, NONE, POINT),
    done(Item::Logs, Scalability, NONE, POINT),
    told(Item::IntegratorId, Scalability, ["", "", "integration_data.integrator_id"], NONE, &[Orders, Point]),
    told(Item::PlatformId, Scalability, ["", "", "integration_data.platform_id"], NONE, POINT),
    told(Item::SponsorId, Scalability, ["", "", "integration_data.sponsor.id"], NONE, POINT),

    done(Item::Ssl, Security, API, &[Orders]),
    done(Item::Tls, Security, API, &[Orders]),
    done(Item::SecureForm, Security, API, &[Orders]),
    done(Item::CentralizedCredentials, Security, POINT, NONE),
    done(Item::ConfigurableCredentials, Security, NONE, POINT),
    done(Item::HeaderTokenPoint, Security, NONE, POINT),
    done(Item::Oauth, Security, NONE, &[Orders]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_has_exactly_one_line() {
        for item in DataItem::ALL {
            let lines = LINES.iter().filter(|line| line.item == *item).count();
            assert_eq!(lines, 1, "{}", item.name());
        }
    }

    #[test]
    fn no_item_is_required_and_good_practice_at_once() {
        for line in LINES {
            for product in Product::ALL {
                let both = line.required.contains(product) && line.best.contains(product);
                assert!(!both, "{} of {}", line.item.name(), product.name());
            }
        }
    }

    #[test]
    fn what_is_asked_of_a_product_is_what_its_checklist_has() {
        let required = |product| {
            LINES
                .iter()
                .filter(|line| line.class(product) == Some(ItemClass::Required))
                .count()
        };
        // E-mail, two names, six of the item, card statement, reference, return addresses,
        // webhooks, back-end library.
        assert_eq!(required(CheckoutPro), 14);
        // Without return addresses; device, issuer, V2, SSL, TLS, secure form besides.
        assert_eq!(required(CheckoutApi), 19);
        assert_eq!(required(Bricks), 19);
        assert_eq!(required(Point), 7);
        assert_eq!(required(Product::Qr), 0);
        assert_eq!(required(Product::Subscriptions), 0);
    }
}
