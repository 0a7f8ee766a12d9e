//! What is signed, and the signing.

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What is signed. A value that is missing takes its whole pair out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manifest<'a> {
    /// The resource's id.
    pub id: Option<&'a str>,
    /// The header `x-request-id`.
    pub request_id: Option<&'a str>,
    /// `ts` of the signature, as written.
    pub ts: &'a str,
}

impl Manifest<'_> {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (name, value) in [
            ("id", self.id),
            ("request-id", self.request_id),
            ("ts", Some(self.ts)),
        ] {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                text.push_str(name);
                text.push(':');
                text.push_str(value);
                text.push(';');
            }
        }
        text
    }

    /// The hash of this manifest, in 64 hexadecimal digits of lower case.
    #[must_use]
    pub fn sign(&self, secret: &str) -> String {
        sign(secret, &self.text())
    }
}

/// HMAC-SHA256 of a text, in 64 hexadecimal digits of lower case.
#[must_use]
pub fn sign(secret: &str, text: &str) -> String {
    // A key of any length will do: HMAC hashes those that are too long.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(text.as_bytes());
    let mut hash = String::with_capacity(64);
    for byte in mac.finalize().into_bytes() {
        // Writing to a text never fails.
        let _ = write!(hash, "{byte:02x}");
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_takes_its_whole_pair_out() {
        let text = |id, request_id| {
            Manifest {
                id,
                request_id,
                ts: "1742505638683",
            }
            .text()
        };
        assert_eq!(
            text(Some("123456"), Some("bb56a2f1")),
            "id:123456;request-id:bb56a2f1;ts:1742505638683;"
        );
        assert_eq!(text(None, Some("b")), "request-id:b;ts:1742505638683;");
        assert_eq!(text(Some("1"), None), "id:1;ts:1742505638683;");
        assert_eq!(text(Some(""), Some("")), "ts:1742505638683;");
    }

    #[test]
    fn a_published_example_comes_out_as_published() {
        let manifest = Manifest {
            id: Some("123456"),
            request_id: Some("bb56a2f1-6aae-46ac-982e-9dcd3581d08e"),
            ts: "1742505638683",
        };
        assert_eq!(
            manifest.sign("v1-test-secret-not-a-real-key"),
            "85aaea44adced84bf23e95db43da124f818caad473052e8d0ecd46c5319c231e"
        );
    }
}
