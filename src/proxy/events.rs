//! The proxy's messages, from JSON to the contract's types. A message that lacks anything it
//! should have is not understood at all, so that nothing is ever assumed in its place.

use checkout_readiness_checks::contract::{
    Confirmation, Details, Event, Fact, Link, Mode, Outcome, Planned, Report, Requirement,
    Severity, Status, Timestamp, Verdict,
};
use checkout_readiness_checks::profile::{Product, Profile, Site};

use crate::json::Json;

/// One line of a run's answer.
#[must_use]
pub fn event(json: &Json) -> Option<Event> {
    match json.text("event")?.as_str() {
        "started" => Some(Event::Started {
            engine: json.text("engine")?,
            mode: json.word("mode", Mode::from_name)?,
            profile: profile(&json.get("profile")?)?,
            started_at: Timestamp(json.text("started_at")?),
            plan: json.all("plan", planned)?,
        }),
        "outcome" => Some(Event::Outcome {
            outcome: outcome(&json.get("outcome")?)?,
        }),
        "finished" => Some(Event::Finished {
            report: report(&json.get("report")?)?,
        }),
        _ => None,
    }
}

/// A check that is going to be judged.
fn planned(json: &Json) -> Option<Planned> {
    Some(Planned {
        check: json.text("check")?,
        requirement: json.word("requirement", Requirement::from_name)?,
        severity: json.word("severity", Severity::from_name)?,
    })
}

fn profile(json: &Json) -> Option<Profile> {
    let site = match json.text("site") {
        Some(site) => Some(Site::from_name(&site)?),
        None => None,
    };
    Some(Profile {
        product: json.word("product", Product::from_name)?,
        site,
    })
}

fn outcome(json: &Json) -> Option<Outcome> {
    Some(Outcome {
        check: json.text("check")?,
        requirement: json.word("requirement", Requirement::from_name)?,
        severity: json.word("severity", Severity::from_name)?,
        status: json.word("status", Status::from_name)?,
        reason: json.text("reason")?,
        details: details(&json.get("details")?)?,
        link: json.word("link", Link::from_name),
        observed_at: json.text("observed_at").map(Timestamp),
        elapsed_ms: json
            .get("elapsed_ms")
            .and_then(|elapsed| u32::try_from(elapsed.as_number()?).ok()),
        confirmation: json.get("confirmation").map(|word| confirmation(&word)),
        dismissal: None,
        items: Vec::new(),
        groups: Vec::new(),
    })
}

/// A person's word, or the operator's.
fn confirmation(json: &Json) -> Confirmation {
    Confirmation {
        at: json.text("at").map(Timestamp),
        note: json.text("note"),
        by: json.text("by"),
    }
}

fn details(json: &Json) -> Option<Details> {
    let facts = json
        .entries()
        .into_iter()
        .map(|(name, value)| Some((name, fact(&value)?)));
    Some(Details(facts.collect::<Option<Vec<_>>>()?))
}

fn fact(json: &Json) -> Option<Fact> {
    None.or_else(|| json.as_flag().map(Fact::Flag))
        .or_else(|| json.as_number().map(Fact::Number))
        .or_else(|| json.as_text().map(Fact::Text))
        .or_else(|| {
            json.as_list()?
                .iter()
                .map(Json::as_text)
                .collect::<Option<_>>()
                .map(Fact::List)
        })
}

fn report(json: &Json) -> Option<Report> {
    Some(Report {
        schema: u32::try_from(json.get("schema")?.as_number()?).ok()?,
        engine: json.text("engine")?,
        mode: json.word("mode", Mode::from_name)?,
        verdict: json.word("verdict", Verdict::from_name)?,
        profile: profile(&json.get("profile")?)?,
        observed_at: Timestamp(json.text("observed_at")?),
        outcomes: json.all("outcomes", outcome)?,
        next: json.text("next"),
        path: Vec::new(),
    })
}
