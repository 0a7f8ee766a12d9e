//! The address where the shop takes payments: how it is reached, and what its page shows.

use std::time::Duration;

use checkout_readiness_checks::evidence::{Endpoint, Markup, Observation, Unread};
use checkout_readiness_checks::reading::policy;
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::endpoint::{self, PageFacts};
use super::known_secrets::KnownSecrets;
use super::{page_reader, reading_room, script_files};
use crate::guard::{Body, Guard, Interest};

pub(super) async fn observe(
    guard: &Guard,
    url: &Url,
    known_secrets: &KnownSecrets,
) -> Observation<Endpoint> {
    endpoint::observe(guard, url, Interest::PAGE, async |body, policies| {
        read(guard, url, known_secrets, body, &policies).await
    })
    .await
}

/// How long reading a page may take, its script files included: with the visit before it, less
/// than a run.
const PATIENCE: Duration = Duration::from_secs(6);

/// What the page shows. Nothing at all where there was no page to read: an error, a redirect.
async fn read(
    guard: &Guard,
    url: &Url,
    known_secrets: &KnownSecrets,
    body: Body,
    policies: &[String],
) -> PageFacts {
    let sent: Vec<String> = policies
        .iter()
        .map(|policy| policy::cleaned(policy))
        .collect();
    let not_read = |unread: &[Unread]| {
        Some(Markup {
            unread: unread.to_vec(),
            policies: Some(sent.clone()),
            ..Markup::default()
        })
    };
    let (text, is_whole, upgrades) = match body {
        Body::Unread => return PageFacts::default(),
        Body::OtherKind => {
            return PageFacts {
                markup: not_read(&[Unread::NoPage]),
                ..PageFacts::default()
            };
        }
        Body::Unreadable => {
            return PageFacts {
                markup: not_read(&[Unread::Markup, Unread::ScriptFiles]),
                ..PageFacts::default()
            };
        }
        Body::Text {
            text,
            is_whole,
            upgrades,
        } => (text, is_whole, upgrades),
    };
    let until = Instant::now() + PATIENCE;
    let (page, secrets) = (url.clone(), known_secrets.clone());
    let reading =
        reading_room::work(move || page_reader::read(&text, is_whole, &page, &secrets));
    let Some(mut page) = timeout_at(until, reading).await.ok().flatten() else {
        return PageFacts {
            insecure_resources: (upgrades && is_whole).then(Vec::new),
            markup: not_read(&[Unread::Markup, Unread::ScriptFiles]),
        };
    };
    let (files, markup) = (page.script_files, &mut page.markup);
    if !files.is_empty() {
        script_files::read(guard, files, known_secrets, until, markup).await;
    }
    // Those in the markup come after those that came with it.
    let in_markup = page.markup.policies.take().unwrap_or_default();
    page.markup.policies = Some([sent, in_markup].concat());
    PageFacts {
        insecure_resources: if upgrades {
            is_whole.then(Vec::new)
        } else {
            // Half a page in which nothing was found is not a page without anything.
            page.insecure_resources
                .filter(|found| is_whole || !found.is_empty())
        },
        markup: Some(page.markup),
    }
}
