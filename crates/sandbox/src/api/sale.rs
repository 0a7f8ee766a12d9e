//! What went along with a sale: the same facts, whichever document tells them.

use checkout_readiness_checks::profile::{Product, Site};
use serde_json::{Value, json};

use super::history::{Outline, Reference};
use crate::{
    merchant::{Merchant, application_id, user_id},
    script::{Account, Returns, Sale, SaleNotified},
};

/// What went along with a sale that is not poor.
pub(super) struct Facts {
    pub email: String,
    pub first_name: &'static str,
    pub last_name: &'static str,
    /// Type and number.
    pub document: (&'static str, &'static str),
    pub phone: (&'static str, &'static str),
    pub zip_code: &'static str,
    pub street: &'static str,
    pub item: Item,
    pub shipping_cost: f64,
    pub statement_descriptor: String,
}

/// The one thing that was bought.
pub(super) struct Item {
    pub id: &'static str,
    pub title: &'static str,
    pub description: &'static str,
    pub category: &'static str,
}

/// Somebody the cast has nobody for.
const SOMEBODY_ELSE: u64 = 9;
/// What a reference may have at most is 256 characters, and a statement descriptor 22.
const LONG_REFERENCE: usize = 300;
const LONG_DESCRIPTOR: &str = "THE STORE OF ALL THE EXAMPLES";
/// What a `notification_url` may have at most is 248 characters.
const LONG_TAIL: usize = 260;
/// How many of the newest payments ask for webhooks where older ones asked for IPN.
const BY_WEBHOOKS_LATELY: u64 = 20;
/// Platforms go by hashes; this one is visibly of no platform.
pub(super) const PLATFORM: &str = "sandbox-000000000000";

/// Whether nothing but the money went along with it.
pub(super) fn is_poor(merchant: &Merchant, outline: &Outline) -> bool {
    merchant.script.sale == Sale::Poor && outline.is_sale()
}

/// What went along with it.
pub(super) fn facts(merchant: &Merchant, outline: &Outline) -> Facts {
    let script = &merchant.script;
    let email = match script.account {
        Account::TestUser => "test_user_0000003@testuser.com",
        _ => "buyer@example.invalid",
    };
    let complete = Facts {
        email: email.to_owned(),
        first_name: "Beatriz",
        last_name: "Compradora",
        document: document(script.country),
        phone: ("11", "900000000"),
        zip_code: "01310-100",
        street: "Av. Exemplo",
        item: if script.country == Site::Mlb {
            Item {
                id: "SKU-1941",
                title: "Camiseta exemplo",
                description: "Camiseta de algodão, tamanho M",
                category: "fashion",
            }
        } else {
            Item {
                id: "SKU-1941",
                title: "Remera de ejemplo",
                description: "Remera de algodón, talle M",
                category: "fashion",
            }
        },
        shipping_cost: 12.5,
        statement_descriptor: script.nickname.to_owned(),
    };
    match script.sale {
        _ if !outline.is_sale() => complete,
        Sale::Placeholders => Facts {
            email: "test@test.com".to_owned(),
            first_name: "Test",
            last_name: "Test",
            phone: ("11", "12345678"),
            statement_descriptor: "MYSTORE".to_owned(),
            item: Item {
                id: "item-ID-1234",
                title: "item",
                description: "description",
                category: "others",
            },
            ..complete
        },
        Sale::TooLong => Facts {
            statement_descriptor: LONG_DESCRIPTOR.to_owned(),
            ..complete
        },
        Sale::UnknownCategory => Facts {
            item: Item {
                category: "clothes-and-more",
                ..complete.item
            },
            ..complete
        },
        _ => complete,
    }
}

/// The shop's own reference of it.
pub(super) fn reference(merchant: &Merchant, outline: &Outline) -> Option<String> {
    match (outline.is_sale(), merchant.script.sale) {
        (true, Sale::Poor) => return None,
        (true, Sale::Placeholders) => return Some("ext_ref_1234".to_owned()),
        (true, Sale::TooLong) => return Some("ORDER-1001-".repeat(LONG_REFERENCE / 11 + 1)),
        _ => {}
    }
    match outline.reference {
        Reference::Own => Some(format!("ORDER-{}", 1000 + outline.position)),
        Reference::Shared => Some("ORDER-1000".to_owned()),
        Reference::Missing => None,
    }
}

/// Who was paid for it.
pub(super) fn collector(merchant: &Merchant, outline: &Outline) -> u64 {
    if outline.is_sale() && merchant.script.sale == Sale::OtherCollector {
        user_id(SOMEBODY_ELSE)
    } else {
        merchant.user_id()
    }
}

/// Which application made it.
pub(super) fn maker(merchant: &Merchant, outline: &Outline) -> u64 {
    if outline.is_sale() && merchant.script.sale == Sale::ByOtherApplication {
        application_id(SOMEBODY_ELSE)
    } else {
        merchant.application_id()
    }
}

/// Which platform made it, if one did.
pub(super) fn platform(merchant: &Merchant) -> Option<&'static str> {
    (merchant.script.sale == Sale::ByPlugin).then_some(PLATFORM)
}

/// What one of it costs, as a number and as Mercado Pago writes prices.
pub(super) fn price(merchant: &Merchant) -> (Value, &'static str) {
    match merchant.script.country {
        Site::Mlb => (json!(100.5), "100.50"),
        _ => (json!(15000), "15000.00"),
    }
}

/// In which currency.
pub(super) fn currency(merchant: &Merchant) -> &'static str {
    merchant
        .script
        .currency
        .unwrap_or(match merchant.script.country {
            Site::Mla => "ARS",
            Site::Mlb => "BRL",
            Site::Mlm => "MXN",
            Site::Mlc => "CLP",
            Site::Mco => "COP",
            Site::Mpe => "PEN",
            Site::Mlu => "UYU",
        })
}

/// Where its notifications go, as far as that was said along with it. Orders, terminals and
/// subscriptions take no address of their own.
pub(super) fn notification_url(merchant: &Merchant, outline: &Outline) -> Option<String> {
    if is_poor(merchant, outline)
        || matches!(
            merchant.sells(),
            Product::Orders | Product::Point | Product::Subscriptions
        )
    {
        return None;
    }
    let address = merchant.script.notified_at;
    let with = |query: &str| address.map(|address| format!("{address}?{query}"));
    match merchant.script.sale_notified {
        SaleNotified::Alike => address.map(str::to_owned),
        SaleNotified::ByWebhooks => with("source_news=webhooks"),
        SaleNotified::ByIpn => with("source_news=ipn"),
        SaleNotified::ByIpnUntilLately if outline.position > BY_WEBHOOKS_LATELY => {
            with("source_news=ipn")
        }
        SaleNotified::ByIpnUntilLately => with("source_news=webhooks"),
        SaleNotified::TooLong => with(&format!("client={}", "0".repeat(LONG_TAIL))),
        SaleNotified::Elsewhere(url) => Some(url.to_owned()),
        SaleNotified::ByTurns(odd, even) => Some(
            if outline.position.is_multiple_of(2) {
                even
            } else {
                odd
            }
            .to_owned(),
        ),
        SaleNotified::Unsaid => None,
    }
}

/// Where the buyer returns to, by way out; empty text where nothing was said.
pub(super) fn back_urls(merchant: &Merchant, outline: &Outline) -> Value {
    let shop = match merchant.script.country {
        Site::Mlb => "https://store.example",
        _ => "https://tienda.example",
    };
    let base = match merchant.script.returns {
        Returns::ToShop | Returns::AfterFailureTo(_) => shop,
        Returns::ByPlainHttp => "http://plain.example",
        Returns::ToLocalhost => "http://localhost:3000",
        Returns::To(place) => place,
        Returns::Unsaid => "",
    };
    let to = |way: &str| {
        if base.is_empty() || is_poor(merchant, outline) {
            String::new()
        } else {
            match merchant.script.returns {
                Returns::To(place) => format!("{place}?payment={way}"),
                Returns::AfterFailureTo(place) if way == "failure" => place.to_owned(),
                _ => format!("{base}/checkout?payment={way}"),
            }
        }
    };
    json!({"success": to("success"), "pending": to("pending"), "failure": to("failure")})
}

fn document(country: Site) -> (&'static str, &'static str) {
    match country {
        Site::Mlb => ("CPF", "19119119100"),
        Site::Mla | Site::Mpe => ("DNI", "19119119"),
        Site::Mlm => ("RFC", "XAXX010101000"),
        Site::Mlc => ("RUT", "191191191"),
        Site::Mco => ("CC", "191191191"),
        Site::Mlu => ("CI", "19119119"),
    }
}
