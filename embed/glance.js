// The views at a glance, summary and badge: the last verdict the proxy knows, how old it is, and
// that it grows old. No compiled program is loaded unless a run is asked for.

import style from "@generated/glance.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

// Each verdict's shape: never colour alone.
const MARKS = { ready: "●", not_ready: "■", undecided: "▲", not_run: "○" };

const LOCKED = "authentication";
const MINUTE = 60_000;
// How long an answer may stand before a page that is looked at again asks anew.
const STALE = 5 * MINUTE;
const UNITS = [["day", 1440 * MINUTE], ["hour", 60 * MINUTE], ["minute", MINUTE]];

export async function open(element, tools) {
  const words = await tools.words("glance");
  if (!tools.is()) return undefined;
  const host = tools.fresh();
  host.getRootNode().adoptedStyleSheets.push(sheet);
  const view = new Glance(element, tools, words, host);
  await view.ask();
  return view;
}

class Glance {
  #element;
  #tools;
  #words;
  #host;
  #known = {};
  #asked = 0;
  #running = false;
  #full;
  // Which run the proxy knows the page's own checks took part in.
  #ran;
  #tick = setInterval(() => this.#draw(), MINUTE);
  #look = () => !document.hidden && Date.now() - this.#asked > STALE && this.ask();

  constructor(element, tools, words, host) {
    this.#element = element;
    this.#tools = tools;
    this.#words = words;
    this.#host = host;
    document.addEventListener("visibilitychange", this.#look);
  }

  async ask(ran) {
    this.#asked = Date.now();
    const product = this.#element.product;
    const path = `/api/v1/verdict${product ? `?product=${encodeURIComponent(product)}` : ""}`;
    const before = this.#shown();
    try {
      let answer = await this.#tools.ask(path);
      if (answer.status === 401 && (await this.#tools.token(true))) answer = await this.#tools.ask(path);
      if (!answer.ok) throw new Error(answer.status);
      this.#known = await answer.json();
      if (ran) this.#ran = this.#known.observed_at;
    } catch (reason) {
      // What was known is not repeated when nobody vouches for it.
      this.#known = { failed: reason.message === "401" ? "locked" : "unavailable" };
      const code = { 400: "invalid-request", 401: LOCKED, 403: LOCKED, 429: "rate-limit" }[reason.message];
      this.#element.emit("error", { code: code ?? "connection", message: reason.message });
    }
    if (!this.#tools.is()) return;
    this.#draw();
    const verdict = this.#shown();
    if (verdict !== before) this.#element.emit("verdict-change", { verdict, previous: before });
  }

  async run() {
    this.#running = true;
    this.#draw();
    try {
      const { open } = await this.#tools.full();
      this.#full ??= await open(this.#element, this.#tools, undefined, document.createElement("div"));
      return await this.#full?.run();
    } finally {
      this.#running = false;
      await this.ask(true);
    }
  }

  cancel() {
    this.#full?.cancel();
  }

  report() {
    return this.#full?.report();
  }

  confirm(check, note) {
    return this.#full?.confirm(check, note);
  }

  close(abandon) {
    clearInterval(this.#tick);
    document.removeEventListener("visibilitychange", this.#look);
    this.#full?.close(abandon)?.free();
  }

  #shown() {
    const { verdict, expires_at: until } = this.#known;
    if (!(verdict in MARKS && Date.parse(until) > Date.now())) return "not_run";
    if (!this.#element.checks?.length) return verdict;
    // The proxy knows nothing of the page's own checks, which only a run here has seen.
    const own = this.#ran === this.#known.observed_at && this.report()?.verdict;
    if (own === "ready") return verdict;
    return [own, verdict].includes("not_ready") ? "not_ready" : "undecided";
  }

  #draw() {
    const words = this.#words;
    const known = this.#known;
    const verdict = this.#shown();
    const isOld = verdict !== "not_run" && !(Date.parse(known.fresh_until) > Date.now());
    const said = [known.failed ? words[known.failed] : words.verdict[verdict]];
    if (known.mode === "sandbox") said.push(words.sandbox);
    if (verdict !== "not_run") said.push(this.#ago(known.observed_at));
    if (isOld) said.push(words.old);
    const look = isOld ? "not_run" : verdict;
    this.#host.dataset.verdict = look;
    const isBadge = this.#element.view === "badge";
    const mark = made("span", "mark", MARKS[look]);
    mark.ariaHidden = "true";
    const line = made("p", "", mark, ` ${said.join(" · ")}`);
    line.role = "status";
    line.setAttribute("part", isBadge ? "badge" : "summary");
    this.#host.replaceChildren(line);
    if (isBadge) return;
    const counts = Object.entries(known.counts ?? {}).filter(([, count]) => count > 0);
    const items = counts.map(([status, count]) => made("li", "", `${words.status[status] ?? status}: ${count}`));
    const button = made("button", "", this.#running ? words.cancel : words.run);
    button.part = "button";
    button.addEventListener("click", () => (this.#running ? this.cancel() : this.run()));
    this.#host.append(made("ul", "", ...(verdict === known.verdict ? items : [])), button);
  }

  #ago(moment) {
    const age = Math.max(0, Date.now() - Date.parse(moment));
    const [unit, length] = UNITS.find(([, length]) => age >= length) ?? UNITS[2];
    return new Intl.RelativeTimeFormat(this.#tools.language).format(-Math.floor(age / length), unit);
  }
}

function made(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}
