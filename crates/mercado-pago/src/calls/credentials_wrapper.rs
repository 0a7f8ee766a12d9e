//! `GET /plugins-credentials-wrapper/credentials`: whose a credential is, and whether it is active.
//!
//! Mercado Pago does not document this address; its plugins for WooCommerce, PrestaShop and Adobe
//! Commerce rely on it and on these three keys.

use serde::Deserialize;

use crate::fields::text;
use crate::question::Question;
use crate::{AccessToken, Answer, Client, Endpoint, Error, PublicKey};

const PATH: &[&str] = &["plugins-credentials-wrapper", "credentials"];

/// What the wrapper says of a credential; every key may be missing, which is not a "no".
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(expecting = "an object")]
pub struct Credential {
    /// The application's number.
    #[serde(default, deserialize_with = "text")]
    pub client_id: Option<String>,
    /// Whether the owner activated production credentials.
    #[serde(default)]
    pub homologated: Option<bool>,
    /// Whether it is a test credential.
    #[serde(default)]
    pub is_test: Option<bool>,
}

impl Client {
    /// Asks about an Access Token.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind); the address may also vanish without notice.
    pub async fn credential_of_token(
        &self,
        token: &AccessToken,
    ) -> Result<Answer<Credential>, Error> {
        let question = Question {
            endpoint: Endpoint::CredentialOfToken,
            token: Some(token),
            path: PATH,
            query: &[],
        };
        self.ask(&self.shelves().credentials, question).await
    }

    /// Asks about a Public Key, without any Access Token.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unauthorized`](crate::ErrorKind::Unauthorized) for a key that expired or never
    /// was one.
    pub async fn credential_of_public_key(
        &self,
        key: &PublicKey,
    ) -> Result<Answer<Credential>, Error> {
        let query = &[("public_key", key.expose())];
        let question = Question {
            endpoint: Endpoint::CredentialOfPublicKey,
            token: None,
            path: PATH,
            query,
        };
        self.ask(&self.shelves().credentials, question).await
    }
}
