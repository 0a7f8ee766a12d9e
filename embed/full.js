// The view of everything: the compiled widget, and until it is there its frame and rows.

import initialise, { Widget } from "@generated/widget";
import style from "@generated/style.css";

import { skeleton } from "./skeleton.js";
import { overlay } from "./texts.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

// How long the skeleton may stand where the proxy does not answer, in milliseconds.
const SKELETON_MS = 3000;

// Of a page that adds no checks of its own.
const NO_PANEL = { planned: () => [], texts: () => ({}), run: async () => "[]", cancel() {} };

// Draws the view and resolves to what the element does with it. Given a host, it draws there, out of
// sight. What arrives first is used first: the program asks the proxy's answers before it has words.
export async function open(element, tools, kept, host) {
  const { language } = tools;
  const compiling = tools.compiled("wasm", initialise);
  let isSoon = false;
  Promise.all([compiling, tools.asked]).then(() => (isSoon = true), () => {});
  // The proxy's answers are read as soon as they are there: whoever needs them comes late and in a hurry.
  const texts = new Map();
  const read = (answer) => {
    if (!answer.ok || texts.has(answer)) return;
    texts.set(answer, answer.text());
    texts.get(answer).catch(() => {});
  };
  tools.asked?.then((answers) => answers.forEach(read), () => {});
  const panel = element.checks?.length ? new (await tools.load("panel")).Panel(element) : NO_PANEL;
  // Of its own: what a page overrides is not said by its other elements.
  const words = {};
  const learned = new Set();
  const learn = async (part) => {
    overlay(words, await tools.words(part));
    learned.add(part);
    return overlay(overlay(words, panel.texts()), element.texts);
  };
  const first = learn("first");
  first.catch(() => {});
  if (!tools.is()) return undefined;
  if (!host) {
    host = veiled(element, tools);
    const draw = () => {
      // Where only the widget's own drawing is waited for, a skeleton would come later than that.
      if (!isSoon && tools.is()) veil(host)?.replaceWith(skeleton(element, words));
    };
    first.then(draw).catch(() => {});
  }
  await compiling.catch((reason) => explain(reason, tools));
  // What it knew is drawn at once, with all the words that takes.
  if (kept) await Promise.all(kept.parts.map(learn));
  // What a run needs comes while the widget draws itself, but never before what draws it.
  if (element.autoRun) {
    tools.words("answers").catch(() => {});
    fetchParts(tools).catch(() => {});
  }
  if (!tools.is()) return undefined;

  const waiting = [];
  const settle = (report) => {
    for (const resolve of waiting.splice(0)) resolve(report);
  };
  const told = (name, detail) => {
    if (!tools.is()) return;
    element.emit(name, name === "run-complete" ? { report: detail } : detail);
    if (name === "run-complete") settle(detail);
  };
  const loader = {
    more: async (part) => {
      if (part === "program") {
        const parts = await fetchParts(tools);
        Object.assign(loader, parts.host);
        const { adoptedStyleSheets } = host.getRootNode();
        if (adoptedStyleSheets && !adoptedStyleSheets.includes(parts.sheet)) adoptedStyleSheets.push(parts.sheet);
        return parts;
      }
      return part === "first" ? first : learn(part);
    },
    token: tools.token,
    early: async (url) => {
      const answer = await tools.early(url);
      if (!answer) return undefined;
      if (texts.has(answer)) return new Response(await texts.get(answer));
      // The program reads it, and nobody else can then.
      texts.set(answer, "");
      return answer;
    },
    emit: told,
    panel: (ids) => panel.run(ids, words),
  };
  const widget = new Widget(host, attributes(element, language, panel), words, loader, kept);
  await first.catch((reason) => {
    widget.free();
    throw reason;
  });
  if (!tools.is()) return void widget.free();
  const { stop, shown } = unveil(host, widget);
  host.addEventListener("click", (event) => act(event, element, told));
  return {
    shown,
    run: () => {
      const report = new Promise((resolve) => waiting.push(resolve));
      widget.run();
      return report;
    },
    cancel: () => {
      panel.cancel();
      widget.cancel();
    },
    report: () => widget.report(),
    confirm: (check, note) => widget.confirm(check, note),
    close: (abandon) => {
      panel.cancel();
      settle(null);
      stop();
      if (abandon) return undefined;
      const kept = widget.keep();
      if (kept) kept.parts = [...learned];
      widget.free();
      return kept;
    },
  };
}

// The second program, compiled once for all elements of a page.
async function fetchParts(tools) {
  const parts = await tools.load("parts");
  await tools.compiled("partsWasm", parts.initialise);
  return parts;
}

// A host in which the loader's frame stands for as long as the widget cannot be seen. While something
// stands there, frame.css hides what follows it.
function veiled(element, tools) {
  const frame = element.shadowRoot.firstElementChild;
  const host = tools.fresh();
  host.getRootNode().adoptedStyleSheets.push(sheet);
  host.setAttribute("aria-busy", "true");
  frame.classList.add("skeleton");
  frame.removeAttribute("part");
  host.append(frame);
  return host;
}

const veil = (host) => host.querySelector(":scope > .skeleton");

// Shows the widget once it is drawn: when it knows who answers, because before its rows would still
// move, or when that takes long. Returns what ends the waiting, and when it has ended.
function unveil(host, widget) {
  let end;
  const shown = new Promise((resolve) => (end = resolve));
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
    end();
  };
  const show = () => {
    stop();
    veil(host)?.remove();
    host.removeAttribute("aria-busy");
  };
  const look = () => host.querySelector(".account, .notice, form.access") && show();
  const observer = new MutationObserver(look);
  const timer = setTimeout(() => {
    widget.show();
    show();
  }, SKELETON_MS);
  observer.observe(host, { childList: true, subtree: true });
  look();
  return { stop, shown };
}

// Says which header of the page, or which file of the server, stands in the way.
async function explain(reason, tools) {
  const text = String(reason?.message ?? reason);
  if (/content security policy|unsafe-eval|blocked by CSP/i.test(text)) {
    reason.policy = "Content-Security-Policy: script-src 'self' 'wasm-unsafe-eval'";
    reason.words = (await tools.words("answers")).loader.program.forbidden;
  } else if (/magic (word|number)/i.test(text)) {
    reason.policy = tools.address("wasm");
    reason.words = (await tools.words("answers")).loader.program.missing;
  }
  throw reason;
}

function attributes(element, language, panel) {
  const { proxy, product, site, checkoutUrl, only, hide, adjustments, actions } = element;
  return {
    proxy,
    product,
    site,
    checkoutUrl,
    only: names(only),
    hide: names(hide),
    language,
    hidden: adjustments?.hide ?? [],
    demoted: adjustments?.demote ?? [],
    panel: panel.planned(),
    actions: actions ?? [],
    givesTokens: element.getToken ? true : null,
  };
}

function names(text) {
  return text.split(/\s+/).filter(Boolean);
}

// Tells the page what a reader did about which check, and does what the page offered.
function act(event, element, told) {
  const pressed = event.target.closest?.("a, button");
  if (!pressed) return;
  const check = pressed.closest("[data-check]")?.dataset.check;
  const index = pressed.dataset.panelAction;
  const action = index === undefined ? (pressed.href ? "link" : "button") : "panel";
  const detail = { action, label: pressed.textContent.trim() };
  if (check) detail.check = check;
  if (pressed.href) detail.href = pressed.href;
  told("action", detail);
  if (index !== undefined) element.actions?.[index]?.run?.();
}
