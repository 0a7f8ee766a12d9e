//! Who is asking: the product a merchant integrates and the country of the account.

use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:tt),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub enum $name { $($(#[$variant_meta])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value, in the order of the enumeration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name used on the wire, in configuration and in `locales/`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value of that name, if there is one.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What the merchant integrates.
    Product {
        /// Checkout Pro, the hosted checkout.
        CheckoutPro = "checkout-pro",
        /// Checkout API (Checkout Transparente in Brazil), with the Payments API.
        CheckoutApi = "checkout-api",
        /// Checkout Bricks.
        Bricks = "bricks",
        /// The Orders API, online.
        Orders = "orders",
        /// Mercado Pago Point.
        Point = "point",
        /// QR codes.
        Qr = "qr",
        /// Subscriptions.
        Subscriptions = "subscriptions",
        /// An e-commerce platform's plugin: WooCommerce, PrestaShop, Magento and others.
        Plugin = "plugin",
    }
}

impl Product {
    /// Whether buyers pay on a web page of the merchant's, so that a page must be on HTTPS.
    #[must_use]
    pub const fn is_online(self) -> bool {
        !matches!(self, Self::Point | Self::Qr)
    }
}

named! {
    /// Mercado Pago's country code.
    Site {
        /// Argentina.
        Mla = "MLA",
        /// Brazil.
        Mlb = "MLB",
        /// Mexico.
        Mlm = "MLM",
        /// Chile.
        Mlc = "MLC",
        /// Colombia.
        Mco = "MCO",
        /// Peru.
        Mpe = "MPE",
        /// Uruguay.
        Mlu = "MLU",
    }
}

impl Site {
    /// Host of the panel and of the documentation in this country.
    #[must_use]
    pub const fn panel_host(self) -> &'static str {
        match self {
            Self::Mla => "www.mercadopago.com.ar",
            Self::Mlb => "www.mercadopago.com.br",
            Self::Mlm => "www.mercadopago.com.mx",
            Self::Mlc => "www.mercadopago.cl",
            Self::Mco => "www.mercadopago.com.co",
            Self::Mpe => "www.mercadopago.com.pe",
            Self::Mlu => "www.mercadopago.com.uy",
        }
    }
}

/// The question a run answers: is this product, in this country, ready?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Profile {
    /// What the merchant integrates.
    pub product: Product,
    /// The country the merchant says the account is of; none means nobody said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub site: Option<Site>,
}
