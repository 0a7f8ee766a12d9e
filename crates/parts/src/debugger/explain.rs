//! What a pasted notification is signed with, in words that are only names: nothing of the page.

use checkout_readiness_browser::json::Json;
use checkout_readiness_signature::{Delivery, IdCase, IdSource, Reading};

/// A notification as it was pasted, and whether its body could be read.
pub struct Pasted {
    /// What of it the signature may be about.
    pub delivery: Delivery,
    /// Whether there is a body that is not JSON.
    pub has_unreadable_body: bool,
}

/// Takes what was pasted apart.
pub fn pasted(headers: &str, query: &str, body: &str) -> Pasted {
    let mut delivery = Delivery::default().with_headers(headers).with_query(query);
    let json = Json::parse(body.trim());
    let id = |of: Option<Json>| {
        let id = of?.get("id")?;
        let number = || id.as_number().map(|number| number.to_string());
        id.as_text().or_else(number).filter(|id| !id.is_empty())
    };
    delivery.body_id = id(json.as_ref().and_then(|json| json.get("data")));
    delivery.own_id = id(json.clone());
    Pasted {
        delivery,
        has_unreadable_body: json.is_none() && !body.trim().is_empty(),
    }
}

/// The names of what makes a form, in `locales/`.
pub fn form(reading: &Reading, delivery: &Delivery) -> Vec<&'static str> {
    let dialect = reading.dialect;
    let is_lower = dialect.case == IdCase::Lower && dialect.id != IdSource::Nowhere;
    let leaves_out = delivery.request_id.is_some() && !dialect.has_request_id;
    let parts = [
        Some(dialect.id.name()),
        is_lower.then_some("lower"),
        leaves_out.then_some("without_request_id"),
    ];
    parts.into_iter().flatten().collect()
}

#[cfg(all(test, target_arch = "wasm32"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use checkout_readiness_browser::json::Json;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::{form, pasted};

    wasm_bindgen_test_configure!(run_in_browser);

    /// Computed by another program, over the documented manifest.
    const VECTORS: &str =
        include_str!("../../../signature/fixtures/webhook.signature_vectors.json");

    #[wasm_bindgen_test]
    fn what_is_pasted_of_the_vectors_comes_out_as_their_author_says() {
        let vectors = Json::parse(VECTORS).unwrap();
        let secret = vectors.text("secret").unwrap();
        let list = vectors.get("vectors").and_then(|list| list.as_list());
        for vector in list.unwrap() {
            let headers = vector.get("headers").map(|headers| headers.entries());
            let headers: Vec<String> = headers
                .unwrap_or_default()
                .iter()
                .filter_map(|(name, value)| Some([name, ": ", &value.as_text()?].concat()))
                .collect();
            let query = vector.text("query").unwrap_or_default();
            let pasted = pasted(&headers.join("\n"), &query, "");
            let is_valid = vector.get("valid").and_then(|valid| valid.as_flag());
            let readings = pasted.delivery.explain(&secret).unwrap_or_default();
            let right = readings.iter().find(|reading| reading.matches);
            assert_eq!(Some(right.is_some()), is_valid, "{:?}", vector.text("name"));
            if let Some(right) = right {
                assert_eq!(Some(&right.manifest), vector.text("manifest").as_ref());
                let is_lower = form(right, &pasted.delivery).contains(&"lower");
                let expected = vector.text("matched_case");
                assert_eq!(is_lower, expected.as_deref() == Some("lowercase"));
            }
        }
    }

    #[wasm_bindgen_test]
    fn ids_of_the_body_are_found_as_texts_and_as_numbers() {
        for (body, of_data, own) in [
            (
                r#"{"id":12,"data":{"id":"ORD1"}}"#,
                Some("ORD1"),
                Some("12"),
            ),
            (r#" {"data":{"id":999999999}} "#, Some("999999999"), None),
            (r#"{"data":null}"#, None, None),
            ("[]", None, None),
        ] {
            let found = pasted("", "", body);
            assert_eq!(found.delivery.body_id.as_deref(), of_data, "{body}");
            assert_eq!(found.delivery.own_id.as_deref(), own, "{body}");
            assert!(!found.has_unreadable_body, "{body}");
        }
        assert!(pasted("", "", "data.id=7").has_unreadable_body);
        assert!(!pasted("", "", "  ").has_unreadable_body);
    }
}
