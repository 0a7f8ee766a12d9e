//! What a reader may enter, in the row of the check it sharpens: a payment to look into, the official
//! score, the credentials of development, a word about the handler.
//!
//! The widget acts on it (`entered`) and says aloud what is wrong (`announce`). What can be meant by
//! nobody stops here: it may be something that must not be kept, let alone sent.

use checkout_readiness_browser::dom::{Element, classed, element, value_in};
use checkout_readiness_browser::json::{Json, written};
use checkout_readiness_browser::text::Texts;
use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use crate::live::{set, tell_of};

/// What was entered, by name. What is absent is taken back.
#[derive(Default, Serialize)]
struct Entered<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    measured_on: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    public_key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    application_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reads_again: Option<bool>,
}

/// A field: the path of its label, its kind, and what stands in it.
type Field = (&'static str, &'static str, String);

/// What stands in the fields, read; or the path of the text that says what is wrong.
type Read = fn(&[String]) -> Result<Entered<'_>, &'static str>;

/// What can be entered about a check: `{"check", "payment_id"?, "quality"?, "reads_again"}`, with what
/// was entered before.
pub fn view(known: &Json, texts: &Texts) -> Option<Element> {
    let before = |name: &str| known.text(name).unwrap_or_default();
    Some(match known.text("check")?.as_str() {
        "payment-can-be-measured" => form(
            [("interface.entries.payment", "text", before("payment_id"))],
            "interface.entries.look_into",
            payment,
            texts,
        ),
        "official-quality-score" => {
            let quality = known.get("quality");
            let of_quality = |name: &str| quality.as_ref()?.text(name);
            let score = quality.as_ref().and_then(|quality| quality.count("score"));
            let score = score.map(|score| score.to_string());
            let fields = [
                ("interface.entries.score", "number", score),
                ("interface.entries.day", "date", of_quality("measured_on")),
                (
                    "interface.entries.measured_payment",
                    "text",
                    of_quality("payment_id"),
                ),
            ];
            let fields =
                fields.map(|(label, kind, value)| (label, kind, value.unwrap_or_default()));
            form(fields, "interface.entries.record", official_score, texts)
        }
        "same-keys-as-in-development" => {
            let fields = [
                "interface.entries.public_key",
                "interface.entries.application",
            ]
            .map(|label| (label, "text", String::new()));
            let stays_here = texts.get("interface.entries.stays_here");
            form(fields, "interface.entries.compare", development, texts)
                .child(classed("p", "hint").text(&stays_here))
        }
        "webhook-verifies-signatures" => reads_again(known, texts),
        _ => return None,
    })
}

fn payment(values: &[String]) -> Result<Entered<'_>, &'static str> {
    let [number] = values else {
        return Err("interface.entries.payment_is_wrong");
    };
    if number.is_empty() || is_sale(number) {
        Ok(Entered {
            payment_id: Some(number),
            ..Entered::default()
        })
    } else {
        Err("interface.entries.payment_is_wrong")
    }
}

/// A score with its day, or neither, which takes the record back.
fn official_score(values: &[String]) -> Result<Entered<'_>, &'static str> {
    const WRONG: &str = "interface.entries.score_is_wrong";
    let [score, day, number] = values else {
        return Err(WRONG);
    };
    if score.is_empty() && day.is_empty() {
        return Ok(Entered::default());
    }
    let score = score.parse().ok().filter(|score| *score <= 100);
    let number = Some(number.as_str()).filter(|number| !number.is_empty());
    if score.is_none() || day.is_empty() || !number.is_none_or(is_sale) {
        return Err(WRONG);
    }
    Ok(Entered {
        score,
        measured_on: Some(day),
        payment_id: number,
        ..Entered::default()
    })
}

fn development(values: &[String]) -> Result<Entered<'_>, &'static str> {
    let value = |index: usize| values.get(index).map(String::as_str);
    Ok(Entered {
        public_key: value(0),
        application_id: value(1),
        ..Entered::default()
    })
}

/// Whether this is the number of a payment or the id of an order.
fn is_sale(text: &str) -> bool {
    let is_payment =
        (6..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_order = text.starts_with("ORD")
        && text.len() <= 40
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_payment || is_order
}

/// A form whose fields are read, in their order, when it is sent.
fn form<const FIELDS: usize>(
    fields: [Field; FIELDS],
    label: &str,
    read: Read,
    texts: &Texts,
) -> Element {
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
    let send = classed("button", "quiet")
        .attribute("type", "submit")
        .text(&texts.get(label));
    let texts = texts.clone();
    classed("form", "confirm")
        .children(fields)
        .child(send)
        .child(classed("p", "problem").attribute("hidden", ""))
        .on("submit", move |event| {
            event.prevent_default();
            send_entered(&event, read, &texts);
        })
}

/// Tells what stands in the form that is sent, or says beside it what is wrong.
fn send_entered(event: &Event, read: Read, texts: &Texts) {
    let Some(form) = event.target().and_then(|form| form.dyn_into().ok()) else {
        return;
    };
    let form: web_sys::Element = form;
    let values = values(&form);
    let from = Element::existing(&form);
    let wrong = match read(&values) {
        Ok(entered) => {
            tell(&from, &entered);
            None
        }
        Err(wrong) => Some(texts.get(wrong)),
    };
    if let Ok(Some(problem)) = form.query_selector(".problem") {
        let _ = problem.toggle_attribute_with_force("hidden", wrong.is_none());
        problem.set_text_content(wrong.as_deref());
    }
    if let Some(wrong) = wrong {
        tell_of(&from, "announce", &JsValue::from_str(&wrong));
    }
}

fn values(form: &web_sys::Element) -> Vec<String> {
    let inputs = form.query_selector_all("input").ok();
    let inputs = inputs
        .into_iter()
        .flat_map(|inputs| (0..inputs.length()).filter_map(move |index| inputs.get(index)));
    inputs
        .map(|input| value_in(&input).trim().to_owned())
        .collect()
}

/// A word about the handler, where it was seen to accept a forgery.
fn reads_again(known: &Json, texts: &Texts) -> Element {
    let field = element("input").attribute("type", "checkbox");
    let is_said = known.get("reads_again").and_then(|said| said.as_flag());
    set(&field, "checked", &is_said.unwrap_or_default().into());
    let field = field.on("change", |event| {
        let Some(field) = event.target() else { return };
        let is_said = Reflect::get(&field, &JsValue::from_str("checked"));
        let entered = Entered {
            reads_again: is_said.ok().and_then(|said| said.as_bool()),
            ..Entered::default()
        };
        if let Some(field) = field.dyn_ref() {
            tell(&Element::existing(field), &entered);
        }
    });
    classed("label", "declare")
        .child(field)
        .child(element("span").text(&texts.get("probe.reads_again.label")))
}

/// Tells the widget around what was entered.
fn tell(from: &Element, entered: &Entered<'_>) {
    if let Some(entered) = written(entered) {
        tell_of(from, "entered", &JsValue::from_str(&entered));
    }
}
