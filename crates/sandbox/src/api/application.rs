//! `GET /applications/{id}`: the application a token was issued for.

use crate::{
    fixtures::{Fixtures, Object},
    merchant::Merchant,
};

/// The application, if it is the one the merchant's token was issued for and the token may read it.
pub(super) fn application(merchant: &Merchant, id: &str, fixtures: &Fixtures) -> Option<Object> {
    if !merchant.script.reads_application || id != merchant.application_id().to_string() {
        return None;
    }
    let mut application = fixtures.application.clone();
    application.insert("id".to_owned(), merchant.application_id().into());
    let site = merchant
        .script
        .application_site
        .unwrap_or(merchant.script.country);
    application.insert("site_id".to_owned(), site.name().into());
    application.insert(
        "name".to_owned(),
        format!("Sandbox application of {}", merchant.id).into(),
    );
    application.insert(
        "notifications_callback_url".to_owned(),
        merchant.script.notified_at.into(),
    );
    Some(application)
}
