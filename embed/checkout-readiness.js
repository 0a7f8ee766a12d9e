// The custom element <checkout-readiness>: small, and all that a page loads at once. It draws a
// frame, and when the element comes near the viewport it fetches everything its view needs side by
// side. What a view is made of: full.js (the compiled widget), glance.js (summary and badge).

import { files, headings, locales } from "@generated/assets";

const TEXTS = ["proxy", "product", "site", "checkout-url", "theme", "view", "only", "hide", "loading", "asset-base"];
const VALUES = ["getToken", "texts", "checks", "adjustments", "actions"];
// Another of these asks another question; all others leave the answers where they are.
const QUESTIONS = ["proxy", "product", "site", "checkout-url"];
// Views that need no compiled program.
const GLANCES = ["summary", "badge"];
const LOOKS = ["theme", "loading", "auto-run", "asset-base"];

// The words that are needed before any text has arrived.
const WORDS = {
  pt: ["Prontidão do checkout", "Carregando…", "O verificador não abriu, ou parou.", "Tentar de novo"],
  es: ["Preparación del checkout", "Cargando…", "El verificador no se abrió, o se detuvo.", "Reintentar"],
  en: ["Checkout readiness", "Loading…", "The checker did not open, or it stopped.", "Try again"],
};

// What stands until the style sheet of a view is there.
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  ":host{display:block}:host([view=badge]){display:inline-block}:host([hidden]){display:none}" +
    ":host([theme=light]){color-scheme:light}:host([theme=dark]){color-scheme:dark}" +
    ":host([theme=auto]){color-scheme:light dark}" +
    ".frame{font:15px/1.5 var(--checkout-readiness-font,inherit);padding:16px;overflow-wrap:anywhere}" +
    ".frame h2{font-size:22px;line-height:1.3;margin:0}.frame button{padding:8px}" +
    ".frame ul{list-style:none;margin:0;padding:0}",
);

// How long a token that was given anew is taken for the newest there is, in milliseconds.
const RENEWED_MS = 2_000;

// How long an answer that was asked for early is one of now, in milliseconds.
const EARLY_MS = 10_000;

// What is fetched once for all elements of a page; a failure is not remembered, so that a retry may
// help.
const fetched = new Map();
function once(name, act) {
  if (!fetched.has(name)) {
    const result = act();
    result.catch(() => fetched.delete(name));
    fetched.set(name, result);
  }
  return fetched.get(name);
}

// A panic leaves the compiled widget in an unknown state: it is not used again on this page.
let broken = false;
const elements = new Set();
function notice(reason) {
  // Other compiled programs of the page may fail too; that is no concern of ours.
  const ours = reason instanceof WebAssembly.RuntimeError && reason.stack?.includes(files.wasm.split("/").pop());
  if (!ours || broken) return;
  broken = true;
  for (const element of elements) if (!GLANCES.includes(element.view)) element.fail(reason);
}
addEventListener("error", (event) => notice(event.error));
addEventListener("unhandledrejection", (event) => notice(event.reason));

const nearby = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) target.open();
  },
  { rootMargin: "300px" },
);

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

class CheckoutReadiness extends HTMLElement {
  static observedAttributes = [...TEXTS, "lang", "auto-run"];

  #root;
  #host;
  #view;
  #opening;
  #kept;
  #attempt = 0;
  #values = {};
  #running = false;
  #changed = false;
  #token;
  #renewed = -Infinity;
  // Questions that were asked before the widget was there, by address.
  #early = new Map();
  #asked;

  static {
    const define = (name, get, set) =>
      Object.defineProperty(this.prototype, name, { configurable: true, enumerable: true, get, set });
    for (const name of TEXTS) {
      const get = function () {
        return this.getAttribute(name) ?? "";
      };
      define(camel(name), get, function (value) {
        if (value == null) this.removeAttribute(name);
        else this.setAttribute(name, value);
      });
    }
    for (const name of VALUES) {
      const get = function () {
        return this.#values[name];
      };
      define(name, get, function (value) {
        if (this.#values[name] === value) return;
        const gives = Boolean(this.getToken);
        this.#values[name] = value;
        // Another way to the same tokens changes nothing but the next token.
        if (name === "getToken" && gives === Boolean(value)) this.#token = undefined;
        else if (this.#running) this.#changed = true;
        else if (this.#opening) this.#reopen(true);
      });
    }
  }

  connectedCallback() {
    elements.add(this);
    // What was set before this script came hides what is set now.
    for (const name of [...TEXTS.map(camel), ...VALUES, "autoRun"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (this.#opening) return;
    if (!this.#host) this.#wait();
    if (this.loading === "eager") this.open();
    else nearby.observe(this);
  }

  disconnectedCallback() {
    // Moving an element disconnects it for an instant; only one that stays away is let go.
    queueMicrotask(() => {
      if (this.isConnected) return;
      elements.delete(this);
      nearby.unobserve(this);
      this.#close();
      this.#root?.replaceChildren();
      this.#host = undefined;
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#opening || LOOKS.includes(name)) return;
    this.#reopen(!QUESTIONS.includes(name));
  }

  get autoRun() {
    return this.hasAttribute("auto-run");
  }

  set autoRun(value) {
    this.toggleAttribute("auto-run", Boolean(value));
  }

  // Begins a run, loading what it needs. Resolves to the report, or to null where the element was
  // taken away before there was one.
  async run() {
    return (await this.#opened())?.run() ?? null;
  }

  cancel() {
    this.#view?.cancel();
  }

  report() {
    return this.#view?.report() ?? null;
  }

  async confirm(check, note = "") {
    if (!(await this.#opened())?.confirm(check, note)) {
      throw new Error(`invalid-request: ${check} asks for no word`);
    }
  }

  // Fetches what the full view is made of, before it is known that somebody sees it.
  prepare() {
    this.#begin(this.#language());
  }

  // Loads the view and draws it.
  open() {
    nearby.unobserve(this);
    this.#opening ??= this.#start();
    return this.#opening;
  }

  // Says that this element is beyond repair, and offers what may help.
  fail(reason, policy) {
    this.#close(true);
    const [, , sorry, again] = WORDS[this.#language()];
    this.#frame(policy ? reason.words : sorry, policy);
    this.#add("button", again).addEventListener("click", () => (broken ? location.reload() : this.#reopen(true)));
    this.emit("error", { code: "render", message: policy ?? String(reason?.message ?? reason) });
  }

  emit(name, detail) {
    // One that bubbled would look like a broken script to the page.
    const bubbles = name !== "error";
    if (name === "run-start") this.#running = true;
    if (name === "run-complete") this.#running = false;
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles, composed: true }));
    // What was set in the middle of a run is taken up when it has ended.
    if (this.#changed && !this.#running) setTimeout(() => this.#changed && this.#reopen(true));
  }

  async #opened() {
    await this.open();
    return this.#view;
  }

  #reopen(keep) {
    this.#close();
    if (!keep) this.#kept = undefined;
    this.#token = undefined;
    this.#renewed = -Infinity;
    if (this.isConnected) this.open();
  }

  #close(abandon) {
    this.#attempt += 1;
    this.#running = this.#changed = false;
    this.#opening = this.#asked = undefined;
    const view = this.#view;
    this.#view = undefined;
    if (view && !broken) this.#kept = view.close(abandon) ?? this.#kept;
  }

  async #start() {
    const attempt = ++this.#attempt;
    const language = this.#language();
    const is = () => attempt === this.#attempt;
    const glance = GLANCES.includes(this.view);
    if (!this.#host || this.#host.className !== "frame" || this.#host.querySelector("button")) this.#wait();
    try {
      const [module] = await Promise.all([
        this.#load(glance ? "glance" : "full"),
        !glance && this.#begin(language),
      ]);
      if (!is()) return;
      const kept = glance ? undefined : this.#kept;
      if (kept) this.#kept = undefined;
      const view = await module.open(this, this.#tools(language, is), kept);
      if (!is()) return view?.close();
      this.#view = view;
      await view?.shown;
      if (!is()) return;
      this.emit("ready", { view: this.view || "full", language });
      if (this.autoRun) view?.run();
    } catch (reason) {
      if (!is()) return;
      console.error("checkout-readiness:", reason);
      this.fail(reason, reason.policy);
    }
  }

  // Starts what the full view is made of, all at once, and the first questions to the proxy.
  #begin(language) {
    if (broken) throw new Error("the widget panicked");
    this.#asked ??= Promise.all(["/api/v1/profile", "/api/v1/checks"].map((path) => this.#ask(path)));
    this.#asked.catch(() => {});
    this.#words(language, "first").catch(() => {});
    if (!fetched.has("wasm")) this.#fetch(files.wasm).catch(() => {});
  }

  #ask(path) {
    const url = this.proxy.replace(/\/+$/, "") + path;
    const answer = this.#bearer(false).then((token) => {
      const headers = { "x-checkout-readiness": "1" };
      if (token) headers.authorization = `Bearer ${token}`;
      return fetch(url, { headers });
    });
    answer.catch(() => {});
    this.#early.set(url, { answer, at: performance.now() });
    return answer;
  }

  // The token the page gives, kept until it is refused.
  #bearer(refresh) {
    const give = this.getToken;
    if (!give) return Promise.resolve();
    // Several questions may be refused for the same token.
    if (refresh && performance.now() - this.#renewed > RENEWED_MS) {
      this.#token = undefined;
      this.#renewed = performance.now();
    }
    this.#token ??= Promise.resolve()
      .then(() => give({ refresh: this.#renewed > -Infinity }))
      .catch((reason) => {
        this.#token = undefined;
        this.emit("error", { code: "authentication", message: `getToken: ${reason?.message ?? reason}` });
      });
    return this.#token;
  }

  #fetch(file) {
    return once(file, () => fetch(this.#address(file)));
  }

  #words(language, part) {
    const url = this.#address(locales[language][part]);
    return once(url, async () => {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
      return answer.json();
    });
  }

  // What a view may use of this element.
  #tools(language, is) {
    return {
      language,
      is,
      fresh: () => this.#fresh("widget"),
      words: (part) => this.#words(language, part),
      load: (name) => this.#load(name),
      address: (name) => this.#address(files[name]),
      compiled: (name, initialise) =>
        once(name, async () => {
          try {
            await initialise({ module_or_path: await this.#fetch(files[name]) });
          } finally {
            // An answer can be read once.
            fetched.delete(files[name]);
          }
        }),
      full: () => {
        this.#begin(language);
        return this.#load("full");
      },
      ask: (path) => this.#ask(path),
      asked: this.#asked,
      token: (refresh) => this.#bearer(refresh),
      early: (url) => {
        const { answer, at } = this.#early.get(url) ?? {};
        this.#early.delete(url);
        return performance.now() - at < EARLY_MS ? answer : undefined;
      },
    };
  }

  #load(name) {
    return import(this.#address(files[name]));
  }

  // Where a file of ours is: beside this script, or in the folder the page names.
  #address(url) {
    const base = this.assetBase;
    return base ? new URL(url.split("/").pop(), new URL(`${base.replace(/\/*$/, "")}/`, document.baseURI)).href : url;
  }

  #language() {
    const tags = [this.closest("[lang]")?.lang, ...navigator.languages];
    const known = tags.map((tag) => tag?.split("-")[0].toLowerCase());
    return known.find((language) => language in locales) ?? "en";
  }

  // An empty host for what comes next, in a shadow root that is made once.
  #fresh(name) {
    this.#root ??= this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [sheet];
    this.#host = document.createElement("div");
    this.#host.className = name;
    this.#host.lang = this.#language();
    this.#host.setAttribute("part", "widget");
    this.#root.replaceChildren(this.#host);
    return this.#host;
  }

  #add(tag, text, into = this.#host) {
    const element = document.createElement(tag);
    element.textContent = text;
    into.append(element);
    return element;
  }

  #wait() {
    const language = this.#language();
    this.#frame(WORDS[language][1]);
    this.#host.setAttribute("aria-busy", "true");
    if (this.view) return;
    const rows = this.#add("ul", "");
    for (const name of headings[language]) this.#add("li", name, rows);
  }

  #frame(message, code) {
    this.#fresh("frame");
    if (this.view !== "badge") this.#add("h2", WORDS[this.#language()][0]);
    this.#add("p", message).role = "status";
    if (code) this.#add("code", code, this.#add("p", ""));
  }
}

if (!customElements.get("checkout-readiness")) {
  customElements.define("checkout-readiness", CheckoutReadiness);
}
