//! The questions this client can ask, by name.

use std::fmt;

/// What is asked; the names are stable, for logs and metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// `GET /users/me`
    UsersMe,
    /// `GET /plugins-credentials-wrapper/credentials` with an Access Token
    CredentialOfToken,
    /// `GET /plugins-credentials-wrapper/credentials` with a Public Key
    CredentialOfPublicKey,
    /// `GET /applications/{id}`
    Application,
    /// `GET /v1/payment_methods`
    PaymentMethods,
    /// `GET /v1/payments/{id}`
    Payment,
    /// `GET /v1/payments/search`
    SearchPayments,
}

impl Endpoint {
    /// The name in logs and metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UsersMe => "users_me",
            Self::CredentialOfToken => "credential_of_token",
            Self::CredentialOfPublicKey => "credential_of_public_key",
            Self::Application => "application",
            Self::PaymentMethods => "payment_methods",
            Self::Payment => "payment",
            Self::SearchPayments => "search_payments",
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
