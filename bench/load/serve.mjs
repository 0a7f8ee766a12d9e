// Serves built folders the way the proxy serves its own: brotli, the same headers, the same answers.
//
// Both lists are served by this one program, so that neither has a server of its own; what they ask
// of the API goes on to the real proxy.

import { existsSync, readFileSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";

const KINDS = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", wasm: "application/wasm", json: "application/json" };

const { proxyPort, folders, headers } = workerData;
const agent = new Agent({ keepAlive: true });

/// The page with its element told to run at once; any other file as it is.
function found(folder, path) {
  const isRun = path === "/run";
  const name = path === "/" || isRun ? "index.html" : path.slice(1);
  const file = join(folder, name);
  if (name.includes("..") || !existsSync(file)) return undefined;
  const compressed = `${file}.br`;
  const kind = KINDS[name.split(".").pop()] ?? "application/octet-stream";
  const isNamedByContent = name.startsWith("assets/");
  const more = {
    "content-type": kind,
    "cache-control": isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "accept-encoding",
  };
  if (isRun) {
    const page = readFileSync(file, "utf8").replace(/<(checkout-readiness|readiness-list)(?=[\s>])/, "<$1 auto-run");
    return { content: Buffer.from(page), more };
  }
  if (!existsSync(compressed)) return { content: readFileSync(file), more };
  return { content: readFileSync(compressed), more: { ...more, "content-encoding": "br" } };
}

/// Asks the proxy as if the page were its own.
function forward(asked, answer) {
  const own = `localhost:${proxyPort}`;
  const told = { ...asked.headers, host: own };
  if (told.origin) told.origin = `http://${own}`;
  if (told.referer) delete told.referer;
  const onward = request({ agent, host: "127.0.0.1", port: proxyPort, method: asked.method, path: asked.url, headers: told });
  onward.on("response", (heard) => {
    answer.writeHead(heard.statusCode, heard.headers);
    answer.flushHeaders();
    heard.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  answer.on("close", () => onward.destroy());
  asked.pipe(onward);
}

const ports = [];
for (const folder of folders) {
  const known = new Map();
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url, "http://localhost");
    if (pathname.startsWith("/api/")) return forward(asked, answer);
    if (!known.has(pathname)) known.set(pathname, found(folder, pathname));
    const file = known.get(pathname);
    if (!file) return answer.writeHead(404).end();
    answer.writeHead(200, { ...headers, ...file.more, "content-length": file.content.length });
    answer.end(file.content);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  ports.push(server.address().port);
}
parentPort.postMessage(ports);
