//! What the headers of an answer tell browsers: to come back over `https` only, and what to load.

use checkout_readiness_checks::evidence::StrictTransport;
use hyper::header::{self, HeaderMap};

/// What an answer says of coming back over `https` only. Of several headers the first counts, and
/// one without a readable time, or with two, counts as none: RFC 6797, sections 6.1 and 8.1.
pub(super) fn strict_transport(headers: &HeaderMap) -> StrictTransport {
    let max_age_seconds = headers
        .get(header::STRICT_TRANSPORT_SECURITY)
        .and_then(|value| value.to_str().ok())
        .and_then(max_age);
    StrictTransport {
        is_sent: max_age_seconds.is_some(),
        max_age_seconds,
    }
}

fn max_age(value: &str) -> Option<u64> {
    let mut ages = value.split(';').filter_map(|directive| {
        let (name, value) = directive.split_once('=')?;
        name.trim().eq_ignore_ascii_case("max-age").then_some(value)
    });
    let age = ages.next()?.trim();
    if ages.next().is_some() {
        return None;
    }
    let age = age
        .strip_prefix('"')
        .and_then(|age| age.strip_suffix('"'))
        .unwrap_or(age);
    let is_number = !age.is_empty() && age.bytes().all(|byte| byte.is_ascii_digit());
    // More than a number can hold is longer than anybody will wait.
    is_number.then(|| age.parse().unwrap_or(u64::MAX))
}

/// The Content Security Policies in force, in order; those that only report are none.
pub(super) fn policies(headers: &HeaderMap) -> Vec<String> {
    headers
        .get_all(header::CONTENT_SECURITY_POLICY)
        .iter()
        .flat_map(|value| {
            String::from_utf8_lossy(value.as_bytes())
                .split(',')
                .map(|policy| policy.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|policy| !policy.is_empty())
        .collect()
}

/// Whether a policy has the directive that makes browsers write `https` for `http`.
pub(crate) fn is_upgrading_policy(policy: &str) -> bool {
    policy.split([';', ',']).any(|directive| {
        directive
            .trim()
            .eq_ignore_ascii_case("upgrade-insecure-requests")
    })
}

#[cfg(test)]
mod tests {
    use hyper::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(name: HeaderName, values: &[&'static str]) -> HeaderMap {
        let values = values
            .iter()
            .map(|value| (name.clone(), HeaderValue::from_static(value)));
        values.collect()
    }

    #[test]
    fn the_time_of_strict_transport_is_read_as_browsers_do() {
        for (values, seconds) in [
            (&[][..], None),
            (&["max-age=31536000"], Some(31_536_000)),
            (&["includeSubDomains; MAX-AGE=\"300\"; preload"], Some(300)),
            (&["max-age=0"], Some(0)),
            (&["max-age = 60 ;"], Some(60)),
            (&["max-age=99999999999999999999"], Some(u64::MAX)),
            (&["max-age=60", "max-age=0"], Some(60)),
            (&["includeSubDomains"], None),
            (&["max-age"], None),
            (&["max-age="], None),
            (&["max-age=-1"], None),
            (&["max-age=+1"], None),
            (&["max-age=a year"], None),
            (&["max-age=1; max-age=2"], None),
            (&["", "max-age=60"], None),
        ] {
            let found = strict_transport(&headers(header::STRICT_TRANSPORT_SECURITY, values));
            assert_eq!(found.max_age_seconds, seconds, "{values:?}");
            assert_eq!(found.is_sent, seconds.is_some(), "{values:?}");
        }
    }

    #[test]
    fn policies_in_force_are_told_one_by_one() {
        let mut headers = headers(
            header::CONTENT_SECURITY_POLICY,
            &["default-src 'self', img-src *", "", "script-src 'none';"],
        );
        headers.insert(
            header::CONTENT_SECURITY_POLICY_REPORT_ONLY,
            HeaderValue::from_static("default-src 'none'"),
        );
        assert_eq!(
            policies(&headers),
            ["default-src 'self'", "img-src *", "script-src 'none';"]
        );
    }
}
