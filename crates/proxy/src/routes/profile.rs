//! `GET /api/v1/profile`: who answers, for whom, and what is configured; never what it is set to.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use checkout_readiness_checks::checks::masked;
use checkout_readiness_checks::contract::Mode;
use checkout_readiness_checks::profile::{Product, Site};
use serde::Serialize;
use tokio::time::timeout;
use utoipa::ToSchema;

use super::memory::memory;
use super::query::Query;
use crate::engine::{Engine, VERSION};
use crate::merchant::Merchant;
use crate::observers::account::observe as observe_account;
use crate::problem::{Code, Problem};
use crate::storage::AccountKey;

/// Who answers, for whom, and what is configured.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProfileAnswer {
    /// Whether Mercado Pago answers, or the sandbox.
    mode: Mode,
    /// The engine's version.
    engine: &'static str,
    /// The name of this start of the server, random: another one means that it was started anew,
    /// perhaps configured otherwise.
    instance: String,
    /// The product a run is about unless it says otherwise.
    product: Product,
    /// The country a run is about unless it says otherwise.
    #[schema(required)]
    site: Option<Site>,
    /// The account behind the Access Token; null where it could not be read just now.
    #[schema(required)]
    account: Option<AccountAnswer>,
    /// A digest that names the account, its application and whether the Access Token is for tests,
    /// to keep what belongs to it apart; in the sandbox it names the merchant. Null where the token
    /// does not tell whose it is.
    #[schema(required)]
    account_key: Option<String>,
    /// What is configured.
    configured: ConfiguredAnswer,
    /// The Public Key, which every buyer's browser may know; null where none is configured or what
    /// is configured does not have the form of one.
    #[schema(required)]
    public_key: Option<String>,
    /// What this server can do.
    abilities: Vec<Ability>,
    /// The merchant all this is about.
    merchant: String,
    /// Every merchant a request may name; only in the sandbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    merchants: Option<Vec<MerchantAnswer>>,
}

/// An account, recognisable and no more.
#[derive(Debug, Serialize, ToSchema)]
struct AccountAnswer {
    /// Its public name.
    #[schema(required)]
    nickname: Option<String>,
    /// The user's number, all but its end masked.
    user_id: String,
    /// The application's number, all but its end masked.
    #[schema(required)]
    application_id: Option<String>,
}

/// Whether each setting is there.
#[derive(Debug, Serialize, ToSchema)]
struct ConfiguredAnswer {
    access_token: bool,
    public_key: bool,
    webhook_url: bool,
    webhook_secret: bool,
    checkout_url: bool,
    expected_user_id: bool,
    expected_application_id: bool,
    development_public_key: bool,
    development_application_id: bool,
    token_issued_on: bool,
    payment_id: bool,
    quality: bool,
}

/// Something a server can do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Ability {
    /// `POST /api/v1/runs`.
    Runs,
    /// `/api/v1/decisions`, and runs that are kept.
    Memory,
    /// `/api/v1/webhook-probes`.
    WebhookProbes,
}

/// A merchant of the sandbox.
#[derive(Debug, Serialize, ToSchema)]
struct MerchantAnswer {
    /// The name a request chooses it by.
    id: String,
    /// What it integrates.
    #[schema(required)]
    product: Option<Product>,
    /// The country it declares.
    #[schema(required)]
    site: Option<Site>,
}

/// Who answers, for whom, and what is configured.
#[utoipa::path(
    get,
    path = "/api/v1/profile",
    params(("merchant" = Option<String>, Query, description = "One of the sandbox's merchants.")),
    responses(
        (status = OK, description = "The profile.", body = ProfileAnswer),
        (status = BAD_REQUEST, description = "The query cannot be read.", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "The token is missing or refused.", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such merchant.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn profile(
    State(engine): State<Arc<Engine>>,
    query: Query<1>,
) -> Result<Json<ProfileAnswer>, Problem> {
    let [id] = query.read(["merchant"])?;
    let merchant = find_merchant(&engine, id.as_deref())?;
    let merchants = (engine.mode == Mode::Sandbox).then(|| {
        let described = engine.merchants.iter().map(|merchant| MerchantAnswer {
            id: merchant.id.clone(),
            product: merchant.product,
            site: merchant.site,
        });
        described.collect()
    });
    Ok(Json(ProfileAnswer {
        mode: engine.mode,
        engine: VERSION,
        instance: engine.instance.clone(),
        product: merchant.usual_product(),
        site: merchant.site,
        account: account(&engine, merchant).await,
        account_key: AccountKey::of(engine.mode, merchant).map(|key| key.as_str().to_owned()),
        configured: configured(merchant),
        public_key: public_key(merchant),
        abilities: abilities(&engine, merchant),
        merchant: merchant.id.clone(),
        merchants,
    }))
}

/// What this server can do, in the order of [`Ability`]. What is remembered is bound to an account,
/// so the Access Token must tell whose it is.
fn abilities(engine: &Engine, merchant: &Merchant) -> Vec<Ability> {
    let memory = memory(engine, merchant).ok().map(|_| Ability::Memory);
    std::iter::once(Ability::Runs)
        .chain(memory)
        .chain([Ability::WebhookProbes])
        .collect()
}

/// The Public Key, where it is sure to be one: what fails to be may be a secret.
fn public_key(merchant: &Merchant) -> Option<String> {
    let key = merchant.key().filter(|key| key.is_usual())?;
    Some(key.to_string())
}

/// The merchant a request names.
pub(super) fn find_merchant<'a>(
    engine: &'a Engine,
    id: Option<&str>,
) -> Result<&'a Arc<Merchant>, Problem> {
    engine.merchants.find(id).ok_or_else(|| {
        Problem::new(Code::UnknownMerchant)
            .field("merchant")
            .allowed(engine.merchants.iter().map(|merchant| merchant.id.as_str()))
    })
}

async fn account(engine: &Engine, merchant: &Merchant) -> Option<AccountAnswer> {
    let look = observe_account(&engine.client, merchant.token()?);
    let observation = timeout(engine.limits.account, look).await.ok()?;
    let account = observation.seen()?;
    let form = merchant.access_token.as_ref().map(|token| &token.form);
    Some(AccountAnswer {
        nickname: account.nickname.clone(),
        user_id: masked(&account.user_id),
        application_id: form
            .and_then(|form| form.application_id.as_deref())
            .map(masked),
    })
}

fn configured(merchant: &Merchant) -> ConfiguredAnswer {
    ConfiguredAnswer {
        access_token: merchant.access_token.is_some(),
        public_key: merchant.public_key.is_some(),
        webhook_url: merchant.webhook_url.is_some(),
        webhook_secret: merchant.webhook_secret.is_some(),
        checkout_url: merchant.checkout_url.is_some(),
        expected_user_id: merchant.expected_user_id.is_some(),
        expected_application_id: merchant.expected_application_id.is_some(),
        development_public_key: merchant.development.public_key.is_some(),
        development_application_id: merchant.development.application_id.is_some(),
        token_issued_on: merchant.token_issued_on.is_some(),
        payment_id: merchant.sale.is_some(),
        quality: merchant.quality.is_some(),
    }
}
