//! While answers arrive: how far the run is, and a way to stop it.

use super::button;
use crate::app::App;
use crate::dom::{Element, Live, classed, element};

/// A bar that fills, with its numbers.
pub fn view(app: App) -> Element {
    let progress = move || {
        let (done, all) = app.see(|state| state.list.progress());
        (done.to_string(), all.max(1).to_string())
    };
    let label = element("span").live_text(move || {
        let (done, all) = progress();
        app.texts()
            .with("interface.progress", &[("done", &done), ("all", &all)])
    });
    let bar = element("progress")
        .live_attribute("max", move || progress().1)
        .live_attribute("value", move || progress().0);
    classed("section", "progress")
        .child(classed("label", "progress-label").child(label).child(bar))
        .child(button(
            &app.texts().get("interface.cancel"),
            false,
            move || app.cancel(),
        ))
}
