//! `GET /plugins-credentials-wrapper/credentials`: which application a credential is of, and its state.

use crate::{
    fixtures::{Fixtures, Object},
    merchant::{Merchant, application_id},
};

/// What the wrapper says of the merchant's Access Token.
pub(super) fn of_token(merchant: &Merchant, fixtures: &Fixtures) -> Object {
    credential(merchant, merchant.script.application, fixtures)
}

/// What the wrapper says of the merchant's Public Key.
pub(super) fn of_public_key(merchant: &Merchant, fixtures: &Fixtures) -> Object {
    credential(merchant, merchant.script.key_application, fixtures)
}

fn credential(merchant: &Merchant, application: u64, fixtures: &Fixtures) -> Object {
    let mut credential = fixtures.credential.clone();
    credential.insert(
        "client_id".to_owned(),
        application_id(application).to_string().into(),
    );
    credential.insert("homologated".to_owned(), merchant.script.activated.into());
    credential.insert("is_test".to_owned(), merchant.script.is_test.into());
    credential
}
