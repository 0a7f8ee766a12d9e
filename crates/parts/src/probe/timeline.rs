//! What came back, request by request, drawn as it comes: every planned one has its row from the
//! beginning, so that nothing moves.

use checkout_readiness_browser::dom::{Element, classed, element, nothing, several};
use checkout_readiness_browser::text::Texts;
use checkout_readiness_checks::evidence::{Reply, Timing, Trial};

use super::groups;
use super::messages::Planned;
use super::replies;
use crate::live::fill;

/// The least a full bar stands for, in milliseconds: below it all is quick.
const LEAST_FULL_MS: u32 = 1000;
/// What took less, in milliseconds, is not taken apart.
const WORTH_STEPS_MS: u32 = 100;

/// A timeline on the page.
pub struct Timeline {
    texts: Texts,
    plan: Vec<Planned>,
    /// The row, the cell of the answer and that of the time, by place in the plan.
    rows: Vec<[Element; 3]>,
    bars: Vec<Element>,
    title: Element,
    scale: Element,
    limit_ms: u32,
    slowest_ms: u32,
    done: usize,
}

impl Timeline {
    /// A row for each request, without an answer yet.
    pub fn new(plan: Vec<Planned>, limit_ms: u32, texts: &Texts) -> Self {
        let waiting = texts.get("probe.timeline.waiting");
        let row = |_| {
            let answer = cell("td").text(&waiting);
            let row = element("tr").attribute("role", "row");
            [row.attribute("data-state", "waiting"), answer, cell("td")]
        };
        let timeline = Self {
            texts: texts.clone(),
            rows: plan.iter().map(row).collect(),
            plan,
            bars: Vec::new(),
            title: element("caption"),
            scale: classed("p", "hint"),
            limit_ms,
            slowest_ms: 0,
            done: 0,
        };
        timeline.say_scale();
        timeline
    }

    /// The whole of a test that has ended.
    pub fn of(trials: &[Trial], limit_ms: u32, texts: &Texts) -> Self {
        let planned = |trial: &Trial| Planned {
            kind: trial.kind,
            topic: trial.topic.clone(),
        };
        let mut timeline = Self::new(trials.iter().map(planned).collect(), limit_ms, texts);
        for trial in trials {
            timeline.take(trial);
        }
        timeline
    }

    /// Puts it under another title.
    pub fn set_title(&self, title: &str) {
        self.title.node().set_text_content(Some(title));
    }

    /// Draws it under that title.
    pub fn view(&self, title: &str) -> Element {
        self.set_title(title);
        let heading = |path: &str| {
            element("th")
                .attribute("scope", "col")
                .attribute("role", "columnheader")
                .text(&self.texts.get(path))
        };
        let head = element("tr").attribute("role", "row").children([
            heading("probe.timeline.sent"),
            heading("probe.timeline.answer"),
            heading("probe.timeline.time"),
        ]);
        let bodies = groups::of(&self.plan).into_iter().map(|(part, places)| {
            let name = element("th")
                .attribute("scope", "rowgroup")
                .attribute("role", "rowheader")
                .attribute("colspan", "3")
                .text(&groups::part(part, &self.texts));
            let name = classed("tr", "part").attribute("role", "row").child(name);
            let rows = places.into_iter().map(|place| self.row(place));
            body("tbody").child(name).children(rows)
        });
        let table = classed("table", "facts timeline")
            .attribute("role", "table")
            .child(self.title.clone())
            .child(body("thead").child(head))
            .children(bodies);
        several([table, self.scale.clone()])
    }

    /// Takes in what came back from the next request.
    pub fn take(&mut self, trial: &Trial) {
        let Some([row, answer, time]) = self.rows.get(self.done) else {
            return;
        };
        self.done += 1;
        let state = match &trial.reply {
            Reply::NotSent => "not-sent",
            _ if replies::is_notable(trial) => "notable",
            _ => "answered",
        };
        row.clone().attribute("data-state", state);
        fill(answer, answered(trial, &self.texts));
        if trial.reply != Reply::NotSent {
            let bar = classed("progress", "share").attribute("aria-hidden", "true");
            self.bars.push(bar.clone());
            let total = trial.timing.total_ms;
            bar.clone().attribute("value", &total.to_string());
            fill(time, took(bar, &trial.timing, &self.texts));
            self.slowest_ms = self.slowest_ms.max(total);
            self.rescale();
        }
    }

    /// Says of what did not come back that it was not waited for, or not sent.
    pub fn end(&mut self) {
        for (place, [row, answer, _]) in self.rows.iter().enumerate().skip(self.done) {
            // One is under way at a time.
            let word = if place == self.done {
                "probe.reply.abandoned"
            } else {
                "probe.reply.not-sent"
            };
            row.clone().attribute("data-state", "not-sent");
            fill(answer, element("span").text(&self.texts.get(word)));
        }
    }

    /// How many are done, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.rows.len())
    }

    fn row(&self, place: usize) -> Element {
        let [row, answer, time] = self.rows[place].clone();
        let topic = groups::topic(&self.plan, place, &self.texts);
        let name = cell("th")
            .attribute("scope", "row")
            .attribute("role", "rowheader")
            .text(&groups::trial(&self.plan[place], &self.texts))
            .maybe(topic.map(|topic| classed("span", "hint").text(&topic)));
        row.child(name).child(answer).child(time)
    }

    fn rescale(&self) {
        let full = full_ms(self.slowest_ms).to_string();
        for bar in &self.bars {
            bar.clone().attribute("max", &full);
        }
        self.say_scale();
    }

    fn say_scale(&self) {
        let full = full_ms(self.slowest_ms).to_string();
        let limit = self.limit_ms.to_string();
        let values = [("full", full.as_str()), ("limit", limit.as_str())];
        let said = self.texts.with("probe.timeline.scale", &values);
        self.scale.node().set_text_content(Some(&said));
    }
}

/// What a full bar stands for.
pub fn full_ms(slowest_ms: u32) -> u32 {
    slowest_ms.max(LEAST_FULL_MS)
}

fn body(tag: &str) -> Element {
    element(tag).attribute("role", "rowgroup")
}

fn cell(tag: &str) -> Element {
    element(tag).attribute("role", "cell")
}

fn answered(trial: &Trial, texts: &Texts) -> Element {
    let words = replies::said(&trial.reply, texts).join(" · ");
    let mark = replies::is_notable(trial).then(|| {
        classed("span", "shape")
            .attribute("aria-hidden", "true")
            .text("!")
    });
    classed("span", "answer")
        .maybe(mark)
        .child(element("span").text(&words))
}

/// A bar, the same as a number, and what a long one is made of.
fn took(bar: Element, timing: &Timing, texts: &Texts) -> Element {
    let total = timing.total_ms.to_string();
    let total = texts.with("probe.timeline.milliseconds", &[("count", &total)]);
    let total = classed("span", "number").text(&total);
    let took = classed("span", "took").child(bar).child(total);
    nothing().child(took).maybe(steps(timing, texts))
}

fn steps(timing: &Timing, texts: &Texts) -> Option<Element> {
    let [lookup, connect, first] =
        [timing.lookup_ms, timing.connect_ms, timing.first_byte_ms].map(|step| {
            let is_worth_it = timing.total_ms >= WORTH_STEPS_MS;
            step.filter(|_| is_worth_it).map(|step| step.to_string())
        });
    let (lookup, connect, first) = (lookup?, connect?, first?);
    let values = [
        ("lookup", lookup.as_str()),
        ("connect", connect.as_str()),
        ("first", first.as_str()),
    ];
    Some(classed("span", "hint").text(&texts.with("probe.timeline.took", &values)))
}
