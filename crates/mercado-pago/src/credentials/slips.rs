//! What people copy along with a credential: white space, quotation marks, `Bearer `.

use checkout_readiness_checks::evidence::Slip;

const QUOTES: &[char] = &[
    '"', '\'', '`', '´', '“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»', '‹', '›', '「', '」',
    '＂', '＇',
];

/// Takes off every slip, in whatever order they were made, and names each kind once, in the order
/// of [`Slip::ALL`].
pub(super) fn take_off(raw: &str) -> (&str, Vec<Slip>) {
    let mut rest = raw;
    let mut made = Vec::new();
    while let Some((slip, shorter)) = take_off_one(rest) {
        rest = shorter;
        made.push(slip);
    }
    made.sort_unstable();
    made.dedup();
    (rest, made)
}

fn take_off_one(text: &str) -> Option<(Slip, &str)> {
    let shorter = |slip, rest: &'_ str| (rest.len() < text.len()).then_some(slip);
    let trimmed = text.trim_matches(is_space);
    if let Some(slip) = shorter(Slip::WhiteSpace, trimmed) {
        return Some((slip, trimmed));
    }
    let bare = text.trim_matches(QUOTES);
    if let Some(slip) = shorter(Slip::Quotes, bare) {
        return Some((slip, bare));
    }
    without_bearer(text).map(|rest| (Slip::BearerPrefix, rest))
}

/// The text behind `Bearer`, in any case, if a space or nothing follows the word.
fn without_bearer(text: &str) -> Option<&str> {
    const WORD: &str = "bearer";
    let (head, tail) = text.split_at_checked(WORD.len())?;
    let ends = tail.is_empty() || tail.starts_with(is_space);
    (ends && head.eq_ignore_ascii_case(WORD)).then(|| tail.trim_start_matches(is_space))
}

/// White space, and the characters of no width that web pages and spreadsheets leave behind.
fn is_space(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use Slip::{BearerPrefix, Quotes, WhiteSpace};

    #[test]
    fn every_slip_comes_off_in_any_order_and_combination() {
        let cases: &[(&str, &[Slip])] = &[
            ("token", &[]),
            (" token\n", &[WhiteSpace]),
            ("\u{FEFF}token\u{200B}", &[WhiteSpace]),
            ("\u{00A0}token", &[WhiteSpace]),
            ("\"token\"", &[Quotes]),
            ("'token'", &[Quotes]),
            ("“token”", &[Quotes]),
            ("«token»", &[Quotes]),
            ("„token“", &[Quotes]),
            ("‘token’", &[Quotes]),
            ("\"token", &[Quotes]),
            ("Bearer token", &[BearerPrefix]),
            ("bearer   token", &[BearerPrefix]),
            ("BEARER\ttoken", &[BearerPrefix]),
            ("Bearer Bearer token", &[BearerPrefix]),
            ("\"Bearer token\"", &[Quotes, BearerPrefix]),
            ("Bearer \"token\"", &[Quotes, BearerPrefix]),
            ("\" token \"", &[WhiteSpace, Quotes]),
            (
                " ' Bearer “ token ” ' \r\n",
                &[WhiteSpace, Quotes, BearerPrefix],
            ),
        ];
        for (raw, slips) in cases {
            assert_eq!(take_off(raw), ("token", slips.to_vec()), "{raw:?}");
        }
    }

    #[test]
    fn a_word_that_only_begins_like_bearer_stays() {
        assert_eq!(take_off("bearertoken"), ("bearertoken", vec![]));
    }

    #[test]
    fn nothing_but_slips_leaves_nothing() {
        for raw in ["", "  ", "\"\"", "Bearer", "Bearer ", "' Bearer '"] {
            assert_eq!(take_off(raw).0, "", "{raw:?}");
        }
    }
}
