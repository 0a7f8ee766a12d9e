//! The body of `POST /api/v1/decisions`: what is decided, and whether that may be.

use checkout_readiness_checks::check::{Check, Reason};
use checkout_readiness_checks::contract::{Severity, Status};
use checkout_readiness_checks::evidence::TokenShape;
use checkout_readiness_checks::profile::Product;
use checkout_readiness_checks::registry;
use checkout_readiness_mercado_pago::AccessToken;
use checkout_readiness_wording::clean;
use utoipa::ToSchema;

use crate::observers::{KnownSecrets, moment};
use crate::problem::{Code, Problem};
use crate::routes::query::read_product;
use crate::routes::runs::fields::Fields;
use crate::storage::{Kind, Question, Word};

/// The longest name of a person, in characters.
const LONGEST_NAME: usize = 80;
/// The longest note, in characters.
const LONGEST_NOTE: usize = 1000;
/// The longest text of the facts that were shown, in characters.
const LONGEST_FACTS: usize = 8000;
/// From how many characters on letters and digits without a break look like a key.
const SHORTEST_KEY: usize = 32;

/// What is decided. A field that is not known is refused.
#[derive(Debug, ToSchema)]
pub(super) struct DecisionRequest {
    /// One of the sandbox's merchants.
    pub merchant: Option<String>,
    /// What the merchant integrates.
    product: Product,
    /// The check.
    #[schema(value_type = String)]
    check: &'static Check,
    /// Confirm what only a person can tell, set a recommendation aside, or take either back.
    kind: Kind,
    /// The reason the check answered with. To take back, it may be left out along with `seen`.
    reason: Option<String>,
    /// The facts that were shown, as the widget writes them into one text.
    seen: Option<String>,
    /// Who decides, as they call themselves: at most 80 characters.
    by: Option<String>,
    /// What to remember about it: at most 1000 characters. Whoever sets something aside says why.
    note: Option<String>,
}

const FIELDS: &[&str] = &[
    "merchant", "product", "check", "kind", "reason", "seen", "by", "note",
];

impl DecisionRequest {
    /// Reads a body.
    ///
    /// # Errors
    ///
    /// Says which field is wrong, and what it may hold.
    pub fn parse(body: &[u8]) -> Result<Self, Problem> {
        let mut fields = Fields::parse(body)?;
        let request = Self {
            merchant: fields.text("merchant")?,
            product: there(read_product(fields.text("product")?)?, "product")?,
            check: check(there(fields.text("check")?, "check")?)?,
            kind: kind(there(fields.text("kind")?, "kind")?)?,
            reason: fields.text("reason")?,
            seen: fields.text("seen")?.map(facts).transpose()?,
            by: typed(fields.text("by")?, "by", LONGEST_NAME)?,
            note: typed(fields.text("note")?, "note", LONGEST_NOTE)?,
        };
        fields.end(FIELDS)?;
        Ok(request)
    }

    /// Makes sure that nobody pasted a secret of this merchant's.
    ///
    /// # Errors
    ///
    /// Names the field, and does not repeat it.
    pub fn refuse_secrets(&self, known: &KnownSecrets) -> Result<(), Problem> {
        let texts = [
            (&self.reason, "reason"),
            (&self.seen, "seen"),
            (&self.by, "by"),
            (&self.note, "note"),
        ];
        for (text, field) in texts {
            if text.as_deref().is_some_and(|text| known.are_in(text)) {
                return Err(Problem::new(Code::InvalidText)
                    .field(field)
                    .detail("It holds a secret of this server's configuration."));
            }
        }
        Ok(())
    }

    /// Makes sure that this may be decided of this check, for this product.
    ///
    /// # Errors
    ///
    /// Says why not, and what may.
    pub fn check(self) -> Result<(Product, Word), Problem> {
        let severity = (self.check.matters)(self.product).ok_or_else(|| {
            let products = Product::ALL.iter().copied();
            let products = products.filter(|product| (self.check.matters)(*product).is_some());
            Problem::new(Code::CheckNotOfProduct)
                .field("check")
                .detail("The products it matters to are listed.")
                .allowed(products.map(Product::name))
        })?;
        let question = match (self.reason, self.seen) {
            (None, None) if self.kind == Kind::Undo => None,
            (reason, seen) => Some(Question {
                reason: there(reason, "reason")?,
                seen: there(seen, "seen")?,
            }),
        };
        if let Some(question) = &question {
            may_be_decided(self.check, severity, self.kind, &question.reason)?;
        }
        if self.kind == Kind::Dismiss && self.note.is_none() {
            return Err(Problem::new(Code::FieldMissing)
                .field("note")
                .detail("Whoever sets a recommendation aside says why."));
        }
        let word = Word {
            kind: self.kind,
            check: self.check.id,
            question,
            by: self.by,
            note: self.note,
            at: moment(jiff::Timestamp::now()),
        };
        Ok((self.product, word))
    }
}

/// Whether a person may decide this of a check that answered with this reason.
fn may_be_decided(
    check: &Check,
    severity: Severity,
    kind: Kind,
    reason: &str,
) -> Result<(), Problem> {
    let statuses: &[Status] = match kind {
        Kind::Confirm => &[Status::Confirm],
        Kind::Dismiss => &[Status::Confirm, Status::Warning, Status::Failed],
        // Whatever holds may be taken back.
        Kind::Undo => return Ok(()),
    };
    let fits = |known: &&&'static Reason| statuses.contains(&known.status);
    let codes = || check.reasons.iter().filter(fits).map(|known| known.code);
    let is_required = kind == Kind::Dismiss && severity == Severity::Required;
    if !is_required && codes().any(|code| code == reason) {
        return Ok(());
    }
    let code = if kind == Kind::Confirm {
        Code::NotConfirmable
    } else {
        Code::NotDismissible
    };
    Err(if is_required {
        Problem::new(code)
            .field("check")
            .detail("It is required for this product.")
    } else {
        Problem::new(code)
            .field("reason")
            .detail("The reasons for which it could be are listed.")
            .allowed(codes())
    })
}

fn there<T>(value: Option<T>, field: &str) -> Result<T, Problem> {
    value.ok_or_else(|| Problem::new(Code::FieldMissing).field(field))
}

fn check(id: String) -> Result<&'static Check, Problem> {
    registry::find(&id).ok_or_else(|| {
        Problem::new(Code::UnknownCheck)
            .field("check")
            .allowed(registry::ALL.iter().map(|check| check.id))
    })
}

fn kind(name: String) -> Result<Kind, Problem> {
    Kind::from_name(&name).ok_or_else(|| {
        Problem::new(Code::UnknownKind)
            .field("kind")
            .allowed(Kind::ALL.iter().map(|kind| kind.name()))
    })
}

/// The facts that were shown: compared letter by letter, so nothing of them is changed.
fn facts(text: String) -> Result<String, Problem> {
    bounded(&text, "seen", LONGEST_FACTS)?;
    if text.chars().any(char::is_control) {
        return Err(Problem::new(Code::InvalidText)
            .field("seen")
            .detail("It holds a control character."));
    }
    Ok(text)
}

/// What a person typed, in one line; nothing but space counts as nothing.
fn typed(text: Option<String>, field: &str, longest: usize) -> Result<Option<String>, Problem> {
    let text = clean(&text.unwrap_or_default()).trim().to_owned();
    bounded(&text, field, longest)?;
    if holds_a_key(&text) {
        return Err(Problem::new(Code::InvalidText).field(field).detail(format!(
            "It holds {SHORTEST_KEY} letters and digits or more without a break, as keys do."
        )));
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

fn bounded(text: &str, field: &str, longest: usize) -> Result<(), Problem> {
    let problem = |detail: String| Problem::new(Code::InvalidText).field(field).detail(detail);
    if text.chars().count() > longest {
        return Err(problem(format!("It is longer than {longest} characters.")));
    }
    if holds_a_token(text) {
        return Err(problem(
            "It holds what looks like an Access Token, which belongs nowhere but in MP_ACCESS_TOKEN."
                .to_owned(),
        ));
    }
    Ok(())
}

/// Whether a text holds a long row of letters and digits, both of them, as keys are.
fn holds_a_key(text: &str) -> bool {
    text.split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|run| run.len() >= SHORTEST_KEY)
        .any(|run| {
            run.bytes().any(|byte| byte.is_ascii_digit())
                && run.bytes().any(|byte| byte.is_ascii_alphabetic())
        })
}

/// Whether something in a text has the form of an Access Token: people paste.
fn holds_a_token(text: &str) -> bool {
    text.split(|character: char| !character.is_ascii_alphanumeric() && !"_-".contains(character))
        .filter(|word| word.len() > 20)
        .any(|word| {
            let shape = AccessToken::parse(word).1.shape;
            matches!(
                shape,
                TokenShape::Usual | TokenShape::Legacy | TokenShape::RefreshToken
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_token_is_noticed_wherever_it_stands() {
        let token = "APP_USR-1000000000000001-010112-00000000000000000000000000000001-100000001";
        for text in [
            token.to_owned(),
            format!("the token is {token}."),
            format!("token={token}&x=1"),
            token.replace("01-100000001", "01__LA_LD__-100000001"),
        ] {
            assert!(holds_a_token(&text), "{text}");
        }
        for text in [
            "",
            "APP_USR-00000000-0000-4000-8000-000000000001",
            "we looked at https://store.example/hook-for-mercado-pago-notifications",
        ] {
            assert!(!holds_a_token(text), "{text}");
        }
    }

    #[test]
    fn what_is_typed_becomes_one_plain_line_or_nothing() {
        let typed = |text: &str| typed(Some(text.to_owned()), "note", 20);
        assert_eq!(typed("  a\nb\u{202e} "), Ok(Some("a b".to_owned())));
        assert_eq!(typed(" \n\u{200b} "), Ok(None));
        assert_eq!(typed(&"é".repeat(20)), Ok(Some("é".repeat(20))));
        assert!(typed(&"é".repeat(21)).is_err());
    }

    #[test]
    fn what_looks_like_a_key_is_no_note_and_no_name() {
        let typed = |text: &str| typed(Some(text.to_owned()), "by", 80);
        assert!(typed("secret 0000000000000000000000000000000a!").is_err());
        for text in [
            "0000000000000000000000000000000a".get(1..).unwrap(),
            "00000000000000000000000000000000",
            "Donaudampfschifffahrtsgesellschaften",
        ] {
            assert!(typed(text).is_ok(), "{text}");
        }
    }
}
