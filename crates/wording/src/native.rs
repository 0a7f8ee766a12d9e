//! The texts of `locales/` built in, for programs without a browser.

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use serde_json::{Map, Value};
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

use crate::{Catalog, Language};

/// Language, name of the file without its ending, content.
static TEXTS: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/texts.rs"));

static CATALOGS: LazyLock<[NativeCatalog; 3]> =
    LazyLock::new(|| Language::ALL.map(NativeCatalog::load));

/// The built-in texts of one language.
pub struct NativeCatalog {
    language: Language,
    texts: Value,
    plurals: Option<PluralRules>,
}

/// The built-in texts of a language, read once.
#[must_use]
pub fn catalog(language: Language) -> &'static NativeCatalog {
    let [pt, es, en] = &*CATALOGS;
    match language {
        Language::Pt => pt,
        Language::Es => es,
        Language::En => en,
    }
}

/// A file of texts that cannot be read.
#[derive(Debug)]
pub struct Broken {
    /// Language and name of the file.
    pub file: String,
    /// Where and why.
    pub error: toml::de::Error,
}

/// The texts of a language as one value, each file under its name: what the widget is given.
///
/// # Errors
///
/// The first file that is not TOML. The built-in texts are tested never to be.
pub fn texts(language: Language) -> Result<Value, Broken> {
    let mut texts = Map::new();
    for (of, name, content) in TEXTS {
        if *of == language.code() {
            let table = toml::from_str(content).map_err(|error| Broken {
                file: [of, "/", name].concat(),
                error,
            })?;
            texts.insert((*name).to_owned(), table);
        }
    }
    Ok(Value::Object(texts))
}

impl NativeCatalog {
    fn load(language: Language) -> Self {
        let plurals = language
            .code()
            .parse::<LanguageIdentifier>()
            .ok()
            .and_then(|tag| PluralRules::create(tag, PluralRuleType::CARDINAL).ok());
        Self {
            language,
            texts: texts(language).unwrap_or_default(),
            plurals,
        }
    }

    /// All texts as one value, each file under its name: what the widget is given.
    #[must_use]
    pub const fn texts(&self) -> &Value {
        &self.texts
    }

    fn find(&self, path: &str) -> Option<&Value> {
        path.split('.')
            .try_fold(&self.texts, |value, key| value.get(key))
    }
}

impl Catalog for NativeCatalog {
    fn language(&self) -> Language {
        self.language
    }

    fn text(&self, path: &str) -> Option<String> {
        self.find(path)?.as_str().map(str::to_owned)
    }

    fn list(&self, path: &str) -> Vec<String> {
        let texts = self.find(path).and_then(Value::as_array);
        texts
            .into_iter()
            .flatten()
            .filter_map(|text| text.as_str().map(str::to_owned))
            .collect()
    }

    fn plural(&self, count: i64) -> &'static str {
        let category = self
            .plurals
            .as_ref()
            .and_then(|rules| rules.select(count.unsigned_abs()).ok());
        match category {
            Some(PluralCategory::ZERO) => "zero",
            Some(PluralCategory::ONE) => "one",
            Some(PluralCategory::TWO) => "two",
            Some(PluralCategory::FEW) => "few",
            Some(PluralCategory::MANY) => "many",
            Some(PluralCategory::OTHER) | None => "other",
        }
    }
}
