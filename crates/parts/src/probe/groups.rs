//! The requests of a test by the part they belong to, and what each is called.

use checkout_readiness_browser::text::Texts;
use checkout_readiness_checks::evidence::Part;

use super::messages::Planned;

/// The parts that have requests, with the places of these in the plan.
pub fn of(plan: &[Planned]) -> Vec<(Part, Vec<usize>)> {
    let parts = Part::ALL.iter().map(|part| {
        let of_part = |place: &usize| plan[*place].kind.part() == *part;
        (*part, (0..plan.len()).filter(of_part).collect::<Vec<_>>())
    });
    parts.filter(|(_, places)| !places.is_empty()).collect()
}

/// What a part is called.
pub fn part(part: Part, texts: &Texts) -> String {
    texts.get(&["probe.part.", part.name()].concat())
}

/// What a request is called.
pub fn trial(planned: &Planned, texts: &Texts) -> String {
    texts.get(&["facts.value.trial.", planned.kind.name()].concat())
}

/// The topic of a request, where it is worth saying: the first that has one, and any other topic.
pub fn topic(plan: &[Planned], place: usize, texts: &Texts) -> Option<String> {
    let first = plan.iter().position(|planned| planned.topic.is_some())?;
    let topic = plan[place].topic.as_ref()?;
    let is_news = place == first || plan[first].topic.as_ref() != Some(topic);
    is_news.then(|| texts.get(&["facts.value.topic.", topic].concat()))
}
