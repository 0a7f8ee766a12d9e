//! `GET /v1/payments/search`: the newest approved payments.

use serde::Deserialize;

use super::Payment;
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
    pub payments: Vec<Payment>,
    /// How many there are and how many were left out.
    #[serde(default)]
    pub paging: Option<Paging>,
}

/// Where a page stands among its like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Paging {
    /// All payments found.
    pub total: Option<u64>,
}

impl Client {
    /// Asks for the newest approved payments of the token's account.
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
        self.ask(&self.shelves().pages, question).await
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
