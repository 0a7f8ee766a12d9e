//! A return URL is judged from what the API answers on.

use checkout_readiness_checks::check::Finding;
use checkout_readiness_checks::checks::return_urls_are_https;
use checkout_readiness_checks::contract::Timestamp;
use checkout_readiness_checks::evidence::{Account, Evidence, Observation, Payment, Seen};
use checkout_readiness_checks::profile::{Product, Profile};
use checkout_readiness_mercado_pago::PreferenceId;
use serde_json::json;

use crate::stand_in::{StandIn, token};

const PREFERENCE: &str = "100000003-00000000-0000-4000-8000-000000000001";

/// What the check of return URLs makes of a preference with this one.
async fn judged(address: &str) -> Finding {
    let body = json!({ "id": PREFERENCE, "back_urls": { "success": address } });
    let stand_in = StandIn::saying(200, body.to_string()).await;
    let id = PreferenceId::parse(PREFERENCE).unwrap();
    let preference = stand_in.client().preference(&token(), &id).await;
    let preference = preference.unwrap().value;
    let printed = format!("{preference:?}");
    assert!(!printed.contains("hunter2"), "{printed}");
    let user = || "100000003".to_owned();
    let evidence = Evidence {
        account: seen(Account {
            user_id: user(),
            ..Account::default()
        }),
        payment: seen(Payment {
            collector_id: Some(user()),
            ..Payment::default()
        }),
        preference: seen(checkout_readiness_checks::evidence::Preference {
            id: preference.id,
            return_urls: preference.return_urls,
            told: preference.told,
            ..Default::default()
        }),
        ..Evidence::default()
    };
    let profile = Profile {
        product: Product::CheckoutPro,
        site: None,
    };
    (return_urls_are_https::CHECK.judge)(&profile, &evidence)
}

fn seen<T>(value: T) -> Observation<T> {
    Observation::Seen(Seen {
        value,
        at: Timestamp("2026-01-01T00:00:00Z".to_owned()),
        elapsed_ms: 1,
    })
}

#[tokio::test]
async fn a_return_into_an_app_is_for_its_developer_to_tell_from_the_answer_on() {
    for (address, reason) in [
        ("mystore://thanks", "leads_to_an_app"),
        ("mystore://thanks?key=hunter2#hunter2", "leads_to_an_app"),
        ("mystore://hunter2@thanks/hunter2", "leads_to_an_app"),
        ("com.example.store+pay://thanks", "leads_to_an_app"),
        ("store.example/thanks?key=hunter2", "not_an_address"),
        ("javascript://hunter2", "not_an_address"),
        ("http://store.example/thanks?key=hunter2", "plain_http"),
    ] {
        let finding = judged(address).await;
        assert_eq!(finding.reason.code, reason, "{address}");
        let details = serde_json::to_string(&finding.details).unwrap();
        assert!(!details.contains("hunter2"), "{details}");
    }
}
