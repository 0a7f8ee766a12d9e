//! Do buyers come back from Mercado Pago to a public page on HTTPS?
//!
//! After paying, the buyer's browser is sent to the address the sale carried. One left over from
//! development leads nowhere, and one by plain `http` shows what it carries to everybody on the
//! way. Fix: send the shop's public `https` addresses. An app's own scheme is right for an app, and
//! only its developer can tell.
//!
//! Source: Mercado Pago's review of integrations: HTTPS in back URLs.

use url::Url;

use crate::address::shown;
use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement, Severity};
use crate::evidence::{
    DataItem, Endpoint, EndpointProblem, Evidence, Look, ReturnUrl, Sent, Source, Told,
};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::{Product, Profile};
use crate::reading::destination::Destination;
use crate::sale::choice::{Choice, choose};

/// The check.
pub static CHECK: Check = Check {
    id: "return-urls-are-https",
    requirement: Requirement::Https,
    matters,
    sites: &[],
    needs: Needs::All(&[Source::ReturnUrls]),
    also_reads: &[
        Source::Preference,
        Source::Order,
        Source::Payment,
        Source::Account,
    ],
    reasons: REASONS,
    source: "Review of integrations: HTTPS in back URLs",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    ALL_ARE_REACHED = "all_are_reached" Passed;
    NOT_AN_ADDRESS = "not_an_address" Failed;
    PLAIN_HTTP = "plain_http" Failed;
    ON_A_PRIVATE_NETWORK = "on_a_private_network" Failed;
    TEST_SERVICE = "test_service" Failed;
    HOST_UNKNOWN = "host_unknown" Failed;
    CERTIFICATE_DOES_NOT_HOLD = "certificate_does_not_hold" Failed;
    GOES_TO_PLAIN_HTTP = "goes_to_plain_http" Confirm;
    LEADS_TO_AN_APP = "leads_to_an_app" Confirm;
    ANSWERS_AN_ERROR = "answers_an_error" Confirm;
    NOT_ALL_SEEN = "not_all_seen" Inconclusive;
    SEEN_BY_EXCEPTION = "seen_by_exception" Inconclusive;
    NO_SALE_INSPECTED = "no_sale_inspected" Skipped;
    NO_RETURN_URLS = "no_return_urls" NotApplicable;
}

/// Only where buyers leave the shop to pay do they come back.
fn matters(product: Product) -> Option<Severity> {
    match product {
        Product::CheckoutPro | Product::Orders | Product::Plugin => matrix::https(product),
        _ => None,
    }
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let urls = match return_urls(profile, evidence) {
        Ok(urls) => urls,
        Err(finding) => return finding,
    };
    // The worst first: what the text gives away needs no look.
    let texts: Vec<Finding> = urls.iter().filter_map(|url| judge_text(url)).collect();
    if let Some(finding) = worst(&texts) {
        return finding;
    }
    let leads_to_an_app = urls.iter().find(|url| is_of_an_app(url));
    let web: Vec<&&ReturnUrl> = urls.iter().filter(|url| !is_of_an_app(url)).collect();
    if !web.is_empty() {
        let Some(endpoints) = evidence.return_urls.seen() else {
            return unseen(evidence, Source::ReturnUrls)
                .unwrap_or_else(|| NOT_ALL_SEEN.with(facts(web.first().map(|url| **url))));
        };
        let seen: Vec<Finding> = web
            .iter()
            .filter_map(|url| match seen_of(endpoints, &url.url) {
                Some(endpoint) => judge_endpoint(url, endpoint),
                None => Some(NOT_ALL_SEEN.with(facts(Some(url)))),
            })
            .collect();
        if let Some(finding) = worst(&seen) {
            return finding;
        }
    }
    match leads_to_an_app {
        Some(url) => LEADS_TO_AN_APP.with(
            Details::none()
                .with("return_kind", url.kind.name())
                .with_some("scheme", url.url.split_once(':').map(|(scheme, _)| scheme)),
        ),
        None => {
            let shown: Vec<String> = urls.iter().map(|url| shown(&url.url)).collect();
            ALL_ARE_REACHED.with(Details::none().with("return_urls", shown))
        }
    }
}

/// The return URLs of the sale that is looked into, whichever document carries them.
fn return_urls<'a>(
    profile: &Profile,
    evidence: &'a Evidence,
) -> Result<Vec<&'a ReturnUrl>, Finding> {
    let sale = match choose(evidence) {
        Choice::Sale(sale) => sale,
        Choice::OfAnotherAccount => return Err(NO_SALE_INSPECTED.found()),
        Choice::Blind(blind) => return Err(blind),
        Choice::None | Choice::NotInThisAccount => return Err(no_document(profile, evidence)),
    };
    let (preference, order) = (sale.preference, sale.order);
    let documents: Vec<(&str, &[ReturnUrl], &Told)> = [
        preference.map(|it| (it.id.as_str(), it.return_urls.as_slice(), &it.told)),
        order.map(|it| (it.id.as_str(), it.return_urls.as_slice(), &it.told)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if documents.is_empty() {
        return Err(no_document(profile, evidence));
    }
    let urls: Vec<&ReturnUrl> = documents.iter().flat_map(|(_, urls, _)| *urls).collect();
    if !urls.is_empty() {
        return Ok(urls);
    }
    // Only a document that was read can show that it has none.
    let was_read = documents.iter().all(|(id, _, told)| {
        let is_sent = !matches!(told.of(DataItem::BackUrls), None | Some(Sent::Absent));
        !id.is_empty() && !told.0.is_empty() && !is_sent
    });
    Err(if was_read {
        NO_RETURN_URLS.found()
    } else {
        field_missing("back_urls")
    })
}

fn no_document(profile: &Profile, evidence: &Evidence) -> Finding {
    let sources = [Source::Preference, Source::Order];
    let is_unreachable = |source: &Source| matches!(evidence.look(*source), Look::Unreachable(_));
    if let Some(finding) = sources
        .into_iter()
        .find(is_unreachable)
        .and_then(|source| unseen(evidence, source))
    {
        return finding;
    }
    if sources
        .iter()
        .all(|source| evidence.look(*source) == Look::NotAsked)
    {
        return unseen(evidence, Source::Preference).unwrap_or_else(|| NO_SALE_INSPECTED.found());
    }
    // A preference of another account says nothing of this one, nor that there is none.
    if evidence.preference.seen().is_some() {
        return NO_SALE_INSPECTED.found();
    }
    // A plugin's payment that came without preference was made on the shop's own page.
    let payment = evidence.payment.seen();
    if profile.product == Product::Plugin && payment.is_some_and(|payment| !payment.id.is_empty()) {
        return NO_RETURN_URLS.found();
    }
    NO_SALE_INSPECTED.found()
}

fn is_of_an_app(url: &ReturnUrl) -> bool {
    Destination::of(&url.url) == Destination::App
}

/// Failures before what was not seen, and that before questions.
fn worst(findings: &[Finding]) -> Option<Finding> {
    use crate::contract::Status::{Confirm, Failed, Inconclusive};
    [Failed, Inconclusive, Confirm]
        .into_iter()
        .find_map(|status| {
            let mut of_status = findings.iter().filter(|it| it.reason.status == status);
            of_status.next().cloned()
        })
}

fn facts(url: Option<&ReturnUrl>) -> Details {
    Details::none()
        .with_some("return_kind", url.map(|url| url.kind.name()))
        .with_some("url", url.map(|url| shown(&url.url)))
}

/// What the text of the address alone gives away.
fn judge_text(url: &ReturnUrl) -> Option<Finding> {
    Some(match Destination::of(&url.url) {
        Destination::Web | Destination::App => return None,
        // What is not an address may be anything, and is not repeated.
        Destination::Nowhere => {
            NOT_AN_ADDRESS.with(Details::none().with("return_kind", url.kind.name()))
        }
        Destination::PlainHttp => PLAIN_HTTP.with(facts(Some(url))),
        Destination::PrivateNetwork => ON_A_PRIVATE_NETWORK.with(facts(Some(url))),
        Destination::TestService(service) => {
            TEST_SERVICE.with(facts(Some(url)).with("service", service))
        }
    })
}

/// What the proxy saw of the origin; it visits each once. Another port is another server.
fn seen_of<'a>(endpoints: &'a [Endpoint], address: &str) -> Option<&'a Endpoint> {
    let origin = |address: &str| Some(Url::parse(address.trim()).ok()?.origin());
    let wanted = origin(address)?;
    let same = |endpoint: &&Endpoint| endpoint.url == address;
    endpoints.iter().find(same).or_else(|| {
        let is_there = |endpoint: &&Endpoint| origin(&endpoint.url).as_ref() == Some(&wanted);
        endpoints.iter().find(is_there)
    })
}

/// What is wrong or open about a return URL whose host was visited; nothing where all is well.
fn judge_endpoint(url: &ReturnUrl, endpoint: &Endpoint) -> Option<Finding> {
    let details = || facts(Some(url));
    match &endpoint.problem {
        Some(EndpointProblem::UnknownHost) => return Some(HOST_UNKNOWN.with(details())),
        Some(EndpointProblem::PrivateAddress { network }) => {
            return Some(ON_A_PRIVATE_NETWORK.with(details().with("network", network.as_str())));
        }
        Some(EndpointProblem::Certificate { certificate, .. }) => {
            let details = details().with("certificate", certificate.name());
            return Some(CERTIFICATE_DOES_NOT_HOLD.with(details));
        }
        None => {}
    }
    if endpoint.by_exception {
        return Some(SEEN_BY_EXCEPTION.with(details()));
    }
    let Some(status) = endpoint.status.filter(|_| endpoint.tls.is_some()) else {
        return Some(NOT_ALL_SEEN.with(details()));
    };
    if let Some(redirect) = &endpoint.redirect {
        let location = redirect.location.as_deref();
        // The root of the host sends on, as many do; the page itself is not visited, because a shop
        // may take that for a payment.
        return location
            .filter(|location| location.starts_with("http://"))
            .map(|location| GOES_TO_PLAIN_HTTP.with(details().with("location", shown(location))));
    }
    match status {
        200..=399 => None,
        _ => Some(ANSWERS_AN_ERROR.with(details().with("http_status", u32::from(status)))),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::{CertificateProblem, Observation, Redirect};
    use crate::examples::{change, example};

    let sent = |reason, address: &'static str| {
        example(reason, move |evidence| {
            change(&mut evidence.preference, |preference| {
                for url in &mut preference.return_urls {
                    url.url = address.to_owned();
                }
            });
            change(&mut evidence.order, |order| order.return_urls.clear());
        })
    };
    let answers = |reason, edit: fn(&mut Endpoint)| {
        example(reason, move |evidence| {
            change(&mut evidence.return_urls, |endpoints| {
                endpoints.iter_mut().for_each(edit);
            });
        })
    };
    vec![
        answers("all_are_reached", |_| {}),
        sent("not_an_address", "store.example/thanks"),
        sent("plain_http", "http://store.example/thanks"),
        sent("on_a_private_network", "http://localhost:3000/thanks"),
        sent("test_service", "https://example.ngrok-free.app/thanks"),
        sent("leads_to_an_app", "example-store://thanks"),
        answers("host_unknown", |seen| {
            seen.problem = Some(EndpointProblem::UnknownHost)
        }),
        answers("on_a_private_network", |seen| {
            seen.problem = Some(EndpointProblem::PrivateAddress {
                network: "private".to_owned(),
            });
        }),
        answers("certificate_does_not_hold", |seen| {
            seen.problem = Some(EndpointProblem::Certificate {
                certificate: CertificateProblem::Expired,
                days_until_expiry: Some(-3),
            });
        }),
        answers("goes_to_plain_http", |seen| {
            seen.redirect = Some(Redirect {
                status: 302,
                location: Some("http://store.example/".to_owned()),
            });
        }),
        answers("answers_an_error", |seen| seen.status = Some(404)),
        answers("seen_by_exception", |seen| seen.by_exception = true),
        answers("not_all_seen", |seen| {
            seen.url = "https://other.example/".to_owned()
        }),
        example("no_sale_inspected", |evidence| {
            evidence.preference = Observation::Absent;
            evidence.order = Observation::Absent;
        }),
        example("no_return_urls", |evidence| {
            let none = |told: &mut Told| told.put(DataItem::BackUrls, Sent::Absent);
            change(&mut evidence.preference, |preference| {
                preference.return_urls.clear();
                none(&mut preference.told);
            });
            change(&mut evidence.order, |order| {
                order.return_urls.clear();
                none(&mut order.told);
            });
        }),
    ]
}
