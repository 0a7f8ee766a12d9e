//! Which data went along with a sale: what the integration quality and the fraud prevention read.

use serde::{Deserialize, Serialize};

use crate::profile::named;

named! {
    /// One datum of a sale. The names are those of Mercado Pago's quality tool where it has one.
    DataItem {
        /// The buyer's e-mail address.
        Email = "email",
        /// The buyer's first name.
        PayerFirstName = "payer_first_name",
        /// The buyer's last name.
        PayerLastName = "payer_last_name",
        /// The buyer's document.
        PayerIdentification = "payer_identification",
        /// The buyer's phone.
        PayerPhone = "payer_phone",
        /// The buyer's address.
        Address = "address",
        /// Since when the buyer is a customer of the shop.
        PayerRegistrationDate = "payer_registration_date",
        /// Whether the payer is a known customer: `payer.type` and `payer.id`.
        PayerId = "payer_id",
        /// The item's code.
        ItemId = "item_id",
        /// The item's title.
        ItemTitle = "item_title",
        /// The item's description.
        ItemDescription = "item_description",
        /// The item's category.
        ItemCategoryId = "item_category_id",
        /// How many of it.
        ItemQuantity = "item_quantity",
        /// Its price.
        ItemUnitPrice = "item_unit_price",
        /// Its picture.
        ItemPictureUrl = "item_picture_url",
        /// What the buyer reads on the card statement.
        StatementDescriptor = "statement_descriptor",
        /// The shop's own reference.
        ExternalReference = "external_reference",
        /// Where the buyer returns to.
        BackUrls = "back_urls",
        /// Where notifications of this sale go.
        WebhooksIpn = "webhooks_ipn",
        /// Only approved or rejected.
        BinaryMode = "binary_mode",
        /// When the offer to pay ends.
        DateOfExpiration = "date_of_expiration",
        /// From when to when the preference holds.
        Expiration = "expiration",
        /// Pixels and tags of advertisers.
        MarketingInformation = "marketing_information",
        /// The most instalments.
        MaxInstallments = "max_installments",
        /// Means of payment left out.
        ExcludedPaymentMethods = "excluded_payment_methods",
        /// Kinds of payment left out.
        ExcludedPaymentTypes = "excluded_payment_types",
        /// What shipping costs.
        ShipmentAmount = "shipment_amount",
        /// Where it is shipped to.
        ReceiverAddress = "receiver_address",
        /// Data of the shop's industry, such as warranty, event date or express shipment.
        IndustryData = "industry_data",
        /// The identifier of the buyer's device.
        DeviceId = "device_id",
        /// The card's issuer.
        IssuerId = "issuer_id",
        /// Authorised first, captured later.
        AuthorizationAndCapture = "auth_and_capt",
        /// Refunds or cancellations left a trace.
        RefundsApi = "refunds_api",
        /// The terminal or the kind of a payment at a Point.
        PointPayment = "point_payment",
        /// The intent or order sent to the terminal.
        PaymentIntentId = "payment_intent_id",
        /// The store of a payment in person.
        StoreId = "store_id",
        /// The point of sale of a payment in person.
        PosId = "pos_id",
        /// The certified integrator.
        IntegratorId = "integrator_id",
        /// The e-commerce platform.
        PlatformId = "platform_id",
        /// The sponsor of a payment in person.
        SponsorId = "sponsor_id",
        /// The official library on the server. From here on no document of a sale shows the item.
        BackEndSdk = "back_end_sdk",
        /// `MercadoPago.js` V2 on the page.
        WebFrontEndSdk = "web_front_end_sdk",
        /// `MercadoPago.js` where Checkout Pro opens.
        FrontEndSdkPro = "front_end_sdk_pro",
        /// A certificate that somebody known vouches for.
        Ssl = "ssl",
        /// TLS 1.2 or newer.
        Tls = "tls",
        /// Card data are typed into fields that the shop cannot read.
        SecureForm = "secure_form",
        /// A notified payment is asked for before the shop believes it.
        PaymentGetOrSearchApi = "payment_get_or_search_api",
        /// Chargebacks are followed.
        ChargebacksApi = "chargebacks_api",
        /// Payments can be cancelled.
        CancellationApi = "cancellation_api",
        /// The report of all transactions.
        Settlement = "settlement",
        /// The report of released money.
        Release = "release",
        /// Checkout Pro opens above the shop's page.
        Modal = "modal",
        /// Mercado Pago's logos stand where one pays.
        Logos = "logos",
        /// The buyer is told what became of the payment, in words.
        ResponseMessages = "response_messages",
        /// Notifications of payments at a Point.
        WebhooksPoint = "webhooks_point",
        /// One application's credentials serve the whole integration of a Point.
        CentralizedCredentials = "centralized_credentials",
        /// Credentials can be changed without changing the program.
        ConfigurableCredentials = "configurable_credentials",
        /// What happens at the Point once a payment was rejected.
        RejectedFlow = "rejected_flow",
        /// A payment sent to the terminal can be taken back.
        CancelIntent = "cancel_intent",
        /// There is a manual for those at the till.
        UsersManual = "users_manual",
        /// Requests and answers are logged.
        Logs = "logs",
        /// The program lists terminals.
        ListDevices = "list_devices",
        /// The program changes a terminal's mode.
        SwitchMode = "switch_mode",
        /// Warnings about terminals are switched on.
        DeviceAlerts = "device_alerts",
        /// The token travels in the header.
        HeaderTokenPoint = "header_token_point",
        /// Sellers link their accounts with OAuth.
        Oauth = "oauth",
    }
}

/// What was seen of a datum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "sent", rename_all = "snake_case")]
pub enum Sent {
    /// It was not sent: missing, null, empty text, empty object.
    Absent,
    /// It was sent.
    Present,
    /// It was sent, and is what examples write: `test@test.com`, `item`, `123`.
    Placeholder,
    /// It is longer than Mercado Pago takes.
    TooLong {
        /// Its length in characters.
        length: u32,
        /// The most characters.
        most: u32,
    },
    /// It is not one of the values Mercado Pago knows.
    Unknown,
}

/// What one document tells. A datum that documents of its kind cannot show is not listed at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Told(pub Vec<(DataItem, Sent)>);

impl Told {
    /// What was seen of this datum; none where the document cannot show it.
    #[must_use]
    pub fn of(&self, item: DataItem) -> Option<Sent> {
        let found = self.0.iter().find(|(known, _)| *known == item);
        found.map(|(_, sent)| *sent)
    }

    /// Writes down what was seen of a datum, in place of what stood there.
    pub fn put(&mut self, item: DataItem, sent: Sent) {
        match self.0.iter_mut().find(|(known, _)| *known == item) {
            Some((_, known)) => *known = sent,
            None => self.0.push((item, sent)),
        }
    }
}
