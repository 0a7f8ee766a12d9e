//! Errors of the interface: `application/problem+json` (RFC 9457) with a stable code.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

macro_rules! codes {
    ($($(#[$meta:meta])* $variant:ident = $name:tt, $status:ident, $title:literal;)+) => {
        /// What went wrong with a request; the names are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
        pub enum Code { $($(#[$meta])* #[serde(rename = $name)] $variant),+ }

        impl Code {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The HTTP status it comes with.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status),+ }
            }

            /// One sentence for people, the same every time.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),+ }
            }

            /// The name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

codes! {
    /// Not JSON.
    InvalidJson = "invalid-json", BAD_REQUEST, "The body is not JSON.";
    /// JSON, but no object.
    NotAnObject = "not-an-object", BAD_REQUEST, "The body is not a JSON object.";
    /// A field there is not.
    UnknownField = "unknown-field", BAD_REQUEST, "The body has a field that is not known.";
    /// A field of another type.
    WrongType = "wrong-type", BAD_REQUEST, "A field is of the wrong type.";
    /// No such product.
    UnknownProduct = "unknown-product", UNPROCESSABLE_ENTITY, "There is no such product.";
    /// No such country.
    UnknownSite = "unknown-site", UNPROCESSABLE_ENTITY, "There is no such site.";
    /// No such check.
    UnknownCheck = "unknown-check", UNPROCESSABLE_ENTITY, "There is no such check.";
    /// No such datum of a sale.
    UnknownItem = "unknown-item", UNPROCESSABLE_ENTITY, "There is no such datum of a sale.";
    /// A field that must be there.
    FieldMissing = "field-missing", BAD_REQUEST, "A field is missing.";
    /// A text that is too long, or holds what does not belong there.
    InvalidText = "invalid-text", UNPROCESSABLE_ENTITY, "A text cannot be taken as it is.";
    /// Neither confirm, dismiss nor undo.
    UnknownKind = "unknown-kind", UNPROCESSABLE_ENTITY, "There is no such kind of decision.";
    /// A check that does not matter to the product.
    CheckNotOfProduct = "check-not-of-product", UNPROCESSABLE_ENTITY, "That check does not matter to this product.";
    /// Not for a person to confirm.
    NotConfirmable = "not-confirmable", UNPROCESSABLE_ENTITY, "That is not for a person to confirm.";
    /// Not to be set aside.
    NotDismissible = "not-dismissible", UNPROCESSABLE_ENTITY, "That cannot be set aside.";
    /// Nothing to take back.
    NothingToUndo = "nothing-to-undo", CONFLICT, "Nothing holds that could be taken back.";
    /// Somebody was faster.
    DecidedSince = "decided-since", CONFLICT, "Something else was decided since.";
    /// Too many decisions.
    HistoryFull = "history-full", CONFLICT, "There is no room for more decisions.";
    /// No data folder.
    NoMemory = "no-memory", NOT_FOUND, "This server remembers nothing.";
    /// A token that does not tell its account.
    AccountUnknown = "account-unknown", CONFLICT, "The Access Token does not tell whose it is.";
    /// No such run.
    UnknownRun = "unknown-run", NOT_FOUND, "There is no such run.";
    /// Runs that do not answer the same question.
    RunsNotComparable = "runs-not-comparable", UNPROCESSABLE_ENTITY, "Those runs are not about the same account and product.";
    /// A report that cannot be read.
    InvalidReport = "invalid-report", UNPROCESSABLE_ENTITY, "A report cannot be read.";
    /// No such format.
    UnknownFormat = "unknown-format", UNPROCESSABLE_ENTITY, "There is no such format.";
    /// No such language.
    UnknownLanguage = "unknown-language", UNPROCESSABLE_ENTITY, "There is no such language.";
    /// No such theme.
    UnknownTheme = "unknown-theme", UNPROCESSABLE_ENTITY, "There is no such theme.";
    /// The database fails.
    MemoryFailed = "memory-failed", SERVICE_UNAVAILABLE, "What is remembered cannot be read or written just now.";
    /// No such heading.
    UnknownRequirement = "unknown-requirement", UNPROCESSABLE_ENTITY, "There is no such requirement.";
    /// Neither a payment nor an order.
    InvalidPaymentId = "invalid-payment-id", UNPROCESSABLE_ENTITY, "That is no payment's or order's id.";
    /// A measurement that cannot be one.
    InvalidQuality = "invalid-quality", UNPROCESSABLE_ENTITY, "The quality measurement cannot be read.";
    /// No such merchant.
    UnknownMerchant = "unknown-merchant", NOT_FOUND, "There is no such merchant.";
    /// Evidence of a page that cannot be read.
    InvalidPage = "invalid-page", UNPROCESSABLE_ENTITY, "What was seen of the page cannot be read.";
    /// No address of the web.
    InvalidCheckoutUrl = "invalid-checkout-url", UNPROCESSABLE_ENTITY, "The checkout URL is not an address of the web.";
    /// An address the operator did not allow.
    CheckoutUrlNotAllowed = "checkout-url-not-allowed", FORBIDDEN, "The checkout URL is not on the host the operator configured.";
    /// Not sent as JSON.
    UnsupportedMediaType = "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE, "The body must be sent as application/json.";
    /// A body beyond the limit.
    BodyTooLarge = "body-too-large", PAYLOAD_TOO_LARGE, "The body is too large.";
    /// A body that did not arrive.
    BodyTooSlow = "body-too-slow", REQUEST_TIMEOUT, "The body did not arrive in time.";
    /// A body that broke off.
    BodyCutShort = "body-cut-short", BAD_REQUEST, "The body broke off.";
    /// A query that cannot be read.
    InvalidQuery = "invalid-query", BAD_REQUEST, "The query cannot be read.";
    /// No token.
    TokenMissing = "token-missing", UNAUTHORIZED, "This server asks for a token.";
    /// Another token.
    TokenRefused = "token-refused", UNAUTHORIZED, "The token is not the one this server asks for.";
    /// A token of the past.
    TokenExpired = "token-expired", UNAUTHORIZED, "The token has expired.";
    /// A token of the future.
    TokenNotYetValid = "token-not-yet-valid", UNAUTHORIZED, "The token does not hold yet.";
    /// A token for others.
    TokenAudience = "token-audience", UNAUTHORIZED, "The token is for somebody else.";
    /// A token by others.
    TokenIssuer = "token-issuer", UNAUTHORIZED, "The token is not by who makes tokens for this server.";
    /// A token nobody we know signed.
    TokenSignature = "token-signature", UNAUTHORIZED, "The signature of the token is not one of the configured keys'.";
    /// A token signed in another way.
    TokenAlgorithm = "token-algorithm", UNAUTHORIZED, "The token is signed with another algorithm.";
    /// A token that cannot be read, or holds something else than it should.
    TokenMalformed = "token-malformed", UNAUTHORIZED, "The token is not of the form this server takes.";
    /// No keys to verify tokens with.
    TokenKeysUnavailable = "token-keys-unavailable", SERVICE_UNAVAILABLE, "The keys tokens are verified with could not be fetched.";
    /// Wrong too often.
    TooManyAttempts = "too-many-attempts", TOO_MANY_REQUESTS, "There were too many wrong credentials.";
    /// Not allowed that much.
    ScopeMissing = "scope-missing", FORBIDDEN, "Who asks may not do this.";
    /// Sent by another page with somebody's session, for all we know.
    CsrfRefused = "csrf-refused", FORBIDDEN, "The request does not show that a page of this site sent it.";
    /// No one name the request is addressed to.
    HostMissing = "host-missing", BAD_REQUEST, "The request does not name one host.";
    /// Another name.
    HostNotAllowed = "host-not-allowed", MISDIRECTED_REQUEST, "This server does not answer under that name.";
    /// A page of another site.
    OriginNotAllowed = "origin-not-allowed", FORBIDDEN, "Pages of that origin may not ask this.";
    /// No such address.
    NotFound = "not-found", NOT_FOUND, "There is nothing at this address.";
    /// Another method.
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED, "This address does not take that method.";
    /// No webhook to probe.
    NoWebhookUrl = "no-webhook-url", CONFLICT, "No webhook URL is known.";
    /// An address read from the account that was not said again.
    WebhookUrlNotConfirmed = "webhook-url-not-confirmed", CONFLICT, "The webhook URL must be said again.";
    /// No address of the web.
    InvalidWebhookUrl = "invalid-webhook-url", UNPROCESSABLE_ENTITY, "The webhook URL is not an address of the web.";
    /// An address notifications are not sent to.
    WebhookUrlUnfit = "webhook-url-unfit", UNPROCESSABLE_ENTITY, "The webhook URL is not one notifications are sent to.";
    /// An address the operator did not allow.
    WebhookUrlNotAllowed = "webhook-url-not-allowed", FORBIDDEN, "The webhook URL is not on a host the operator allowed.";
    /// A probe of that webhook is on its way.
    ProbeUnderWay = "probe-under-way", CONFLICT, "That webhook is being probed.";
    /// Probed too often.
    ProbedTooOften = "probed-too-often", TOO_MANY_REQUESTS, "There were too many probes within a while.";
    /// A notification nobody vouches for.
    SignatureRefused = "signature-refused", UNAUTHORIZED, "The signature is missing or wrong.";
    /// Enough to do already.
    TooManyRuns = "too-many-runs", SERVICE_UNAVAILABLE, "Too many runs are under way.";
    /// Something of ours failed.
    Internal = "internal", INTERNAL_SERVER_ERROR, "Something went wrong on our side.";
}

/// An error answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the code says it all.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// One sentence, the same for every answer of this code.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What went wrong.
    pub code: Code,
    /// What to do about it, or more precisely what is wrong. Values of the request are not repeated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The field it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What the field may hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<String>>,
    /// After so many seconds the same may be asked again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u16>,
}

/// Seconds after which a caller that was sent away may come again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("2");

/// What clients of OAuth understand (RFC 6750, 3.1).
const INVALID_TOKEN: HeaderValue = HeaderValue::from_static("Bearer error=\"invalid_token\"");
const INSUFFICIENT_SCOPE: HeaderValue =
    HeaderValue::from_static("Bearer error=\"insufficient_scope\"");

impl Problem {
    /// An error of this code.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            kind: "about:blank",
            title: code.title(),
            status: code.status().as_u16(),
            code,
            detail: None,
            field: None,
            allowed: None,
            retry_after_seconds: None,
        }
    }

    /// The same, to be asked again after so many seconds.
    #[must_use]
    pub fn retry_after(self, seconds: u16) -> Self {
        Self {
            retry_after_seconds: Some(seconds),
            ..self
        }
    }

    /// The same, and what to do about it.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..self
        }
    }

    /// The same, about this field.
    #[must_use]
    pub fn field(self, field: impl Into<String>) -> Self {
        Self {
            field: Some(field.into()),
            ..self
        }
    }

    /// The same, and what the field may hold.
    #[must_use]
    pub fn allowed<'a>(self, allowed: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            allowed: Some(allowed.into_iter().map(str::to_owned).collect()),
            ..self
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        let mut answer = (self.code.status(), body).into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, kind);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self.code {
            Code::TokenMissing => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            Code::TokenRefused
            | Code::TokenExpired
            | Code::TokenNotYetValid
            | Code::TokenAudience
            | Code::TokenIssuer
            | Code::TokenSignature
            | Code::TokenAlgorithm
            | Code::TokenMalformed => {
                headers.insert(header::WWW_AUTHENTICATE, INVALID_TOKEN);
            }
            Code::ScopeMissing => {
                headers.insert(header::WWW_AUTHENTICATE, INSUFFICIENT_SCOPE);
            }
            Code::TooManyRuns | Code::MemoryFailed => {
                headers.insert(header::RETRY_AFTER, RETRY_AFTER);
            }
            _ => {}
        }
        if let Some(seconds) = self.retry_after_seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer
    }
}
