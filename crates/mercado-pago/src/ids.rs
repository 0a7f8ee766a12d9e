//! Numbers of payments and applications, checked before they become part of an address.

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
}
