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
    /// `GET /v1/payments/search` for the newest approved ones
    SearchPayments,
    /// `GET /v1/payments/search` for all of some days
    PaymentHistory,
    /// `GET /merchant_orders/{id}`
    MerchantOrder,
    /// `GET /checkout/preferences/{id}`
    Preference,
    /// `GET /v1/orders/{id}`
    Order,
    /// `GET /v1/account/release_report/config`
    ReleaseReportConfig,
    /// `GET /v1/account/release_report/list`
    ReleaseReportList,
    /// `GET /v1/account/settlement_report/config`
    SettlementReportConfig,
    /// `GET /v1/account/settlement_report/list`
    SettlementReportList,
    /// `GET /terminals/v1/list`
    Terminals,
    /// `GET /point/integration-api/devices`
    PointDevices,
    /// `GET /users/{id}/stores/search`
    Stores,
    /// `GET /pos`
    PointsOfSale,
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
            Self::PaymentHistory => "payment_history",
            Self::MerchantOrder => "merchant_order",
            Self::Preference => "preference",
            Self::Order => "order",
            Self::ReleaseReportConfig => "release_report_config",
            Self::ReleaseReportList => "release_report_list",
            Self::SettlementReportConfig => "settlement_report_config",
            Self::SettlementReportList => "settlement_report_list",
            Self::Terminals => "terminals",
            Self::PointDevices => "point_devices",
            Self::Stores => "stores",
            Self::PointsOfSale => "points_of_sale",
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
