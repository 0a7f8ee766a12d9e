//! What changed since an earlier run, and which runs there are to compare with: drawn by the parts.

use crate::app::App;
use crate::dom::{Element, Live, nothing, value_of};
use crate::state::Past;

/// The changes, and a choice of runs; nothing where there is no earlier run.
pub fn view(app: App) -> Element {
    // The choice stays as it is while what was chosen is shown: it keeps its value and the focus.
    nothing()
        .child(part(app, "changes", |past| past.compared.as_deref()))
        .child(part(app, "earlier", |past| past.runs.as_deref()))
}

/// A part that shows the answer found there, once it can be drawn.
fn part(app: App, name: &'static str, find: fn(&Past) -> Option<&str>) -> Element {
    let key = move || {
        let known = app.see(|state| find(&state.past).map(str::to_owned));
        known.filter(|_| app.parts().is_some()).unwrap_or_default()
    };
    let draw = move || {
        let known = app.peek(|state| find(&state.past).map(str::to_owned));
        let drawn = known.and_then(|known| app.parts()?.draw(name, &known));
        // Only runs can be chosen.
        drawn.map_or_else(nothing, |drawn| {
            drawn.on("change", move |event| {
                let id = value_of(&event);
                if !id.is_empty() {
                    app.compare_with(&id);
                }
            })
        })
    };
    nothing().live(key, draw)
}
