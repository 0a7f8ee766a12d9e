//! The badge: `GET /api/v1/badge.svg`, a picture and no program.

use checkout_readiness_checks::contract::Mode;

use super::{Asker, Findings, Known};

const PATH: &str = "/api/v1/badge.svg";
const SAID: &str = "openapi.json, paths./api/v1/badge.svg; own-proxy, The last verdict";

/// Looks at the badge in every language.
pub async fn look(asker: &Asker, known: &Known, findings: &mut Findings) {
    for language in ["pt", "es", "en"] {
        let path = format!("{PATH}?{}&lang={language}&theme=auto", known.query());
        let asked = format!("GET {path}");
        let answer = asker.get(&path).await;
        let Some(answer) = findings.fine(&asked, SAID, (200, "image/svg+xml"), answer) else {
            continue;
        };
        let picture = answer.body.to_ascii_lowercase();
        let is_named = picture.contains("<title") && picture.contains("role=\"img\"");
        let expected = "a picture with role=\"img\" and a title";
        findings.hold(is_named, &asked, SAID, expected, &answer.body);
        let is_plain = !picture.contains("<script") && !picture.contains("http-equiv");
        findings.hold(
            is_plain,
            &asked,
            SAID,
            "a picture without a script",
            &answer.body,
        );
        if known.mode == Mode::Sandbox {
            let is_told = picture.contains("sandbox");
            let expected = "the word sandbox: nobody may take it for a real shop";
            findings.hold(is_told, &asked, SAID, expected, &answer.body);
        }
    }
}
