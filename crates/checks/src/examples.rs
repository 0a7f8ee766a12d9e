//! Evidence made up for tests and for the generated reference: a shop that is ready, and what
//! each check makes of one that is not.

pub mod probe;

use crate::contract::Timestamp;
use crate::evidence::{
    Account, Application, Credential, DataItem, Declared, DetailCount, Development, Endpoint,
    Environment, Evidence, Globals, Likeness, Markup, MerchantOrder, MoneyReport, Observation,
    Order, OutdatedProtocols, Page, Party, Payment, PaymentHistory, PaymentMethod, PlainHttp,
    Preference, PublicKeyForm, PublicKeyShape, QualityRecord, RecentPayment, RecentPayments,
    ReturnKind, ReturnUrl, SdkKind, SdkScript, Seen, Sent, StrictTransport, Terminal, Terminals,
    TlsFacts, TokenForm, TokenShape, Told, Unreachable, Venues, Why,
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
    let notified = || "https://store.example/mp/webhook?source_news=webhooks".to_owned();
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
            development: Development {
                public_key: Some(Likeness::Same),
                application_id: Some(Likeness::Same),
            },
            days_since_token_issued: Some(10),
            webhook_reads_again: false,
            inspected: None,
            quality: Some(QualityRecord {
                score: 91,
                measured_on: "2025-12-20".to_owned(),
                days_since: 12,
                payment_id: Some(payment()),
            }),
        },
        page: seen(Page {
            scheme: "https".to_owned(),
            host: "admin.store.example".to_owned(),
            secure_context: Some(true),
            insecure_resources: Some(Vec::new()),
            markup: Some(Markup {
                globals: Some(Globals {
                    has_v2: true,
                    has_v1: false,
                    has_device_id: true,
                }),
                ..markup()
            }),
        }),
        checkout: seen(endpoint("https://store.example/checkout")),
        account: seen(Account {
            user_id: user(),
            nickname: Some("EXAMPLESTORE".to_owned()),
            site: Some("MLB".to_owned()),
            country: Some("BR".to_owned()),
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
            site: Some("MLB".to_owned()),
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
                notification_url: Some(notified()),
                currency: Some("BRL".to_owned()),
                payment_method_id: Some("visa".to_owned()),
            }],
        }),
        payment_history: seen(PaymentHistory {
            days: Some(30),
            read: 60,
            total: Some(60),
            is_whole: true,
            details: vec![
                detail("approved", "accredited", 54),
                detail("rejected", "cc_rejected_insufficient_amount", 4),
                detail("rejected", "cc_rejected_bad_filled_security_code", 2),
            ],
            approved_by_pix: 11,
            ..PaymentHistory::default()
        }),
        webhook: seen(endpoint("https://store.example/mp/webhook")),
        payment: seen(Payment {
            id: payment(),
            status: Some("approved".to_owned()),
            status_detail: Some("accredited".to_owned()),
            created_at: Some(moment()),
            days_old: Some(2),
            collector_id: Some(user()),
            operation_type: Some("regular_payment".to_owned()),
            interaction: Some("CHECKOUT".to_owned()),
            interaction_sub_unit: Some("checkout_pro".to_owned()),
            payment_method_id: Some("visa".to_owned()),
            payment_type_id: Some("credit_card".to_owned()),
            currency: Some("BRL".to_owned()),
            merchant_order_id: Some("20000000001".to_owned()),
            notification_url: Some(notified()),
            platform_id: None,
            integrator_id: None,
            store_id: Some("50000001".to_owned()),
            pos_id: Some("60000001".to_owned()),
            told: everything_told(),
        }),
        merchant_order: seen(MerchantOrder {
            id: "20000000001".to_owned(),
            preference_id: Some("100000001-00000000-0000-4000-8000-000000000001".to_owned()),
            application_id: Some(application()),
            collector_id: Some(user()),
            status: Some("paid".to_owned()),
        }),
        preference: seen(Preference {
            id: "100000001-00000000-0000-4000-8000-000000000001".to_owned(),
            collector_id: Some(user()),
            application_id: Some(application()),
            notification_url: Some(notified()),
            return_urls: return_urls(),
            told: everything_told(),
        }),
        order: seen(Order {
            id: "ORD00000000000000000000000001".to_owned(),
            is_test: false,
            kind: Some("online".to_owned()),
            status: Some("processed".to_owned()),
            status_detail: Some("accredited".to_owned()),
            created_at: Some(moment()),
            days_old: Some(2),
            user_id: Some(user()),
            application_id: Some(application()),
            integrator_id: None,
            platform_id: None,
            has_terminal: true,
            return_urls: return_urls(),
            told: everything_told(),
        }),
        return_urls: seen(vec![endpoint("https://store.example/thanks")]),
        release_report: seen(money_report()),
        settlement_report: seen(money_report()),
        terminals: seen(Terminals {
            terminals: Some(vec![Terminal {
                tail: "0001".to_owned(),
                model: Some("NEWLAND_N950".to_owned()),
                mode: Some("PDV".to_owned()),
                has_store: true,
                has_pos: true,
            }]),
            is_whole: true,
            is_unsupported_site: false,
        }),
        stores: seen(Venues { count: Some(1) }),
        points_of_sale: seen(Venues { count: Some(1) }),
        webhook_probe: seen(probe::good(Product::CheckoutPro)),
        deliveries: probe::deliveries(),
    }
}

/// Makes the sale one of the Payments API, paid on the shop's own page.
pub fn paid_on_own_page(evidence: &mut Evidence) {
    evidence.order = Observation::Absent;
    evidence.merchant_order = Observation::Absent;
    evidence.preference = Observation::Absent;
    change(&mut evidence.payment, |payment| {
        payment.interaction = Some("UNSPECIFIED".to_owned());
        payment.interaction_sub_unit = None;
        payment.merchant_order_id = None;
    });
}

/// The number of the payment everything is about.
fn payment() -> String {
    "1300000000001".to_owned()
}

/// Every datum there is, sent.
#[must_use]
pub fn everything_told() -> Told {
    Told(
        DataItem::ALL
            .iter()
            .map(|item| (*item, Sent::Present))
            .collect(),
    )
}

/// Where buyers of the ready shop return to.
fn return_urls() -> Vec<ReturnUrl> {
    let to = |kind: &ReturnKind| ReturnUrl {
        kind: *kind,
        url: format!("https://store.example/{}", kind.name()),
    };
    ReturnKind::ALL.iter().map(to).collect()
}

/// A report that is made every week.
#[must_use]
pub fn money_report() -> MoneyReport {
    MoneyReport {
        is_configured: Some(true),
        is_scheduled: Some(true),
        frequency: Some("weekly".to_owned()),
        listed: Some(4),
        days_since_newest: Some(3),
    }
}

/// How many payments came to this.
#[must_use]
pub fn detail(status: &str, status_detail: &str, count: u32) -> DetailCount {
    DetailCount {
        status: status.to_owned(),
        status_detail: status_detail.to_owned(),
        count,
    }
}

/// A page with `MercadoPago.js` V2, and nothing that should not be there.
#[must_use]
pub fn markup() -> Markup {
    Markup {
        scripts: vec![SdkScript {
            kind: SdkKind::V2,
            url: "https://sdk.mercadopago.com/js/v2".to_owned(),
            is_from_own_host: true,
        }],
        policies: Some(Vec::new()),
        ..Markup::default()
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
        markup: Some(markup()),
        strict_transport: Some(StrictTransport {
            is_sent: true,
            max_age_seconds: Some(31_536_000),
        }),
        outdated_protocols: Some(OutdatedProtocols {
            tls_1_0: Some(false),
            tls_1_1: Some(false),
        }),
        plain_http: Some(PlainHttp::RedirectsToHttps),
    }
}

/// Changes a seen value in place.
pub fn change<T>(observation: &mut Observation<T>, change: impl FnOnce(&mut T)) {
    if let Observation::Seen(seen) = observation {
        change(&mut seen.value);
    }
}
