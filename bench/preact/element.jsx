// The custom element <readiness-list>: the widget's list once more, drawn by Preact, as somebody
// would write it who wants it to be fast. Its page preloads what it can: the script and the proxy's
// answers, but no texts, because only the script learns which language its reader wants.

import { render } from "preact";

import { locales } from "@generated/texts";
import style from "@generated/style.css";
import { List } from "./list.jsx";
import { ask, follow } from "./proxy.js";
import { merge } from "./words.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

const get = async (address) => (await fetch(address)).json();

/// The least a run wants to know of its page; the widget reads much more of it, which this list does
/// not imitate.
function look() {
  const { protocol, hostname } = location;
  const insecure = document.querySelectorAll('script[src^="http:"], link[href^="http:"], img[src^="http:"], iframe[src^="http:"]');
  return {
    scheme: protocol.slice(0, -1),
    host: hostname,
    secure_context: isSecureContext,
    insecure_resources: [...insecure].map((node) => ({ kind: "script", url: node.src ?? node.href })),
  };
}

class ReadinessList extends HTMLElement {
  #root;
  #state = { texts: {}, rows: [], outcomes: new Map(), phase: "idle", choice: { product: "checkout-pro", site: "" } };

  connectedCallback() {
    if (this.#root) return;
    this.#root = this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [sheet];
    this.#start();
  }

  #change(change) {
    this.#state = { ...this.#state, ...change };
    render(<List {...this.#state} run={() => this.#run()} choose={(choice) => this.#choose(choice)} />, this.#root);
  }

  async #start() {
    const tags = [this.closest("[lang]")?.lang, ...navigator.languages].map((tag) => tag?.split("-")[0]);
    const language = tags.find((tag) => tag in locales) ?? "en";
    const isRun = this.hasAttribute("auto-run");
    this.#fetchPart = (part) => get(locales[language][part]);
    const asked = Promise.all([ask("api/v1/profile"), ask("api/v1/checks")]);
    if (isRun) this.#answers = this.#fetchPart("answers");
    this.#change({ texts: await this.#fetchPart("first"), language });
    const [profile, { checks }] = await asked;
    const choice = { product: profile.product, site: profile.site ?? "" };
    this.#change({ profile, checks, choice });
    if (isRun) this.#run();
    if (profile.merchants) await this.#learn(this.#fetchPart("merchants"));
  }

  #fetchPart;
  #answers;

  async #learn(part) {
    const texts = await part;
    this.#change({ texts: merge(this.#state.texts, texts) });
  }

  #choose(choice) {
    this.#change({ choice: { ...this.#state.choice, ...choice }, phase: "idle", outcomes: new Map() });
  }

  async #run() {
    this.#answers ??= this.#fetchPart("answers");
    const { choice, profile } = this.#state;
    this.#change({ phase: "running", outcomes: new Map() });
    const isKnown = this.#learn(this.#answers);
    const question = { product: choice.product, fresh: true, merchant: profile.merchant, page: look() };
    if (choice.site) question.site = choice.site;
    await follow("api/v1/runs", question, (events) => {
      const outcomes = new Map(this.#state.outcomes);
      for (const event of events) if (event.outcome) outcomes.set(event.outcome.check, event.outcome);
      const report = events.find((event) => event.report)?.report;
      this.#change({ outcomes, ...(report && { report }) });
    });
    await isKnown;
    this.#change({ phase: "done" });
  }
}

customElements.define("readiness-list", ReadinessList);
