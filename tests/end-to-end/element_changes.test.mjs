// What is set after a run: the answers stay, and are drawn anew with every word they need.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { host, LOADER } from "./support/host_page.mjs";
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

/// Notes every text that is the path of a text, for as long as the page lives.
const watchWords = (page) =>
  page.addInitScript(() => {
    const PATH = /^(interface|shared|facts|merchants|sale|path|document)\.[\w.-]+$/;
    globalThis.unsaid = new Set();
    const look = (root) => {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        if (PATH.test(node.data.trim())) globalThis.unsaid.add(node.data.trim());
      }
    };
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) {
      const root = attach.call(this, options);
      new MutationObserver(() => look(root)).observe(root, { subtree: true, childList: true, characterData: true });
      return root;
    };
  });

const CHANGES = {
  lang: (element) => (element.lang = "pt"),
  texts: (element) => (element.texts = { interface: { title: "Ours" } }),
  checks: (element) => (element.checks = [{ id: "panel-fine", title: "Fine", run: async () => ({ status: "passed", reason: "well" }) }]),
  actions: (element) => (element.actions = [{ check: "public-key-works", label: "Open", run() {} }]),
  adjustments: (element) => (element.adjustments = { demote: ["reports-are-used"] }),
};

for (const [name, change] of Object.entries(CHANGES)) {
  test(`${name}, set after a run, leaves no word unsaid`, async (t) => {
    const body = `${LOADER}<checkout-readiness loading="eager" lang="en"></checkout-readiness>`;
    const { page, checklist } = await host(t, browser, proxy.origin, body, { before: watchWords });
    await checklist.isDrawn();
    await checklist.run();
    await checklist.unfoldAll();
    const before = await page.evaluate(() => document.querySelector("checkout-readiness").report().outcomes.length);
    const ready = page.evaluate(
      () => new Promise((heard) => document.querySelector("checkout-readiness").addEventListener("ready", heard, { once: true })),
    );
    await page.locator("checkout-readiness").evaluate(change);
    await ready;
    await checklist.unfoldAll();
    const merchants = await checklist.element.locator("select").first().locator("option").allInnerTexts();
    assert.ok(merchants.length > 5);
    assert.deepEqual(merchants.filter((text) => text.startsWith("merchants.")), []);
    assert.deepEqual(await page.evaluate(() => [...globalThis.unsaid]), []);
    assert.ok((await page.evaluate(() => document.querySelector("checkout-readiness").report().outcomes.length)) >= before);
  });
}
