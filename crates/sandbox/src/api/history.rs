//! Which payments a merchant had: when, how they ended, and how they were paid. No bodies yet.

use checkout_readiness_checks::profile::{Product, Site};
use jiff::{SignedDuration, Timestamp};

use super::dates::{days_earlier, earlier, later};
use crate::{
    merchant::Merchant,
    script::{History, Pix, Sale},
};

/// A payment in outline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline {
    /// Its place counted from the sale, which is the first.
    pub position: u64,
    pub created: Timestamp,
    pub status: &'static str,
    pub detail: &'static str,
    pub method: Method,
    pub reference: Reference,
}

/// How a payment was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Card,
    Pix,
}

/// The shop's own reference of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// One of its own.
    Own,
    /// That of other payments too.
    Shared,
    Missing,
}

impl Outline {
    /// Whether it is the sale a reader looks into.
    pub fn is_sale(&self) -> bool {
        self.position == 1
    }

    /// Whether money came in, even if it went back later.
    pub fn was_paid(&self) -> bool {
        matches!(self.status, "approved" | "refunded")
    }

    /// When it was approved, if it ever was.
    pub fn approved_at(&self) -> Option<Timestamp> {
        self.was_paid()
            .then(|| later(self.created, SignedDuration::from_secs(2)))
    }

    /// When its money is released, if there is any.
    pub fn released_at(&self) -> Option<Timestamp> {
        self.approved_at()
            .map(|approved| later(approved, SignedDuration::from_hours(30 * 24)))
    }
}

/// How a payment ended: status, its detail, and how many did so.
type Ending = (&'static str, &'static str, usize);

const USUAL: &[Ending] = &[
    ("rejected", "cc_rejected_insufficient_amount", 2),
    ("rejected", "cc_rejected_bad_filled_security_code", 1),
    ("in_process", "pending_review_manual", 1),
    ("cancelled", "expired", 1),
    ("refunded", "refunded", 1),
];
const FEW: &[Ending] = &[("rejected", "cc_rejected_insufficient_amount", 1)];
const NOTHING_APPROVED: &[Ending] = &[
    ("rejected", "cc_rejected_call_for_authorize", 4),
    ("rejected", "cc_rejected_bad_filled_date", 2),
    ("cancelled", "expired", 2),
];
const FRAUD: &[Ending] = &[
    ("rejected", "cc_rejected_high_risk", 7),
    ("rejected", "rejected_high_risk", 2),
    ("rejected", "cc_rejected_blacklist", 1),
    ("rejected", "cc_rejected_insufficient_amount", 2),
];
const DATA: &[Ending] = &[
    ("rejected", "rejected_insufficient_data", 9),
    ("rejected", "cc_rejected_insufficient_amount", 2),
    ("rejected", "cc_rejected_high_risk", 1),
];
/// One of every group of the table of details, and one that is in no table.
const VARIED: &[Ending] = &[
    ("rejected", "cc_rejected_bad_filled_card_number", 2),
    ("rejected", "cc_rejected_bad_filled_date", 1),
    ("rejected", "cc_rejected_bad_filled_other", 1),
    ("rejected", "cc_rejected_call_for_authorize", 2),
    ("rejected", "cc_rejected_card_disabled", 1),
    ("rejected", "cc_rejected_duplicated_payment", 1),
    ("rejected", "cc_rejected_max_attempts", 1),
    ("rejected", "rejected_by_bank", 1),
    ("rejected", "cc_rejected_high_risk", 1),
    ("rejected", "rejected_insufficient_data", 1),
    ("rejected", "cc_rejected_3ds_challenge", 1),
    ("rejected", "rejected_by_regulations", 1),
    ("rejected", "cc_rejected_in_no_table", 1),
    ("cancelled", "by_payer", 1),
    ("charged_back", "in_process", 1),
];

/// How many were approved beside the sale, and how the others ended.
fn plan(history: History) -> (usize, &'static [Ending]) {
    match history {
        History::None => (0, &[]),
        History::Ordinary | History::Orphans => (33, USUAL),
        History::Few => (6, FEW),
        History::NothingApproved => (0, NOTHING_APPROVED),
        History::FraudHeavy => (27, FRAUD),
        History::DataHeavy => (27, DATA),
        History::Varied => (30, VARIED),
        History::Long => (123, USUAL),
        History::Endless => (1193, USUAL),
    }
}

/// The newest payment is this old, and the others follow until four weeks ago.
const NEWEST: SignedDuration = SignedDuration::from_hours(26);
const FOUR_WEEKS: SignedDuration = SignedDuration::from_hours(28 * 24);
/// How old the payments are that nobody asks for who asks for the last thirty days.
const LONG_AGO_DAYS: [u32; 3] = [45, 75, 120];
const OLD_SALE_DAYS: u32 = 200;

/// Every payment of the merchant, newest first.
pub(super) fn outlines(merchant: &Merchant, now: Timestamp) -> Vec<Outline> {
    let history = merchant.script.history;
    let (approved, others) = plan(history);
    let mut endings = interleave(approved, others);
    let has_sale = !matches!(history, History::None | History::NothingApproved);
    if has_sale {
        endings.insert(0, ("approved", "accredited"));
    }
    let recent = endings.len();
    if !matches!(
        history,
        History::None | History::Few | History::NothingApproved
    ) {
        endings.extend(LONG_AGO_DAYS.map(|_| ("approved", "accredited")));
    }
    let first: u64 = if has_sale { 1 } else { 2 };
    let mut outlines: Vec<Outline> = (first..)
        .zip(endings.iter().enumerate())
        .map(|(position, (index, &(status, detail)))| {
            let created = match index.checked_sub(recent) {
                Some(long_ago) => {
                    days_earlier(now, LONG_AGO_DAYS.get(long_ago).copied().unwrap_or(120))
                }
                None => spread(index, recent, now),
            };
            outline(merchant, position, created, (status, detail))
        })
        .collect();
    if let Some(sale) = outlines.first_mut().filter(|first| first.is_sale()) {
        match merchant.script.sale {
            Sale::Old => sale.created = days_earlier(now, OLD_SALE_DAYS),
            Sale::NotApproved => {
                (sale.status, sale.detail) = ("rejected", "cc_rejected_other_reason");
            }
            _ => {}
        }
    }
    outlines.sort_by_key(|outline| std::cmp::Reverse(outline.created));
    outlines
}

/// The endings in an order that repeats itself: what was not approved lies evenly in between.
fn interleave(approved: usize, others: &[Ending]) -> Vec<(&'static str, &'static str)> {
    let others: Vec<_> = others
        .iter()
        .flat_map(|&(status, detail, count)| std::iter::repeat_n((status, detail), count))
        .collect();
    let between = approved / (others.len() + 1);
    let mut endings = Vec::with_capacity(approved + others.len());
    let run = |count| std::iter::repeat_n(("approved", "accredited"), count);
    for other in &others {
        endings.extend(run(between));
        endings.push(*other);
    }
    endings.extend(run(approved - between * others.len()));
    endings
}

/// When the payment of that index was made, of so many in four weeks.
fn spread(index: usize, of: usize, now: Timestamp) -> Timestamp {
    let (index, of) = (
        i32::try_from(index).unwrap_or(i32::MAX),
        i32::try_from(of).unwrap_or(i32::MAX).max(1),
    );
    let step = SignedDuration::from_secs((FOUR_WEEKS - NEWEST).as_secs() / i64::from(of));
    earlier(now, NEWEST + step * index)
}

fn outline(
    merchant: &Merchant,
    position: u64,
    created: Timestamp,
    (status, detail): (&'static str, &'static str),
) -> Outline {
    let script = &merchant.script;
    // Subscriptions and terminals are paid by card here; elsewhere every third sale is by Pix.
    let takes_pix = script.country == Site::Mlb
        && matches!(script.pix, Pix::Active | Pix::Unlisted)
        && !matches!(merchant.sells(), Product::Subscriptions | Product::Point);
    let ends_by_pix = position.is_multiple_of(3) && status == "approved" || status == "cancelled";
    let reference = match (script.history, position % 10) {
        (History::Orphans, 5 | 0) => Reference::Missing,
        (History::Orphans, 7) => Reference::Shared,
        _ => Reference::Own,
    };
    Outline {
        position,
        created,
        status,
        detail,
        method: if takes_pix && ends_by_pix {
            Method::Pix
        } else {
            Method::Card
        },
        reference,
    }
}
