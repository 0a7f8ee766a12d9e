//! What a person is asked by an outcome: the facts they see, as one text that can be compared.

use super::{Fact, Outcome, RejectionGroup};

impl Outcome {
    /// The facts a person is shown, as one line of text without control characters.
    ///
    /// Together with the reason it names the question: a decision counts only where both are the
    /// same as when it was made. What moves by itself from day to day is left out, because it is
    /// not what is asked: days and durations (`days_until_expiry`, `elapsed_ms`), moments
    /// (`payment_at`), counts and shares (`count`, `share_percent`) and how many payments were
    /// looked at. A check that asks about a number itself calls it something else.
    #[must_use]
    pub fn shown_facts(&self) -> String {
        let mut seen = String::new();
        for (name, fact) in &self.details.0 {
            if moves_by_itself(name, fact) {
                continue;
            }
            seen.push_str(name);
            seen.push('=');
            match fact {
                Fact::Flag(flag) => seen.push_str(if *flag { "yes" } else { "no" }),
                Fact::Number(number) => seen.push_str(&number.to_string()),
                Fact::Text(text) => push(&mut seen, text),
                Fact::List(texts) => {
                    for (index, text) in texts.iter().enumerate() {
                        if index > 0 {
                            seen.push(',');
                        }
                        push(&mut seen, text);
                    }
                }
            }
            seen.push(';');
        }
        for item in &self.items {
            seen.push_str(item.item.name());
            seen.push(':');
            seen.push_str(item.state.name());
            seen.push(';');
        }
        // In an order of their own: theirs follows their counts.
        for group in RejectionGroup::ALL {
            if self.groups.iter().any(|counted| counted.group == *group) {
                seen.push('#');
                seen.push_str(group.name());
                seen.push(';');
            }
        }
        seen
    }
}

fn moves_by_itself(name: &str, fact: &Fact) -> bool {
    let last = name.rsplit('_').next().unwrap_or(name);
    let counts = matches!(last, "count" | "percent")
        || matches!(
            name,
            "total" | "read" | "decided" | "rejected" | "without_reference"
        );
    // What arrived meanwhile is no other question.
    passes(name) || name == "received_topics" || counts && matches!(fact, Fact::Number(_))
}

/// Whether a fact of that name measures time, is a moment, or names one request: what it says today
/// is gone tomorrow, and means nothing by itself.
pub(super) fn passes(name: &str) -> bool {
    name == "request_id"
        || name.ends_with("_at")
        || name
            .split('_')
            .any(|word| matches!(word, "day" | "days" | "elapsed" | "ms" | "seconds"))
}

/// Values come from elsewhere: none of them may look like the end of itself, or break the line.
fn push(seen: &mut String, text: &str) {
    for character in text.chars() {
        if matches!(character, '\\' | ';' | ',') {
            seen.push('\\');
            seen.push(character);
        } else if character.is_control() {
            seen.push('\\');
            seen.push(char::from_u32(0x2400 + u32::from(character)).unwrap_or(' '));
        } else {
            seen.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{
        CountedGroup, Details, ItemClass, ItemFinding, ItemState, Requirement, Severity, Status,
    };
    use crate::evidence::DataItem;

    fn asked(details: Details) -> Outcome {
        Outcome {
            check: "a-check".to_owned(),
            requirement: Requirement::Notifications,
            severity: Severity::Required,
            status: Status::Confirm,
            reason: "look".to_owned(),
            details,
            items: Vec::new(),
            groups: Vec::new(),
            link: None,
            observed_at: None,
            elapsed_ms: None,
            confirmation: None,
            dismissal: None,
        }
    }

    #[test]
    fn what_moves_from_day_to_day_is_no_part_of_the_question() {
        let facts = |days: i64, elapsed: i64, count: i64| {
            asked(
                Details::none()
                    .with("nickname", "SHOP")
                    .with("days_until_expiry", days)
                    .with("elapsed_ms", elapsed)
                    .with("payment_at", count)
                    .with("count", count)
                    .with("payments_count", count)
                    .with("share_percent", count)
                    .with("total", count)
                    .with("rejected", count)
                    .with("request_id", count.to_string())
                    .with("bank_account", "BR")
                    .with("read", true),
            )
            .shown_facts()
        };
        assert_eq!(facts(1, 2, 3), "nickname=SHOP;bank_account=BR;read=yes;");
        assert_eq!(facts(1, 2, 3), facts(4, 5, 6));
    }

    #[test]
    fn another_fact_is_another_question() {
        let texts = [
            Details::none(),
            Details::none().with("a", "b"),
            Details::none().with("a", "b;c=d"),
            Details::none().with("a", "b").with("c", "d"),
            Details::none().with("a", vec!["b".to_owned(), "c".to_owned()]),
            Details::none().with("a", vec!["b,c".to_owned()]),
            Details::none().with("a", "b\nc"),
            Details::none().with("a", "b\\\nc"),
            Details::none().with("a", true),
            Details::none().with("a", 1_i64),
        ]
        .map(|details| asked(details).shown_facts());
        for (index, text) in texts.iter().enumerate() {
            assert!(!text.chars().any(char::is_control), "{text:?}");
            assert!(!texts.get(..index).unwrap().contains(text), "{text}");
        }
    }

    #[test]
    fn data_and_groups_are_shown_too_whatever_their_counts() {
        let group = |group, count| CountedGroup {
            group,
            count,
            percent: count,
            details: Vec::new(),
        };
        let item = |state| ItemFinding {
            item: DataItem::ALL[0],
            class: ItemClass::Required,
            state,
            field: None,
        };
        let with = |groups, items| Outcome {
            groups,
            items,
            ..asked(Details::none())
        };
        let (typed, fraud) = (RejectionGroup::Typed, RejectionGroup::Fraud);
        let one = with(
            vec![group(typed, 9), group(fraud, 1)],
            vec![item(ItemState::Missing)],
        );
        let same = with(
            vec![group(fraud, 8), group(typed, 2)],
            vec![item(ItemState::Missing)],
        );
        let other = with(vec![group(fraud, 8)], vec![item(ItemState::Present)]);
        assert_eq!(one.shown_facts(), same.shown_facts());
        assert_ne!(one.shown_facts(), other.shown_facts());
    }
}
