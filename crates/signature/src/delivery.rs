//! A notification as it arrived: what of it the signature may be about.

use super::dialect::{Dialect, Reading, readings};
use super::header::{Header, Malformed};

/// What of a notification the signature may be about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// The header `x-signature`.
    pub signature: Option<String>,
    /// The header `x-request-id`.
    pub request_id: Option<String>,
    /// `data.id` of the query.
    pub query_id: Option<String>,
    /// `data.id` of the body.
    pub body_id: Option<String>,
    /// `id` of the body, which is the resource's for topics without `data.id`.
    pub own_id: Option<String>,
}

impl Delivery {
    /// Takes from headers, as they are copied from a log, what the signature may be about:
    /// `name: value` or `"name": "value"`, one a line.
    #[must_use]
    pub fn with_headers(mut self, text: &str) -> Self {
        for line in text.lines() {
            let bare = |text: &str| {
                let text = text.trim().trim_end_matches(',');
                text.trim_matches(['"', '\'']).trim().to_owned()
            };
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = Some(bare(value)).filter(|value| !value.is_empty());
            match bare(name).to_ascii_lowercase().as_str() {
                "x-signature" => self.signature = value,
                "x-request-id" => self.request_id = value,
                _ => {}
            }
        }
        self
    }

    /// Takes `data.id` from a query, or from an address with one.
    #[must_use]
    pub fn with_query(mut self, text: &str) -> Self {
        let text = text.trim();
        let query = text.split_once('?').map_or(text, |(_, query)| query);
        let query = query.split(['#', ' ']).next().unwrap_or_default();
        self.query_id = query.split('&').find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            (unescaped(name) == "data.id").then(|| unescaped(value))
        });
        self.query_id = self.query_id.filter(|id| !id.is_empty());
        self
    }

    /// The parts of the signature.
    ///
    /// # Errors
    ///
    /// [`Malformed`] where there is none, or not of the right form.
    pub fn header(&self) -> Result<Header, Malformed> {
        Header::parse(self.signature.as_deref().unwrap_or_default())
    }

    /// What would be signed in each dialect that makes a difference, and whether it is what was.
    ///
    /// # Errors
    ///
    /// [`Malformed`] where there is no signature to compare with.
    pub fn explain(&self, secret: &str) -> Result<Vec<Reading>, Malformed> {
        Ok(readings(self, &self.header()?, secret))
    }

    /// The dialect in which the signature is right, where nothing that came along was left out of
    /// it: the query's id where there is one, and the request's where there is one.
    #[must_use]
    pub fn verify(&self, secret: &str) -> Option<Dialect> {
        let readings = self.explain(secret).ok()?;
        let right = readings
            .into_iter()
            .find(|reading| reading.matches && reading.dialect.leaves_nothing_out(self));
        right.map(|reading| reading.dialect)
    }
}

/// A part of a query without its escapes; bytes that are no text are replaced.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn headers_are_found_however_a_log_writes_them() {
        for text in [
            "X-Signature: ts=1,v1=ab\nx-request-id: r-1",
            "host: a\r\nx-request-id:   r-1  \r\nx-signature:ts=1,v1=ab\r\n",
            "{\n  \"x-signature\": \"ts=1,v1=ab\",\n  \"x-request-id\": \"r-1\"\n}",
            "'x-signature': 'ts=1,v1=ab',\n'x-request-id': 'r-1',",
        ] {
            let found = Delivery::default().with_headers(text);
            assert_eq!(found.signature.as_deref(), Some("ts=1,v1=ab"), "{text}");
            assert_eq!(found.request_id.as_deref(), Some("r-1"), "{text}");
        }
    }

    #[test]
    fn the_id_is_found_in_a_query_and_in_a_whole_address() {
        for (text, expected) in [
            ("data.id=123456&type=payment", Some("123456")),
            ("?type=order&data.id=ORD01", Some("ORD01")),
            ("https://store.example/hook?a=1&data.id=7#x", Some("7")),
            ("POST /hook?data%2Eid=7 HTTP/1.1", Some("7")),
            ("data.id=a%20b+c", Some("a b c")),
            ("data.id=%zz%", Some("%zz%")),
            ("data.id=%+1", Some("% 1")),
            ("id=7&topic=payment", None),
            ("data.id=", None),
            ("", None),
        ] {
            let found = Delivery::default().with_query(text);
            assert_eq!(found.query_id.as_deref(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_is_read_without_a_panic(headers in any::<String>(), query in any::<String>(), secret in any::<String>()) {
            let delivery = Delivery::default().with_headers(&headers).with_query(&query);
            prop_assert_eq!(delivery.verify(&secret), None);
        }
    }
}
