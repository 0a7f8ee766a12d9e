//! What the proxy sees of an address on the merchant's server.

use serde::{Deserialize, Serialize};

use super::InsecureResource;
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
pub struct Redirect {
    /// 301, 302, 303, 307 or 308.
    pub status: u16,
    /// The `Location`, resolved, without user, query and fragment; absent where it could not be
    /// read.
    pub location: Option<String>,
}

/// Something wrong with the address itself, seen without doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
        /// Nobody known vouches for it, or an intermediate certificate is missing.
        UnknownIssuer = "unknown-issuer",
        /// It was revoked.
        Revoked = "revoked",
        /// Something else.
        Invalid = "invalid",
    }
}
