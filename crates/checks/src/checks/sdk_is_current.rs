//! Does the payment page use `MercadoPago.js` V2, once and as Mercado Pago serves it?
//!
//! Version 1 and the old payment buttons are out of use, a copy on another host misses every
//! correction, and the library loaded twice gets in its own way. Fix: one script tag with
//! `https://sdk.mercadopago.com/js/v2`, or Mercado Pago's package, which loads the same.
//!
//! A page may load the library with a script of its own, so that markup without it is a question
//! and not a fault. A checkout that sends buyers to Mercado Pago needs no library.
//!
//! Source: integration quality, `web_front_end_sdk`; documentation of `MercadoPago.js`.

use crate::check::{Check, Finding, Needs, reasons};
use crate::contract::{Details, Requirement, Severity};
use crate::evidence::{Evidence, SdkKind, SdkScript, Source, Unread};
use crate::matrix;
use crate::profile::{Product, Profile};
use crate::shop_page::{self, ShopPage};

/// The check.
pub static CHECK: Check = Check {
    id: "sdk-is-current",
    requirement: Requirement::Quality,
    matters,
    sites: &[],
    needs: Needs::Any(&[Source::Page, Source::Checkout]),
    also_reads: &[],
    reasons: REASONS,
    source: "Integration quality: MercadoPago.js V2",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    CURRENT = "current" Passed;
    VERSION_ONE = "version_one" Failed, QualityGuide;
    OLD_BUTTON = "old_button" Failed, QualityGuide;
    FROM_ANOTHER_HOST = "from_another_host" Failed, QualityGuide;
    LOADED_TWICE = "loaded_twice" Warning;
    PREVIEW = "preview" Warning;
    NOT_IN_THE_MARKUP = "not_in_the_markup" Confirm, QualityGuide;
    NOT_NEEDED = "not_needed" NotApplicable;
}

/// The library's requirement belongs to those who draw a card form; for others it is good practice.
fn matters(product: Product) -> Option<Severity> {
    match product {
        Product::CheckoutApi | Product::Bricks | Product::Orders => matrix::quality(product),
        Product::CheckoutPro | Product::Plugin | Product::Subscriptions => {
            Some(Severity::Recommended)
        }
        Product::Point | Product::Qr => None,
    }
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let page = match shop_page::find(evidence) {
        Ok(page) => page,
        Err(finding) => return finding,
    };
    if let Some(finding) = judge_scripts(&page) {
        return finding;
    }
    // Nothing was found, and that is all that is known where something was not read.
    if let Some(blind) = page.blind_for(&[Unread::Markup, Unread::ScriptFiles, Unread::NoPage]) {
        return blind;
    }
    let details = Details::none().with("url", page.at.as_str());
    match profile.product {
        Product::CheckoutPro | Product::Plugin | Product::Subscriptions => NOT_NEEDED.with(details),
        _ => NOT_IN_THE_MARKUP.with(details),
    }
}

/// What the scripts and globals on the page tell, if they tell something.
fn judge_scripts(page: &ShopPage<'_>) -> Option<Finding> {
    let scripts = &page.markup.scripts;
    let globals = page.markup.globals.unwrap_or_default();
    let of = |kinds: &[SdkKind]| -> Vec<&SdkScript> {
        let is_one = |script: &&SdkScript| kinds.contains(&script.kind);
        scripts.iter().filter(is_one).collect()
    };
    let told = |scripts: &[&SdkScript]| {
        let line = |script: &&SdkScript| [script.kind.name(), ": ", &script.url].concat();
        let lines: Vec<String> = scripts.iter().map(line).collect();
        Details::none().with("sdk_scripts", lines)
    };
    let old = of(&[SdkKind::V1]);
    if !old.is_empty() || globals.has_v1 {
        return Some(VERSION_ONE.with(told(&old)));
    }
    let buttons = of(&[SdkKind::LegacyButton]);
    if !buttons.is_empty() {
        return Some(OLD_BUTTON.with(told(&buttons)));
    }
    let current = of(&[SdkKind::V2, SdkKind::V2Preview]);
    let copies: Vec<&SdkScript> = current
        .iter()
        .copied()
        .filter(|script| !script.is_from_own_host)
        .collect();
    if !copies.is_empty() {
        return Some(FROM_ANOTHER_HOST.with(told(&copies)));
    }
    if current.len() > 1 {
        return Some(LOADED_TWICE.with(told(&current)));
    }
    match current.first().map(|script| script.kind) {
        Some(SdkKind::V2Preview) => Some(PREVIEW.with(told(&current))),
        Some(_) => Some(CURRENT.with(told(&current))),
        // Whoever loaded it took the script tag away again.
        None => globals
            .has_v2
            .then(|| CURRENT.with(Details::none().with("host", page.at.as_str()))),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::Markup;
    use crate::examples::{brazil, change, example};

    let shows = |reason, edit: fn(&mut Markup)| {
        example(reason, move |evidence| {
            change(&mut evidence.checkout, |checkout| {
                checkout.markup.iter_mut().for_each(edit);
            });
        })
        .asked_for(brazil(Product::CheckoutApi))
    };
    fn script(kind: SdkKind, url: &str, is_from_own_host: bool) -> SdkScript {
        SdkScript {
            kind,
            url: url.to_owned(),
            is_from_own_host,
        }
    }
    vec![
        shows("current", |_| {}),
        shows("version_one", |markup| {
            let url = "https://secure.mlstatic.com/sdk/javascript/v1/mercadopago.js";
            markup.scripts.push(script(SdkKind::V1, url, true));
        }),
        shows("old_button", |markup| {
            let url = "https://www.mercadopago.com.br/integrations/v1/web-payment-checkout.js";
            markup.scripts = vec![script(SdkKind::LegacyButton, url, true)];
        }),
        shows("from_another_host", |markup| {
            let url = "https://store.example/assets/mercadopago-v2.js";
            markup.scripts = vec![script(SdkKind::V2, url, false)];
        }),
        shows("loaded_twice", |markup| {
            markup.scripts.extend(markup.scripts.clone())
        }),
        shows("preview", |markup| {
            let url = "https://beta-sdk.mercadopago.com/js/v2";
            markup.scripts = vec![script(SdkKind::V2Preview, url, true)];
        }),
        shows("not_in_the_markup", |markup| markup.scripts.clear()),
        shows("not_needed", |markup| markup.scripts.clear())
            .asked_for(brazil(Product::CheckoutPro)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Globals, Markup, Observation};
    use crate::examples::{brazil, change, ready};

    fn outside(edit: impl FnOnce(&mut Markup)) -> &'static str {
        let mut evidence = ready();
        change(&mut evidence.checkout, |checkout| {
            edit(checkout.markup.as_mut().unwrap());
        });
        judge(&brazil(Product::CheckoutApi), &evidence).reason.code
    }

    fn live(edit: impl FnOnce(&mut Markup)) -> &'static str {
        let mut evidence = ready();
        evidence.declared.checkout_url = None;
        evidence.checkout = Observation::Absent;
        change(&mut evidence.page, |page| {
            edit(page.markup.as_mut().unwrap())
        });
        judge(&brazil(Product::CheckoutApi), &evidence).reason.code
    }

    #[test]
    fn not_finding_it_proves_nothing_where_scripts_draw_the_page_or_something_was_not_read() {
        assert_eq!(
            outside(|markup| {
                markup.scripts.clear();
                markup.is_drawn_by_scripts = true;
            }),
            "page_partly_seen"
        );
        assert_eq!(
            outside(|markup| {
                markup.scripts.clear();
                markup.unread.push(Unread::ScriptFiles);
            }),
            "page_partly_seen"
        );
    }

    #[test]
    fn what_was_found_counts_however_little_was_read() {
        assert_eq!(
            outside(|markup| {
                markup.is_drawn_by_scripts = true;
                markup.unread.push(Unread::ScriptFiles);
            }),
            "current"
        );
    }

    #[test]
    fn a_page_without_payments_says_nothing_about_the_one_with_them() {
        assert_eq!(
            live(|markup| {
                markup.scripts.clear();
                markup.globals = Some(Globals::default());
            }),
            "page_takes_no_payments"
        );
    }

    #[test]
    fn what_is_at_work_counts_without_its_script_tag() {
        assert_eq!(live(|markup| markup.scripts.clear()), "current");
        assert_eq!(
            live(|markup| {
                markup.scripts.clear();
                markup.globals = Some(Globals {
                    has_v1: true,
                    ..Globals::default()
                });
            }),
            "version_one"
        );
    }
}
