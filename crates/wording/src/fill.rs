//! How values get into texts.

/// What stands where a value is missing.
const MISSING: &str = "…";

/// The text with each `{name}` replaced by its value. Values are put in as they are and never
/// read again, so braces inside a value mean nothing. A name is made of small letters, digits and
/// `_`; any other brace is just a brace.
#[must_use]
pub fn fill(text: &str, value: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((name, after)) if is_name(name) => {
                filled.push_str(value(name).as_deref().unwrap_or(MISSING));
                rest = after;
            }
            _ => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_are_put_in_once_and_other_braces_stay() {
        let mut value = |name: &str| match name {
            "host" => Some("{port}".to_owned()),
            "port" => Some("443".to_owned()),
            _ => None,
        };
        assert_eq!(fill("{host}:{port}", &mut value), "{port}:443");
        assert_eq!(fill("{ a } {} {A} {", &mut value), "{ a } {} {A} {");
        assert_eq!(fill("{nothing}.", &mut value), "….");
    }
}
