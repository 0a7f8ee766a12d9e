//! `GET /v1/payments/search`: the newest approved payments.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};

use crate::fields::{moment, required_text, text};
use crate::question::Question;
use crate::{AccessToken, Answer, Client, Endpoint, Error};

/// Which payments to look for: approved ones, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Search {
    limit: u8,
    days: u16,
}

impl Search {
    /// The longest window, in days. Mercado Pago keeps twelve months and answers 400 with cause
    /// 9062 to a window of 365 days or more.
    pub const MOST_DAYS: u16 = 364;
    /// The most payments a page: as many as stay well under the default size limit of a body.
    pub const MOST_PAYMENTS: u8 = 50;

    /// At most this many payments, 1 to [`Self::MOST_PAYMENTS`], of the longest window.
    #[must_use]
    pub fn newest(limit: u8) -> Self {
        Self {
            limit: limit.clamp(1, Self::MOST_PAYMENTS),
            days: Self::MOST_DAYS,
        }
    }

    /// Only of the last days, 1 to [`Self::MOST_DAYS`].
    #[must_use]
    pub fn within_days(self, days: u16) -> Self {
        Self {
            days: days.clamp(1, Self::MOST_DAYS),
            ..self
        }
    }
}

/// A page of payments.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PaymentPage {
    /// The payments, newest first. An answer without the list counts as malformed, not as empty.
    #[serde(rename = "results")]
    pub payments: Vec<FoundPayment>,
    /// How many there are and how many were left out.
    #[serde(default)]
    pub paging: Option<Paging>,
}

/// A payment among many: what can be counted, and nothing of the sale itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FoundPayment {
    /// Its number.
    #[serde(deserialize_with = "required_text")]
    pub id: String,
    /// The user who was paid.
    #[serde(default, deserialize_with = "text")]
    pub collector_id: Option<String>,
    /// For example `approved`.
    #[serde(default, deserialize_with = "text")]
    pub status: Option<String>,
    /// For example `accredited` or `cc_rejected_high_risk`.
    #[serde(default, deserialize_with = "text")]
    pub status_detail: Option<String>,
    /// When it was made.
    #[serde(default, rename = "date_created", deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
    /// For example `BRL`.
    #[serde(default, rename = "currency_id", deserialize_with = "text")]
    pub currency: Option<String>,
    /// For example `master`.
    #[serde(default, deserialize_with = "text")]
    pub payment_method_id: Option<String>,
    /// Where notifications of this payment go.
    #[serde(default, deserialize_with = "text")]
    pub notification_url: Option<String>,
    /// The shop's own reference, as something to compare and no more.
    #[serde(
        default,
        rename = "external_reference",
        deserialize_with = "reference_mark"
    )]
    pub reference: Option<ReferenceMark>,
}

impl FoundPayment {
    /// Whether it is known to have been paid to another account than the token's: a search may find
    /// what this account bought, too.
    pub(super) fn is_of_another_account(&self, token: &AccessToken) -> bool {
        let both = self.collector_id.as_deref().zip(token.user_id());
        both.is_some_and(|(collector, user)| collector != user)
    }
}

/// What stands for a reference: the same for the same reference, in this process only. The
/// reference itself may hold anything, an e-mail address for instance, and is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReferenceMark(u64);

fn reference_mark<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<ReferenceMark>, D::Error> {
    static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    let reference = text(deserializer)?;
    Ok(reference.map(|reference| ReferenceMark(KEY.hash_one(reference.trim()))))
}

/// Where a page stands among its like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Paging {
    /// All that were found.
    pub total: Option<u64>,
}

impl Client {
    /// Asks for the newest approved payments of the token's account. One of which it is known that
    /// somebody else was paid is left out.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind).
    pub async fn search_payments(
        &self,
        token: &AccessToken,
        search: &Search,
    ) -> Result<Answer<PaymentPage>, Error> {
        let begin = format!("NOW-{}DAYS", search.days);
        let limit = search.limit.to_string();
        let query = &[
            ("sort", "date_created"),
            ("criteria", "desc"),
            ("range", "date_created"),
            ("begin_date", begin.as_str()),
            ("end_date", "NOW"),
            ("status", "approved"),
            ("limit", limit.as_str()),
        ];
        let path = &["v1", "payments", "search"];
        let question = Question {
            endpoint: Endpoint::SearchPayments,
            token: Some(token),
            path,
            query,
        };
        let answer = self.ask(&self.shelves().pages, question).await?;
        Ok(answer.map(|mut page: PaymentPage| {
            page.payments
                .retain(|payment| !payment.is_of_another_account(token));
            page
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_window_is_longer_than_mercado_pago_allows_and_no_page_empty() {
        assert_eq!(
            Search::newest(0),
            Search {
                limit: 1,
                days: 364
            }
        );
        assert_eq!(
            Search::newest(255).within_days(0),
            Search { limit: 50, days: 1 }
        );
        assert_eq!(
            Search::newest(1).within_days(10_000),
            Search {
                limit: 1,
                days: 364
            }
        );
    }
}
