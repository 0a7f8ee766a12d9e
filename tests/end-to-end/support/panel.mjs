// A panel's own server: its pages, and under /readiness/ the proxy, as nginx or Caddy would hand it on.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, request as ask } from "node:http";
import { extname, join, normalize } from "node:path";

import { closePages } from "./browser.mjs";

const KINDS = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const PREFIX = "/readiness/";

/// Serves a folder, and others under `folders`, by what their paths begin with. `pages` answers paths of its own: a text, or a function of the request that gives one;
/// `rewrite` changes the texts of the folder; `headers` go with every page.
export async function servePanel(t, { folder, folders = {}, proxy, pages = {}, rewrite = (text) => text, headers = {} }) {
  const server = createServer(async (question, answer) => {
    const { pathname } = new URL(question.url, "http://panel");
    if (proxy && pathname.startsWith(PREFIX)) return handOn(question, answer, proxy);
    const say = (status, kind, body) => {
      answer.writeHead(status, { "content-type": kind, ...headers });
      answer.end(body);
    };
    try {
      if (pathname in pages) {
        const page = pages[pathname];
        return say(200, KINDS[extname(pathname)] ?? KINDS[".html"], typeof page === "function" ? await page(question) : page);
      }
      const path = normalize(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
      const kind = KINDS[extname(path)] ?? "application/octet-stream";
      const prefix = Object.keys(folders).find((prefix) => path.startsWith(prefix));
      const content = await readFile(prefix ? join(folders[prefix], path.slice(prefix.length)) : join(folder, path));
      say(200, kind, /text|json/.test(kind) ? rewrite(content.toString(), path) : content);
    } catch {
      say(404, "text/plain", "There is nothing at this address.");
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(async () => {
    await closePages(t);
    server.closeAllConnections();
    server.close();
  });
  return { port: server.address().port, origin: `http://localhost:${server.address().port}` };
}

/// Without its prefix, with the name the browser asked for, and every line as it comes.
function handOn(question, answer, proxy) {
  const path = question.url.slice(PREFIX.length - 1);
  const { method, headers } = question;
  const onward = ask({ host: "127.0.0.1", port: proxy.port, method, path, headers }, (said) => {
    answer.writeHead(said.statusCode, said.headers);
    said.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  // A reader who leaves ends the run.
  answer.on("close", () => onward.destroy());
  question.pipe(onward);
}
