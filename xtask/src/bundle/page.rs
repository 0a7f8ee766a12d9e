//! The page: its sources replaced by what was made of them, and nothing a strict policy blocks.

use anyhow::{Context, Result, bail, ensure};

/// Folders whose files the page may name as they are in the project.
const SOURCES: [&str; 2] = ["embed/", "style/"];

/// The page as it is served.
#[derive(Debug)]
pub struct Page {
    pub html: String,
    /// What it loads, in the order of the page.
    pub files: Vec<String>,
}

/// Replaces every `href="style/…"` and `src="embed/…"` by what `make` made of that file, and
/// Trunk's own link by two that start loading the compiled widget and what brings it at once.
pub fn rewrite(
    html: &str,
    full: &str,
    wasm: &str,
    make: impl Fn(&str) -> Result<String>,
) -> Result<Page> {
    rewrite_sources(preload(html, full, wasm)?, make)
}

/// The same for a page that Trunk does not know.
pub fn rewrite_sources(html: String, make: impl Fn(&str) -> Result<String>) -> Result<Page> {
    let named = sources(&html);
    let mut page = Page {
        html,
        files: Vec::new(),
    };
    for source in named {
        let made = make(&source).with_context(|| format!("a page names {source}"))?;
        page.html = page
            .html
            .replace(&format!("\"{source}\""), &format!("\"{made}\""));
        page.files.push(made);
    }
    Ok(page)
}

/// Puts the preloads where `<link data-trunk rel="rust" …>` was, which Trunk leaves in the page.
fn preload(html: &str, full: &str, wasm: &str) -> Result<String> {
    let trunk = tags(html)
        .find(|tag| tag.starts_with("<link") && tag.contains("data-trunk"))
        .context("index.html lacks <link data-trunk rel=\"rust\" …>")?;
    let link = format!(
        "<link rel=\"modulepreload\" href=\"{full}\">\n    \
         <link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>"
    );
    Ok(html.replace(trunk, &link))
}

/// The files of ours that a page names, each once.
fn sources(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in ["href=\"", "src=\""] {
        for rest in html.split(attribute).skip(1) {
            let value = rest.split('"').next().unwrap_or_default();
            if SOURCES.iter().any(|folder| value.starts_with(folder))
                && !found.iter().any(|known| known == value)
            {
                found.push(value.to_owned());
            }
        }
    }
    found
}

/// Refuses inline scripts and styles, and anything the page would load from another site.
pub fn refuse_what_a_strict_policy_blocks(html: &str) -> Result<()> {
    for tag in tags(html) {
        let words = tag.to_ascii_lowercase();
        ensure!(
            !words.starts_with("<style"),
            "index.html has an inline style sheet: {tag}"
        );
        ensure!(
            !words.contains(" style="),
            "index.html has an inline style: {tag}"
        );
        let handler = words
            .split_whitespace()
            .any(|word| word.starts_with("on") && word.contains('='));
        ensure!(!handler, "index.html has an inline event handler: {tag}");
        let loads = ["<script", "<link", "<img", "<iframe"]
            .iter()
            .any(|name| words.starts_with(name));
        if words.starts_with("<script") && !words.contains(" src=") {
            bail!("index.html has an inline script: {tag}");
        }
        if loads && (words.contains("=\"http") || words.contains("=\"//")) {
            bail!("index.html loads from another site: {tag}");
        }
    }
    Ok(())
}

/// All opening tags.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices('<').filter_map(|(start, _)| {
        let rest = &html[start..];
        let is_tag = rest[1..].starts_with(|first: char| first.is_ascii_alphabetic());
        is_tag
            .then(|| rest.find('>').map(|end| &rest[..=end]))
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"<link data-trunk rel="rust" data-trunk-id="0">
<link rel="stylesheet" href="style/page.css"><script type="module" src="embed/page.js"></script>"#;

    #[test]
    fn sources_become_what_was_made_of_them() {
        let page = rewrite(SOURCE, "assets/f.2.js", "assets/w.1.wasm", |source| {
            Ok(format!("assets/{}", source.rsplit('/').next().unwrap()))
        })
        .unwrap();
        assert!(
            page.html.contains(r#"href="assets/page.css""#),
            "{}",
            page.html
        );
        assert!(
            page.html.contains(r#"src="assets/page.js""#),
            "{}",
            page.html
        );
        assert!(
            page.html.contains(r#"href="assets/w.1.wasm" as="fetch""#),
            "{}",
            page.html
        );
        assert!(
            page.html
                .contains(r#"rel="modulepreload" href="assets/f.2.js""#),
            "{}",
            page.html
        );
        assert!(!page.html.contains("data-trunk"), "{}", page.html);
        assert_eq!(page.files, ["assets/page.css", "assets/page.js"]);
    }

    #[test]
    fn a_page_without_trunks_link_is_refused() {
        assert!(rewrite("<p>", "f", "w", |_| Ok(String::new())).is_err());
    }

    #[test]
    fn what_a_strict_policy_blocks_is_refused() {
        for bad in [
            "<script>1</script>",
            "<style>a{}</style>",
            r#"<p style="color:red">"#,
            r#"<button onclick="go()">"#,
            r#"<script src="https://cdn.example/x.js">"#,
            r#"<link rel="stylesheet" href="//fonts.example/a.css">"#,
        ] {
            assert!(refuse_what_a_strict_policy_blocks(bad).is_err(), "{bad}");
        }
        let good = r#"<a href="https://www.mercadopago.com">x</a><script src="a.js"></script>"#;
        refuse_what_a_strict_policy_blocks(good).unwrap();
    }
}
