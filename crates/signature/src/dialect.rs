//! The ways a signature may be meant.

use subtle::ConstantTimeEq;

use super::delivery::Delivery;
use super::header::Header;
use super::manifest::Manifest;

/// A way a signature may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Where the id is taken from.
    pub id: IdSource,
    /// In which letter case.
    pub case: IdCase,
    /// Whether the request's id is part of it.
    pub has_request_id: bool,
}

/// Where the id is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdSource {
    /// `data.id` of the query, as documented.
    Query,
    /// `data.id` of the body.
    Body,
    /// `id` of the body.
    Own,
    /// From nowhere: it is left out.
    Nowhere,
}

/// In which letter case an id is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdCase {
    /// As it came.
    Verbatim,
    /// In lower case, as the documentation has it for ids with letters.
    Lower,
}

/// A delivery read in one dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The dialect.
    pub dialect: Dialect,
    /// What would be signed in it.
    pub manifest: String,
    /// The hash of that.
    pub expected: String,
    /// Whether it is the hash that came.
    pub matches: bool,
}

impl Dialect {
    /// Whether everything that came along and could be part of the signature is part of it.
    pub(super) fn leaves_nothing_out(self, delivery: &Delivery) -> bool {
        let has_id = self.id == IdSource::Query || delivery.query_id.is_none();
        let has_request_id = self.has_request_id || delivery.request_id.is_none();
        has_id && has_request_id
    }
}

/// Every dialect that makes a difference for this delivery, the documented one first.
pub(super) fn readings(delivery: &Delivery, header: &Header, secret: &str) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    let ids = [
        (IdSource::Query, delivery.query_id.as_deref()),
        (IdSource::Body, delivery.body_id.as_deref()),
        (IdSource::Own, delivery.own_id.as_deref()),
        (IdSource::Nowhere, None),
    ];
    for (source, id) in ids {
        if id.is_none() && source != IdSource::Nowhere {
            continue;
        }
        for case in [IdCase::Verbatim, IdCase::Lower] {
            let id = id.map(|id| match case {
                IdCase::Verbatim => id.to_owned(),
                IdCase::Lower => id.to_lowercase(),
            });
            for has_request_id in [true, false] {
                let request_id = delivery.request_id.as_deref();
                let manifest = Manifest {
                    id: id.as_deref(),
                    request_id: request_id.filter(|_| has_request_id),
                    ts: &header.ts,
                };
                let text = manifest.text();
                let dialect = Dialect {
                    id: source,
                    case,
                    has_request_id: has_request_id && request_id.is_some(),
                };
                if readings.iter().all(|known| known.manifest != text) {
                    readings.push(read(dialect, text, header, secret));
                }
            }
        }
    }
    readings
}

fn read(dialect: Dialect, manifest: String, header: &Header, secret: &str) -> Reading {
    let expected = super::sign(secret, &manifest);
    let given = header.hash.as_bytes();
    // Without a secret there is nothing to prove anything with.
    let matches = !secret.is_empty() && bool::from(expected.as_bytes().ct_eq(given));
    Reading {
        dialect,
        manifest,
        expected,
        matches,
    }
}

impl IdSource {
    /// The name in evidence and in `locales/`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Body => "body",
            Self::Own => "own",
            Self::Nowhere => "nowhere",
        }
    }
}

impl IdCase {
    /// The name in evidence and in `locales/`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Lower => "lower",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Malformed;

    /// Computed by another program, over the documented manifest.
    const VECTORS: &str = include_str!("../fixtures/webhook.signature_vectors.json");

    #[test]
    fn the_vectors_come_out_as_their_author_says() {
        let vectors: serde_json::Value = serde_json::from_str(VECTORS).unwrap();
        let secret = vectors["secret"].as_str().unwrap();
        for vector in vectors["vectors"].as_array().unwrap() {
            let header = |name: &str| vector["headers"][name].as_str().map(str::to_owned);
            let delivery = Delivery {
                signature: header("x-signature"),
                request_id: header("x-request-id"),
                ..Delivery::default()
            }
            .with_query(vector["query"].as_str().unwrap());
            let name = vector["name"].as_str().unwrap();
            let found = delivery.verify(secret);
            assert_eq!(
                found.is_some(),
                vector["valid"].as_bool().unwrap(),
                "{name}"
            );
            if let Some(found) = found {
                let case = match vector["matched_case"].as_str().unwrap() {
                    "lowercase" => IdCase::Lower,
                    _ => IdCase::Verbatim,
                };
                assert_eq!(found.case, case, "{name}");
                let readings = delivery.explain(secret).unwrap();
                let right = readings.iter().find(|reading| reading.matches).unwrap();
                assert_eq!(right.manifest, vector["manifest"], "{name}");
            } else if let Err(malformed) = delivery.header() {
                assert_eq!(malformed.name(), vector["reason"], "{name}");
            }
        }
    }

    fn signed(secret: &str, id: Option<&str>, request_id: Option<&str>) -> Option<String> {
        let ts = "1742505638";
        let hash = Manifest { id, request_id, ts }.sign(secret);
        Some(format!("ts={ts},v1={hash}"))
    }

    #[test]
    fn what_came_along_and_was_left_out_explains_a_delivery_and_does_not_verify_it() {
        let secret = "fake-secret";
        for (signature, dialect) in [
            (signed(secret, Some("7"), None), (IdSource::Query, false)),
            (signed(secret, Some("8"), Some("r")), (IdSource::Body, true)),
            (signed(secret, Some("9"), Some("r")), (IdSource::Own, true)),
            (signed(secret, None, Some("r")), (IdSource::Nowhere, true)),
        ] {
            let delivery = Delivery {
                signature,
                request_id: Some("r".to_owned()),
                query_id: Some("7".to_owned()),
                body_id: Some("8".to_owned()),
                own_id: Some("9".to_owned()),
            };
            let readings = delivery.explain(secret).unwrap();
            let right = readings.iter().find(|reading| reading.matches).unwrap();
            assert_eq!((right.dialect.id, right.dialect.has_request_id), dialect);
            assert_eq!(delivery.verify(secret), None);
            // Where the query has no id, one of the body is all there is.
            let without_query = Delivery {
                query_id: None,
                ..delivery
            };
            let verifies = without_query.verify(secret).is_some();
            assert_eq!(verifies, dialect.0 != IdSource::Query, "{dialect:?}");
        }
    }

    #[test]
    fn nothing_is_proved_without_a_secret_or_without_a_signature() {
        let delivery = Delivery {
            signature: signed("", Some("7"), None),
            query_id: Some("7".to_owned()),
            ..Delivery::default()
        };
        assert_eq!(delivery.verify(""), None);
        assert_eq!(
            Delivery::default().explain("fake-secret"),
            Err(Malformed::MissingSignatureHeader)
        );
    }

    #[test]
    fn a_hash_that_differs_in_length_or_case_does_not_match() {
        let secret = "fake-secret";
        let right = signed(secret, Some("7"), None).unwrap();
        let verify = |signature: String| {
            let delivery = Delivery {
                signature: Some(signature),
                query_id: Some("7".to_owned()),
                ..Delivery::default()
            };
            delivery.verify(secret).is_some()
        };
        assert!(verify(right.clone()));
        assert!(!verify(right[..right.len() - 1].to_owned()));
        assert!(!verify(format!("{right}0")));
        assert!(!verify(right.to_uppercase()));
    }
}
