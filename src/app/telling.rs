//! What the page is told: events of the element, with plain details, and what it may ask.

use checkout_readiness_browser::contract;
use checkout_readiness_checks::contract::{Event, Outcome, Planned, Status, Verdict};
use checkout_readiness_checks::profile::Site;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::App;
use crate::checklist::Phase;
use crate::json::{Json, written};
use crate::proxy::Failure;

/// What an event says beside its name; of each event some.
#[derive(Default, Serialize)]
struct Detail<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    planned: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
}

impl App {
    /// The newest answers as a report; none before there are any.
    pub fn report(self) -> Option<JsValue> {
        let report = self.peek(|state| {
            let is_done = state.list.phase == Phase::Done;
            is_done.then(|| written(&state.list.report()))
        });
        self.plain("report", &report??)
    }

    /// Takes a person's word from the page, where the check asks for one.
    pub fn confirm_if_asked(self, check: &str, note: &str) -> bool {
        let is_asked = self.peek(|state| {
            let outcome = state.list.outcome(check);
            !state.list.is_from_before
                && outcome.is_some_and(|outcome| outcome.status == Status::Confirm)
        });
        if is_asked {
            self.confirm(check, note);
        }
        is_asked
    }

    pub(super) fn tell_start(self) {
        let start = self.peek(|state| Detail {
            product: Some(state.choice.product.name()),
            site: state.choice.site.map(Site::name),
            planned: Some(state.list.rows.len()),
            ..Detail::default()
        });
        self.tell("run-start", &start);
    }

    pub(super) fn tell_outcome(self, event: &Event) {
        if let Event::Outcome { outcome } = event {
            self.tell_written("outcome", written(outcome));
        }
    }

    pub(super) fn tell_end(self) {
        let report = self.peek(|state| written(&state.list.report()));
        self.tell_written("run-complete", report);
    }

    /// Tells the verdict, where it is another one than the page was told last. While answers arrive
    /// there is none.
    pub(super) fn tell_verdict(self) {
        let (phase, verdict) = self.peek(|state| (state.list.phase, state.list.shown_verdict()));
        let told = self.with_tools(|tools| tools.told);
        if let Some(previous) = told.filter(|told| phase != Phase::Running && *told != verdict) {
            self.with_tools(|tools| tools.told = verdict);
            let change = Detail {
                verdict: Some(verdict.name()),
                previous: Some(Verdict::name(previous)),
                ..Detail::default()
            };
            self.tell("verdict-change", &change);
        }
    }

    /// Tells what went wrong, by a code that stays the same.
    pub(super) fn tell_failure(self, failure: &Failure) {
        let Some((code, message)) = failure.told() else {
            return;
        };
        let problem = Detail {
            code: Some(code),
            message: Some(&message),
            ..Detail::default()
        };
        self.tell("error", &problem);
    }

    fn tell(self, name: &str, detail: &Detail<'_>) {
        let detail = written(detail).and_then(|json| js_sys::JSON::parse(&json).ok());
        self.texts().host().emit(name, &detail.unwrap_or_default());
    }

    fn tell_written(self, name: &str, json: Option<String>) {
        if let Some(detail) = json.and_then(|json| self.plain(name, &json)) {
            self.texts().host().emit(name, &detail);
        }
    }

    /// A message as a plain value. Code that makes one of every type of the contract is with the
    /// parts; where they could not be fetched, the browser's own reading does.
    fn plain(self, kind: &str, json: &str) -> Option<JsValue> {
        let parts = self.parts();
        let made = parts.and_then(|parts| parts.plain(kind, json));
        made.or_else(|| js_sys::JSON::parse(json).ok())
    }

    /// Has the page's own checks run; what cannot be understood of their answers is left out, and
    /// then counts as not seen.
    pub(super) fn ask_panel(self, panel: &[Planned]) -> impl Future<Output = Vec<Outcome>> {
        let ids: Vec<String> = panel.iter().map(|planned| planned.check.clone()).collect();
        // They begin now, side by side with everything else that is asked.
        let answer = (!ids.is_empty()).then(|| self.texts().host().begin_panel(&ids));
        async move {
            let Some(answer) = answer else {
                return Vec::new();
            };
            let answer = answer.await.ok();
            let answer = answer.and_then(|answer| Json::parse(&answer.as_string()?)?.as_list());
            let outcomes = answer.unwrap_or_default();
            outcomes.iter().filter_map(contract::outcome).collect()
        }
    }
}
