//! Merchants whose notifications go astray.

use super::prelude::*;

/// In the order a reader meets them.
pub(super) const MERCHANTS: &[Merchant] = &[
    merchant!(11, "011", {
        id: "webhook-missing",
        special: "no webhook on the application, none on the payments, none declared",
        expectation: "nothing shows a webhook: to confirm in the panel, never passed",
        webhook_url: None,
    }, script { notified_at: None }),
    merchant!(12, "012", {
        id: "webhook-catcher",
        special: "notifications go to a public request catcher",
        expectation: "fails: anybody can read the notifications there",
        webhook_url: Some("https://webhook.site/00000000-0000-4000-8000-000000000000"),
    }, script { notified_at: Some("https://webhook.site/00000000-0000-4000-8000-000000000000") }),
    merchant!(13, "013", {
        id: "webhook-expired-certificate",
        special: "the webhook's certificate expired ten days ago",
        expectation: "fails: certificate expired",
        webhook_url: Some("https://expired.example/mp/webhook"),
    }, script { notified_at: Some("https://expired.example/mp/webhook") }),
    merchant!(14, "014", {
        id: "webhook-redirects",
        special: "the webhook answers 301 to another https address",
        expectation: "fails: notifications are not redirected",
        webhook_url: Some("https://loja.example/moved"),
    }, script { notified_at: Some("https://loja.example/moved") }),
    merchant!(15, "015", {
        id: "webhook-private",
        special: "the webhook's name leads to 10.20.30.40",
        expectation: "fails: Mercado Pago cannot reach a private network",
        webhook_url: Some("https://private.example/mp/webhook"),
    }, script { notified_at: Some("https://private.example/mp/webhook") }),
    merchant!(46, "046", {
        id: "webhook-differs",
        special: "the application notifies loja.example, the operator declares store.example",
        expectation: "warns: notifications go elsewhere than declared",
    }, script { notified_at: Some("https://loja.example/mp/webhook") }),
    merchant!(47, "047", {
        id: "webhooks-disagree",
        special: "the application notifies store.example, the payments loja.example",
        expectation: "the address with a payment wins over that of the panel",
    }, script {
        sale_notified: SaleNotified::Elsewhere("https://loja.example/mp/webhook?source_news=webhooks"),
    }),
    merchant!(48, "048", {
        id: "webhook-on-payments-only",
        special: "no webhook on the application, one on the payments",
        expectation: "passes by the payments alone",
    }, script {
        notified_at: None,
        sale_notified: SaleNotified::Elsewhere("https://store.example/mp/webhook?source_news=webhooks"),
    }),
    merchant!(49, "049", {
        id: "webhook-in-panel-only",
        special: "a webhook on the application, none on the payments",
        expectation: "passes by the panel alone",
    }, script { sale_notified: SaleNotified::Unsaid }),
    merchant!(50, "050", {
        id: "ipn-in-use",
        special: "the payments ask for IPN",
        expectation: "warns: IPN is going away",
    }, script { sale_notified: SaleNotified::ByIpn }),
    merchant!(51, "051", {
        id: "notification-url-too-long",
        special: "the address on the payments is longer than 248 characters",
        expectation: "warns: the address is too long",
    }, script { sale_notified: SaleNotified::TooLong }),
    merchant!(123, "123", {
        id: "webhooks-and-ipn",
        special: "the payments do not say whether webhooks or IPN",
        expectation: "warns: both may arrive",
    }, script { sale_notified: SaleNotified::Alike }),
    merchant!(124, "124", {
        id: "webhooks-by-turns",
        special: "the payments notify two addresses by turns, the application none",
        expectation: "warns: payments differ from each other",
    }, script {
        notified_at: None,
        sale_notified: SaleNotified::ByTurns(
            "https://store.example/mp/webhook?source_news=webhooks",
            "https://loja.example/mp/webhook?source_news=webhooks",
        ),
    }),
    merchant!(143, "143", {
        id: "webhook-differs-on-payments",
        special: "no webhook on the application; the payments notify loja.example, the operator declares store.example",
        expectation: "warns: notifications go elsewhere than declared",
    }, script { notified_at: None, sale_notified: SaleNotified::Elsewhere("https://loja.example/mp/webhook?source_news=webhooks") }),
    merchant!(144, "144", {
        id: "webhook-unknown-host",
        special: "notifications go to a name that does not exist",
        expectation: "fails: nobody is there",
        webhook_url: Some("https://unknown.example/mp/webhook"),
    }, script { notified_at: Some("https://unknown.example/mp/webhook") }),
    merchant!(145, "145", {
        id: "webhook-old-protocol",
        special: "the webhook speaks TLS 1.0 and nothing newer",
        expectation: "fails: TLS 1.2 is the least",
        webhook_url: Some("https://old-protocol.example/mp/webhook"),
    }, script { notified_at: Some("https://old-protocol.example/mp/webhook") }),
    merchant!(146, "146", {
        id: "webhook-not-found",
        special: "the webhook answers 404 to a visit",
        expectation: "left to a person: it may take notifications all the same",
        webhook_url: Some("https://store.example/no-such-page"),
    }, script { notified_at: Some("https://store.example/no-such-page") }),
    merchant!(147, "147", {
        id: "webhook-failing",
        special: "the webhook answers 500",
        expectation: "inconclusive: an error of the moment says nothing of tomorrow",
        webhook_url: Some("https://store.example/broken"),
    }, script { notified_at: Some("https://store.example/broken") }),
    merchant!(148, "148", {
        id: "ipn-until-lately",
        special: "older payments asked for IPN, the newest ask for webhooks",
        expectation: "warns: IPN was in use until lately",
    }, script { sale_notified: SaleNotified::ByIpnUntilLately }),
    merchant!(149, "149", {
        id: "ipn-path",
        special: "notifications go to an address that says IPN",
        expectation: "warns: it looks like one of IPN",
        webhook_url: Some("https://store.example/mp/ipn"),
    }, script { notified_at: Some("https://store.example/mp/ipn"), sale_notified: SaleNotified::Unsaid }),
];
