//! Does Mercado Pago offer the product in the account's country?
//!
//! Point and QR exist in some countries only. Elsewhere credentials work, pages open, and no
//! terminal ever takes a payment.
//!
//! Source: sites table, columns Point and QR; `GET /terminals/v1/list`, error `unsupported_site`.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::{Profile, Site};
use crate::sites;

/// The check.
pub static CHECK: Check = Check {
    id: "product-is-offered-in-country",
    requirement: Requirement::Credentials,
    matters: matrix::country,
    sites: &[],
    needs: Needs::All(&[Source::Account]),
    also_reads: &[],
    reasons: REASONS,
    source: "Sites of Mercado Pago: where Point and QR are sold",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    OFFERED = "offered" Passed;
    NOT_OFFERED = "not_offered" Failed, GoLiveGuide;
    UNKNOWN_SITE = "unknown_site" Confirm, Support;
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let written = sites::of_account(evidence);
    let of_account = written.and_then(Site::from_name);
    // Neither the declared country nor the account's may be one without the product.
    for site in [of_account, profile.site].into_iter().flatten() {
        if !matrix::is_sold_in(profile.product, site) {
            return NOT_OFFERED.with(details(profile, site.name()));
        }
    }
    if let Some(blind) = unseen(evidence, Source::Account) {
        return blind;
    }
    match (written, of_account) {
        (Some(_), Some(site)) => OFFERED.with(details(profile, site.name())),
        (Some(written), None) => UNKNOWN_SITE.with(details(profile, written)),
        (None, _) => field_missing("site_id"),
    }
}

fn details(profile: &Profile, site: &str) -> Details {
    let sold: Vec<String> = matrix::line(profile.product)
        .into_iter()
        .flat_map(|line| line.sites)
        .map(|site| site.name().to_owned())
        .collect();
    Details::none()
        .with("product", profile.product.name())
        .with("site", site)
        .with("offered_in", sold)
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{brazil, change, example};
    use crate::profile::Product;

    let in_site = |reason, site: &'static str, profile| {
        example(reason, move |evidence| {
            change(&mut evidence.account, |account| {
                account.site = Some(site.to_owned())
            });
        })
        .asked_for(profile)
    };
    let point = |site| Profile {
        product: Product::Point,
        site,
    };
    vec![
        in_site("offered", "MLB", brazil(Product::Point)),
        in_site("not_offered", "MCO", point(None)),
        in_site("not_offered", "MLB", point(Some(Site::Mpe))),
        in_site("unknown_site", "MXX", brazil(Product::Point)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Status;
    use crate::examples::{change, ready};
    use crate::profile::Product;

    #[test]
    fn point_and_qr_are_offered_where_the_table_of_sites_says_so() {
        for (product, offered) in [
            (Product::Point, ["MLA", "MLB", "MLM", "MLC"]),
            (Product::Qr, ["MLA", "MLB", "MLC", "MLU"]),
        ] {
            for site in Site::ALL {
                let mut evidence = ready();
                change(&mut evidence.account, |account| {
                    account.site = Some(site.name().to_owned())
                });
                let site = Some(*site);
                let finding = judge(&Profile { product, site }, &evidence);
                let expected = site.is_some_and(|site| offered.contains(&site.name()));
                assert_eq!(finding.reason.status == Status::Passed, expected);
            }
        }
    }
}
