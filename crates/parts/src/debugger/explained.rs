//! The explanation of a signature: which came, when it was made, and what it would be in each form.

use checkout_readiness_browser::dom::{Element, classed, element, nothing};
use checkout_readiness_browser::text::Texts;
use checkout_readiness_signature::{Header, Reading};

use super::explain::{Pasted, form};

/// An explanation.
pub struct Explained {
    /// In a sentence: which form it is, or that it is none.
    pub said: String,
    /// Form by form.
    pub shown: Element,
}

/// The explanation; without a secret only what is signed.
pub fn of(pasted: &Pasted, secret: &str, texts: &Texts) -> Explained {
    let word = |name: &str| texts.get(&["probe.debugger.", name].concat());
    let header = match pasted.delivery.header() {
        Ok(header) => header,
        Err(why) => {
            let said = texts.with("probe.debugger.malformed", &[("reason", why.name())]);
            let shown = nothing();
            return Explained { said, shown };
        }
    };
    let readings = pasted.delivery.explain(secret).unwrap_or_default();
    let name = |reading: &Reading| {
        let parts = form(reading, &pasted.delivery).into_iter();
        let parts: Vec<String> = parts
            .map(|part| texts.get(&["probe.debugger.form.", part].concat()))
            .collect();
        parts.join(", ")
    };
    let found = readings.iter().find(|reading| reading.matches);
    let said = match found {
        _ if secret.is_empty() => word("needs_secret"),
        Some(right) => texts.with("probe.debugger.matches", &[("form", &name(right))]),
        None => word("none_matches"),
    };
    let unreadable = pasted
        .has_unreadable_body
        .then(|| classed("p", "hint").text(&word("body_unreadable")));
    let rows = readings
        .iter()
        .map(|reading| row(reading, &name(reading), secret.is_empty(), texts));
    let mut columns = vec!["column_form", "column_text"];
    if !secret.is_empty() {
        columns.extend(["column_expected", "column_match"]);
    }
    let head = columns.into_iter().map(|column| {
        element("th")
            .attribute("scope", "col")
            .attribute("role", "columnheader")
            .text(&word(column))
    });
    let head = element("tr").attribute("role", "row").children(head);
    let table = classed("table", "facts forms")
        .attribute("role", "table")
        .child(group("thead").child(head))
        .child(group("tbody").children(rows));
    let shown = nothing().maybe(unreadable);
    Explained {
        said,
        shown: shown.child(came(&header, texts)).child(table),
    }
}

/// The signature that came, and when it was made.
fn came(header: &Header, texts: &Texts) -> Element {
    let word = |name: &str| texts.get(&["probe.debugger.", name].concat());
    let unit = header.unit().map_or("unknown", |unit| unit.name());
    let unit = word(&["unit.", unit].concat());
    let at = header.signed_at_seconds().map_or_else(
        || header.ts.clone(),
        |seconds| {
            #[expect(
                clippy::cast_precision_loss,
                reason = "ten digits are exact in a JavaScript number"
            )]
            let moment = js_sys::Date::new(&((seconds as f64) * 1000.0).into());
            texts.moment(&String::from(moment.to_iso_string()))
        },
    );
    let row = |label: &str, value: Element| {
        element("tr")
            .child(element("th").attribute("scope", "row").text(&word(label)))
            .child(element("td").child(value))
    };
    let signed_at = [&at, " (", &unit, ")"].concat();
    let rows = [
        row("came", element("code").text(&header.hash)),
        row("signed_at", element("span").text(&signed_at)),
    ];
    classed("table", "facts").child(element("tbody").children(rows))
}

fn row(reading: &Reading, name: &str, is_without_secret: bool, texts: &Texts) -> Element {
    let word = |name: &str| texts.get(&["probe.debugger.", name].concat());
    let named = element("th")
        .attribute("scope", "row")
        .attribute("role", "rowheader")
        .text(name);
    let row = element("tr")
        .attribute("role", "row")
        .child(named)
        .child(cell(&word("column_text")).child(element("code").text(&reading.manifest)));
    if is_without_secret {
        return row;
    }
    let (state, said) = if reading.matches {
        ("yes", "✓ ")
    } else {
        ("no", "")
    };
    let said = [said, &word(state)].concat();
    row.attribute("data-match", state)
        .child(cell(&word("column_expected")).child(element("code").text(&reading.expected)))
        .child(cell(&word("column_match")).child(element("span").text(&said)))
}

/// A cell that carries its column's name for where there is no room for columns.
fn cell(column: &str) -> Element {
    element("td")
        .attribute("role", "cell")
        .attribute("data-column", column)
}

fn group(tag: &str) -> Element {
    element(tag).attribute("role", "rowgroup")
}
