// An example of embed/examples as its panel would serve it, and a browser that notes what happens there.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";

import { closePages } from "./browser.mjs";
import { servePanel } from "./panel.mjs";

const KINDS = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/// Every file of a folder, by the path it is served at.
export function pagesOf(folder, { at = "/", headers = {}, rewrite } = {}) {
  const pages = {};
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    const type = KINDS[extname(name)] ?? "application/octet-stream";
    const content = readFileSync(path);
    const page = () => ({ type, headers, body: rewrite && /text/.test(type) ? rewrite(content.toString()) : content });
    pages[at + name] = page;
    if (name === "index.html") pages[at] = page;
  }
  return pages;
}

/// Serves pages, and the proxy under /readiness/, for one test.
export async function serveExample(t, pages, proxy) {
  const panel = await servePanel({ pages, proxy });
  t.after(async () => {
    await closePages(t);
    await panel.stop();
  });
  return panel;
}

/// The same browser; each of its pages runs this script before its own, and `see` is told of all it asks.
export function noting(browser, { script, see }) {
  return {
    async newContext(settings) {
      const context = await browser.newContext(settings);
      if (script) await context.addInitScript(script);
      if (see) context.on("request", see);
      return context;
    },
  };
}
