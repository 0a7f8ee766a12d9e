// From outcomes to words, by the same rules as crates/wording.

export function merge(into, from) {
  const merged = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const known = into[key];
    const isTable = known && typeof known === "object" && !Array.isArray(known);
    merged[key] = isTable ? merge(known, value) : value;
  }
  return merged;
}

export const at = (texts, ...path) => path.reduce((table, key) => table?.[key], texts);

const fill = (text, value) => text.replace(/\{([a-z0-9_]+)\}/g, (_, name) => value(name) ?? "…");

/// A text, of the plural form the number chooses where it has some.
function counted(text, count) {
  if (text === undefined || typeof text === "string") return text;
  return count === 1 ? (text.one ?? text.other) : text.other;
}

export function text(texts, path, values = {}) {
  const found = counted(at(texts, ...path.split(".")), values.count);
  return found === undefined ? path : fill(found, (name) => values[name]);
}

const SHARED_VOCABULARIES = {
  site: ["shared", "site"],
  expected_site: ["shared", "site"],
  application_site: ["shared", "site"],
  offered_in: ["shared", "site"],
  product: ["shared", "product"],
  looks_like: ["shared", "product"],
  topics: ["facts", "value", "topic"],
  optional_topics: ["facts", "value", "topic"],
  legacy_topics: ["facts", "value", "topic"],
};

function values(texts, name, fact) {
  if (typeof fact === "boolean") return [at(texts, "facts", "word", fact ? "yes" : "no") ?? String(fact)];
  const vocabulary = SHARED_VOCABULARIES[name] ?? ["facts", "value", name];
  const word = (value) => {
    const found = /^[\w-]+$/.test(value) ? at(texts, ...vocabulary, value) : undefined;
    return typeof found === "string" ? found : String(value);
  };
  return Array.isArray(fact) ? fact.map(word) : [word(fact)];
}

export const nameOf = (texts, { requirement, check }) => at(texts, requirement, check, "name") ?? check;

export const whyOf = (texts, { requirement, check }) => at(texts, requirement, check, "why");

/// The first text found, from the most to the least particular.
function find(texts, { requirement, check, reason, details }, key) {
  const { party, why } = details;
  return (
    at(texts, requirement, check, reason, key) ??
    at(texts, "shared", reason, party, why, key) ??
    at(texts, "shared", reason, party, key) ??
    at(texts, "shared", reason, key)
  );
}

const filled = (texts, outcome, sentence) =>
  fill(sentence, (name) => {
    if (name in outcome.details) return values(texts, name, outcome.details[name]).join(", ");
    if (name === "name") return nameOf(texts, outcome);
    if (name === "failure") return find(texts, outcome, "failure");
    return undefined;
  });

export function titleOf(texts, outcome) {
  const title = counted(find(texts, outcome, outcome.confirmation ? "confirmed" : "title"), outcome.details.count);
  return typeof title === "string" ? filled(texts, outcome, title) : nameOf(texts, outcome);
}

export function stepsOf(texts, outcome) {
  const steps = outcome.confirmation ? [] : (find(texts, outcome, "steps") ?? []);
  return steps.map((step) => filled(texts, outcome, step));
}

export const factsOf = (texts, outcome) =>
  Object.entries(outcome.details)
    .filter(([name]) => name !== "waits_for")
    .map(([name, fact]) => ({ label: at(texts, "facts", "label", name) ?? name, values: values(texts, name, fact) }));
