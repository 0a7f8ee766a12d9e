//! What a rendered page still needs: its own place in the contents, code that the keyboard can
//! scroll; and what it must not have.

use anyhow::{Result, bail, ensure};
use scraper::{Html, Selector};

/// What mdBook writes before the title of a part: an item that holds nothing.
const EMPTY_ITEM: &str = "<li class=\"chapter-item expanded \"><li class=\"part-title\">";

/// The page as it is served.
pub fn page(name: &str, html: &str) -> Result<String> {
    ensure!(
        !html.contains("{{#"),
        "something that should have been included is not there"
    );
    let link = format!("<a href=\"{name}\">");
    let current = format!("<a href=\"{name}\" aria-current=\"page\">");
    ensure!(html.contains(&link), "the contents do not list it");
    let html = html
        .replacen(&link, &current, 1)
        .replace(EMPTY_ITEM, "<li class=\"part-title\">")
        // A column without a name has a cell there, and no heading that says nothing.
        .replace("<th></th>", "<td></td>")
        // What is wider than the page is scrolled, and must be reached by the keyboard for that.
        .replace("<pre>", "<pre tabindex=\"0\">")
        .replace(
            "<div class=\"table-wrapper\">",
            "<div class=\"table-wrapper\" tabindex=\"0\">",
        );
    refuse_what_a_strict_policy_blocks(&html)?;
    Ok(html)
}

/// Inline scripts, styles and handlers do nothing where the book is served.
fn refuse_what_a_strict_policy_blocks(html: &str) -> Result<()> {
    let document = Html::parse_document(html);
    for element in document.select(&everything()?) {
        let element = element.value();
        let name = element.name();
        if name == "style" || (name == "script" && element.attr("src").is_none()) {
            bail!("<{name}> with content is blocked where this is served");
        }
        if let Some((attribute, _)) = element
            .attrs()
            .find(|(name, _)| *name == "style" || name.starts_with("on"))
        {
            bail!("<{name} {attribute}=…> is blocked where this is served");
        }
    }
    Ok(())
}

fn everything() -> Result<Selector> {
    Selector::parse("*").map_err(|error| anyhow::anyhow!("{error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_marked_in_the_contents_once() {
        let html = "<nav><a href=\"a.html\">A</a><a href=\"b.html\">B</a></nav><pre>x</pre>";
        let page = page("b.html", html).unwrap();
        assert!(page.contains("<a href=\"b.html\" aria-current=\"page\">B</a>"));
        assert_eq!(page.matches("aria-current").count(), 1);
        assert!(page.contains("<pre tabindex=\"0\">"));
    }

    #[test]
    fn what_would_be_blocked_is_named() {
        for (html, named) in [
            ("<script>alert(1)</script>", "<script>"),
            ("<style>p {}</style>", "<style>"),
            ("<td style=\"text-align: right\">1</td>", "style"),
            ("<p onclick=\"x()\">", "<p onclick"),
        ] {
            let html = format!("<a href=\"a.html\"></a><table><tr>{html}</tr></table>");
            let error = page("a.html", &html).unwrap_err().to_string();
            assert!(error.contains(named), "{error}");
        }
        page(
            "a.html",
            "<a href=\"a.html\"></a><script src=\"a.js\"></script>",
        )
        .unwrap();
    }
}
