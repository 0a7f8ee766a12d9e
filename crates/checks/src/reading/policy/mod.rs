//! Reads a Content Security Policy for what Mercado Pago's scripts need.

mod cleaned;
mod missing;

pub use cleaned::cleaned;
pub use missing::{MissingSources, missing};

/// How values begin that are good for one answer only.
const NONCES: [&str; 4] = ["'nonce-", "'sha256-", "'sha384-", "'sha512-"];

#[cfg(test)]
mod tests {
    use super::cleaned::LONGEST;
    use super::*;
    use proptest::prelude::*;

    fn missing_of(policies: &[&str]) -> MissingSources {
        let policies: Vec<String> = policies.iter().map(|policy| (*policy).to_owned()).collect();
        missing(&policies)
    }

    const ENOUGH: &str = "default-src 'self'; \
        script-src 'self' https://sdk.mercadopago.com https://http2.mlstatic.com https://www.mercadopago.com; \
        connect-src https://*.mercadopago.com https://*.mercadolibre.com https://http2.mlstatic.com; \
        frame-src https://*.mercadopago.com https://www.mercadolibre.com; \
        img-src *.mlstatic.com; style-src 'self' *.mlstatic.com";

    #[test]
    fn without_a_policy_nothing_is_kept_out() {
        for policies in [
            &[][..],
            &[""],
            &["frame-ancestors 'none'"],
            &["upgrade-insecure-requests;"],
        ] {
            assert_eq!(
                missing_of(policies),
                MissingSources::default(),
                "{policies:?}"
            );
        }
    }

    #[test]
    fn a_policy_that_names_everything_lets_everything_in() {
        assert_eq!(missing_of(&[ENOUGH]), MissingSources::default());
        assert_eq!(
            missing_of(&[&ENOUGH.to_ascii_uppercase().replace("'SELF'", "'self'")]),
            MissingSources::default()
        );
    }

    #[test]
    fn what_is_missing_is_named_by_directive_and_fatal_apart_from_the_rest() {
        let policy = ENOUGH.replace(
            "connect-src https://*.mercadopago.com",
            "connect-src https://api.mercadopago.com https://secure-fields.mercadopago.com",
        );
        assert_eq!(
            missing_of(&[&policy]),
            MissingSources {
                fatal: vec!["connect-src https://api-static.mercadopago.com".to_owned()],
                minor: vec!["connect-src https://events.mercadopago.com".to_owned()],
            }
        );
        assert_eq!(missing_of(&["default-src 'none'"]).fatal.len(), 6);
        assert_eq!(missing_of(&["default-src 'none'"]).minor.len(), 9);
    }

    #[test]
    fn all_policies_are_in_force_at_once() {
        let strict = "connect-src https://api.mercadopago.com";
        let one_by_one = missing_of(&[ENOUGH, strict]);
        assert!(
            one_by_one
                .fatal
                .contains(&"connect-src https://secure-fields.mercadopago.com".to_owned())
        );
        assert_eq!(missing_of(&[&format!("{ENOUGH}, {strict}")]), one_by_one);
    }

    #[test]
    fn a_missing_directive_falls_back_and_the_first_of_two_counts() {
        let is_let_in = |policy: &str, line: &str| {
            let missing = missing_of(&[policy]);
            !missing
                .fatal
                .iter()
                .chain(&missing.minor)
                .any(|known| known == line)
        };
        let frame = "frame-src https://secure-fields.mercadopago.com";
        assert!(is_let_in("child-src *; default-src 'none'", frame));
        assert!(!is_let_in("frame-src 'none'; child-src *", frame));
        assert!(!is_let_in("default-src 'self'", frame));
        let script = "script-src https://sdk.mercadopago.com";
        assert!(is_let_in("script-src-elem *; script-src 'none'", script));
        assert!(!is_let_in("script-src 'none'; script-src *", script));
    }

    #[test]
    fn a_nonce_lets_in_the_pages_own_tags_and_with_strict_dynamic_all_they_load() {
        let missing = |source: &str| {
            let policy = cleaned(&ENOUGH.replace("script-src 'self' https://sdk.mercadopago.com https://http2.mlstatic.com https://www.mercadopago.com", source));
            missing_of(&[&policy]).fatal
        };
        assert!(missing("script-src 'nonce-r4nd0m' 'strict-dynamic' https:").is_empty());
        assert_eq!(
            missing("script-src 'nonce-r4nd0m'"),
            ["script-src https://http2.mlstatic.com"]
        );
        assert_eq!(missing("script-src 'strict-dynamic' https:").len(), 2);
    }

    #[test]
    fn what_is_kept_of_a_policy_holds_no_value_that_is_good_once() {
        assert_eq!(
            cleaned(
                "Script-Src 'nonce-hunter2' 'SHA256-hunter2=' https://store.example/a?key=hunter2; \
                 report-uri https://reports.example/?key=hunter2; report-to hunter2; \
                 connect-src 'self' , default-src *"
            ),
            "script-src 'nonce-' 'sha256-' https://store.example/a; connect-src 'self', default-src *"
        );
        assert_eq!(
            cleaned("default-src 'none'; report-uri /x, img-src *"),
            "default-src 'none', img-src *"
        );
    }

    #[test]
    fn a_long_policy_is_reduced_and_still_lets_in_what_it_did() {
        let others = (0..500).fold(String::new(), |list, index| {
            list + &format!(" https://cdn{index}.example")
        });
        let long = format!(
            "{}; font-src {others}",
            ENOUGH.replace("connect-src", &format!("connect-src{others}"))
        );
        let kept = cleaned(&long);
        assert!(
            kept.len() <= LONGEST && !kept.contains("font-src"),
            "{}",
            kept.len()
        );
        assert_eq!(missing_of(&[&kept]), MissingSources::default());
    }

    fn policy() -> impl Strategy<Value = String> {
        let words = prop_oneof![
            proptest::sample::select(vec![
                "script-src",
                "default-src",
                "connect-src",
                "frame-src",
                ";",
                ",",
                "'nonce-x'",
                "'none'",
                "*",
                "https:",
                "*.mercadopago.com",
                "sdk.mercadopago.com:443",
                "'strict-dynamic'",
            ])
            .prop_map(str::to_owned),
            "\\PC{0,8}",
        ];
        proptest::collection::vec(words, 0..24).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn cleaning_changes_nothing_of_what_is_missing_and_is_done_once(text in policy()) {
            let once = cleaned(&text);
            prop_assert_eq!(&cleaned(&once), &once);
            prop_assert!(once.len() <= LONGEST);
            prop_assert_eq!(missing_of(&[&once]), missing_of(&[&text]));
        }

        #[test]
        fn another_policy_never_lets_in_more(one in policy(), other in policy()) {
            let few = missing_of(&[&one]);
            let more = missing_of(&[&one, &other]);
            prop_assert!(few.fatal.iter().all(|line| more.fatal.contains(line)));
            prop_assert!(few.minor.iter().all(|line| more.minor.contains(line)));
        }
    }
}
