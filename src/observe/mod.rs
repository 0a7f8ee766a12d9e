//! What can be seen of the page the widget stands on.

mod mixed_content;
mod protocol;

use checkout_readiness_checks::contract::Timestamp;
use checkout_readiness_checks::evidence::{Observation, Page, Party, Seen, Unreachable, Why};

/// Looks at the page. Facts only; the same rules judge them here and in the proxy.
#[must_use]
pub fn page() -> Observation<Page> {
    let at = now();
    let Some((window, document)) =
        web_sys::window().and_then(|window| Some((window.clone(), window.document()?)))
    else {
        return Observation::Unreachable(Unreachable {
            party: Party::Browser,
            why: Why::Refused,
            status: None,
            request_id: None,
            at,
            elapsed_ms: 0,
        });
    };
    let (scheme, host) = protocol::of(&window);
    let mut value = Page {
        secure_context: protocol::secure_context(&window),
        insecure_resources: None,
        markup: None,
        scheme,
        host,
    };
    value.insecure_resources = mixed_content::of(&document, &value);
    Observation::Seen(Seen {
        value,
        at,
        elapsed_ms: 0,
    })
}

/// This moment, as the contract writes it.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::new_0().to_iso_string().into())
}

/// How long answers may stand before new ones are no longer put among them, in milliseconds.
const LONG: f64 = 10.0 * 60.0 * 1000.0;

/// Whether that moment is too far away, or no moment at all.
#[must_use]
pub fn is_long_ago(moment: &Timestamp) -> bool {
    let age = js_sys::Date::now() - js_sys::Date::parse(&moment.0);
    !(0.0..LONG).contains(&age)
}
