//! What holds in each country: the table of Mercado Pago's sites as data.
//!
//! Source: the sites table of Mercado Pago's plugins and the payment methods of its interface
//! description. A means of payment is listed only where it is of one country alone.

use crate::evidence::Evidence;
use crate::profile::{Profile, Site};

/// One country's line.
#[derive(Debug)]
pub struct Country {
    /// The site.
    pub site: Site,
    /// `country_id` of its accounts.
    pub code: &'static str,
    /// The currency payments are made in.
    pub currency: &'static str,
    /// The language of its panel, as a folder of `locales/`.
    pub language: &'static str,
    /// Whether Pix exists there.
    pub has_pix: bool,
    /// Means of payment of this country alone.
    pub own_methods: &'static [&'static str],
}

/// The table.
pub static COUNTRIES: &[Country] = &[
    Country {
        site: Site::Mla,
        code: "AR",
        currency: "ARS",
        language: "es",
        has_pix: false,
        own_methods: &["rapipago", "pagofacil", "naranja", "argencard"],
    },
    Country {
        site: Site::Mlb,
        code: "BR",
        currency: "BRL",
        language: "pt",
        has_pix: true,
        own_methods: &["pix", "bolbradesco", "pec", "hipercard"],
    },
    Country {
        site: Site::Mlm,
        code: "MX",
        currency: "MXN",
        language: "es",
        has_pix: false,
        own_methods: &["oxxo", "clabe"],
    },
    Country {
        site: Site::Mlc,
        code: "CL",
        currency: "CLP",
        language: "es",
        has_pix: false,
        own_methods: &["redcompra"],
    },
    Country {
        site: Site::Mco,
        code: "CO",
        currency: "COP",
        language: "es",
        has_pix: false,
        own_methods: &["pse", "efecty"],
    },
    Country {
        site: Site::Mpe,
        code: "PE",
        currency: "PEN",
        language: "es",
        has_pix: false,
        own_methods: &["pagoefectivo_atm"],
    },
    Country {
        site: Site::Mlu,
        code: "UY",
        currency: "UYU",
        language: "es",
        has_pix: false,
        own_methods: &["redpagos", "abitab"],
    },
];

/// A site's line.
#[must_use]
pub fn country(site: Site) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.site == site)
}

/// The country a means of payment is of, where it is of one alone.
#[must_use]
pub fn home_of(method: &str) -> Option<Site> {
    COUNTRIES
        .iter()
        .find(|country| country.own_methods.contains(&method))
        .map(|country| country.site)
}

/// The country of the account, as Mercado Pago wrote it.
#[must_use]
pub fn of_account(evidence: &Evidence) -> Option<&str> {
    evidence.account.seen()?.site.as_deref()
}

/// The country a question is about: the account's, and where that was not seen or is none of the
/// table, the one that was declared.
#[must_use]
pub fn in_question(profile: &Profile, evidence: &Evidence) -> Option<Site> {
    of_account(evidence)
        .and_then(Site::from_name)
        .or(profile.site)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_site_has_one_line_and_shares_neither_code_nor_currency_nor_means_of_payment() {
        let sites: Vec<Site> = COUNTRIES.iter().map(|country| country.site).collect();
        assert_eq!(sites, Site::ALL);
        let mut names: Vec<&str> = COUNTRIES
            .iter()
            .flat_map(|country| [country.code, country.currency])
            .chain(
                COUNTRIES
                    .iter()
                    .flat_map(|country| country.own_methods)
                    .copied(),
            )
            .collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn pix_is_of_brazil_alone() {
        assert_eq!(home_of("pix"), Some(Site::Mlb));
        assert_eq!(home_of("visa"), None);
        for country in COUNTRIES {
            assert_eq!(country.has_pix, country.own_methods.contains(&"pix"));
        }
    }
}
