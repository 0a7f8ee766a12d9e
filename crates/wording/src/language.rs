//! The languages there are texts in, and how one is chosen.

/// A language there are texts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Portuguese, as in Brazil.
    Pt,
    /// Spanish, as in Latin America.
    Es,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order a menu lists them.
    pub const ALL: [Self; 3] = [Self::Pt, Self::Es, Self::En];

    /// The folder's name in `locales/`, and the segment in addresses of the documentation.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pt => "pt",
            Self::Es => "es",
            Self::En => "en",
        }
    }

    /// The tag for a document's `lang` attribute.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Pt => "pt-BR",
            Self::Es => "es-419",
            Self::En => "en",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Pt => "Português",
            Self::Es => "Español",
            Self::En => "English",
        }
    }

    /// The language of a tag such as `pt-BR`, `es_AR.UTF-8` or `EN`; its region makes no difference.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_', '.', '@']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.code()))
    }

    /// The first of the reader's languages there are texts in, the most wanted first; else English.
    #[must_use]
    pub fn negotiate(tags: &[&str]) -> Self {
        tags.iter()
            .find_map(|tag| Self::from_tag(tag))
            .unwrap_or(Self::En)
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, En, Es, Pt};

    #[test]
    fn a_tag_is_understood_with_any_region_and_spelling() {
        for (tag, language) in [
            ("pt-BR", Some(Pt)),
            ("pt", Some(Pt)),
            ("PT_br.UTF-8", Some(Pt)),
            ("es-419", Some(Es)),
            ("es-AR", Some(Es)),
            (" en-US ", Some(En)),
            ("est", None),
            ("fr-FR", None),
            ("C", None),
            ("", None),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }

    #[test]
    fn the_first_known_wish_wins_and_english_is_the_last_resort() {
        assert_eq!(Language::negotiate(&["fr", "es-MX", "en"]), Es);
        assert_eq!(Language::negotiate(&["de", "C"]), En);
        assert_eq!(Language::negotiate(&[]), En);
    }
}
