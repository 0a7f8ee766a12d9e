//! The head of a token: what it says of itself, believed only where configuration agrees.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::{Algorithm, Refusal};

/// The longest token read, in bytes. What fits into the head of a request is little more.
const LONGEST: usize = 8 * 1024;

/// What a token says of itself.
#[derive(Debug, Deserialize)]
pub(super) struct Head {
    alg: String,
    /// The name of its key.
    #[serde(default)]
    pub kid: Option<String>,
}

impl Head {
    /// Reads the head of a token; its signature is not looked at.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        if text.len() > LONGEST {
            return Err(Refusal::Malformed("A token has at most 8192 characters."));
        }
        let parts: Vec<&str> = text.split('.').collect();
        let [head, _, _] = parts.as_slice() else {
            return Err(Refusal::Malformed(
                "It must be three parts with dots between them.",
            ));
        };
        let head = URL_SAFE_NO_PAD.decode(head).ok();
        head.and_then(|head| serde_json::from_slice(&head).ok())
            .ok_or(Refusal::Malformed(
                "Its first part must be JSON with `alg`, in base64url without padding.",
            ))
    }

    /// Refuses a token that is signed otherwise than its key can verify.
    pub fn require(&self, algorithm: Algorithm) -> Result<(), Refusal> {
        if self.alg == algorithm.name() {
            Ok(())
        } else {
            Err(Refusal::Algorithm(algorithm.name()))
        }
    }
}
