//! Questions to the proxy, and its answers: whole, or line by line as they arrive.

use gloo_net::http::{Request, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, TextDecodeOptions, TextDecoder};

use crate::host::Host;
use crate::json::Json;

/// Where the proxy is, and what it wants to be shown before it answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proxy {
    /// Its address, without a final slash; empty where it serves this very page.
    pub address: String,
    /// The operator's token, if one was entered. Kept in memory only.
    pub token: Option<String>,
    /// Whoever gives tokens where no operator's was entered.
    pub host: Option<Host>,
}

/// Why there is no answer, or not the one hoped for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No connection, or it broke off.
    Unreachable,
    /// It wants a token, or another one.
    Unauthorized {
        /// What is wrong with it, by a stable code.
        code: String,
        /// What it says about it, in English.
        detail: String,
    },
    /// It asks to wait: so many seconds, where it was asked too often and says so.
    Busy(Option<u32>),
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

/// Takes in one line; says whether it is the last one, or nothing where it cannot be understood.
type Take<'a> = &'a mut dyn FnMut(&Json) -> Option<bool>;

impl Proxy {
    /// The answer as it was written; with a body it is posted, as JSON.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn ask(&self, path: &str, body: Option<&str>) -> Result<String, Failure> {
        let response = self.send(path, body, None).await?;
        response.text().await.map_err(|_| Failure::Unreachable)
    }

    /// Hands over each line of an answer as it arrives.
    ///
    /// # Errors
    /// [`Failure`] where the proxy refuses, or where its answer ends before its last line.
    pub async fn read_lines(
        &self,
        path: &str,
        body: &str,
        abort: &AbortSignal,
        take: Take<'_>,
    ) -> Result<(), Failure> {
        let answer = async {
            let response = self.send(path, Some(body), Some(abort)).await?;
            read_lines(&response, take).await
        };
        answer.await.map_err(|failure| match failure {
            Failure::Unreachable if abort.aborted() => Failure::Cancelled,
            failure => failure,
        })
    }

    async fn send(
        &self,
        path: &str,
        body: Option<&str>,
        abort: Option<&AbortSignal>,
    ) -> Result<Response, Failure> {
        let url = [&self.address, path].concat();
        let Some(host) = self.host.as_ref().filter(|_| self.token.is_none()) else {
            let response = attempt(&url, self.token.as_deref(), body, abort).await?;
            return accepted(response).await;
        };
        let early = match body {
            None => host.early_answer(&url).await,
            Some(_) => None,
        };
        let mut response = match early {
            Some(response) => response.into(),
            None => attempt(&url, host.token(false).await.as_deref(), body, abort).await?,
        };
        // Tokens of a page live shortly; one more is asked for before a reader is bothered.
        if response.status() == 401
            && let Some(token) = host.token(true).await
        {
            response = attempt(&url, Some(&token), body, abort).await?;
        }
        accepted(response).await
    }
}

async fn attempt(
    url: &str,
    token: Option<&str>,
    body: Option<&str>,
    abort: Option<&AbortSignal>,
) -> Result<Response, Failure> {
    let request = match body {
        Some(_) => Request::post(url).header("content-type", "application/json"),
        None => Request::get(url),
    };
    // Another site's page cannot send this unasked, which is how the proxy tells us from one.
    let request = request.header("x-checkout-readiness", "1");
    let request = match token {
        Some(token) => request.header("authorization", &["Bearer ", token].concat()),
        None => request,
    };
    let request = request.abort_signal(abort);
    let request = match body {
        Some(body) => request.body(body),
        None => request.build(),
    };
    let request = request.map_err(|_| Failure::Unreachable)?;
    request.send().await.map_err(|_| Failure::Unreachable)
}

async fn read_lines(response: &Response, take: Take<'_>) -> Result<(), Failure> {
    let stream = response.body().ok_or(Failure::NotOurs)?;
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let decoder = TextDecoder::new().map_err(|_| Failure::NotOurs)?;
    let options = TextDecodeOptions::new();
    options.set_stream(true);
    let mut pending = String::new();
    let mut complete = false;
    loop {
        let chunk = JsFuture::from(reader.read()).await;
        let chunk = chunk.map_err(|_| Failure::Unreachable)?;
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
                let json = Json::parse(line.trim());
                let is_end = json.and_then(|json| take(&json));
                complete |= is_end.ok_or(Failure::NotOurs)?;
            }
        }
        if is_last {
            return if complete {
                Ok(())
            } else {
                Err(Failure::Unreachable)
            };
        }
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
    let status = response.status();
    if response.ok() {
        return Ok(response);
    }
    let problem = Json::parse(&response.text().await.unwrap_or_default());
    let said = problem.as_ref().and_then(|problem| {
        let detail = problem.text("detail").or_else(|| problem.text("title"));
        Some((problem.text("code")?, detail?))
    });
    Err(match (status, said) {
        (401, said) => {
            let (code, detail) = said.unwrap_or_else(|| ("unauthorized".to_owned(), String::new()));
            Failure::Unauthorized { code, detail }
        }
        // A web server in front of a proxy that does not run.
        (502..=504, None) => Failure::Unreachable,
        (429, _) => Failure::Busy(problem.and_then(|problem| problem.count("retry_after_seconds"))),
        // Not for having been asked too often: how long it lasts is a guess.
        (503, _) => Failure::Busy(None),
        (_, Some((code, detail))) => Failure::Refused { code, detail },
        (_, None) => Failure::NotOurs,
    })
}

fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
