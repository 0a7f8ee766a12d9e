//! JSON Web Tokens a panel signed: read, verified, and turned into what their holder may do.

mod claims;
mod head;
mod key;
mod key_set;
mod refusal;

pub use claims::{Claims, MerchantName};
pub use key::{Algorithm, KeyError, VerifyingKey};
pub use key_set::{KeySet, KeySetError};
pub use refusal::{Claim, Refusal};

use std::sync::Arc;
use std::time::Duration;

use head::Head;

/// Verifies tokens.
#[derive(Clone, Debug)]
pub struct Verifier {
    /// Where keys are.
    pub keys: Keys,
    /// What tokens must hold.
    pub expected: Expected,
}

/// Where keys are.
#[derive(Clone, Debug)]
pub enum Keys {
    /// In a file.
    One(VerifyingKey),
    /// At an address.
    Set(Arc<KeySet>),
}

/// What tokens must hold.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Whom tokens must be for.
    pub audience: String,
    /// Who must have made them, if it matters.
    pub issuer: Option<String>,
    /// How far the clocks of both sides may differ.
    pub leeway: Duration,
}

impl Verifier {
    /// What the holder of this token may do.
    ///
    /// # Errors
    ///
    /// [`Refusal`] says what is wrong with the token.
    pub async fn verify(&self, text: &str) -> Result<Claims, Refusal> {
        let head = Head::read(text)?;
        let key = match &self.keys {
            Keys::One(key) => key.clone(),
            Keys::Set(set) => set.find(head.kid.as_deref()).await?,
        };
        head.require(key.algorithm)?;
        Claims::read(text, &key, &self.expected)
    }
}

#[cfg(test)]
mod tests;
