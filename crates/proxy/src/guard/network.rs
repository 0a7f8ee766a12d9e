//! Which addresses belong to the public Internet, and what the others belong to.
//!
//! Source: IANA's registries of special-purpose IPv4 and IPv6 addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Host;

/// A network that is not the public Internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// This machine.
    Loopback,
    /// RFC 1918, or unique local addresses of IPv6.
    Private,
    /// Only this link.
    LinkLocal,
    /// A cloud's metadata service, which hands out credentials.
    Metadata,
    /// Shared between a provider and its customers (100.64.0.0/10).
    CarrierGradeNat,
    /// Groups.
    Multicast,
    /// Measurements.
    Benchmark,
    /// Examples in documents.
    Documentation,
    /// No address at all.
    Unspecified,
    /// Everybody on the link.
    Broadcast,
    /// Kept for something else.
    Reserved,
}

impl Network {
    /// The name in evidence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Loopback => "loopback",
            Self::Private => "private",
            Self::LinkLocal => "link-local",
            Self::Metadata => "metadata",
            Self::CarrierGradeNat => "carrier-grade-nat",
            Self::Multicast => "multicast",
            Self::Benchmark => "benchmark",
            Self::Documentation => "documentation",
            Self::Unspecified => "unspecified",
            Self::Broadcast => "broadcast",
            Self::Reserved => "reserved",
        }
    }
}

/// What the text of a host alone gives away; none for a public address or a name to look up.
#[must_use]
pub fn of_host(host: &Host<String>) -> Option<Network> {
    match host {
        Host::Ipv4(address) => of_v4(*address),
        Host::Ipv6(address) => of_v6(*address),
        Host::Domain(name) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            let is_local = name == "localhost" || name.ends_with(".localhost");
            is_local.then_some(Network::Loopback)
        }
    }
}

/// The network of an address; none if it is public.
#[must_use]
pub fn of(address: IpAddr) -> Option<Network> {
    match address {
        IpAddr::V4(address) => of_v4(address),
        IpAddr::V6(address) => of_v6(address),
    }
}

fn of_v4(address: Ipv4Addr) -> Option<Network> {
    Some(match address.octets() {
        [169, 254, 169, 254] | [100, 100, 100, 200] | [168, 63, 129, 16] | [192, 0, 0, 192] => {
            Network::Metadata
        }
        [0, 0, 0, 0] => Network::Unspecified,
        [127, ..] => Network::Loopback,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Network::Private,
        [169, 254, ..] => Network::LinkLocal,
        [100, 64..=127, ..] => Network::CarrierGradeNat,
        [198, 18..=19, ..] => Network::Benchmark,
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => Network::Documentation,
        [224..=239, ..] => Network::Multicast,
        [255, 255, 255, 255] => Network::Broadcast,
        [0, ..] | [192, 0, 0, _] | [192, 88, 99, _] | [240..=255, ..] => Network::Reserved,
        _ => return None,
    })
}

fn of_v6(address: Ipv6Addr) -> Option<Network> {
    let segments = address.segments();
    let [high, low] = [segments[6], segments[7]].map(u16::to_be_bytes);
    let last_v4 = Ipv4Addr::new(high[0], high[1], low[0], low[1]);
    Some(match segments {
        [0, 0, 0, 0, 0, 0, 0, 0] => Network::Unspecified,
        [0, 0, 0, 0, 0, 0, 0, 1] => Network::Loopback,
        [0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x254] | [0xfd20, 0x0ce, 0, 0, 0, 0, 0, 0x254] => {
            Network::Metadata
        }
        // Mapped, translated and compatible: an IPv4 address in other clothes.
        [0, 0, 0, 0, 0, 0xffff, ..] | [0, 0, 0, 0, 0xffff, 0, ..] | [0, 0, 0, 0, 0, 0, ..] => {
            of_v4(last_v4).unwrap_or(Network::Reserved)
        }
        // NAT64 as networks without IPv4 use it: as public as what it leads to.
        [0x64, 0xff9b, 0, 0, 0, 0, ..] => return of_v4(last_v4),
        [0x64, 0xff9b, 1, ..] => Network::Private,
        // 6to4: the gateway's address stands in front.
        [0x2002, first, second, ..] => return of_v4(joined(first, second)),
        // Teredo: the server's address stands in the middle, the client's at the end, inverted.
        [0x2001, 0, first, second, ..] => of_v4(joined(first, second))
            .or_else(|| of_v4(Ipv4Addr::from(!u32::from(last_v4))))
            .unwrap_or(Network::Reserved),
        [0x2001, 0x2, 0, ..] => Network::Benchmark,
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0x0fff, ..] => Network::Documentation,
        [0x2001, 0..=0x01ff, ..] => Network::Reserved,
        [0xfc00..=0xfdff, ..] | [0xfec0..=0xfeff, ..] => Network::Private,
        [0xfe80..=0xfebf, ..] => Network::LinkLocal,
        [0xff00..=0xffff, ..] => Network::Multicast,
        [0x2000..=0x3fff, ..] => return None,
        _ => Network::Reserved,
    })
}

fn joined(first: u16, second: u16) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(first) << 16 | u32::from(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Option<&'static str> {
        of(text.parse().unwrap()).map(Network::name)
    }

    #[test]
    fn public_addresses_are_public() {
        for text in [
            "8.8.8.8",
            "1.1.1.1",
            "172.15.255.255",
            "172.32.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "192.0.1.0",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2800:3f0:4001::1",
            "64:ff9b::8.8.8.8",
            "2002:808:808::1",
        ] {
            assert_eq!(network(text), None, "{text}");
        }
    }

    #[test]
    fn every_other_address_is_named_by_its_network() {
        for (text, name) in [
            ("127.0.0.1", "loopback"),
            ("127.255.255.255", "loopback"),
            ("0.0.0.0", "unspecified"),
            ("0.1.2.3", "reserved"),
            ("10.0.0.1", "private"),
            ("172.16.0.1", "private"),
            ("172.31.255.255", "private"),
            ("192.168.1.1", "private"),
            ("169.254.1.1", "link-local"),
            ("169.254.169.254", "metadata"),
            ("100.100.100.200", "metadata"),
            ("168.63.129.16", "metadata"),
            ("192.0.0.192", "metadata"),
            ("192.0.0.8", "reserved"),
            ("192.88.99.1", "reserved"),
            ("100.64.0.1", "carrier-grade-nat"),
            ("100.127.255.255", "carrier-grade-nat"),
            ("198.18.0.1", "benchmark"),
            ("192.0.2.1", "documentation"),
            ("198.51.100.1", "documentation"),
            ("203.0.113.1", "documentation"),
            ("224.0.0.1", "multicast"),
            ("240.0.0.1", "reserved"),
            ("255.255.255.255", "broadcast"),
            ("::", "unspecified"),
            ("::1", "loopback"),
            ("::127.0.0.1", "loopback"),
            ("::ffff:127.0.0.1", "loopback"),
            ("::ffff:10.0.0.1", "private"),
            ("::ffff:169.254.169.254", "metadata"),
            ("::ffff:8.8.8.8", "reserved"),
            ("::ffff:0:10.0.0.1", "private"),
            ("64:ff9b::10.0.0.1", "private"),
            ("64:ff9b::a9fe:a9fe", "metadata"),
            ("64:ff9b:1::1", "private"),
            ("2002:7f00:1::", "loopback"),
            ("2002:a00:1::1", "private"),
            ("2001:0:7f00:1::", "loopback"),
            ("2001:0:808:808:0:0:f5ff:fffe", "private"),
            ("2001:0:808:808:0:0:f7f7:f7f7", "reserved"),
            ("2001:2::1", "benchmark"),
            ("2001:db8::1", "documentation"),
            ("3fff::1", "documentation"),
            ("2001:10::1", "reserved"),
            ("fc00::1", "private"),
            ("fd12:3456::1", "private"),
            ("fd00:ec2::254", "metadata"),
            ("fec0::1", "private"),
            ("fe80::1", "link-local"),
            ("ff02::1", "multicast"),
            ("100::1", "reserved"),
            ("4000::1", "reserved"),
        ] {
            assert_eq!(network(text), Some(name), "{text}");
        }
    }

    #[test]
    fn names_of_this_machine_are_never_looked_up() {
        for name in ["localhost", "localhost.", "shop.localhost"] {
            let host = Host::Domain(name.to_owned());
            assert_eq!(of_host(&host), Some(Network::Loopback), "{name}");
        }
        assert_eq!(of_host(&Host::Domain("localhost.example".to_owned())), None);
    }
}
