//! Merchants in good order: one a country and one a product.

use super::prelude::*;

/// In the order a reader meets them.
pub(super) const MERCHANTS: &[Merchant] = &[
    merchant!(1, "001", {
        id: "ready",
        special: "Brazil; everything is in order and declared",
        expectation: "ready once a person confirmed what only a person can tell",
    }),
    merchant!(3, "003", {
        id: "argentina",
        special: "Argentina; in order, but nobody says whom the credentials should belong to",
        expectation: "passes without Pix; ownership of the credentials is left to confirm",
        site: Site::Mla,
        webhook_url: Some("https://tienda.example/mp/webhook"),
        checkout_url: Some("https://tienda.example/checkout"),
        expected_user_id: None,
        expected_application_id: None,
    }, script {
        nickname: "TIENDAEJEMPLO",
        country: Site::Mla,
        notified_at: Some("https://tienda.example/mp/webhook"),
    }),
    merchant!(30, "030", {
        id: "ready-mexico",
        special: "Mexico; Checkout Pro in order",
        expectation: "passes without Pix",
        site: Site::Mlm,
        webhook_url: Some("https://tienda.example/mp/webhook"),
        checkout_url: Some("https://tienda.example/checkout"),
    }, script {
        nickname: "TIENDAEJEMPLO",
        country: Site::Mlm,
        notified_at: Some("https://tienda.example/mp/webhook"),
    }),
    merchant!(31, "031", {
        id: "ready-api",
        special: "Checkout API in order",
        expectation: "everything is seen and in order",
        product: Product::CheckoutApi,
    }),
    merchant!(32, "032", {
        id: "ready-bricks",
        special: "Checkout Bricks in order",
        expectation: "everything is seen and in order",
        product: Product::Bricks,
    }),
    merchant!(33, "033", {
        id: "ready-orders",
        special: "Orders in order; the operator names the order to look into",
        expectation: "everything is seen and in order",
        product: Product::Orders,
        inspected: Some(order!("033")),
    }),
    merchant!(34, "034", {
        id: "ready-subscriptions",
        special: "Subscriptions in order",
        expectation: "passes; the quality of subscriptions is not measured",
        product: Product::Subscriptions,
    }),
    merchant!(35, "035", {
        id: "ready-plugin",
        special: "an e-commerce platform in order, which shows on every payment",
        expectation: "passes but for the quality, which is not measured of platforms",
        product: Product::Plugin,
        quality: None,
    }, script { sale: Sale::ByPlugin }),
    merchant!(36, "036", {
        id: "ready-point",
        special: "Brazil; Point with stores, points of sale and integrated terminals; the operator names the order to look into",
        expectation: "everything is seen and in order",
        product: Product::Point,
        checkout_url: None,
        inspected: Some(order!("036")),
    }, script { stores: 2, points_of_sale: 2, terminals: Terminals::Integrated }),
    merchant!(37, "037", {
        id: "ready-qr",
        special: "Argentina; QR with stores and points of sale; the operator names the order to look into",
        expectation: "everything is seen and in order",
        product: Product::Qr,
        checkout_url: None,
        site: Site::Mla,
        webhook_url: Some("https://tienda.example/mp/webhook"),
        inspected: Some(order!("037")),
    }, script {
        nickname: "TIENDAEJEMPLO",
        country: Site::Mla,
        notified_at: Some("https://tienda.example/mp/webhook"),
        stores: 2,
        points_of_sale: 2,
    }),
];
