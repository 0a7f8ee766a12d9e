//! Whether credentials look like those of a seller who is connected to somebody else's application.

use crate::evidence::{Evidence, Look, Party, Source, Why};

/// Whether the Access Token works for its account, but may not read its own application: Mercado
/// Pago shows an application to its owner only, and with OAuth the owner is the integrator and the
/// account the seller's. A hint, not proof: nothing names the owner.
#[must_use]
pub fn looks_linked(evidence: &Evidence) -> bool {
    works(evidence)
        && matches!(
            evidence.look(Source::Application),
            Look::Unreachable(unreachable)
                if unreachable.party == Party::MercadoPago && unreachable.why == Why::Forbidden
        )
}

/// Whether Mercado Pago told whose account the Access Token is of.
#[must_use]
pub fn works(evidence: &Evidence) -> bool {
    evidence
        .account
        .seen()
        .is_some_and(|account| !account.user_id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Observation;
    use crate::examples::{ready, unreachable};

    #[test]
    fn only_a_working_token_that_may_not_read_its_application_looks_linked() {
        let mut evidence = ready();
        assert!(!looks_linked(&evidence));
        for (party, why, expected) in [
            (Party::MercadoPago, Why::Forbidden, true),
            (Party::MercadoPago, Why::NotFound, false),
            (Party::MercadoPago, Why::ServerError, false),
            (Party::Proxy, Why::Forbidden, false),
        ] {
            evidence.application = unreachable(party, why);
            assert_eq!(looks_linked(&evidence), expected, "{}", why.name());
        }
        evidence.application = unreachable(Party::MercadoPago, Why::Forbidden);
        evidence.account = Observation::NotAsked;
        assert!(!looks_linked(&evidence));
    }
}
