//! How wide a text is, about: a server has no fonts, and the drawing stretches its text to this.

/// Width of a text of 12 pixels, in whole pixels.
pub fn width(text: &str, is_bold: bool) -> u32 {
    let tenths: u32 = text.chars().map(tenths).sum();
    let tenths = if is_bold {
        tenths + tenths / 14
    } else {
        tenths
    };
    tenths.div_ceil(10)
}

/// Width of a character, in tenths of a pixel, as fonts without serifs have it on the average.
fn tenths(character: char) -> u32 {
    match character {
        'i' | 'j' | 'l' | 'í' | '.' | ',' | ':' | '\'' | '·' => 31,
        ' ' | 'f' | 'r' | 't' | '(' | ')' => 40,
        'm' | 'w' | 'M' | 'W' => 100,
        'A'..='Z' => 82,
        's' | 'c' | 'z' | 'k' | 'v' | 'x' | 'y' => 60,
        _ => 68,
    }
}
