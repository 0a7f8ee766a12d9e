//! How a reply is said, and whether a reader should notice it. What follows from it is for the
//! checks to say.

use checkout_readiness_browser::text::Texts;
use checkout_readiness_checks::evidence::{EndpointProblem, Part, Reply, Trial, Why};
use checkout_readiness_wording::Catalog;

/// What came back, in a few words: the status and what it means, or why there is none.
pub fn said(reply: &Reply, texts: &Texts) -> Vec<String> {
    match reply {
        Reply::Answered {
            status,
            page,
            redirect,
        } => {
            let meaning = if let Some(redirect) = redirect {
                let location = redirect.location.as_deref().unwrap_or("?");
                Some(texts.with("probe.timeline.redirect", &[("location", location)]))
            } else if reply.accepts() {
                Some(texts.get("probe.reply.accepted"))
            } else if reply.refuses() {
                Some(texts.get("probe.reply.refused"))
            } else {
                // Of a page that is neither, its kind says all.
                page.is_none().then(|| texts.get("probe.reply.error"))
            };
            let page = page.map(|page| texts.get(&["probe.page.", page.name()].concat()));
            let parts = [Some(status.to_string()), meaning, page];
            parts.into_iter().flatten().collect()
        }
        Reply::Silent { why, .. } => {
            let reason = of_facts("why", why.name(), texts);
            vec![if *why == Why::Timeout {
                reason
            } else {
                texts.with("probe.reply.silent", &[("why", &reason)])
            }]
        }
        Reply::Stopped { problem } => vec![texts.get("probe.reply.stopped"), cause(problem, texts)],
        Reply::NotSent => vec![texts.get("probe.reply.not-sent")],
    }
}

fn cause(problem: &EndpointProblem, texts: &Texts) -> String {
    match problem {
        EndpointProblem::UnknownHost => of_facts("why", Why::Dns.name(), texts),
        EndpointProblem::PrivateAddress { network } => of_facts("network", network, texts),
        EndpointProblem::Certificate { certificate, .. } => {
            of_facts("certificate", certificate.name(), texts)
        }
    }
}

fn of_facts(kind: &str, name: &str, texts: &Texts) -> String {
    let path = ["facts.value.", kind, ".", name].concat();
    texts.text(&path).unwrap_or_else(|| name.to_owned())
}

/// Whether a reader should notice it: a forgery that was accepted, or anything that was answered by
/// nobody, by somebody else, or with an error.
pub fn is_notable(trial: &Trial) -> bool {
    let is_forged = trial.kind.part() == Part::Forgeries;
    match &trial.reply {
        Reply::NotSent => false,
        reply if reply.accepts() => is_forged,
        reply => !reply.refuses(),
    }
}
