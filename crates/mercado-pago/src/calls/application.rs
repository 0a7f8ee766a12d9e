//! `GET /applications/{id}`: an application and, with luck, where its notifications go.

use serde::Deserialize;

use crate::fields::{required_text, text};
use crate::question::Question;
use crate::{AccessToken, Answer, ApplicationId, Client, Endpoint, Error};

/// An application of the panel.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Application {
    /// Its number, which is also its client id.
    #[serde(deserialize_with = "required_text")]
    pub id: String,
    /// Its name in the panel.
    #[serde(default, deserialize_with = "text")]
    pub name: Option<String>,
    /// Mercado Pago's country code.
    #[serde(default, deserialize_with = "text")]
    pub site_id: Option<String>,
    /// Where notifications go. Sometimes empty although notifications arrive, so its absence
    /// proves nothing.
    #[serde(default, deserialize_with = "text")]
    pub notifications_callback_url: Option<String>,
}

impl Client {
    /// Asks about an application of the token's.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::PolicyForbidden`](crate::ErrorKind::PolicyForbidden) for another account's
    /// application, and for an invalid token too.
    pub async fn application(
        &self,
        token: &AccessToken,
        id: &ApplicationId,
    ) -> Result<Answer<Application>, Error> {
        let path = &["applications", id.as_str()];
        let question = Question {
            endpoint: Endpoint::Application,
            token: Some(token),
            path,
            query: &[],
        };
        self.ask(&self.shelves().applications, question).await
    }
}
