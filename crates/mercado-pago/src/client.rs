//! The client: one per configuration, cloned wherever it is needed.

use std::fmt;
use std::sync::Arc;

use serde_json::error::Category;

use crate::calls::{
    Application, Body, Credential, MerchantOrder, Order, Payment, PaymentMethod, PaymentPage,
    Preference, ReportConfig, ReportList, TerminalPage, User, Venues,
};
use crate::connector::SetupError;
use crate::error::Failed;
use crate::question::{FingerprintKey, Question};
use crate::shelf::Shelf;
use crate::transport::{Arrived, Transport};
use crate::{Answer, Configuration, Error, ErrorKind, Malformation};

/// A client of the Mercado Pago API that only reads.
///
/// Cheap to clone; clones share connections and answers. The same question asked by several
/// callers at once is sent once, and its answer is reused for a minute; a failure is shared by
/// those who wait for it and not kept.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    freshness: Freshness,
}

/// How old an answer may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Freshness {
    /// As old as the cache keeps it.
    #[default]
    Cached,
    /// Not older than a moment, so that what a person just changed is seen. Callers that ask at
    /// the same time still share one call.
    Fresh,
}

struct Shared {
    transport: Transport,
    key: FingerprintKey,
    shelves: Shelves,
}

/// One shelf a kind of answer.
pub(crate) struct Shelves {
    pub users: Shelf<User>,
    pub credentials: Shelf<Credential>,
    pub applications: Shelf<Application>,
    pub payment_methods: Shelf<Vec<PaymentMethod>>,
    pub payments: Shelf<Payment>,
    pub pages: Shelf<PaymentPage>,
    pub merchant_orders: Shelf<MerchantOrder>,
    pub preferences: Shelf<Preference>,
    pub orders: Shelf<Order>,
    pub report_configs: Shelf<ReportConfig>,
    pub report_lists: Shelf<ReportList>,
    pub terminals: Shelf<TerminalPage>,
    pub venues: Shelf<Venues>,
}

impl Client {
    /// Makes a client; nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`SetupError`] if the extra root is no certificate or TLS cannot be set up.
    pub fn new(configuration: Configuration) -> Result<Self, SetupError> {
        let shelves = Shelves {
            users: Shelf::new(&configuration),
            credentials: Shelf::new(&configuration),
            applications: Shelf::new(&configuration),
            payment_methods: Shelf::new(&configuration),
            payments: Shelf::new(&configuration),
            pages: Shelf::new(&configuration),
            merchant_orders: Shelf::new(&configuration),
            preferences: Shelf::new(&configuration),
            orders: Shelf::new(&configuration),
            report_configs: Shelf::new(&configuration),
            report_lists: Shelf::new(&configuration),
            terminals: Shelf::new(&configuration),
            venues: Shelf::new(&configuration),
        };
        let shared = Shared {
            transport: Transport::new(configuration)?,
            key: FingerprintKey::random(),
            shelves,
        };
        Ok(Self {
            shared: Arc::new(shared),
            freshness: Freshness::Cached,
        })
    }

    /// The same client, asking again unless it asked a moment ago.
    #[must_use]
    pub fn fresh(&self) -> Self {
        self.with_freshness(Freshness::Fresh)
    }

    /// The same client with this freshness.
    #[must_use]
    pub fn with_freshness(&self, freshness: Freshness) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            freshness,
        }
    }

    pub(crate) fn shelves(&self) -> &Shelves {
        &self.shared.shelves
    }

    /// Answers from the shelf, from a call under way, or from a call of our own.
    pub(crate) async fn ask<T>(
        &self,
        shelf: &Shelf<T>,
        question: Question<'_>,
    ) -> Result<Answer<T>, Error>
    where
        T: Body + Clone + Send + Sync + 'static,
    {
        let fingerprint = question.fingerprint(&self.shared.key);
        let fetch = async {
            let arrived = self.shared.transport.ask(&question).await?;
            decode(&question, arrived)
        };
        shelf.get(fingerprint, self.freshness, fetch).await
    }
}

/// Reads a body. What the parser says of it is dropped, because it quotes the body.
fn decode<T: Body>(question: &Question<'_>, arrived: Arrived) -> Result<Answer<T>, Error> {
    let Arrived {
        body,
        status,
        request_id,
        asked_at,
        elapsed,
        attempts,
    } = arrived;
    match read(&body) {
        Ok(value) => Ok(Answer {
            value,
            asked_at,
            elapsed,
            request_id,
        }),
        Err(malformation) => {
            let (kind, endpoint) = (ErrorKind::Malformed(malformation), question.endpoint);
            let status = Some(status);
            Err(Failed {
                kind,
                endpoint,
                status,
                request_id,
                problem: None,
                asked_at,
                elapsed,
                attempts,
            }
            .into())
        }
    }
}

fn read<T: Body>(body: &[u8]) -> Result<T, Malformation> {
    let value = serde_json::from_slice(body).map_err(|error| match error.classify() {
        Category::Data => Malformation::OtherShape,
        Category::Eof if !body.is_empty() => Malformation::CutShort,
        Category::Eof | Category::Syntax | Category::Io => Malformation::NotJson,
    })?;
    // The parser takes a list for an object and reads `[]` as one that tells nothing.
    let opening = body.trim_ascii_start().first();
    if opening.is_some_and(|opening| T::OPENINGS.contains(opening)) {
        Ok(value)
    } else {
        Err(Malformation::OtherShape)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("freshness", &self.freshness)
            .finish_non_exhaustive()
    }
}
