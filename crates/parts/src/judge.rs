//! The checks that need nothing but the page, judged here where the proxy does not answer: by the
//! same functions, and about less.

use checkout_readiness_browser::json::{Json, written};
use checkout_readiness_checks::check::Check;
use checkout_readiness_checks::checks::{
    content_security_policy_lets_mercado_pago_in, device_id_is_active, no_test_leftovers_on_page,
    page_has_no_mixed_content, page_is_https, page_shows_no_secret, sdk_is_current,
};
use checkout_readiness_checks::contract::{Outcome, Severity, Timestamp};
use checkout_readiness_checks::evidence::{Evidence, Observation, Page, Seen};
use checkout_readiness_checks::judge::judge_one;
use checkout_readiness_checks::profile::{Product, Profile, Site};

use crate::look;

/// What is judged here.
static OF_THE_PAGE: [&Check; 7] = [
    &page_is_https::CHECK,
    &page_has_no_mixed_content::CHECK,
    &content_security_policy_lets_mercado_pago_in::CHECK,
    &page_shows_no_secret::CHECK,
    &no_test_leftovers_on_page::CHECK,
    &sdk_is_current::CHECK,
    &device_id_is_active::CHECK,
];

/// The outcomes of those that were asked for, as JSON.
pub async fn outcomes(question: &Json) -> Option<String> {
    let profile = Profile {
        product: question.word("product", Product::from_name)?,
        site: question.word("site", Site::from_name),
    };
    let evidence = Evidence {
        page: seen(look::page().await?),
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
