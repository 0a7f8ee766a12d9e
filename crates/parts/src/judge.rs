//! The checks that need nothing but the page, judged here where the proxy does not answer: by the
//! same functions, and about less.

use checkout_readiness_browser::json::{Json, written};
use checkout_readiness_checks::check::Check;
use checkout_readiness_checks::checks::{page_has_no_mixed_content, page_is_https};
use checkout_readiness_checks::contract::{Outcome, Severity, Timestamp};
use checkout_readiness_checks::evidence::{Evidence, Observation, Page, Seen};
use checkout_readiness_checks::judge::judge_one;
use checkout_readiness_checks::profile::{Product, Profile, Site};

use crate::look;

/// What is judged here.
static OF_THE_PAGE: [&Check; 2] = [&page_is_https::CHECK, &page_has_no_mixed_content::CHECK];

/// The outcomes of those that were asked for, as JSON.
pub fn outcomes(question: &Json) -> Option<String> {
    let profile = Profile {
        product: question.word("product", Product::from_name)?,
        site: question.word("site", Site::from_name),
    };
    let evidence = Evidence {
        page: seen(look::basics()?),
        ..Evidence::default()
    };
    let asked = question.all("checks", |asked| {
        Some((
            asked.text("check")?,
            asked.word("severity", Severity::from_name)?,
        ))
    })?;
    let judged: Vec<Outcome> = asked
        .iter()
        .filter_map(|(id, severity)| {
            let check = OF_THE_PAGE.iter().find(|check| check.id == id)?;
            Some(judge_one(check, *severity, &profile, &evidence))
        })
        .collect();
    written(&judged)
}

fn seen(page: Page) -> Observation<Page> {
    Observation::Seen(Seen {
        value: page,
        at: Timestamp(js_sys::Date::new_0().to_iso_string().into()),
        elapsed_ms: 0,
    })
}
