//! What the memory acknowledged stays, whatever becomes of the process, its disk and its secrets.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use assert_cmd::Command;
use checkout_readiness_checks::contract::{Outcome, Report};
use checkout_readiness_proxy::server::start;
use checkout_readiness_proxy::storage::KEPT_RUNS;
use checkout_readiness_sandbox::{Config, Sandbox, merchant};
use futures_util::future::join_all;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::memory::{get, remembering};
use crate::support::{client, outcome, page_in_order, serve, settings};

const BINARY: &str = env!("CARGO_BIN_EXE_checkout-readiness-proxy");
const HISTORY: &str = "/api/v1/decisions?merchant=ready&history=true";

/// A decision that carries a number of its own.
fn numbered(number: usize) -> Value {
    json!({
        "merchant": "ready", "product": "checkout-pro", "check": "webhook-events-are-selected",
        "kind": "confirm", "reason": "compare_with_panel", "seen": "", "note": format!("number {number}"),
    })
}

async fn notes(folder: &TempDir) -> Vec<String> {
    let history = get(&remembering(folder).await, HISTORY).await;
    let decisions = history["decisions"].as_array().unwrap();
    decisions
        .iter()
        .map(|decision| decision["note"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_process_that_is_killed_while_it_writes_loses_nothing_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let (mut before, mut acknowledged) = (0, Vec::new());
    for _ in 0..3 {
        let mut server = Process::new(BINARY)
            .env_clear()
            .env("READINESS_LISTEN", "127.0.0.1:0")
            .env("READINESS_LOG", "off")
            .env("READINESS_DATA", folder.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut log = BufReader::new(server.stderr.take().unwrap());
        log.read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap();
        let address = address.split('/').next().unwrap();
        let url = format!("http://{address}/api/v1/decisions");
        let http = client().build().unwrap();
        let (is_over, count) = (AtomicBool::new(false), AtomicUsize::new(0));
        let write = |lane: usize| {
            let (http, url, is_over, count) = (&http, &url, &is_over, &count);
            async move {
                let mut written = Vec::new();
                for step in 0.. {
                    if is_over.load(Ordering::SeqCst) {
                        break;
                    }
                    let number = before + step * 8 + lane;
                    match http.post(url).json(&numbered(number)).send().await {
                        Ok(answer) if answer.status() == 201 => {
                            written.push(format!("number {number}"));
                            count.fetch_add(1, Ordering::SeqCst);
                        }
                        Ok(answer) => panic!("{}", answer.status()),
                        Err(_) => break,
                    }
                }
                written
            }
        };
        let kill = async {
            while count.load(Ordering::SeqCst) < 40 {
                tokio::task::yield_now().await;
            }
            // The others are writing: none of them waits for this.
            server.kill().unwrap();
            server.wait().unwrap();
            is_over.store(true, Ordering::SeqCst);
        };
        let (written, ()) = tokio::join!(join_all((0..8).map(write)), kill);
        acknowledged.extend(written.into_iter().flatten());
        before += 10_000;
    }
    assert!(acknowledged.len() >= 120);
    let kept = notes(&folder).await;
    let lost: Vec<_> = acknowledged
        .iter()
        .filter(|note| !kept.contains(note))
        .collect();
    assert!(lost.is_empty(), "{lost:?} of {}", acknowledged.len());
}

#[tokio::test]
async fn many_write_at_once_through_two_servers_and_each_finds_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let servers = [remembering(&folder).await, remembering(&folder).await];
    let posts = (0..50).map(|number| {
        let served = &servers[number % 2];
        let url = served.url("/api/v1/decisions");
        served.http.post(url).json(&numbered(number)).send()
    });
    let mut ids = Vec::new();
    for answer in join_all(posts).await {
        let answer = answer.unwrap();
        assert_eq!(answer.status(), 201);
        let decision: Value = answer.json().await.unwrap();
        ids.push(decision["id"].as_i64().unwrap());
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 50);
    assert_eq!(notes(&folder).await.len(), 50);
}

#[tokio::test]
async fn the_newest_runs_are_kept_and_older_ones_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let served = remembering(&folder).await;
    let answer = served
        .report(&json!({ "merchant": "ready", "page": page_in_order() }))
        .await;
    let mut report: Report = serde_json::from_value(answer).unwrap();
    let engine = Arc::clone(served.running.engine());
    let other = engine.merchants.find(Some("argentina")).unwrap();
    engine.keep(other, &report).await;
    let ready = engine.merchants.find(Some("ready")).unwrap();
    let most = usize::try_from(KEPT_RUNS).unwrap();
    for number in 0..most + 4 {
        report.observed_at.0 = format!("run {number}");
        engine.keep(ready, &report).await;
    }
    let list = get(&served, "/api/v1/runs?merchant=ready").await;
    let runs = list["runs"].as_array().unwrap();
    assert_eq!(runs.len(), most);
    assert_eq!(runs[0]["observed_at"], format!("run {}", most + 3));
    assert_eq!(runs[most - 1]["observed_at"], "run 4");
    let list = get(&served, "/api/v1/runs?merchant=argentina").await;
    assert_eq!(list["runs"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_folder_or_file_that_cannot_be_used_is_named_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let refusal = async |path: &Path| {
        let settings = settings(&[("READINESS_DATA", path.to_str().unwrap())]);
        start(&settings).await.err().unwrap().to_string()
    };
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    for path in [file.clone(), file.join("below")] {
        let error = refusal(&path).await;
        assert!(
            error.starts_with("READINESS_DATA names a folder that cannot be made or written"),
            "{error}"
        );
        assert!(error.contains(". Example: READINESS_DATA="), "{error}");
    }
    let path = folder.path().join("damaged");
    std::fs::create_dir(&path).unwrap();
    std::fs::write(path.join("sandbox.sqlite3"), "no database".repeat(400)).unwrap();
    let error = refusal(&path).await;
    assert!(
        error.contains("sandbox.sqlite3 that is damaged or no database"),
        "{error}"
    );

    let path = folder.path().join("newer");
    drop(serve(&[("READINESS_DATA", path.to_str().unwrap())]).await);
    let connection = rusqlite::Connection::open(path.join("sandbox.sqlite3")).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let error = refusal(&path).await;
    assert!(
        error.contains("of a newer version of this program (schema 99;"),
        "{error}"
    );

    // The program says the same, and ends with the code of what could not run.
    let output = Command::new(BINARY)
        .env_clear()
        .env("READINESS_LISTEN", "127.0.0.1:0")
        .env("READINESS_DATA", &path)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(
        errors.contains("error: READINESS_DATA holds a file"),
        "{errors}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn folder_and_files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made/for/it");
    let served = serve(&[("READINESS_DATA", path.to_str().unwrap())]).await;
    served.report(&json!({ "merchant": "ready" })).await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o700);
    let mut count = 0;
    for entry in std::fs::read_dir(&path).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        count += 1;
    }
    assert!(count >= 2, "the database and its log");
}

#[tokio::test]
async fn the_command_line_uses_the_same_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    let check = move || {
        let output = Command::new(BINARY)
            .env_clear()
            .env("READINESS_DATA", &path)
            .args(["check", "--merchant", "ready", "--product", "qr", "--json"])
            .output()
            .unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let check = async || tokio::task::spawn_blocking(check.clone()).await.unwrap();
    let report = check().await;
    let events = "webhook-events-are-selected";
    assert_eq!(outcome(&report, events).get("confirmation"), None);
    // The server is there while the command line runs.
    let served = remembering(&folder).await;
    let asked: Outcome = serde_json::from_value(outcome(&report, events).clone()).unwrap();
    let body = json!({
        "merchant": "ready", "product": "qr", "check": asked.check, "kind": "confirm",
        "reason": asked.reason, "seen": asked.shown_facts(),
    });
    let request = served.http.post(served.url("/api/v1/decisions"));
    assert_eq!(request.json(&body).send().await.unwrap().status(), 201);
    let report = check().await;
    assert!(outcome(&report, events).get("confirmation").is_some());
    let list = get(&served, "/api/v1/runs?merchant=ready&product=qr").await;
    let runs = list["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 2);
    assert_eq!(runs[0]["observed_at"], report["observed_at"]);
}

#[tokio::test]
async fn no_secret_and_no_whole_number_of_the_user_is_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let upstream = Sandbox::start(Config::default()).await.unwrap();
    let ready = merchant("ready").unwrap();
    let canaries = [
        "visibly-fake-canary-of-the-webhook-secret",
        "visibly-fake-canary-of-the-shared-token",
        "visibly-fake-canary-of-the-query",
    ];
    let webhook = format!("https://store.example/mp/webhook?token={}", canaries[2]);
    let served = serve(&[
        ("READINESS_DATA", folder.path().to_str().unwrap()),
        ("MP_ACCESS_TOKEN", ready.access_token),
        ("MP_PUBLIC_KEY", ready.public_key.unwrap()),
        ("MP_BASE_URL", upstream.base_url()),
        ("MP_WEBHOOK_URL", &webhook),
        ("MP_WEBHOOK_SECRET", canaries[0]),
        ("READINESS_TOKEN", canaries[1]),
    ])
    .await;
    let bearer = |path: &str| {
        let request = served.http.post(served.url(path));
        request.bearer_auth(canaries[1])
    };
    let run = bearer("/api/v1/runs").json(&json!({ "page": page_in_order() }));
    let events = run.send().await.unwrap().text().await.unwrap();
    assert!(events.contains("\"finished\""), "{events}");
    let mut body = numbered(1);
    body.as_object_mut().unwrap().remove("merchant");
    let decide = bearer("/api/v1/decisions").json(&body);
    assert_eq!(decide.send().await.unwrap().status(), 201);
    body["note"] = json!(ready.access_token);
    let refused = bearer("/api/v1/decisions").json(&body);
    assert_eq!(refused.send().await.unwrap().status(), 422);

    let mut written = String::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        written += &String::from_utf8_lossy(&bytes);
    }
    assert!(written.contains("number 1") && written.contains("LOJAEXEMPLO"));
    let parts: Vec<&str> = ready.access_token.rsplit('-').take(2).collect();
    assert!(parts.iter().all(|part| part.len() > 8), "user and hash");
    for canary in canaries.iter().chain(&parts) {
        assert!(!written.contains(canary), "{canary}");
    }
}
