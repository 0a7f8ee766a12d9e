//! Does the shop still rely on IPN, the old notifications?
//!
//! IPN is deprecated and to be switched off, and nothing proves that an IPN came from Mercado Pago.
//! An address sent along with a sale gets both kinds unless it says `source_news=webhooks`. What
//! the panel has under IPN cannot be read, so a person looks there. A webhook that refuses unsigned
//! notifications and still takes unsigned IPN has a second door open.
//!
//! Source: IPN documentation, deprecation notice; webhooks documentation, `source_news`.

use crate::address::shown;
use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Part, Source, TrialKind};
use crate::judge::unseen;
use crate::matrix;
use crate::notified::{Notified, addresses, takes_address_with_a_sale};
use crate::probed::{Taken, details, is_of_this_shop, taken};
use crate::profile::Profile;

/// The check.
pub static CHECK: Check = Check {
    id: "ipn-is-not-in-use",
    requirement: Requirement::Notifications,
    matters: matrix::careful_notifications,
    sites: &[],
    needs: Needs::Any(&[Source::RecentPayments, Source::Payment, Source::Preference]),
    also_reads: &[
        Source::PaymentHistory,
        Source::Application,
        Source::Account,
        Source::Order,
        Source::WebhookProbe,
    ],
    reasons: REASONS,
    source: "IPN documentation: deprecated; webhooks documentation: source_news",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    ONLY_WEBHOOKS = "only_webhooks" Passed;
    ASKS_FOR_IPN = "asks_for_ipn" Warning, WebhooksGuide;
    PAYMENTS_ASK_FOR_IPN = "payments_ask_for_ipn" Warning, WebhooksGuide;
    PATH_IS_OF_IPN = "path_is_of_ipn" Warning, WebhooksGuide;
    WEBHOOK_TAKES_IPN = "webhook_takes_ipn" Warning, WebhooksGuide;
    BOTH_MAY_ARRIVE = "both_may_arrive" Warning, WebhooksGuide;
    NOT_VISIBLE = "not_visible" Confirm, Application;
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let known = addresses(profile, evidence);
    let at = |one: &Notified<'_>| {
        Details::none()
            .with("seat", one.seat.name())
            .with("url", shown(one.url))
    };
    if let Some(one) = known.iter().find(|one| asks_for(one, "ipn")) {
        return ASKS_FOR_IPN.with(at(one));
    }
    // What payments carry says nothing where sales take no address.
    let by_ipn = evidence
        .payment_history
        .seen()
        .map(|history| history.notified_by_ipn)
        .filter(|count| *count > 0 && takes_address_with_a_sale(profile.product));
    if let Some(count) = by_ipn {
        return PAYMENTS_ASK_FOR_IPN.with(Details::none().with("count", count));
    }
    if let Some(finding) = taken_by_the_webhook(profile, evidence) {
        return finding;
    }
    let open = |one: &&Notified<'_>| !asks_for(one, "webhooks");
    if let Some(one) = known
        .iter()
        .filter(open)
        .find(|one| is_path_of_ipn(one.url))
    {
        return PATH_IS_OF_IPN.with(at(one));
    }
    let mut of_sales = known.iter().filter(|one| one.is_of_a_sale()).peekable();
    if of_sales.peek().is_some() {
        return match of_sales.find(open) {
            Some(one) => BOTH_MAY_ARRIVE.with(at(one)),
            None => ONLY_WEBHOOKS.found(),
        };
    }
    unseen(evidence, Source::RecentPayments).unwrap_or_else(|| NOT_VISIBLE.found())
}

fn asks_for(one: &Notified<'_>, kind: &str) -> bool {
    one.source_news()
        .is_some_and(|news| news.eq_ignore_ascii_case(kind))
}

/// Whether the last probe found that unsigned IPN is taken where unsigned notifications are not.
fn taken_by_the_webhook(profile: &Profile, evidence: &Evidence) -> Option<Finding> {
    let probe = evidence.webhook_probe.seen()?;
    let refuses_unsigned = probe.reply(TrialKind::NoSignature).map(taken) == Some(Taken::Refused);
    let accepted: Vec<String> = probe
        .sent(Part::Ipn)
        .filter(|trial| trial.reply.accepts())
        .map(|trial| trial.kind.name().to_owned())
        .collect();
    let is_a_second_door = refuses_unsigned && !accepted.is_empty();
    (is_a_second_door && is_of_this_shop(probe, profile, evidence))
        .then(|| WEBHOOK_TAKES_IPN.with(details(probe).with("taken_ipn", accepted)))
}

/// Whether a segment of the path says IPN, as the addresses of old plugins do.
fn is_path_of_ipn(url: &str) -> bool {
    let shown = shown(url);
    let path = shown.split_once("://").map_or("", |(_, rest)| rest);
    path.split('/').skip(1).any(|segment| {
        let segment = segment.to_ascii_lowercase();
        segment
            .split(|character: char| !character.is_ascii_alphanumeric())
            .any(|word| word == "ipn")
    })
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::probe::answer;
    use crate::examples::{change, example};

    fn on_payments(evidence: &mut Evidence, url: Option<&str>) {
        change(&mut evidence.recent_payments, |recent| {
            for payment in &mut recent.payments {
                payment.notification_url = url.map(str::to_owned);
            }
        });
    }
    vec![
        example("only_webhooks", |_| {}),
        example("asks_for_ipn", |evidence| {
            on_payments(evidence, Some("https://store.example/mp?source_news=ipn"));
        }),
        example("payments_ask_for_ipn", |evidence| {
            change(&mut evidence.payment_history, |history| {
                history.notified_by_ipn = 3
            });
        }),
        example("path_is_of_ipn", |evidence| {
            on_payments(evidence, Some("https://store.example/mercadopago/ipn.php"));
        }),
        example("webhook_takes_ipn", |evidence| {
            change(&mut evidence.webhook_probe, |probe| {
                answer(probe, &[TrialKind::IpnPayment], 200);
            });
        }),
        example("both_may_arrive", |evidence| {
            on_payments(evidence, Some("https://store.example/mp/webhook"));
        }),
        example("not_visible", |evidence| {
            on_payments(evidence, None);
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
    use crate::examples::{brazil, ready, unreachable};
    use crate::profile::Product;

    #[test]
    fn a_path_is_of_ipn_only_where_a_whole_word_of_it_is() {
        for (url, expected) in [
            ("https://store.example/mercadopago/ipn", true),
            ("https://store.example/ipn.php?x=1", true),
            ("https://store.example/mp-IPN-listener", true),
            ("https://ipn.example/hook", false),
            ("https://store.example/shipnow", false),
            ("https://store.example/hook?to=ipn", false),
        ] {
            assert_eq!(is_path_of_ipn(url), expected, "{url}");
        }
    }

    #[test]
    fn for_point_only_a_person_can_tell() {
        let finding = judge(&brazil(Product::Point), &ready());
        assert_eq!(finding.reason.code, "not_visible");
    }

    #[test]
    fn without_a_look_at_payments_nothing_is_asked_of_a_person() {
        let mut evidence = ready();
        evidence.recent_payments = unreachable(Party::MercadoPago, Why::ServerError);
        let finding = judge(&brazil(Product::Point), &evidence);
        assert_eq!(finding.reason.code, "could_not_look");
    }
}
