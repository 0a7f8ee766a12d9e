//! A door in front of a stand-in Mercado Pago: it opens once so many different questions wait at it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::response::{IntoResponse, Response};
use reqwest::Url;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub struct Door {
    pub base_url: String,
    keeper: Arc<Keeper>,
    task: JoinHandle<()>,
}

struct Keeper {
    behind: Url,
    http: reqwest::Client,
    how_many: usize,
    /// What came before the door opened; a question that is repeated counts once.
    first: Mutex<BTreeSet<String>>,
    is_open: watch::Sender<bool>,
}

impl Door {
    /// A door before this address, which opens once as many different questions came, and then
    /// stays open.
    pub async fn before(behind: &str, how_many: usize) -> Self {
        let keeper = Arc::new(Keeper {
            behind: behind.parse().unwrap(),
            http: super::client().build().unwrap(),
            how_many,
            first: Mutex::default(),
            is_open: watch::channel(false).0,
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(pass).with_state(Arc::clone(&keeper));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            base_url,
            keeper,
            task,
        }
    }

    /// The paths that were asked for before the door opened, or so far if it did not.
    pub fn first(&self) -> Vec<String> {
        let first = self.keeper.first.lock().unwrap();
        first
            .iter()
            .map(|question| question.split('?').next().unwrap().to_owned())
            .collect()
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass(State(keeper): State<Arc<Keeper>>, request: Request) -> Response {
    let question = request.uri().path_and_query().unwrap().as_str();
    keeper.wait(question).await;
    let mut asking = keeper.http.get(keeper.behind.join(question).unwrap());
    if let Some(authorization) = request.headers().get(AUTHORIZATION) {
        asking = asking.header(AUTHORIZATION, authorization);
    }
    let answer = asking.send().await.unwrap();
    (answer.status(), answer.bytes().await.unwrap()).into_response()
}

impl Keeper {
    async fn wait(&self, question: &str) {
        let mut opening = self.is_open.subscribe();
        if !*opening.borrow() {
            let mut first = self.first.lock().unwrap();
            first.insert(question.to_owned());
            if first.len() == self.how_many {
                self.is_open.send_replace(true);
            }
        }
        opening.wait_for(|is_open| *is_open).await.unwrap();
    }
}
