//! A server that answers as another one does, but for what a test changes.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What is answered.
pub struct Reply {
    pub status: u16,
    pub kind: String,
    pub body: String,
}

pub struct Otherwise {
    pub base_url: String,
    keeper: Arc<Keeper>,
    task: JoinHandle<()>,
}

type Change = Box<dyn Fn(&str, &mut Reply) + Send + Sync>;

struct Keeper {
    behind: String,
    http: reqwest::Client,
    change: Change,
    asked: Mutex<Vec<String>>,
}

impl Otherwise {
    /// A server before this address; what is asked is told as method and path.
    pub async fn before(
        behind: &str,
        change: impl Fn(&str, &mut Reply) + Send + Sync + 'static,
    ) -> Self {
        let keeper = Arc::new(Keeper {
            behind: behind.to_owned(),
            http: super::client().build().unwrap(),
            change: Box::new(change),
            asked: Mutex::default(),
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

    /// What was asked so far.
    pub fn asked(&self) -> Vec<String> {
        self.keeper.asked.lock().unwrap().clone()
    }
}

impl Drop for Otherwise {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass(
    State(keeper): State<Arc<Keeper>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let asked = format!("{method} {}", uri.path());
    keeper.asked.lock().unwrap().push(asked.clone());
    let url = [&keeper.behind, uri.path_and_query().unwrap().as_str()].concat();
    let mut request = keeper.http.request(method, url).body(body);
    for name in [header::AUTHORIZATION, header::CONTENT_TYPE] {
        if let Some(value) = headers.get(&name) {
            request = request.header(name, value);
        }
    }
    let answer = request.send().await.unwrap();
    let challenge = answer.headers().get(header::WWW_AUTHENTICATE).cloned();
    let kind = answer.headers().get(header::CONTENT_TYPE).unwrap();
    let mut reply = Reply {
        status: answer.status().as_u16(),
        kind: kind.to_str().unwrap().to_owned(),
        body: answer.text().await.unwrap(),
    };
    (keeper.change)(&asked, &mut reply);
    let status = StatusCode::from_u16(reply.status).unwrap();
    let mut answer = (status, [(header::CONTENT_TYPE, reply.kind)], reply.body).into_response();
    if let Some(challenge) = challenge {
        answer
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, challenge);
    }
    answer
}
