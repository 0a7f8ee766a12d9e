//! The merchant's own secrets, looked for where nobody should find them.

use checkout_readiness_checks::evidence::{ExposedSecret, Place, SecretKind};
use checkout_readiness_checks::reading::secrets;
use checkout_readiness_mercado_pago::AccessToken;
use secrecy::{ExposeSecret, SecretString};

/// From how many characters on a secret is looked for inside a text.
const SHORTEST_FOUND: usize = 8;

/// What the operator configured and nobody else may know. `Debug` shows none of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownSecrets {
    /// The Access Token, if one was given and it is none that may be seen.
    pub access_token: Option<AccessToken>,
    /// What notifications are signed with.
    pub webhook_secret: Option<SecretString>,
}

impl KnownSecrets {
    /// Every secret in this text: those that look like one, and these whatever they look like.
    /// `name` is the file's, and empty for the page itself.
    pub fn find(&self, text: &str, place: Place, name: &str) -> Vec<ExposedSecret> {
        let mut found = secrets::in_text(text, place, name);
        for exposed in [
            self.find_token(text, place, name),
            self.find_webhook_secret(text, place, name),
        ]
        .into_iter()
        .flatten()
        {
            if !found.contains(&exposed) {
                found.push(exposed);
            }
        }
        found
    }

    /// Whether one of these secrets stands in this text, or is all of it.
    #[expect(
        clippy::disallowed_methods,
        reason = "it is compared with what somebody typed, and goes nowhere"
    )]
    pub fn are_in(&self, text: &str) -> bool {
        let is_in = |secret: &str| {
            let secret = secret.trim();
            // A short one stands in many texts by chance, but is all of none of them.
            !secret.is_empty()
                && (text.trim() == secret
                    || secret.len() >= SHORTEST_FOUND && text.contains(secret))
        };
        let token = self.access_token.as_ref();
        let token = token.and_then(|token| token.seek(|token| is_in(token).then_some(())));
        let secret = self.webhook_secret.as_ref();
        token.is_some() || secret.is_some_and(|secret| is_in(secret.expose_secret()))
    }

    fn find_token(&self, text: &str, place: Place, name: &str) -> Option<ExposedSecret> {
        self.access_token
            .as_ref()?
            .seek(|token| secrets::exact(text, token, SecretKind::AccessToken, place, name))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "it is compared with what everybody can read already"
    )]
    fn find_webhook_secret(&self, text: &str, place: Place, name: &str) -> Option<ExposedSecret> {
        let secret = self.webhook_secret.as_ref()?.expose_secret();
        secrets::exact(text, secret, SecretKind::WebhookSecret, place, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_noticed_in_what_somebody_typed() {
        let token = "0000-opaque-0000-opaque-0000";
        let known = |secret: &str| KnownSecrets {
            access_token: AccessToken::parse(token).0,
            webhook_secret: Some(SecretString::from(secret)),
        };
        for text in [
            token,
            "it is 0000-opaque-0000-opaque-0000.",
            "see a-secret!",
        ] {
            assert!(known("a-secret").are_in(text), "{text}");
        }
        assert!(known("short").are_in(" short "));
        assert!(!known("short").are_in("a short note"));
        assert!(!known("").are_in(""));
        assert!(!KnownSecrets::default().are_in("anything"));
    }

    #[test]
    fn the_configured_secrets_are_found_whatever_they_look_like_and_once_each() {
        let usual = "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";
        for token in [usual, "0000-opaque-0000-opaque-0000"] {
            let known = KnownSecrets {
                access_token: AccessToken::parse(token).0,
                webhook_secret: Some(SecretString::from("a-secret-of-no-form")),
            };
            let text = format!("const a = '{token}';\nconst b = 'a-secret-of-no-form';\n");
            let found = known.find(&text, Place::ScriptFile, "/shop.js");
            let told: Vec<_> = found
                .iter()
                .map(|secret| (secret.kind, secret.position.as_str(), secret.tail.as_str()))
                .collect();
            let tail = &token[token.len() - 4..];
            assert_eq!(
                told,
                [
                    (SecretKind::AccessToken, "/shop.js:1", tail),
                    (SecretKind::WebhookSecret, "/shop.js:2", "form"),
                ]
            );
            assert!(known.find("const a = 1;", Place::ScriptFile, "").is_empty());
            assert!(!format!("{known:?}").contains("opaque"));
            assert!(!format!("{known:?}").contains("no-form"));
        }
    }
}
