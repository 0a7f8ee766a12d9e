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

pub(crate) async fn observe(
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
    let reading = reading_room::work(move || page_reader::read(&text, is_whole, &page, &secrets));
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::guard::Trust;
    use crate::guard::resolver::{Destination, LookupError, Resolver};
    use futures_util::future::BoxFuture;
    use url::Host;

    /// Leads nowhere: what is fetched besides the page is not seen.
    #[derive(Debug)]
    struct Nowhere;

    impl Resolver for Nowhere {
        fn look_up(
            &self,
            _: Host<String>,
            _: u16,
        ) -> BoxFuture<'_, Result<Vec<Destination>, LookupError>> {
            Box::pin(async { Err(LookupError::NotNow) })
        }
    }

    async fn facts(body: Body) -> PageFacts {
        let guard = Guard::new(
            Arc::new(Nowhere),
            Trust::in_the_web_and(&[]).unwrap(),
            Duration::from_secs(1),
        );
        let url = Url::parse("https://store.example/checkout").unwrap();
        let policies = ["script-src 'nonce-0000' https://sdk.mercadopago.com".to_owned()];
        read(&guard, &url, &KnownSecrets::default(), body, &policies).await
    }

    fn page(text: &str) -> Body {
        Body::Text {
            text: text.to_owned(),
            is_whole: true,
            upgrades: false,
        }
    }

    fn insecure(facts: &PageFacts) -> Option<usize> {
        facts.insecure_resources.as_ref().map(Vec::len)
    }

    fn unread(facts: &PageFacts) -> Option<&[Unread]> {
        facts.markup.as_ref().map(|markup| markup.unread.as_slice())
    }

    #[tokio::test(start_paused = true)]
    async fn a_page_there_is_no_room_for_counts_as_unread() {
        let text = "<img src=http://a.example/x>";
        let read = facts(page(text)).await;
        assert_eq!((insecure(&read), unread(&read)), (Some(1), Some(&[][..])));
        let others = reading_room::fill().await;
        let not_read = facts(page(text)).await;
        assert_eq!(insecure(&not_read), None);
        assert_eq!(
            unread(&not_read),
            Some(&[Unread::Markup, Unread::ScriptFiles][..])
        );
        drop(others);
        assert_eq!(insecure(&facts(page(text)).await), Some(1));
    }

    #[tokio::test]
    async fn what_was_not_read_is_said_and_the_policies_of_the_head_are_kept() {
        let half = Body::Text {
            text: "<p>".to_owned(),
            is_whole: false,
            upgrades: true,
        };
        let many = "<br>".repeat(30_000);
        for (body, expected) in [
            (Body::OtherKind, &[Unread::NoPage][..]),
            (Body::Unreadable, &[Unread::Markup, Unread::ScriptFiles]),
            (half, &[Unread::Markup]),
            (page(&many), &[Unread::Markup, Unread::ScriptFiles]),
            (page("<script src=/a.js></script>"), &[Unread::ScriptFiles]),
            (
                page("<script src=//b.example/b.js></script>"),
                &[Unread::ScriptFiles],
            ),
            (
                page("<script src=/a.js></script><script src=//b.example/b.js></script>"),
                &[Unread::ScriptFiles],
            ),
            (page("<script src=//unpkg.com/b.js></script>"), &[]),
        ] {
            let facts = facts(body).await;
            assert_eq!(unread(&facts), Some(expected));
            assert_eq!(
                facts.markup.unwrap().policies.unwrap(),
                ["script-src 'nonce-' https://sdk.mercadopago.com"]
            );
        }
        let nothing = facts(Body::Unread).await;
        assert!(nothing.markup.is_none() && nothing.insecure_resources.is_none());
    }

    #[tokio::test]
    async fn half_a_page_tells_of_what_it_has_and_not_of_what_it_lacks() {
        let half = |text: &str, upgrades| Body::Text {
            text: text.to_owned(),
            is_whole: false,
            upgrades,
        };
        assert_eq!(insecure(&facts(half("<p>", false)).await), None);
        assert_eq!(insecure(&facts(half("<p>", true)).await), None);
        let found = facts(half("<img src=http://a.example/x>", false)).await;
        assert_eq!(insecure(&found), Some(1));
    }

    #[tokio::test]
    async fn policies_of_the_head_stand_before_those_of_the_markup() {
        let text = "<meta http-equiv=Content-Security-Policy content=\"img-src 'self'\">";
        let facts = facts(page(text)).await;
        assert_eq!(
            facts.markup.unwrap().policies.unwrap(),
            [
                "script-src 'nonce-' https://sdk.mercadopago.com",
                "img-src 'self'"
            ]
        );
    }
}
