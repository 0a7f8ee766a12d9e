//! What is drawn, one component a file; the style sheet of the same name is in `style/`.

mod access;
mod all_clear;
mod header;
mod list;
mod mark;
mod notices;
mod progress;
mod row;
mod row_action;
mod start;
mod take_away;
mod verdict;

use leptos::prelude::*;

use crate::app::{App, Connection};
use crate::checklist::Phase;
use crate::proxy::Failure;

/// The whole widget.
pub fn frame(app: App) -> impl IntoView {
    let phase = Memo::new(move |_| app.list.with(|list| list.phase));
    let is_locked = Memo::new(move |_| {
        app.connection.with(|connection| *connection == Connection::Failed(Failure::Unauthorized))
    });
    view! {
        {header::view(app)}
        {notices::view(app)}
        {move || is_locked.get().then(|| access::view(app))}
        {move || match phase.get() {
            Phase::Idle => start::view(app).into_any(),
            Phase::Running => progress::view(app).into_any(),
            Phase::Done => verdict::view(app).into_any(),
        }}
        {list::view(app)}
        {take_away::view(app)}
        <p class="announcement" role="status">{move || app.announcement.get()}</p>
    }
}
