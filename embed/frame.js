// The page for frames: the element alone, set up by the page's address, which tells the page around
// it how tall it is and what the verdict is. It speaks to one origin, named in its address: what it
// says reaches nobody else, and what anybody else says is not heard. Who may frame it at all is the
// proxy's list (READINESS_ORIGINS).

import "./checkout-readiness.js";

const SETTINGS = ["product", "site", "checkout-url", "lang", "theme", "view", "only", "hide"];
const NAME = "checkout-readiness";
/// How long the page around may take to bring a token.
const PATIENCE_MS = 20_000;
const AGAIN_MS = 1_000;

const asked = new URLSearchParams(location.search);
const element = document.createElement(NAME);
const host = origin(asked.get("host"));

/// The origin a text names, if it is one and nothing more.
function origin(text) {
  const url = URL.canParse(text ?? "") ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.origin === text ? text : undefined;
}

function tell(message) {
  // Delivered only if the page around is of that origin.
  if (host && parent !== window) parent.postMessage({ from: NAME, ...message }, host);
}

/// Asks the page around for a token, and waits for the answer to this very question.
let questions = 0;
function getToken({ refresh }) {
  const question = ++questions;
  return new Promise((resolve, reject) => {
    const end = (act, value) => {
      clearTimeout(late);
      clearInterval(again);
      removeEventListener("message", hear);
      act(value);
    };
    const hear = ({ source, origin, data }) => {
      if (source !== parent || origin !== host) return;
      if (data?.to !== NAME || data.type !== "token" || data.question !== question) return;
      if (typeof data.token === "string") end(resolve, data.token);
      else end(reject, new Error("the page around the frame gave no token"));
    };
    const late = setTimeout(() => end(reject, new Error("the page around the frame did not answer")), PATIENCE_MS);
    addEventListener("message", hear);
    const ask = () => tell({ type: "token", question, refresh });
    // The page around may not be listening yet.
    const again = setInterval(ask, AGAIN_MS);
    ask();
  });
}

for (const name of SETTINGS) {
  if (asked.has(name)) element.setAttribute(name, asked.get(name));
}
if (asked.has("auto-run")) element.setAttribute("auto-run", "");
// A frame starts as small as may be: whether it is near the viewport is the page's own affair.
element.setAttribute("loading", "eager");
// The proxy is what serves this page, under whatever path.
element.setAttribute("proxy", new URL(".", location.href).href.replace(/\/$/, ""));
if (asked.has("theme")) document.documentElement.dataset.theme = asked.get("theme");
if (host && asked.get("token") === "host") element.getToken = getToken;

element.addEventListener("ready", ({ detail }) => (document.documentElement.lang = detail.language));
for (const type of ["ready", "verdict-change", "run-complete"]) {
  element.addEventListener(type, ({ detail }) => {
    tell({ type, ...(type === "run-complete" ? { verdict: detail.report.verdict } : detail) });
  });
}
new ResizeObserver(() => tell({ type: "resize", height: Math.ceil(element.getBoundingClientRect().height) })).observe(element);

document.body.append(element);