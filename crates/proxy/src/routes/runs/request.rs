//! The body of `POST /api/v1/runs`: what is asked, and whether this operator allows it.

use checkout_readiness_checks::contract::Requirement;
use checkout_readiness_checks::evidence::{Development, Page};
use checkout_readiness_checks::profile::{Product, Site};
use checkout_readiness_checks::registry;
use checkout_readiness_mercado_pago::{Freshness, SaleId};
use url::Url;
use utoipa::ToSchema;

use super::declarations::{self, DevelopmentRequest, QualityRequest};
use super::fields::Fields;
use super::page;
use crate::config::read_page_url;
use crate::measurement::Measurement;
use crate::merchant::Merchant;
use crate::problem::{Code, Problem};
use crate::run;

/// What is asked. Every field may be left out; a field that is not known is refused.
#[derive(Debug, ToSchema)]
pub(super) struct RunRequest {
    /// What the merchant integrates; otherwise as configured.
    product: Option<Product>,
    /// The country the account should be of; otherwise as configured.
    site: Option<Site>,
    /// Another page of the shop that takes payments, on the host the operator configured.
    #[schema(value_type = Option<String>)]
    checkout_url: Option<Url>,
    /// Only these checks. A run of some checks never comes out ready.
    #[schema(value_type = Option<Vec<String>>)]
    checks: Option<Vec<&'static str>>,
    /// Only checks of these requirements. A run of some checks never comes out ready.
    scope: Option<Vec<Requirement>>,
    /// The payment or order to look into: a payment's number, or an order's id, which begins with
    /// ORD. Otherwise as configured, or else the newest approved payment.
    #[schema(value_type = Option<String>)]
    payment_id: Option<SaleId>,
    /// The last measurement of the integration quality.
    #[schema(value_type = Option<QualityRequest>)]
    quality: Option<Measurement>,
    /// How the credentials compare with those used in development.
    #[schema(value_type = Option<DevelopmentRequest>)]
    development: Option<Development>,
    /// Whether somebody says that the webhook's handler reads the payment or order again from Mercado
    /// Pago before it acts.
    webhook_reads_again: Option<bool>,
    /// What a browser saw of the page it stands on. Addresses are kept without queries, of secrets
    /// the last four characters, of lists the first hundred entries.
    page: Option<Page>,
    /// One of the sandbox's merchants.
    pub merchant: Option<String>,
    /// Ask Mercado Pago again even if it answered a moment ago.
    fresh: Option<bool>,
}

const FIELDS: &[&str] = &[
    "product",
    "site",
    "checkout_url",
    "checks",
    "scope",
    "payment_id",
    "quality",
    "development",
    "webhook_reads_again",
    "page",
    "merchant",
    "fresh",
];

impl RunRequest {
    /// Reads a body.
    ///
    /// # Errors
    ///
    /// Says which field is wrong, and what it may hold.
    pub fn parse(body: &[u8]) -> Result<Self, Problem> {
        let mut fields = Fields::parse(body)?;
        let request = Self {
            product: product(fields.text("product")?)?,
            site: site(fields.text("site")?)?,
            checkout_url: fields
                .text("checkout_url")?
                .map(|text| checkout_url(&text))
                .transpose()?,
            checks: fields.texts("checks")?.map(checks).transpose()?,
            scope: fields
                .texts("scope")?
                .map(declarations::scope)
                .transpose()?,
            payment_id: fields
                .text("payment_id")?
                .map(|text| declarations::sale(&text, "payment_id"))
                .transpose()?,
            quality: fields
                .take("quality")
                .map(declarations::quality)
                .transpose()?,
            development: fields
                .take("development")
                .map(declarations::development)
                .transpose()?,
            webhook_reads_again: fields.flag("webhook_reads_again")?,
            page: fields.take("page").map(page::read).transpose()?,
            merchant: fields.text("merchant")?,
            fresh: fields.flag("fresh")?,
        };
        fields.end(FIELDS)?;
        Ok(request)
    }

    /// Makes sure that the operator of this merchant allows what is asked.
    ///
    /// # Errors
    ///
    /// Where the checkout's address is not on the configured host.
    pub fn check(self, merchant: &Merchant) -> Result<run::Request, Problem> {
        if let Some(url) = &self.checkout_url {
            let is_allowed = merchant
                .checkout_url
                .as_ref()
                .is_some_and(|allowed| is_on_the_same_server(url, allowed));
            if !is_allowed {
                return Err(Problem::new(Code::CheckoutUrlNotAllowed)
                    .detail("The operator allows one host by READINESS_CHECKOUT_URL.")
                    .field("checkout_url"));
            }
        }
        Ok(run::Request {
            product: self.product,
            site: self.site,
            checkout_url: self.checkout_url,
            checks: self.checks.map(|ids| ids.into_iter().collect()),
            scope: self.scope.map(|headings| headings.into_iter().collect()),
            sale: self.payment_id,
            quality: self.quality,
            development: self.development.unwrap_or_default(),
            webhook_reads_again: self.webhook_reads_again.unwrap_or_default(),
            page: self.page,
            freshness: if self.fresh == Some(true) {
                Freshness::Fresh
            } else {
                Freshness::Cached
            },
        })
    }
}

/// A browser never chooses which host we talk to: path and query may differ, nothing else.
fn is_on_the_same_server(url: &Url, allowed: &Url) -> bool {
    url.host() == allowed.host() && url.port() == allowed.port()
}

fn product(text: Option<String>) -> Result<Option<Product>, Problem> {
    named(text, Product::from_name, || {
        Problem::new(Code::UnknownProduct)
            .field("product")
            .allowed(Product::ALL.iter().map(|product| product.name()))
    })
}

fn site(text: Option<String>) -> Result<Option<Site>, Problem> {
    named(text, Site::from_name, || {
        Problem::new(Code::UnknownSite)
            .field("site")
            .allowed(Site::ALL.iter().map(|site| site.name()))
    })
}

fn named<T>(
    text: Option<String>,
    find: impl Fn(&str) -> Option<T>,
    problem: impl Fn() -> Problem,
) -> Result<Option<T>, Problem> {
    text.map(|text| find(&text).ok_or_else(problem)).transpose()
}

fn checkout_url(text: &str) -> Result<Url, Problem> {
    read_page_url(text).map_err(|problem| {
        Problem::new(Code::InvalidCheckoutUrl)
            .detail(format!("It {problem}."))
            .field("checkout_url")
    })
}

fn checks(ids: Vec<String>) -> Result<Vec<&'static str>, Problem> {
    let known = |(index, id): (usize, String)| {
        registry::find(&id).map(|check| check.id).ok_or_else(|| {
            Problem::new(Code::UnknownCheck)
                .field(format!("checks[{index}]"))
                .allowed(registry::ALL.iter().map(|check| check.id))
        })
    };
    ids.into_iter().enumerate().map(known).collect()
}
