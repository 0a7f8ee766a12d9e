//! Does the page's Content Security Policy let Mercado Pago's scripts work?
//!
//! A policy that was written without Mercado Pago in mind keeps the card form from appearing, and
//! only the browser's console says so. Fix: add the listed addresses to the policy. What only
//! serves metrics, pictures or some banks' 3DS does not stop a payment.
//!
//! Mercado Pago publishes no list, so this one was measured; a shop without a policy is well.
//!
//! Source: hosts measured on `MercadoPago.js` V2, and those of its plugin for Adobe Commerce.

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement, Severity};
use crate::evidence::{Evidence, Source, Unread};
use crate::matrix;
use crate::profile::{Product, Profile};
use crate::reading::policy;
use crate::shop_page;

/// The check.
pub static CHECK: Check = Check {
    id: "content-security-policy-lets-mercado-pago-in",
    requirement: Requirement::Https,
    matters,
    sites: &[],
    needs: Needs::Any(&[Source::Page, Source::Checkout]),
    also_reads: &[],
    reasons: REASONS,
    source: "Hosts measured on MercadoPago.js V2",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    NO_POLICY = "no_policy" Passed;
    LETS_ALL_IN = "lets_all_in" Passed;
    KEEPS_PAYMENTS_OUT = "keeps_payments_out" Failed;
    KEEPS_OTHERS_OUT = "keeps_others_out" Warning;
    POLICY_IS_NOT_VISIBLE = "policy_is_not_visible" Confirm;
    NOTHING_TO_LET_IN = "nothing_to_let_in" NotApplicable;
}

/// A card form on the shop's own page does not work without; a checkout at Mercado Pago's does.
fn matters(product: Product) -> Option<Severity> {
    match product {
        Product::CheckoutApi | Product::Bricks | Product::Orders => matrix::https(product),
        _ => matrix::at_most_recommended(Requirement::Https, product),
    }
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let page = match shop_page::find(evidence) {
        Ok(page) => page,
        Err(finding) => return finding,
    };
    // Whose page this is decides first: a policy of an admin's page is nobody's business.
    if page.is_live
        && let Some(blind) = page.blind_for(&[])
    {
        return blind;
    }
    let details = || Details::none().with("url", page.at.as_str());
    let Some(policies) = &page.markup.policies else {
        return POLICY_IS_NOT_VISIBLE.with(details());
    };
    // Another policy may stand in markup that was not read.
    let is_unread = |part: &Unread| matches!(part, Unread::Markup | Unread::NoPage);
    if page.markup.unread.iter().any(is_unread)
        && let Some(blind) = page.blind_for(&[Unread::Markup, Unread::NoPage])
    {
        return blind;
    }
    let missing = policy::missing(policies);
    if missing == policy::MissingSources::default() {
        return if policies.is_empty() {
            NO_POLICY.with(details())
        } else {
            LETS_ALL_IN.with(details())
        };
    }
    let draws_a_form = matches!(
        profile.product,
        Product::CheckoutApi | Product::Bricks | Product::Orders
    );
    if !draws_a_form && !page.shows_mercado_pago() {
        return page
            .blind_for(&[Unread::ScriptFiles])
            .unwrap_or_else(|| NOTHING_TO_LET_IN.with(details()));
    }
    // A form may stand on another page, and this one's policy is then in nobody's way.
    if !page.shows_mercado_pago() {
        return POLICY_IS_NOT_VISIBLE
            .with(details().with("missing_sources", [missing.fatal, missing.minor].concat()));
    }
    if missing.fatal.is_empty() {
        KEEPS_OTHERS_OUT.with(details().with("missing_sources", missing.minor))
    } else {
        KEEPS_PAYMENTS_OUT.with(details().with("missing_sources", missing.fatal).with_some(
            "missing_minor_sources",
            Some(missing.minor).filter(|list| !list.is_empty()),
        ))
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::{Markup, Observation};
    use crate::examples::{brazil, change, example};

    let shows = |reason, edit: fn(&mut Markup)| {
        example(reason, move |evidence| {
            change(&mut evidence.checkout, |checkout| {
                checkout.markup.iter_mut().for_each(edit);
            });
        })
        .asked_for(brazil(Product::CheckoutApi))
    };
    fn policies(policy: &str) -> Option<Vec<String>> {
        Some(vec![policy.to_owned()])
    }
    vec![
        shows("no_policy", |_| {}),
        shows("lets_all_in", |markup| {
            markup.policies = policies("frame-ancestors 'self'");
        }),
        shows("keeps_payments_out", |markup| {
            markup.policies = policies("default-src 'self'");
        }),
        shows("keeps_others_out", |markup| {
            markup.policies =
                policies("default-src https://*.mercadopago.com https://*.mlstatic.com");
        }),
        example("policy_is_not_visible", |evidence| {
            evidence.declared.checkout_url = None;
            evidence.checkout = Observation::Absent;
            change(&mut evidence.page, |page| {
                if let Some(markup) = &mut page.markup {
                    markup.policies = None;
                }
            });
        }),
        shows("nothing_to_let_in", |markup| {
            markup.scripts.clear();
            markup.policies = policies("default-src 'self'");
        })
        .asked_for(brazil(Product::CheckoutPro)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{brazil, change, ready};

    #[test]
    fn no_policy_in_the_headers_is_no_pass_where_the_markup_was_not_read() {
        for part in [Unread::Markup, Unread::NoPage] {
            let mut evidence = ready();
            change(&mut evidence.checkout, |checkout| {
                checkout.markup.as_mut().unwrap().unread.push(part);
            });
            let finding = judge(&brazil(Product::CheckoutApi), &evidence);
            assert_eq!(finding.reason.code, "page_partly_seen");
        }
    }

    #[test]
    fn a_policy_is_at_fault_only_where_something_of_mercado_pago_s_was_seen() {
        let mut evidence = ready();
        change(&mut evidence.checkout, |checkout| {
            let markup = checkout.markup.as_mut().unwrap();
            markup.policies = Some(vec!["script-src 'self'".to_owned()]);
        });
        let reason = |evidence: &Evidence, product| judge(&brazil(product), evidence).reason.code;
        assert_eq!(reason(&evidence, Product::Bricks), "keeps_payments_out");
        change(&mut evidence.checkout, |checkout| {
            let markup = checkout.markup.as_mut().unwrap();
            markup.scripts.clear();
            markup.is_drawn_by_scripts = true;
        });
        assert_eq!(reason(&evidence, Product::Bricks), "policy_is_not_visible");
        assert_eq!(reason(&evidence, Product::CheckoutPro), "page_partly_seen");
    }
}
