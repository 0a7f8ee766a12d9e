//! Typed calls to the proxy. A run's answer is read line by line, as it arrives.

mod answers;
mod events;
mod requests;

pub use answers::{Account, Change, Check, KeptRun, Merchant, Profile};
pub use events::report;
pub use requests::{Decision, DecisionKind, Quality, RunRequest, written};

use checkout_readiness_checks::contract::Event;
use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, TextDecodeOptions, TextDecoder};

use crate::json::Json;

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
        read(self.get(&path).send().await, answers::profile).await
    }

    /// Writes a report as a document of that format. Nothing of it is kept there.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn document(
        &self,
        report: &str,
        format: &str,
        language: &str,
    ) -> Result<String, Failure> {
        let fields = [
            r#"{"format":""#,
            format,
            r#"","language":""#,
            language,
            r#"","report":"#,
            report,
            "}",
        ];
        let response = answered(self.post("/api/v1/reports", fields.concat()).await).await?;
        response.text().await.map_err(|_| Failure::Unreachable)
    }

    /// What changed from one report to the other.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn changes(&self, before: &str, after: &str) -> Result<Vec<Change>, Failure> {
        let body = [r#"{"before":"#, before, r#","after":"#, after, "}"].concat();
        let response = self.post("/api/v1/changes", body).await;
        read(response, |json| json.all("changes", answers::change)).await
    }

    /// The runs the proxy has kept, the newest first.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn kept_runs(
        &self,
        merchant: Option<&str>,
        product: &str,
    ) -> Result<Vec<KeptRun>, Failure> {
        let query = [("merchant", merchant), ("product", Some(product))];
        let path = with_query("/api/v1/runs", &query);
        read(self.get(&path).send().await, |json| {
            json.all("runs", answers::kept_run)
        })
        .await
    }

    /// The report of a run the proxy has kept, as it was written.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn kept_report(&self, merchant: Option<&str>, id: &str) -> Result<String, Failure> {
        let path = ["/api/v1/runs/", id].concat();
        let path = with_query(&path, &[("merchant", merchant)]);
        let response = answered(self.get(&path).send().await).await?;
        response.text().await.map_err(|_| Failure::Unreachable)
    }

    /// Has the proxy remember what a person decided.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn decide(&self, decision: &Decision) -> Result<(), Failure> {
        let body = requests::written(decision).ok_or(Failure::NotOurs)?;
        answered(self.post("/api/v1/decisions", body).await)
            .await
            .map(drop)
    }

    /// The JSON to send for these data, ready to copy.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn snippet(&self, product: &str, items: &str) -> Result<String, Failure> {
        let query = [("product", Some(product)), ("items", Some(items))];
        let path = with_query("/api/v1/snippets", &query);
        let response = answered(self.get(&path).send().await).await?;
        response.text().await.map_err(|_| Failure::Unreachable)
    }

    /// Which checks there are.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn checks(&self) -> Result<Vec<Check>, Failure> {
        read(self.get("/api/v1/checks").send().await, |json| {
            json.all("checks", answers::check)
        })
        .await
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
        let body = requests::written(request).ok_or(Failure::NotOurs)?;
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
                    let event = Json::parse(line.trim()).and_then(|json| events::event(&json));
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

    async fn post(&self, path: &str, body: String) -> Result<Response, gloo_net::Error> {
        self.with_token(Request::post(&self.url(path)))
            .header("content-type", "application/json")
            .body(body)?
            .send()
            .await
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.with_token(Request::get(&self.url(path)))
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

async fn read<T>(
    response: Result<Response, gloo_net::Error>,
    read: impl FnOnce(&Json) -> Option<T>,
) -> Result<T, Failure> {
    let response = answered(response).await?;
    let text = response.text().await.map_err(|_| Failure::Unreachable)?;
    Json::parse(&text)
        .and_then(|json| read(&json))
        .ok_or(Failure::NotOurs)
}

/// A path with those of the values that are there.
fn with_query(path: &str, values: &[(&str, Option<&str>)]) -> String {
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

/// The response, if one came and it is a yes.
async fn answered(response: Result<Response, gloo_net::Error>) -> Result<Response, Failure> {
    accepted(response.map_err(|_| Failure::Unreachable)?).await
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
