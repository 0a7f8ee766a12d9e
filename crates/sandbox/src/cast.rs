//! The cast: every merchant the sandbox can play, as tables of visibly fake data.

use crate::merchant::Merchant;

macro_rules! access_token {
    ($application:literal, $user:literal) => {
        concat!(
            "APP_USR-1000000000000",
            $application,
            "-010112-00000000000000000000000000000",
            $user,
            "-100000",
            $user
        )
    };
}

macro_rules! public_key {
    ($number:literal) => {
        concat!("APP_USR-00000000-0000-4000-8000-000000000", $number)
    };
}

/// The payment a merchant's sale came to.
macro_rules! payment {
    ($number:literal) => {
        concat!("130000", $number, "0001")
    };
}

/// The order a merchant's sale came to.
macro_rules! order {
    ($number:literal) => {
        concat!("ORD0100000000000000000", $number, "0001")
    };
}

/// A merchant in good order, with ids and credentials that end in the number given.
macro_rules! in_good_order {
    ($number:literal, $text:literal) => {
        Merchant {
            id: "",
            special: "",
            expectation: "",
            product: Product::CheckoutPro,
            site: Site::Mlb,
            access_token: access_token!($text, $text),
            public_key: Some(public_key!($text)),
            webhook_secret: Some(concat!(
                "0000000000000000000000000000000000000000000000000000000000000",
                $text
            )),
            webhook_url: Some("https://store.example/mp/webhook"),
            checkout_url: Some("https://store.example/checkout"),
            expected_user_id: Some(concat!("100000", $text)),
            expected_application_id: Some(concat!("1000000000000", $text)),
            inspected: None,
            quality: Some(Measurement {
                score: 92,
                days_ago: 20,
            }),
            development: Development {
                public_key: Some(public_key!($text)),
                application_id: Some(concat!("1000000000000", $text)),
            },
            token_issued_days_ago: None,
            script: Script {
                number: $number,
                application: $number,
                key_application: $number,
                credentials_swapped: false,
                nickname: "LOJAEXEMPLO",
                account: Account::Production,
                country: Site::Mlb,
                unknown_site: None,
                country_id: None,
                application_site: None,
                activated: true,
                is_test: false,
                reads_application: true,
                notified_at: Some("https://store.example/mp/webhook"),
                sale_notified: SaleNotified::ByWebhooks,
                returns: Returns::ToShop,
                sells: None,
                methods: Methods::OfCountry,
                pix: Pix::Active,
                currency: None,
                sale: Sale::Complete,
                history: History::Ordinary,
                reports: Reports::Scheduled,
                terminals: Terminals::None,
                stores: 0,
                points_of_sale: 0,
                temper: Temper::Normal,
            },
        }
    };
}

/// A merchant in good order but for the fields and the parts of the script given.
macro_rules! merchant {
    (
        $number:literal, $text:literal, { $($field:ident: $value:expr),* $(,)? }
        $(, script { $($part:ident: $played:expr),* $(,)? })?
    ) => {
        Merchant {
            $($field: $value,)*
            script: Script { $($($part: $played,)*)? ..in_good_order!($number, $text).script },
            ..in_good_order!($number, $text)
        }
    };
}

/// What every table of the cast speaks of.
mod prelude {
    pub(super) use checkout_readiness_checks::profile::{Product, Site};

    pub(super) use crate::{
        merchant::{Development, Measurement, Merchant},
        script::{
            Account, History, Methods, Pix, Reports, Returns, Sale, SaleNotified, Script, Temper,
            Terminals,
        },
    };
}

mod credentials;
mod in_person;
mod money;
mod notifications;
mod notifications_tested;
mod pages;
mod ready;
mod sales;
mod trouble;
mod worst;

/// The tables, in the order a reader meets them.
const TABLES: &[&[Merchant]] = &[
    ready::MERCHANTS,
    credentials::MERCHANTS,
    notifications::MERCHANTS,
    notifications_tested::MERCHANTS,
    pages::MERCHANTS,
    sales::MERCHANTS,
    money::MERCHANTS,
    in_person::MERCHANTS,
    trouble::MERCHANTS,
    worst::MERCHANTS,
];

const COUNT: usize = {
    let (mut count, mut table) = (0, 0);
    while table < TABLES.len() {
        count += TABLES[table].len();
        table += 1;
    }
    count
};

/// Every merchant, those in good order first.
pub(crate) static CAST: &[Merchant] = &{
    let mut all = [ready::MERCHANTS[0]; COUNT];
    let (mut count, mut table) = (0, 0);
    while table < TABLES.len() {
        let mut row = 0;
        while row < TABLES[table].len() {
            all[count] = TABLES[table][row];
            count += 1;
            row += 1;
        }
        table += 1;
    }
    all
};
