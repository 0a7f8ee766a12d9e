//! Which dialect of signatures a webhook speaks, and how sure it is that Mercado Pago speaks each.

use crate::contract::Details;
use crate::evidence::{Deliveries, Delivery, TrialKind, WebhookProbe};
use crate::probed;

/// How sure it is that Mercado Pago sends a dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    /// Deliveries of this kind were seen.
    Surely,
    /// Some source says so.
    Perhaps,
    /// Nobody says so any more.
    NoLonger,
}

/// How sure it is that Mercado Pago sends this; none where it is only asked to learn something.
pub(crate) fn how_surely(kind: TrialKind, heard: Option<&Deliveries>) -> Option<Sent> {
    let newest = heard.and_then(newest);
    let unit = newest.and_then(|delivery| delivery.unit.as_deref());
    let case = newest.and_then(|delivery| delivery.case.as_deref());
    Some(match kind {
        // Everything else of the probe is in seconds, so this one is the only one to speak of them.
        TrialKind::Usual if unit == Some("milliseconds") => Sent::Perhaps,
        TrialKind::Usual | TrialKind::OtherIdType | TrialKind::OtherTopic => Sent::Surely,
        TrialKind::Milliseconds => match unit {
            Some("milliseconds") => Sent::Surely,
            Some(_) => Sent::NoLonger,
            None => Sent::Perhaps,
        },
        TrialKind::WithoutRequestId => match newest {
            Some(delivery) if delivery.has_request_id => Sent::NoLonger,
            Some(_) => Sent::Surely,
            None => Sent::Perhaps,
        },
        TrialKind::VerbatimId => match case {
            Some("lower") => Sent::NoLonger,
            _ => Sent::Surely,
        },
        TrialKind::LowerCaseId => match case {
            Some("lower") => Sent::Surely,
            _ => Sent::NoLonger,
        },
        // The id that counts is that of the query.
        TrialKind::IdOfQuery => Sent::Perhaps,
        _ => return None,
    })
}

fn newest(heard: &Deliveries) -> Option<&Delivery> {
    let both = [heard.newest.as_ref(), heard.newest_forwarded.as_ref()];
    both.into_iter()
        .flatten()
        .max_by(|one, other| one.at.cmp(&other.at))
}

/// Whether the newest delivery that was heard has its timestamp in milliseconds.
pub(crate) fn hears_milliseconds(heard: Option<&Deliveries>) -> bool {
    let unit = heard
        .and_then(newest)
        .and_then(|delivery| delivery.unit.as_deref());
    unit == Some("milliseconds")
}

/// Which of two ways a webhook takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// The first alone.
    One,
    /// The second alone.
    Other,
    /// Both.
    Either,
}

/// The dialect a webhook speaks; absent where it takes neither way, or was not asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spoken {
    /// Timestamps in seconds, or in milliseconds.
    pub unit: Option<Takes>,
    /// The id of the query, or of the body.
    pub id_from: Option<Takes>,
    /// An id with letters as it is, or in lower case.
    pub id_case: Option<Takes>,
}

impl Spoken {
    /// By this webhook, as far as it tells right from wrong: who takes anything speaks none.
    pub fn by(probe: &WebhookProbe) -> Self {
        use TrialKind::{
            IdOfBody, IdOfQuery, LowerCaseId, Milliseconds, Usual, VerbatimId, WrongSecret,
        };
        let takes = |kind| probe.accepts(kind);
        if takes(WrongSecret) != Some(false) {
            return Self::default();
        }
        let which = |one, other| match (takes(one), takes(other)) {
            (Some(true), Some(true)) => Some(Takes::Either),
            (Some(true), Some(false)) => Some(Takes::One),
            (Some(false), Some(true)) => Some(Takes::Other),
            _ => None,
        };
        Self {
            unit: which(Usual, Milliseconds),
            id_from: which(IdOfQuery, IdOfBody),
            id_case: which(VerbatimId, LowerCaseId),
        }
    }
}

/// The dialect the webhook speaks and the one that was heard, as facts.
pub(crate) fn details(probe: &WebhookProbe, heard: Option<&Deliveries>) -> Details {
    let spoken = Spoken::by(probe);
    let word = |takes: Option<Takes>, one: &'static str, other: &'static str| {
        takes.map(|takes| match takes {
            Takes::One => one,
            Takes::Other => other,
            Takes::Either => "either",
        })
    };
    let newest = heard.and_then(newest);
    probed::details(probe)
        .with_some(
            "timestamp_unit",
            word(spoken.unit, "seconds", "milliseconds"),
        )
        .with_some("id_from", word(spoken.id_from, "query", "body"))
        .with_some("id_case", word(spoken.id_case, "verbatim", "lower"))
        .with_some("received_at", newest.map(|delivery| delivery.at.0.as_str()))
        .with_some(
            "received_unit",
            newest.and_then(|delivery| delivery.unit.as_deref()),
        )
        .with_some(
            "received_case",
            newest.and_then(|delivery| delivery.case.as_deref()),
        )
}
