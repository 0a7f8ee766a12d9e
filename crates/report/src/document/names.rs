//! Labels of the document.

use checkout_readiness_wording::{Catalog, clean, counted, fill};

/// A label of `locales/*/document.toml`.
pub fn label(key: &str, catalog: &dyn Catalog) -> String {
    of("document", key, catalog)
}

/// A label the widget shows too.
pub fn of_report(key: &str, catalog: &dyn Catalog) -> String {
    of("shared.report", key, catalog)
}

/// A label with a number in it.
pub fn counting(key: &str, count: u32, more: &[(&str, u32)], catalog: &dyn Catalog) -> String {
    let path = ["document.", key].concat();
    let text = counted(catalog, &path, Some(i64::from(count)));
    fill(text.as_deref().unwrap_or("{count}"), &mut |name| {
        let found = match name {
            "count" => Some(count),
            name => more
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, number)| *number),
        };
        found.map(|number| number.to_string())
    })
}

fn of(table: &str, key: &str, catalog: &dyn Catalog) -> String {
    catalog
        .text(&[table, ".", key].concat())
        .unwrap_or_else(|| clean(key))
}
