//! The test of the webhook: says what would be sent, sends it when told to, and shows what comes
//! back as it comes.
//!
//! It knows the widget only by what it was told when it was drawn, and tells it two things: that
//! there is something to judge (`probed`), and that it is to be taken away (`closed`).

mod before;
mod failures;
mod groups;
mod messages;
mod replies;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
mod timeline;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use checkout_readiness_browser::dom::{Element, classed, element, nothing};
use checkout_readiness_browser::json::{Json, written};
use checkout_readiness_browser::proxy::{Failure, Proxy, read, with_query};
use checkout_readiness_browser::text::{Part, Texts};
use serde::Serialize;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;

use crate::live::{button, fill, fill_actions, is_there, tell, when_gone};
use messages::{Event, Preview};
use timeline::Timeline;

const PATH: &str = "/api/v1/webhook-probes";

/// Whose webhook is tested, and who is asked to.
struct Settings {
    proxy: Proxy,
    merchant: Option<String>,
    product: String,
}

/// What the proxy is asked to do.
#[derive(Serialize)]
struct Order<'a> {
    product: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    merchant: Option<&'a str>,
    /// The address that was shown: nothing is sent elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// A panel on the page.
struct Panel {
    settings: Settings,
    texts: Texts,
    root: Element,
    /// What is said before anything is sent.
    before: Element,
    /// How far it is, while it runs.
    progress: Element,
    actions: Element,
    /// What a screen reader is told when it could not be done, or not to its end.
    message: Element,
    /// What came back.
    after: Element,
    limit_ms: Cell<u32>,
    /// Where to, as it was shown.
    url: RefCell<Option<String>>,
    abort: RefCell<Option<AbortController>>,
}

type Shared = Rc<Panel>;

/// Draws it for those settings: `{"address", "token"?, "merchant"?, "product"}`.
pub fn view(settings: &Json, texts: &Texts) -> Option<Element> {
    let settings = Settings {
        proxy: Proxy {
            address: settings.text("address")?,
            token: settings.text("token"),
            host: Some(texts.host()),
        },
        merchant: settings.text("merchant"),
        product: settings.text("product")?,
    };
    let root = classed("section", "probe").attribute("aria-labelledby", "probe-title");
    let panel = Rc::new(Panel {
        settings,
        texts: texts.clone(),
        before: classed("div", "probe-before"),
        progress: element("div"),
        actions: classed("div", "actions"),
        message: classed("p", "problem").attribute("role", "status"),
        after: element("div"),
        limit_ms: Cell::new(0),
        url: RefCell::new(None),
        abort: RefCell::new(None),
        root: root.clone(),
    });
    let title = element("h3")
        .attribute("id", "probe-title")
        .attribute("tabindex", "-1")
        .text(&texts.get("probe.test.title"));
    let closing = root.clone();
    let close = button(&texts.get("interface.close"), "quiet", move || {
        tell(&closing, "closed");
    });
    let parts = [
        &panel.before,
        &panel.progress,
        &panel.actions,
        &panel.message,
        &panel.after,
    ];
    let drawn = root
        .child(classed("div", "probe-head").child(title).child(close))
        .children(parts.into_iter().cloned());
    spawn_local(begin(panel));
    Some(drawn)
}

/// What is known once it stands on the page.
async fn begin(panel: Shared) {
    let words = panel.texts.fetch(Part::Probe).await;
    let stopping = Rc::clone(&panel);
    // Whoever takes it away stops it: closing the connection is what stops it on the server.
    when_gone(&panel.root, move || stopping.stop());
    if words.is_none() {
        // Of the words of other parts.
        panel.fail(&Failure::Unreachable.said(&panel.settings.proxy, &panel.texts));
        return;
    }
    load(panel).await;
}

/// Asks what would be sent, and shows it.
async fn load(panel: Shared) {
    let texts = &panel.texts;
    let settings = &panel.settings;
    panel.say("");
    fill(
        &panel.before,
        classed("p", "hint").text(&texts.get("probe.test.loading")),
    );
    let query = [
        ("merchant", settings.merchant.as_deref()),
        ("product", Some(settings.product.as_str())),
    ];
    let answer = settings.proxy.ask(&with_query(PATH, &query), None).await;
    if !is_there(&panel.root) {
        return;
    }
    match answer.and_then(|answer| read(&answer, messages::preview)) {
        Ok(preview) => panel.show(&preview),
        Err(failure) => {
            fill(&panel.before, nothing());
            panel.fail(&failures::said(&failure, &settings.proxy, texts));
        }
    }
}

impl Panel {
    fn say(&self, text: &str) {
        self.message.node().set_text_content(Some(text));
    }

    /// Says what became of a test that did not come to its end.
    fn say_failed(&self, failure: &Failure, has_begun: bool) {
        let is_broken = matches!(failure, Failure::Unreachable | Failure::NotOurs);
        self.say(&if is_broken && has_begun {
            self.texts.get("probe.test.broken")
        } else {
            failures::said(failure, &self.settings.proxy, &self.texts)
        });
        // Whoever stopped it has no problem.
        let is_wanted = *failure == Failure::Cancelled;
        let class = if is_wanted { "hint" } else { "problem" };
        self.message.clone().attribute("class", class);
    }

    /// Says why nothing can be shown, and offers to ask again.
    fn fail(self: &Shared, why: &str) {
        self.say(why);
        let panel = Rc::clone(self);
        let again = button(&self.texts.get("interface.try_again"), "quiet", move || {
            spawn_local(begin_anew(Rc::clone(&panel)));
        });
        fill_actions(&self.actions, again);
    }

    fn show(self: &Shared, preview: &Preview) {
        let texts = &self.texts;
        self.limit_ms.set(preview.limit_ms);
        *self.url.borrow_mut() = preview.url.as_ref().ok().cloned();
        let lead = classed("p", "lead").text(&texts.get("probe.test.lead"));
        let told = nothing().child(lead);
        match &preview.url {
            Ok(url) => {
                fill(&self.before, told.child(before::view(url, preview, texts)));
                fill_actions(
                    &self.actions,
                    self.send_button("probe.test.send", "primary"),
                );
            }
            Err(why) => {
                fill(&self.before, told);
                fill_actions(&self.actions, nothing());
                self.say(&failures::said(why, &self.settings.proxy, texts));
            }
        }
        if let Some((at, trials)) = &preview.last {
            let title = texts.with("probe.test.last", &[("at", &texts.moment(at))]);
            let timeline = Timeline::of(trials, preview.limit_ms, texts);
            fill(&self.after, timeline.view(&title));
        }
    }

    fn send_button(self: &Shared, label: &str, class: &str) -> Element {
        let panel = Rc::clone(self);
        button(&self.texts.get(label), class, move || panel.send())
    }

    fn stop(&self) {
        if let Some(abort) = self.abort.take() {
            abort.abort();
        }
    }

    /// Sends, and shows what comes back.
    fn send(self: &Shared) {
        let Ok(abort) = AbortController::new() else {
            return;
        };
        *self.abort.borrow_mut() = Some(abort.clone());
        self.say("");
        let stopping = Rc::clone(self);
        let stop = button(&self.texts.get("probe.test.stop"), "quiet", move || {
            stopping.stop();
        });
        fill_actions(&self.actions, stop);
        let panel = Rc::clone(self);
        spawn_local(async move { panel.follow(&abort).await });
    }

    fn order(&self) -> Option<String> {
        written(&Order {
            product: &self.settings.product,
            merchant: self.settings.merchant.as_deref(),
            url: self.url.borrow().as_deref(),
        })
    }

    async fn follow(self: &Shared, abort: &AbortController) {
        let mut timeline: Option<Timeline> = None;
        let mut ended_at = None;
        let mut take = |line: &Json| {
            match messages::event(line)? {
                Event::Started(url, plan) => {
                    let begun = Timeline::new(plan, self.limit_ms.get(), &self.texts);
                    let title = self.texts.get("probe.timeline.title");
                    fill(&self.after, begun.view(&title));
                    fill(&self.before, before::to(&url, &self.texts));
                    timeline = Some(begun);
                }
                Event::Trial(trial) => timeline.as_mut()?.take(&trial),
                Event::Finished(at) => ended_at = Some(at),
            }
            if let Some(timeline) = &timeline {
                self.show_progress(timeline.progress());
            }
            Some(ended_at.is_some())
        };
        let body = self.order().unwrap_or_default();
        let proxy = &self.settings.proxy;
        let signal = abort.signal();
        let result = proxy.read_lines(PATH, &body, &signal, &mut take).await;
        self.abort.take();
        if is_there(&self.root) {
            self.end(result.err(), timeline, ended_at);
        }
    }

    fn show_progress(&self, (done, all): (usize, usize)) {
        let (done, all) = (done.to_string(), all.to_string());
        let values = [("done", done.as_str()), ("all", all.as_str())];
        let label = element("span").text(&self.texts.with("probe.test.sending", &values));
        let bar = element("progress")
            .attribute("max", &all)
            .attribute("value", &done);
        let shown = classed("label", "progress-label").child(label).child(bar);
        fill(&self.progress, shown);
    }

    fn end(
        self: &Shared,
        failure: Option<Failure>,
        timeline: Option<Timeline>,
        ended_at: Option<String>,
    ) {
        let texts = &self.texts;
        fill(&self.progress, nothing());
        let has_begun = timeline.is_some();
        if let Some(mut timeline) = timeline {
            timeline.end();
            if let Some(at) = ended_at {
                let title = texts.with("probe.test.last", &[("at", &texts.moment(&at))]);
                timeline.set_title(&title);
            }
        }
        let (label, class) = if has_begun {
            ("probe.test.again", "quiet")
        } else {
            ("probe.test.send", "primary")
        };
        fill_actions(&self.actions, self.send_button(label, class));
        match failure {
            None => tell(&self.root, "probed"),
            Some(failure) => self.say_failed(&failure, has_begun),
        }
    }
}

/// Once more from the beginning, where not even the words had come.
async fn begin_anew(panel: Shared) {
    if panel.texts.fetch(Part::Probe).await.is_some() {
        load(panel).await;
    }
}
