//! What the proxy sees of an address on the merchant's server.

use serde::{Deserialize, Serialize};

use super::{InsecureResource, Markup};
use crate::profile::named;

/// What was seen of an address, as far as looking got.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Endpoint {
    /// The address looked at.
    pub url: String,
    /// Whether we got there only through an exception the operator made for development. What is
    /// seen that way says nothing about what others can reach.
    pub by_exception: bool,
    /// What stopped us on the way, if that is the merchant's doing.
    pub problem: Option<EndpointProblem>,
    /// The certificate, if the connection got that far.
    pub tls: Option<TlsFacts>,
    /// The status of the answer to a plain `GET`.
    pub status: Option<u16>,
    /// Where the answer sends on to, if it does.
    pub redirect: Option<Redirect>,
    /// Addresses by plain `http` in the markup; absent where the answer was not HTML.
    pub insecure_resources: Option<Vec<InsecureResource>>,
    /// What the page shows of the integration; absent where nobody read a page here.
    pub markup: Option<Markup>,
    /// `Strict-Transport-Security` of the answer; absent where no answer was seen.
    pub strict_transport: Option<StrictTransport>,
    /// Whether protocols out of use are still accepted; absent where nobody tried.
    pub outdated_protocols: Option<OutdatedProtocols>,
    /// What the same address answers over plain `http`; absent where nobody tried.
    pub plain_http: Option<PlainHttp>,
}

/// What an answer says of coming back over `https` only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StrictTransport {
    /// Whether the header was there and could be read.
    pub is_sent: bool,
    /// For how long, in seconds; zero switches it off.
    pub max_age_seconds: Option<u64>,
}

/// Whether protocols out of use since 2021 are still accepted; none where that could not be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutdatedProtocols {
    /// TLS 1.0.
    pub tls_1_0: Option<bool>,
    /// TLS 1.1.
    pub tls_1_1: Option<bool>,
}

/// What a server answers over plain `http`, on port 80.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum PlainHttp {
    /// It sends on to `https`.
    RedirectsToHttps,
    /// It sends on, and not to `https`.
    RedirectsElsewhere {
        /// Where to, without query.
        location: Option<String>,
    },
    /// It serves something itself.
    Serves {
        /// The status.
        status: u16,
    },
    /// Nothing listens there.
    Closed,
    /// That could not be told.
    Unknown,
}

/// The certificate that was presented and accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TlsFacts {
    /// For example `TLSv1.3`.
    pub version: String,
    /// Whole days until the certificate expires; negative once it has.
    pub days_until_expiry: i64,
    /// Who issued it.
    pub issuer: String,
}

/// An answer that sends on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Redirect {
    /// 301, 302, 303, 307 or 308.
    pub status: u16,
    /// The `Location`, resolved, without user, query and fragment; absent where it could not be
    /// read.
    pub location: Option<String>,
}

/// Something wrong with the address itself, seen without doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "problem", rename_all = "kebab-case")]
pub enum EndpointProblem {
    /// The name is not in DNS.
    UnknownHost,
    /// The name or address leads to a network that is not public.
    PrivateAddress {
        /// What kind of network, for example `loopback`.
        network: String,
    },
    /// The certificate does not hold.
    Certificate {
        /// In what way.
        certificate: CertificateProblem,
        /// Days since or until its expiry, where it could be read.
        days_until_expiry: Option<i64>,
    },
}

named! {
    /// In what way a certificate does not hold.
    CertificateProblem {
        /// Its time is over.
        Expired = "expired",
        /// Its time has not come.
        NotYetValid = "not-yet-valid",
        /// It is for another name.
        WrongName = "wrong-name",
        /// It vouches for itself.
        SelfSigned = "self-signed",
        /// Nobody known vouches for it.
        UnknownIssuer = "unknown-issuer",
        /// The server leaves out the certificate between its own and the authority's.
        MissingIntermediate = "missing-intermediate",
        /// The server speaks only protocols that are out of use.
        OutdatedProtocol = "outdated-protocol",
        /// It was revoked.
        Revoked = "revoked",
        /// Something else.
        Invalid = "invalid",
    }
}
