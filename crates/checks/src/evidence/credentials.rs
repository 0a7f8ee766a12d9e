//! What can be told of credentials: their form, and what the credentials wrapper says of them.

use serde::{Deserialize, Serialize};

use crate::profile::named;

/// What the credentials wrapper says of an Access Token or a Public Key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Credential {
    /// The application's number.
    pub application_id: Option<String>,
    /// Whether the production credentials were activated (`homologated`).
    pub activated: Option<bool>,
    /// Whether it is a test credential.
    pub is_test: Option<bool>,
}

named! {
    /// What a credential's prefix claims.
    Environment {
        /// `APP_USR-`. Test users carry it too.
        Production = "production",
        /// `TEST-`.
        Test = "test",
    }
}

named! {
    /// Something a person does when copying a credential.
    Slip {
        /// White space around it.
        WhiteSpace = "white-space",
        /// Quotation marks around it.
        Quotes = "quotes",
        /// `Bearer ` in front of it.
        BearerPrefix = "bearer-prefix",
    }
}

named! {
    /// What an Access Token looks like once slips are taken off.
    TokenShape {
        /// As Mercado Pago issues them today.
        Usual = "usual",
        /// An older form, with letters behind the hash.
        Legacy = "legacy",
        /// A Public Key.
        PublicKey = "public-key",
        /// A refresh token or an authorization code.
        RefreshToken = "refresh-token",
        /// A placeholder of an example.
        Placeholder = "placeholder",
        /// None of these.
        Unusual = "unusual",
    }
}

/// The form of the configured Access Token; never the token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenForm {
    /// What it looks like.
    pub shape: TokenShape,
    /// What was wrong around it.
    pub slips: Vec<Slip>,
    /// What its prefix claims.
    pub environment: Option<Environment>,
    /// The application's number inside it.
    pub application_id: Option<String>,
    /// The user's number inside it.
    pub user_id: Option<String>,
}

named! {
    /// What a Public Key looks like once slips are taken off.
    PublicKeyShape {
        /// As Mercado Pago issues them.
        Usual = "usual",
        /// An Access Token: a secret where a public value belongs.
        AccessToken = "access-token",
        /// A placeholder of an example.
        Placeholder = "placeholder",
        /// None of these.
        Unusual = "unusual",
    }
}

/// The form of the configured Public Key; the key itself stays out of the evidence, because what
/// fails to be a public key may be a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKeyForm {
    /// What it looks like.
    pub shape: PublicKeyShape,
    /// What was wrong around it.
    pub slips: Vec<Slip>,
    /// What its prefix claims.
    pub environment: Option<Environment>,
}
