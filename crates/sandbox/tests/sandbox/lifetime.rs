//! Where a sandbox listens, and that it is gone when it should be.

use std::{
    net::{IpAddr, SocketAddr},
    time::{Duration, UNIX_EPOCH},
};

use checkout_readiness_sandbox::{Config, Error, Sandbox};
use tokio::{
    io::AsyncReadExt,
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::asking::sandbox;

fn ports(sandbox: &Sandbox) -> [SocketAddr; 2] {
    let api = sandbox
        .base_url()
        .strip_prefix("http://")
        .unwrap()
        .parse()
        .unwrap();
    [api, sandbox.route("store.example").unwrap().connect_to]
}

#[tokio::test]
async fn it_listens_on_loopback_only() {
    assert!(
        ports(&sandbox("").await)
            .iter()
            .all(|port| port.ip().is_loopback())
    );
}

#[tokio::test]
async fn it_refuses_an_address_other_machines_could_reach() {
    for address in ["0.0.0.0", "192.0.2.1", "::", "10.0.0.1"] {
        let address: IpAddr = address.parse().unwrap();
        let refused = Sandbox::start(Config {
            address,
            ..Config::default()
        })
        .await;
        assert!(matches!(refused, Err(Error::NotLoopback(named)) if named == address));
    }
}

#[tokio::test]
async fn it_refuses_a_time_no_certificate_can_have() {
    for seconds in [0, 1 << 40] {
        let now = Some(UNIX_EPOCH + Duration::from_secs(seconds));
        assert!(matches!(
            Sandbox::start(Config {
                now,
                ..Config::default()
            })
            .await,
            Err(Error::Clock)
        ));
    }
}

#[tokio::test]
async fn its_ports_are_closed_once_it_stopped() {
    let sandbox = sandbox("").await;
    let ports = ports(&sandbox);
    let mut open = TcpStream::connect(ports[0]).await.unwrap();
    sandbox.stop().await;
    for port in ports {
        assert!(TcpStream::connect(port).await.is_err());
    }
    let ended = timeout(Duration::from_secs(2), open.read(&mut [0; 1]))
        .await
        .unwrap();
    assert!(matches!(ended, Ok(0) | Err(_)));
}

#[tokio::test]
async fn its_ports_are_closed_soon_after_it_is_dropped() {
    let sandbox = sandbox("").await;
    let ports = ports(&sandbox);
    drop(sandbox);
    for port in ports {
        let closed = async {
            while TcpStream::connect(port).await.is_ok() {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_secs(2), closed).await.unwrap();
    }
}

#[tokio::test]
async fn two_sandboxes_do_not_trust_each_other() {
    let (one, other) = (sandbox("").await, sandbox("").await);
    assert_ne!(
        one.certificate_authority_pem(),
        other.certificate_authority_pem()
    );
    assert_ne!(ports(&one), ports(&other));
}

#[tokio::test]
async fn unknown_names_lead_nowhere_and_known_ones_where_they_should() {
    let sandbox = sandbox("").await;
    for unknown in [
        "unknown.example",
        "webhook.site",
        "store.example.com",
        "127.0.0.1",
        "localhost",
        "",
    ] {
        assert_eq!(sandbox.route(unknown), None, "{unknown}");
    }
    for (host, address) in [
        ("store.example", "203.0.113.10"),
        ("STORE.example.", "203.0.113.10"),
        ("private.example", "10.20.30.40"),
        ("metadata.example", "169.254.169.254"),
    ] {
        assert_eq!(
            sandbox.route(host).unwrap().address,
            address.parse::<IpAddr>().unwrap(),
            "{host}"
        );
    }
}
