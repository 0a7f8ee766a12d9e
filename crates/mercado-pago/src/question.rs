//! One question to the API: what it asks, on whose behalf, and the key that identifies it.

use rand::Rng as _;
use reqwest::header::HeaderValue;
use sha2::{Digest as _, Sha256};
use url::Url;

use crate::{AccessToken, BaseUrl, Endpoint};

/// A `GET` of the API. Neither `Debug` nor `Display`: it holds credentials.
pub(crate) struct Question<'a> {
    pub endpoint: Endpoint,
    pub token: Option<&'a AccessToken>,
    pub path: &'a [&'a str],
    pub query: &'a [(&'a str, &'a str)],
}

/// What makes two questions the same: a keyed hash of endpoint, credential, path and query, so
/// that no credential is kept as a key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fingerprint([u8; 32]);

/// The key of the hash, drawn anew for every client.
pub(crate) struct FingerprintKey([u8; 32]);

impl FingerprintKey {
    pub fn random() -> Self {
        let mut key = [0; 32];
        rand::rng().fill_bytes(&mut key);
        Self(key)
    }
}

impl Question<'_> {
    pub fn url(&self, base: &BaseUrl) -> Url {
        base.join(self.path, self.query)
    }

    /// The `Authorization` header, marked so that nothing prints it.
    pub fn authorization(&self) -> Option<HeaderValue> {
        let mut header = HeaderValue::from_str(&format!("Bearer {}", self.token?.expose())).ok()?;
        header.set_sensitive(true);
        Some(header)
    }

    pub fn fingerprint(&self, key: &FingerprintKey) -> Fingerprint {
        let token = self.token.map_or("", AccessToken::expose);
        let query = self.query.iter().flat_map(|(name, value)| [*name, *value]);
        let mut hash = Sha256::new();
        hash.update(key.0);
        for part in [self.endpoint.name(), token]
            .into_iter()
            .chain(self.path.iter().copied())
            .chain(query)
        {
            // The length keeps neighbours from running into each other.
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        Fingerprint(hash.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_the_same_only_if_credential_path_and_query_are() {
        let key = FingerprintKey::random();
        let token = |text| AccessToken::parse(text).0.unwrap();
        let (one, other) = (token("first-credential"), token("second-credential"));
        let ask = |token, path, query| {
            Question {
                endpoint: Endpoint::Payment,
                token,
                path,
                query,
            }
            .fingerprint(&key)
        };
        let asked = ask(Some(&one), &["ab", "c"], &[("limit", "1")]);
        assert!(asked == ask(Some(&one), &["ab", "c"], &[("limit", "1")]));
        assert!(asked != ask(Some(&other), &["ab", "c"], &[("limit", "1")]));
        assert!(asked != ask(None, &["ab", "c"], &[("limit", "1")]));
        assert!(asked != ask(Some(&one), &["a", "bc"], &[("limit", "1")]));
        assert!(asked != ask(Some(&one), &["ab", "c"], &[("limit", "2")]));
        let elsewhere = FingerprintKey::random();
        let question = Question {
            endpoint: Endpoint::Payment,
            token: Some(&one),
            path: &["a"],
            query: &[],
        };
        assert!(question.fingerprint(&key) != question.fingerprint(&elsewhere));
    }
}
