// One check: its answer as a title, and what unfolds below it.

import { at, factsOf, nameOf, stepsOf, text, titleOf, whyOf } from "./words.js";

function look({ status, severity, confirmation, dismissal }) {
  if (dismissal) return ["none", "·"];
  if (status === "passed" || (status === "confirm" && confirmation)) return ["passed", "✓"];
  if (status === "failed" && severity === "required") return ["failed", "✕"];
  return { confirm: ["confirm", "?"], inconclusive: ["unseen", "–"], skipped: ["unseen", "…"], not_applicable: ["none", "·"] }[status] ?? ["warning", "!"];
}

function Mark({ texts, outcome }) {
  const [kind, shape] = outcome ? look(outcome) : ["pending", ""];
  const word = outcome
    ? at(texts, "shared", "status", outcome.confirmation ? "confirmed" : outcome.status)
    : text(texts, "interface.checking");
  return (
    <span class="mark" data-kind={kind}>
      <span class="shape" aria-hidden="true">
        {shape}
      </span>
      <span class="word">{word}</span>
    </span>
  );
}

export function Row({ texts, outcome, ...planned }) {
  return (
    <li class="row" id={`row-${planned.check}`} data-check={planned.check}>
      <details>
        <summary>
          <Mark texts={texts} outcome={outcome} />
          <span class="title">{outcome ? titleOf(texts, outcome) : nameOf(texts, planned)}</span>
        </summary>
        <div class="body">
          <p class="why">{whyOf(texts, planned)}</p>
          {outcome && <Answer texts={texts} outcome={outcome} />}
        </div>
      </details>
    </li>
  );
}

function Answer({ texts, outcome }) {
  const facts = factsOf(texts, outcome);
  const steps = stepsOf(texts, outcome);
  if (outcome.observed_at) facts.push({ label: text(texts, "interface.observed_at"), values: [new Date(outcome.observed_at).toLocaleString()] });
  return (
    <>
      {facts.length > 0 && (
        <table class="facts">
          <caption>{text(texts, "interface.seen")}</caption>
          <tbody>
            {facts.map(({ label, values }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>
                  {values.map((value) => (
                    <span key={value}>{value}</span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {steps.length > 0 && (
        <div>
          <h4>{text(texts, "interface.what_to_do")}</h4>
          <ol class="steps">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )}
      {outcome.link && (
        <div class="actions">
          <button type="button" class="quiet">
            {at(texts, "shared", "link", outcome.link) ?? text(texts, "interface.check_again")}
          </button>
        </div>
      )}
    </>
  );
}
