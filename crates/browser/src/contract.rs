//! The proxy's messages, from JSON to the contract's types. A message that lacks anything it
//! should have is not understood at all, so that nothing is ever assumed in its place.

use checkout_readiness_checks::contract::{
    Confirmation, CountedGroup, Details, Dismissal, Event, Fact, ItemClass, ItemFinding, ItemState,
    Link, Mode, Outcome, Planned, RejectionGroup, Report, Requirement, Severity, Status, Step,
    Timestamp, Verdict,
};
use checkout_readiness_checks::evidence::DataItem;
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
#[must_use]
pub fn planned(json: &Json) -> Option<Planned> {
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

/// One check's answer.
#[must_use]
pub fn outcome(json: &Json) -> Option<Outcome> {
    Some(Outcome {
        check: json.text("check")?,
        requirement: json.word("requirement", Requirement::from_name)?,
        severity: json.word("severity", Severity::from_name)?,
        status: json.word("status", Status::from_name)?,
        reason: json.text("reason")?,
        details: details(&json.get("details")?)?,
        link: json.word("link", Link::from_name),
        observed_at: json.text("observed_at").map(Timestamp),
        elapsed_ms: json.count("elapsed_ms"),
        confirmation: json.get("confirmation").map(|word| confirmation(&word)),
        dismissal: match json.get("dismissal") {
            Some(word) => Some(dismissal(&word)?),
            None => None,
        },
        items: some_of(json, "items", item)?,
        groups: some_of(json, "groups", group)?,
    })
}

/// A list that may be left out where it is empty.
fn some_of<T>(json: &Json, name: &str, read: fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    match json.get(name) {
        Some(_) => json.all(name, read),
        None => Some(Vec::new()),
    }
}

fn item(json: &Json) -> Option<ItemFinding> {
    Some(ItemFinding {
        item: json.word("item", DataItem::from_name)?,
        class: json.word("class", ItemClass::from_name)?,
        state: json.word("state", ItemState::from_name)?,
        field: json.text("field"),
    })
}

fn group(json: &Json) -> Option<CountedGroup> {
    Some(CountedGroup {
        group: json.word("group", RejectionGroup::from_name)?,
        count: json.count("count")?,
        percent: json.count("percent")?,
        details: json.all("details", Json::as_text)?,
    })
}

/// A recommendation a person set aside.
fn dismissal(json: &Json) -> Option<Dismissal> {
    Some(Dismissal {
        at: Timestamp(json.text("at")?),
        note: json.text("note")?,
        by: json.text("by"),
    })
}

fn step(json: &Json) -> Option<Step> {
    Some(Step {
        step: json.text("step")?,
        minutes: json.count("minutes")?,
        waits_for: json.text("waits_for"),
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

/// A whole report, of a run or from memory.
#[must_use]
pub fn report(json: &Json) -> Option<Report> {
    Some(Report {
        schema: json.count("schema")?,
        engine: json.text("engine")?,
        mode: json.word("mode", Mode::from_name)?,
        verdict: json.word("verdict", Verdict::from_name)?,
        profile: profile(&json.get("profile")?)?,
        observed_at: Timestamp(json.text("observed_at")?),
        outcomes: json.all("outcomes", outcome)?,
        next: json.text("next"),
        path: some_of(json, "path", step)?,
        judged_at: json.text("judged_at").map(Timestamp),
    })
}
