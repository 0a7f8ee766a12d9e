//! Reads certificates: how long they last, who issued them, and in what way they do not hold.

use checkout_readiness_checks::evidence::{CertificateProblem, EndpointProblem};
use jiff::Timestamp;
use rustls::CertificateError;
use rustls::pki_types::CertificateDer;
use x509_parser::prelude::{FromDer, GeneralName, ParsedExtension, X509Certificate};

use super::trust::Trust;

const DAY_SECONDS: i64 = 24 * 60 * 60;
/// The longest way up to an authority that is followed; real ones have two or three steps.
const MOST_STEPS: usize = 10;

/// What can be told of a server's certificate.
pub(super) struct Facts {
    /// Whole days until it expires, counted down; negative once it has.
    pub days_until_expiry: i64,
    /// Who issued it.
    pub issuer: String,
    vouches_for_itself: bool,
}

/// Reads the server's own certificate, the first of a chain, if it is one.
pub(super) fn read(chain: &[CertificateDer<'_>], now: Timestamp) -> Option<Facts> {
    let (_, certificate) = X509Certificate::from_der(chain.first()?).ok()?;
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
        vouches_for_itself: vouches_for_itself(&certificate),
    })
}

/// What is wrong with a chain that was refused for this reason.
pub(super) fn problem(
    error: &CertificateError,
    facts: Option<&Facts>,
    chain: &[CertificateDer<'_>],
    trust: &Trust,
) -> EndpointProblem {
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
        CertificateError::UnknownIssuer if lacks_an_intermediate(chain, trust) => {
            CertificateProblem::MissingIntermediate
        }
        CertificateError::UnknownIssuer => CertificateProblem::UnknownIssuer,
        _ => CertificateProblem::Invalid,
    };
    EndpointProblem::Certificate {
        certificate,
        days_until_expiry: facts.map(|facts| facts.days_until_expiry),
    }
}

/// Whether a chain that leads to nobody known breaks off half-way: nobody sent the certificate of
/// the last issuer, and the last certificate says where to fetch it. Public authorities write that
/// into every certificate they issue; one that vouches for a few machines of its own rarely does,
/// and where nothing is written the issuer simply counts as unknown. Nothing is fetched.
fn lacks_an_intermediate(chain: &[CertificateDer<'_>], trust: &Trust) -> bool {
    let sent: Vec<_> = chain
        .iter()
        .filter_map(|certificate| Some(X509Certificate::from_der(certificate).ok()?.1))
        .collect();
    let Some(mut last) = sent.first() else {
        return false;
    };
    for _ in 0..MOST_STEPS {
        if vouches_for_itself(last) || trust.knows(last.issuer().as_raw()) {
            return false;
        }
        let issuer = sent
            .iter()
            .find(|other| other.subject().as_raw() == last.issuer().as_raw());
        match issuer {
            Some(issuer) => last = issuer,
            None => return says_where_its_issuer_is(last),
        }
    }
    false
}

fn vouches_for_itself(certificate: &X509Certificate<'_>) -> bool {
    certificate.issuer().as_raw() == certificate.subject().as_raw()
}

/// Whether the certificate has the address of its issuer's own certificate in it: `caIssuers` of
/// its authority information access, RFC 5280, 4.2.2.1.
fn says_where_its_issuer_is(certificate: &X509Certificate<'_>) -> bool {
    const CA_ISSUERS: &str = "1.3.6.1.5.5.7.48.2";
    certificate.extensions().iter().any(|extension| {
        let ParsedExtension::AuthorityInfoAccess(access) = extension.parsed_extension() else {
            return false;
        };
        access.accessdescs.iter().any(|description| {
            description.access_method.to_id_string() == CA_ISSUERS
                && matches!(description.access_location, GeneralName::URI(address)
                    if address.starts_with("http://") || address.starts_with("https://"))
        })
    })
}
