//! What evidence beside the documents of a sale shows of an item: the checkout page and its
//! connection, the reports, the application.

use crate::contract::ItemState;
use crate::evidence::{
    CertificateProblem, Endpoint, EndpointProblem, Evidence, Markup, MoneyReport, Observation,
    SdkKind,
};
use crate::notified::takes_address_with_a_sale;
use crate::profile::Product;
use crate::shop_page;

/// Present where it is there; where it is not, nothing can be told by that.
pub(super) fn shown(is_there: bool) -> ItemState {
    if is_there {
        ItemState::Present
    } else {
        ItemState::NotVisible
    }
}

/// The first state, unless nothing can be told by it.
pub(super) fn seen_or(first: ItemState, other: impl FnOnce() -> ItemState) -> ItemState {
    if first == ItemState::NotVisible {
        other()
    } else {
        first
    }
}

/// The checkout page's connection. What is reached by an exception is not what buyers meet.
fn checkout(evidence: &Evidence) -> Option<&Endpoint> {
    let checkout = evidence.checkout.seen();
    checkout.filter(|checkout| !checkout.by_exception)
}

/// A certificate that holds, whoever else trusts it.
pub(super) fn ssl(evidence: &Evidence) -> ItemState {
    let declared = evidence.declared.checkout_url.as_deref();
    if declared.is_some_and(|url| url.starts_with("http://")) {
        return ItemState::Missing;
    }
    let Some(endpoint) = checkout(evidence) else {
        return ItemState::NotVisible;
    };
    match &endpoint.problem {
        None => shown(endpoint.tls.is_some()),
        Some(EndpointProblem::Certificate { certificate, .. })
            if *certificate != CertificateProblem::OutdatedProtocol =>
        {
            ItemState::Missing
        }
        Some(_) => ItemState::NotVisible,
    }
}

/// TLS 1.2 or newer.
pub(super) fn tls(evidence: &Evidence) -> ItemState {
    let Some(endpoint) = checkout(evidence) else {
        return ItemState::NotVisible;
    };
    if let Some(EndpointProblem::Certificate {
        certificate: CertificateProblem::OutdatedProtocol,
        ..
    }) = &endpoint.problem
    {
        return ItemState::Missing;
    }
    let version = endpoint.tls.as_ref().map(|tls| tls.version.as_str());
    shown(matches!(version, Some("TLSv1.2" | "TLSv1.3")))
}

/// What stands on the page in question: the declared checkout where there is one, otherwise the
/// page the widget stands on.
fn markup(evidence: &Evidence) -> Option<&Markup> {
    shop_page::find(evidence).ok().map(|page| page.markup)
}

fn has_script(markup: &Markup, kind: SdkKind) -> bool {
    markup.scripts.iter().any(|script| script.kind == kind)
}

/// V2 that was seen is there; V1 in its place means it is not. Neither proves nothing: a page may
/// load its scripts late, and another page may be the one where one pays.
pub(super) fn front_end(evidence: &Evidence) -> ItemState {
    let Some(markup) = markup(evidence) else {
        return ItemState::NotVisible;
    };
    let globals = markup.globals.unwrap_or_default();
    if has_script(markup, SdkKind::V2) || globals.has_v2 {
        ItemState::Present
    } else if has_script(markup, SdkKind::V1) || globals.has_v1 {
        ItemState::Missing
    } else {
        ItemState::NotVisible
    }
}

/// V2 makes the identifier of the device by itself unless somebody switched that off.
pub(super) fn device(evidence: &Evidence) -> ItemState {
    let Some(markup) = markup(evidence) else {
        return ItemState::NotVisible;
    };
    let makes_it = has_script(markup, SdkKind::Security)
        || markup.globals.is_some_and(|globals| globals.has_device_id)
        || (has_script(markup, SdkKind::V2) && !markup.fraud_prevention_is_off);
    if makes_it {
        ItemState::Present
    } else if markup.fraud_prevention_is_off {
        ItemState::Missing
    } else {
        ItemState::NotVisible
    }
}

/// A report that is made, or was.
pub(super) fn report(observation: &Observation<MoneyReport>) -> ItemState {
    match observation.seen() {
        Some(report) if report.is_scheduled == Some(true) || report.listed > Some(0) => {
            ItemState::Present
        }
        Some(report) if report.is_configured == Some(false) => ItemState::Missing,
        _ => ItemState::NotVisible,
    }
}

/// An address for notifications on the application.
pub(super) fn in_application(evidence: &Evidence) -> ItemState {
    let application = evidence.application.seen();
    shown(application.is_some_and(|application| application.webhook_url.is_some()))
}

/// An address for notifications on the application or, where sales take one, on a recent payment.
pub(super) fn webhook(product: Product, evidence: &Evidence) -> ItemState {
    let recent = evidence.recent_payments.seen();
    let counted = recent.filter(|_| takes_address_with_a_sale(product));
    let on_payment = counted.is_some_and(|recent| {
        let mut payments = recent.payments.iter();
        payments.any(|payment| payment.notification_url.is_some())
    });
    seen_or(in_application(evidence), || shown(on_payment))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{change, ready};

    #[test]
    fn the_declared_checkout_counts_and_not_the_page_somebody_looks_from() {
        let mut evidence = ready();
        assert_eq!(front_end(&evidence), ItemState::Present);
        change(&mut evidence.checkout, |checkout| {
            let scripts = checkout.markup.iter_mut();
            for script in scripts.flat_map(|markup| &mut markup.scripts) {
                script.kind = SdkKind::V1;
            }
        });
        assert_eq!(front_end(&evidence), ItemState::Missing);
        change(&mut evidence.checkout, |checkout| {
            if let Some(markup) = &mut checkout.markup {
                markup.scripts.clear();
            }
        });
        assert_eq!(front_end(&evidence), ItemState::NotVisible);
        assert_eq!(device(&evidence), ItemState::NotVisible);
    }

    #[test]
    fn a_checkout_declared_over_plain_http_has_no_certificate() {
        let mut evidence = ready();
        assert_eq!(ssl(&evidence), ItemState::Present);
        evidence.declared.checkout_url = Some("http://store.example/pay".to_owned());
        assert_eq!(ssl(&evidence), ItemState::Missing);
    }
}
