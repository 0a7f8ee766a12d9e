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
