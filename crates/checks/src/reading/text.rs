//! Small steps through text that the readers share.

/// What is left of the text from this byte on; nothing where that is inside a character or beyond
/// the end.
pub(super) fn after(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Whether a byte may be part of a name in a script or in markup.
pub(super) const fn is_of_a_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$'
}

/// Whether a name begins at this byte, and is not the rest of a longer one.
pub(super) fn begins_here(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    !before.is_some_and(|byte| is_of_a_name(*byte))
}

/// How many bytes at the start are of this kind, counting to `most` and one beyond.
pub(super) fn run(text: &str, most: usize, is: impl Fn(u8) -> bool) -> usize {
    let bytes = text.bytes().take(most.saturating_add(1));
    bytes.take_while(|byte| is(*byte)).count()
}

/// The text without this prefix, upper and lower case being the same.
pub(super) fn without<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    text.get(..prefix.len())
        .filter(|start| start.eq_ignore_ascii_case(prefix))
        .map(|start| after(text, start.len()))
}

/// Whether a UUID stands at the start, and nothing of a name directly behind it.
pub(super) fn starts_with_uuid(text: &str) -> bool {
    let mut rest = text;
    for (index, length) in [8, 4, 4, 4, 12].into_iter().enumerate() {
        if index > 0 {
            match rest.strip_prefix('-') {
                Some(part) => rest = part,
                None => return false,
            }
        }
        if run(rest, length, |byte| byte.is_ascii_hexdigit()) != length {
            return false;
        }
        rest = after(rest, length);
    }
    !rest.bytes().next().is_some_and(is_of_a_name)
}
