//! What a visit is for: what is read of the answer, and what is looked at besides.

/// What somebody wants to know of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interest {
    /// What is read of the answer's body.
    pub reading: Reading,
    /// Whether to try protocols out of use.
    pub outdated_protocols: bool,
    /// Whether to ask over plain `http` too.
    pub plain_http: bool,
}

/// What is read of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing.
    Nothing,
    /// A page.
    Page,
    /// A file of script.
    Script,
}

impl Interest {
    /// How it answers, and nothing else.
    pub const ANSWER: Self = Self {
        reading: Reading::Nothing,
        outdated_protocols: false,
        plain_http: false,
    };
    /// How it answers, and how well the connection is secured.
    pub const SECURITY: Self = Self {
        outdated_protocols: true,
        ..Self::ANSWER
    };
    /// Everything about a page people open.
    pub const PAGE: Self = Self {
        reading: Reading::Page,
        outdated_protocols: true,
        plain_http: true,
    };
    /// The text of a script.
    pub const SCRIPT: Self = Self {
        reading: Reading::Script,
        ..Self::ANSWER
    };
}

impl Reading {
    /// The most that is read, in bytes.
    pub(super) const fn most_bytes(self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Page => 1024 * 1024,
            Self::Script => 512 * 1024,
        }
    }

    /// Whether an answer of this kind is what is read. A missing script is often answered with a
    /// page, which no browser runs.
    pub(super) fn is_of(self, kind: &str) -> bool {
        let is_page = matches!(kind, "text/html" | "application/xhtml+xml");
        match self {
            Self::Nothing => false,
            Self::Page => is_page,
            Self::Script => {
                !is_page
                    && !["image/", "audio/", "video/"]
                        .iter()
                        .any(|family| kind.starts_with(family))
            }
        }
    }
}
