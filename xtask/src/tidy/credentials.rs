//! No Access Token that could be somebody's: examples are made of zeros.

use super::Source;

/// A made-up token has at most this many digits of its 32 that are not zero; a real one about 30.
const MOST_THAT_IS_MADE_UP: usize = 16;

/// What a file breaks, if it does. The token itself is not repeated.
pub fn broken(source: &Source) -> Option<String> {
    let line = source.text.lines().position(names_a_real_token)?;
    Some(format!(
        "{}:{}: looks like a real Access Token",
        source.path,
        line + 1
    ))
}

fn names_a_real_token(line: &str) -> bool {
    ["APP_USR-", "TEST-"].iter().any(|prefix| {
        line.match_indices(prefix)
            .any(|(at, _)| is_real_token(&line[at + prefix.len()..]))
    })
}

/// `<application>-<date and hour>-<32 hexadecimal digits>-<user>`.
fn is_real_token(rest: &str) -> bool {
    let mut parts = rest.splitn(4, '-');
    let mut part = || parts.next().unwrap_or_default();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (application, hour, secret, user) = (part(), part(), part(), part());
    application.len() >= 10
        && digits(application)
        && hour.len() == 6
        && digits(hour)
        && secret.len() == 32
        && secret.bytes().all(|byte| byte.is_ascii_hexdigit())
        && secret.bytes().filter(|byte| *byte != b'0').count() > MOST_THAT_IS_MADE_UP
        && user.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_of_somebody_is_seen_and_an_example_is_not() {
        let token =
            |secret: &str| format!("x = \"APP_USR-{}-010203-{secret}-123\"", "1".repeat(16));
        assert!(names_a_real_token(&token(&"8f3a".repeat(8))));
        assert!(!names_a_real_token(&token(&format!(
            "{}abcd",
            "0".repeat(28)
        ))));
        assert!(!names_a_real_token("APP_USR-… is a production token"));
    }
}
