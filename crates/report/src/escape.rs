//! Values that mean nothing to Markdown.

use checkout_readiness_wording::clean;

/// What stands where there is nothing to show.
const NOTHING: &str = "…";

/// A sentence in which nothing is markup. An underscore between letters is left alone, because it
/// means nothing there and names such as `MP_ACCESS_TOKEN` stay readable; before the first letter
/// every sign is escaped, because there even a hyphen or a number has a meaning.
pub fn sentence(text: &str) -> String {
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
pub fn code(value: &str) -> String {
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

/// A sentence in a table's cell, where a bar would end the cell however it is escaped.
pub fn cell(text: &str) -> String {
    sentence(text).replace("\\|", "&#124;")
}

/// A name in a table's cell: as code where nothing in it could end the cell.
pub fn cell_code(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-[]:/, ".contains(&byte);
    if name.bytes().all(is_plain) {
        code(name)
    } else {
        cell(name)
    }
}

#[cfg(test)]
mod tests {
    use super::{cell, cell_code, code, sentence};

    #[test]
    fn a_cell_holds_no_bar() {
        assert_eq!(cell(r"a|b\|c"), r"a&#124;b\\&#124;c");
        assert_eq!(cell_code("items[].id"), "`items[].id`");
        assert_eq!(cell_code("a|b`"), r"a&#124;b\`");
    }

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
