// What the stand-alone page offers to paste is what a panel needs: pasted, it works.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { transform } from "esbuild";

import { launch, open } from "./support/browser.mjs";
import { host } from "./support/host_page.mjs";
import { serve } from "./support/proxy.mjs";

let proxy, browser;

before(async () => {
  proxy = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
});

/// Opens what is offered, chooses, and returns the code of each kind.
async function offered(checklist, choices = {}) {
  const { page } = checklist;
  const details = page.locator("details.embedding");
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  for (const [name, value] of Object.entries(choices)) await details.locator(`select[name=${name}]`).selectOption(value);
  await details.locator("section code").first().waitFor();
  const codes = await details.locator("section").evaluateAll((sections) =>
    sections.map((section) => [section.querySelector("h2").textContent, section.querySelector("code").textContent]),
  );
  return Object.fromEntries(codes);
}

test("the lines for HTML, pasted into another page, draw what was chosen", async (t) => {
  const checklist = await open(t, browser, proxy.origin);
  await checklist.page.locator("details.embedding summary").click();
  const { HTML } = await offered(checklist, { product: "qr", site: "MLB", theme: "dark", view: "" });
  assert.match(HTML, / product="qr" site="MLB" theme="dark" lang="en">/);
  const panel = await host(t, browser, proxy.origin, HTML);
  await panel.checklist.isDrawn();
  assert.equal(await panel.checklist.product.inputValue(), "qr");
  assert.equal(await panel.checklist.site.inputValue(), "MLB");
  await panel.checklist.run();
});

test("the component for React is one, and the settings for WordPress are its option", async (t) => {
  const checklist = await open(t, browser, proxy.origin);
  const { React, WordPress } = await offered(checklist, { product: "bricks", view: "summary" });
  await transform(React, { loader: "jsx" });
  assert.match(React, /import \{ CheckoutReadiness \} from "checkout-readiness\/react";[^]*product="bricks"\s+view="summary"/);
  const [, json] = /^wp option update checkout_readiness '(\{.*\})' --format=json$/.exec(WordPress);
  assert.deepEqual(JSON.parse(json), { proxy: proxy.origin, product: "bricks" });
});

test("the code is copied, follows the language, and comes along only when it is asked for", async (t) => {
  const checklist = await open(t, browser, proxy.origin);
  const { page } = checklist;
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const { HTML } = await offered(checklist);
  assert.ok(asked.some((path) => path.startsWith("/assets/snippets.")), asked.join());
  await page.getByRole("button", { name: "Copy HTML" }).click();
  await page.getByText("Copied: HTML.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), HTML);
  await checklist.speak("pt");
  await page.getByRole("button", { name: "Copiar HTML" }).waitFor();
  assert.match((await offered(checklist)).HTML, / lang="pt">/);
});
