//! Somebody who proved that they may ask.

use super::Scopes;
use super::token::{Claims, MerchantName};

/// Somebody who proved that they may ask; every request that was let through by proof carries it.
#[derive(Clone, Debug)]
pub struct Caller {
    scopes: Scopes,
    merchant: Option<MerchantName>,
}

impl Caller {
    /// Somebody who may do this.
    pub(super) const fn with(scopes: Scopes) -> Self {
        Self {
            scopes,
            merchant: None,
        }
    }

    /// What they may do.
    #[must_use]
    pub const fn scopes(&self) -> Scopes {
        self.scopes
    }

    /// The merchant their token is about, if it names one.
    #[must_use]
    pub const fn merchant(&self) -> Option<&MerchantName> {
        self.merchant.as_ref()
    }
}

impl From<Claims> for Caller {
    fn from(claims: Claims) -> Self {
        Self {
            scopes: claims.scopes,
            merchant: claims.merchant,
        }
    }
}
