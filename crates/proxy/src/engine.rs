//! What every run draws on: who answers for Mercado Pago, whom we ask for, and the ways to ask.

use std::sync::Arc;

use checkout_readiness_checks::contract::{Mode, Report};
use checkout_readiness_checks::profile::Product;
use checkout_readiness_mercado_pago::{
    Attempt, BaseUrl, BaseUrlError, Client, Configuration, SetupError,
};
use checkout_readiness_sandbox::{self as sandbox, Sandbox};
use rustls::crypto::ring;
use url::Url;

use crate::config::{Limits, Settings, Upstream};
use crate::glance::{self, Asked, Glance, Latest};
use crate::guard::{self, Guard, SandboxResolver, SystemResolver, Trust};
use crate::merchant::{Directory, Merchant};
use crate::metrics::Metrics;
use crate::probe::{Pace, Shelf};
use crate::routes::HOOK;
use crate::storage::{AccountKey, Decision, Failure, OpenError, Storage};

/// The version of the engine, as reports and profiles name it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What every run draws on.
#[derive(Debug)]
pub struct Engine {
    /// A random name of its own, so that a client can tell that it was started anew.
    pub instance: String,
    /// Who answers.
    pub mode: Mode,
    /// Everybody we may be asked about.
    pub merchants: Directory,
    /// Where Mercado Pago is asked, or its stand-in.
    pub base_url: BaseUrl,
    /// Asks Mercado Pago, or its stand-in.
    pub client: Client,
    /// Asks addresses of merchants.
    pub guard: Guard,
    /// How much and how long.
    pub limits: Limits,
    /// Who may have a webhook probed now.
    pub pace: Pace,
    /// The last webhook probes.
    pub shelf: Shelf,
    /// The newest whole runs since the start.
    pub latest: Latest,
    /// What is remembered; absent where no folder was given.
    pub storage: Option<Storage>,
    /// Where notifications are taken, if they are.
    pub receives_at: Option<Url>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// Kept alive for as long as the engine is; absent in live mode.
    pub sandbox: Option<Arc<Sandbox>>,
}

/// The engine could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The sandbox did not start.
    #[error(transparent)]
    Sandbox(#[from] sandbox::Error),
    /// The stand-in's address is none, which would be a fault of ours.
    #[error("the sandbox listens at no usable address")]
    Address(#[from] BaseUrlError),
    /// The client could not be made.
    #[error("the client of Mercado Pago could not be set up")]
    Client(#[from] SetupError),
    /// TLS for the merchant's addresses could not be set up.
    #[error("TLS could not be set up: {0}")]
    Guard(#[from] guard::SetupError),
    /// Counters could not be made.
    #[error("metrics could not be set up")]
    Metrics(#[from] prometheus::Error),
    /// What is remembered could not be opened.
    #[error(transparent)]
    Storage(#[from] OpenError),
    /// The system gives no randomness.
    #[error("the system gives no random numbers")]
    Random,
}

impl Engine {
    /// Sets everything up as configured; in sandbox mode this starts the sandbox.
    ///
    /// # Errors
    ///
    /// [`EngineError`] says what could not be set up.
    pub async fn start(settings: &Settings) -> Result<Self, EngineError> {
        let instance = random_name()?;
        let limits = settings.limits;
        let metrics = Arc::new(Metrics::new()?);
        let storage = open_storage(settings).await?;
        match &settings.upstream {
            Upstream::Live { base_url, merchant } => {
                let probing = &settings.probing;
                let resolver = Arc::new(SystemResolver::new());
                let guard = Guard::new(resolver, Trust::in_the_web_and(&[])?, limits.probe).except(
                    probing.allow.clone(),
                    Trust::in_the_web_and(&probing.authorities)?,
                );
                Ok(Self {
                    instance,
                    mode: Mode::Live,
                    merchants: Directory::of_one(merchant.as_ref().clone()),
                    client: client(base_url.clone(), &metrics)?,
                    base_url: base_url.clone(),
                    guard,
                    limits,
                    pace: pace(&limits),
                    shelf: Shelf::default(),
                    latest: Latest::default(),
                    storage,
                    receives_at: receives_at(settings),
                    metrics,
                    sandbox: None,
                })
            }
            Upstream::Sandbox { config, confirmed } => {
                let sandbox = Arc::new(Sandbox::start(config.clone()).await?);
                let base_url = BaseUrl::parse(sandbox.base_url())?;
                let resolver = Arc::new(SandboxResolver::new(Arc::clone(&sandbox)));
                let trust = Trust::only(sandbox.certificate_authority_pem())?;
                let play = |cast: &sandbox::Merchant| Merchant {
                    confirmed: confirmed.clone(),
                    ..Merchant::from(cast)
                };
                let mut cast = sandbox.merchants().iter().map(play);
                let first = cast.next().unwrap_or_else(|| Merchant::named("nobody"));
                Ok(Self {
                    instance,
                    mode: Mode::Sandbox,
                    merchants: cast.fold(Directory::of_one(first), Directory::and),
                    client: client(base_url.clone(), &metrics)?,
                    base_url,
                    guard: Guard::new(resolver, trust, limits.probe),
                    limits,
                    pace: pace(&limits),
                    shelf: Shelf::default(),
                    latest: Latest::default(),
                    storage,
                    receives_at: receives_at(settings),
                    metrics,
                    sandbox: Some(Arc::clone(&sandbox)),
                })
            }
        }
    }

    /// What was decided about this merchant's account and product. A memory that fails settles
    /// nothing: people are asked again.
    pub async fn recall(&self, merchant: &Merchant, product: Product) -> Vec<Decision> {
        let account = AccountKey::of(self.mode, merchant);
        let (Some(storage), Some(account)) = (&self.storage, account) else {
            return Vec::new();
        };
        let decisions = storage.decisions(account, product).await;
        decisions.unwrap_or_else(|error| {
            tracing::warn!(%error, "earlier decisions do not count in this run");
            Vec::new()
        })
    }

    /// Keeps the report of a whole run. A memory that fails costs the history, never the run.
    pub async fn keep(&self, merchant: &Merchant, report: &Report) {
        self.latest.keep(&merchant.id, report);
        let account = AccountKey::of(self.mode, merchant);
        let (Some(storage), Some(account)) = (&self.storage, account) else {
            return;
        };
        if let Err(error) = storage
            .keep(account, &self.configuration(merchant), report)
            .await
        {
            tracing::warn!(%error, "a run was not kept");
        }
    }

    /// What the newest whole run of a merchant and a product comes to now, this process's or one
    /// that was kept, as long as it was about the same account and configuration.
    ///
    /// # Errors
    ///
    /// Where the memory fails: it may know of a newer run.
    pub async fn glance(
        &self,
        merchant: &Merchant,
        product: Product,
        now: jiff::Timestamp,
    ) -> Result<Glance, Failure> {
        let mut newest = self.latest.find(&merchant.id, product);
        let account = AccountKey::of(self.mode, merchant);
        if let (Some(storage), Some(account)) = (&self.storage, account) {
            let configuration = self.configuration(merchant);
            let kept = storage.latest(account, product, &configuration).await?;
            // Moments of the contract compare as their texts do.
            let runs = newest.into_iter().chain(kept);
            newest = runs.max_by(|one, other| one.observed_at.cmp(&other.observed_at));
        }
        let decisions = self.recall(merchant, product).await;
        let asked = Asked {
            mode: self.mode,
            merchant,
            product,
            decisions: &decisions,
            now,
        };
        Ok(asked.of(newest))
    }

    fn configuration(&self, merchant: &Merchant) -> glance::Configuration {
        glance::Configuration::of(self.mode, &self.base_url, merchant)
    }
}

/// Where notifications are taken: below the public address, where there is one.
fn receives_at(settings: &Settings) -> Option<Url> {
    let mut url = settings.listening.public_url.clone()?;
    let path = [url.path().trim_end_matches('/'), HOOK].concat();
    url.set_path(&path);
    Some(url)
}

fn pace(limits: &Limits) -> Pace {
    Pace::new(
        limits.probes_of_target,
        limits.probes_by_client,
        limits.probes_within,
    )
}

/// Opens the memory, if there is to be one, where waiting for a disk holds nobody up.
async fn open_storage(settings: &Settings) -> Result<Option<Storage>, EngineError> {
    let Some(folder) = settings.data.clone() else {
        return Ok(None);
    };
    let mode = settings.upstream.mode();
    let opened = tokio::task::spawn_blocking(move || Storage::open(&folder, mode)).await;
    let opened = opened.map_err(|error| OpenError::Thread(error.into()))?;
    Ok(Some(opened?))
}

fn random_name() -> Result<String, EngineError> {
    let mut bytes = [0; 16];
    ring::default_provider()
        .secure_random
        .fill(&mut bytes)
        .map_err(|_| EngineError::Random)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn client(base_url: BaseUrl, metrics: &Arc<Metrics>) -> Result<Client, SetupError> {
    let metrics = Arc::clone(metrics);
    let mut configuration = Configuration::new(base_url);
    // Just under the run's own deadline, so that the reason given is the precise one.
    configuration.deadline = std::time::Duration::from_secs(14);
    configuration.on_attempt = Some(Arc::new(move |attempt: &Attempt| {
        metrics.count_attempt(attempt);
    }));
    Client::new(configuration)
}
