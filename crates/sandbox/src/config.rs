//! How a sandbox should behave: latency, faults, and the time it believes it is.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr},
    str::FromStr,
    time::{Duration, SystemTime},
};

use crate::{
    duration::read_duration,
    error::ConfigError,
    fault::{Endpoint, Fault},
};

/// How a sandbox should behave.
///
/// As text: entries separated by commas, such as `latency=100ms,fault=users-me:500`; `fault` may
/// be given once for each endpoint. The empty text is the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where to listen; anything but a loopback address is refused. Ports are always chosen freely.
    pub address: IpAddr,
    /// Time every answer of the stand-in Mercado Pago takes.
    pub latency: Duration,
    /// Time most answers to the merchant `slow` take.
    pub slow: Duration,
    /// Time `GET /v1/payments/search` takes to answer the merchant `slow`.
    pub slowest: Duration,
    /// Faults for every merchant; they come before what the merchant's own script says.
    pub faults: BTreeMap<Endpoint, Fault>,
    /// The time certificates and payments are dated by; none means the system's.
    pub now: Option<SystemTime>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            latency: Duration::ZERO,
            slow: Duration::from_millis(1500),
            slowest: Duration::from_secs(12),
            faults: BTreeMap::new(),
            now: None,
        }
    }
}

impl FromStr for Config {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        let mut given: Vec<&str> = Vec::new();
        for entry in text
            .split(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
        {
            let (key, value) = entry.split_once('=').ok_or_else(|| ConfigError::NotAPair {
                entry: entry.to_owned(),
            })?;
            let (key, value) = (key.trim(), value.trim());
            let duration = match key {
                "fault" => {
                    config.add_fault(value)?;
                    continue;
                }
                "latency" => &mut config.latency,
                "slow" => &mut config.slow,
                "slowest" => &mut config.slowest,
                _ => {
                    return Err(ConfigError::UnknownKey {
                        key: key.to_owned(),
                    });
                }
            };
            *duration = read_duration(value).ok_or_else(|| ConfigError::NotADuration {
                key: key.to_owned(),
                value: value.to_owned(),
            })?;
            if given.contains(&key) {
                return Err(ConfigError::Repeated {
                    key: key.to_owned(),
                });
            }
            given.push(key);
        }
        Ok(config)
    }
}

impl Config {
    fn add_fault(&mut self, value: &str) -> Result<(), ConfigError> {
        let (endpoint, fault) =
            value
                .split_once(':')
                .ok_or_else(|| ConfigError::FaultWithoutEndpoint {
                    value: value.to_owned(),
                })?;
        let endpoint: Endpoint = endpoint.trim().parse()?;
        match self.faults.insert(endpoint, fault.trim().parse()?) {
            Some(_) => Err(ConfigError::Repeated {
                key: format!("fault={}", endpoint.name()),
            }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_sets_latency_and_faults() {
        let config: Config = "latency=100ms, fault=users-me:500, fault=payment:3s,slowest=9s"
            .parse()
            .unwrap();
        assert_eq!(config.latency, Duration::from_millis(100));
        assert_eq!(config.slowest, Duration::from_secs(9));
        assert_eq!(config.faults[&Endpoint::UsersMe], Fault::Status(500));
        assert_eq!(
            config.faults[&Endpoint::Payment],
            Fault::Delay(Duration::from_secs(3))
        );
    }

    #[test]
    fn empty_text_is_the_default() {
        assert_eq!("".parse(), Ok(Config::default()));
    }

    #[test]
    fn every_fault_can_be_written() {
        for (text, fault) in [
            ("429", Fault::Status(429)),
            ("html-502", Fault::Html(502)),
            ("empty-503", Fault::Empty(503)),
            ("truncated", Fault::Truncated),
            ("wrong-shape", Fault::WrongShape),
            ("disconnect", Fault::Disconnect),
            ("hang", Fault::Hang),
            ("20ms", Fault::Delay(Duration::from_millis(20))),
        ] {
            assert_eq!(text.parse(), Ok(fault));
        }
    }

    #[test]
    fn an_error_names_what_is_wrong() {
        for (text, named) in [
            ("latency", "\"latency\" is not of the form key=value"),
            ("speed=3s", "\"speed\""),
            ("latency=fast", "latency=fast"),
            ("latency=-1s", "latency=-1s"),
            ("slow=2h", "slow=2h"),
            ("slow=7200s", "at most an hour"),
            ("latency=1s,latency=2s", "latency is given twice"),
            ("fault=users-me", "fault=users-me: expected ENDPOINT:FAULT"),
            (
                "fault=me:500",
                "the endpoints are users-me, token-credential",
            ),
            ("fault=users-me:200", "\"200\" is not a fault"),
            (
                "fault=users-me:500,fault=users-me:501",
                "fault=users-me is given twice",
            ),
        ] {
            let error = text.parse::<Config>().unwrap_err().to_string();
            assert!(error.contains(named), "{text}: {error}");
        }
    }
}
