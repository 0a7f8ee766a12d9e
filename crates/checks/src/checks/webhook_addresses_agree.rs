//! Do all places that name a webhook address name the same one?
//!
//! An address sent along with a sale outranks the one in the panel. Where they differ, somebody
//! corrects the panel and nothing changes; where a sale's address is a former shop's, the new one
//! hears of nothing.
//!
//! Source: webhooks documentation: `notification_url` takes precedence; at most 248 characters.

use crate::address::shown;
use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::notified::{MAX_LENGTH, Notified, Seat, addresses, is_not_allowed, same};
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "webhook-addresses-agree",
    requirement: Requirement::Notifications,
    matters: matrix::careful_notifications,
    sites: &[],
    needs: Needs::Any(&[Source::Application, Source::RecentPayments]),
    also_reads: &[
        Source::Payment,
        Source::Preference,
        Source::Account,
        Source::Order,
    ],
    reasons: REASONS,
    source: "Webhooks documentation: notification_url takes precedence over the panel",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    ALL_THE_SAME = "all_the_same" Passed;
    SALE_OUTRANKS_PANEL = "sale_outranks_panel" Warning, Application;
    SALES_DIFFER = "sales_differ" Warning;
    DECLARED_DIFFERS = "declared_differs" Warning;
    TOO_LONG = "too_long" Warning;
    NOTHING_TO_COMPARE = "nothing_to_compare" NotApplicable;
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let known = addresses(profile, evidence);
    if let Some(long) = known.iter().find(|one| length(one.url) > MAX_LENGTH) {
        return TOO_LONG.with(
            Details::none()
                .with("seat", long.seat.name())
                .with(
                    "length",
                    u32::try_from(length(long.url)).unwrap_or(u32::MAX),
                )
                .with("max_length", u32::try_from(MAX_LENGTH).unwrap_or(u32::MAX)),
        );
    }
    let of = |seat| known.iter().find(move |one| one.seat == seat);
    let panel = of(Seat::Application);
    let sales: Vec<&Notified<'_>> = known.iter().filter(|one| one.is_of_a_sale()).collect();
    if let Some(panel) = panel
        && let Some(other) = first_other(&sales, panel)
    {
        let details = details(&known).with("seat", other.seat.name());
        return SALE_OUTRANKS_PANEL.with(details);
    }
    if let Some(first) = sales.first()
        && first_other(&sales, first).is_some()
    {
        return SALES_DIFFER.with(details(&known));
    }
    let heard = panel.or(sales.first().copied());
    if let (Some(declared), Some(heard)) = (of(Seat::Declared), heard)
        && !same(declared.url, heard.url)
    {
        return DECLARED_DIFFERS.with(details(&known));
    }
    // Nothing differs among what was seen; whether that was everything comes first.
    [Source::Application, Source::RecentPayments]
        .into_iter()
        .filter(|source| !is_not_allowed(evidence, *source))
        .find_map(|source| unseen(evidence, source))
        .unwrap_or_else(|| {
            if known.len() > 1 {
                ALL_THE_SAME.with(details(&known))
            } else {
                NOTHING_TO_COMPARE.found()
            }
        })
}

fn length(url: &str) -> usize {
    url.chars().count()
}

fn first_other<'a>(sales: &[&'a Notified<'a>], than: &Notified<'_>) -> Option<&'a Notified<'a>> {
    sales.iter().copied().find(|sale| !same(sale.url, than.url))
}

/// Every address as it may be shown, each once, under where it was seen.
fn details(known: &[Notified<'_>]) -> Details {
    let of = |seat: Seat| -> Vec<String> {
        let mut urls: Vec<String> = Vec::new();
        for one in known.iter().filter(|one| one.seat == seat) {
            if !urls.iter().any(|url| same(url, one.url)) {
                urls.push(shown(one.url));
            }
        }
        urls
    };
    let named = [
        ("application_url", Seat::Application),
        ("payment_urls", Seat::Payment),
        ("preference_url", Seat::Preference),
        ("declared_url", Seat::Declared),
    ];
    named
        .into_iter()
        .fold(Details::none(), |details, (name, seat)| {
            let urls = of(seat);
            match (seat, urls.first()) {
                (Seat::Payment, Some(_)) => details.with(name, urls),
                (_, first) => details.with_some(name, first.map(String::as_str)),
            }
        })
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::RecentPayment;
    use crate::examples::{change, example};

    let elsewhere = || Some("https://other.example/hook".to_owned());
    vec![
        example("all_the_same", |_| {}),
        example("sale_outranks_panel", |evidence| {
            change(&mut evidence.application, |application| {
                application.webhook_url = elsewhere()
            });
        }),
        example("sales_differ", |evidence| {
            change(&mut evidence.application, |application| {
                application.webhook_url = None
            });
            change(&mut evidence.recent_payments, |recent| {
                recent.payments.push(RecentPayment {
                    notification_url: elsewhere(),
                    ..RecentPayment::default()
                });
            });
        }),
        example("declared_differs", |evidence| {
            evidence.declared.webhook_url = elsewhere()
        }),
        example("too_long", |evidence| {
            change(&mut evidence.application, |application| {
                let path = "a".repeat(MAX_LENGTH);
                application.webhook_url = Some(["https://store.example/", &path].concat())
            });
        }),
        example("nothing_to_compare", |evidence| {
            evidence.declared.webhook_url = None;
            change(&mut evidence.application, |application| {
                application.webhook_url = None
            });
            change(&mut evidence.recent_payments, |recent| {
                recent.payments.clear()
            });
            change(&mut evidence.payment, |payment| {
                payment.notification_url = None
            });
            change(&mut evidence.preference, |preference| {
                preference.notification_url = None
            });
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Party, Why};
    use crate::examples::{brazil, change, ready, unreachable};
    use crate::profile::Product;

    fn finding(product: Product, evidence: &Evidence) -> Finding {
        judge(&brazil(product), evidence)
    }

    #[test]
    fn what_outranks_the_panel_is_named_and_no_query_is_shown() {
        let mut evidence = ready();
        change(&mut evidence.preference, |preference| {
            preference.notification_url = Some("https://old.example/hook?key=hunter2".to_owned());
        });
        let finding = finding(Product::CheckoutPro, &evidence);
        assert_eq!(finding.reason.code, "sale_outranks_panel");
        let text = serde_json::to_string(&finding.details).unwrap();
        assert!(text.contains(r#""seat":"preference""#), "{text}");
        assert!(text.contains("https://old.example/hook") && !text.contains("hunter2"));
    }

    #[test]
    fn the_longest_address_that_is_taken_is_not_too_long() {
        for (more, expected) in [(0, "sale_outranks_panel"), (1, "too_long")] {
            let mut evidence = ready();
            let start = "https://store.example/";
            let path = "a".repeat(MAX_LENGTH - start.len() + more);
            change(&mut evidence.application, |application| {
                application.webhook_url = Some([start, &path].concat());
            });
            assert_eq!(finding(Product::Bricks, &evidence).reason.code, expected);
        }
    }

    #[test]
    fn an_application_that_could_not_be_asked_leaves_the_question_open() {
        for (why, expected) in [
            (Why::ServerError, "could_not_look"),
            (Why::Forbidden, "all_the_same"),
        ] {
            let mut evidence = ready();
            evidence.application = unreachable(Party::MercadoPago, why);
            assert_eq!(finding(Product::Bricks, &evidence).reason.code, expected);
        }
    }

    #[test]
    fn for_point_an_address_on_a_payment_is_not_compared() {
        let mut evidence = ready();
        change(&mut evidence.recent_payments, |recent| {
            for payment in &mut recent.payments {
                payment.notification_url = Some("https://other.example/hook".to_owned());
            }
        });
        let code = |product| finding(product, &evidence).reason.code;
        assert_eq!(code(Product::Point), "all_the_same");
        assert_eq!(code(Product::CheckoutApi), "sale_outranks_panel");
    }
}
