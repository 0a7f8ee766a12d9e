//! The guard: what is not the public Internet is never connected to, however it is written.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use checkout_readiness_proxy::guard::Guard;
use checkout_readiness_proxy::guard::resolver::LookupError;
use tokio::net::TcpListener;
use tokio::time::timeout;

use crate::support::guarding::{Failing, GUARDED, Lying, PATIENCE, refusal, web};

#[tokio::test]
async fn no_hostile_address_is_connected_to_however_it_is_written() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let connect_to = listener.local_addr().unwrap();
    // Even a resolver that calls every name public must not open what the text itself gives away.
    let guard = Guard::new(
        Arc::new(Lying {
            addresses: vec!["10.9.8.7".parse().unwrap()],
            connect_to,
        }),
        web(),
        PATIENCE,
    );
    for (url, expected) in [
        ("http://store.example/", GUARDED),
        ("http://127.0.0.1/", GUARDED),
        ("https://store.example:8443/", GUARDED),
        ("https://store.example:80/", GUARDED),
        ("https://store.example:22/", GUARDED),
        ("https://user@store.example/", GUARDED),
        ("https://user:password@store.example/", GUARDED),
        ("https://:password@store.example/", GUARDED),
        ("https://store.example@127.0.0.1/", GUARDED),
        ("ftp://store.example/", GUARDED),
        ("file:///etc/passwd", GUARDED),
        ("data:text/html,x", GUARDED),
        ("gopher://127.0.0.1:6379/_x", GUARDED),
        ("wss://store.example/", GUARDED),
        ("https://localhost/", "loopback"),
        ("https://LOCALHOST./", "loopback"),
        ("https://shop.localhost/", "loopback"),
        ("https://127.0.0.1/", "loopback"),
        ("https://127.1/", "loopback"),
        ("https://127.0.1/", "loopback"),
        ("https://2130706433/", "loopback"),
        ("https://0x7f000001/", "loopback"),
        ("https://0x7f.1/", "loopback"),
        ("https://0177.0.0.1/", "loopback"),
        ("https://017700000001/", "loopback"),
        ("https://127.0.0.1./", "loopback"),
        ("https://%31%32%37.0.0.1/", "loopback"),
        ("https://１２７.0.0.1/", "loopback"),
        ("https://①②⑦。0。0。1/", "loopback"),
        ("https://0/", "unspecified"),
        ("https://0.0.0.0/", "unspecified"),
        ("https://10.1.2.3/", "private"),
        ("https://0xa.1.2.3/", "private"),
        ("https://172.16.0.1/", "private"),
        ("https://192.168.0.1/", "private"),
        ("https://169.254.1.1/", "link-local"),
        ("https://169.254.169.254/latest/meta-data/", "metadata"),
        ("https://2852039166/", "metadata"),
        ("https://0xa9fea9fe/", "metadata"),
        ("https://100.100.100.200/", "metadata"),
        ("https://100.64.0.1/", "carrier-grade-nat"),
        ("https://198.18.0.1/", "benchmark"),
        ("https://192.0.2.1/", "documentation"),
        ("https://224.0.0.1/", "multicast"),
        ("https://240.0.0.1/", "reserved"),
        ("https://255.255.255.255/", "broadcast"),
        ("https://[::1]/", "loopback"),
        ("https://[0:0:0:0:0:0:0:1]/", "loopback"),
        ("https://[::]/", "unspecified"),
        ("https://[::ffff:127.0.0.1]/", "loopback"),
        ("https://[::ffff:7f00:1]/", "loopback"),
        ("https://[::ffff:a9fe:a9fe]/", "metadata"),
        ("https://[::127.0.0.1]/", "loopback"),
        ("https://[64:ff9b::10.0.0.1]/", "private"),
        ("https://[64:ff9b::169.254.169.254]/", "metadata"),
        ("https://[2002:7f00:1::]/", "loopback"),
        ("https://[2001:0:7f00:1::]/", "loopback"),
        ("https://[fe80::1]/", "link-local"),
        ("https://[fc00::1]/", "private"),
        ("https://[fd00:ec2::254]/", "metadata"),
        ("https://[ff02::1]/", "multicast"),
        ("https://[2001:db8::1]/", "documentation"),
        ("https://store.example/", "private"),
        ("https://metadata.google.internal/", "private"),
    ] {
        assert_eq!(refusal(&guard, url).await, expected, "{url}");
    }
    assert_never_called(&listener).await;
}

#[tokio::test]
async fn a_name_is_refused_if_any_address_it_has_is_not_public() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let connect_to = listener.local_addr().unwrap();
    for (addresses, expected) in [
        (&["127.0.0.1"][..], "loopback"),
        (&["8.8.8.8", "10.0.0.1"], "private"),
        (&["10.0.0.1", "8.8.8.8"], "private"),
        (
            &["8.8.8.8", "2606:4700:4700::1111", "fe80::1"],
            "link-local",
        ),
        (&["8.8.8.8", "::ffff:127.0.0.1"], "loopback"),
        (&["169.254.169.254"], "metadata"),
        (&["0.0.0.0"], "unspecified"),
        (&["64:ff9b::7f00:1"], "loopback"),
        (&["2002:a00:1::1"], "private"),
    ] {
        let addresses = addresses
            .iter()
            .map(|address| address.parse().unwrap())
            .collect();
        let guard = Guard::new(
            Arc::new(Lying {
                addresses,
                connect_to,
            }),
            web(),
            PATIENCE,
        );
        assert_eq!(refusal(&guard, "https://store.example/").await, expected);
    }
    assert_never_called(&listener).await;
}

async fn assert_never_called(listener: &TcpListener) {
    let call = timeout(Duration::from_millis(200), listener.accept()).await;
    assert!(call.is_err(), "somebody connected");
}

#[tokio::test]
async fn a_documentation_address_is_looked_at_only_where_a_stand_in_answers_for_it() {
    let documentation: IpAddr = "203.0.113.9".parse().unwrap();
    let real = SocketAddr::new(documentation, 443);
    let guard = Guard::new(
        Arc::new(Lying {
            addresses: vec![documentation],
            connect_to: real,
        }),
        web(),
        PATIENCE,
    );
    assert_eq!(
        refusal(&guard, "https://store.example/").await,
        "documentation"
    );
}

#[tokio::test]
async fn an_unknown_name_is_a_fact_and_a_name_server_that_fails_is_our_own_trouble() {
    for (error, expected) in [
        (LookupError::UnknownHost, "unknown-host"),
        (LookupError::NotNow, "proxy dns"),
    ] {
        let guard = Guard::new(Arc::new(Failing(error)), web(), PATIENCE);
        assert_eq!(refusal(&guard, "https://store.example/").await, expected);
    }
}
