//! A Mercado Pago that answers by path, and what gathers from it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use checkout_readiness_checks::evidence::{Evidence, Source};
use checkout_readiness_mercado_pago::SaleId;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Barrier;
use tokio::time::sleep;

use super::super::{Gathering, Means};
use crate::config::{Given, Settings};
use crate::engine::Engine;
use crate::merchant::Merchant;

pub const TOKEN: &str =
    "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";
/// Of the user whose sale the stand-in has.
pub const TOKEN_OF_SELLER: &str =
    "APP_USR-1000000000000003-010112-00000000000000000000000000000003-100000003";
pub const ORDER: &str = "ORD01KS5AJ6HTK2HRQ3XJ3C2JCKP9";

/// Answers by path, and remembers what was asked.
pub struct StandIn {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl StandIn {
    pub async fn answering<Answer>(answer: Answer) -> Self
    where
        Answer: Fn(&str) -> (u16, String) + Clone + Send + Sync + 'static,
    {
        Self::slowly(Duration::ZERO, answer).await
    }

    pub async fn slowly<Answer>(pause: Duration, answer: Answer) -> Self
    where
        Answer: Fn(&str) -> (u16, String) + Clone + Send + Sync + 'static,
    {
        Self::waiting(move || sleep(pause), answer).await
    }

    /// Answers nobody before so many have asked.
    pub async fn once_all_came<Answer>(count: usize, answer: Answer) -> Self
    where
        Answer: Fn(&str) -> (u16, String) + Clone + Send + Sync + 'static,
    {
        let barrier = Arc::new(Barrier::new(count));
        let wait = move || {
            let barrier = Arc::clone(&barrier);
            async move {
                barrier.wait().await;
            }
        };
        Self::waiting(wait, answer).await
    }

    async fn waiting<Answer, Waiting>(
        wait: impl Fn() -> Waiting + Clone + Send + Sync + 'static,
        answer: Answer,
    ) -> Self
    where
        Answer: Fn(&str) -> (u16, String) + Clone + Send + Sync + 'static,
        Waiting: Future<Output = ()> + Send + 'static,
    {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&asked);
        let handler = move |request: Request| {
            let path = request.uri().path().to_owned();
            heard.lock().unwrap().push(path.clone());
            let (status, body) = answer(&path);
            let waiting = wait();
            async move {
                waiting.await;
                let status = StatusCode::from_u16(status).unwrap();
                (status, body).into_response() as Response
            }
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(handler);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, asked }
    }

    pub fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().unwrap().clone();
        asked.sort_unstable();
        asked
    }

    /// Gathers these sources for a merchant of this token.
    pub async fn gather(&self, token: &str, sale: Option<&str>, sources: &[Source]) -> Evidence {
        self.gather_within(Duration::from_secs(10), token, sale, sources)
            .await
    }

    pub async fn gather_within(
        &self,
        patience: Duration,
        token: &str,
        sale: Option<&str>,
        sources: &[Source],
    ) -> Evidence {
        let base = format!("http://{}", self.address);
        let given = Given::from_pairs([
            ("MP_ACCESS_TOKEN", "APP_USR-1"),
            ("MP_BASE_URL", base.as_str()),
            ("READINESS_PROBE_ALLOW", "localhost:1"),
        ]);
        let settings = Settings::read(&given.unwrap()).unwrap();
        let engine = Arc::new(Engine::start(&settings).await.unwrap());
        let mut merchant = Merchant::named("shop");
        if !token.is_empty() {
            merchant = merchant.with_access_token(token);
        }
        let evidence = Evidence {
            declared: merchant.declared(None),
            ..Evidence::default()
        };
        let means = Means {
            client: engine.client.clone(),
            engine,
            merchant: Arc::new(merchant),
            checkout_url: None,
            product: checkout_readiness_checks::profile::Product::CheckoutPro,
            sale: sale.map(|id| SaleId::parse(id).unwrap()),
        };
        let mut gathering = Gathering::new(means, evidence, sources.iter().copied(), patience);
        while sources.iter().any(|source| gathering.is_open(*source)) {
            gathering.ask_what_can_be_asked();
            if sources.iter().any(|source| gathering.is_open(*source)) {
                gathering.settle().await;
            }
        }
        gathering.evidence
    }
}

pub fn fixture(name: &str) -> String {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../mercado-pago/tests/fixtures"
    );
    std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap()
}

fn changed(name: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut body = serde_json::from_str(&fixture(name)).unwrap();
    change(&mut body);
    body.to_string()
}

/// What a shop in good order would be answered.
pub fn in_order(path: &str) -> (u16, String) {
    let body = match path {
        "/v1/payments/search" => changed("payments.search.results", |page| {
            page["results"][0]["id"] = json!("1300000000007");
            // A search need not tell who was paid.
            page["results"][0]["collector_id"] = Value::Null;
        }),
        "/v1/payments/1300000000007" => fixture("payment.checkout_pro.mla"),
        "/v1/payments/1300000000001" => fixture("payment.approved.complete"),
        "/merchant_orders/34000000001" => fixture("merchant_order.get"),
        "/checkout/preferences/100000003-00000000-0000-4000-8000-000000000001" => {
            changed("preference.get.complete", |preference| {
                let urls = &mut preference["back_urls"];
                urls["success"] = json!("https://localhost:1/ok?buyer=1");
                urls["pending"] = json!("https://localhost:1/pending");
                urls["failure"] = json!("http://localhost:1/failure");
            })
        }
        "/v1/orders/ORD01KS5AJ6HTK2HRQ3XJ3C2JCKP9" => fixture("order.get.checkout_pro.created"),
        "/users/me" => fixture("users_me.production.mlb"),
        "/v1/account/release_report/config" => fixture("release_report.config.scheduled"),
        "/v1/account/release_report/list" => fixture("release_report.list"),
        "/v1/account/settlement_report/list" => fixture("settlement_report.list"),
        "/terminals/v1/list" => fixture("terminals.list"),
        "/users/100000001/stores/search" | "/pos" => r#"{"paging":{"total":2}}"#.to_owned(),
        "/v1/account/settlement_report/config" => {
            return (404, fixture("error.404.report_config"));
        }
        _ => return (404, fixture("error.404.resource")),
    };
    (200, body)
}
