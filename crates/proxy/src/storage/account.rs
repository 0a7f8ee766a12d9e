//! Whose memory it is: a name of an account and its application, made from the credentials alone.

use checkout_readiness_checks::contract::Mode;
use sha2::{Digest, Sha256};

use crate::merchant::Merchant;

/// The name an account's decisions and runs are kept under. Whoever asks never chooses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountKey(pub(super) String);

impl AccountKey {
    /// The name as text: a digest, of which nothing can be read.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of this merchant's account.
    ///
    /// In live mode it is made of the user's and the application's number inside the Access Token,
    /// and of whether the token is for tests: what was confirmed with test credentials is not so
    /// for the real ones. None where the token has no form that holds these numbers. A merchant of
    /// the sandbox goes by its name.
    #[must_use]
    pub fn of(mode: Mode, merchant: &Merchant) -> Option<Self> {
        let name = match mode {
            Mode::Sandbox => format!("sandbox:{}", merchant.id),
            Mode::Live => {
                let form = &merchant.access_token.as_ref()?.form;
                format!(
                    "live:{}:{}:{}",
                    form.environment?.name(),
                    form.user_id.as_deref()?,
                    form.application_id.as_deref()?
                )
            }
        };
        // A digest, so that who finds the file does not find the account's numbers in it.
        let digest = Sha256::digest(name.as_bytes());
        Some(Self(
            digest
                .iter()
                .take(16)
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(token: &str) -> Option<AccountKey> {
        AccountKey::of(
            Mode::Live,
            &Merchant::named("shop").with_access_token(token),
        )
    }

    #[test]
    fn a_new_token_of_the_same_application_finds_the_same_memory_and_no_other_does() {
        let first =
            key("APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001")
                .unwrap();
        let renewed =
            key("APP_USR-1000000000000001-020226-00000000000000000000000000000002-100000001");
        assert_eq!(renewed.as_ref(), Some(&first));
        for other in [
            "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000002",
            "APP_USR-1000000000000002-010112-00000000000000000000000000000001-100000001",
            "TEST-1000000000000001-010112-00000000000000000000000000000001-100000001",
        ] {
            assert_ne!(key(other).unwrap(), first, "{other}");
        }
        for unknown in ["nonsense", "YOUR_ACCESS_TOKEN", ""] {
            assert_eq!(key(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_merchant_of_the_sandbox_goes_by_its_name() {
        let of = |id| AccountKey::of(Mode::Sandbox, &Merchant::named(id));
        assert_eq!(of("ready"), of("ready"));
        assert_ne!(of("ready"), of("argentina"));
        assert_eq!(AccountKey::of(Mode::Live, &Merchant::named("ready")), None);
    }
}
