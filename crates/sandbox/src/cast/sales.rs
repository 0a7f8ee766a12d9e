//! Merchants whose sale or payments tell something: quality, approval, references.

use super::prelude::*;

/// In the order a reader meets them.
pub(super) const MERCHANTS: &[Merchant] = &[
    merchant!(71, "071", {
        id: "quality-poor",
        special: "nothing went along with the sale but the money",
        expectation: "data the integration quality needs are missing",
    }, script { sale: Sale::Poor }),
    merchant!(72, "072", {
        id: "quality-poor-api",
        special: "nothing went along with a sale by Checkout API",
        expectation: "data the integration quality needs are missing",
        product: Product::CheckoutApi,
    }, script { sale: Sale::Poor }),
    merchant!(73, "073", {
        id: "quality-poor-order",
        special: "nothing went along with the order",
        expectation: "data the integration quality needs are missing",
        product: Product::Orders,
        inspected: Some(order!("073")),
    }, script { sale: Sale::Poor }),
    merchant!(74, "074", {
        id: "quality-placeholders",
        special: "the sale carries what examples write",
        expectation: "the data are those of examples",
    }, script { sale: Sale::Placeholders }),
    merchant!(75, "075", {
        id: "quality-too-long",
        special: "reference and statement descriptor are too long",
        expectation: "Mercado Pago cuts what is too long",
    }, script { sale: Sale::TooLong }),
    merchant!(76, "076", {
        id: "quality-unknown-category",
        special: "the item is of a category Mercado Pago does not have",
        expectation: "the category counts for nothing",
    }, script { sale: Sale::UnknownCategory }),
    merchant!(77, "077", {
        id: "payment-of-plugin",
        special: "a platform made the payments of Checkout API",
        expectation: "the quality of platforms is not measured",
        product: Product::CheckoutApi,
    }, script { sale: Sale::ByPlugin }),
    merchant!(78, "078", {
        id: "payment-of-other-account",
        special: "the payment to look into was paid to user 100000009",
        expectation: "it tells nothing of this account",
        inspected: Some(payment!("078")),
    }, script { sale: Sale::OtherCollector }),
    merchant!(79, "079", {
        id: "payment-of-other-application",
        special: "application 1000000000000009 made the sale",
        expectation: "measured all the same: what counts is the account that was paid",
    }, script { sale: Sale::ByOtherApplication }),
    merchant!(80, "080", {
        id: "payment-too-old",
        special: "the payment to look into is 200 days old",
        expectation: "it is too old to measure",
        inspected: Some(payment!("080")),
    }, script { sale: Sale::Old }),
    merchant!(81, "081", {
        id: "payment-not-approved",
        special: "the payment to look into was rejected",
        expectation: "only approved payments are measured",
        inspected: Some(payment!("081")),
    }, script { sale: Sale::NotApproved }),
    merchant!(82, "082", {
        id: "payment-unknown",
        special: "the operator names a payment that does not exist",
        expectation: "not found in this account",
        inspected: Some("1300000829999"),
    }),
    merchant!(83, "083", {
        id: "test-order",
        special: "the order to look into is a test",
        expectation: "it tells nothing of real sales",
        product: Product::Orders,
        inspected: Some(concat!("ORDTST0100000000000000000", "083", "0001")),
    }, script { sale: Sale::TestOrder }),
    merchant!(84, "084", {
        id: "quality-low",
        special: "the operator recorded a score of 61",
        expectation: "below the 73 Mercado Pago asks for",
        quality: Some(Measurement { score: 61, days_ago: 20 }),
    }),
    merchant!(85, "085", {
        id: "quality-outdated",
        special: "the operator recorded a score of 400 days ago",
        expectation: "too long ago to count",
        quality: Some(Measurement { score: 90, days_ago: 400 }),
    }),
    merchant!(86, "086", {
        id: "quality-not-recorded",
        special: "nobody recorded a score",
        expectation: "left to a person",
        quality: None,
    }),
    merchant!(87, "087", {
        id: "no-payments",
        special: "not one payment so far",
        expectation: "nothing can be told of a sale",
        quality: None,
    }, script { history: History::None }),
    merchant!(88, "088", {
        id: "nothing-approved",
        special: "eight payments, none approved",
        expectation: "nothing can be told of a sale",
    }, script { history: History::NothingApproved }),
    merchant!(89, "089", {
        id: "few-payments",
        special: "eight payments in thirty days",
        expectation: "too few to judge",
    }, script { history: History::Few }),
    merchant!(90, "090", {
        id: "rejections-by-fraud",
        special: "fraud prevention refuses a quarter of the payments",
        expectation: "more data raise approval",
    }, script { history: History::FraudHeavy }),
    merchant!(91, "091", {
        id: "rejections-for-data",
        special: "a fifth of the payments is refused for lack of data",
        expectation: "mandatory data are missing",
    }, script { history: History::DataHeavy }),
    merchant!(92, "092", {
        id: "rejections-of-every-kind",
        special: "rejected for every reason there is, and one nobody knows",
        expectation: "each group is counted",
    }, script { history: History::Varied }),
    merchant!(93, "093", {
        id: "orphans",
        special: "one approved payment in five without a reference, some with that of another",
        expectation: "those payments cannot be matched with orders",
    }, script { history: History::Orphans }),
    merchant!(94, "094", {
        id: "many-payments",
        special: "130 payments in thirty days",
        expectation: "read page by page",
    }, script { history: History::Long }),
    merchant!(95, "095", {
        id: "too-many-payments",
        special: "1,200 payments in thirty days",
        expectation: "only the newest are read, and the reader is told",
    }, script { history: History::Endless }),
    merchant!(96, "096", {
        id: "currency-mismatch",
        special: "a Brazilian account, payments in Argentine pesos",
        expectation: "the payments are of another currency than the country",
    }, script { currency: Some("ARS") }),
    merchant!(130, "130", {
        id: "payment-of-other-product",
        special: "declared for Checkout API, sold with Checkout Pro",
        expectation: "the payment looks like one of another product",
        product: Product::CheckoutApi,
    }, script { sells: Some(Product::CheckoutPro) }),
    merchant!(162, "162", {
        id: "payment-by-api",
        special: "declared for Checkout Pro, sold with Checkout API; nothing went along with the sale but the money",
        expectation: "what a preference would show is left to a person",
    }, script { sells: Some(Product::CheckoutApi), sale: Sale::Poor }),
];
