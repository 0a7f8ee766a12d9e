//! What a rule is: one question, its closed set of answers, and a function that cannot fail.

use crate::contract::{CountedGroup, Details, ItemFinding, Link, Requirement, Severity, Status};
use crate::evidence::{Evidence, Source};
use crate::profile::{Product, Profile, Site};

/// A rule.
#[derive(Debug)]
pub struct Check {
    /// Stable, kebab-case, the name of the check's file.
    pub id: &'static str,
    /// The heading it belongs to.
    pub requirement: Requirement,
    /// For which products it matters, and how much.
    pub matters: fn(Product) -> Option<Severity>,
    /// In which countries; empty means all.
    pub sites: &'static [Site],
    /// What must have been seen before this check may pass. A pass without it is turned into
    /// "could not look" by [`crate::judge`], whatever the function says.
    pub needs: Needs,
    /// What it reads besides, to say more; none of it makes a pass.
    pub also_reads: &'static [Source],
    /// Every reason it may answer with, beside the shared ones of [`shared`].
    pub reasons: &'static [&'static Reason],
    /// Where the rule comes from.
    pub source: &'static str,
    /// From evidence to a finding.
    pub judge: fn(&Profile, &Evidence) -> Finding,
    /// One example for every reason.
    #[cfg(feature = "examples")]
    pub examples: fn() -> Vec<crate::examples::Example>,
}

impl Check {
    /// Every source it reads. Once all of them are settled, so is its outcome.
    pub fn reads(&self) -> impl Iterator<Item = Source> + Clone {
        self.needs.sources().iter().chain(self.also_reads).copied()
    }
}

/// What must have been seen before a check may pass.
#[derive(Clone, Copy, Debug)]
pub enum Needs {
    /// Each of them must have been seen before a pass.
    All(&'static [Source]),
    /// One of them must have been seen before a pass: any of them is proof by itself.
    Any(&'static [Source]),
}

impl Needs {
    /// The sources, however they are combined.
    #[must_use]
    pub const fn sources(self) -> &'static [Source] {
        match self {
            Self::All(sources) | Self::Any(sources) => sources,
        }
    }
}

/// One of the answers a check may give.
#[derive(Debug, PartialEq, Eq)]
pub struct Reason {
    /// Stable, `snake_case`, the key of its texts in `locales/`.
    pub code: &'static str,
    /// The status it stands for.
    pub status: Status,
    /// Where a reader goes to act on it.
    pub link: Option<Link>,
}

/// Declares the closed set of reasons of a check: `NAME = "code" Status, Link;` a line.
/// Makes a static of every name, and `REASONS` of all of them.
macro_rules! reasons {
    ($($name:ident = $code:literal $status:ident $(, $link:ident)?;)+) => {
        $(static $name: $crate::check::Reason = $crate::check::Reason {
            code: $code,
            status: $crate::contract::Status::$status,
            link: reasons!(@link $($link)?),
        };)+
        static REASONS: &[&$crate::check::Reason] = &[$(&$name),+];
    };
    (@link) => { None };
    (@link $link:ident) => { Some($crate::contract::Link::$link) };
}
pub(crate) use reasons;

impl Reason {
    /// This reason as a finding, without facts.
    #[must_use]
    pub fn found(&'static self) -> Finding {
        self.with(Details::none())
    }

    /// This reason as a finding, with its facts.
    #[must_use]
    pub fn with(&'static self, details: Details) -> Finding {
        Finding {
            reason: self,
            details,
            items: Vec::new(),
            groups: Vec::new(),
        }
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Why.
    pub reason: &'static Reason,
    /// The facts behind it.
    pub details: Details,
    /// Data of a sale, one by one.
    pub items: Vec<ItemFinding>,
    /// Counted groups.
    pub groups: Vec<CountedGroup>,
}

impl Finding {
    /// The same, with what was seen of each datum.
    #[must_use]
    pub fn about(mut self, items: Vec<ItemFinding>) -> Self {
        self.items = items;
        self
    }

    /// The same, with counted groups.
    #[must_use]
    pub fn counting(mut self, groups: Vec<CountedGroup>) -> Self {
        self.groups = groups;
        self
    }
}

/// Reasons every check may answer with, worded once for all of them.
pub mod shared {
    use super::Reason;
    use crate::contract::Status;

    const fn reason(code: &'static str, status: Status) -> Reason {
        Reason {
            code,
            status,
            link: None,
        }
    }

    /// We tried to look and could not; `party` and `why` say on which side.
    pub static COULD_NOT_LOOK: Reason = reason("could_not_look", Status::Inconclusive);
    /// Nobody looked in this run.
    pub static NOT_OBSERVED: Reason = reason("not_observed", Status::Inconclusive);
    /// What came back lacks a field this check reads; `missing` names it.
    pub static FIELD_MISSING: Reason = reason("field_missing", Status::Inconclusive);
    /// The Access Token does not work, so this question cannot be asked.
    pub static NEEDS_WORKING_TOKEN: Reason = reason("needs_working_token", Status::Skipped);

    /// There is no payment page to read yet; whether it is on HTTPS says why.
    pub static NEEDS_PAYMENT_PAGE: Reason = reason("needs_payment_page", Status::Skipped);
    /// The only page seen is one without any script of Mercado Pago's: an admin's page, not the
    /// shop's.
    pub static PAGE_TAKES_NO_PAYMENTS: Reason =
        reason("page_takes_no_payments", Status::Inconclusive);
    /// Not all of the payment page could be read, so what was not found may still be there.
    pub static PAGE_PARTLY_SEEN: Reason = reason("page_partly_seen", Status::Inconclusive);

    /// All of them.
    pub static ALL: [&Reason; 7] = [
        &COULD_NOT_LOOK,
        &NOT_OBSERVED,
        &FIELD_MISSING,
        &NEEDS_WORKING_TOKEN,
        &NEEDS_PAYMENT_PAGE,
        &PAGE_TAKES_NO_PAYMENTS,
        &PAGE_PARTLY_SEEN,
    ];
}

/// A finding that a field was missing.
#[must_use]
pub fn field_missing(name: &str) -> Finding {
    shared::FIELD_MISSING.with(Details::none().with("missing", name))
}

/// A finding that there is no payment page to read: it waits for the check that says why.
#[must_use]
pub fn needs_payment_page() -> Finding {
    shared::NEEDS_PAYMENT_PAGE.with(Details::none().with("waits_for", "page-is-https"))
}

/// A finding that these parts of the payment page could not be read.
#[must_use]
pub fn page_partly_seen(page: &str, parts: Vec<String>) -> Finding {
    shared::PAGE_PARTLY_SEEN.with(
        Details::none()
            .with("url", page)
            .with("unseen_parts", parts),
    )
}
