// The first load brings what the first screen shows, and nothing that a reader may never need.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./support/browser.mjs";
import { FAKE_TOKEN, serveFor } from "./support/proxy.mjs";
import { healingUpstream } from "./support/upstream.mjs";

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

/// Every file of the program that was asked for since the page was loaded anew.
async function collected(checklist) {
  const asked = [];
  checklist.page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/assets/")) asked.push(pathname.replace(/^\/assets\/|\.[0-9a-f]{8}/g, ""));
  });
  await checklist.page.reload();
  await checklist.isDrawn();
  await checklist.element.locator(".account").waitFor();
  await checklist.settled();
  return asked;
}

const FIRST = ["checkout-readiness.wasm", "en-first.json", "full.js", "page.css", "page.js"];

test("a live shop's first load fetches neither answers nor parts nor merchants; a run fetches what it shows", async (t) => {
  const upstream = await healingUpstream();
  t.after(() => upstream.stop());
  const proxy = await serveFor(t, { MP_ACCESS_TOKEN: FAKE_TOKEN, MP_BASE_URL: upstream.url });
  const checklist = await open(t, browser, proxy.origin);
  const asked = await collected(checklist);
  assert.deepEqual([...asked].sort(), FIRST);
  await checklist.run();
  // The scripts of a page are read as part of it, which asks for them again.
  assert.deepEqual([...new Set(asked)].sort(), [...FIRST, "en-answers.json", "parts.js", "parts.wasm"].sort());
});

test("the sandbox's first load fetches the names of its merchants besides", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin);
  const asked = await collected(checklist);
  assert.deepEqual([...asked].sort(), [...FIRST, "en-merchants.json"].sort());
});

/// Opens the page with what such requests ask for held back until it is let go.
async function openWithout(t, held) {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin);
  const { page } = checklist;
  let letGo;
  const gone = new Promise((resolve) => (letGo = resolve));
  await page.route(held, async (route) => {
    await gone;
    await route.continue().catch(() => {});
  });
  await page.reload({ waitUntil: "commit" });
  return { checklist, letGo };
}

test("words that come late are waited for, however long the proxy has told", async (t) => {
  const { checklist, letGo } = await openWithout(t, /\/en-first\./);
  await checklist.element.locator(".frame li").first().waitFor();
  await checklist.page.waitForTimeout(4_000);
  const seen = await checklist.element.evaluate((element) => element.shadowRoot.querySelector(".widget").innerText);
  assert.match(seen, /^Checkout readiness\s+Loading…/);
  assert.doesNotMatch(seen, /interface\./);
  letGo();
  await checklist.isDrawn();
  assert.equal(await checklist.element.locator(".frame, .skeleton").count(), 0);
});

test("a proxy that does not answer keeps nobody from reading what will be checked", async (t) => {
  const { checklist, letGo } = await openWithout(t, /\/api\/v1\/profile/);
  await checklist.element.locator(".start button.primary:enabled").waitFor();
  assert.equal(await checklist.element.locator(".skeleton").count(), 0);
  assert.ok((await checklist.element.locator(".start details li").count()) > 40);
  letGo();
  await checklist.isDrawn();
});

test("another language fetches its own words once, and the program not again", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin);
  const asked = await collected(checklist);
  await checklist.run();
  const before = asked.length;
  await checklist.speak("pt");
  await checklist.isDone();
  await checklist.settled();
  const more = asked.slice(before).sort();
  assert.ok(more.every((name) => name.startsWith("pt-")), more.join());
  assert.deepEqual([...new Set(more)], more);
  await checklist.speak("en");
  await checklist.speak("pt");
  assert.equal(asked.length, before + more.length);
});
