//! Do the terminals take orders from the shop's own system?
//!
//! A terminal in `STANDALONE` works by itself: the cashier types the amount and the shop's system
//! never hears of it. Only one in `PDV`, integrated mode, takes the orders an integration sends.
//!
//! Source: Point documentation: operating modes; `GET /terminals/v1/list`.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, Source, Terminal};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::{Product, Profile};
use crate::sites;

/// The check.
pub static CHECK: Check = Check {
    id: "terminals-are-integrated",
    requirement: Requirement::Terminals,
    matters: matrix::point_terminals,
    sites: &[],
    needs: Needs::All(&[Source::Terminals]),
    also_reads: &[Source::Account],
    reasons: REASONS,
    source: "Point documentation: terminals in integrated mode (PDV)",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    ALL_INTEGRATED = "all_integrated" Passed;
    SOME_STAND_ALONE = "some_stand_alone" Warning, Stores;
    NONE_IS_INTEGRATED = "none_is_integrated" Failed, Stores;
    NO_TERMINAL = "no_terminal" Failed, Stores;
    REST_NOT_READ = "rest_not_read" Confirm, Stores;
    UNSUPPORTED_SITE = "unsupported_site" NotApplicable;
}

/// How a terminal stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Integrated,
    StandAlone,
    /// A word we do not know.
    Other,
    /// The answer does not tell.
    Untold,
}

fn mode(terminal: &Terminal) -> Mode {
    match terminal.mode.as_deref() {
        Some("PDV") => Mode::Integrated,
        Some("STANDALONE" | "UNDEFINED") => Mode::StandAlone,
        Some(_) => Mode::Other,
        None => Mode::Untold,
    }
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    let site = sites::in_question(profile, evidence);
    if let Some(site) = site.filter(|site| !matrix::is_sold_in(Product::Point, *site)) {
        return UNSUPPORTED_SITE.with(Details::none().with("site", site.name()));
    }
    if let Some(blind) = unseen(evidence, Source::Terminals) {
        return blind;
    }
    let Some(seen) = evidence.terminals.seen() else {
        return field_missing("terminals");
    };
    if seen.is_unsupported_site {
        let site = site.map(|site| site.name());
        return UNSUPPORTED_SITE.with(Details::none().with_some("site", site));
    }
    let Some(terminals) = &seen.terminals else {
        return field_missing("terminals");
    };
    let tails = |is_meant: fn(&Terminal) -> bool| -> Vec<String> {
        let meant = terminals.iter().filter(|terminal| is_meant(terminal));
        meant.map(|terminal| terminal.tail.clone()).collect()
    };
    let has = |sought| terminals.iter().any(|terminal| mode(terminal) == sought);
    let integrated = tails(|terminal| mode(terminal) == Mode::Integrated);
    let others = tails(|terminal| mode(terminal) != Mode::Integrated);
    let unlinked = tails(|terminal| !terminal.has_pos);
    let count = |list: &[String]| u32::try_from(list.len()).unwrap_or(u32::MAX);
    let about = |list: &[String]| {
        Details::none()
            .with("count", count(list))
            .with("list_is_whole", seen.is_whole)
    };
    if terminals.is_empty() {
        return if seen.is_whole {
            NO_TERMINAL.found()
        } else {
            field_missing("terminals")
        };
    }
    if has(Mode::Untold) {
        return field_missing("operating_mode");
    }
    if others.is_empty() {
        let details = about(&integrated).with_some(
            "terminals_without_pos",
            Some(unlinked).filter(|unlinked| !unlinked.is_empty()),
        );
        return if seen.is_whole {
            ALL_INTEGRATED.with(details)
        } else {
            REST_NOT_READ.with(details)
        };
    }
    let details = about(&others).with("terminals_not_integrated", others.clone());
    if integrated.is_empty() && seen.is_whole && !has(Mode::Other) {
        NONE_IS_INTEGRATED.with(details)
    } else {
        SOME_STAND_ALONE.with(details)
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::evidence::Terminals;
    use crate::examples::{brazil, example, seen};
    use crate::profile::Site;

    let with = |reason, modes: &'static [&'static str], is_whole| {
        let terminal = |(index, mode): (usize, &&str)| Terminal {
            tail: format!("{:04}", index + 1),
            model: Some("NEWLAND_N950".to_owned()),
            mode: Some((*mode).to_owned()),
            has_store: true,
            has_pos: true,
        };
        example(reason, move |evidence| {
            evidence.terminals = seen(Terminals {
                terminals: Some(modes.iter().enumerate().map(terminal).collect()),
                is_whole,
                is_unsupported_site: false,
            });
        })
        .asked_for(brazil(Product::Point))
    };
    vec![
        with("all_integrated", &["PDV", "PDV"], true),
        with("some_stand_alone", &["PDV", "STANDALONE"], true),
        with("none_is_integrated", &["STANDALONE"], true),
        with("no_terminal", &[], true),
        with("rest_not_read", &["PDV"], false),
        example("unsupported_site", |evidence| {
            crate::examples::change(&mut evidence.account, |account| {
                account.site = Some("MCO".to_owned())
            });
        })
        .asked_for(Profile {
            product: Product::Point,
            site: Some(Site::Mco),
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Terminals;
    use crate::examples::{brazil, ready, seen};

    fn reason(modes: &[Option<&str>], is_whole: bool) -> &'static str {
        let terminal = |mode: &Option<&str>| Terminal {
            mode: mode.map(str::to_owned),
            ..Terminal::default()
        };
        let mut evidence = ready();
        evidence.terminals = seen(Terminals {
            terminals: Some(modes.iter().map(terminal).collect()),
            is_whole,
            is_unsupported_site: false,
        });
        judge(&brazil(Product::Point), &evidence).reason.code
    }

    #[test]
    fn a_mode_that_is_missing_or_unheard_of_never_fails_a_shop() {
        assert_eq!(reason(&[None], true), "field_missing");
        assert_eq!(reason(&[Some("PDV"), None], true), "field_missing");
        assert_eq!(reason(&[Some("KIOSK")], true), "some_stand_alone");
    }

    #[test]
    fn a_list_that_goes_on_neither_passes_nor_fails() {
        assert_eq!(reason(&[], false), "field_missing");
        assert_eq!(reason(&[Some("STANDALONE")], false), "some_stand_alone");
        assert_eq!(reason(&[Some("PDV")], false), "rest_not_read");
    }

    #[test]
    fn a_country_that_mercado_pago_refuses_has_no_integrated_terminals() {
        let mut evidence = ready();
        evidence.terminals = seen(Terminals {
            is_unsupported_site: true,
            ..Terminals::default()
        });
        let finding = judge(&brazil(Product::Point), &evidence);
        assert_eq!(finding.reason.code, "unsupported_site");
    }
}
