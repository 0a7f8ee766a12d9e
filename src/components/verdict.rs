//! When the answers are there: one word, the counts, and the single next step.

use checkout_readiness_checks::contract::Verdict;
use checkout_readiness_wording::{Words, names};

use super::{all_clear, button, changes, texts, unfolded};
use crate::app::App;
use crate::dom::{Element, Live, classed, element, nothing};

/// The verdict on top of the list.
pub fn view(app: App) -> Element {
    let verdict = move || app.see(|state| state.list.shown_verdict().name().to_owned());
    classed("section", "verdict")
        .attribute("part", "verdict")
        .live_attribute("data-verdict", verdict)
        .live(
            move || app.see(|state| state.list.revision().to_string()),
            move || drawn(app),
        )
        .child(changes::view(app))
}

fn drawn(app: App) -> Element {
    let words = app.texts();
    let was_ready = app.peek(|state| state.list.is_past_readiness());
    let (verdict, counts, open) = app.peek(|state| {
        (
            state.list.verdict(),
            state.list.counts(),
            state.list.worth_repeating(),
        )
    });
    let repeat = words.counted("interface.run_failed_again", open.len());
    let repeat =
        (!open.is_empty()).then(|| button(&repeat, false, move || app.run_again(open.clone())));
    nothing()
        .child(
            classed("h3", "verdict-word")
                .attribute("tabindex", "-1")
                .text(&if was_ready {
                    words.get("interface.was_ready")
                } else {
                    names::verdict(verdict, &words)
                }),
        )
        .maybe(
            (!was_ready)
                .then(|| classed("p", "lead").text(&names::verdict_sentence(verdict, &words))),
        )
        .child(texts("ul", "counts", names::counts(&counts, &words)))
        .maybe(age(app))
        .maybe(if was_ready {
            None
        } else if verdict == Verdict::Ready {
            Some(all_clear::view(app))
        } else {
            next(app)
        })
        .child(
            classed("div", "actions")
                .child(button(&words.get("interface.run_again"), true, move || {
                    app.run_all()
                }))
                .maybe(repeat),
        )
        .maybe(unfolded::way(app))
}

/// How old the answers are, where they are of an earlier visit.
fn age(app: App) -> Option<Element> {
    let texts = app.texts();
    let at = app.peek(|state| {
        let list = &state.list;
        list.is_from_before.then(|| list.observed_at.0.clone())
    })?;
    let ago = texts.ago(&at);
    let at = texts.moment(&at);
    let said = texts.with("interface.from_before", &[("at", &at), ("ago", &ago)]);
    Some(classed("p", "from-before").text(&said))
}

/// The one thing to do next. It leads to its row.
fn next(app: App) -> Option<Element> {
    let texts = app.texts();
    let (check, title, step) = app.peek(|state| {
        let outcome = state.list.next()?;
        let words = Words::of(outcome, &texts);
        Some((
            outcome.check.clone(),
            words.title(),
            words.steps().into_iter().next(),
        ))
    })?;
    let show = move || {
        app.change(|state| state.unfold(&check, true));
        super::focus_row(app, &check);
    };
    Some(
        classed("div", "next")
            .child(element("h4").text(&texts.get("interface.next")))
            .child(classed("p", "next-title").text(&title))
            .maybe(step.map(|step| element("p").text(&step)))
            .child(button(&texts.get("interface.show_steps"), false, show)),
    )
}
