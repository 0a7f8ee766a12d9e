//! Ids of payments, orders and others, checked before they become part of an address.

use std::fmt;
use std::str::FromStr;

/// A text that is no number of Mercado Pago's. The text is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number of 1 to 20 digits")]
pub struct InvalidId;

macro_rules! numeric_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Reads a number of 1 to 20 digits; white space around it is ignored.
            ///
            /// # Errors
            ///
            /// [`InvalidId`] for anything else.
            pub fn parse(text: &str) -> Result<Self, InvalidId> {
                let text = text.trim();
                let fits = (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
                fits.then(|| Self(text.into())).ok_or(InvalidId)
            }

            /// The digits.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::parse(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

numeric_id! {
    /// The number of an application, which is also its client id.
    ApplicationId
}

numeric_id! {
    /// The number of a payment, 10 to 13 digits today.
    PaymentId
}

numeric_id! {
    /// The number of a merchant order, which Checkout Pro keeps between payment and preference.
    MerchantOrderId
}

numeric_id! {
    /// The number of a user, which is the collector's number of its payments.
    UserId
}

/// The id of an order: `ORD`, or `ORDTST` for a test, and 26 letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OrderId(Box<str>);

/// A text that is no order's id. The text is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an order's id, which is ORD or ORDTST followed by 26 letters and digits")]
pub struct InvalidOrderId;

impl OrderId {
    /// Reads an id; white space around it and small letters are forgiven.
    ///
    /// # Errors
    ///
    /// [`InvalidOrderId`] for anything else.
    pub fn parse(text: &str) -> Result<Self, InvalidOrderId> {
        let text = text.trim().to_ascii_uppercase();
        // Of the alphabet of these ids, I, L, O and U are left out.
        let is_of_alphabet = |byte: u8| {
            byte.is_ascii_digit()
                || (byte.is_ascii_uppercase() && !matches!(byte, b'I' | b'L' | b'O' | b'U'))
        };
        let rest = text.strip_prefix("ORD").ok_or(InvalidOrderId)?;
        let rest = match rest.strip_prefix("TST") {
            Some(test) if test.len() == 26 => test,
            _ => rest,
        };
        let fits = rest.len() == 26 && rest.bytes().all(is_of_alphabet);
        fits.then(|| Self(text.into())).ok_or(InvalidOrderId)
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the id says that the order is a test.
    #[must_use]
    pub fn is_test(&self) -> bool {
        // `ORD` and 26 more could begin with `TST` by chance.
        self.0.len() == "ORDTST".len() + 26
    }
}

impl fmt::Display for OrderId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The id of a preference: the collector's number and a UUID.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PreferenceId(Box<str>);

/// A text that is no preference's id. The text is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a preference's id, which is the collector's number, a hyphen and a UUID")]
pub struct InvalidPreferenceId;

impl PreferenceId {
    /// Reads an id; white space around it is ignored.
    ///
    /// # Errors
    ///
    /// [`InvalidPreferenceId`] for anything else.
    pub fn parse(text: &str) -> Result<Self, InvalidPreferenceId> {
        let text = text.trim();
        let (collector, uuid) = text.split_once('-').ok_or(InvalidPreferenceId)?;
        let mut groups = uuid.split('-');
        let is_uuid = [8, 4, 4, 4, 12].into_iter().all(|length| {
            groups.next().is_some_and(|group| {
                group.len() == length && group.bytes().all(|byte| byte.is_ascii_hexdigit())
            })
        }) && groups.next().is_none();
        let fits = is_uuid
            && (1..=20).contains(&collector.len())
            && collector.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| Self(text.into())).ok_or(InvalidPreferenceId)
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a person names a sale by: the number of its payment, or the id of its order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SaleId {
    /// Digits.
    Payment(PaymentId),
    /// `ORD…`.
    Order(OrderId),
}

/// Why a text names no sale. The text is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSaleId {
    /// Begins like an order's id and is none.
    #[error(
        "begins like an order's id, which is ORD followed by 26 letters and digits, and is none"
    )]
    Order,
    /// The id of a payment inside an order.
    #[error(
        "is the id of a payment inside an order; the order's own id, which begins with ORD, is needed"
    )]
    PaymentOfOrder,
    /// Nothing of either kind.
    #[error(
        "is neither a payment's number (1 to 20 digits) nor an order's id (ORD followed by 26 letters and digits)"
    )]
    Neither,
}

impl SaleId {
    /// Reads what a person gave; white space around it is ignored.
    ///
    /// # Errors
    ///
    /// [`InvalidSaleId`] says what the text is instead.
    pub fn parse(text: &str) -> Result<Self, InvalidSaleId> {
        let text = text.trim();
        let begins_with = |prefix: &str| {
            text.get(..prefix.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        if begins_with("ORD") {
            return OrderId::parse(text)
                .map(Self::Order)
                .map_err(|_| InvalidSaleId::Order);
        }
        if begins_with("PAY") {
            return Err(InvalidSaleId::PaymentOfOrder);
        }
        PaymentId::parse(text)
            .map(Self::Payment)
            .map_err(|_| InvalidSaleId::Neither)
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Payment(id) => id.as_str(),
            Self::Order(id) => id.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_become_part_of_an_address() {
        assert_eq!(
            PaymentId::parse(" 1300000000001\n").unwrap().as_str(),
            "1300000000001"
        );
        for text in [
            "",
            "1/../2",
            "12a",
            "-1",
            "１２",
            "123456789012345678901",
            "search?limit=1",
        ] {
            assert_eq!(PaymentId::parse(text), Err(InvalidId), "{text}");
            assert_eq!(ApplicationId::parse(text), Err(InvalidId), "{text}");
        }
    }

    #[test]
    fn an_order_is_told_from_its_test_and_from_what_is_none() {
        let id = OrderId::parse(" ord01jq4s4ky8hwq6na5pxb65b3d3\n").unwrap();
        assert_eq!(id.as_str(), "ORD01JQ4S4KY8HWQ6NA5PXB65B3D3");
        assert!(!id.is_test());
        assert!(
            OrderId::parse("ORDTST01JQ4S4KY8HWQ6NA5PXB65B3D6")
                .unwrap()
                .is_test()
        );
        for text in [
            "",
            "ORD",
            "01JQ4S4KY8HWQ6NA5PXB65B3D3",
            "ORD01JQ4S4KY8HWQ6NA5PXB65B3D",
            "ORD01JQ4S4KY8HWQ6NA5PXB65B3D33",
            "ORD01JQ4S4KY8HWQ6NA5PXB65B3/..",
            "ORDTST01JQ4S4KY8HWQ6NA5PXB65B3D",
        ] {
            assert_eq!(OrderId::parse(text), Err(InvalidOrderId), "{text}");
        }
    }

    #[test]
    fn a_preference_is_a_collector_and_a_uuid() {
        let text = "100000003-00000000-0000-4000-8000-000000000001";
        assert_eq!(PreferenceId::parse(text).unwrap().as_str(), text);
        for text in [
            "",
            "100000003",
            "-00000000-0000-4000-8000-000000000001",
            "100000003-00000000-0000-4000-8000-00000000000",
            "100000003-00000000-0000-4000-8000-000000000001-1",
            "100000003-0000000/-0000-4000-8000-000000000001",
        ] {
            assert_eq!(
                PreferenceId::parse(text),
                Err(InvalidPreferenceId),
                "{text}"
            );
        }
    }

    #[test]
    fn a_sale_is_named_by_payment_or_order_and_anything_else_says_what_it_is() {
        assert!(matches!(
            SaleId::parse("1300000000001"),
            Ok(SaleId::Payment(_))
        ));
        assert!(matches!(
            SaleId::parse("ORD01JQ4S4KY8HWQ6NA5PXB65B3D3"),
            Ok(SaleId::Order(_))
        ));
        for (text, why) in [
            ("ORD1", InvalidSaleId::Order),
            (
                "PAY01JQ4S4KY8HWQ6NA5PXB65B3D4",
                InvalidSaleId::PaymentOfOrder,
            ),
            ("", InvalidSaleId::Neither),
            ("#1001", InvalidSaleId::Neither),
            ("ñññ", InvalidSaleId::Neither),
        ] {
            assert_eq!(SaleId::parse(text), Err(why), "{text}");
        }
    }
}
