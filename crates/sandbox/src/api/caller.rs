//! Who asks: a merchant of the cast, somebody unknown, or nobody.

use axum::http::{HeaderMap, header};

use crate::{cast::CAST, merchant::Merchant};

/// Who asks. A credential that is not of the cast may be real, so nothing of it is kept.
#[derive(Clone, Copy)]
pub(super) enum Caller {
    Merchant(&'static Merchant),
    Unknown,
    Nobody,
}

impl Caller {
    /// Whoever holds the Bearer token of the request.
    pub fn by_token(headers: &HeaderMap) -> Self {
        match headers.get(header::AUTHORIZATION) {
            None => Self::Nobody,
            Some(value) => match value
                .to_str()
                .ok()
                .and_then(|value| value.strip_prefix("Bearer "))
            {
                Some(token) => Self::find(|merchant| merchant.issued_token() == Some(token)),
                None => Self::Nobody,
            },
        }
    }

    /// Whoever owns the public key.
    pub fn by_public_key(key: &str) -> Self {
        Self::find(|merchant| merchant.issued_public_key() == Some(key))
    }

    pub fn merchant(self) -> Option<&'static Merchant> {
        match self {
            Self::Merchant(merchant) => Some(merchant),
            Self::Unknown | Self::Nobody => None,
        }
    }

    fn find(is: impl Fn(&Merchant) -> bool) -> Self {
        CAST.iter()
            .find(|merchant| is(merchant))
            .map_or(Self::Unknown, Self::Merchant)
    }
}
