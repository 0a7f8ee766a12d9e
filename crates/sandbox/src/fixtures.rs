//! The answers everything is built from: captured shapes with invented values, read once at start.

use serde_json::{Map, Value};

use crate::error::Error;

/// A JSON object an answer starts from.
pub(crate) type Object = Map<String, Value>;

macro_rules! fixtures {
    ($($field:ident: $kind:ty = $file:literal),+ $(,)?) => {
        /// Every answer the stand-in Mercado Pago starts from.
        pub(crate) struct Fixtures { $(pub $field: $kind),+ }

        impl Fixtures {
            /// Reads the answers built into the library.
            pub fn read() -> Result<Self, Error> {
                Ok(Self {
                    $($field: serde_json::from_str(include_str!(concat!("../fixtures/", $file)))
                        .map_err(|source| Error::Fixture { name: $file, source })?),+
                })
            }
        }

        #[cfg(test)]
        const FILES: &[&str] = &[$($file),+];
    };
}

fixtures! {
    application: Object = "application.get.json",
    credential: Object = "credentials_wrapper.token.production.json",
    user_brazil: Object = "users_me.production.mlb.json",
    user_argentina: Object = "users_me.production.mla.json",
    user_restricted: Object = "users_me.restricted.mla.json",
    user_test: Object = "users_me.test_user.mlb.json",
    user_minimal: Object = "users_me.minimal.json",
    methods_brazil: Value = "payment_methods.mlb.with_pix.json",
    methods_argentina: Value = "payment_methods.mla.json",
    payment_complete: Object = "payment.approved.complete.json",
    payment_poor: Object = "payment.approved.poor.json",
    payment_rejected: Object = "payment.rejected.high_risk.json",
    payment_pix: Object = "payment.pix.pending.json",
    payment_test: Object = "payment.of_test_user.json",
    payment_argentina: Object = "payment.checkout_pro.mla.json",
    search: Object = "payments.search.empty.json",
    invalid_token: Value = "error.401.edge.invalid_token.json",
    no_token: Value = "error.401.edge.no_token.json",
    policy: Value = "error.403.policy.json",
    payment_not_found: Value = "error.404.payment_not_found.json",
    unknown_path: Value = "error.404.resource.json",
    rate_limited: Value = "error.429.json",
    failure: Object = "error.500.json",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_json_of_the_expected_kind() {
        Fixtures::read().unwrap();
    }

    #[test]
    fn every_file_of_the_folder_is_used() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        let mut used = FILES.to_vec();
        files.sort_unstable();
        used.sort_unstable();
        assert_eq!(files, used);
    }
}
