//! `GET /users/me`: the account behind an Access Token.

use serde::Deserialize;

use crate::fields::{or_default, required_text, text};
use crate::question::Question;
use crate::{AccessToken, Answer, Client, Endpoint, Error};

/// An account, without personal data.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct User {
    /// The user's number, which is the collector's number of its payments.
    #[serde(deserialize_with = "required_text")]
    pub id: String,
    /// The account's public name.
    #[serde(default, deserialize_with = "text")]
    pub nickname: Option<String>,
    /// Mercado Pago's country code, for example `MLB`.
    #[serde(default, deserialize_with = "text")]
    pub site_id: Option<String>,
    /// The country, for example `BR`.
    #[serde(default, deserialize_with = "text")]
    pub country_id: Option<String>,
    /// The account's tags, `test_user` among them on a test account. Absent where the answer has
    /// none, and then whether it is a test account is unknown.
    #[serde(default)]
    pub tags: Option<Vec<String>>,
    /// What the account may do; absent where the answer does not tell.
    #[serde(default)]
    pub status: Option<UserStatus>,
}

/// What an account may do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct UserStatus {
    /// For example `active`.
    #[serde(deserialize_with = "text")]
    pub site_status: Option<String>,
    /// Whether it may sell.
    pub sell: Option<Permission>,
    /// Whether it may be billed.
    pub billing: Option<Permission>,
    /// Something Mercado Pago asks the owner to do; the values are not documented.
    #[serde(deserialize_with = "text")]
    pub required_action: Option<String>,
}

/// Whether something is allowed, and why not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Permission {
    /// Absent where the answer does not tell.
    pub allow: Option<bool>,
    /// Codes of the restrictions; the values are not documented.
    #[serde(deserialize_with = "or_default")]
    pub codes: Vec<String>,
}

impl Client {
    /// Asks whose Access Token this is.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unauthorized`](crate::ErrorKind::Unauthorized) for a token that is not valid;
    /// any other error says nothing about the token.
    pub async fn users_me(&self, token: &AccessToken) -> Result<Answer<User>, Error> {
        let question = Question {
            endpoint: Endpoint::UsersMe,
            token: Some(token),
            path: &["users", "me"],
            query: &[],
        };
        self.ask(&self.shelves().users, question).await
    }
}
