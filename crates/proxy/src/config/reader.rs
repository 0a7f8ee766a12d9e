//! Turns the text of one setting after the other into values, keeping every error on the way.

use std::path::PathBuf;

use checkout_readiness_checks::checks::account_is_the_expected_one;
use checkout_readiness_checks::confirmable::{self, Confirmable, Refusal};
use checkout_readiness_checks::profile::{Product, Site};
use url::Url;

use super::variable::{READINESS_EXPECTED_APPLICATION_ID, READINESS_EXPECTED_USER_ID};
use super::{ConfigError, Given, Variable};

/// Reads settings; what is wrong with them gathers in `errors`.
pub(super) struct Reader<'a> {
    pub given: &'a Given,
    pub errors: Vec<ConfigError>,
}

impl<'a> Reader<'a> {
    /// The text as given.
    pub fn text(&self, variable: Variable) -> Option<&'a str> {
        self.given.text(variable)
    }

    /// The text, white space around it taken off.
    pub fn trimmed(&self, variable: Variable) -> Option<String> {
        self.text(variable).map(|text| text.trim().to_owned())
    }

    /// The value of a setting, if it was given and can be read.
    pub fn read<T>(
        &mut self,
        variable: Variable,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.text(variable)?.trim();
        match read(text) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.fail(variable, problem);
                None
            }
        }
    }

    /// The values of a setting that takes several, separated by commas.
    pub fn list<T>(
        &mut self,
        variable: Variable,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Vec<T> {
        let text = self.text(variable).unwrap_or_default();
        let entries = text
            .split(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty());
        let mut values = Vec::new();
        for (index, entry) in entries.enumerate() {
            match read(entry) {
                Ok(value) => values.push(value),
                Err(problem) => self.fail(variable, format!("{problem} (entry {})", index + 1)),
            }
        }
        values
    }

    /// A path.
    pub fn path(&self, variable: Variable) -> Option<PathBuf> {
        self.trimmed(variable).map(PathBuf::from)
    }

    /// Notes an error.
    pub fn fail(&mut self, variable: Variable, problem: impl Into<String>) {
        self.errors.push(ConfigError::new(variable, problem));
    }
}

/// Reads a product's name.
///
/// # Errors
///
/// Names the products there are.
pub fn read_product(text: &str) -> Result<Product, String> {
    Product::from_name(text).ok_or_else(|| {
        format!(
            "is none of {}",
            names(Product::ALL, |product| product.name())
        )
    })
}

/// Reads a country code.
///
/// # Errors
///
/// Names the codes there are.
pub fn read_site(text: &str) -> Result<Site, String> {
    Site::from_name(text)
        .ok_or_else(|| format!("is none of {}", names(Site::ALL, |site| site.name())))
}

/// Reads a question that the operator may settle by saying so: `id` or `id:reason`.
///
/// # Errors
///
/// Where there is no such question, or it depends on what a run finds; says what to write instead.
pub fn read_confirmable(text: &str) -> Result<Confirmable, String> {
    let refusal = match Confirmable::read(text) {
        Ok(question) => return Ok(question),
        Err(refusal) => refusal,
    };
    let written = |known: &[Confirmable]| {
        let each = known.iter().map(|it| format!("{}:{}", it.check, it.reason));
        each.collect::<Vec<_>>().join(" or ")
    };
    let id = match refusal {
        Refusal::UnknownCheck => {
            return Err(
                "holds something that is no check's id; GET /api/v1/checks lists them".to_owned(),
            );
        }
        Refusal::ReasonNeeded(known) => {
            return Err(format!(
                "holds a check that asks different things: write {}",
                written(&known)
            ));
        }
        Refusal::OtherReason(known) => {
            return Err(format!(
                "holds a reason that cannot be confirmed ahead of a run: write {}",
                written(&known)
            ));
        }
        Refusal::Never(id) => id,
    };
    if id == account_is_the_expected_one::CHECK.id {
        let (user, application) = (
            READINESS_EXPECTED_USER_ID,
            READINESS_EXPECTED_APPLICATION_ID,
        );
        return Err(format!(
            "must not hold {id}, which is compared and not confirmed: set {} and {} instead, for \
             example {}={} and {}={}",
            user.name,
            application.name,
            user.name,
            user.example,
            application.name,
            application.example
        ));
    }
    let mut ids: Vec<&str> = confirmable::ALL.iter().map(|it| it.check).collect();
    ids.dedup();
    Err(format!(
        "must not hold {id}, which depends on what a run finds: confirm it on the page, where the \
         facts are shown. What can be written here: {}",
        ids.join(", ")
    ))
}

/// Reads the address of a page.
///
/// # Errors
///
/// Where it is no `http` or `https` address, or holds a user name or a password.
pub fn read_page_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|_| "is not an absolute URL".to_owned())?;
    if !matches!(url.scheme(), "https" | "http") || url.host().is_none() {
        Err("is not an address of the web".to_owned())
    } else if !url.username().is_empty() || url.password().is_some() {
        Err("must not hold a user name or a password".to_owned())
    } else {
        Ok(url)
    }
}

pub(super) fn read_digits(text: &str) -> Result<String, String> {
    let fits = (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.to_owned())
        .ok_or_else(|| "is not a number of 1 to 20 digits".to_owned())
}

fn names<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> String {
    all.iter()
        .map(|value| name(*value))
        .collect::<Vec<_>>()
        .join(", ")
}
