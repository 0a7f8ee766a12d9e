//! The badge: a glance drawn small, told by a word, a shape and a colour, with its age.
//!
//! It is an SVG without script or anything loaded. Its one style sheet is made of constants, and the
//! policy it is served with names exactly that one.

mod palette;
mod width;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use checkout_readiness_checks::contract::{Mode, Verdict};
use checkout_readiness_wording::glance::{age, remark, verdict_in_short};
use checkout_readiness_wording::{Catalog, names};
use maud::{Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::Glance;
pub use palette::Theme;
use palette::Tone;
use width::width;

/// Where words begin, right of the shape.
const WORDS: u32 = 30;
/// What stands between two words, and after the last.
const GAP: u32 = 8;

/// A badge, and the policy to serve it with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The SVG document.
    pub svg: String,
    /// Allows its style sheet and nothing else.
    pub policy: String,
}

/// Draws a glance.
#[must_use]
pub fn draw(glance: &Glance, theme: Theme, catalog: &dyn Catalog) -> Badge {
    let words = verdict_in_short(glance.verdict, catalog);
    let remarks = remarks(glance, catalog).join(" · ");
    let title = title(glance, &remarks, catalog);
    let (for_words, for_remarks) = (width(&words, true), width(&remarks, false));
    let after = WORDS + for_words + GAP;
    let whole = after + for_remarks + GAP;
    let style = theme.style(tone(glance));
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t"
            lang=(catalog.language().tag()) width=(whole) height="28" viewBox={ "0 0 " (whole) " 28" }
        {
            title id="t" { (title) }
            style { (PreEscaped(&style)) }
            rect.s x=".5" y=".5" width=(whole - 1) height="27" rx="6" {}
            (shape(glance.verdict))
            g font-family="system-ui,sans-serif" font-size="12" {
                text.w x=(WORDS) y="18" font-weight="600" textLength=(for_words) { (words) }
                text.m x=(after) y="18" textLength=(for_remarks) { (remarks) }
            }
        }
    };
    let digest = STANDARD.encode(Sha256::digest(style.as_bytes()));
    Badge {
        svg: svg.into_string(),
        policy: format!(
            "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"
        ),
    }
}

/// What stands after the verdict: how old it is, and what keeps it from counting.
fn remarks(glance: &Glance, catalog: &dyn Catalog) -> Vec<String> {
    let when = glance.age.map_or_else(
        || remark("none", catalog),
        |passed| age(passed.as_secs(), catalog),
    );
    let is_old = glance.age.is_some() && !glance.is_fresh();
    let is_made_up = glance.mode == Mode::Sandbox;
    std::iter::once(when)
        .chain(is_old.then(|| remark("old", catalog)))
        .chain(is_made_up.then(|| remark("sandbox", catalog)))
        .collect()
}

fn title(glance: &Glance, remarks: &str, catalog: &dyn Catalog) -> String {
    let product = names::product(glance.product, catalog);
    let verdict = names::verdict(glance.verdict, catalog);
    format!("{product}: {verdict} · {remarks}")
}

/// What is not fresh is grey, whatever it says.
fn tone(glance: &Glance) -> Tone {
    match glance.verdict {
        _ if !glance.is_fresh() => Tone::Grey,
        Verdict::Ready => Tone::Good,
        Verdict::NotReady => Tone::Bad,
        Verdict::Undecided => Tone::Open,
        Verdict::NotRun => Tone::Grey,
    }
}

/// A shape of its own for each verdict: who cannot tell colours apart can tell these.
fn shape(verdict: Verdict) -> Markup {
    let (outline, sign) = match verdict {
        // A disc with a tick.
        Verdict::Ready => ("M16 6a8 8 0 1 0 .01 0z", "M12 14l3 3 5-6"),
        // An octagon with a cross.
        Verdict::NotReady => (
            "M12.7 6h6.6l4.7 4.7v6.6L19.3 22h-6.6L8 17.3v-6.6z",
            "M13 11l6 6m0-6l-6 6",
        ),
        // A diamond with a question mark.
        Verdict::Undecided => (
            "M16 5l9 9-9 9-9-9z",
            "M14 12.2c0-2.8 4.2-2.6 4.2 0 0 1.6-2.1 1.6-2.1 3.2m0 2v.6",
        ),
        // A ring with a dash.
        Verdict::NotRun => ("M16 6a8 8 0 1 0 .01 0z", "M12.5 14h7"),
    };
    html! {
        path.c d=(outline) {}
        path.g d=(sign) fill="none" stroke-width="2" stroke-linecap="round" {}
    }
}

#[cfg(test)]
mod tests;
