//! What a browser reports of a page, cut to what evidence may hold: a browser may send anything.

use checkout_readiness_checks::address::shown;
use checkout_readiness_checks::evidence::{
    ExposedSecret, Leftover, Markup, Page, SdkScript, Unread,
};
use checkout_readiness_checks::reading::policy::cleaned;
use serde_json::Value;
use url::Url;

use crate::guard::without_query;
use crate::problem::{Code, Problem};

/// The most entries of a list; a page with more is in no better order.
const MOST_ENTRIES: usize = 100;
/// The longest text, in characters.
const LONGEST: usize = 200;
/// The longest address, in characters.
const LONGEST_ADDRESS: usize = 2_000;
/// The most policies, and the longest, in characters.
const MOST_POLICIES: usize = 20;
const LONGEST_POLICY: usize = 8_000;
/// How much of a secret may be shown, in characters.
const TAIL: usize = 4;

/// Reads and cleans a page.
///
/// # Errors
///
/// Says which field is wrong.
pub(super) fn read(value: Value) -> Result<Page, Problem> {
    let page: Page = serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let field = if path == "." {
            "page".to_owned()
        } else {
            format!("page.{path}")
        };
        Problem::new(Code::InvalidPage)
            .detail("GET /openapi.json describes it.")
            .field(field)
    })?;
    Ok(clean(page))
}

fn clean(mut page: Page) -> Page {
    page.scheme = cut(&page.scheme, LONGEST);
    page.host = cut(&page.host, LONGEST_ADDRESS);
    if let Some(resources) = &mut page.insecure_resources {
        resources.sort_by_key(|resource| !resource.kind.is_active());
        resources.truncate(MOST_ENTRIES);
        for resource in resources {
            resource.url = address(&resource.url);
        }
    }
    page.markup = page.markup.map(clean_markup);
    page
}

fn clean_markup(markup: Markup) -> Markup {
    let mut unread = markup.unread;
    unread.sort_unstable();
    unread.dedup();
    let lists = [
        markup.scripts.len(),
        markup.leftovers.len(),
        markup.secrets.len(),
    ];
    // Of what is cut off nobody knows anything.
    if lists.into_iter().any(|length| length > MOST_ENTRIES) && !unread.contains(&Unread::Markup) {
        unread.push(Unread::Markup);
    }
    Markup {
        scripts: entries(markup.scripts, |script| SdkScript {
            url: address(&script.url),
            ..script
        }),
        leftovers: entries(markup.leftovers, |leftover| Leftover {
            what: text(&leftover.what),
            ..leftover
        }),
        secrets: entries(markup.secrets, |secret| ExposedSecret {
            position: text(&secret.position),
            tail: tail(&secret.tail),
            ..secret
        }),
        unread,
        policies: markup.policies.and_then(policies),
        globals: markup.globals,
        is_drawn_by_scripts: markup.is_drawn_by_scripts,
        fraud_prevention_is_off: markup.fraud_prevention_is_off,
    }
}

fn entries<T>(list: Vec<T>, clean: impl Fn(T) -> T) -> Vec<T> {
    list.into_iter().take(MOST_ENTRIES).map(clean).collect()
}

/// An address without what may be a secret in it. Text that is no address is not kept at all.
fn address(text: &str) -> String {
    let address = match Url::parse(text) {
        Ok(url) if url.has_host() => without_query(&url),
        _ => shown(text),
    };
    cut(&address, LONGEST_ADDRESS)
}

/// A short text, without queries and without words that may be a secret.
fn text(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let word = word.split(['?', '#']).next().unwrap_or_default();
        if may_be_secret(word) { "…" } else { word }
    });
    cut(&words.collect::<Vec<_>>().join(" "), LONGEST)
}

/// Whether a word holds a credential, or as many digits as only keys and numbers of people have.
fn may_be_secret(word: &str) -> bool {
    let is_credential = ["APP_USR-", "TEST-", "TG-"].into_iter().any(|prefix| {
        word.split_once(prefix)
            .is_some_and(|(_, rest)| rest.chars().count() > TAIL)
    });
    is_credential || word.bytes().filter(u8::is_ascii_digit).count() > 10
}

fn tail(text: &str) -> String {
    let length = text.chars().count();
    text.chars().skip(length.saturating_sub(TAIL)).collect()
}

/// Policies with nonces, hashes and queries taken out; none of them where they are too long to be
/// kept whole, because a policy cut short is another policy.
fn policies(policies: Vec<String>) -> Option<Vec<String>> {
    let fits = policies.len() <= MOST_POLICIES
        && policies
            .iter()
            .all(|policy| policy.chars().count() <= LONGEST_POLICY);
    fits.then(|| policies.iter().map(|policy| cleaned(policy)).collect())
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn page(markup: Value) -> Markup {
        let page = json!({
            "scheme": "https", "host": "shop.example", "secure_context": true,
            "insecure_resources": null, "markup": markup,
        });
        read(page).unwrap().markup.unwrap()
    }

    #[test]
    fn nothing_a_browser_sends_along_stays_that_may_be_a_secret() {
        let token = "APP_USR-1000000000000001-010112-000000000000000000000000canary01-100000001";
        let markup = page(json!({
            "scripts": [{ "kind": "v2", "url": "https://u:canary@sdk.mercadopago.com/js/v2?canary=1#canary", "is_from_own_host": true }],
            "leftovers": [
                { "what": format!("token {token}"), "place": "inline-script" },
                { "what": "https://store.example/sandbox?canary", "place": "markup" },
            ],
            "secrets": [{ "kind": "access-token", "place": "storage", "position": format!("key-{token}"), "tail": token }],
            "policies": [
                "script-src 'self' 'nonce-canary' 'sha256-canary='; report-uri https://store.example/csp?key=canary; img-src *",
            ],
        }));
        let printed = format!("{markup:?}");
        assert!(!printed.contains("canary"), "{printed}");
        assert_eq!(markup.scripts[0].url, "https://sdk.mercadopago.com/js/v2");
        assert_eq!(markup.secrets[0].tail, "0001");
        assert_eq!(markup.leftovers[1].what, "https://store.example/sandbox");
        assert_eq!(
            markup.policies.unwrap(),
            ["script-src 'self' 'nonce-' 'sha256-'; img-src *"]
        );
    }

    #[test]
    fn what_is_not_secret_stays_as_it_is() {
        let markup = page(json!({
            "leftovers": [{ "what": "sandbox_init_point", "place": "inline-script" }],
            "secrets": [{ "kind": "client-secret", "place": "script-file", "position": "/assets/app.js:12", "tail": "c0de" }],
            "globals": { "has_v2": true },
            "unread": ["storage", "storage"],
            "policies": ["default-src 'self'"],
        }));
        assert_eq!(markup.leftovers[0].what, "sandbox_init_point");
        assert_eq!(markup.secrets[0].position, "/assets/app.js:12");
        assert_eq!(markup.secrets[0].tail, "c0de");
        assert!(markup.globals.unwrap().has_v2);
        assert_eq!(markup.unread, [Unread::Storage]);
        assert_eq!(markup.policies.unwrap(), ["default-src 'self'"]);
    }

    #[test]
    fn a_list_cut_short_says_that_something_was_not_read() {
        let one = json!({ "what": "x".repeat(5_000), "place": "markup" });
        let whole = page(json!({ "leftovers": vec![one.clone(); MOST_ENTRIES] }));
        assert_eq!(whole.unread, []);
        assert_eq!(whole.leftovers[0].what.chars().count(), LONGEST);
        let cut = page(json!({ "leftovers": vec![one; MOST_ENTRIES + 1] }));
        assert_eq!(
            (cut.leftovers.len(), cut.unread),
            (MOST_ENTRIES, vec![Unread::Markup])
        );
        let policies = page(json!({ "policies": ["a".repeat(LONGEST_POLICY + 1)] }));
        assert_eq!(policies.policies, None);
    }

    #[test]
    fn of_a_long_list_what_can_change_the_page_is_kept() {
        let mut resources: Vec<Value> = (0..MOST_ENTRIES)
            .map(|number| json!({ "kind": "image", "url": format!("http://a.example/{number}") }))
            .collect();
        resources.push(json!({ "kind": "script", "url": "http://a.example/pay.js" }));
        let page = read(json!({
            "scheme": "https", "host": "shop.example", "insecure_resources": resources,
        }));
        let kept = page.unwrap().insecure_resources.unwrap();
        assert_eq!(kept.len(), MOST_ENTRIES);
        assert_eq!(kept[0].url, "http://a.example/pay.js");
        assert_eq!(kept[1].url, "http://a.example/0");
    }

    #[test]
    fn what_is_of_another_shape_is_refused_by_its_place() {
        let value = json!({ "scheme": "https", "host": "a.example", "markup": { "secrets": [{ "kind": "x" }] } });
        let problem = read(value).unwrap_err();
        assert_eq!(problem.code, Code::InvalidPage);
        assert_eq!(
            problem.field.as_deref(),
            Some("page.markup.secrets[0].kind")
        );
    }
}
