//! The language whoever sits at the terminal reads, by the usual variables of the system.

/// The tag of the system's language, such as `pt_BR.UTF-8`; empty where none is set.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the configuration")]
pub fn language_tag() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|tag| !tag.is_empty())
        .unwrap_or_default()
}
