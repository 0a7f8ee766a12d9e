//! What can go wrong when a sandbox is configured or started.

use std::net::IpAddr;

/// The sandbox could not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address asked for can be reached from other machines.
    #[error("the sandbox listens on loopback only, and {0} is not a loopback address")]
    NotLoopback(IpAddr),
    /// No port could be opened.
    #[error("the sandbox could not open a port")]
    Listen(#[source] std::io::Error),
    /// The clock stands where no certificate can be dated.
    #[error("the sandbox cannot date anything at the time it was given")]
    Clock,
    /// A certificate could not be made.
    #[error("the sandbox could not make its certificates")]
    Certificate(#[from] rcgen::Error),
    /// The TLS listener refused a certificate.
    #[error("the sandbox could not set up TLS")]
    Tls(#[from] rustls::Error),
    /// A built-in answer is not what it should be.
    #[error("the sandbox's built-in answer {name} cannot be read")]
    Fixture {
        /// The file of the answer.
        name: &'static str,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
}

/// The text of a configuration says something we cannot follow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// An entry without an equals sign.
    #[error("\"{entry}\" is not of the form key=value")]
    NotAPair {
        /// The entry as written.
        entry: String,
    },
    /// A key the sandbox does not have.
    #[error(
        "\"{key}\" is not a setting of the sandbox; the settings are latency, slow, slowest and fault"
    )]
    UnknownKey {
        /// The key as written.
        key: String,
    },
    /// A key that was given before.
    #[error("{key} is given twice")]
    Repeated {
        /// The key, and for a fault its endpoint.
        key: String,
    },
    /// A value that is no duration.
    #[error("{key}={value}: expected a duration of at most an hour, such as 100ms or 3s")]
    NotADuration {
        /// The key as written.
        key: String,
        /// The value as written.
        value: String,
    },
    /// A fault without its endpoint.
    #[error("fault={value}: expected ENDPOINT:FAULT, such as users-me:500")]
    FaultWithoutEndpoint {
        /// The value as written.
        value: String,
    },
    /// An endpoint the sandbox does not have.
    #[error("\"{name}\" is not an endpoint of the sandbox; the endpoints are {known}")]
    UnknownEndpoint {
        /// The name as written.
        name: String,
        /// The names there are.
        known: String,
    },
    /// A fault the sandbox does not know.
    #[error("\"{text}\" is not a fault; a fault is {forms}")]
    UnknownFault {
        /// The fault as written.
        text: String,
        /// How faults are written.
        forms: &'static str,
    },
}
