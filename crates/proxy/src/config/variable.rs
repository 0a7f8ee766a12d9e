//! The names of everything that can be configured, each with an example.

/// One setting: an environment variable, or a line of the file of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// A value that would do.
    pub example: &'static str,
}

macro_rules! variables {
    ($($(#[doc = $about:literal])+ $name:ident = $example:literal;)+) => {
        $(
            $(#[doc = $about])+
            pub const $name: Variable = Variable {
                name: stringify!($name),
                about: concat!($($about),+),
                example: $example,
            };
        )+

        /// All of them, in the order a reader meets them.
        pub const ALL: &[Variable] = &[$($name),+];
    };
}

variables! {
    /// The Access Token. Without it the sandbox answers.
    MP_ACCESS_TOKEN = "APP_USR-<application>-<digits>-<hash>-<user>";
    /// The Public Key of the shop's page.
    MP_PUBLIC_KEY = "APP_USR-00000000-0000-4000-8000-000000000001";
    /// What notifications are signed with. Test notifications are signed with it too, and it is looked
    /// for on the checkout page, where it must not be.
    MP_WEBHOOK_SECRET = "<the secret signature of the panel>";
    /// Where notifications should go.
    MP_WEBHOOK_URL = "https://store.example/mp/webhook";
    /// Another address for the API, for stand-ins: `https`, or anything on loopback.
    MP_BASE_URL = "https://api.mercadopago.com";
    /// A TOML file with these same names; the environment outranks it.
    READINESS_CONFIG = "/etc/checkout-readiness.toml";
    /// Where the server listens; by default on this machine alone, at port 8787.
    READINESS_LISTEN = "127.0.0.1:8787";
    /// The token that opens the whole API.
    READINESS_TOKEN = "<at least 16 random characters>";
    /// The key JSON Web Tokens are verified with, a file: a public key in PEM form for RS256 and
    /// EdDSA, or the secret itself, of at least 32 bytes, for HS256.
    READINESS_JWT_KEY = "/etc/readiness/panel.pub.pem";
    /// How tokens are signed, which must be said with READINESS_JWT_KEY: HS256, RS256 or EdDSA.
    READINESS_JWT_ALGORITHM = "EdDSA";
    /// Where the keys of tokens are published, in place of READINESS_JWT_KEY.
    READINESS_JWT_JWKS_URL = "https://login.store.example/.well-known/jwks.json";
    /// Whom tokens must be for, their claim `aud`.
    READINESS_JWT_AUDIENCE = "checkout-readiness";
    /// Who must have made tokens, their claim `iss`.
    READINESS_JWT_ISSUER = "https://panel.store.example";
    /// How many seconds the clocks of both sides may differ.
    READINESS_JWT_LEEWAY = "60";
    /// Addresses and networks of reverse proxies that say whose session a request belongs to.
    READINESS_TRUSTED_PROXIES = "127.0.0.1,10.0.0.0/8";
    /// What these reverse proxies send in `x-readiness-secret`, to be believed.
    READINESS_TRUSTED_SECRET = "<at least 16 random characters>";
    /// Other sites whose pages may call the API, and show /frame.html in a frame.
    READINESS_ORIGINS = "https://admin.store.example";
    /// Names the server is reached by, besides those of loopback.
    READINESS_HOSTS = "readiness.store.example";
    /// The address this server is reached at from the Internet, if it is: then it takes real
    /// notifications at `/hooks/mercado-pago`, verifies them and keeps that they came. Needs
    /// READINESS_DATA.
    READINESS_PUBLIC_URL = "https://readiness.store.example";
    /// The server's certificate chain, a PEM file.
    READINESS_TLS_CERT = "/etc/readiness/chain.pem";
    /// The certificate's private key, a PEM file.
    READINESS_TLS_KEY = "/etc/readiness/key.pem";
    /// What the merchant integrates.
    READINESS_PRODUCT = "checkout-pro";
    /// The country the account should be of.
    READINESS_SITE = "MLB";
    /// Where the shop takes payments. Without it, the page the widget stands on is judged.
    READINESS_CHECKOUT_URL = "https://store.example/checkout";
    /// The user the credentials should belong to. Without it, somebody is asked to recognise the account.
    READINESS_EXPECTED_USER_ID = "100000001";
    /// The application the credentials should belong to.
    READINESS_EXPECTED_APPLICATION_ID = "1000000000000001";
    /// The Public Key a Point integration was developed with, which production keeps; compared here,
    /// never passed on.
    READINESS_DEVELOPMENT_PUBLIC_KEY = "APP_USR-00000000-0000-4000-8000-000000000001";
    /// The application a Point integration was developed with, which production keeps.
    READINESS_DEVELOPMENT_APPLICATION_ID = "1000000000000001";
    /// The day the Access Token was issued, where a seller linked by OAuth gave it: it lives 180 days.
    READINESS_TOKEN_ISSUED_ON = "2026-11-01";
    /// The payment or order to look into; otherwise the newest approved payment.
    READINESS_PAYMENT_ID = "1300000000001";
    /// The last measurement of the integration quality: score, day, and payment or order if known.
    READINESS_QUALITY = "score=85,on=2026-11-01,payment=1300000000001";
    /// Checks a person has looked into where no machine can, as `id`, or as `id:reason` where a check
    /// asks different things; they count for READINESS_PRODUCT.
    READINESS_CONFIRMED = "webhook-events-are-selected";
    /// Whether the webhook's handler reads the payment or order again from Mercado Pago before it acts,
    /// whatever a notification says: yes or no.
    READINESS_WEBHOOK_READS_AGAIN = "yes";
    /// A folder to keep decisions and finished runs in, for every colleague who opens the page. Without
    /// it nothing is kept here, and each browser keeps its own.
    READINESS_DATA = "/var/lib/checkout-readiness";
    /// Exact exceptions to where the proxy looks, for development.
    READINESS_PROBE_ALLOW = "localhost:8443";
    /// An authority to trust at those exceptions, a PEM file.
    READINESS_PROBE_CA = "/etc/readiness/development-ca.pem";
    /// How the sandbox behaves.
    READINESS_SANDBOX = "latency=100ms,fault=users-me:500";
    /// What is logged, as a filter of tracing.
    READINESS_LOG = "info";
    /// How it is logged: text or json.
    READINESS_LOG_FORMAT = "json";
}

/// Settings that describe a real shop and mean nothing to the sandbox, whose cast brings its own.
pub const LIVE_ONLY: &[Variable] = &[
    MP_PUBLIC_KEY,
    MP_WEBHOOK_SECRET,
    MP_WEBHOOK_URL,
    MP_BASE_URL,
    READINESS_PRODUCT,
    READINESS_SITE,
    READINESS_CHECKOUT_URL,
    READINESS_EXPECTED_USER_ID,
    READINESS_EXPECTED_APPLICATION_ID,
    READINESS_DEVELOPMENT_PUBLIC_KEY,
    READINESS_DEVELOPMENT_APPLICATION_ID,
    READINESS_TOKEN_ISSUED_ON,
    READINESS_PAYMENT_ID,
    READINESS_QUALITY,
    READINESS_WEBHOOK_READS_AGAIN,
    READINESS_PROBE_ALLOW,
    READINESS_PROBE_CA,
];
