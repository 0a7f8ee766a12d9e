// The checks a page adds: run side by side with the others, each ending in an outcome as the proxy
// would write it. Whatever does not answer as it should was not seen.

const STATUSES = ["passed", "failed", "warning", "inconclusive", "not_applicable"];
const ID = /^panel-[a-z0-9]+(-[a-z0-9]+)*$/;
const HEADINGS = ["https", "credentials", "pix-key", "notifications", "quality", "approval", "reports", "terminals"];
const PATIENCE_MS = 20_000;
// The reason of every such outcome; its words are the page's own.
const REASON = "said";

export class Panel {
  #checks;
  #element;
  #abort = new AbortController();
  #said = {};

  constructor(element) {
    this.#element = element;
    const known = new Set();
    this.#checks = (element.checks ?? []).map((check, index) => {
      const isRight = ID.test(check?.id) && !known.has(check.id) && typeof check.run === "function";
      const id = isRight ? check.id : `panel-unnamed-${index + 1}`;
      known.add(id);
      if (!isRight) {
        const message = `checks[${index}]: id must be "panel-" and words of a-z and 0-9, used once, and run a function`;
        console.error("checkout-readiness:", message);
        element.emit("error", { code: "invalid-request", message });
      }
      return {
        id,
        title: String(check?.title ?? id),
        // What is not said to be recommended is required: nobody may be called ready by a slip.
        severity: check?.severity === "recommended" ? "recommended" : "required",
        requirement: HEADINGS.includes(check?.requirement) ? check.requirement : "approval",
        run: isRight ? check.run : undefined,
        owner: check,
      };
    });
  }

  planned() {
    return this.#checks.map(({ id, requirement, severity }) => ({ check: id, requirement, severity }));
  }

  // What these checks are called and what they answered, where texts of checks are looked up.
  texts() {
    const texts = {};
    for (const { id, title, requirement } of this.#checks) {
      texts[requirement] ??= {};
      texts[requirement][id] = { name: title, why: title, [REASON]: { title: this.#said[id] ?? title } };
    }
    return texts;
  }

  // The outcomes of those checks, as JSON. `words` learns what they said.
  async run(ids, words) {
    this.#abort = new AbortController();
    const asked = this.#checks.filter(({ id }) => ids.includes(id));
    const outcomes = await Promise.all(asked.map((check) => this.#outcome(check, words)));
    return JSON.stringify(outcomes);
  }

  cancel() {
    this.#abort.abort();
  }

  async #outcome(check, words) {
    const began = performance.now();
    const { status, reason, evidence } = await this.#answer(check, words.loader.panel);
    this.#said[check.id] = escaped(reason);
    words[check.requirement][check.id][REASON].title = this.#said[check.id];
    return {
      check: check.id,
      requirement: check.requirement,
      severity: check.severity,
      status,
      reason: REASON,
      // Documents know no other words for it.
      details: { said: reason, ...evidence },
      observed_at: new Date().toISOString(),
      elapsed_ms: Math.round(performance.now() - began),
    };
  }

  async #answer(check, texts) {
    const unseen = (why) => ({ status: "inconclusive", reason: `${check.title}: ${why}`, evidence: {} });
    if (!check.run) return unseen(texts.malformed);
    const { signal } = this.#abort;
    const { product, site } = this.#element;
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve(unseen(texts.late)), PATIENCE_MS);
      signal.addEventListener("abort", () => resolve(unseen(texts.stopped)));
    });
    const asked = Promise.resolve()
      .then(() => check.run.call(check.owner, { signal, product, site }))
      .then(
        (answer) => understood(answer) ?? unseen(texts.malformed),
        (error) => {
          console.error(`checkout-readiness: ${check.id}:`, error);
          return unseen(texts.failed);
        },
      );
    const answer = await Promise.race([asked, late]);
    clearTimeout(timer);
    return answer;
  }
}

function understood(answer) {
  if (!STATUSES.includes(answer?.status) || typeof answer.reason !== "string" || !answer.reason) return undefined;
  const facts = Object.entries(answer.evidence ?? {}).map(([name, value]) => [name, fact(value)]);
  return { status: answer.status, reason: answer.reason, evidence: Object.fromEntries(facts) };
}

function fact(value) {
  return typeof value === "boolean" || Number.isSafeInteger(value) ? value : String(value);
}

// Braces would be taken for placeholders.
function escaped(text) {
  return text.replace(/[{}]/g, "");
}
