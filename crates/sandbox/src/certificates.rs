//! The sandbox's certificates: an authority of its own, one below it, and a leaf for every host.

use std::{sync::Arc, time::Duration};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CustomExtension, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};

use crate::{
    error::Error,
    hosts::{Certification, HOSTS, Host, find_host},
};

const DAY: i64 = 24 * 60 * 60;
/// Keeps the days left of a certificate a whole number for the first hour.
const HOUR: i64 = 60 * 60;

/// Everything the TLS listener presents, and what a client must trust to accept it.
pub(crate) struct Certificates {
    pub authority_pem: String,
    pub server: ServerConfig,
}

impl Certificates {
    /// Makes an authority and the hosts' certificates, dated from this second of the Unix epoch.
    pub fn make(now: i64) -> Result<Self, Error> {
        let trusted = authority("Checkout Readiness Sandbox Authority", now)?;
        let untrusted = authority("Unknown Sandbox Authority", now)?;
        let intermediate = CertifiedIssuer::signed_by(
            authority_params("Sandbox Intermediate Authority", now)?,
            KeyPair::generate()?,
            &trusted,
        )?;
        let key = KeyPair::generate()?;
        let signing_key =
            ring::sign::any_supported_type(&PrivateKeyDer::Pkcs8(key.serialize_der().into()))?;
        let mut presented = Vec::with_capacity(HOSTS.len());
        for host in HOSTS {
            let params = leaf(host, now)?;
            let certificate = match host.certification {
                Certification::SelfSigned => params.self_signed(&key)?,
                Certification::UntrustedIssuer => params.signed_by(&key, &untrusted)?,
                // Whoever trusts the authority above would accept it, had the certificate between
                // the two been sent.
                Certification::Incomplete => params.signed_by(&key, &intermediate)?,
                _ => params.signed_by(&key, &trusted)?,
            };
            let chain: Vec<CertificateDer<'static>> = vec![certificate.der().clone()];
            presented.push((
                host.name,
                Arc::new(CertifiedKey::new(chain, Arc::clone(&signing_key))),
            ));
        }
        let mut server = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(ByName(presented)));
        server.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self {
            authority_pem: trusted.pem(),
            server,
        })
    }
}

fn authority(name: &str, now: i64) -> Result<CertifiedIssuer<'static, KeyPair>, Error> {
    let params = authority_params(name, now)?;
    Ok(CertifiedIssuer::self_signed(params, KeyPair::generate()?)?)
}

fn authority_params(name: &str, now: i64) -> Result<CertificateParams, Error> {
    let mut params = named(name, Vec::new())?;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    date(&mut params, now - 365 * DAY, now + 365 * DAY)?;
    Ok(params)
}

fn leaf(host: &Host, now: i64) -> Result<CertificateParams, Error> {
    let name = match host.certification {
        Certification::WrongName => "another-shop.example",
        _ => host.name,
    };
    let mut params = named(name, vec![name.to_owned()])?;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let (from, until) = match host.certification {
        Certification::Valid { days_left } => (-30, i64::from(days_left)),
        Certification::Expired => (-100, -10),
        Certification::NotYetValid => (10, 100),
        Certification::WrongName
        | Certification::SelfSigned
        | Certification::UntrustedIssuer
        | Certification::Incomplete => (-30, 90),
    };
    if host.certification == Certification::Incomplete {
        params.custom_extensions = vec![issuers_address()];
    }
    date(&mut params, now + from * DAY, now + until * DAY + HOUR)?;
    Ok(params)
}

fn named(common_name: &str, alternatives: Vec<String>) -> Result<CertificateParams, Error> {
    let mut params = CertificateParams::new(alternatives)?;
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
    Ok(params)
}

/// Where the certificate of the issuer could be fetched, as public authorities write it into what
/// they sign: `caIssuers` of the authority information access, RFC 5280, 4.2.2.1.
fn issuers_address() -> CustomExtension {
    const AUTHORITY_INFORMATION_ACCESS: &[u64] = &[1, 3, 6, 1, 5, 5, 7, 1, 1];
    const CA_ISSUERS: &[u8] = &[0x06, 8, 0x2b, 6, 1, 5, 5, 7, 0x30, 2];
    const ADDRESS: &[u8] = b"http://authority.example/intermediate.der";
    let tagged = |tag: u8, content: &[u8]| {
        // Everything here is shorter than 128 bytes, where the length is one byte.
        [
            &[tag, u8::try_from(content.len()).unwrap_or_default()],
            content,
        ]
        .concat()
    };
    let description = tagged(0x30, &[CA_ISSUERS, &tagged(0x86, ADDRESS)].concat());
    CustomExtension::from_oid_content(AUTHORITY_INFORMATION_ACCESS, tagged(0x30, &description))
}

fn date(params: &mut CertificateParams, from: i64, until: i64) -> Result<(), Error> {
    let epoch = date_time_ymd(1970, 1, 1);
    let after = |seconds: i64| {
        u64::try_from(seconds)
            .map(Duration::from_secs)
            .map_err(|_| Error::Clock)
    };
    params.not_before = epoch + after(from)?;
    params.not_after = epoch + after(until)?;
    Ok(())
}

/// Presents the certificate of the host a client names; refuses clients that name none of ours.
#[derive(Debug)]
struct ByName(Vec<(&'static str, Arc<CertifiedKey>)>);

impl ResolvesServerCert for ByName {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let host = find_host(hello.server_name()?)?;
        self.0
            .iter()
            .find(|(name, _)| *name == host.name)
            .map(|(_, key)| Arc::clone(key))
    }
}
