//! Why a test did not take place, or not to its end: a sentence that says what to do.

use checkout_readiness_browser::proxy::{Failure, Proxy};
use checkout_readiness_browser::text::Texts;

/// That sentence.
pub fn said(failure: &Failure, proxy: &Proxy, texts: &Texts) -> String {
    match failure {
        Failure::Unreachable => texts.get("probe.test.unreachable"),
        Failure::Unauthorized { .. } => texts.get("probe.test.unauthorized"),
        Failure::Cancelled => texts.get("probe.test.stopped"),
        Failure::Busy(Some(seconds)) => {
            // Rounded up: who comes too early is sent away again.
            let minutes = seconds.div_ceil(60) as usize;
            texts.counted("probe.test.too_often", minutes)
        }
        Failure::Busy(None) | Failure::NotOurs => failure.said(proxy, texts),
        Failure::Refused { code, detail } => match code.as_str() {
            "no-webhook-url" => texts.get("probe.test.no_address"),
            "webhook-url-unfit" => texts.get("probe.test.unfit"),
            "probe-under-way" => texts.get("probe.test.under_way"),
            _ => {
                let values = [("code", code.as_str()), ("detail", detail.as_str())];
                texts.with("probe.test.refused", &values)
            }
        },
    }
}
