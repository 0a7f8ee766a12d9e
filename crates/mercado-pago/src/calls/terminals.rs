//! `GET /terminals/v1/list`: the Point terminals, with the list it replaced as a way out.

use futures_util::{StreamExt, stream};
use serde::Deserialize;
use tokio::time::Instant;

use super::Paging;
use crate::fields::{or_default, text};
use crate::question::Question;
use crate::{AccessToken, Answer, Client, Endpoint, Error, ErrorKind};

/// Terminals a page; the service takes no more.
const PAGE: usize = 50;
/// How many pages are read: no shop of a person's has more terminals.
const MOST_PAGES: usize = 4;
/// The code of an answer that says that this country has no integrated terminals.
const UNSUPPORTED_SITE: &str = "unsupported_site";

/// The terminals of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TerminalList {
    /// The terminals that were read.
    Read {
        /// One by one.
        terminals: Vec<Terminal>,
        /// Whether these are all.
        is_whole: bool,
    },
    /// Mercado Pago says that this country has no integrated terminals.
    UnsupportedSite,
}

/// One terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Terminal {
    /// Its model and its serial number, with two underscores between them.
    #[serde(deserialize_with = "text")]
    pub id: Option<String>,
    /// The point of sale it belongs to.
    #[serde(deserialize_with = "text")]
    pub pos_id: Option<String>,
    /// The store it belongs to.
    #[serde(deserialize_with = "text")]
    pub store_id: Option<String>,
    /// `PDV`, `STANDALONE`, `UNDEFINED`, or a word we do not know.
    #[serde(deserialize_with = "text")]
    pub operating_mode: Option<String>,
}

/// A page of terminals: `{data: {terminals}}` as observed, `{terminals}` as specified, `{devices}`
/// of the older list. An answer without any of them counts as malformed, not as empty.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "PageBody")]
pub(crate) struct TerminalPage {
    terminals: Vec<Terminal>,
    paging: Paging,
}

#[derive(Deserialize)]
struct PageBody {
    #[serde(default)]
    data: Option<Data>,
    #[serde(default)]
    terminals: Option<Vec<Terminal>>,
    #[serde(default)]
    devices: Option<Vec<Terminal>>,
    #[serde(default, deserialize_with = "or_default")]
    paging: Paging,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Data {
    terminals: Option<Vec<Terminal>>,
}

impl TryFrom<PageBody> for TerminalPage {
    type Error = &'static str;

    fn try_from(body: PageBody) -> Result<Self, &'static str> {
        let terminals = body
            .data
            .and_then(|data| data.terminals)
            .or(body.terminals)
            .or(body.devices)
            .ok_or("no list of terminals")?;
        Ok(Self {
            terminals,
            paging: body.paging,
        })
    }
}

impl Client {
    /// Asks for the terminals of the token's account. Where the current list is not to be had, the
    /// older one is asked; it counts only if it holds a terminal, because an account that has none
    /// there may have some in the current list.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::ErrorKind); what the current list answered counts.
    pub async fn terminals(&self, token: &AccessToken) -> Result<Answer<TerminalList>, Error> {
        let path = &["terminals", "v1", "list"];
        let error = match self.all_pages(token, Endpoint::Terminals, path).await {
            Ok(answer) => return Ok(answer),
            Err(error) if error.says(&[400], UNSUPPORTED_SITE) => {
                return Ok(error.answered(TerminalList::UnsupportedSite));
            }
            Err(error) => error,
        };
        let is_elsewhere = matches!(
            error.kind(),
            ErrorKind::NotFound | ErrorKind::Forbidden | ErrorKind::PolicyForbidden
        );
        if !is_elsewhere {
            return Err(error);
        }
        let path = &["point", "integration-api", "devices"];
        let older = self.all_pages(token, Endpoint::PointDevices, path).await;
        older
            .ok()
            .filter(|answer| {
                matches!(&answer.value, TerminalList::Read { terminals, .. } if !terminals.is_empty())
            })
            .ok_or(error)
    }

    async fn all_pages(
        &self,
        token: &AccessToken,
        endpoint: Endpoint,
        path: &[&str],
    ) -> Result<Answer<TerminalList>, Error> {
        let since = Instant::now();
        let mut answer = self.terminal_page(token, endpoint, path, 0).await?;
        let total = answer.value.paging.total;
        let mut terminals = std::mem::take(&mut answer.value.terminals);
        let mut is_whole = is_last(terminals.len(), terminals.len(), answer.value.paging);
        if !is_whole {
            // Where nobody says how many there are, only a page tells whether there is another.
            let at_once = if total.is_some() { MOST_PAGES } else { 1 };
            let mut pages = stream::iter(1..pages(total))
                .map(|page| self.terminal_page(token, endpoint, path, page))
                .buffered(at_once);
            // Where a page does not come, what was read is still true.
            while let Some(Ok(next)) = pages.next().await {
                let TerminalPage {
                    terminals: more,
                    paging,
                } = next.value;
                let read = more.len();
                terminals.extend(more);
                is_whole = is_last(read, terminals.len(), paging);
                if is_whole || read == 0 {
                    break;
                }
            }
            answer.elapsed = since.elapsed();
        }
        Ok(answer.map(|_| TerminalList::Read {
            terminals,
            is_whole,
        }))
    }

    async fn terminal_page(
        &self,
        token: &AccessToken,
        endpoint: Endpoint,
        path: &[&str],
        page: usize,
    ) -> Result<Answer<TerminalPage>, Error> {
        let (limit, offset) = (PAGE.to_string(), (page * PAGE).to_string());
        let question = Question {
            endpoint,
            token: Some(token),
            path,
            query: &[("limit", limit.as_str()), ("offset", offset.as_str())],
        };
        self.ask(&self.shelves().terminals, question).await
    }
}

/// How many pages to ask for.
fn pages(total: Option<u64>) -> usize {
    let needed = total.map_or(MOST_PAGES as u64, |total| total.div_ceil(PAGE as u64));
    usize::try_from(needed).map_or(MOST_PAGES, |needed| needed.min(MOST_PAGES))
}

/// Whether nothing comes after a page with as many, given how many were read in all.
fn is_last(of_page: usize, in_all: usize, paging: Paging) -> bool {
    match paging.total {
        Some(total) => in_all as u64 >= total,
        None => of_page < PAGE,
    }
}
