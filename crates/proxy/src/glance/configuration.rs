//! What a run was configured to look at, as a name to compare: another one, and an earlier run says
//! nothing any more.

use checkout_readiness_checks::contract::Mode;
use checkout_readiness_mercado_pago::BaseUrl;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::merchant::Merchant;

/// A digest of everything an operator configured that decides what a run looks at. Whose account it
/// is, is not part of it: runs are kept by that. Nor is what was confirmed: words are counted anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration(String);

impl Configuration {
    /// The configuration a merchant is asked about with. The sandbox's merchants are what they are.
    #[must_use]
    pub fn of(mode: Mode, base_url: &BaseUrl, merchant: &Merchant) -> Self {
        let seen = match mode {
            Mode::Sandbox => json!({ "sandbox": merchant.id }),
            Mode::Live => {
                let mut declared = merchant.declared(None);
                // It changes by itself, every day.
                declared.days_since_token_issued = None;
                json!({
                    "asks": base_url.to_string(),
                    "declared": declared,
                    "public_key": merchant.key().map(ToString::to_string),
                    "site": merchant.site.map(|site| site.name()),
                    "checkout_url": merchant.checkout_url.as_ref().map(url::Url::as_str),
                    "has_webhook_secret": merchant.webhook_secret.is_some(),
                    "development": merchant.development,
                    "token_issued_on": merchant.token_issued_on.map(|day| day.to_string()),
                    "sale": merchant.sale.as_ref().map(|sale| format!("{sale:?}")),
                    "quality": merchant.quality.as_ref().map(|quality| format!("{quality:?}")),
                })
            }
        };
        let digest = Sha256::digest(seen.to_string().as_bytes());
        let hex = digest.iter().take(16).map(|byte| format!("{byte:02x}"));
        Self(hex.collect())
    }

    /// The name as text: a digest, of which nothing can be read.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use checkout_readiness_checks::profile::Site;

    use super::*;

    type Change = Box<dyn FnOnce(&mut Merchant)>;

    const TOKEN: &str =
        "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";

    fn live(change: impl FnOnce(&mut Merchant)) -> Configuration {
        let mut merchant = Merchant::named("configured").with_access_token(TOKEN);
        change(&mut merchant);
        let base_url = BaseUrl::parse(BaseUrl::MERCADO_PAGO).unwrap();
        Configuration::of(Mode::Live, &base_url, &merchant)
    }

    #[test]
    fn whatever_a_run_looks_at_makes_it_another_configuration() {
        let before = live(|_| {});
        assert_eq!(live(|_| {}), before);
        let url = |text: &str| Some(text.parse().unwrap());
        let changes: [Change; 9] = [
            Box::new(|it| it.site = Some(Site::Mlb)),
            Box::new(|it| it.webhook_url = Some("https://shop.example/hook".to_owned())),
            Box::new(move |it| it.checkout_url = url("https://shop.example/checkout")),
            Box::new(move |it| it.checkout_url = url("https://shop.example/checkout?step=2")),
            Box::new(|it| it.expected_user_id = Some("100000001".to_owned())),
            Box::new(|it| it.webhook_reads_again = Some(true)),
            Box::new(|it| it.webhook_secret = Some("0000000000000000".into())),
            Box::new(|it| it.token_issued_on = Some("2026-01-01".parse().unwrap())),
            Box::new(|it| {
                let key = "APP_USR-00000000-0000-4000-8000-000000000001";
                *it = it.clone().with_public_key(key);
            }),
        ];
        let mut seen = vec![before];
        for change in changes {
            let after = live(change);
            assert!(!seen.contains(&after), "{seen:?}");
            seen.push(after);
        }
    }

    #[test]
    fn a_stand_in_in_mercado_pagos_place_makes_it_another_configuration() {
        let merchant = Merchant::named("configured").with_access_token(TOKEN);
        let stand_in = BaseUrl::parse("http://127.0.0.1:9999").unwrap();
        assert_ne!(
            Configuration::of(Mode::Live, &stand_in, &merchant),
            live(|_| {})
        );
    }

    #[test]
    fn a_merchant_of_the_sandbox_is_the_same_after_a_restart_at_another_port() {
        let of = |port: u16, id| {
            let base_url = BaseUrl::parse(&format!("http://127.0.0.1:{port}")).unwrap();
            Configuration::of(Mode::Sandbox, &base_url, &Merchant::named(id))
        };
        assert_eq!(of(1, "ready"), of(2, "ready"));
        assert_ne!(of(1, "ready"), of(1, "argentina"));
    }
}
