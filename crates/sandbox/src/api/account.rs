//! `GET /users/me`: the account behind a token.

use checkout_readiness_checks::profile::Site;
use serde_json::json;

use crate::{
    fixtures::{Fixtures, Object, put},
    merchant::Merchant,
    script::Account,
};

/// The merchant's account.
pub(super) fn user(merchant: &Merchant, fixtures: &Fixtures) -> Object {
    let script = &merchant.script;
    let mut user = match (script.account, script.country) {
        (Account::TestUser, _) => &fixtures.user_test,
        (Account::Restricted, _) => &fixtures.user_restricted,
        (Account::Minimal, _) => &fixtures.user_minimal,
        (
            Account::Production
            | Account::AskedToAct
            | Account::MayNotBill
            | Account::UnusualStatus,
            country,
        ) => match country {
            Site::Mlb => &fixtures.user_brazil,
            _ => &fixtures.user_argentina,
        },
    }
    .clone();
    let email = match script.account {
        Account::TestUser => format!("test_user_{:07}@testuser.com", script.number),
        _ => format!("owner-{}@example.invalid", script.number),
    };
    user.insert("id".to_owned(), merchant.user_id().into());
    user.insert("nickname".to_owned(), script.nickname.into());
    user.insert("email".to_owned(), email.into());
    user.insert(
        "site_id".to_owned(),
        script.unknown_site.unwrap_or(script.country.name()).into(),
    );
    user.insert(
        "country_id".to_owned(),
        script.country_id.unwrap_or(country(script.country)).into(),
    );
    match script.account {
        Account::AskedToAct => put(
            &mut user,
            "status/required_action",
            "validate_identity_example",
        ),
        Account::MayNotBill => {
            let refusal = json!({"allow": false, "codes": ["example_restriction_code"]});
            put(&mut user, "status/billing", refusal);
        }
        Account::UnusualStatus => put(&mut user, "status/site_status", "deactive"),
        Account::Production | Account::TestUser | Account::Restricted | Account::Minimal => {}
    }
    if user.contains_key("permalink") {
        user.insert(
            "permalink".to_owned(),
            format!("http://perfil.example.invalid/{}", script.nickname).into(),
        );
    }
    user
}

const fn country(site: Site) -> &'static str {
    match site {
        Site::Mla => "AR",
        Site::Mlb => "BR",
        Site::Mlm => "MX",
        Site::Mlc => "CL",
        Site::Mco => "CO",
        Site::Mpe => "PE",
        Site::Mlu => "UY",
    }
}
