//! Receivers of notifications written with Mercado Pago's own SDK, started as one process, and a
//! proxy in live mode whose merchant's webhook one of them is.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use checkout_readiness_checks::profile::Product;
use checkout_readiness_proxy::config::{Given, Settings};
use checkout_readiness_proxy::engine::Engine;
use checkout_readiness_proxy::guard::resolver::{Destination, LookupError, Resolver};
use checkout_readiness_proxy::guard::{Guard, Trust};
use checkout_readiness_proxy::probe::{ProbeEvent, ProbeOrder, probe, target};
use checkout_readiness_sandbox::{Config, Sandbox, merchant};
use futures_util::future::BoxFuture;
use rcgen::{CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use serde_json::Value;
use url::Host;

pub const SECRET: &str = "fake-webhook-secret-0000000000000000000000000000000000000000000";
/// How long a webhook may take in these tests; `sleeps` takes longer.
pub const PATIENCE: Duration = Duration::from_millis(1500);
const SLEEP_MS: &str = "6000";
/// The merchant's user.
const LOCALHOST: std::net::IpAddr = std::net::IpAddr::V4(Ipv4Addr::LOCALHOST);

/// The receivers, for as long as the value lives.
pub struct Receivers {
    process: Child,
    ports: BTreeMap<String, u16>,
    control: u16,
    authority_pem: String,
    _folder: tempfile::TempDir,
    upstream: Sandbox,
}

/// Says of every name that it is public, and has connections go to one receiver.
#[derive(Debug)]
struct Leading(SocketAddr);

impl Resolver for Leading {
    fn look_up(
        &self,
        _: Host<String>,
        _: u16,
    ) -> BoxFuture<'_, Result<Vec<Destination>, LookupError>> {
        let to = self.0;
        Box::pin(async move {
            Ok(vec![Destination {
                address: [8, 8, 8, 8].into(),
                connect_to: to,
                connect_plainly_to: to,
            }])
        })
    }
}

impl Drop for Receivers {
    fn drop(&mut self) {
        // It ends with its standard input; and if not, now.
        drop(self.process.stdin.take());
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Receivers {
    pub async fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let leaf = CertificateParams::new(vec!["store.example".to_owned()]).unwrap();
        let leaf = leaf.signed_by(&key, &authority).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (chain, key_file) = (
            folder.path().join("chain.pem"),
            folder.path().join("key.pem"),
        );
        std::fs::write(&chain, leaf.pem()).unwrap();
        std::fs::write(&key_file, key.serialize_pem()).unwrap();
        let mut process = Command::new("node")
            .arg(root.join("tests/webhook-receivers/serve.mjs"))
            .args([&chain, &key_file])
            .env("WEBHOOK_SECRET", SECRET)
            .env("SLEEP_MS", SLEEP_MS)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node.js is needed: cargo xtask test --only receivers");
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let said: Value = serde_json::from_str(&line)
            .expect("the receivers need the package mercadopago: cargo xtask setup");
        Self {
            process,
            ports: serde_json::from_value(said["receivers"].clone()).unwrap(),
            control: serde_json::from_value(said["control"].clone()).unwrap(),
            authority_pem: authority.pem(),
            _folder: folder,
            upstream: Sandbox::start(Config::default()).await.unwrap(),
        }
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.ports.keys().map(String::as_str)
    }

    /// A proxy whose merchant's webhook is this receiver, with or without the secret.
    pub async fn engine(&self, receiver: &str, product: Product, has_secret: bool) -> Arc<Engine> {
        let ready = merchant("ready").unwrap();
        let mut pairs = vec![
            ("MP_BASE_URL", self.upstream.base_url()),
            ("MP_ACCESS_TOKEN", ready.access_token),
            ("MP_WEBHOOK_URL", "https://store.example/mp/webhook"),
            ("READINESS_PRODUCT", product.name()),
        ];
        if has_secret {
            pairs.push(("MP_WEBHOOK_SECRET", SECRET));
        }
        let given = Given::from_pairs(pairs).unwrap();
        let mut settings = Settings::read(&given).unwrap_or_else(|errors| panic!("{errors}"));
        settings.limits.notification = PATIENCE;
        settings.limits.probes_of_target = NonZeroU32::new(100).unwrap();
        settings.limits.probes_by_client = NonZeroU32::new(100).unwrap();
        let mut engine = Engine::start(&settings).await.unwrap();
        let address = SocketAddr::new(LOCALHOST, self.ports[receiver]);
        let trust = Trust::only(&self.authority_pem).unwrap();
        engine.guard = Guard::new(Arc::new(Leading(address)), trust, Duration::from_secs(5));
        Arc::new(engine)
    }

    /// Everything a receiver was sent, in order.
    pub async fn received(&self, receiver: &str) -> Vec<Value> {
        let all: Value = self.control("/received").await;
        serde_json::from_value(all[receiver].clone()).unwrap()
    }

    async fn control(&self, path: &str) -> Value {
        let client = reqwest_client();
        let url = format!("http://127.0.0.1:{}{path}", self.control);
        client.get(url).send().await.unwrap().json().await.unwrap()
    }
}

fn reqwest_client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only([])
        .build()
        .unwrap()
}

/// The order of a probe at the configured address.
pub async fn order(engine: &Arc<Engine>, product: Product) -> ProbeOrder {
    let merchant = Arc::clone(engine.merchants.find(None).unwrap());
    let target = target(engine, &merchant, product, None).await.unwrap();
    ProbeOrder {
        merchant,
        product,
        target,
        client: "a test".to_owned(),
    }
}

/// Sends a whole probe; every event.
pub async fn probe_all(engine: &Arc<Engine>, product: Product) -> Vec<ProbeEvent> {
    use futures_util::StreamExt;
    let order = order(engine, product).await;
    let turn = engine.pace.take(&order.target.url, LOCALHOST).unwrap();
    probe(Arc::clone(engine), order, turn).collect().await
}
