//! Values from elsewhere as one visible line.

/// The value with everything gone that moves a cursor, starts a line or turns the reading
/// direction: a shop's name must not be able to rewrite a terminal or a ticket.
#[must_use]
pub fn clean(value: &str) -> String {
    value
        .chars()
        .map(|character| if is_unseen(character) { ' ' } else { character })
        .collect()
}

fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn escape_sequences_line_breaks_and_direction_marks_are_gone() {
        assert_eq!(clean("a\u{1b}[2Jb\r\nc\u{202e}d"), "a [2Jb  c d");
        assert_eq!(clean("Loja São João …0001"), "Loja São João …0001");
    }
}
