//! How a list behaves as answers arrive, break off and are confirmed.

use checkout_readiness_checks::contract::Details;

use super::*;

fn row(check: &str) -> Planned {
    planned(check, Requirement::Credentials)
}

fn answer(check: &str, status: Status) -> Outcome {
    Outcome {
        status,
        ..unseen(&row(check), "example", Details::none())
    }
}

fn blind(planned: &Planned) -> Outcome {
    unseen(planned, "could_not_look", Details::none())
}

#[test]
fn a_run_that_breaks_off_leaves_no_row_with_an_answer_it_did_not_get() {
    let mut list = Checklist::default();
    list.begin(vec![row("a"), row("b")], false);
    list.record(answer("a", Status::Passed));
    list.record(answer("b", Status::Passed));
    list.end(Timestamp::default(), blind);
    assert_eq!(list.verdict(), Verdict::Ready);

    list.begin(vec![row("b")], true);
    assert_eq!(
        list.verdict(),
        Verdict::NotRun,
        "nothing is said while answers arrive"
    );
    list.end(Timestamp::default(), blind);
    assert_eq!(
        list.outcome("a").map(|outcome| outcome.status),
        Some(Status::Passed)
    );
    assert_eq!(
        list.outcome("b").map(|outcome| outcome.status),
        Some(Status::Inconclusive)
    );
    assert_eq!(list.verdict(), Verdict::Undecided);
}

#[test]
fn a_confirmation_settles_only_what_asks_for_one_and_can_be_taken_back() {
    let word = Some(Confirmation {
        at: Some(Timestamp::default()),
        note: None,
        by: None,
    });
    let mut list = Checklist::default();
    list.begin(vec![row("a"), row("b")], false);
    list.record(answer("a", Status::Confirm));
    list.record(answer("b", Status::Failed));
    list.end(Timestamp::default(), blind);

    list.confirm("b", word.clone());
    assert_eq!(
        list.verdict(),
        Verdict::NotReady,
        "a failure cannot be confirmed away"
    );
    list.record(answer("b", Status::Passed));
    assert_eq!(list.verdict(), Verdict::Undecided);
    list.confirm("a", word);
    assert_eq!(list.verdict(), Verdict::Ready);
    list.confirm("a", None);
    assert_eq!(list.verdict(), Verdict::Undecided);
}

#[test]
fn rows_stay_by_requirement_while_answers_arrive_and_settle_by_urgency_at_the_end() {
    let mut list = Checklist::default();
    list.begin(
        vec![row("a"), planned("w", Requirement::Notifications)],
        false,
    );
    list.record(answer("a", Status::Passed));
    assert_eq!(
        list.sections(&Selection::default()),
        [
            (
                Section::Requirement(Requirement::Credentials),
                vec!["a".to_owned()]
            ),
            (
                Section::Requirement(Requirement::Notifications),
                vec!["w".to_owned()]
            ),
        ]
    );
    list.record(answer("w", Status::Failed));
    list.end(Timestamp::default(), blind);
    assert_eq!(
        list.sections(&Selection::default()),
        [
            (Section::Group(Group::Blocker), vec!["w".to_owned()]),
            (Section::Group(Group::Passed), vec!["a".to_owned()]),
        ]
    );
    assert_eq!(list.next().map(|outcome| outcome.check.as_str()), Some("w"));
    assert_eq!(list.worth_repeating(), ["w"]);
}

#[test]
fn while_some_checks_are_asked_again_no_row_moves_and_the_others_get_no_newer() {
    let mut list = Checklist::default();
    let at = |text: &str| Timestamp(text.to_owned());
    list.begin(vec![row("a"), row("b")], false);
    list.record(answer("a", Status::Passed));
    list.record(answer("b", Status::Failed));
    list.end(at("2026-01-01T00:00:00Z"), blind);
    let before = list.sections(&Selection::default());

    list.begin(vec![row("b")], true);
    list.record(answer("b", Status::Passed));
    assert_eq!(list.sections(&Selection::default()), before);
    list.end(at("2026-01-01T01:00:00Z"), blind);
    assert_eq!(
        list.sections(&Selection::default()),
        [(
            Section::Group(Group::Passed),
            vec!["a".to_owned(), "b".to_owned()]
        )]
    );
    assert_eq!(list.observed_at, at("2026-01-01T00:00:00Z"));
}

#[test]
fn an_earlier_report_leaves_what_it_did_not_know_unseen_and_a_new_run_takes_its_place() {
    let mut before = Checklist::default();
    before.begin(vec![row("a")], false);
    before.record(answer("a", Status::Passed));
    before.end(Timestamp::default(), blind);
    assert_eq!(before.verdict(), Verdict::Ready);

    let mut list = Checklist::default();
    list.restore(before.report(), vec![row("a"), row("b")]);
    assert!(list.is_from_before);
    assert_eq!(
        list.verdict(),
        Verdict::Undecided,
        "b was not asked that day"
    );
    list.begin(vec![row("a"), row("b")], false);
    assert!(!list.is_from_before);
    assert!(list.outcomes().next().is_none());
}
