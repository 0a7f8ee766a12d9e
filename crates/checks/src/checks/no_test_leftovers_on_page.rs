//! Is anything of the tests left on the payment page?
//!
//! With a test Public Key no real card can be charged, and an address of the sandbox takes no real
//! money. Fix: use the production Public Key and `init_point`. A preference's answer holds both
//! addresses, a bundle may hold both keys and choose, and an empty field may show one as an example:
//! a page which only carries them is worth a look and no more.
//!
//! Source: Mercado Pago's review of integrations: no `sandbox_init_point`, no test credentials.

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Leftover, Source, Unread};
use crate::matrix;
use crate::profile::Profile;
use crate::shop_page;

/// The check.
pub static CHECK: Check = Check {
    id: "no-test-leftovers-on-page",
    requirement: Requirement::Credentials,
    matters: matrix::public_key,
    sites: &[],
    needs: Needs::Any(&[Source::Page, Source::Checkout]),
    also_reads: &[],
    reasons: REASONS,
    source: "Review of integrations: no sandbox_init_point, no test credentials",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    NOTHING_LEFT = "nothing_left" Passed;
    STILL_TESTING = "still_testing" Failed, Credentials;
    NAMES_THE_SANDBOX = "names_the_sandbox" Warning;
}

fn judge(_: &Profile, evidence: &Evidence) -> Finding {
    let page = match shop_page::find(evidence) {
        Ok(page) => page,
        Err(finding) => return finding,
    };
    let leftovers = &page.markup.leftovers;
    let line = |leftover: &Leftover| [leftover.place.name(), ": ", &leftover.what].concat();
    let details = || {
        let lines: Vec<String> = leftovers.iter().map(line).collect();
        Details::none()
            .with("url", page.at.as_str())
            .with("leftovers", lines)
    };
    let blind = page.blind_for(&[Unread::Markup, Unread::ScriptFiles, Unread::NoPage]);
    // A page that takes no payments may be the one on which keys are entered.
    let takes_payments = !page.is_live || page.shows_mercado_pago();
    if takes_payments && leftovers.iter().any(|leftover| leftover.is_in_use) {
        return STILL_TESTING.with(details());
    }
    if let Some(blind) = blind {
        return blind;
    }
    if leftovers.is_empty() {
        NOTHING_LEFT.with(Details::none().with("url", page.at.as_str()))
    } else {
        NAMES_THE_SANDBOX.with(details())
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::Place;
    use crate::examples::{change, example};
    use crate::reading::leftovers::{SANDBOX_INIT_POINT, TEST_PUBLIC_KEY};

    let shows = |reason, left: Option<(&'static str, Place, bool)>| {
        example(reason, move |evidence| {
            change(&mut evidence.checkout, |checkout| {
                if let Some(markup) = &mut checkout.markup {
                    markup
                        .leftovers
                        .extend(left.map(|(what, place, is_in_use)| Leftover {
                            what: what.to_owned(),
                            place,
                            is_in_use,
                        }));
                }
            });
        })
    };
    vec![
        shows("nothing_left", None),
        shows(
            "still_testing",
            Some((TEST_PUBLIC_KEY, Place::InlineScript, true)),
        ),
        shows(
            "still_testing",
            Some(("sandbox.mercadopago.com.br", Place::Markup, true)),
        ),
        shows(
            "names_the_sandbox",
            Some((SANDBOX_INIT_POINT, Place::InlineScript, false)),
        ),
        shows(
            "names_the_sandbox",
            Some((TEST_PUBLIC_KEY, Place::ScriptFile, false)),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Globals, Observation, Place};
    use crate::examples::{brazil, change, ready};
    use crate::profile::Product;

    #[test]
    fn a_page_where_keys_are_entered_does_not_fail_the_shop() {
        let mut evidence = ready();
        evidence.declared.checkout_url = None;
        evidence.checkout = Observation::Absent;
        change(&mut evidence.page, |page| {
            let markup = page.markup.as_mut().unwrap();
            markup.scripts.clear();
            markup.globals = Some(Globals::default());
            markup.leftovers.push(Leftover {
                what: "test-public-key".to_owned(),
                place: Place::Markup,
                is_in_use: true,
            });
        });
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding.reason.code, "page_takes_no_payments");
    }

    #[test]
    fn finding_nothing_is_no_pass_where_not_everything_was_read() {
        for part in [Unread::Markup, Unread::ScriptFiles, Unread::NoPage] {
            let mut evidence = ready();
            change(&mut evidence.checkout, |checkout| {
                checkout.markup.as_mut().unwrap().unread.push(part);
            });
            let finding = judge(&brazil(Product::CheckoutPro), &evidence);
            assert_eq!(finding.reason.code, "page_partly_seen");
        }
    }
}
