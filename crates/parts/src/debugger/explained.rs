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
        _ if secret.is_empty() => texts.get("probe.debugger.needs_secret"),
        Some(right) => texts.with("probe.debugger.matches", &[("form", &name(right))]),
        None => texts.get("probe.debugger.none_matches"),
    };
    let unreadable = pasted
        .has_unreadable_body
        .then(|| classed("p", "hint").text(&texts.get("probe.debugger.body_unreadable")));
    let rows = readings
        .iter()
        .map(|reading| row(reading, &name(reading), secret.is_empty(), texts));
    let mut columns = vec!["probe.debugger.column_form", "probe.debugger.column_text"];
    if !secret.is_empty() {
        columns.extend([
            "probe.debugger.column_expected",
            "probe.debugger.column_match",
        ]);
    }
    let head = columns.into_iter().map(|column| {
        element("th")
            .attribute("scope", "col")
            .attribute("role", "columnheader")
            .text(&texts.get(column))
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
    let unit = header.unit().map_or("unknown", |unit| unit.name());
    let unit = texts.get(&["probe.debugger.unit.", unit].concat());
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
            .child(
                element("th")
                    .attribute("scope", "row")
                    .text(&texts.get(label)),
            )
            .child(element("td").child(value))
    };
    let signed_at = [&at, " (", &unit, ")"].concat();
    let rows = [
        row("probe.debugger.came", element("code").text(&header.hash)),
        row("probe.debugger.signed_at", element("span").text(&signed_at)),
    ];
    classed("table", "facts").child(element("tbody").children(rows))
}

fn row(reading: &Reading, name: &str, is_without_secret: bool, texts: &Texts) -> Element {
    let named = element("th")
        .attribute("scope", "row")
        .attribute("role", "rowheader")
        .text(name);
    let row = element("tr").attribute("role", "row").child(named).child(
        cell(&texts.get("probe.debugger.column_text"))
            .child(element("code").text(&reading.manifest)),
    );
    if is_without_secret {
        return row;
    }
    let (state, said) = if reading.matches {
        ("yes", ["✓ ", &texts.get("probe.debugger.yes")].concat())
    } else {
        ("no", texts.get("probe.debugger.no"))
    };
    row.attribute("data-match", state)
        .child(
            cell(&texts.get("probe.debugger.column_expected"))
                .child(element("code").text(&reading.expected)),
        )
        .child(cell(&texts.get("probe.debugger.column_match")).child(element("span").text(&said)))
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
