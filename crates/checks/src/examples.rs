//! Evidence made up for tests and for the generated reference: a shop that is ready, and what
//! each check makes of one that is not.

use crate::contract::Timestamp;
use crate::evidence::{
    Account, Application, Credential, Declared, Endpoint, Environment, Evidence, Observation, Page,
    Party, PaymentMethod, PublicKeyForm, PublicKeyShape, RecentPayment, RecentPayments, Seen,
    TlsFacts, TokenForm, TokenShape, Unreachable, Why,
};
use crate::profile::{Product, Profile, Site};

/// One reason, and evidence that leads to it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The reason's code.
    pub reason: &'static str,
    /// The question.
    pub profile: Profile,
    /// What was observed.
    pub evidence: Evidence,
}

/// An example made from the ready shop by one change.
#[must_use]
pub fn example(reason: &'static str, change: impl FnOnce(&mut Evidence)) -> Example {
    let mut evidence = ready();
    change(&mut evidence);
    Example {
        reason,
        profile: brazil(Product::CheckoutPro),
        evidence,
    }
}

impl Example {
    /// The same evidence, asked for another profile.
    #[must_use]
    pub fn asked_for(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }
}

/// A Brazilian shop.
#[must_use]
pub const fn brazil(product: Product) -> Profile {
    Profile {
        product,
        site: Some(Site::Mlb),
    }
}

/// Something seen, at a made-up moment.
#[must_use]
pub fn seen<T>(value: T) -> Observation<T> {
    Observation::Seen(Seen {
        value,
        at: moment(),
        elapsed_ms: 120,
    })
}

/// Something that could not be looked at.
#[must_use]
pub fn unreachable<T>(party: Party, why: Why) -> Observation<T> {
    Observation::Unreachable(Unreachable {
        party,
        why,
        status: None,
        request_id: None,
        at: moment(),
        elapsed_ms: 8000,
    })
}

fn moment() -> Timestamp {
    Timestamp("2026-01-01T12:00:00Z".to_owned())
}

/// Evidence of a shop that is ready in every respect a machine can see.
#[must_use]
pub fn ready() -> Evidence {
    let user = || "100000001".to_owned();
    let application = || "1000000000000001".to_owned();
    let webhook = || "https://store.example/mp/webhook".to_owned();
    Evidence {
        declared: Declared {
            access_token: Some(TokenForm {
                shape: TokenShape::Usual,
                slips: Vec::new(),
                environment: Some(Environment::Production),
                application_id: Some(application()),
                user_id: Some(user()),
            }),
            public_key: Some(PublicKeyForm {
                shape: PublicKeyShape::Usual,
                slips: Vec::new(),
                environment: Some(Environment::Production),
            }),
            expected_user_id: Some(user()),
            expected_application_id: Some(application()),
            webhook_url: Some(webhook()),
            checkout_url: Some("https://store.example/checkout".to_owned()),
        },
        page: seen(Page {
            scheme: "https".to_owned(),
            host: "admin.store.example".to_owned(),
            secure_context: Some(true),
            insecure_resources: Some(Vec::new()),
        }),
        checkout: seen(endpoint("https://store.example/checkout")),
        account: seen(Account {
            user_id: user(),
            nickname: Some("EXAMPLESTORE".to_owned()),
            site: Some("MLB".to_owned()),
            tags: Some(vec!["normal".to_owned()]),
            site_status: Some("active".to_owned()),
            may_sell: Some(true),
            may_bill: Some(true),
            restriction_codes: Vec::new(),
            required_action: None,
        }),
        token_credential: seen(credential()),
        public_key_credential: seen(credential()),
        application: seen(Application {
            id: application(),
            name: Some("Example checkout".to_owned()),
            webhook_url: Some(webhook()),
        }),
        payment_methods: seen(vec![
            payment_method("visa", "credit_card"),
            payment_method("pix", "bank_transfer"),
        ]),
        recent_payments: seen(RecentPayments {
            payments: vec![RecentPayment {
                id: "1300000000001".to_owned(),
                created_at: Some(moment()),
                notification_url: Some(webhook()),
            }],
        }),
        webhook: seen(endpoint("https://store.example/mp/webhook")),
    }
}

/// What the wrapper says of an activated production credential.
#[must_use]
pub fn credential() -> Credential {
    Credential {
        application_id: Some("1000000000000001".to_owned()),
        activated: Some(true),
        is_test: Some(false),
    }
}

/// A means of payment that is active.
#[must_use]
pub fn payment_method(id: &str, kind: &str) -> PaymentMethod {
    PaymentMethod {
        id: id.to_owned(),
        kind: Some(kind.to_owned()),
        status: Some("active".to_owned()),
    }
}

/// An address that answers as it should.
#[must_use]
pub fn endpoint(url: &str) -> Endpoint {
    Endpoint {
        url: url.to_owned(),
        by_exception: false,
        problem: None,
        tls: Some(TlsFacts {
            version: "TLSv1.3".to_owned(),
            days_until_expiry: 64,
            issuer: "Example CA".to_owned(),
        }),
        status: Some(200),
        redirect: None,
        insecure_resources: Some(Vec::new()),
    }
}

/// Changes a seen value in place.
pub fn change<T>(observation: &mut Observation<T>, change: impl FnOnce(&mut T)) {
    if let Observation::Seen(seen) = observation {
        change(&mut seen.value);
    }
}
