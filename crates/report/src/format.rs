//! The ways to write a report.

use checkout_readiness_checks::contract::Report;
use checkout_readiness_wording::Catalog;
use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::{discretion, html, json, junit, markdown, plain, sarif, ticket};

/// A way to write a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ReportFormat)]
pub enum Format {
    /// The report itself, for programs; `docs/report.schema.json` describes it.
    Json,
    /// For a wiki, a pull request or a chat.
    Markdown,
    /// One file to open, print or attach.
    Html,
    /// Test results, for continuous integration.
    JUnit,
    /// Findings of a static analysis, for code scanning.
    Sarif,
    /// Plain text.
    Text,
    /// Plain text for a stranger: numbers by their last digits, addresses without their queries.
    Ticket,
    /// Plain text with colours, for a terminal; never sent or saved.
    #[serde(skip)]
    Terminal,
}

impl Format {
    /// Every format that can be asked for by name.
    pub const ALL: [Self; 7] = [
        Self::Json,
        Self::Markdown,
        Self::Html,
        Self::JUnit,
        Self::Sarif,
        Self::Text,
        Self::Ticket,
    ];

    /// The name it is asked for by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::JUnit => "junit",
            Self::Sarif => "sarif",
            Self::Text => "text",
            Self::Ticket => "ticket",
            Self::Terminal => "terminal",
        }
    }

    /// The format of that name, among those that can be asked for.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What the document is, as `Content-Type` says it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::JUnit => "application/xml",
            Self::Sarif => "application/sarif+json",
            Self::Text | Self::Ticket | Self::Terminal => "text/plain; charset=utf-8",
        }
    }

    /// The name to save the document under.
    #[must_use]
    pub fn file_name(self, report: &Report) -> String {
        let ending = match self {
            Self::Json => ".json",
            Self::Markdown => ".md",
            Self::Html => ".html",
            Self::JUnit => ".junit.xml",
            Self::Sarif => ".sarif",
            Self::Text | Self::Terminal => ".txt",
            Self::Ticket => ".ticket.txt",
        };
        let product = report.profile.product.name();
        ["checkout-readiness-", product, ending].concat()
    }
}

/// Writes a report in a format, in the catalog's language. It ends with a line break. Whatever
/// looks like a secret, for example a token pasted into a note, is cut short in every format.
#[must_use]
pub fn render(report: &Report, catalog: &dyn Catalog, format: Format) -> String {
    let report = &discretion::without_secrets(report);
    let document = |report| Document::of(report, catalog);
    let mut text = match format {
        Format::Json => json::write(report),
        Format::Markdown => markdown::write(&document(report)),
        Format::Html => html::write(&document(report)),
        Format::JUnit => junit::write(report, &document(report)),
        Format::Sarif => sarif::write(report, &document(report), catalog),
        Format::Text => plain::write(&document(report), plain::Paint::None),
        Format::Terminal => plain::write(&document(report), plain::Paint::Colours),
        Format::Ticket => ticket::write(&document(&discretion::masked(report))),
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name_but_the_one_for_terminals() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            let wire = serde_json::to_value(format).unwrap();
            assert_eq!(wire, format.name());
        }
        assert_eq!(Format::from_name("terminal"), None);
        assert_eq!(Format::from_name("HTML"), None);
    }
}
