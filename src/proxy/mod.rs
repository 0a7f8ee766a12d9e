//! Typed calls to the proxy. A run's answer is read line by line, as it arrives.

mod answers;
mod requests;

pub use answers::{Account, Change, Check, KeptRun, Merchant, Profile, change, kept_run};
pub use requests::{Decision, DecisionKind, Quality, RunRequest};

use checkout_readiness_checks::contract::Event;
use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, TextDecodeOptions, TextDecoder};

use crate::json::{self, Json};
use checkout_readiness_browser::contract;

/// Where the proxy is, and what it wants to be shown before it answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxy {
    /// Its address, without a final slash; empty where it serves this very page.
    pub address: String,
    /// The operator's token, if one was entered. Kept in memory only.
    pub token: Option<String>,
}

/// Why there is no answer, or not the one hoped for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No connection, or it broke off.
    Unreachable,
    /// It wants the operator's token, or another one.
    Unauthorized,
    /// It asks to wait.
    Busy,
    /// It refuses, and says why.
    Refused {
        /// The problem's stable code.
        code: String,
        /// What it says about it, in English.
        detail: String,
    },
    /// What answers there is not our proxy, or not this version of it.
    NotOurs,
    /// The reader stopped it.
    Cancelled,
}

impl Proxy {
    /// Who is asked, and about whom.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn profile(&self, merchant: Option<&str>) -> Result<Profile, Failure> {
        let path = with_query("/api/v1/profile", &[("merchant", merchant)]);
        let answer = self.ask(path, None).await?;
        read(&answer, answers::profile)
    }

    /// Which checks there are.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn checks(&self) -> Result<Vec<Check>, Failure> {
        let answer = self.ask("/api/v1/checks".to_owned(), None).await?;
        read(&answer, |json| json.all("checks", answers::check))
    }

    /// Asks something else, and hands over the answer as it was written: with a body, if there is
    /// one. One call for everything that only some readers need.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn ask(&self, path: String, body: Option<String>) -> Result<String, Failure> {
        let url = self.url(&path);
        let request = match body {
            Some(body) => self
                .with_token(Request::post(&url))
                .header("content-type", "application/json")
                .body(body),
            None => self.with_token(Request::get(&url)).build(),
        };
        let request = request.map_err(|_| Failure::Unreachable)?;
        let response = request.send().await.map_err(|_| Failure::Unreachable)?;
        let response = accepted(response).await?;
        response.text().await.map_err(|_| Failure::Unreachable)
    }

    /// Runs the checks, handing over each line as it arrives.
    ///
    /// # Errors
    /// [`Failure`] where the proxy refuses, or where its answer ends before it is complete.
    pub async fn run(
        &self,
        request: &RunRequest,
        abort: &AbortSignal,
        mut take: impl FnMut(Event),
    ) -> Result<(), Failure> {
        let body = json::written(request).ok_or(Failure::NotOurs)?;
        let request = self
            .with_token(Request::post(&self.url("/api/v1/runs")))
            .abort_signal(Some(abort))
            .header("content-type", "application/json")
            .body(body)
            .map_err(|_| Failure::Unreachable)?;
        let broken = |_| {
            if abort.aborted() {
                Failure::Cancelled
            } else {
                Failure::Unreachable
            }
        };
        let response = accepted(request.send().await.map_err(|_| broken(()))?).await?;
        let stream = response.body().ok_or(Failure::NotOurs)?;
        let reader: ReadableStreamDefaultReader = stream
            .get_reader()
            .dyn_into()
            .map_err(|_| Failure::NotOurs)?;

        let decoder = TextDecoder::new().map_err(|_| Failure::NotOurs)?;
        let options = TextDecodeOptions::new();
        options.set_stream(true);
        let mut pending = String::new();
        let mut complete = false;
        loop {
            let chunk = JsFuture::from(reader.read())
                .await
                .map_err(|_| broken(()))?;
            let is_last = property(&chunk, "done").is_truthy();
            if let Ok(bytes) = property(&chunk, "value").dyn_into::<Uint8Array>() {
                let text = decoder
                    .decode_with_buffer_source_and_options(&bytes, &options)
                    .map_err(|_| Failure::NotOurs)?;
                pending.push_str(&text);
            }
            while let Some(end) = pending.find('\n') {
                let line: String = pending.drain(..=end).collect();
                if !line.trim().is_empty() {
                    let event = Json::parse(line.trim()).and_then(|json| contract::event(&json));
                    let event = event.ok_or(Failure::NotOurs)?;
                    complete |= matches!(event, Event::Finished { .. });
                    take(event);
                }
            }
            if is_last {
                return if complete { Ok(()) } else { Err(broken(())) };
            }
        }
    }

    fn with_token(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.token {
            Some(token) => request.header("authorization", &["Bearer ", token].concat()),
            None => request,
        }
    }

    fn url(&self, path: &str) -> String {
        [&self.address, path].concat()
    }
}

/// What an answer says, if it can be understood.
///
/// # Errors
/// [`Failure::NotOurs`] where it cannot.
pub fn read<T>(answer: &str, read: impl FnOnce(&Json) -> Option<T>) -> Result<T, Failure> {
    let json = Json::parse(answer);
    json.and_then(|json| read(&json)).ok_or(Failure::NotOurs)
}

/// A path with those of the values that are there.
#[must_use]
pub fn with_query(path: &str, values: &[(&str, Option<&str>)]) -> String {
    let mut path = path.to_owned();
    let mut separator = "?";
    for (name, value) in values {
        if let Some(value) = value {
            let value = String::from(js_sys::encode_uri_component(value));
            path = [&path, separator, name, "=", &value].concat();
            separator = "&";
        }
    }
    path
}

/// The response if it is a yes, else what it says.
async fn accepted(response: Response) -> Result<Response, Failure> {
    match response.status() {
        200..=299 => Ok(response),
        401 => Err(Failure::Unauthorized),
        429 | 503 => Err(Failure::Busy),
        _ => {
            let text = response.text().await.unwrap_or_default();
            let problem = Json::parse(&text).and_then(|json| {
                let detail = json.text("detail").or_else(|| json.text("title"));
                Some(Failure::Refused {
                    code: json.text("code")?,
                    detail: detail?,
                })
            });
            Err(problem.unwrap_or(Failure::NotOurs))
        }
    }
}

fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
