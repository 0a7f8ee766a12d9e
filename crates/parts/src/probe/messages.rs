//! What the proxy says of a test of the webhook. A message that lacks anything it should have is
//! not understood at all.

use checkout_readiness_browser::json::Json;
use checkout_readiness_browser::proxy::Failure;
use checkout_readiness_checks::evidence::{
    AnsweredPage, CertificateProblem, EndpointProblem, Party, Redirect, Reply, Timing, Trial,
    TrialKind, Why,
};

/// A request that is going to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// What it is.
    pub kind: TrialKind,
    /// The topic it is about, where it is a notification.
    pub topic: Option<String>,
}

/// What would be sent, and where.
#[derive(Debug)]
pub struct Preview {
    /// Where to, or why nowhere.
    pub url: Result<String, Failure>,
    /// Whether right signatures can be made.
    pub with_secret: bool,
    /// Every request, in order.
    pub plan: Vec<Planned>,
    /// How long Mercado Pago waits, in milliseconds.
    pub limit_ms: u32,
    /// The header that marks each request.
    pub marker: String,
    /// The last test: when it ended, and what came back.
    pub last: Option<(String, Vec<Trial>)>,
}

/// One line of a test.
#[derive(Debug)]
pub enum Event {
    /// Where to, and what is about to be sent.
    Started(String, Vec<Planned>),
    /// What came back.
    Trial(Trial),
    /// When it ended.
    Finished(String),
}

/// Reads what would be sent.
pub fn preview(json: &Json) -> Option<Preview> {
    let url = match json.text("url") {
        Some(url) => Ok(url),
        None => Err(denied(&json.get("denied")?)?),
    };
    let last = match json.get("last") {
        Some(last) => {
            let trials = last.get("probe")?.all("trials", trial)?;
            Some((last.text("observed_at")?, trials))
        }
        None => None,
    };
    Some(Preview {
        url,
        with_secret: json.get("with_secret")?.as_flag()?,
        plan: json.all("plan", planned)?,
        limit_ms: json.count("limit_ms")?,
        marker: json.text("marker")?,
        last,
    })
}

/// Reads one line.
pub fn event(json: &Json) -> Option<Event> {
    match json.text("event")?.as_str() {
        "started" => Some(Event::Started(
            json.text("url")?,
            json.all("plan", planned)?,
        )),
        "trial" => Some(Event::Trial(trial(&json.get("trial")?)?)),
        "finished" => Some(Event::Finished(json.text("observed_at")?)),
        _ => None,
    }
}

fn denied(json: &Json) -> Option<Failure> {
    Some(Failure::Refused {
        code: json.text("code")?,
        detail: json.text("detail").or_else(|| json.text("title"))?,
    })
}

fn planned(json: &Json) -> Option<Planned> {
    Some(Planned {
        kind: json.word("kind", TrialKind::from_name)?,
        topic: json.text("topic"),
    })
}

fn trial(json: &Json) -> Option<Trial> {
    let Planned { kind, topic } = planned(json)?;
    Some(Trial {
        kind,
        topic,
        reply: reply(&json.get("reply")?)?,
        timing: json
            .get("timing")
            .map_or_else(Timing::default, |timing| Timing {
                lookup_ms: timing.count("lookup_ms"),
                connect_ms: timing.count("connect_ms"),
                first_byte_ms: timing.count("first_byte_ms"),
                total_ms: timing.count("total_ms").unwrap_or_default(),
            }),
    })
}

fn reply(json: &Json) -> Option<Reply> {
    Some(match json.text("reply")?.as_str() {
        "answered" => Reply::Answered {
            status: status(json)?,
            page: json.word("page", AnsweredPage::from_name),
            redirect: match json.get("redirect") {
                Some(redirect) => Some(Redirect {
                    status: status(&redirect)?,
                    location: redirect.text("location"),
                }),
                None => None,
            },
        },
        "silent" => Reply::Silent {
            party: json.word("party", Party::from_name)?,
            why: json.word("why", Why::from_name)?,
        },
        "stopped" => Reply::Stopped {
            problem: problem(&json.get("problem")?)?,
        },
        "not-sent" => Reply::NotSent,
        _ => return None,
    })
}

fn status(json: &Json) -> Option<u16> {
    u16::try_from(json.count("status")?).ok()
}

fn problem(json: &Json) -> Option<EndpointProblem> {
    Some(match json.text("problem")?.as_str() {
        "unknown-host" => EndpointProblem::UnknownHost,
        "private-address" => EndpointProblem::PrivateAddress {
            network: json.text("network")?,
        },
        "certificate" => EndpointProblem::Certificate {
            certificate: json.word("certificate", CertificateProblem::from_name)?,
            days_until_expiry: json
                .get("days_until_expiry")
                .and_then(|days| days.as_number()),
        },
        _ => return None,
    })
}
