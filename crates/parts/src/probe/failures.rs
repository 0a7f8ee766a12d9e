//! Why a test did not take place, or not to its end: a sentence that says what to do.

use checkout_readiness_browser::proxy::{Failure, Proxy};
use checkout_readiness_browser::text::Texts;

/// That sentence.
pub fn said(failure: &Failure, proxy: &Proxy, texts: &Texts) -> String {
    let test = |name: &str| texts.get(&["probe.test.", name].concat());
    match failure {
        Failure::Unreachable => test("unreachable"),
        Failure::Unauthorized => test("unauthorized"),
        Failure::Cancelled => test("stopped"),
        Failure::Busy(Some(seconds)) => {
            // Rounded up: who comes too early is sent away again.
            let minutes = seconds.div_ceil(60) as usize;
            texts.counted("probe.test.too_often", minutes)
        }
        Failure::Busy(None) => texts.get("interface.failure.busy"),
        Failure::NotOurs => {
            let address = [("address", proxy.address.as_str())];
            texts.with("interface.failure.not_ours", &address)
        }
        Failure::Refused { code, detail } => match code.as_str() {
            "no-webhook-url" => test("no_address"),
            "webhook-url-unfit" => test("unfit"),
            "probe-under-way" => test("under_way"),
            _ => {
                let values = [("code", code.as_str()), ("detail", detail.as_str())];
                texts.with("probe.test.refused", &values)
            }
        },
    }
}
