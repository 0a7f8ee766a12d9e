//! Whether what the book's page on troubleshooting quotes is really said: codes by the interface,
//! sentences by the widget.

use std::path::{Path, PathBuf};

use checkout_readiness_proxy::problem::Code;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn headings() -> Vec<String> {
    let page = root().join("docs/book/src/troubleshooting.md");
    let text = std::fs::read_to_string(page).unwrap();
    let headings = text.lines().filter_map(|line| line.strip_prefix("### "));
    headings.map(str::to_owned).collect()
}

/// A text with its placeholders as a reader of the book sees them.
fn with_gaps(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push('…');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    out + rest
}

#[test]
fn a_status_in_a_heading_is_that_of_the_codes_beside_it() {
    let mut named = 0;
    for heading in headings() {
        let mut words = heading.split_whitespace();
        let Some(Ok(status)) = words.next().map(str::parse::<u16>) else {
            continue;
        };
        for word in words.filter(|word| word.contains('-')) {
            let code = Code::ALL.iter().find(|code| code.name() == word);
            let code = code.unwrap_or_else(|| panic!("{heading}: there is no code {word}"));
            assert_eq!(code.status().as_u16(), status, "{heading}");
            named += 1;
        }
    }
    assert!(named > 2, "few codes are explained");
}

#[test]
fn a_sentence_in_quotation_marks_is_one_the_widget_says() {
    let files = std::fs::read_dir(root().join("locales/en")).unwrap();
    let said: String = files
        .map(|file| with_gaps(&std::fs::read_to_string(file.unwrap().path()).unwrap()))
        .collect();
    let mut quoted = 0;
    for heading in headings() {
        let Some(sentence) = heading.strip_prefix('“') else {
            continue;
        };
        let sentence = sentence.trim_end_matches('”');
        assert!(said.contains(sentence), "nothing says: {sentence}");
        quoted += 1;
    }
    assert!(quoted > 2, "few sentences are explained");
}
