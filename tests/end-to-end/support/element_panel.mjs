// Somebody's own panel: pages with the element on them, under a strict policy, and proxies below
// paths of the panel's, as a reverse proxy puts them there.

import { once } from "node:events";
import { Agent, createServer, request } from "node:http";

/// The strictest policy the element promises to work under.
export const STRICT_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; " +
  "img-src 'self' data:; require-trusted-types-for 'script'";

/// Notes what the page's elements tell, and what the browser has to say against the page.
const LISTENER = `
globalThis.heard = [];
globalThis.faults = [];
for (const name of ["ready", "run-start", "outcome", "run-complete", "verdict-change", "action", "error"]) {
  document.addEventListener(name, (event) => {
    if (event.target.localName !== "checkout-readiness") return;
    heard.push({ name, id: event.target.id, detail: event.detail, composed: event.composed, bubbles: event.bubbles });
  }, true);
}
addEventListener("error", ({ message }) => faults.push(message));
addEventListener("unhandledrejection", ({ reason }) => faults.push(String(reason)));
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
  faults.push(["policy:", effectiveDirective, blockedURI, sample].join(" "));
});
`;

/// Serves pages, and each proxy below its path; the first one also brings the element.
export async function servePanel(proxies) {
  const files = new Map([["/listener.js", ["text/javascript", LISTENER, {}]]]);
  const agent = new Agent({ keepAlive: true });
  const asked = [];
  const server = createServer((question, answer) => {
    asked.push(question.url);
    const known = files.get(question.url);
    if (known) {
      const [kind, text, headers] = known;
      return answer.writeHead(200, { "content-type": `${kind}; charset=utf-8`, ...headers }).end(text);
    }
    const path = Object.keys(proxies).find((path) => question.url.startsWith(`${path}/`));
    if (path) return forward(agent, proxies[path].port, question.url.slice(path.length), question, answer);
    answer.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://localhost:${server.address().port}`;
  let pages = 0;
  return {
    origin,
    /// Paths that were asked for, in order.
    asked: () => [...asked],
    /// The address of a new page with this on it.
    page(body, { style = "", script = "", policy = STRICT_POLICY, language = "en" } = {}) {
      const name = `/page-${++pages}`;
      files.set(`${name}.css`, ["text/css", style, {}]);
      files.set(`${name}.js`, ["text/javascript", script, {}]);
      const markup = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Panel</title>
        <link rel="icon" href="data:,"><link rel="stylesheet" href="${name}.css">
        <script src="/listener.js"></script><script src="${name}.js"></script>
        <script type="module" src="${Object.keys(proxies)[0]}/checkout-readiness.js"></script></head>
        <body>${body}</body></html>`;
      files.set(name, ["text/html", markup, { "content-security-policy": policy }]);
      return `${origin}${name}`;
    },
    stop() {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}

/// Asks a proxy as a server in front of it does, under the proxy's own name.
function forward(agent, port, path, question, answer) {
  const own = `localhost:${port}`;
  const headers = { ...question.headers, host: own };
  if (headers.origin) headers.origin = `http://${own}`;
  const onward = request({ agent, host: "127.0.0.1", port, method: question.method, path, headers });
  onward.on("response", (heard) => {
    answer.writeHead(heard.statusCode, heard.headers);
    answer.flushHeaders();
    heard.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  answer.on("close", () => onward.destroy());
  question.pipe(onward);
}
