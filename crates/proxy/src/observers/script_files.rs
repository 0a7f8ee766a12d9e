//! The script files a page loads from its own origin: fetched through the guard, searched, dropped.

use std::time::Duration;

use checkout_readiness_checks::evidence::{Markup, Place, Unread};
use checkout_readiness_checks::reading::{leftovers, sdk};
use futures_util::future::join_all;
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::known_secrets::KnownSecrets;
use super::reading_room;
use crate::guard::{Body, Guard, Interest};

/// How many files are read; what a shop wrote itself comes in few.
const MOST_FILES: usize = 5;
/// How long fetching and searching them may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Adds to what is known of a page what its script files show, and whether some were not read.
pub(super) async fn read(
    guard: &Guard,
    files: Vec<Url>,
    known_secrets: &KnownSecrets,
    until: Instant,
    markup: &mut Markup,
) {
    let until = until.min(Instant::now() + PATIENCE);
    let mut is_all = files.len() <= MOST_FILES;
    let fetching = files.into_iter().take(MOST_FILES).map(async |file| {
        let visit = timeout_at(until, guard.visit(&file, Interest::SCRIPT)).await;
        let body = visit.ok().and_then(Result::ok).map(|visit| visit.body);
        (file, body)
    });
    let mut texts = Vec::new();
    for (file, body) in join_all(fetching).await {
        match body {
            Some(Body::Text { text, is_whole, .. }) => {
                is_all &= is_whole;
                texts.push((file, text));
            }
            _ => is_all = false,
        }
    }
    let known_secrets = known_secrets.clone();
    let searching = reading_room::work(move || search(&texts, &known_secrets));
    match timeout_at(until, searching).await.ok().flatten() {
        Some(found) => {
            markup.fraud_prevention_is_off |= found.fraud_prevention_is_off;
            markup.leftovers.extend(found.leftovers);
            markup.secrets.extend(found.secrets);
        }
        None => is_all = false,
    }
    if !is_all && !markup.unread.contains(&Unread::ScriptFiles) {
        markup.unread.push(Unread::ScriptFiles);
    }
}

fn search(texts: &[(Url, String)], known_secrets: &KnownSecrets) -> Markup {
    let mut found = Markup::default();
    for (file, text) in texts {
        let secrets = known_secrets.find(text, Place::ScriptFile, file.path());
        found.secrets.extend(secrets);
        // A copy of Mercado Pago's own script names everything it can do.
        if sdk::script(file.as_str()).is_some() {
            continue;
        }
        found.fraud_prevention_is_off |= sdk::turns_fraud_prevention_off(text);
        let leftovers = leftovers::in_text(text, Place::ScriptFile);
        leftovers::merge(&mut found.leftovers, leftovers);
    }
    found
}
