//! What of a foreign text may be kept: codes of a closed alphabet, messages without personal data.

const LONGEST_CODE: usize = 64;
const LONGEST_MESSAGE: usize = 160;
const LONGEST_WORD: usize = 32;
const MOST_DIGITS: usize = 4;

/// An identifier such as a code, if the text is one: ASCII letters, digits and `._:-`, neither long
/// nor shaped like a credential. Of several words only small letters, as in `resource not found`:
/// names of people begin with a capital.
pub(crate) fn clean_code(text: &str) -> Option<String> {
    let is_word =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
    let is_phrase = |byte: u8| byte.is_ascii_lowercase() || byte == b' ';
    let fits = (1..=LONGEST_CODE).contains(&text.len())
        && (text.bytes().all(is_word) || text.bytes().all(is_phrase))
        && !is_telling_code(text);
    fits.then(|| text.to_owned())
}

/// A request's identifier, if the text is one.
pub(crate) fn clean_request_id(text: &str) -> Option<String> {
    let is_allowed = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':' | b'/' | b'=')
    };
    let fits =
        (1..=128).contains(&text.len()) && text.bytes().all(is_allowed) && !is_credential(text);
    fits.then(|| text.to_owned())
}

/// A message with every word left out that could name a person, an account or a secret by number
/// or address, cut at 160 characters.
pub(crate) fn clean_message(text: &str) -> Option<String> {
    let words = text.split(|character: char| character.is_whitespace() || character.is_control());
    let mut clean = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        let word = if is_telling(word) { "…" } else { word };
        if clean.chars().count() + word.chars().count() >= LONGEST_MESSAGE {
            clean.push('…');
            break;
        }
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.push_str(word);
    }
    (!clean.is_empty()).then_some(clean)
}

/// Whether a word could identify: an e-mail address, a document, a phone, a credential, a long key.
fn is_telling(word: &str) -> bool {
    word.contains('@')
        || digits(word) > MOST_DIGITS
        || word.chars().count() > LONGEST_WORD
        || is_credential(word)
}

/// Codes may have many letters, but no long numbers: those are documents and accounts.
fn is_telling_code(code: &str) -> bool {
    digits(code) > 8 || is_credential(code)
}

fn is_credential(text: &str) -> bool {
    ["APP_USR-", "TEST-", "TG-"]
        .iter()
        .any(|prefix| text.contains(prefix))
}

fn digits(text: &str) -> usize {
    text.chars()
        .filter(|character| character.is_numeric())
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kept_only_in_their_alphabet() {
        for code in [
            "unauthorized",
            "PA_UNAUTHORIZED_RESULT_FROM_POLICIES",
            "2000",
            "13253",
            "resource not found",
        ] {
            assert_eq!(clean_code(code).as_deref(), Some(code));
        }
        for text in [
            "",
            "Ana Exemplo",
            "a@b",
            "<script>",
            "ñ",
            "19119119100",
            "APP_USR-1-2",
            &"a".repeat(65),
        ] {
            assert_eq!(clean_code(text), None, "{text}");
        }
    }

    #[test]
    fn messages_lose_what_could_identify_somebody() {
        for (text, clean) in [
            ("Payment not found", "Payment not found"),
            ("user owner@example.invalid is blocked", "user … is blocked"),
            ("document 191.191.191-00 of 100000001", "document … of …"),
            ("invalid token APP_USR-1-010112-0-1\n", "invalid token …"),
            (
                "see (https://developers.example.invalid/a/long/path)",
                "see …",
            ),
            ("two\u{0}\r\n  lines", "two lines"),
        ] {
            assert_eq!(clean_message(text).as_deref(), Some(clean));
        }
        assert_eq!(clean_message(" \n"), None);
        assert!(
            clean_message(&"word ".repeat(100)).unwrap().chars().count() <= LONGEST_MESSAGE + 1
        );
    }
}
