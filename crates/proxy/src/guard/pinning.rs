//! A name is looked up once, and the connection goes to what was judged: proven with a name server
//! that changes its mind between two questions.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use checkout_readiness_checks::evidence::{EndpointProblem, Party, Why};
use hickory_resolver::proto::op::{Message, OpCode, ResponseCode};
use hickory_resolver::proto::rr::rdata::{A, AAAA};
use hickory_resolver::proto::rr::{RData, Record, RecordType};
use hyper::Method;
use hyper::body::Bytes;
use tokio::net::{TcpListener, UdpSocket};
use tokio::time::timeout;
use url::Url;

use super::dns::tests::resolver;
use super::{Failure, Guard, Interest, Message as Notification, Trust};

/// Public to anybody who judges by the registries, and routed nowhere since 2006: nobody is there.
const PUBLIC: Ipv6Addr = Ipv6Addr::new(0x3ffe, 0, 0, 0, 0, 0, 0, 1);

/// A name server whose first answer about a name is public, and whose later ones are this machine.
struct Turncoat {
    guard: Guard,
    /// Every question about addresses of version 6, in order.
    asked: Arc<Mutex<Vec<String>>>,
}

async fn turncoat() -> Turncoat {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let heard = Arc::clone(&asked);
    tokio::spawn(async move {
        let turns = AtomicUsize::new(0);
        let mut packet = [0; 1500];
        loop {
            let (length, from) = socket.recv_from(&mut packet).await.unwrap();
            let question = Message::from_vec(&packet[..length]).unwrap();
            let query = question.queries[0].clone();
            let (name, kind) = (query.name().clone(), query.query_type());
            let mut answer = Message::response(question.metadata.id, OpCode::Query);
            answer.add_query(query);
            let turn = if kind == RecordType::AAAA {
                heard.lock().unwrap().push(name.to_string());
                turns.fetch_add(1, Ordering::SeqCst)
            } else {
                turns.load(Ordering::SeqCst)
            };
            // No time to live: nothing keeps a resolver from asking again.
            let mut say = |data| {
                answer.add_answer(Record::from_rdata(name.clone(), 0, data));
            };
            match (kind, turn) {
                (RecordType::AAAA, 0) => say(RData::AAAA(AAAA(PUBLIC))),
                (RecordType::AAAA, _) => say(RData::AAAA(AAAA(Ipv6Addr::LOCALHOST))),
                (RecordType::A, turn) if turn > 1 => say(RData::A(A(Ipv4Addr::LOCALHOST))),
                _ => answer.metadata.response_code = ResponseCode::NoError,
            }
            socket
                .send_to(&answer.to_vec().unwrap(), from)
                .await
                .unwrap();
        }
    });
    let trust = Trust::in_the_web_and(&[]).unwrap();
    Turncoat {
        guard: Guard::new(Arc::new(resolver(address)), trust, Duration::from_secs(3)),
        asked,
    }
}

#[tokio::test]
async fn a_name_is_looked_up_once_and_what_was_judged_is_what_is_connected_to() {
    // Only whoever may open this port can watch it; the questions tell the same to everybody.
    let watched = TcpListener::bind("127.0.0.1:443").await.ok();
    let url = Url::parse("https://turncoat.example/hook").unwrap();
    for sends in [false, true] {
        let turncoat = turncoat().await;
        let go = async || {
            if sends {
                let notification = Notification {
                    method: Method::POST,
                    headers: Vec::new(),
                    body: Bytes::from_static(b"{}"),
                };
                let sent = turncoat
                    .guard
                    .send(&url, notification, Duration::from_secs(3))
                    .await;
                sent.outcome.err()
            } else {
                turncoat.guard.visit(&url, Interest::ANSWER).await.err()
            }
        };
        let first = go().await;
        // Nobody is at the address that was judged; which side says so depends on the network.
        assert!(
            matches!(
                first,
                Some(Failure::Blind(
                    Party::Proxy | Party::Merchant,
                    Why::Connection | Why::Timeout
                ))
            ),
            "{first:?}"
        );
        assert_eq!(
            turncoat.asked.lock().unwrap().len(),
            1,
            "asked again before connecting"
        );
        let second = go().await;
        let network = "loopback".to_owned();
        let expected = Failure::Found(EndpointProblem::PrivateAddress { network });
        assert_eq!(second, Some(expected), "the next visit judges anew");
    }
    if let Some(watched) = watched {
        let call = timeout(Duration::from_millis(200), watched.accept()).await;
        assert!(call.is_err(), "somebody connected to this machine");
    }
}
