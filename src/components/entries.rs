//! What a reader may enter, in the row of the check it sharpens.

use std::cell::RefCell;
use std::rc::Rc;

use checkout_readiness_checks::contract::{Outcome, Status};

use crate::app::App;
use crate::app::sale::is_sale;
use crate::dom::{Element, Live, classed, element, nothing, value_of};
use crate::proxy::Quality;

/// The form of that check; nothing where it has none.
pub fn view(app: App, outcome: &Outcome) -> Element {
    match outcome.check.as_str() {
        "payment-can-be-measured" => payment(app),
        "official-quality-score" => score(app),
        "same-keys-as-in-development" => development(app),
        "webhook-verifies-signatures" => reads_again(app, outcome.status),
        _ => nothing(),
    }
}

/// A field's text as it is typed.
type Typed = Rc<RefCell<String>>;

fn field(app: App, label: &str, kind: &str, value: &str) -> (Element, Typed) {
    let typed: Typed = Rc::new(RefCell::new(value.to_owned()));
    let writes = Rc::clone(&typed);
    let input = element("input")
        .attribute("type", kind)
        .attribute("value", value)
        .attribute("autocomplete", "off")
        .attribute("maxlength", "100")
        .on("input", move |event| {
            *writes.borrow_mut() = value_of(&event);
        });
    let label = element("label")
        .child(element("span").text(&app.texts().get(label)))
        .child(input);
    (label, typed)
}

fn form(app: App, fields: Vec<Element>, label: &str, act: impl Fn() + 'static) -> Element {
    classed("form", "confirm")
        .children(fields)
        .child(
            classed("button", "quiet")
                .attribute("type", "submit")
                .text(&app.texts().get(label)),
        )
        .on("submit", move |event| {
            event.prevent_default();
            act();
        })
}

fn payment(app: App) -> Element {
    let known = app.peek(|state| state.entered.payment_id.clone().unwrap_or_default());
    let (number, typed) = field(app, "interface.entries.payment", "text", &known);
    let look = move || app.look_into(&typed.borrow());
    form(app, vec![number], "interface.entries.look_into", look)
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
    let text = |of: &dyn Fn(&Quality) -> String| known.as_ref().map(of).unwrap_or_default();
    let (score, typed_score) = field(
        app,
        "interface.entries.score",
        "number",
        &text(&|quality| quality.score.to_string()),
    );
    let (day, typed_day) = field(
        app,
        "interface.entries.day",
        "date",
        &text(&|quality| quality.measured_on.clone()),
    );
    let (number, typed_number) = field(
        app,
        "interface.entries.measured_payment",
        "text",
        &text(&|quality| quality.payment_id.clone().unwrap_or_default()),
    );
    let save = move || {
        let (day, number) = (typed_day.borrow(), typed_number.borrow());
        let score = typed_score.borrow().trim().parse();
        let is_whole = !day.is_empty();
        let is_whole = is_whole && (number.trim().is_empty() || is_sale(number.trim()));
        let record = score.ok().filter(|score| *score <= 100 && is_whole);
        if record.is_none() && !(typed_score.borrow().is_empty() && day.is_empty()) {
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
            payment_id: Some(number.trim().to_owned()).filter(|number| !number.is_empty()),
        }));
    };
    let fields = vec![score, day, number];
    form(app, fields, "interface.entries.record", save)
        .child(problem(app, "interface.entries.score_is_wrong"))
}

fn development(app: App) -> Element {
    let (key, typed_key) = field(app, "interface.entries.public_key", "text", "");
    let (number, typed_number) = field(app, "interface.entries.application", "text", "");
    let compare = move || {
        app.compare_development(&typed_key.borrow(), &typed_number.borrow());
    };
    form(app, vec![key, number], "interface.entries.compare", compare)
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
