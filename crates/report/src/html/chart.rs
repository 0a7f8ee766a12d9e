//! Rejected payments by cause: bars for who would rather look, the same as a table beside them.

use maud::{Markup, html};

use crate::document::{Bar, Labels};

/// Units of the drawing's own space; it is as wide as the page lets it be.
const WIDTH: u32 = 400;
const ROW: u32 = 28;
const BAR: u32 = 12;
/// Where a bar ends at the latest, so that its number fits behind it.
const LONGEST: u32 = 320;

/// Draws the groups and lists them.
pub fn draw(bars: &[Bar], labels: &Labels) -> Markup {
    html! {
        figure {
            figcaption { (labels.groups) }
            (bars_of(bars, labels))
            (table_of(bars, labels))
        }
    }
}

fn bars_of(bars: &[Bar], labels: &Labels) -> Markup {
    let rows = u32::try_from(bars.len()).unwrap_or(u32::MAX);
    let height = rows.saturating_mul(ROW);
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let described = bars
        .iter()
        .map(|bar| format!("{}: {} ({} %)", bar.name, bar.count, bar.percent))
        .collect::<Vec<_>>()
        .join("; ");
    let length = |count: u32| u64::from(count) * u64::from(LONGEST) / u64::from(most);
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (height) } role="img"
            aria-label={ (labels.groups) ": " (described) }
        {
            @for (top, bar) in (0..).step_by(ROW as usize).zip(bars) {
                // A group with anything in it shows at least a sliver.
                @let length = length(bar.count).max(u64::from(bar.count > 0) * 2);
                text x="0" y=(top + 11) { (bar.name) }
                rect x="0" y=(top + 15) width=(length) height=(BAR - 3) rx="2" {}
                text x=(length + 6) y=(top + 23) { (bar.count) }
            }
        }
    }
}

fn table_of(bars: &[Bar], labels: &Labels) -> Markup {
    html! {
        div.scrolls tabindex="0" role="group" aria-label=(labels.groups) {
            table {
                caption { (labels.groups) }
                thead { tr {
                    @for label in [
                        &labels.group, &labels.count, &labels.share, &labels.details, &labels.steps,
                    ] {
                        th scope="col" { (label) }
                    }
                } }
                tbody {
                    @for bar in bars {
                        tr {
                            th scope="row" { (bar.name) }
                            td.number { (bar.count) }
                            td.number { (bar.percent) " %" }
                            td { code { (bar.details) } }
                            td { (bar.advice) }
                        }
                    }
                }
            }
        }
    }
}
