//! Whether a server speaks our interface: asks it what the page would ask, and names every deviation.
//!
//! It is for a panel that answers with a backend of its own. In reading order: [`Asker`] asks,
//! [`Findings`] gathers what was found, `shapes` compares answers with the description, and then one
//! module a part of the interface. Nothing is ever sent to a webhook from here, nothing decided and
//! nothing kept by a person's name: the one whole run it asks for is all that stays.
//!
//! Merchants' addresses are reached by the guard alone. This address is another thing: the operator
//! types it, on a machine of their own, so that loopback and plain `http` are fine.

mod asker;
mod badge;
mod checks;
mod events;
mod findings;
mod memory;
mod probes;
mod problems;
mod profile;
mod runs;
mod shapes;
mod token;
mod verdict;

pub use asker::{Answer, Asker, AskerError};
pub use findings::{Deviation, Findings};

use checkout_readiness_checks::contract::Mode;
use checkout_readiness_checks::profile::{Product, Site};

use shapes::Shapes;

/// Whom a server is asked about; whatever is left out is as the server has it.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// A merchant of the sandbox.
    pub merchant: Option<String>,
    /// The product.
    pub product: Option<Product>,
}

/// What the profile says that other parts go by.
#[derive(Clone, Debug)]
struct Known {
    mode: Mode,
    product: Product,
    site: Option<Site>,
    merchant: Option<String>,
    abilities: Vec<String>,
}

impl Known {
    fn can(&self, ability: &str) -> bool {
        self.abilities.iter().any(|known| known == ability)
    }

    /// The query that names the merchant and the product.
    fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if let Some(merchant) = &self.merchant {
            query.append_pair("merchant", merchant);
        }
        query.append_pair("product", self.product.name());
        query.finish()
    }
}

/// Asks everything, one after the other.
///
/// # Errors
///
/// Where nobody answers, or nobody may ask without a token.
pub async fn conform(asker: &Asker, about: &About) -> Result<Findings, AskerError> {
    let shapes = Shapes::new();
    let mut findings = Findings::default();
    let Some(known) = profile::look(asker, about, &shapes, &mut findings).await? else {
        // What follows goes by the profile.
        findings.leave_out("everything else: the profile cannot be read");
        return Ok(findings);
    };
    token::look(asker, &mut findings).await;
    checks::look(asker, &shapes, &mut findings).await;
    problems::look(asker, &known, &mut findings).await;
    let report = runs::look(asker, &known, &shapes, &mut findings).await;
    verdict::look(asker, &known, &shapes, report.as_ref(), &mut findings).await;
    badge::look(asker, &known, &mut findings).await;
    if known.can("memory") {
        memory::look(asker, &known, &shapes, report.as_ref(), &mut findings).await;
    } else {
        findings.leave_out("history and decisions: the profile's abilities do not name memory");
    }
    if known.can("webhook-probes") {
        probes::look(asker, &known, &shapes, &mut findings).await;
    } else {
        findings.leave_out("webhook probes: the profile's abilities do not name webhook-probes");
    }
    Ok(findings)
}
