//! What was found: how many rules were looked at, and where the server deviates.

use std::fmt::{self, Display};

use checkout_readiness_wording::clean;

use super::Answer;
use super::shapes::Shapes;
use crate::problem::Code;

/// The longest part of an answer that is repeated, in characters.
const SHOWN: usize = 160;

/// Something a server does otherwise than the interface says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// What was asked.
    pub asked: String,
    /// What the interface says comes.
    pub expected: String,
    /// What came.
    pub got: String,
    /// Where the interface says so.
    pub said: String,
}

impl Display for Deviation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", self.asked)?;
        writeln!(formatter, "    expected  {}", self.expected)?;
        writeln!(formatter, "    got       {}", self.got)?;
        writeln!(formatter, "    said in   {}", self.said)
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many rules were looked at.
    pub rules: usize,
    /// Where the server deviates.
    pub deviations: Vec<Deviation>,
    /// What was not looked at, and why.
    pub left_out: Vec<String>,
}

impl Findings {
    /// Looks at one rule.
    pub fn hold(
        &mut self,
        is_so: bool,
        asked: &str,
        said: &str,
        expected: impl Into<String>,
        got: impl Display,
    ) -> bool {
        self.rules += 1;
        if !is_so {
            self.deviations.push(Deviation {
                asked: asked.to_owned(),
                expected: expected.into(),
                got: shown(&got.to_string()),
                said: said.to_owned(),
            });
        }
        is_so
    }

    /// Says what is not looked at.
    pub fn leave_out(&mut self, what: &str) {
        self.left_out.push(what.to_owned());
    }

    /// The answer, if there is one.
    pub(super) fn answer(
        &mut self,
        asked: &str,
        said: &str,
        answer: Result<Answer, String>,
    ) -> Option<Answer> {
        match answer {
            Ok(answer) => Some(answer),
            Err(why) => {
                self.hold(false, asked, said, "an answer", why);
                None
            }
        }
    }

    /// The answer, if it has this status and this kind of content.
    pub(super) fn fine(
        &mut self,
        asked: &str,
        said: &str,
        (status, kind): (u16, &str),
        answer: Result<Answer, String>,
    ) -> Option<Answer> {
        let answer = self.answer(asked, said, answer)?;
        let got = format!("status {} {}", answer.status, excerpt(&answer));
        let has_status = self.hold(
            answer.status == status,
            asked,
            said,
            format!("status {status}"),
            got,
        );
        if !has_status {
            return None;
        }
        let expected = format!("content-type {kind}");
        let got = format!("content-type {:?}", answer.header("content-type"));
        self.hold(answer.kind() == kind, asked, said, expected, got);
        Some(answer)
    }

    /// Looks at an answer that should be a problem of this code.
    pub(super) fn problem(
        &mut self,
        asked: &str,
        code: Code,
        answer: Result<Answer, String>,
        shapes: &Shapes,
    ) {
        let said = "openapi.json, components.schemas.Problem; own-proxy, Errors";
        let Some(answer) = self.answer(asked, said, answer) else {
            return;
        };
        let (status, name) = (code.status().as_u16(), code.name());
        let got = format!("status {} {}", answer.status, excerpt(&answer));
        let expected = format!("status {status} with the code {name}");
        if !self.hold(answer.status == status, asked, said, expected, got) {
            return;
        }
        let kind = "application/problem+json";
        let got = format!("content-type {:?}", answer.header("content-type"));
        self.hold(
            answer.kind() == kind,
            asked,
            said,
            format!("content-type {kind}"),
            got,
        );
        let body = answer.json();
        let got = &body["code"];
        self.hold(
            body["code"] == name,
            asked,
            said,
            format!("the code {name:?}"),
            got,
        );
        shapes.problem(&body, asked, self);
    }
}

fn excerpt(answer: &Answer) -> String {
    shown(answer.body.lines().next().unwrap_or_default())
}

/// A part of an answer, fit for a terminal.
fn shown(text: &str) -> String {
    let text = clean(text);
    if text.chars().count() <= SHOWN {
        return text;
    }
    let cut: String = text.chars().take(SHOWN).collect();
    cut + "…"
}
