//! Does somebody use Mercado Pago's reports of money?
//!
//! Sales come with fees, refunds, chargebacks and release dates. Without the reports nobody notices
//! that what was sold and what arrived differ. One of the two reports is enough: made by a
//! schedule, or made by hand within the last 45 days.
//!
//! Source: go-live guides, reports (recommended); `…/release_report` and `…/settlement_report`,
//! `config` and `list`.

use crate::check::{Check, Finding, Needs, field_missing, reasons};
use crate::contract::{Details, Requirement};
use crate::evidence::{Evidence, MoneyReport, Source};
use crate::judge::unseen;
use crate::matrix;
use crate::profile::{Profile, Site};
use crate::sites;

/// A report younger than this was made for somebody who reads it.
const RECENT_DAYS: i64 = 45;

/// The check.
pub static CHECK: Check = Check {
    id: "reports-are-used",
    requirement: Requirement::Reports,
    matters: matrix::reports,
    sites: &[],
    needs: Needs::Any(&[Source::ReleaseReport, Source::SettlementReport]),
    also_reads: &[Source::Account],
    reasons: REASONS,
    source: "Go-live requirements: reports",
    judge,
    #[cfg(feature = "examples")]
    examples,
};

reasons! {
    SCHEDULED = "scheduled" Passed;
    MADE_BY_HAND = "made_by_hand" Passed;
    NOTHING_RECENT = "nothing_recent" Warning, ReportsGuide;
    NEVER_CONFIGURED = "never_configured" Warning, ReportsGuide;
}

/// What one report tells.
enum Use {
    Scheduled,
    ByHand(i64),
    Idle,
    NeverConfigured,
}

fn judge(profile: &Profile, evidence: &Evidence) -> Finding {
    // Two of the names are others in Argentina.
    let in_argentina = sites::in_question(profile, evidence) == Some(Site::Mla);
    let reports = [
        (
            Source::ReleaseReport,
            &evidence.release_report,
            ["release", "release-argentina"],
        ),
        (
            Source::SettlementReport,
            &evidence.settlement_report,
            ["settlement", "settlement-argentina"],
        ),
    ]
    .map(|(source, report, [name, name_in_argentina])| {
        let name = if in_argentina {
            name_in_argentina
        } else {
            name
        };
        (source, report.seen(), name)
    });
    let seen = || {
        reports
            .iter()
            .filter_map(|(_, report, name)| report.map(|report| (report, *name)))
    };
    let named = |is_meant: fn(&Use) -> bool| -> Vec<String> {
        seen()
            .filter(|(report, _)| how_used(report).is_ok_and(|used| is_meant(&used)))
            .map(|(_, name)| name.to_owned())
            .collect()
    };
    let scheduled = named(|used| matches!(used, Use::Scheduled));
    if !scheduled.is_empty() {
        let frequency = seen()
            .filter(|(report, _)| report.is_scheduled == Some(true))
            .find_map(|(report, _)| report.frequency.as_deref());
        return SCHEDULED.with(
            Details::none()
                .with("reports", scheduled)
                .with_some("frequency", frequency),
        );
    }
    let by_hand = named(|used| matches!(used, Use::ByHand(_)));
    if !by_hand.is_empty() {
        let newest = seen()
            .filter_map(|(report, _)| match how_used(report) {
                Ok(Use::ByHand(days)) => Some(days),
                _ => None,
            })
            .min();
        return MADE_BY_HAND.with(
            Details::none()
                .with("reports", by_hand)
                .with_some("days_since_newest", newest),
        );
    }
    // Neither is in use as far as was seen. Only both of them make that an answer.
    for (source, report, _) in &reports {
        if let Some(blind) = unseen(evidence, *source) {
            return blind;
        }
        match report.map(how_used) {
            Some(Ok(_)) => {}
            Some(Err(missing)) => return field_missing(missing),
            None => return field_missing(source.name()),
        }
    }
    let both: Vec<String> = seen().map(|(_, name)| name.to_owned()).collect();
    let idle = named(|used| matches!(used, Use::Idle));
    if idle.is_empty() {
        NEVER_CONFIGURED.with(Details::none().with("reports", both))
    } else {
        NOTHING_RECENT.with(Details::none().with("reports", idle))
    }
}

/// How one report is used, or the field that would have told.
fn how_used(report: &MoneyReport) -> Result<Use, &'static str> {
    if report.is_scheduled == Some(true) {
        return Ok(Use::Scheduled);
    }
    match report.days_since_newest {
        Some(days @ 0..RECENT_DAYS) => return Ok(Use::ByHand(days)),
        Some(_) => {}
        None if matches!(report.is_configured, Some(false)) || report.listed == Some(0) => {}
        None if report.listed.is_some() => return Err("date_created"),
        None => return Err("list"),
    }
    match report.is_configured {
        Some(false) => Ok(Use::NeverConfigured),
        Some(true) if report.is_scheduled.is_some() => Ok(Use::Idle),
        Some(true) => Err("scheduled"),
        None => Err("config"),
    }
}

#[cfg(feature = "examples")]
fn examples() -> Vec<crate::examples::Example> {
    use crate::examples::{change, example};
    use crate::profile::Product;

    fn on_both(evidence: &mut Evidence, edit: fn(&mut MoneyReport)) {
        change(&mut evidence.release_report, edit);
        change(&mut evidence.settlement_report, edit);
    }
    fn by_hand(report: &mut MoneyReport) {
        report.is_scheduled = Some(false);
    }
    fn long_ago(report: &mut MoneyReport) {
        by_hand(report);
        report.days_since_newest = Some(90);
    }
    fn never(report: &mut MoneyReport) {
        *report = MoneyReport {
            is_configured: Some(false),
            listed: Some(0),
            ..MoneyReport::default()
        };
    }
    let argentina = Profile {
        product: Product::CheckoutPro,
        site: Some(Site::Mla),
    };
    vec![
        example("scheduled", |_| {}),
        example("made_by_hand", |evidence| on_both(evidence, by_hand)),
        example("nothing_recent", |evidence| on_both(evidence, long_ago)),
        example("never_configured", |evidence| on_both(evidence, never)),
        example("never_configured", |evidence| {
            on_both(evidence, never);
            change(&mut evidence.account, |account| {
                account.site = Some("MLA".to_owned())
            });
        })
        .asked_for(argentina),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Party, Why};
    use crate::examples::{brazil, money_report, ready, seen, unreachable};
    use crate::profile::Product;

    fn reason(release: MoneyReport, settlement: MoneyReport) -> &'static str {
        let mut evidence = ready();
        evidence.release_report = seen(release);
        evidence.settlement_report = seen(settlement);
        judge(&brazil(Product::CheckoutPro), &evidence).reason.code
    }

    fn idle(days: i64) -> MoneyReport {
        MoneyReport {
            is_scheduled: Some(false),
            days_since_newest: Some(days),
            ..money_report()
        }
    }

    #[test]
    fn one_report_in_use_is_enough_and_forty_five_days_are_too_many() {
        assert_eq!(reason(money_report(), MoneyReport::default()), "scheduled");
        assert_eq!(reason(MoneyReport::default(), idle(44)), "made_by_hand");
        assert_eq!(reason(idle(45), idle(45)), "nothing_recent");
        assert_eq!(reason(idle(-1), idle(45)), "nothing_recent");
    }

    #[test]
    fn what_the_answers_leave_out_is_not_held_against_anybody() {
        assert_eq!(reason(MoneyReport::default(), idle(90)), "field_missing");
        let unlisted = MoneyReport {
            listed: None,
            days_since_newest: None,
            ..idle(0)
        };
        assert_eq!(reason(unlisted, idle(90)), "field_missing");
    }

    #[test]
    fn a_report_that_may_not_be_read_leaves_the_question_open() {
        let mut evidence = ready();
        evidence.release_report = unreachable(Party::MercadoPago, Why::Forbidden);
        evidence.settlement_report = seen(idle(90));
        let finding = judge(&brazil(Product::CheckoutPro), &evidence);
        assert_eq!(finding.reason.code, "could_not_look");
    }
}
