//! Telling the placeholder of an example from a credential.

use super::recogniser;

/// Words that stand for a credential and are never part of one. Whole words only: a random
/// credential may well contain `here`, but hardly between two separators. None is shorter than four
/// letters, for the same reason.
const WORDS: &[&str] = &[
    "access",
    "accesstoken",
    "aqui",
    "aquí",
    "change",
    "changeme",
    "dummy",
    "ejemplo",
    "empty",
    "enter",
    "example",
    "exemplo",
    "fixme",
    "here",
    "insert",
    "none",
    "null",
    "paste",
    "placeholder",
    "public",
    "publickey",
    "replace",
    "replaceme",
    "sample",
    "secret",
    "todo",
    "token",
    "undefined",
    "your",
    "youraccesstoken",
    "yourpublickey",
    "yourtoken",
];

/// Whether the text stands for a credential that was never filled in. Nothing at all counts.
///
/// Ask only about text of no known credential format.
pub(super) fn is_placeholder(text: &str) -> bool {
    let body = recogniser::prefix(text).map_or(text, |(_, rest)| rest);
    is_bracketed(text)
        || is_bracketed(body)
        || is_filler(body)
        || is_masked(body)
        || has_placeholder_word(text)
}

/// `<token>`, `{{token}}`, `${TOKEN}`, `[token]`, `%TOKEN%`.
fn is_bracketed(text: &str) -> bool {
    [
        ("<", ">"),
        ("{", "}"),
        ("${", "}"),
        ("[", "]"),
        ("(", ")"),
        ("%", "%"),
    ]
    .iter()
    .any(|(open, close)| text.len() > 1 && text.starts_with(open) && text.ends_with(close))
}

/// Nothing, or only characters that fill space: `xxxx`, `****-****`, `...`.
fn is_filler(text: &str) -> bool {
    text.chars().all(|character| {
        matches!(
            character,
            'x' | 'X' | '*' | '.' | '…' | '•' | '#' | '?' | '_' | '-' | ' '
        )
    })
}

/// Blanked in the middle, as people write credentials that others may read.
fn is_masked(text: &str) -> bool {
    text.contains(['…', '•'])
        || ["...", "***", "xxxx", "XXXX"]
            .iter()
            .any(|blank| text.contains(blank))
}

fn has_placeholder_word(text: &str) -> bool {
    text.split(|character: char| !character.is_alphanumeric())
        .any(|word| WORDS.iter().any(|known| word.to_lowercase() == *known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_examples_are_known() {
        for text in [
            "",
            "YOUR_ACCESS_TOKEN",
            "your-access-token",
            "<token>",
            "<YOUR TOKEN>",
            "{{access_token}}",
            "${MP_ACCESS_TOKEN}",
            "xxxx",
            "XXXXXXXX",
            "changeme",
            "change_me",
            "CHANGE-ME",
            "APP_USR-xxxxx",
            "TEST-XXXX-XXXX",
            "APP_USR-",
            "APP_USR-…-100000001",
            "APP_USR-1234********",
            "APP_USR-<token>",
            "ENV_ACCESS_TOKEN",
            "TU_ACCESS_TOKEN",
            "SEU_ACCESS_TOKEN",
            "null",
            "undefined",
            "...",
            "%ACCESS_TOKEN%",
            "YOUR_PUBLIC_KEY",
            "PROD_ACCESS_TOKEN",
        ] {
            assert!(is_placeholder(text), "{text:?}");
        }
    }

    #[test]
    fn text_that_may_be_a_credential_is_no_placeholder() {
        for text in [
            "0",
            "abc123",
            "APP_USR-1",
            "ghereTokenu8",
            "APP_USR-000-000",
            "0a0b0c0d0e0f",
            "Zm9vYmFyMDAw",
        ] {
            assert!(!is_placeholder(text), "{text:?}");
        }
    }
}
