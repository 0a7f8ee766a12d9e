//! What the search of the book looks through: every section, by page and heading.

use scraper::{ElementRef, Html, Selector};
use serde::Serialize;

/// One heading and what stands below it.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct Section {
    /// Where it is.
    pub address: String,
    /// The title of its page.
    pub page: String,
    /// Its heading.
    pub heading: String,
    /// Its words.
    pub text: String,
}

/// The sections of a page.
pub fn sections(name: &str, html: &str) -> Vec<Section> {
    let document = Html::parse_document(html);
    let Ok(main) = Selector::parse("main > *") else {
        return Vec::new();
    };
    let mut sections: Vec<Section> = Vec::new();
    for element in document.select(&main) {
        let text = words(element);
        let is_heading = matches!(element.value().name(), "h1" | "h2" | "h3");
        if is_heading {
            let address = match element.value().id() {
                Some(id) if !sections.is_empty() => format!("{name}#{id}"),
                _ => name.to_owned(),
            };
            let page = sections
                .first()
                .map_or_else(|| text.clone(), |first| first.page.clone());
            sections.push(Section {
                address,
                page,
                heading: text,
                text: String::new(),
            });
        } else if let Some(section) = sections.last_mut() {
            if !section.text.is_empty() {
                section.text.push(' ');
            }
            section.text.push_str(&text);
        }
    }
    sections
}

/// The text of an element with single spaces.
fn words(element: ElementRef<'_>) -> String {
    let text: Vec<&str> = element.text().collect();
    text.join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_at_its_headings() {
        let html = "<nav>no</nav><main><h1 id=\"t\">Embed</h1><p>Two\n lines</p>\
                    <h2 id=\"e\"><a href=\"#e\">Events</a></h2><pre><code>ready</code></pre></main>";
        let found = sections("embed.html", html);
        let section = |address: &str, heading: &str, text: &str| Section {
            address: address.into(),
            page: "Embed".into(),
            heading: heading.into(),
            text: text.into(),
        };
        assert_eq!(
            found,
            [
                section("embed.html", "Embed", "Two lines"),
                section("embed.html#e", "Events", "ready"),
            ]
        );
    }
}
