//! Reads certificates: how long they last, who issued them, and in what way they do not hold.

use checkout_readiness_checks::evidence::{CertificateProblem, EndpointProblem};
use jiff::Timestamp;
use rustls::CertificateError;
use rustls::pki_types::CertificateDer;
use x509_parser::prelude::{FromDer, GeneralName, ParsedExtension, X509Certificate};

use super::trust::Trust;

const DAY_SECONDS: i64 = 24 * 60 * 60;

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

/// Whether a chain that leads to nobody known breaks off at its first step: nobody sent the
/// certificate of whoever issued the server's own, and that says where to fetch it. Public
/// authorities write this into every certificate they issue; one that vouches for a few machines of
/// its own rarely does, and then it simply counts as unknown. So does one whose certificate was
/// sent: authorities at the very top are not sent, so nothing tells an unknown one from another gap.
/// Nothing is fetched.
fn lacks_an_intermediate(chain: &[CertificateDer<'_>], trust: &Trust) -> bool {
    let mut sent = chain
        .iter()
        .filter_map(|certificate| Some(X509Certificate::from_der(certificate).ok()?.1));
    let Some(own) = sent.next() else {
        return false;
    };
    let issuer = own.issuer().as_raw();
    let is_sent = sent.any(|other| other.subject().as_raw() == issuer);
    !is_sent && !trust.knows(issuer) && says_where_its_issuer_is(&own)
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

#[cfg(test)]
mod tests {
    use rcgen::{
        BasicConstraints, CertificateParams, CertifiedIssuer, CustomExtension, DnType, IsCa,
        KeyPair,
    };

    use super::*;

    type Issuer = CertifiedIssuer<'static, KeyPair>;

    fn named(name: &str) -> CertificateParams {
        let mut params = CertificateParams::new(vec!["store.example".to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params
    }

    fn authority(name: &str) -> CertificateParams {
        let mut params = named(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
    }

    fn root(name: &str) -> Issuer {
        Issuer::self_signed(authority(name), KeyPair::generate().unwrap()).unwrap()
    }

    fn intermediate(name: &str, above: &Issuer) -> Issuer {
        Issuer::signed_by(authority(name), KeyPair::generate().unwrap(), above).unwrap()
    }

    /// A certificate that says where its issuer's is: `access` is the method's last number and the
    /// address.
    fn leaf(issuer: &Issuer, access: Option<(u8, &str)>) -> CertificateDer<'static> {
        let mut params = named("store");
        if let Some((method, address)) = access {
            let tagged = |tag: u8, content: &[u8]| {
                [&[tag, u8::try_from(content.len()).unwrap()], content].concat()
            };
            let method = [0x06, 8, 0x2b, 6, 1, 5, 5, 7, 0x30, method];
            let address = tagged(0x86, address.as_bytes());
            let description = tagged(0x30, &[&method[..], &address].concat());
            params.custom_extensions = vec![CustomExtension::from_oid_content(
                &[1, 3, 6, 1, 5, 5, 7, 1, 1],
                tagged(0x30, &description),
            )];
        }
        let key = KeyPair::generate().unwrap();
        params.signed_by(&key, issuer).unwrap().der().clone()
    }

    #[test]
    fn an_intermediate_is_missing_only_where_the_server_could_have_sent_it() {
        let (known, unknown) = (root("Known"), root("Unknown"));
        let below = intermediate("Below", &known);
        let trust = Trust::only(&known.pem()).unwrap();
        let sent = |issuer: &Issuer| issuer.der().clone();
        let fetchable = Some((2, "http://authority.example/below.der"));
        for (chain, is_missing, about) in [
            (vec![leaf(&below, fetchable)], true, "alone"),
            (
                vec![leaf(&below, fetchable), sent(&unknown)],
                true,
                "another was sent",
            ),
            (vec![leaf(&below, None)], false, "nothing says where"),
            (
                vec![leaf(&below, Some((1, "http://authority.example/ocsp")))],
                false,
                "only where to ask for revocation",
            ),
            (
                vec![leaf(&below, Some((2, "ldap://authority.example/")))],
                false,
                "only inside a company",
            ),
            (
                vec![leaf(&below, fetchable), sent(&below)],
                false,
                "it was sent",
            ),
            (
                vec![leaf(&unknown, fetchable), sent(&unknown)],
                false,
                "an unknown authority was sent",
            ),
            (
                vec![leaf(&known, fetchable)],
                false,
                "of a known authority itself",
            ),
            (
                vec![CertificateDer::from(vec![0x30, 0])],
                false,
                "no certificate",
            ),
            (vec![], false, "nothing"),
        ] {
            assert_eq!(lacks_an_intermediate(&chain, &trust), is_missing, "{about}");
        }
    }

    #[test]
    fn a_certificate_that_vouches_for_itself_is_called_so_before_anything_else() {
        let known = root("Known");
        let trust = Trust::only(&known.pem()).unwrap();
        let chain = [root("Itself").der().clone()];
        let facts = read(&chain, Timestamp::now());
        let found = problem(
            &CertificateError::UnknownIssuer,
            facts.as_ref(),
            &chain,
            &trust,
        );
        assert!(matches!(
            found,
            EndpointProblem::Certificate {
                certificate: CertificateProblem::SelfSigned,
                days_until_expiry: Some(_)
            }
        ));
    }
}
