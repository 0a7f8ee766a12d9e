//! A page's markup as a tree, and the few questions every reader of a page asks it.

use scraper::{ElementRef, Html, Selector};
use url::Url;

/// The most tags, opening and closing, that are parsed: no checkout has as many, and a page made of
/// nothing else takes long.
const MOST_TAGS: usize = 20_000;

/// The page; none where the markup is too much to parse.
pub(super) fn parse(markup: &str) -> Option<Html> {
    let tags = markup.bytes().filter(|byte| *byte == b'<').count();
    (tags <= MOST_TAGS).then(|| Html::parse_document(markup))
}

/// Every element of this kind, in order. Comments, templates and `noscript` hold none.
pub(super) fn all<'a>(
    document: &'a Html,
    selector: &str,
) -> impl Iterator<Item = ElementRef<'a>> + use<'a> {
    let select = |selector: &str| -> Vec<ElementRef<'a>> {
        Selector::parse(selector)
            .map(|selector| document.select(&selector).collect())
            .unwrap_or_default()
    };
    let mut found = select(selector);
    // What stands in a template is no part of the page until a script takes it out.
    if !select("template").is_empty() {
        found.retain(|element| {
            let mut above = element
                .ancestors()
                .filter_map(|node| node.value().as_element());
            !above.any(|element| element.name() == "template")
        });
    }
    found.into_iter()
}

/// What relative addresses start from: the page, unless its markup says otherwise.
pub(super) fn base(document: &Html, page: &Url) -> Url {
    all(document, "base[href]")
        .next()
        .and_then(|element| page.join(element.attr("href")?.trim()).ok())
        .unwrap_or_else(|| page.clone())
}

/// The Content Security Policies in the markup.
pub(super) fn policies(document: &Html) -> impl Iterator<Item = &str> {
    all(
        document,
        "head > meta[http-equiv='content-security-policy' i][content]",
    )
    .filter_map(|element| element.attr("content"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_nothing_but_tags_is_not_parsed() {
        let mebibyte = 1024 * 1024;
        let tags = "<div>".repeat(mebibyte / "<div>".len());
        let since = std::time::Instant::now();
        assert!(parse(&tags).is_none());
        assert!(since.elapsed().as_secs() < 1);
        assert!(parse(&"x".repeat(mebibyte)).is_some());
        assert!(parse(&"<br>".repeat(MOST_TAGS)).is_some());
        assert!(parse(&"<br>".repeat(MOST_TAGS + 1)).is_none());
    }
}
