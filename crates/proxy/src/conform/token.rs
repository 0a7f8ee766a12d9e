//! Who may ask, where a token is asked for: nobody without it, and nobody with another one.

use super::{Asker, Findings};
use crate::problem::Code;

const PATH: &str = "/api/v1/profile";
const SAID: &str = "own-proxy, Who may ask";
/// Long enough to be one, and plainly none.
const ANOTHER: &str = "0000000000000000000000000000-no-token-of-anybody";

/// Looks at how a request without the token is refused.
pub async fn look(asker: &Asker, findings: &mut Findings) {
    if !asker.has_token() {
        findings.leave_out("tokens: none was given by READINESS_TOKEN");
        return;
    }
    for (token, asked) in [
        (None, "GET /api/v1/profile without the token"),
        (Some(ANOTHER), "GET /api/v1/profile with another token"),
    ] {
        let answer = asker.get_as(PATH, token).await;
        let Some(answer) = findings.fine(asked, SAID, (401, "application/problem+json"), answer)
        else {
            continue;
        };
        let code = answer.json()["code"].clone();
        let is_fine = match token {
            None => code == Code::TokenMissing.name(),
            Some(_) => code.as_str().is_some_and(|code| code.starts_with("token")),
        };
        let expected = match token {
            None => format!("the code {:?}", Code::TokenMissing.name()),
            Some(_) => "a code that begins with \"token\"".to_owned(),
        };
        findings.hold(is_fine, asked, SAID, expected, code);
        let scheme = answer.header("www-authenticate").to_owned();
        let is_bearer = scheme.to_ascii_lowercase().starts_with("bearer");
        let expected = "the header www-authenticate: Bearer";
        findings.hold(is_bearer, asked, SAID, expected, format!("{scheme:?}"));
        let repeats = answer.body.contains(ANOTHER);
        findings.hold(
            !repeats,
            asked,
            SAID,
            "an answer that does not repeat the token",
            "it does",
        );
    }
}
