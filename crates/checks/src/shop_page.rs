//! Which page the checks of the shop's page are about, and how much of it was seen.

use crate::address::shown;
use crate::check::{Finding, field_missing, needs_payment_page, page_partly_seen, shared};
use crate::contract::Details;
use crate::evidence::{Endpoint, Evidence, Look, Markup, Page, Source, Unread};
use crate::judge::unseen;

/// The page where the shop takes payments: the declared checkout where there is one, otherwise the
/// page the widget stands on.
pub(crate) struct ShopPage<'a> {
    pub(crate) markup: &'a Markup,
    /// Whether a browser saw what the page has become; otherwise what a server sent was read.
    pub(crate) is_live: bool,
    /// Its address or host, fit to be shown.
    pub(crate) at: String,
}

/// The page in question, or what every check of it answers where there is none to read.
///
/// A page on a private address, behind a redirect, of an error or reached only by the operator's
/// exception is not the page buyers see; `page-is-https` says which of these it is.
pub(crate) fn find(evidence: &Evidence) -> Result<ShopPage<'_>, Finding> {
    if evidence.declared.checkout_url.is_some() {
        return match evidence.checkout.seen() {
            Some(endpoint) => of_checkout(endpoint),
            None => Err(unseen(evidence, Source::Checkout).unwrap_or_else(needs_payment_page)),
        };
    }
    match (evidence.page.seen(), evidence.look(Source::Page)) {
        (Some(page), _) => of_page(page),
        (None, Look::Unreachable(_)) => {
            Err(unseen(evidence, Source::Page).unwrap_or_else(needs_payment_page))
        }
        (None, _) => Err(needs_payment_page()),
    }
}

/// Whether a page may have answered, and neither an error nor a signpost to another page.
pub(crate) fn may_be_a_page(endpoint: &Endpoint) -> bool {
    endpoint.problem.is_none()
        && endpoint.redirect.is_none()
        && matches!(endpoint.status, None | Some(200..=299))
}

fn of_checkout(endpoint: &Endpoint) -> Result<ShopPage<'_>, Finding> {
    if endpoint.by_exception || !may_be_a_page(endpoint) {
        return Err(needs_payment_page());
    }
    if endpoint.status.is_none() {
        return Err(field_missing("status"));
    }
    // A server's headers are always seen, so without policies nobody read the page.
    match &endpoint.markup {
        Some(markup) if markup.policies.is_some() => Ok(ShopPage {
            markup,
            is_live: false,
            at: shown(&endpoint.url),
        }),
        _ => Err(field_missing("markup")),
    }
}

fn of_page(page: &Page) -> Result<ShopPage<'_>, Finding> {
    if !matches!(page.scheme.as_str(), "http" | "https") || page.is_local() {
        return Err(needs_payment_page());
    }
    match &page.markup {
        Some(markup) if markup.globals.is_some() => Ok(ShopPage {
            markup,
            is_live: true,
            at: page.host.clone(),
        }),
        _ => Err(field_missing("markup")),
    }
}

/// The declared checkout's server, whatever page it answered with, or what to answer where there is
/// none. A browser does not tell how its connection came about, so no other page will do.
pub(crate) fn server(evidence: &Evidence) -> Result<&Endpoint, Finding> {
    if evidence.declared.checkout_url.is_none() {
        return Err(shared::NEEDS_PAYMENT_PAGE.found());
    }
    match evidence.checkout.seen() {
        Some(endpoint) if endpoint.by_exception => Err(needs_payment_page()),
        Some(endpoint) => Ok(endpoint),
        None => Err(unseen(evidence, Source::Checkout).unwrap_or_else(needs_payment_page)),
    }
}

impl ShopPage<'_> {
    /// Whether anything of Mercado Pago's was seen at work here.
    pub(crate) fn shows_mercado_pago(&self) -> bool {
        let globals = self.markup.globals.unwrap_or_default();
        !self.markup.scripts.is_empty() || globals.has_v2 || globals.has_v1 || globals.has_device_id
    }

    /// Why nothing follows from not having found something among these parts of the page, if
    /// nothing does. From outside, what scripts add is never seen.
    pub(crate) fn blind_for(&self, parts: &[Unread]) -> Option<Finding> {
        if self.is_live && !self.shows_mercado_pago() {
            return Some(
                shared::PAGE_TAKES_NO_PAYMENTS.with(Details::none().with("host", self.at.as_str())),
            );
        }
        let unread = self
            .markup
            .unread
            .iter()
            .filter(|part| parts.contains(part));
        let mut unseen: Vec<String> = unread.map(|part| part.name().to_owned()).collect();
        if !self.is_live && self.markup.is_drawn_by_scripts {
            unseen.push("drawn-by-scripts".to_owned());
        }
        (!unseen.is_empty()).then(|| page_partly_seen(&self.at, unseen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{EndpointProblem, Observation, PlainHttp, Redirect};
    use crate::examples::{change, ready};

    fn refused(evidence: &Evidence) -> &'static str {
        match find(evidence) {
            Ok(page) => panic!("{} is taken for the page", page.at),
            Err(finding) => finding.reason.code,
        }
    }

    fn without_checkout() -> Evidence {
        let mut evidence = ready();
        evidence.declared.checkout_url = None;
        evidence.checkout = Observation::Absent;
        evidence
    }

    #[test]
    fn a_declared_checkout_comes_before_the_page_the_widget_stands_on() {
        let evidence = ready();
        let page = find(&evidence).ok().unwrap();
        assert!(!page.is_live && page.at == "https://store.example/checkout");
        let evidence = without_checkout();
        let page = find(&evidence).ok().unwrap();
        assert!(page.is_live && page.at == "admin.store.example");
    }

    #[test]
    fn what_is_not_the_page_buyers_see_is_never_read() {
        let edits: [fn(&mut Endpoint); 5] = [
            |checkout| checkout.problem = Some(EndpointProblem::UnknownHost),
            |checkout| checkout.by_exception = true,
            |checkout| checkout.redirect = Some(Redirect::default()),
            |checkout| checkout.status = Some(404),
            |checkout| checkout.status = Some(503),
        ];
        for edit in edits {
            let mut evidence = ready();
            change(&mut evidence.checkout, edit);
            assert_eq!(refused(&evidence), "needs_payment_page");
        }
        for (scheme, host) in [("https", "localhost"), ("file", "store.example"), ("", "")] {
            let mut evidence = without_checkout();
            change(&mut evidence.page, |page| {
                page.scheme = scheme.to_owned();
                page.host = host.to_owned();
            });
            assert_eq!(
                refused(&evidence),
                "needs_payment_page",
                "{scheme}://{host}"
            );
        }
        let mut evidence = without_checkout();
        evidence.page = Observation::NotAsked;
        assert_eq!(refused(&evidence), "needs_payment_page");
    }

    #[test]
    fn markup_that_nobody_filled_in_is_not_a_page_without_faults() {
        let mut evidence = ready();
        change(&mut evidence.checkout, |checkout| {
            checkout.markup = Some(Markup::default());
        });
        assert_eq!(refused(&evidence), "field_missing");
        let mut evidence = without_checkout();
        change(&mut evidence.page, |page| {
            page.markup = Some(Markup::default())
        });
        assert_eq!(refused(&evidence), "field_missing");
        let mut evidence = ready();
        change(&mut evidence.checkout, |checkout| {
            *checkout = Endpoint {
                plain_http: Some(PlainHttp::Closed),
                ..Endpoint::default()
            };
        });
        assert_eq!(refused(&evidence), "field_missing");
    }
}
