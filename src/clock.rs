//! This moment, and how long ago another one was.

use checkout_readiness_checks::contract::Timestamp;

/// This moment, as the contract writes it.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::new_0().to_iso_string().into())
}

/// How many days ago that was; a moment nobody can read was endlessly long ago.
#[must_use]
pub fn days_since(rfc3339: &str) -> f64 {
    let age = js_sys::Date::now() - js_sys::Date::parse(rfc3339);
    if age.is_nan() {
        f64::INFINITY
    } else {
        age / (24.0 * 60.0 * 60.0 * 1000.0)
    }
}

/// How long answers may stand before new ones are no longer put among them, in milliseconds.
const LONG: f64 = 10.0 * 60.0 * 1000.0;

/// Whether that moment is too far away, or no moment at all.
#[must_use]
pub fn is_long_ago(moment: &Timestamp) -> bool {
    let age = js_sys::Date::now() - js_sys::Date::parse(&moment.0);
    !(0.0..LONG).contains(&age)
}
