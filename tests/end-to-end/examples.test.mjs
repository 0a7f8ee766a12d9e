// The examples, each as a panel would serve it: the page opens, the element draws, a run completes, the verdict
// is said, in another language too.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { closePages, launch, openPage } from "./support/browser.mjs";
import { Checklist } from "./support/checklist.mjs";
import { pagesOf, serveExample } from "./support/example.mjs";
import { freePort } from "./support/free_port.mjs";
import { EXAMPLES, bundle, project } from "./support/package.mjs";
import { serve } from "./support/proxy.mjs";

/// As strict as a page with WebAssembly can be.
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; " +
  "img-src 'self' data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
const headers = { "content-security-policy": STRICT };

let proxy, browser;

before(async () => {
  proxy = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
});

async function drawn(page) {
  const checklist = new Checklist(page);
  await checklist.isDrawn();
  return checklist;
}

/// Has the element speak another language, and waits until it does.
async function speak(checklist, language) {
  await checklist.element.evaluate((element, language) => (element.lang = language), language);
  await checklist.element.locator(`.widget[lang=${language}]`).waitFor();
  await checklist.isDone();
}

test("plain HTML: two lines, in the panel's language and colour", async (t) => {
  const panel = await serveExample(t, pagesOf(join(EXAMPLES, "html"), { headers }), proxy);
  const page = await openPage(t, browser, `${panel.origin}/`);
  const checklist = await drawn(page);
  await checklist.run();
  assert.equal(await checklist.verdictWord(), "Ainda indefinido");
  const colour = await checklist.runAgainButton.evaluate((button) => getComputedStyle(button).backgroundColor);
  assert.equal(colour, "rgb(107, 47, 160)");
  await speak(checklist, "es");
  assert.equal(await checklist.verdictWord(), "Aún sin definir");
});

/// The example that pins a copy of the package, with this digest.
async function pinned(t, digest) {
  const installed = join(await project(t), "node_modules/checkout-readiness");
  const digests = JSON.parse(readFileSync(join(installed, "integrity.json"), "utf8"));
  const named = `integrity="${digest ?? digests["checkout-readiness.js"]}"`;
  const rewrite = (text) => text.replace(/integrity="[^"]*"/, named);
  const pages = {
    ...pagesOf(installed, { at: "/vendor/checkout-readiness/", headers }),
    ...pagesOf(join(EXAMPLES, "html"), { headers, rewrite }),
  };
  const panel = await serveExample(t, pages, proxy);
  return `${panel.origin}/pinned.html`;
}

test("plain HTML: a copy of the package runs where its digest is named, and no other file does", async (t) => {
  const checklist = await drawn(await openPage(t, browser, await pinned(t)));
  await checklist.run();
  assert.equal(await checklist.verdictWord(), "Aún sin definir");

  const other = `sha384-${"A".repeat(64)}`;
  const refused = await openPage(t, browser, await pinned(t, other), { tolerated: /integrity/ });
  await refused.waitForLoadState("networkidle");
  assert.equal(await refused.evaluate(() => customElements.get("checkout-readiness")), undefined);
});

/// What is asked of the React example, however it is served.
async function tryReact(t, address, settings) {
  const page = await openPage(t, browser, address, settings);
  const checklist = await drawn(page);
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await checklist.isDone();
  assert.equal(await checklist.verdictWord(), "Not decided yet");
  await page.locator("output", { hasText: "undecided" }).waitFor();
  await page.locator("main > label select").selectOption("es");
  await checklist.element.locator(".widget[lang=es]").waitFor();
  await checklist.isDone();
  assert.equal(await checklist.verdictWord(), "Aún sin definir");
}

for (const react of [19, 18]) {
  test(`React ${react} with Vite: built, under a strict policy`, async (t) => {
    const folder = await project(t, { react, from: join(EXAMPLES, "react-vite") });
    const panel = await serveExample(t, pagesOf(await bundle(folder), { headers }), proxy);
    await tryReact(t, `${panel.origin}/`);
  });
}

test("React with Vite: its development server, which hands the proxy on", async (t) => {
  const folder = await project(t, { from: join(EXAMPLES, "react-vite") });
  process.env.READINESS_ADDRESS = `http://127.0.0.1:${proxy.port}`;
  const { createServer } = await import("vite");
  const port = await freePort();
  const server = await createServer({ root: folder, logLevel: "error", server: { port, strictPort: true, host: "localhost" } });
  t.after(async () => {
    await closePages(t);
    await server.close();
  });
  await server.listen();
  await tryReact(t, `http://localhost:${port}/`);
});
