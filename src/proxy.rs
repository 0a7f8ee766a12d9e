//! Typed calls to the proxy. A run's answer is read line by line, as it arrives.

use checkout_readiness_checks::contract::{Event, Mode, Planned, Requirement, Severity};
use checkout_readiness_checks::evidence::{Observation, Page};
use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::{JSON, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, TextDecodeOptions, TextDecoder};

use crate::json::Json;
use crate::wire;

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

/// `GET /api/v1/profile`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Who answers for Mercado Pago.
    pub mode: Mode,
    /// The configured product.
    pub product: Option<String>,
    /// The configured country.
    pub site: Option<String>,
    /// The account behind the Access Token, if it could be read.
    pub account: Option<Account>,
    /// The stand-in's merchant these answers are of.
    pub merchant: Option<String>,
    /// The stand-in's merchants.
    pub merchants: Vec<Merchant>,
}

/// An account, as far as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its public name.
    pub nickname: Option<String>,
    /// The tail of its number.
    pub user_id: Option<String>,
    /// The tail of the application's number.
    pub application_id: Option<String>,
}

/// A merchant of the stand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merchant {
    /// Its id.
    pub id: String,
    /// The product it integrates.
    pub product: Option<String>,
    /// Its country.
    pub site: Option<String>,
}

/// One entry of `GET /api/v1/checks`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The check's id.
    pub id: String,
    /// The heading it belongs to.
    pub requirement: Requirement,
    /// For which products it matters, and how much.
    pub severities: Vec<(String, Severity)>,
    /// In which countries; empty means all.
    pub sites: Vec<String>,
}

impl Check {
    /// The entry of the plan for that product and country, if the check matters there.
    #[must_use]
    pub fn planned(&self, product: &str, site: Option<&str>) -> Option<Planned> {
        let of_site = self.sites.is_empty()
            || site.is_none_or(|site| self.sites.iter().any(|known| known == site));
        let (_, severity) = self
            .severities
            .iter()
            .find(|(known, _)| of_site && known == product)?;
        Some(Planned {
            check: self.id.clone(),
            requirement: self.requirement,
            severity: *severity,
        })
    }
}

fn check(json: &Json) -> Option<Check> {
    let severities = json.get("severities")?.entries().into_iter();
    Some(Check {
        id: json.text("id")?,
        requirement: json.word("requirement", Requirement::from_name)?,
        severities: severities
            .map(|(product, severity)| Some((product, Severity::from_name(&severity.as_text()?)?)))
            .collect::<Option<_>>()?,
        sites: json.all("sites", Json::as_text)?,
    })
}

fn profile(json: &Json) -> Option<Profile> {
    Some(Profile {
        mode: json.word("mode", Mode::from_name)?,
        product: json.text("product"),
        site: json.text("site"),
        account: json.get("account").map(|account| Account {
            nickname: account.text("nickname"),
            user_id: account.text("user_id"),
            application_id: account.text("application_id"),
        }),
        merchant: json.text("merchant"),
        merchants: json.all("merchants", merchant).unwrap_or_default(),
    })
}

fn merchant(json: &Json) -> Option<Merchant> {
    Some(Merchant {
        id: json.text("id")?,
        product: json.text("product"),
        site: json.text("site"),
    })
}

/// What `POST /api/v1/runs` is asked.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RunRequest {
    /// The product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The shop's checkout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checkout_url: Option<String>,
    /// Only these checks; all where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checks: Option<Vec<String>>,
    /// What was seen of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<Page>,
    /// The stand-in's merchant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merchant: Option<String>,
    /// Whether answers from a minute ago will not do.
    pub fresh: bool,
}

impl RunRequest {
    /// The same, with what was seen of the page.
    #[must_use]
    pub fn with_page(self, page: &Observation<Page>) -> Self {
        Self {
            page: page.seen().cloned(),
            ..self
        }
    }
}

impl Proxy {
    /// Who is asked, and about whom.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn profile(&self, merchant: Option<&str>) -> Result<Profile, Failure> {
        let mut path = "/api/v1/profile".to_owned();
        if let Some(merchant) = merchant {
            path.push_str("?merchant=");
            path.push_str(&String::from(js_sys::encode_uri_component(merchant)));
        }
        read(self.get(&path).send().await, profile).await
    }

    /// Which checks there are.
    ///
    /// # Errors
    /// [`Failure`] where the proxy does not answer or refuses.
    pub async fn checks(&self) -> Result<Vec<Check>, Failure> {
        read(self.get("/api/v1/checks").send().await, |json| {
            json.all("checks", check)
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
        let body = serde_wasm_bindgen::to_value(request).map_err(|_| Failure::NotOurs)?;
        let body = JSON::stringify(&body).map_err(|_| Failure::NotOurs)?;
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
                    let event = Json::parse(line.trim()).and_then(|json| wire::event(&json));
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
    let response = accepted(response.map_err(|_| Failure::Unreachable)?).await?;
    let text = response.text().await.map_err(|_| Failure::Unreachable)?;
    Json::parse(&text)
        .and_then(|json| read(&json))
        .ok_or(Failure::NotOurs)
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
