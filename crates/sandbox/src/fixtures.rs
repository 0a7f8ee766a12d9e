//! The answers everything is built from: captured shapes with invented values, read once at start.

use serde_json::{Map, Value};

use crate::error::Error;

/// A JSON object an answer starts from.
pub(crate) type Object = Map<String, Value>;

/// Writes a value at a path of keys such as `payer/email`, making the objects on the way.
pub(crate) fn put(object: &mut Object, path: &str, value: impl Into<Value>) {
    let Some((first, rest)) = path.split_once('/') else {
        object.insert(path.to_owned(), value.into());
        return;
    };
    let inner = object.entry(first).or_insert_with(|| Object::new().into());
    if !inner.is_object() {
        *inner = Object::new().into();
    }
    if let Value::Object(inner) = inner {
        put(inner, rest, value);
    }
}

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
    methods_pix_deactivated: Value = "payment_methods.mlb.pix_deactivated.json",
    methods_argentina: Value = "payment_methods.mla.json",
    payment_complete: Object = "payment.approved.complete.json",
    payment_poor: Object = "payment.approved.poor.json",
    payment_pix: Object = "payment.pix.pending.json",
    payment_point: Object = "payment.point.mlb.json",
    search: Object = "payments.search.empty.json",
    merchant_order: Object = "merchant_order.get.json",
    preference_complete: Object = "preference.get.complete.json",
    preference_poor: Object = "preference.get.poor.json",
    order_complete: Object = "order.get.online.complete.json",
    order_poor: Object = "order.get.online.poor.json",
    order_point: Object = "order.get.point.processed.json",
    release_config: Object = "release_report.config.scheduled.json",
    release_list: Value = "release_report.list.json",
    settlement_config: Object = "settlement_report.config.scheduled.json",
    settlement_list: Value = "settlement_report.list.json",
    terminals: Object = "terminals.list.json",
    item_categories: Value = "item_categories.json",
    invalid_token: Value = "error.401.edge.invalid_token.json",
    no_token: Value = "error.401.edge.no_token.json",
    search_window: Value = "error.400.search_range.json",
    forbidden: Value = "error.403.service.json",
    policy: Value = "error.403.policy.json",
    payment_not_found: Value = "error.404.payment_not_found.json",
    order_not_found: Value = "error.404.order_not_found.json",
    report_not_configured: Value = "error.404.report_config.json",
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
    fn a_value_is_put_beside_what_is_there_and_in_place_of_what_is_no_object() {
        let mut object = Object::new();
        put(&mut object, "payer/email", "buyer@example.invalid");
        put(&mut object, "payer/phone/number", "900000000");
        put(&mut object, "payer/email/address", 7);
        assert_eq!(
            Value::from(object),
            serde_json::json!({"payer": {"email": {"address": 7}, "phone": {"number": "900000000"}}})
        );
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
