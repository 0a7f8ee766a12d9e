//! What the proxy says of itself and of its checks.

use checkout_readiness_checks::contract::{Mode, Planned, Requirement, Severity};

use crate::json::Json;

/// `GET /api/v1/profile`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Who answers for Mercado Pago.
    pub mode: Mode,
    /// Which start of the proxy this is; another one may be configured otherwise.
    pub instance: Option<String>,
    /// Whether the operator declared where the shop takes payments; absent where nobody tells.
    pub has_checkout_url: Option<bool>,
    /// The configured product.
    pub product: Option<String>,
    /// The configured country.
    pub site: Option<String>,
    /// The account behind the Access Token, if it could be read.
    pub account: Option<Account>,
    /// What tells this account from every other, test credentials from production's too; says
    /// nothing else.
    pub account_key: Option<String>,
    /// The configured Public Key, which is public by nature: to compare another one with.
    pub public_key: Option<String>,
    /// What the proxy can do beyond what every proxy does.
    pub abilities: Vec<String>,
    /// The stand-in's merchant these answers are of.
    pub merchant: Option<String>,
    /// The stand-in's merchants.
    pub merchants: Vec<Merchant>,
}

impl Profile {
    /// Whether the proxy remembers what people decided, and earlier runs.
    #[must_use]
    pub fn has_memory(&self) -> bool {
        self.abilities.iter().any(|ability| ability == "memory")
    }
}

/// An account, as far as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its public name.
    pub nickname: Option<String>,
    /// The tail of its number.
    pub user_id: Option<String>,
    /// The tail of the application's number.
    pub application_id: Option<String>,
}

/// A merchant of the stand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merchant {
    /// Its id.
    pub id: String,
    /// The product it integrates.
    pub product: Option<String>,
    /// Its country.
    pub site: Option<String>,
}

/// One entry of `GET /api/v1/checks`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The check's id.
    pub id: String,
    /// The heading it belongs to.
    pub requirement: Requirement,
    /// For which products it matters, and how much.
    pub severities: Vec<(String, Severity)>,
    /// In which countries; empty means all.
    pub sites: Vec<String>,
}

impl Check {
    /// The entry of the plan for that product and country, if the check matters there.
    #[must_use]
    pub fn planned(&self, product: &str, site: Option<&str>) -> Option<Planned> {
        let of_site = self.sites.is_empty()
            || site.is_none_or(|site| self.sites.iter().any(|known| known == site));
        let (_, severity) = self
            .severities
            .iter()
            .find(|(known, _)| of_site && known == product)?;
        Some(Planned {
            check: self.id.clone(),
            requirement: self.requirement,
            severity: *severity,
        })
    }
}

/// Reads one check.
pub(super) fn check(json: &Json) -> Option<Check> {
    let severities = json.get("severities")?.entries().into_iter();
    Some(Check {
        id: json.text("id")?,
        requirement: json.word("requirement", Requirement::from_name)?,
        severities: severities
            .map(|(product, severity)| Some((product, Severity::from_name(&severity.as_text()?)?)))
            .collect::<Option<_>>()?,
        sites: json.all("sites", Json::as_text)?,
    })
}

/// Reads what the proxy says of itself.
pub(super) fn profile(json: &Json) -> Option<Profile> {
    Some(Profile {
        mode: json.word("mode", Mode::from_name)?,
        instance: json.text("instance"),
        has_checkout_url: json
            .get("configured")
            .and_then(|configured| configured.get("checkout_url")?.as_flag()),
        product: json.text("product"),
        site: json.text("site"),
        account: json.get("account").map(|account| Account {
            nickname: account.text("nickname"),
            user_id: account.text("user_id"),
            application_id: account.text("application_id"),
        }),
        public_key: json.text("public_key"),
        abilities: json.all("abilities", Json::as_text).unwrap_or_default(),
        account_key: json.text("account_key"),
        merchant: json.text("merchant"),
        merchants: json.all("merchants", merchant).unwrap_or_default(),
    })
}

fn merchant(json: &Json) -> Option<Merchant> {
    Some(Merchant {
        id: json.text("id")?,
        product: json.text("product"),
        site: json.text("site"),
    })
}
