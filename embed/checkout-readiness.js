// The custom element <checkout-readiness>: draws a frame at once, fetches the compiled widget and
// one language's texts side by side, and hands the frame over to the widget when both are there.

import initialise, { Widget } from "@generated/widget";
import style from "@generated/style.css";
import { locales, parts, wasm } from "@generated/assets";

const ATTRIBUTES = ["proxy", "product", "site", "checkout-url", "lang"];

// What stands in the frame before any text has arrived: the few words that are needed then.
const WAITING = {
  pt: ["Prontidão do checkout", "Carregando…", "Não foi possível carregar o verificador.", "Tentar de novo"],
  es: ["Preparación del checkout", "Cargando…", "No se pudo cargar el verificador.", "Reintentar"],
  en: ["Checkout readiness", "Loading…", "The checker could not be loaded.", "Try again"],
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

// Compiled once for all elements of a page; a failure is not remembered, so that a retry may help.
let compiled;
function compile() {
  compiled ??= initialise({ module_or_path: wasm }).catch((reason) => {
    compiled = undefined;
    throw reason;
  });
  return compiled;
}

// The texts of a language, in the parts that were asked for so far; a failure is not remembered.
const languages = new Map();
const asked = new Map();

async function fetched(language, part) {
  const answer = await fetch(locales[language][part]);
  if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
  if (!languages.has(language)) languages.set(language, {});
  return merge(languages.get(language), await answer.json());
}

function textsOf(language, part) {
  const name = `${language} ${part}`;
  if (!asked.has(name)) {
    const answer = fetched(language, part);
    answer.catch(() => asked.delete(name));
    asked.set(name, answer);
  }
  return asked.get(name);
}

function merge(into, from) {
  for (const [key, value] of Object.entries(from)) {
    const known = into[key];
    into[key] = known && typeof known === "object" && !Array.isArray(known) ? merge(known, value) : value;
  }
  return into;
}

// A panic leaves the compiled widget in an unknown state: it is not used again on this page.
let broken = false;
const frames = new Set();
function notice(reason) {
  // Other compiled programs of the page may fail too; that is no concern of ours.
  const ours = reason instanceof WebAssembly.RuntimeError && reason.stack?.includes(wasm);
  if (!ours || broken) return;
  broken = true;
  for (const element of frames) element.fail();
}
addEventListener("error", (event) => notice(event.error));
addEventListener("unhandledrejection", (event) => notice(event.reason));

class CheckoutReadiness extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #root;
  #widget;
  #kept;
  #attempt = 0;

  connectedCallback() {
    frames.add(this);
    if (!this.#widget) this.#start();
  }

  disconnectedCallback() {
    // Moving an element disconnects it for an instant; only one that stays away is let go.
    queueMicrotask(() => {
      if (this.isConnected) return;
      frames.delete(this);
      this.#stop();
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected || !this.#root) return;
    // Another language says the same things; every other attribute asks for other things.
    this.#start(name === "lang");
  }

  // Says that the widget is beyond repair on this page, and offers the page's own repair.
  fail() {
    this.#stop(true);
    const [, , sorry, again] = WAITING[this.#language()];
    this.#frame(sorry, again, () => (broken ? location.reload() : this.#start()));
  }

  async #start(keep = true) {
    const attempt = ++this.#attempt;
    this.#stop();
    if (!keep) this.#kept = undefined;
    const language = this.#language();
    this.#frame(WAITING[language][1]);
    try {
      if (broken) throw new Error("the widget panicked");
      const [words] = await Promise.all([textsOf(language, "first"), compile()]);
      if (attempt !== this.#attempt || !this.isConnected) return;
      const host = this.#fresh();
      host.lang = language;
      const kept = this.#kept;
      this.#kept = undefined;
      const more = (part) => (part === "program" ? import(parts) : textsOf(language, part));
      this.#widget = new Widget(host, this.#attributes(language), words, more, kept);
    } catch (reason) {
      if (attempt !== this.#attempt) return;
      console.error("checkout-readiness:", reason);
      this.fail();
    }
  }

  #stop(abandon = false) {
    const widget = this.#widget;
    this.#widget = undefined;
    if (!widget || abandon || broken) return;
    this.#kept = widget.keep();
    widget.free();
  }

  #language() {
    const tags = [this.closest("[lang]")?.lang, ...navigator.languages];
    const known = tags.map((tag) => tag?.split("-")[0].toLowerCase());
    return known.find((language) => language in locales) ?? "en";
  }

  #attributes(language) {
    return {
      proxy: this.getAttribute("proxy"),
      product: this.getAttribute("product"),
      site: this.getAttribute("site"),
      checkoutUrl: this.getAttribute("checkout-url"),
      language,
    };
  }

  // An empty host for what comes next, in a shadow root that is made once.
  #fresh() {
    if (!this.#root) {
      this.#root = this.attachShadow({ mode: "open" });
      this.#root.adoptedStyleSheets = [sheet];
    }
    const host = document.createElement("div");
    host.className = "widget";
    host.setAttribute("part", "widget");
    this.#root.replaceChildren(host);
    return host;
  }

  #frame(message, label, act) {
    const language = this.#language();
    const host = this.#fresh();
    host.lang = language;
    const title = document.createElement("h2");
    title.className = "header-title";
    title.textContent = WAITING[language][0];
    const text = document.createElement("p");
    text.className = label ? "notice" : "waiting";
    text.setAttribute("role", label ? "alert" : "status");
    text.textContent = message;
    host.append(title, text);
    if (label) {
      const button = document.createElement("button");
      button.className = "primary";
      button.textContent = label;
      button.addEventListener("click", act);
      host.append(button);
    }
  }
}

if (!customElements.get("checkout-readiness")) {
  customElements.define("checkout-readiness", CheckoutReadiness);
}
