//! The reverse proxies that say whose session a request belongs to, as an operator configures them.

use std::net::IpAddr;

use ipnet::IpNet;

use super::reader::Reader;
use super::variable::{READINESS_TRUSTED_PROXIES, READINESS_TRUSTED_SECRET};
use crate::access::{SharedToken, TrustedProxies};

/// None where none are configured, or not rightly.
pub(super) fn read_proxies(reader: &mut Reader<'_>) -> Option<TrustedProxies> {
    let before = reader.errors.len();
    let networks = reader.list(READINESS_TRUSTED_PROXIES, read_network);
    let is_read = reader.errors.len() == before;
    let secret = reader.read(READINESS_TRUSTED_SECRET, |text| {
        SharedToken::parse(text).map_err(|error| error.to_string())
    });
    let is_given = |variable| reader.text(variable).is_some();
    match (
        is_given(READINESS_TRUSTED_PROXIES),
        is_given(READINESS_TRUSTED_SECRET),
    ) {
        (true, false) => reader.fail(
            READINESS_TRUSTED_SECRET,
            "must be set together with READINESS_TRUSTED_PROXIES: an address alone proves nothing",
        ),
        (false, true) => reader.fail(
            READINESS_TRUSTED_PROXIES,
            "must be set together with READINESS_TRUSTED_SECRET: it is believed from nowhere else",
        ),
        (true, true) if is_read && networks.is_empty() => reader.fail(
            READINESS_TRUSTED_PROXIES,
            "must name an address or a network",
        ),
        _ => {}
    }
    let secret = secret?;
    (!networks.is_empty()).then_some(TrustedProxies { networks, secret })
}

fn read_network(text: &str) -> Result<IpNet, String> {
    let network = match text.parse::<IpAddr>() {
        Ok(address) => IpNet::from(address.to_canonical()),
        Err(_) => text.parse().map_err(|_| {
            "holds something that is neither an IP address nor a network like 10.0.0.0/8".to_owned()
        })?,
    };
    if network.prefix_len() == 0 {
        return Err("must not hold every address there is".to_owned());
    }
    Ok(network)
}
