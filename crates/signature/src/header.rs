//! The header `x-signature`.

use std::fmt;

/// The header, in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// When it was signed, as written.
    pub ts: String,
    /// The hash of version 1, as written.
    pub hash: String,
}

/// Why a text is no such header. The names are those of Mercado Pago's SDKs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// There is none.
    MissingSignatureHeader,
    /// It is not of the form `ts=…,v1=…`.
    MalformedSignatureHeader,
    /// `ts` is not in it.
    MissingTimestamp,
    /// `v1` is not in it.
    MissingHash,
}

/// What `ts` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Seconds: ten digits.
    Seconds,
    /// Milliseconds: thirteen digits.
    Milliseconds,
}

impl Header {
    /// Reads the header.
    ///
    /// # Errors
    ///
    /// [`Malformed`] says what is missing.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        if text.trim().is_empty() {
            return Err(Malformed::MissingSignatureHeader);
        }
        let (mut ts, mut hash) = (None, None);
        for part in text.split(',') {
            let Some((name, value)) = part.split_once('=') else {
                continue;
            };
            let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
            match name.trim().to_ascii_lowercase().as_str() {
                "ts" => ts = value,
                "v1" => hash = value,
                _ => {}
            }
        }
        match (ts, hash) {
            (None, None) => Err(Malformed::MalformedSignatureHeader),
            (None, Some(_)) => Err(Malformed::MissingTimestamp),
            (Some(ts), _) if !ts.bytes().all(|byte| byte.is_ascii_digit()) => {
                Err(Malformed::MalformedSignatureHeader)
            }
            (Some(_), None) => Err(Malformed::MissingHash),
            (Some(ts), Some(hash)) => Ok(Self { ts, hash }),
        }
    }

    /// What its `ts` counts; none where it has neither the digits of seconds nor of milliseconds.
    #[must_use]
    pub fn unit(&self) -> Option<Unit> {
        match self.ts.len() {
            10 => Some(Unit::Seconds),
            13 => Some(Unit::Milliseconds),
            _ => None,
        }
    }

    /// When it was signed, in seconds since 1970.
    #[must_use]
    pub fn signed_at_seconds(&self) -> Option<i64> {
        let number: i64 = self.ts.parse().ok()?;
        Some(match self.unit()? {
            Unit::Seconds => number,
            Unit::Milliseconds => number / 1000,
        })
    }
}

impl fmt::Display for Header {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ts={},v1={}", self.ts, self.hash)
    }
}

impl Unit {
    /// The name in evidence and in `locales/`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
        }
    }
}

impl Malformed {
    /// The name in Mercado Pago's SDKs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MissingSignatureHeader => "MissingSignatureHeader",
            Self::MalformedSignatureHeader => "MalformedSignatureHeader",
            Self::MissingTimestamp => "MissingTimestamp",
            Self::MissingHash => "MissingHash",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_as_mercado_pago_s_sdks_read_it() {
        let read = |text| Header::parse(text).map(|header| header.to_string());
        for text in [
            "ts=1,v1=ab",
            " TS = 1 , V1 = ab ",
            "v1=ab,ts=1,v2=cd",
            "ts=1,x,v1=ab",
        ] {
            assert_eq!(read(text).as_deref(), Ok("ts=1,v1=ab"), "{text}");
        }
        for (text, why) in [
            ("", Malformed::MissingSignatureHeader),
            ("  ", Malformed::MissingSignatureHeader),
            ("garbage", Malformed::MalformedSignatureHeader),
            ("ts=,v1=", Malformed::MalformedSignatureHeader),
            ("ts=now,v1=ab", Malformed::MalformedSignatureHeader),
            ("v1=ab", Malformed::MissingTimestamp),
            ("ts=1", Malformed::MissingHash),
            ("ts=1,v2=ab", Malformed::MissingHash),
        ] {
            assert_eq!(read(text), Err(why), "{text}");
        }
    }

    #[test]
    fn ten_digits_are_seconds_and_thirteen_milliseconds() {
        let at = |ts: &str| Header {
            ts: ts.to_owned(),
            hash: String::new(),
        };
        assert_eq!(at("1742505638").signed_at_seconds(), Some(1_742_505_638));
        assert_eq!(at("1742505638683").signed_at_seconds(), Some(1_742_505_638));
        assert_eq!(at("17425056386").unit(), None);
        assert_eq!(at("").signed_at_seconds(), None);
    }
}
