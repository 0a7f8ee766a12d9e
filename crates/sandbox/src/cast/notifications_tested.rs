//! Merchants whose webhook shows what it is only once it is sent test notifications.

use super::prelude::*;

/// In the order a reader meets them.
pub(super) const MERCHANTS: &[Merchant] = &[
    merchant!(166, "166", {
        id: "webhook-trusting",
        special: "the webhook accepts whatever it is sent",
        expectation: "fails once tested: anybody can say that a payment was made",
        webhook_url: Some("https://store.example/mp/trusting"),
    }, script { notified_at: Some("https://store.example/mp/trusting") }),
    merchant!(167, "167", {
        id: "webhook-takes-unsigned",
        special: "the webhook verifies only what has a signature",
        expectation: "fails once tested: forgers leave the signature out",
        webhook_url: Some("https://store.example/mp/takes-unsigned"),
    }, script { notified_at: Some("https://store.example/mp/takes-unsigned") }),
    merchant!(168, "168", {
        id: "webhook-looks-for-presence",
        special: "the webhook looks only whether there is a signature",
        expectation: "fails once tested: any signature will do",
        webhook_url: Some("https://store.example/mp/presence"),
    }, script { notified_at: Some("https://store.example/mp/presence") }),
    merchant!(169, "169", {
        id: "webhook-looks-at-form",
        special: "the webhook looks only at the form of the signature",
        expectation: "fails once tested: a signature of anybody's will do",
        webhook_url: Some("https://store.example/mp/form"),
    }, script { notified_at: Some("https://store.example/mp/form") }),
    merchant!(170, "170", {
        id: "webhook-compares-half",
        special: "the webhook compares half of the hash",
        expectation: "fails once tested: it accepts a hash cut short",
        webhook_url: Some("https://store.example/mp/half"),
    }, script { notified_at: Some("https://store.example/mp/half") }),
    merchant!(171, "171", {
        id: "webhook-in-milliseconds",
        special: "the webhook takes the timestamp for milliseconds",
        expectation: "fails once tested: it would refuse real notifications",
        webhook_url: Some("https://store.example/mp/in-milliseconds"),
    }, script { notified_at: Some("https://store.example/mp/in-milliseconds") }),
    merchant!(172, "172", {
        id: "webhook-in-seconds",
        special: "the webhook takes no timestamp in milliseconds",
        expectation: "warns once tested: it may refuse some notifications",
        webhook_url: Some("https://store.example/mp/in-seconds"),
    }, script { notified_at: Some("https://store.example/mp/in-seconds") }),
    merchant!(173, "173", {
        id: "webhook-other-secret",
        special: "the webhook verifies with another secret",
        expectation: "fails once tested: it refuses every right signature",
        webhook_url: Some("https://store.example/mp/other-secret"),
    }, script { notified_at: Some("https://store.example/mp/other-secret") }),
    merchant!(174, "174", {
        id: "webhook-fails-on-unknown",
        special: "the webhook fails where the payment is not found",
        expectation: "fails once tested: Mercado Pago would repeat for days",
        webhook_url: Some("https://store.example/mp/fails"),
    }, script { notified_at: Some("https://store.example/mp/fails") }),
    merchant!(175, "175", {
        id: "webhook-fails-on-forgeries",
        special: "the webhook fails on forgeries instead of refusing them",
        expectation: "inconclusive once tested: an error is no refusal",
        webhook_url: Some("https://store.example/mp/fails-on-forgeries"),
    }, script { notified_at: Some("https://store.example/mp/fails-on-forgeries") }),
    merchant!(176, "176", {
        id: "webhook-strict",
        special: "the webhook refuses actions it does not know",
        expectation: "warns once tested: Mercado Pago adds new ones",
        webhook_url: Some("https://store.example/mp/strict"),
    }, script { notified_at: Some("https://store.example/mp/strict") }),
    merchant!(177, "177", {
        id: "webhook-no-content",
        special: "the webhook answers 204",
        expectation: "warns once tested: 200 and 201 are documented",
        webhook_url: Some("https://store.example/mp/no-content"),
    }, script { notified_at: Some("https://store.example/mp/no-content") }),
    merchant!(178, "178", {
        id: "webhook-login",
        special: "a login page stands before the webhook",
        expectation: "fails once tested: Mercado Pago logs in nowhere",
        webhook_url: Some("https://store.example/mp/login"),
    }, script { notified_at: Some("https://store.example/mp/login") }),
    merchant!(179, "179", {
        id: "webhook-page",
        special: "a single-page application answers at the webhook",
        expectation: "fails once tested: notifications get lost unnoticed",
        webhook_url: Some("https://store.example/mp/page"),
    }, script { notified_at: Some("https://store.example/mp/page") }),
    merchant!(180, "180", {
        id: "webhook-csrf",
        special: "the framework's CSRF protection refuses notifications",
        expectation: "fails once tested: the handler is never asked",
        webhook_url: Some("https://store.example/mp/csrf"),
    }, script { notified_at: Some("https://store.example/mp/csrf") }),
    merchant!(181, "181", {
        id: "webhook-parked",
        special: "the webhook's domain is for sale",
        expectation: "fails once tested: nobody is there any more",
        webhook_url: Some("https://store.example/mp/parked"),
    }, script { notified_at: Some("https://store.example/mp/parked") }),
    merchant!(182, "182", {
        id: "webhook-challenged",
        special: "a bot challenge stands before the webhook",
        expectation: "left to a person once tested: Mercado Pago may be let through",
        webhook_url: Some("https://store.example/mp/challenge"),
    }, script { notified_at: Some("https://store.example/mp/challenge") }),
    merchant!(183, "183", {
        id: "webhook-firewalled",
        special: "a firewall lets only browsers reach the webhook",
        expectation: "left to a person once tested: Mercado Pago may be let through",
        webhook_url: Some("https://store.example/mp/firewalled"),
    }, script { notified_at: Some("https://store.example/mp/firewalled") }),
    merchant!(184, "184", {
        id: "webhook-firewalled-from-mercado-pago",
        special: "a firewall keeps Mercado Pago's user agent out",
        expectation: "left to a person once tested, with the rule to add",
        webhook_url: Some("https://store.example/mp/firewalled-from-mercado-pago"),
    }, script { notified_at: Some("https://store.example/mp/firewalled-from-mercado-pago") }),
    merchant!(185, "185", {
        id: "webhook-walled",
        special: "a firewall keeps everybody out",
        expectation: "left to a person once tested: it may be for our address alone",
        webhook_url: Some("https://store.example/mp/walled"),
    }, script { notified_at: Some("https://store.example/mp/walled") }),
    merchant!(186, "186", {
        id: "webhook-limited",
        special: "the webhook limits how often it may be asked",
        expectation: "inconclusive once tested: it asks to wait",
        webhook_url: Some("https://store.example/mp/limited"),
    }, script { notified_at: Some("https://store.example/mp/limited") }),
    merchant!(187, "187", {
        id: "webhook-broken",
        special: "the webhook fails whatever it is sent",
        expectation: "inconclusive once tested: everything fails",
        webhook_url: Some("https://store.example/mp/broken"),
    }, script { notified_at: Some("https://store.example/mp/broken") }),
    merchant!(188, "188", {
        id: "webhook-lower-cases",
        special: "Orders; the webhook lower-cases the order's id before it verifies",
        expectation: "fails once tested: it would refuse real notifications",
        product: Product::Orders,
        inspected: Some(order!("188")),
        webhook_url: Some("https://store.example/mp/lower-case"),
    }, script { notified_at: Some("https://store.example/mp/lower-case") }),
    merchant!(189, "189", {
        id: "webhook-secret-unknown",
        special: "the operator does not tell the secret of the webhook",
        expectation: "left to a person once tested: nothing can be signed rightly",
        webhook_secret: None,
    }),
];
