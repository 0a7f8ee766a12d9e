//! What does a buyer get who types the payment page's address without `https://`?
//!
//! Where the server answers over plain `http` with the page itself, the payment form is served in
//! clear to whoever comes that way. Fix: send every `http` address on to `https`.
//!
//! Source: go-live requirements: the payment form on an HTTPS page.

use crate::address::shown;
use crate::check::{Check, Finding, Needs, field_missing, needs_payment_page, reasons, shared};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, PlainHttp, Source};
use crate::matrix;
use crate::profile::Profile;
use crate::shop_page;

/// The check.
pub static CHECK: Check = Check {
    id: "http-redirects-to-https",
    requirement: Requirement::Https,
    matters: matrix::https,
    sites: &[],
    needs: Needs::All(&[Source::Checkout]),
    also_reads: &[],
    reasons: REASONS,
    source: "Go-live requirements: SSL certificate",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    SENDS_ON = "sends_on" Passed;
    CLOSED = "closed" Passed;
    SHOWS_NO_PAGE = "shows_no_page" Passed;
    SHOWS_A_PAGE = "shows_a_page" Failed, GoLiveGuide;
    SENDS_ELSEWHERE = "sends_elsewhere" Warning;
    ANSWER_IS_UNCLEAR = "answer_is_unclear" Inconclusive;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let endpoint = match shop_page::server(evidence) {
        Ok(endpoint) if endpoint.problem.is_some() => return needs_payment_page(),
        Ok(endpoint) => endpoint,
        Err(finding) => return finding,
    };
    let details = || Details::none().with("url", shown(&endpoint.url));
    match &endpoint.plain_http {
        None => shared::NOT_OBSERVED.with(Details::none().with("source", Source::Checkout.name())),
        Some(PlainHttp::RedirectsToHttps) => SENDS_ON.with(details()),
        Some(PlainHttp::Closed) => CLOSED.with(details()),
        Some(PlainHttp::RedirectsElsewhere { location: None }) => field_missing("location"),
        Some(PlainHttp::RedirectsElsewhere {
            location: Some(location),
        }) => SENDS_ELSEWHERE.with(details().with("location", shown(location))),
        Some(PlainHttp::Serves { status }) => {
            let details = details().with("http_status", u32::from(*status));
            match status {
                200..=299 => SHOWS_A_PAGE.with(details),
                // Not here, gone, not for this host, or only by another protocol.
                404 | 410 | 421 | 426 => SHOWS_NO_PAGE.with(details),
                // Who is let in may get the page, and an error of the moment says nothing about
                // what comes after it.
                _ => ANSWER_IS_UNCLEAR.with(details),
            }
        }
        Some(PlainHttp::Unknown) => ANSWER_IS_UNCLEAR.with(details()),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{change, example};

    let answers = |reason, answer: PlainHttp| {
        example(reason, move |evidence| {
            change(&mut evidence.checkout, |checkout| {
                checkout.plain_http = Some(answer);
            });
        })
    };
    vec![
        answers("sends_on", PlainHttp::RedirectsToHttps),
        answers("closed", PlainHttp::Closed),
        answers("shows_no_page", PlainHttp::Serves { status: 404 }),
        answers("shows_a_page", PlainHttp::Serves { status: 200 }),
        answers(
            "sends_elsewhere",
            PlainHttp::RedirectsElsewhere {
                location: Some("http://www.store.example/checkout".to_owned()),
            },
        ),
        answers("answer_is_unclear", PlainHttp::Unknown),
        answers("answer_is_unclear", PlainHttp::Serves { status: 403 }),
        answers("answer_is_unclear", PlainHttp::Serves { status: 503 }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    #[test]
    fn what_nobody_tried_is_neither_good_nor_bad() {
        let mut evidence = ready();
        change(&mut evidence.checkout, |checkout| {
            checkout.plain_http = None
        });
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding.reason.code, "not_observed");
    }

    #[test]
    fn only_an_answer_that_says_there_is_no_page_passes_for_one() {
        for (status, expected) in [
            (404, "shows_no_page"),
            (410, "shows_no_page"),
            (421, "shows_no_page"),
            (426, "shows_no_page"),
            (400, "answer_is_unclear"),
            (401, "answer_is_unclear"),
            (403, "answer_is_unclear"),
            (429, "answer_is_unclear"),
            (500, "answer_is_unclear"),
            (200, "shows_a_page"),
        ] {
            let mut evidence = ready();
            change(&mut evidence.checkout, |checkout| {
                checkout.plain_http = Some(PlainHttp::Serves { status });
            });
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding.reason.code, expected, "{status}");
        }
    }
}
