//! Does the page load, embed or send anything over plain `http`?
//!
//! One insecure script, frame or form target undoes the HTTPS of the whole page: browsers block
//! the script, so the payment form never appears, or send the buyer's data in clear. Fix: write
//! those addresses with `https`, or serve the files from your own server.
//!
//! In the browser the live page is searched. From outside only its markup can be read, and scripts
//! may add more, so an empty result there is for a person to confirm.
//!
//! Source: go-live requirements, SSL certificate: the payment form on an HTTPS page.

use crate::address::shown;
use crate::check::{Check, Finding, Needs, field_missing, needs_payment_page, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, InsecureResource, Look, ResourceKind, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::Profile;
use crate::shop_page;

/// The check.
pub static CHECK: Check = Check {
    id: "page-has-no-mixed-content",
    requirement: Requirement::Https,
    matters: matrix::https,
    sites: &[],
    needs: Needs::All(&[Source::Page]),
    also_reads: &[Source::Checkout],
    reasons: REASONS,
    source: "Go-live requirements: SSL certificate",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    NOTHING_INSECURE = "nothing_insecure" Passed;
    INSECURE_RESOURCES = "insecure_resources" Failed;
    ONLY_INSECURE_IMAGES = "only_insecure_images" Warning;
    NOTHING_INSECURE_IN_MARKUP = "nothing_insecure_in_markup" Confirm;
    PAGE_IS_NOT_HTML = "page_is_not_html" Inconclusive;
    PAGE_IS_NOT_ON_HTTPS = "page_is_not_on_https" Skipped;
    NO_PAGE_GIVEN = "no_page_given" Skipped;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    if evidence.declared.checkout_url.is_some() {
        return judge_markup(evidence);
    }
    match (evidence.page.seen(), evidence.look(Source::Page)) {
        (Some(page), _) => match &page.insecure_resources {
            Some(resources) => findings(resources).unwrap_or_else(|| {
                // On a page that is not on HTTPS itself nothing is mixed, and nothing is well.
                if page.scheme == "https" {
                    NOTHING_INSECURE.found()
                } else {
                    PAGE_IS_NOT_ON_HTTPS.found()
                }
            }),
            None => field_missing("insecure_resources"),
        },
        (None, Look::NotAsked | Look::Absent) => NO_PAGE_GIVEN.found(),
        (None, _) => unseen(evidence, Source::Page).unwrap_or_else(|| NO_PAGE_GIVEN.found()),
    }
}

fn judge_markup(evidence: &Evidence) -> Finding {
    match evidence.checkout.seen() {
        Some(endpoint) if !shop_page::may_be_a_page(endpoint) => needs_payment_page(),
        Some(endpoint) => match &endpoint.insecure_resources {
            Some(resources) => findings(resources).unwrap_or_else(|| {
                NOTHING_INSECURE_IN_MARKUP.with(Details::none().with("url", shown(&endpoint.url)))
            }),
            None => PAGE_IS_NOT_HTML.with(
                Details::none()
                    .with("url", shown(&endpoint.url))
                    .with_some("http_status", endpoint.status.map(u32::from)),
            ),
        },
        // An address over plain `http` is not visited: nothing can be mixed into it.
        None => unseen(evidence, Source::Checkout).unwrap_or_else(needs_payment_page),
    }
}

fn findings(resources: &[InsecureResource]) -> Option<Finding> {
    if resources.is_empty() {
        return None;
    }
    let lines: Vec<String> = resources
        .iter()
        .map(|resource| format!("{}: {}", resource.kind.name(), resource.url))
        .collect();
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let details = Details::none()
        .with("count", count)
        .with("insecure_resources", lines);
    let only_passive = resources
        .iter()
        .all(|resource| matches!(resource.kind, ResourceKind::Image | ResourceKind::Media));
    Some(if only_passive {
        ONLY_INSECURE_IMAGES.with(details)
    } else {
        INSECURE_RESOURCES.with(details)
    })
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::Observation;
    use crate::examples::{change, example};

    let on_page = |reason, kind: Option<ResourceKind>| {
        example(reason, move |evidence| {
            evidence.declared.checkout_url = None;
            change(&mut evidence.page, |page| {
                page.insecure_resources = Some(
                    kind.into_iter()
                        .map(|kind| InsecureResource {
                            kind,
                            url: "http://cdn.example/file".to_owned(),
                        })
                        .collect(),
                );
            });
        })
    };
    vec![
        on_page("nothing_insecure", None),
        on_page("insecure_resources", Some(ResourceKind::Script)),
        on_page("only_insecure_images", Some(ResourceKind::Image)),
        example("page_is_not_on_https", |evidence| {
            evidence.declared.checkout_url = None;
            change(&mut evidence.page, |page| page.scheme = "http".to_owned());
        }),
        example("nothing_insecure_in_markup", |_| {}),
        example("page_is_not_html", |evidence| {
            change(&mut evidence.checkout, |endpoint| {
                endpoint.insecure_resources = None
            });
        }),
        example("no_page_given", |evidence| {
            evidence.declared.checkout_url = None;
            evidence.page = Observation::NotAsked;
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Endpoint, EndpointProblem, Observation};
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    #[test]
    fn behind_a_connection_that_fails_there_is_no_page_to_call_anything() {
        for edit in [
            |seen: &mut Endpoint| seen.problem = Some(EndpointProblem::UnknownHost),
            |seen: &mut Endpoint| seen.status = Some(404),
        ] {
            let mut evidence = ready();
            change(&mut evidence.checkout, |seen| {
                seen.insecure_resources = None;
                edit(seen);
            });
            let finding = judge(&brazil(Product::Bricks), &evidence);
            assert_eq!(finding.reason.code, "needs_payment_page");
        }
        let mut evidence = ready();
        evidence.declared.checkout_url = Some("http://store.example/pay".to_owned());
        evidence.checkout = Observation::Absent;
        let finding = judge(&brazil(Product::Bricks), &evidence);
        assert_eq!(finding.reason.code, "needs_payment_page");
    }

    #[test]
    fn every_insecure_address_is_listed_with_its_kind() {
        let resources = [
            InsecureResource {
                kind: ResourceKind::Image,
                url: "http://a.example/1.png".into(),
            },
            InsecureResource {
                kind: ResourceKind::Form,
                url: "http://a.example/pay".into(),
            },
        ];
        let finding = findings(&resources).unwrap();
        assert_eq!(finding.reason.code, "insecure_resources");
        assert_eq!(
            serde_json::to_value(&finding.details).unwrap(),
            serde_json::json!({
                "count": 2,
                "insecure_resources": ["image: http://a.example/1.png", "form: http://a.example/pay"],
            })
        );
    }
}
