//! Where the API is: Mercado Pago's own address, or a stand-in on this machine.

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

/// The address every call starts with: `https`, or plain `http` on loopback only, so that an
/// Access Token never crosses a network unencrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

/// Why a text is no base address. The text is not repeated: it may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    /// Not an absolute URL with a host.
    #[error("the base address is not an absolute URL, such as https://api.mercadopago.com")]
    NotAUrl,
    /// Neither `https` nor `http`.
    #[error("the base address must use https")]
    Scheme,
    /// Plain `http` to somewhere that is not this machine.
    #[error(
        "the base address must use https; plain http is allowed only to localhost, 127.0.0.0/8 and [::1]"
    )]
    Insecure,
    /// A user name or a password.
    #[error("the base address must not hold a user name or a password")]
    UserInfo,
    /// A query or a fragment.
    #[error("the base address must end with its path, without query or fragment")]
    Query,
}

impl BaseUrl {
    /// Mercado Pago's only API host; test users are served there too.
    pub const MERCADO_PAGO: &'static str = "https://api.mercadopago.com";

    /// Reads a base address; a path is kept as a prefix.
    ///
    /// # Errors
    ///
    /// [`BaseUrlError`] says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let url = Url::parse(text.trim()).map_err(|_| BaseUrlError::NotAUrl)?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(BaseUrlError::Insecure),
            _ => return Err(BaseUrlError::Scheme),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::UserInfo);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::Query);
        }
        Ok(Self(url))
    }

    /// Whether calls are encrypted; they are not only on loopback.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The address of a path below this one; every segment and value is escaped.
    pub(crate) fn join(&self, path: &[&str], query: &[(&str, &str)]) -> Url {
        let mut url = self.0.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        Self::parse(text)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_is_accepted_anywhere_and_http_only_on_this_machine() {
        for text in [
            BaseUrl::MERCADO_PAGO,
            "https://api.mercadopago.com/",
            "https://127.0.0.1:8443",
            "http://localhost:9000",
            "http://127.0.0.1:9000/mercado-pago/",
            "http://127.9.9.9",
            "http://[::1]:9000",
            " https://api.mercadopago.com\n",
        ] {
            assert!(BaseUrl::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_its_reason() {
        for (text, why) in [
            ("", BaseUrlError::NotAUrl),
            ("api.mercadopago.com", BaseUrlError::NotAUrl),
            ("https://", BaseUrlError::NotAUrl),
            ("file:///etc/passwd", BaseUrlError::Scheme),
            ("ftp://localhost", BaseUrlError::Scheme),
            ("http://api.mercadopago.com", BaseUrlError::Insecure),
            ("http://localhost.example.invalid", BaseUrlError::Insecure),
            ("http://10.0.0.1", BaseUrlError::Insecure),
            ("http://0.0.0.0", BaseUrlError::Insecure),
            ("https://user@api.mercadopago.com", BaseUrlError::UserInfo),
            (
                "https://:password@api.mercadopago.com",
                BaseUrlError::UserInfo,
            ),
            ("https://api.mercadopago.com?a=b", BaseUrlError::Query),
            ("https://api.mercadopago.com#a", BaseUrlError::Query),
        ] {
            assert_eq!(BaseUrl::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn a_path_is_a_prefix_and_segments_cannot_escape_it() {
        let base = BaseUrl::parse("http://localhost:9000/stand-in/").unwrap();
        let url = base.join(&["v1", "../a/b?c"], &[("key", "a&b=c")]);
        assert_eq!(
            url.as_str(),
            "http://localhost:9000/stand-in/v1/..%2Fa%2Fb%3Fc?key=a%26b%3Dc"
        );
        assert_eq!(base.to_string(), "http://localhost:9000/stand-in");
    }
}
