//! Reads a certificate: how long it lasts, who issued it, and in what way it does not hold.

use checkout_readiness_checks::evidence::{CertificateProblem, EndpointProblem};
use jiff::Timestamp;
use rustls::CertificateError;
use rustls::pki_types::CertificateDer;
use x509_parser::prelude::{FromDer, X509Certificate};

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// What can be told of a certificate.
pub(super) struct Facts {
    /// Whole days until it expires, counted down; negative once it has.
    pub days_until_expiry: i64,
    /// Who issued it.
    pub issuer: String,
    vouches_for_itself: bool,
}

/// Reads a certificate, if it is one.
pub(super) fn read(certificate: &CertificateDer<'_>, now: Timestamp) -> Option<Facts> {
    let (_, certificate) = X509Certificate::from_der(certificate).ok()?;
    let seconds = certificate.validity().not_after.timestamp() - now.as_second();
    let issuer = certificate.issuer();
    let name = issuer
        .iter_common_name()
        .chain(issuer.iter_organization())
        .find_map(|attribute| attribute.as_str().ok())
        .map_or_else(|| issuer.to_string(), str::to_owned);
    Some(Facts {
        days_until_expiry: seconds.div_euclid(DAY_SECONDS),
        issuer: name,
        vouches_for_itself: issuer.as_raw() == certificate.subject().as_raw(),
    })
}

/// What is wrong with a certificate that was refused for this reason.
pub(super) fn problem(error: &CertificateError, facts: Option<&Facts>) -> EndpointProblem {
    let vouches_for_itself = facts.is_some_and(|facts| facts.vouches_for_itself);
    let certificate = match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            CertificateProblem::Expired
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            CertificateProblem::NotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateProblem::WrongName
        }
        CertificateError::Revoked => CertificateProblem::Revoked,
        _ if vouches_for_itself => CertificateProblem::SelfSigned,
        CertificateError::UnknownIssuer => CertificateProblem::UnknownIssuer,
        _ => CertificateProblem::Invalid,
    };
    EndpointProblem::Certificate {
        certificate,
        days_until_expiry: facts.map(|facts| facts.days_until_expiry),
    }
}
