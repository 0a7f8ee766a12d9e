//! Can anybody who opens the payment page read a secret?
//!
//! With the Access Token somebody else can refund payments and read the buyers' data; with the
//! client secret they make a token of their own; with the webhook's secret they forge
//! notifications. All of these belong on the server alone. Fix: take it out of the page, and renew
//! it, because it has been seen.
//!
//! Source: credentials: the Access Token is for the back end only.

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, ExposedSecret, Source, Unread};
use crate::matrix;
use crate::profile::Profile;
use crate::shop_page;

/// The check.
pub static CHECK: Check = Check {
    id: "page-shows-no-secret",
    requirement: Requirement::Credentials,
    matters: matrix::public_key,
    sites: &[],
    needs: Needs::Any(&[Source::Page, Source::Checkout]),
    also_reads: &[],
    reasons: REASONS,
    source: "Credentials: the Access Token is for the back end only",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    NOTHING_SECRET = "nothing_secret" Passed;
    SHOWS_A_SECRET = "shows_a_secret" Failed, Credentials;
    ANOTHER_PAGE_SHOWS_A_SECRET = "another_page_shows_a_secret" Inconclusive, Credentials;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let page = match shop_page::find(evidence) {
        Ok(page) => page,
        Err(finding) => return finding,
    };
    let secrets = &page.markup.secrets;
    if !secrets.is_empty() {
        let count = u32::try_from(secrets.len()).unwrap_or(u32::MAX);
        let details = Details::none()
            .with("count", count)
            .with("url", page.at.as_str())
            .with("secrets", secrets.iter().map(line).collect::<Vec<_>>());
        // The page on which an owner enters credentials shows them to the owner.
        return if page.is_live && !page.shows_mercado_pago() {
            ANOTHER_PAGE_SHOWS_A_SECRET.with(details)
        } else {
            SHOWS_A_SECRET.with(details)
        };
    }
    page.blind_for(Unread::ALL)
        .unwrap_or_else(|| NOTHING_SECRET.with(Details::none().with("url", page.at.as_str())))
}

/// Kind, place, position and the last characters. Whoever reported them, no more than four.
fn line(secret: &ExposedSecret) -> String {
    let skip = secret.tail.chars().count().saturating_sub(4);
    let tail: String = secret.tail.chars().skip(skip).collect();
    [
        secret.kind.name(),
        ": ",
        secret.place.name(),
        ": ",
        &secret.position,
        " …",
        &tail,
    ]
    .concat()
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::{Globals, Markup, Observation, Place, SecretKind};
    use crate::examples::{change, example};

    let show = |markup: &mut Option<Markup>| {
        if let Some(markup) = markup {
            markup.secrets.push(ExposedSecret {
                kind: SecretKind::AccessToken,
                place: Place::InlineScript,
                position: "12".to_owned(),
                tail: "0001".to_owned(),
            });
        }
    };
    vec![
        example("nothing_secret", |_| {}),
        example("shows_a_secret", |evidence| {
            change(&mut evidence.checkout, |checkout| {
                show(&mut checkout.markup)
            });
        }),
        example("another_page_shows_a_secret", |evidence| {
            evidence.declared.checkout_url = None;
            evidence.checkout = Observation::Absent;
            change(&mut evidence.page, |page| {
                show(&mut page.markup);
                if let Some(markup) = &mut page.markup {
                    markup.scripts.clear();
                    markup.globals = Some(Globals::default());
                }
            });
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Place, SecretKind};
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    #[test]
    fn a_secret_counts_however_little_was_read_and_nothing_found_only_where_all_was() {
        for (unread, is_drawn) in [(Some(Unread::ScriptFiles), false), (None, true)] {
            let mut evidence = ready();
            change(&mut evidence.checkout, |checkout| {
                let markup = checkout.markup.as_mut().unwrap();
                markup.unread.extend(unread);
                markup.is_drawn_by_scripts = is_drawn;
            });
            let reason =
                |evidence: &Evidence| judge(&brazil(Product::Bricks), evidence).reason.code;
            assert_eq!(reason(&evidence), "page_partly_seen");
            change(&mut evidence.checkout, |checkout| {
                checkout
                    .markup
                    .as_mut()
                    .unwrap()
                    .secrets
                    .push(ExposedSecret {
                        kind: SecretKind::WebhookSecret,
                        place: Place::ScriptFile,
                        position: "app.js:1".to_owned(),
                        tail: "0001".to_owned(),
                    });
            });
            assert_eq!(reason(&evidence), "shows_a_secret");
        }
    }

    #[test]
    fn no_more_than_four_characters_are_shown_whoever_reported_it() {
        let secret = ExposedSecret {
            kind: SecretKind::AccessToken,
            place: Place::Storage,
            position: "settings".to_owned(),
            tail: "hunter2hunter2".to_owned(),
        };
        assert_eq!(line(&secret), "access-token: storage: settings …ter2");
    }
}
