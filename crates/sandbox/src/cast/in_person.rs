//! Merchants who sell in person, with something missing.

use super::prelude::*;

/// In the order a reader meets them.
pub(super) const MERCHANTS: &[Merchant] = &[
    merchant!(104, "104", {
        id: "terminals-standalone",
        special: "two terminals, neither integrated",
        expectation: "the terminals take no orders",
        product: Product::Point,
        checkout_url: None,
    }, script { stores: 2, points_of_sale: 2, terminals: Terminals::Standalone }),
    merchant!(105, "105", {
        id: "terminals-mixed",
        special: "one terminal integrated, one not, one in no known mode",
        expectation: "warns: not every terminal takes orders",
        product: Product::Point,
        checkout_url: None,
    }, script { stores: 2, points_of_sale: 2, terminals: Terminals::Mixed }),
    merchant!(106, "106", {
        id: "terminals-none",
        special: "no terminal",
        expectation: "fails: nothing to pay at",
        product: Product::Point,
        checkout_url: None,
    }, script { stores: 2, points_of_sale: 2, terminals: Terminals::None }),
    merchant!(107, "107", {
        id: "terminals-fleet",
        special: "60 integrated terminals",
        expectation: "read page by page",
        product: Product::Point,
        checkout_url: None,
    }, script { stores: 2, points_of_sale: 2, terminals: Terminals::Fleet }),
    merchant!(108, "108", {
        id: "point-without-store",
        special: "integrated terminals, no store and no point of sale",
        expectation: "stores and points of sale are missing",
        product: Product::Point,
        checkout_url: None,
    }, script { stores: 0, points_of_sale: 0, terminals: Terminals::Integrated }),
    merchant!(109, "109", {
        id: "point-where-not-sold",
        special: "Colombia, where Point is not integrated",
        expectation: "not applicable in this country",
        product: Product::Point,
        checkout_url: None,
        site: Site::Mco,
        webhook_url: Some("https://tienda.example/mp/webhook"),
    }, script {
        stores: 0,
        points_of_sale: 0,
        country: Site::Mco,
        nickname: "TIENDAEJEMPLO",
        notified_at: Some("https://tienda.example/mp/webhook"),
    }),
    merchant!(110, "110", {
        id: "qr-without-pos",
        special: "QR with a store and no point of sale",
        expectation: "points of sale are missing",
        product: Product::Qr,
        checkout_url: None,
        site: Site::Mla,
        webhook_url: Some("https://tienda.example/mp/webhook"),
        inspected: Some(order!("110")),
    }, script {
        nickname: "TIENDAEJEMPLO",
        country: Site::Mla,
        notified_at: Some("https://tienda.example/mp/webhook"),
        stores: 1,
    }),
    merchant!(135, "135", {
        id: "terminals-beyond-reading",
        special: "230 integrated terminals",
        expectation: "only the first are read, and the reader is told",
        product: Product::Point,
        checkout_url: None,
    }, script { stores: 2, points_of_sale: 2, terminals: Terminals::Army }),
    merchant!(136, "136", {
        id: "qr-not-recorded",
        special: "QR in order, but nobody recorded a score",
        expectation: "left to a person",
        product: Product::Qr,
        checkout_url: None,
        site: Site::Mla,
        webhook_url: Some("https://tienda.example/mp/webhook"),
        inspected: Some(order!("136")),
        quality: None,
    }, script {
        nickname: "TIENDAEJEMPLO",
        country: Site::Mla,
        notified_at: Some("https://tienda.example/mp/webhook"),
        stores: 2,
        points_of_sale: 2,
    }),
];
