//! Whose memory it is: the account's behind the credentials, and nobody else's.

use checkout_readiness_sandbox::{Config, Sandbox, merchant};
use serde_json::{Value, json};

use crate::memory::{decide, decisions, get, remembering, word};
use crate::support::{Served, code, outcome, serve};

const ACCOUNT: &str = "account-is-the-expected-one";

#[tokio::test]
async fn a_live_account_finds_its_own_memory_and_nothing_of_another_or_of_the_sandbox() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let upstream = Sandbox::start(Config::default()).await.unwrap();
    let live = async |id: &str| {
        serve(&[
            ("READINESS_DATA", data),
            ("MP_ACCESS_TOKEN", merchant(id).unwrap().access_token),
            ("MP_BASE_URL", upstream.base_url()),
        ])
        .await
    };
    let served = live("ready").await;
    let report = served.report(&json!({})).await;
    assert_eq!(outcome(&report, ACCOUNT)["status"], "confirm");
    decide(&served, &word(&report, ACCOUNT, "confirm")).await;
    let report = served.report(&json!({})).await;
    assert!(outcome(&report, ACCOUNT).get("confirmation").is_some());
    let runs = get(&served, "/api/v1/runs").await["runs"].take();
    assert_eq!(runs.as_array().unwrap().len(), 2);
    let path = format!("/api/v1/runs/{}", runs[0]["id"]);
    get(&served, &path).await;

    let other = live("argentina").await;
    let report = other.report(&json!({})).await;
    assert_eq!(outcome(&report, ACCOUNT)["status"], "confirm");
    assert!(outcome(&report, ACCOUNT).get("confirmation").is_none());
    assert!(decisions(&other, "?history=true").await.is_empty());
    let answer = other.get(&path).send().await.unwrap();
    assert_eq!(code(answer).await, "unknown-run");

    let sandbox = remembering(&folder).await;
    for path in ["/api/v1/runs?merchant=ready", "/api/v1/runs"] {
        assert_eq!(get(&sandbox, path).await, json!({ "runs": [] }));
    }
    assert!(decisions(&sandbox, "?merchant=ready").await.is_empty());

    let unknown = serve(&[("READINESS_DATA", data), ("MP_ACCESS_TOKEN", "nonsense")]).await;
    let answer = unknown.get("/api/v1/decisions").send().await.unwrap();
    assert_eq!(code(answer).await, "account-unknown");
    let key = async |served: &Served, path: &str| get(served, path).await["account_key"].take();
    assert_eq!(key(&unknown, "/api/v1/profile").await, Value::Null);
    let keys = [
        key(&served, "/api/v1/profile").await,
        key(&other, "/api/v1/profile").await,
        key(&sandbox, "/api/v1/profile?merchant=ready").await,
        key(&sandbox, "/api/v1/profile?merchant=argentina").await,
    ];
    for (index, one) in keys.iter().enumerate() {
        let text = one.as_str().unwrap();
        let is_digest = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(is_digest, "{text}");
        assert!(!keys[..index].contains(one), "{text}");
    }
    assert_eq!(key(&served, "/api/v1/profile").await, keys[0]);
    let abilities = get(&unknown, "/api/v1/profile").await["abilities"].take();
    assert!(!abilities.as_array().unwrap().contains(&json!("memory")));
}
