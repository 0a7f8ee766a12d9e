//! What the stand-in Mercado Pago knows of a merchant: the part each one plays.

use checkout_readiness_checks::profile::{Product, Site};

/// What the stand-in Mercado Pago knows of a merchant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Script {
    /// Place in the cast; ids are derived from it.
    pub number: u64,
    /// Number of the application the Access Token was issued for.
    pub application: u64,
    /// Number of the application the Public Key was issued for.
    pub key_application: u64,
    /// Whether the operator put each credential where the other belongs.
    pub credentials_swapped: bool,
    pub nickname: &'static str,
    pub account: Account,
    /// Country of the account.
    pub country: Site,
    /// `site_id` of the account, where it is of a country nobody here knows.
    pub unknown_site: Option<&'static str>,
    /// `country_id` of the account; none means that of its country.
    pub country_id: Option<&'static str>,
    /// Country of the application; none means the account's.
    pub application_site: Option<Site>,
    /// `homologated` of the credentials wrapper.
    pub activated: bool,
    /// `is_test` of the credentials wrapper.
    pub is_test: bool,
    /// Whether the token may read the application it was issued for.
    pub reads_application: bool,
    /// Address on the application, and on the payments unless these are told otherwise.
    pub notified_at: Option<&'static str>,
    /// Address on the payments.
    pub sale_notified: SaleNotified,
    /// Where buyers return to.
    pub returns: Returns,
    /// What the payments are made with; none means what the merchant integrates.
    pub sells: Option<Product>,
    pub methods: Methods,
    pub pix: Pix,
    /// Currency of the payments; none means the country's.
    pub currency: Option<&'static str>,
    /// The sale a reader looks into.
    pub sale: Sale,
    /// The other payments.
    pub history: History,
    pub reports: Reports,
    pub terminals: Terminals,
    /// How many stores, each with one point of sale unless there are fewer of these.
    pub stores: u64,
    /// How many points of sale.
    pub points_of_sale: u64,
    pub temper: Temper,
}

/// What kind of account answers `GET /users/me`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Account {
    Production,
    TestUser,
    Restricted,
    /// May sell, and Mercado Pago asks its owner to do something.
    AskedToAct,
    /// May sell and may not bill.
    MayNotBill,
    /// May sell, though its `site_status` is not that of an account in use.
    UnusualStatus,
    /// Only the keys every answer has: no tags, no status.
    Minimal,
}

/// Where the notifications of a single payment go, compared with the application's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SaleNotified {
    /// To the very same address.
    Alike,
    /// To the same address, for webhooks only.
    ByWebhooks,
    /// To the same address, the old way only.
    ByIpn,
    /// To the same address, with more behind it than Mercado Pago takes.
    TooLong,
    /// To another address.
    Elsewhere(&'static str),
    /// To the same address, the old way only until some days ago and for webhooks since.
    ByIpnUntilLately,
    /// To one of two addresses, by turns.
    ByTurns(&'static str, &'static str),
    /// Nothing was said with the payment.
    Unsaid,
}

/// Where buyers return to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Returns {
    /// To the shop, over `https`.
    ToShop,
    /// To the shop, over `http`.
    ByPlainHttp,
    /// To the machine of whoever wrote the shop.
    ToLocalhost,
    /// To another place, whose address the way out is put behind.
    To(&'static str),
    /// To the shop, and after a failure to another place, which is the whole address.
    AfterFailureTo(&'static str),
    /// Nothing was said.
    Unsaid,
}

/// Which means of payment an account has, Pix aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Methods {
    /// Those of its country.
    OfCountry,
    /// Those of another country.
    Of(Site),
    /// Those of its country but for cards.
    WithoutCards,
    /// Those of its country, every card switched off.
    CardsOff,
    /// Not one.
    Empty,
}

/// Whether Pix is among the means of payment; it never is outside Brazil.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pix {
    Active,
    Deactivated,
    Missing,
    /// Not among them, though buyers have paid with it.
    Unlisted,
}

/// What can be said of the sale a reader looks into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sale {
    /// Everything went along with it.
    Complete,
    /// Everything, and the identifier of the buyer's device, which answers seldom show.
    WithDevice,
    /// Nothing but the money.
    Poor,
    /// What examples write.
    Placeholders,
    /// A reference and a statement descriptor longer than Mercado Pago takes.
    TooLong,
    /// A category Mercado Pago does not have.
    UnknownCategory,
    /// Its order is a test.
    TestOrder,
    /// Somebody else was paid.
    OtherCollector,
    /// An e-commerce platform made it, and every other one.
    ByPlugin,
    /// Another application made it.
    ByOtherApplication,
    /// It is 200 days old, older than every other payment.
    Old,
    /// It was rejected.
    NotApproved,
}

/// The payments of the last thirty days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum History {
    /// Forty, rejected now and then for what no shop can help.
    Ordinary,
    /// Too few to judge.
    Few,
    /// Not one, not even the sale.
    None,
    /// Not one that was approved, not even the sale.
    NothingApproved,
    /// Fraud prevention refuses a quarter.
    FraudHeavy,
    /// A quarter is refused for lack of data.
    DataHeavy,
    /// Rejected for every reason there is, and one more.
    Varied,
    /// Every fifth without the shop's reference, some with that of another.
    Orphans,
    /// More than fit on a page.
    Long,
    /// More than anybody reads.
    Endless,
}

/// How the two money reports are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reports {
    /// Made automatically.
    Scheduled,
    /// Made by hand, lately.
    ByHand,
    /// Configured, and none made for long.
    Unscheduled,
    NeverConfigured,
    /// The token may not read them.
    Forbidden,
}

/// The Point terminals of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terminals {
    /// Two, both integrated.
    Integrated,
    /// Two, neither integrated.
    Standalone,
    /// One integrated, one not and without a store, one in a mode of no meaning.
    Mixed,
    /// More than fit on a page, all integrated.
    Fleet,
    /// More than anybody reads, all integrated.
    Army,
    None,
}

/// How the stand-in Mercado Pago treats a merchant's calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Temper {
    Normal,
    Slow,
    RateLimited,
    Failing,
    Garbled,
    Revoked,
}
