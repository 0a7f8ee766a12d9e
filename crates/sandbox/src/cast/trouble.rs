//! Merchants whose trouble lies with Mercado Pago's answers.

use super::prelude::*;

/// In the order a reader meets them.
pub(super) const MERCHANTS: &[Merchant] = &[
    merchant!(18, "018", {
        id: "minimal",
        special: "the account's answer has no tags and no status",
        expectation: "test user and restrictions are inconclusive, never passed",
        product: Product::Bricks,
    }, script { account: Account::Minimal }),
    merchant!(19, "019", {
        id: "slow",
        special: "answers after 1.5 s, payments/search after 12 s",
        expectation: "recent payments are inconclusive for lack of time, the rest passes",
    }, script { temper: Temper::Slow }),
    merchant!(20, "020", {
        id: "rate-limited",
        special: "429 with Retry-After 30 everywhere",
        expectation: "inconclusive: Mercado Pago asks us to wait",
    }, script { temper: Temper::RateLimited }),
    merchant!(21, "021", {
        id: "failing",
        special: "500 with JSON, 502 with HTML, 503 with nothing, one per endpoint",
        expectation: "inconclusive: Mercado Pago fails, which says nothing of the shop",
    }, script { temper: Temper::Failing }),
    merchant!(22, "022", {
        id: "garbled",
        special: "200 with cut JSON, HTML, wrong shapes or nothing, one per endpoint",
        expectation: "inconclusive: the answers cannot be read",
    }, script { temper: Temper::Garbled }),
    merchant!(23, "023", {
        id: "revoked",
        special: "401 everywhere",
        expectation: "fails: the token is not valid any more",
    }, script { temper: Temper::Revoked }),
    merchant!(137, "137", {
        id: "token-ended",
        special: "401 everywhere; the token of a linked seller was issued 190 days ago",
        expectation: "fails: tokens of linked sellers last 180 days",
        token_issued_days_ago: Some(190),
    }, script { temper: Temper::Revoked }),
];
