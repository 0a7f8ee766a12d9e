//! Values that mean nothing to Markdown.

use crate::clean::clean;

/// What stands where there is nothing to show.
const NOTHING: &str = "…";

/// A sentence in which nothing is markup. An underscore between letters is left alone, because it
/// means nothing there and names such as `MP_ACCESS_TOKEN` stay readable; before the first letter
/// every sign is escaped, because there even a hyphen or a number has a meaning.
pub(super) fn sentence(text: &str) -> String {
    let text = clean(text);
    let text = text.trim();
    if text.is_empty() {
        return NOTHING.to_owned();
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    let (mut before, mut has_begun) = (' ', false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        let is_inside_word = before.is_alphanumeric() && after.is_alphanumeric();
        has_begun |= character.is_alphabetic();
        let has_meaning = match character {
            '_' => !is_inside_word,
            '\\' | '`' | '*' | '[' | ']' | '{' | '}' | '<' | '>' | '#' | '|' | '~' | '&' | '!'
            | '$' | '@' | '^' => true,
            _ => !has_begun && character.is_ascii_punctuation(),
        };
        if has_meaning {
            escaped.push('\\');
        }
        escaped.push(character);
        before = character;
    }
    escaped
}

/// A value as code: nothing in it is markup, a link or a mention. The fence is longer than any
/// run of backticks inside.
pub(super) fn code(value: &str) -> String {
    let value = clean(value);
    let value = value.trim();
    if value.is_empty() {
        return NOTHING.to_owned();
    }
    let (mut longest, mut run) = (0, 0);
    for character in value.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let space = if value.starts_with('`') || value.ends_with('`') {
        " "
    } else {
        ""
    };
    [&fence, space, value, space, &fence].concat()
}

#[cfg(test)]
mod tests {
    use super::{code, sentence};

    #[test]
    fn a_sentence_keeps_names_readable_and_loses_markup() {
        assert_eq!(
            sentence("Set MP_ACCESS_TOKEN, _now_"),
            r"Set MP_ACCESS_TOKEN, \_now\_"
        );
        assert_eq!(sentence("<img> [x](y)"), r"\<img\> \[x\](y)");
        assert_eq!(sentence(" 1. - a-b."), r"1\. \- a-b.");
    }

    #[test]
    fn code_outlasts_the_backticks_inside_it() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("`x``y"), "``` `x``y ```");
        assert_eq!(code("  "), "…");
    }
}
