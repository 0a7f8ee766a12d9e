//! What a reader may enter, in the row of the check it sharpens.

use checkout_readiness_checks::contract::{Outcome, Status};
use wasm_bindgen::JsCast;
use web_sys::Event;

use crate::app::App;
use crate::app::sale::is_sale;
use crate::dom::{Element, Live, classed, element, nothing, value_in};
use crate::proxy::Quality;

/// The form of that check; nothing where it has none.
pub fn view(app: App, outcome: &Outcome) -> Element {
    // Without the parts there are no answers to sharpen, and no words for it.
    if app.parts().is_none() {
        return nothing();
    }
    match outcome.check.as_str() {
        "payment-can-be-measured" => payment(app),
        "official-quality-score" => score(app),
        "same-keys-as-in-development" => development(app),
        "webhook-verifies-signatures" => reads_again(app, outcome.status),
        _ => nothing(),
    }
}

/// A field: the path of its label, its kind, and what stands in it.
type Field<'a> = (&'a str, &'a str, &'a str);

/// What is done with what stands in the fields when the form is sent.
type Act = Box<dyn Fn(&[String])>;

/// A form whose fields are read, in their order, when it is sent.
fn form(app: App, fields: &[Field<'_>], label: &str, act: Act) -> Element {
    let texts = app.texts();
    let fields = fields.iter().map(|(label, kind, value)| {
        let input = element("input")
            .attribute("type", kind)
            .attribute("value", value)
            .attribute("autocomplete", "off")
            .attribute("maxlength", "100");
        element("label")
            .child(element("span").text(&texts.get(label)))
            .child(input)
    });
    classed("form", "confirm")
        .children(fields)
        .child(
            classed("button", "quiet")
                .attribute("type", "submit")
                .text(&texts.get(label)),
        )
        .on("submit", move |event| {
            event.prevent_default();
            act(&values(&event));
        })
}

/// What stands in the fields of the form an event is about.
fn values(event: &Event) -> Vec<String> {
    let form = event
        .target()
        .and_then(|form| form.dyn_into::<web_sys::Element>().ok());
    let inputs = form.and_then(|form| form.query_selector_all("input").ok());
    let inputs = inputs
        .into_iter()
        .flat_map(|inputs| (0..inputs.length()).filter_map(move |index| inputs.get(index)));
    inputs
        .map(|input| value_in(&input).trim().to_owned())
        .collect()
}

fn payment(app: App) -> Element {
    let known = app.peek(|state| state.entered.payment_id.clone().unwrap_or_default());
    let number: Field<'_> = ("interface.entries.payment", "text", &known);
    let look = move |values: &[String]| {
        if let [number] = values {
            app.look_into(number);
        }
    };
    form(
        app,
        &[number],
        "interface.entries.look_into",
        Box::new(look),
    )
    .child(problem(app, "interface.entries.payment_is_wrong"))
}

/// What is wrong with what was entered last, where it was entered here.
fn problem(app: App, path: &'static str) -> Element {
    let is_here = move |problem: Option<&str>| problem == Some(path);
    nothing().live(
        move || app.see(|state| is_here(state.entry_problem).to_string()),
        move || {
            if app.peek(|state| is_here(state.entry_problem)) {
                classed("p", "problem").text(&app.texts().get(path))
            } else {
                nothing()
            }
        },
    )
}

fn score(app: App) -> Element {
    let known = app.peek(|state| state.entered.quality.clone());
    let (score, day, number) = known.map_or_else(Default::default, |quality| {
        let number = quality.payment_id.unwrap_or_default();
        (quality.score.to_string(), quality.measured_on, number)
    });
    let fields: [Field<'_>; 3] = [
        ("interface.entries.score", "number", &score),
        ("interface.entries.day", "date", &day),
        ("interface.entries.measured_payment", "text", &number),
    ];
    let save = move |values: &[String]| {
        let [score, day, number] = values else {
            return;
        };
        let is_whole = !day.is_empty() && (number.is_empty() || is_sale(number));
        let record = score.parse().ok();
        let record = record.filter(|score| *score <= 100 && is_whole);
        if record.is_none() && !(score.is_empty() && day.is_empty()) {
            app.announce(app.texts().get("interface.entries.score_is_wrong"));
            app.change(|state| {
                state.entry_problem = Some("interface.entries.score_is_wrong");
            });
            return;
        }
        app.change(|state| state.entry_problem = None);
        app.record_quality(record.map(|score| Quality {
            score,
            measured_on: day.clone(),
            payment_id: Some(number.clone()).filter(|number| !number.is_empty()),
        }));
    };
    form(app, &fields, "interface.entries.record", Box::new(save))
        .child(problem(app, "interface.entries.score_is_wrong"))
}

fn development(app: App) -> Element {
    let fields: [Field<'_>; 2] = [
        ("interface.entries.public_key", "text", ""),
        ("interface.entries.application", "text", ""),
    ];
    let compare = move |values: &[String]| {
        if let [key, number] = values {
            app.compare_development(key, number);
        }
    };
    form(app, &fields, "interface.entries.compare", Box::new(compare))
        .child(classed("p", "hint").text(&app.texts().get("interface.entries.stays_here")))
}

/// A word about the handler, where it was seen to accept a forgery.
fn reads_again(app: App, status: Status) -> Element {
    if !matches!(status, Status::Failed | Status::Warning) {
        return nothing();
    }
    let is_said = move || app.see(|state| if state.entered.reads_again { "yes" } else { "" });
    let field = element("input")
        .attribute("type", "checkbox")
        .live_property("checked", move || is_said().to_owned())
        .on("change", move |_| {
            let is_said = app.peek(|state| state.entered.reads_again);
            app.declare_reads_again(!is_said);
        });
    classed("label", "declare")
        .child(field)
        .child(element("span").text(&app.texts().get("probe.reads_again.label")))
}
