//! Parts a page's text into its markup and the scripts written into it, every line where it was.

/// The markup without the scripts in it, and these scripts without the markup. Both have all the
/// line breaks of the text, so that a line's number says where in the page something stands. What
/// looks like a script inside a comment counts as one: anybody can read it all the same.
pub(super) fn part(text: &str) -> (String, String) {
    let (mut markup, mut scripts) = (String::new(), String::new());
    let mut rest = text;
    while let Some(opening) = find(rest, "<script") {
        let tag = opening + end_of_tag(rest.get(opening..).unwrap_or_default());
        let (before, script_on) = rest.split_at(tag);
        let length = find(script_on, "</script").unwrap_or(script_on.len());
        let (script, after) = script_on.split_at(length);
        put(before, &mut markup, &mut scripts);
        put(script, &mut scripts, &mut markup);
        // Two scripts are two texts.
        scripts.push(' ');
        rest = after;
    }
    put(rest, &mut markup, &mut scripts);
    (markup, scripts)
}

/// Writes a text into one of two, and its line breaks into the other.
fn put(text: &str, into: &mut String, beside: &mut String) {
    into.push_str(text);
    let breaks = text.bytes().filter(|byte| *byte == b'\n').count();
    beside.extend(std::iter::repeat_n('\n', breaks));
}

/// Where the tag at the start of this text ends; a `>` in quotation marks does not end it.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Where a tag of this name begins, in any letter case; a longer name is another tag.
fn find(text: &str, tag: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    bytes
        .windows(tag.len())
        .enumerate()
        .filter(|(_, window)| window.eq_ignore_ascii_case(tag.as_bytes()))
        .map(|(at, _)| at)
        .find(|at| {
            let next = bytes.get(at + tag.len());
            next.is_none_or(|next| matches!(next, b'>' | b'/') || next.is_ascii_whitespace())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String) {
        let (markup, scripts) = part(text);
        let lines = |text: &str| text.matches('\n').count();
        assert_eq!(lines(&markup), lines(text), "{text}");
        assert_eq!(lines(&scripts), lines(text), "{text}");
        (markup, scripts.trim().to_owned())
    }

    #[test]
    fn scripts_and_markup_are_told_apart_and_keep_their_lines() {
        for (text, markup, scripts) in [
            ("<p>a</p>", "<p>a</p>", ""),
            (
                "<p><script>a < b</script></p>",
                "<p><script></script></p>",
                "a < b",
            ),
            (
                "<SCRIPT\n type='x>y'>a</Script >b",
                "<SCRIPT\n type='x>y'></Script >b",
                "a",
            ),
            (
                "<script>a</script><script>b</script>",
                "<script></script><script></script>",
                "a b",
            ),
            ("<scripting>a</scripting>", "<scripting>a</scripting>", ""),
            ("<script>a", "<script>", "a"),
            ("<script", "<script", ""),
            ("<script 'a>é", "<script 'a>é", ""),
            ("é<script>é</script>é", "é<script></script>é", "é"),
        ] {
            let expected = (markup.to_owned(), scripts.to_owned());
            assert_eq!(parts(text), expected, "{text}");
        }
        assert_eq!(
            part("a\n<script>\nb\n</script>\nc"),
            (
                "a\n<script>\n\n</script>\nc".to_owned(),
                "\n\nb\n \n".to_owned()
            )
        );
    }

    #[test]
    fn a_page_of_nothing_but_scripts_takes_no_time() {
        let since = std::time::Instant::now();
        for text in ["<script>", "<script'", "<script></script>"] {
            parts(&text.repeat(60_000));
        }
        assert!(since.elapsed().as_secs() < 5);
    }
}
