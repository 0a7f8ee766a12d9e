//! `GET /v1/payments/search`, page after page: every payment of some days, whatever became of it.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use tokio::time::{Instant, timeout_at};

use super::{FoundPayment, PaymentPage, Search};
use crate::question::Question;
use crate::{AccessToken, Answer, Client, Endpoint, Error};

/// How many pages at most: beyond that the newest payments tell what the others would.
const MOST_PAGES: usize = 20;
const PAGE: usize = Search::MOST_PAYMENTS as usize;
/// How many pages are asked for at the same time.
const PAGES_AT_ONCE: usize = 4;

/// Payments of some days, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentHistory {
    /// How many days were asked for.
    pub days: u16,
    /// The payments of this account that were read, each once: all of them, or the newest.
    pub payments: Vec<FoundPayment>,
    /// How many there are, as Mercado Pago counts them; absent where the answer does not tell.
    pub total: Option<u64>,
    /// Whether all of them were read.
    pub is_whole: bool,
}

impl PaymentHistory {
    /// The most payments that are read.
    pub const MOST_PAYMENTS: usize = MOST_PAGES * PAGE;
}

impl Client {
    /// Asks for all payments of the last days, 1 to [`Search::MOST_DAYS`], of the token's account:
    /// pages of 50, at most [`PaymentHistory::MOST_PAYMENTS`] payments. Pages that do not arrive
    /// in this time, or at all, are left out along with what is older, and the history says that it
    /// is not whole. Payments of which it is known that somebody else was paid are left out.
    ///
    /// # Errors
    ///
    /// Where the first page does not arrive; see [`ErrorKind`](crate::ErrorKind).
    pub async fn payment_history(
        &self,
        token: &AccessToken,
        days: u16,
        patience: Duration,
    ) -> Result<Answer<PaymentHistory>, Error> {
        let days = days.clamp(1, Search::MOST_DAYS);
        let since = Instant::now();
        let first = self.page(token, days, 0).await?;
        let total = first.value.paging.and_then(|paging| paging.total);
        let mut known = HashSet::new();
        let mut payments = Vec::new();
        let mut is_last = take(&first.value, total, 0, &mut known, &mut payments);
        let mut answer = first.map(|_| ());
        if !is_last {
            let mut pages = stream::iter(1..pages(total))
                .map(|page| self.page(token, days, page))
                .buffered(PAGES_AT_ONCE);
            let mut page = 1;
            // Where one is missing, what comes after it would leave a gap.
            while let Ok(Some(Ok(next))) = timeout_at(since + patience, pages.next()).await {
                is_last = take(&next.value, total, page, &mut known, &mut payments);
                page += 1;
                if is_last {
                    break;
                }
            }
            answer.elapsed = since.elapsed();
        }
        payments.retain(|payment| !payment.is_of_another_account(token));
        Ok(answer.map(|()| PaymentHistory {
            days,
            is_whole: is_last && total.is_none_or(|total| known.len() as u64 >= total),
            payments,
            total,
        }))
    }

    async fn page(
        &self,
        token: &AccessToken,
        days: u16,
        page: usize,
    ) -> Result<Answer<PaymentPage>, Error> {
        let begin = format!("NOW-{days}DAYS");
        let (limit, offset) = (PAGE.to_string(), (page * PAGE).to_string());
        let query = &[
            ("sort", "date_created"),
            ("criteria", "desc"),
            ("range", "date_created"),
            ("begin_date", begin.as_str()),
            ("end_date", "NOW"),
            ("limit", limit.as_str()),
            ("offset", offset.as_str()),
        ];
        let path = &["v1", "payments", "search"];
        let question = Question {
            endpoint: Endpoint::PaymentHistory,
            token: Some(token),
            path,
            query,
        };
        self.ask(&self.shelves().pages, question).await
    }
}

/// How many pages to ask for.
fn pages(total: Option<u64>) -> usize {
    let needed = total.map_or(MOST_PAGES as u64, |total| total.div_ceil(PAGE as u64));
    usize::try_from(needed).map_or(MOST_PAGES, |needed| needed.min(MOST_PAGES))
}

/// Takes what a page adds, and says whether it is the last. A payment made meanwhile pushes the
/// last one of a page onto the next, where it is met again.
fn take(
    page: &PaymentPage,
    total: Option<u64>,
    number: usize,
    known: &mut HashSet<String>,
    payments: &mut Vec<FoundPayment>,
) -> bool {
    for payment in &page.payments {
        if known.insert(payment.id.clone()) {
            payments.push(payment.clone());
        }
    }
    match total {
        Some(total) => ((number + 1) * PAGE) as u64 >= total,
        None => page.payments.len() < PAGE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_pages_are_asked_for_than_there_are_or_than_the_limit() {
        for (total, expected) in [
            (Some(0), 0),
            (Some(1), 1),
            (Some(50), 1),
            (Some(51), 2),
            (Some(1_000), 20),
            (Some(1_001), 20),
            (Some(u64::MAX), 20),
            (None, 20),
        ] {
            assert_eq!(pages(total), expected, "{total:?}");
        }
    }
}
