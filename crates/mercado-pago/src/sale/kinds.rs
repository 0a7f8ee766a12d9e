//! The kinds of data of a sale, and what of each counts as sent.

use checkout_readiness_checks::evidence::Sent;

use super::{Kind, present, samples};

/// The longest reference of the shop's own: the specification of payments.
const LONGEST_REFERENCE: u32 = 256;
/// The longest text of a card statement: the specification of payments.
const LONGEST_STATEMENT: u32 = 22;

/// Categories of `GET /item_categories`. The official plugins write three of them with a space
/// instead of an underscore, and so may shops.
const CATEGORIES: &[&str] = &[
    "art",
    "automotive",
    "baby",
    "cameras",
    "car_electronics",
    "computing",
    "coupons",
    "donations",
    "electronics",
    "entertainment",
    "fashion",
    "games",
    "home",
    "learnings",
    "musical",
    "others",
    "phones",
    "services",
    "television",
    "tickets",
    "travels",
    "video_games",
    "virtual_goods",
];

macro_rules! kinds {
    ($($(#[doc = $about:literal])+ $name:ident $([$($key:literal),+])?: $of_text:expr;)+) => {
        $(
            $(#[doc = $about])+
            pub(crate) struct $name;

            impl Kind for $name {
                $(const KEYS: &'static [&'static str] = &[$($key),+];)?

                fn of_text(text: &str) -> Sent {
                    let of_text: fn(&str) -> Sent = $of_text;
                    of_text(text)
                }
            }
        )+
    };
}

kinds! {
    /// Whatever is not empty.
    Anything: |_| Sent::Present;
    /// An e-mail address.
    Email: |text| unless(samples::is_email(text));
    /// A person's name.
    Name: |text| unless(samples::is_name(text));
    /// A document, as `{type, number}`.
    Document["number"]: |text| unless(samples::is_word(text));
    /// A phone, as `{area_code, number}`.
    Phone["number"]: |text| unless(samples::is_word(text) || samples::is_phone(text));
    /// An address; a city or a country alone is none.
    Address["zip_code", "street_name"]: |text| unless(samples::is_word(text));
    /// An item's code. Short numbers are real in many shops.
    ItemId: |text| unless(samples::is_item_id(text));
    /// A title or a description.
    Words: |text| unless(samples::is_wording(text));
    /// An item's category.
    Category: category;
    /// An address of the web.
    WebAddress: |text| unless(samples::is_web_address(text));
    /// The shop's own reference. Short numbers are real in many shops.
    Reference: |text| limited(text, LONGEST_REFERENCE, samples::is_reference(text));
    /// What the buyer reads on the card statement.
    Statement: |text| limited(text, LONGEST_STATEMENT, samples::is_statement(text));
    /// What is left out of a checkout: texts, or objects with an id.
    Excluded["id"]: |_| Sent::Present;
    /// An advertiser's script, as `{type, value}`.
    Script["type"]: |_| Sent::Present;
}

/// A number that says something only above zero, which is what answers hold by default.
pub(crate) struct Amount;

impl Kind for Amount {
    fn of_text(text: &str) -> Sent {
        match text.parse() {
            Ok(number) => Self::of_number(number),
            Err(_) => Sent::Present,
        }
    }

    fn of_number(number: f64) -> Sent {
        present(number > 0.0)
    }
}

/// A choice that says something only when it was made: "no" is what answers hold by default.
pub(crate) struct Choice;

impl Kind for Choice {
    fn of_text(text: &str) -> Sent {
        present(!text.eq_ignore_ascii_case("false"))
    }

    fn of_flag(flag: bool) -> Sent {
        present(flag)
    }
}

fn unless(is_sample: bool) -> Sent {
    if is_sample {
        Sent::Placeholder
    } else {
        Sent::Present
    }
}

fn category(text: &str) -> Sent {
    let id = text.to_lowercase().replace([' ', '-'], "_");
    if CATEGORIES.contains(&id.as_str()) {
        Sent::Present
    } else {
        Sent::Unknown
    }
}

fn limited(text: &str, most: u32, is_sample: bool) -> Sent {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if length > most {
        Sent::TooLong { length, most }
    } else {
        unless(is_sample)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_of_a_category_are_known_and_others_are_not() {
        for text in [
            "fashion",
            "video_games",
            "video games",
            "Virtual Goods",
            "others",
        ] {
            assert_eq!(Category::of_text(text), Sent::Present, "{text}");
        }
        for text in ["clothes", "MLB1648", "videogames", "ropa"] {
            assert_eq!(Category::of_text(text), Sent::Unknown, "{text}");
        }
    }

    #[test]
    fn the_recorded_list_of_categories_is_the_one_known() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/item_categories.json"
        );
        let recorded: Vec<serde_json::Value> =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let mut recorded: Vec<&str> = recorded
            .iter()
            .map(|category| category["id"].as_str().unwrap())
            .collect();
        recorded.sort_unstable();
        assert_eq!(recorded, CATEGORIES);
    }

    #[test]
    fn a_text_longer_than_allowed_says_by_how_much_in_characters() {
        assert_eq!(Statement::of_text(&"ñ".repeat(22)), Sent::Present);
        let (length, most) = (23, 22);
        assert_eq!(
            Statement::of_text(&"ñ".repeat(23)),
            Sent::TooLong { length, most }
        );
        assert_eq!(Reference::of_text(&"a".repeat(256)), Sent::Present);
        let (length, most) = (257, 256);
        assert_eq!(
            Reference::of_text(&"a".repeat(257)),
            Sent::TooLong { length, most }
        );
    }

    #[test]
    fn zero_and_no_are_what_answers_hold_by_default() {
        assert_eq!(Amount::of_number(0.0), Sent::Absent);
        assert_eq!(Amount::of_text("0.00"), Sent::Absent);
        assert_eq!(Amount::of_text("12.50"), Sent::Present);
        assert_eq!(Amount::of_number(f64::NAN), Sent::Absent);
        assert_eq!(Choice::of_flag(false), Sent::Absent);
        assert_eq!(Choice::of_flag(true), Sent::Present);
    }
}
