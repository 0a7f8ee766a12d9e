//! What test notifications to the merchant's webhook were answered with.

use serde::{Deserialize, Serialize};

use super::{EndpointProblem, Party, Redirect, Why};
use crate::profile::{Product, named};

/// One probe of a webhook: every request in the order they were sent, one at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct WebhookProbe {
    /// The address, without its query.
    pub url: String,
    /// The product whose topics were sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Product>,
    /// Whether we got there only through an exception the operator made for development.
    pub by_exception: bool,
    /// Whether the secret was at hand, so that right signatures could be sent.
    pub with_secret: bool,
    /// Whole days since it ended.
    pub days_since: i64,
    /// Whether the secret is still the one it was made with.
    pub with_current_secret: bool,
    /// Every request.
    pub trials: Vec<Trial>,
}

/// One request and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Trial {
    /// What was sent.
    pub kind: TrialKind,
    /// The topic it was about; absent where it was no notification.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub topic: Option<String>,
    /// What came back.
    pub reply: Reply,
    /// How long each step took.
    #[serde(default)]
    pub timing: Timing,
}

/// How long the steps of one request took, in milliseconds; absent where it did not get that far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Timing {
    /// Looking up the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lookup_ms: Option<u32>,
    /// Connecting and securing the connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connect_ms: Option<u32>,
    /// From the request to the first byte of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_byte_ms: Option<u32>,
    /// Everything.
    pub total_ms: u32,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "reply", rename_all = "kebab-case")]
pub enum Reply {
    /// An answer.
    Answered {
        /// The status.
        status: u16,
        /// What kind of page it is, where it is one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        page: Option<AnsweredPage>,
        /// Where it sends on to, if it does.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        redirect: Option<Redirect>,
    },
    /// No answer.
    Silent {
        /// The side that failed.
        party: Party,
        /// What went wrong there.
        why: Why,
    },
    /// Something wrong with the address itself.
    Stopped {
        /// What.
        problem: EndpointProblem,
    },
    /// Not sent: what came back before says that it would tell nothing, or time was up.
    NotSent,
}

named! {
    /// The kind of a page that answers where no page is expected.
    AnsweredPage {
        /// A form to log in.
        Login = "login",
        /// A domain that is parked or for sale.
        Parking = "parking",
        /// A test whether the visitor is a browser.
        Challenge = "challenge",
        /// A firewall's refusal.
        Block = "block",
        /// The refusal of a framework that misses its token against forged forms (CSRF).
        Csrf = "csrf",
        /// Another page.
        Other = "other",
    }
}

/// Declares every kind of request once: its name, and the part of the probe it belongs to.
macro_rules! trials {
    ($($(#[$about:meta])+ $kind:ident = $name:tt in $part:ident;)+) => {
        named! {
            /// What one request of a probe is.
            TrialKind { $($(#[$about])+ $kind = $name),+ }
        }

        impl TrialKind {
            /// The part of the probe it belongs to.
            #[must_use]
            pub const fn part(self) -> Part {
                match self { $(Self::$kind => Part::$part),+ }
            }
        }
    };
}

trials! {
    /// A `GET` as a browser sends it.
    BrowserGet = "browser-get" in WhoRefuses;
    /// The unsigned notification in our own name: only the user agent is not Mercado Pago's.
    NeutralPost = "neutral-post" in WhoRefuses;
    /// A notification of the product's first topic as Mercado Pago sends it, `ts` in seconds.
    Usual = "usual" in Dialects;
    /// The same, `ts` in milliseconds.
    Milliseconds = "milliseconds" in Dialects;
    /// The same without `x-request-id`, which then is no part of the signature.
    WithoutRequestId = "without-request-id" in Dialects;
    /// The same, `data.id` a number in the body where it was a text, or the other way round.
    OtherIdType = "other-id-type" in Dialects;
    /// An id with letters, signed as it is.
    VerbatimId = "verbatim-id" in Dialects;
    /// An id with letters, signed in lower case.
    LowerCaseId = "lower-case-id" in Dialects;
    /// The ids of query and body differ; that of the query is signed.
    IdOfQuery = "id-of-query" in Dialects;
    /// The ids of query and body differ; that of the body is signed.
    IdOfBody = "id-of-body" in Dialects;
    /// A notification of another topic the product needs.
    OtherTopic = "other-topic" in Dialects;
    /// No `x-signature`.
    NoSignature = "no-signature" in Forgeries;
    /// An `x-signature` that is none.
    Garbage = "garbage" in Forgeries;
    /// A signature of the right form, made with another secret.
    WrongSecret = "wrong-secret" in Forgeries;
    /// The same about another topic: some handlers verify one topic only.
    ForgedTopic = "forged-topic" in Forgeries;
    /// The right signature of another id.
    OtherId = "other-id" in Forgeries;
    /// The right hash, cut short.
    TruncatedHash = "truncated-hash" in Forgeries;
    /// Two headers `x-signature`, neither of them right.
    TwoHeaders = "two-headers" in Forgeries;
    /// The right hash in upper case: no forgery, and not what Mercado Pago sends.
    UpperCaseHash = "upper-case-hash" in Leniency;
    /// A right signature a year old: no forgery, and whoever takes it takes replays.
    OldTimestamp = "old-timestamp" in Leniency;
    /// The usual notification once more, to the letter.
    Repeat = "repeat" in Repeats;
    /// Fields in the body that nobody knows.
    UnknownFields = "unknown-fields" in Repeats;
    /// An `action` that nobody knows.
    UnknownAction = "unknown-action" in Repeats;
    /// IPN about a payment, which is never signed.
    IpnPayment = "ipn-payment" in Ipn;
    /// IPN about a merchant order.
    IpnMerchantOrder = "ipn-merchant-order" in Ipn;
}

named! {
    /// The parts of a probe.
    Part {
        /// Who refuses: the application, or something in front of it.
        WhoRefuses = "who-refuses",
        /// Right signatures in every plausible dialect.
        Dialects = "dialects",
        /// Wrong signatures.
        Forgeries = "forgeries",
        /// What may be taken or refused.
        Leniency = "leniency",
        /// Repeats and novelties.
        Repeats = "repeats",
        /// The old kind of notification.
        Ipn = "ipn",
    }
}

impl TrialKind {
    /// Whether it is sent without the secret too. What is signed rightly, or cut from what is, needs
    /// it.
    #[must_use]
    pub const fn needs_secret(self) -> bool {
        !matches!(
            self,
            Self::BrowserGet
                | Self::NeutralPost
                | Self::NoSignature
                | Self::Garbage
                | Self::WrongSecret
                | Self::ForgedTopic
                | Self::TwoHeaders
                | Self::IpnPayment
                | Self::IpnMerchantOrder
        )
    }
}

impl Reply {
    /// Whether Mercado Pago would take it for received: 2xx, whatever the body, unless that is
    /// plainly somebody else's.
    #[must_use]
    pub fn accepts(&self) -> bool {
        matches!(self.status(), Some(200..=299)) && !self.is_somebody_else()
    }

    /// Whether the application refuses it by itself: 4xx that is not about time or number of requests.
    #[must_use]
    pub fn refuses(&self) -> bool {
        matches!(self.status(), Some(400..=499))
            && !matches!(self.status(), Some(408 | 425 | 429))
            && !self.is_somebody_else()
    }

    /// Whether what answers is surely not the handler of notifications: a redirect, or a page that
    /// says so of itself.
    #[must_use]
    pub fn is_somebody_else(&self) -> bool {
        let page = self.page();
        self.redirect().is_some() || page.is_some_and(|page| page != AnsweredPage::Other)
    }

    /// The status, where there was an answer.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::Answered { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// The kind of page, where one answered.
    #[must_use]
    pub const fn page(&self) -> Option<AnsweredPage> {
        match self {
            Self::Answered { page, .. } => *page,
            _ => None,
        }
    }

    /// Where it sends on to, if it does.
    #[must_use]
    pub const fn redirect(&self) -> Option<&Redirect> {
        match self {
            Self::Answered { redirect, .. } => redirect.as_ref(),
            _ => None,
        }
    }
}

impl WebhookProbe {
    /// The reply to the first request of that kind.
    #[must_use]
    pub fn reply(&self, kind: TrialKind) -> Option<&Reply> {
        let mut trials = self.trials.iter();
        let found = trials.find(|trial| trial.kind == kind)?;
        Some(&found.reply)
    }

    /// Whether that kind of request was accepted; none where it was not answered at all.
    #[must_use]
    pub fn accepts(&self, kind: TrialKind) -> Option<bool> {
        let reply = self.reply(kind)?;
        reply.status().map(|_| reply.accepts())
    }

    /// The requests of a part that were sent.
    pub fn sent(&self, part: Part) -> impl Iterator<Item = &Trial> {
        let is_sent = |trial: &&Trial| trial.reply != Reply::NotSent;
        let mut trials = self.trials.iter().filter(is_sent);
        std::iter::from_fn(move || trials.find(|trial| trial.kind.part() == part))
    }

    /// The notification that shows best how the application answers: the rightly signed one, or
    /// without a secret the unsigned one.
    #[must_use]
    pub fn plainest(&self) -> Option<&Trial> {
        let of = |kind| self.trials.iter().find(|trial| trial.kind == kind);
        of(TrialKind::Usual).or_else(|| of(TrialKind::NoSignature))
    }
}
