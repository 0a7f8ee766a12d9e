// The example with a frame: both sides speak to each other and to nobody else.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, openPage } from "./support/browser.mjs";
import { Checklist } from "./support/checklist.mjs";
import { noting, pagesOf, serveExample } from "./support/example.mjs";
import { EXAMPLES } from "./support/package.mjs";
import { serveFor } from "./support/proxy.mjs";

const TOKEN = "visibly-fake-shared-token";

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

/// The panel with the frame in it, and the proxy that lets it be framed there. `query` follows in the frame's
/// address, `body` on the panel's page.
async function framed(t, { host, language = "en", query = "", body = "", settings = {}, pages = {} } = {}) {
  let proxy;
  const rewrite = (text) =>
    text
      .replaceAll("http://127.0.0.1:8787", proxy.origin)
      .replaceAll("http://localhost:8000", host ?? panel.origin)
      .replace("lang=en", `lang=${language}${query}`)
      .replace("</body>", `${body}</body>`);
  // As strict as can be: no script of others, no WebAssembly; a frame of one other origin.
  const headers = {
    get "content-security-policy"() {
      return `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-src 'self' ${proxy.origin} http://127.0.0.1:*`;
    },
  };
  const panel = await serveExample(t, { ...pagesOf(join(EXAMPLES, "iframe"), { headers, rewrite }), ...pages });
  proxy = await serveFor(t, { READINESS_ORIGINS: panel.origin, ...settings });
  return { panel, proxy };
}

async function opened(t, { panel, proxy }, { notes = {}, allowed = [], ...settings } = {}) {
  const all = [proxy.origin, ...allowed];
  const page = await openPage(t, noting(browser, notes), `${panel.origin}/`, { allowed: all, ...settings });
  const frame = page.frame({ url: /frame\.html/ });
  const checklist = new Checklist(frame, frame.locator("checkout-readiness"));
  await checklist.isDrawn();
  return { page, frame, checklist };
}

const tall = (page) => page.locator("#readiness").evaluate((frame) => frame.getBoundingClientRect().height);

test("the frame is as tall as its content, and its verdict reaches the panel", async (t) => {
  const { page, frame, checklist } = await opened(t, await framed(t));
  await checklist.run();
  assert.equal(await checklist.verdictWord(), "Not decided yet");
  await page.locator("output", { hasText: "undecided" }).waitFor();
  await page.waitForFunction(
    ([outer, inner]) => outer.getBoundingClientRect().height === inner,
    [await page.locator("#readiness").elementHandle(), await frame.evaluate(() => Math.ceil(document.querySelector("checkout-readiness").getBoundingClientRect().height))],
  );
  const before = await tall(page);
  await checklist.unfoldAll();
  await page.waitForFunction(([outer, before]) => outer.getBoundingClientRect().height > before, [
    await page.locator("#readiness").elementHandle(),
    before,
  ]);
  const scrolls = await frame.evaluate(() => document.documentElement.scrollHeight > innerHeight);
  assert.equal(scrolls, false);
});

test("the address of the frame says the language", async (t) => {
  const { checklist } = await opened(t, await framed(t, { language: "pt" }));
  await checklist.run();
  assert.equal(await checklist.verdictWord(), "Ainda indefinido");
});

test("where the proxy asks for a token, the panel brings it", async (t) => {
  const pages = { "/readiness-token": { type: "text/plain", body: TOKEN } };
  const place = await framed(t, { query: "&token=host", settings: { READINESS_TOKEN: TOKEN }, pages });
  const { checklist } = await opened(t, place);
  await checklist.run();
  assert.equal(await checklist.verdict(), "undecided");
});

/// A page of somebody else, at an origin of its own, with this script.
async function stranger(t, script, body = "") {
  const page = `<!doctype html><link rel="icon" href="data:,"><body>${body}<script>${script}</script>`;
  const { origin } = await serveExample(t, { "/": { body: page } });
  return `${origin.replace("localhost", "127.0.0.1")}/`;
}

/// Has the panel's own server answer late.
const SLOWLY = `const ask = fetch;
  globalThis.fetch = async (address, ...more) => {
    if (String(address).startsWith("/readiness-token")) await new Promise((later) => setTimeout(later, 500));
    return ask(address, ...more);
  };`;

/// A height that only a forger says.
const FORGED = 7777;

/// Lets forged messages arrive, then looks whether one of them was believed.
async function believesNobody(page, checklist) {
  await checklist.settled();
  assert.notEqual(await tall(page), FORGED);
  assert.equal(await page.locator("output").innerText(), "not_run");
}

test("a stranger in another frame is heard neither by the panel nor by the frame", async (t) => {
  const address = await stranger(t, `setInterval(() => {
    parent.postMessage({ from: "checkout-readiness", type: "resize", height: ${FORGED} }, "*");
    parent.postMessage({ from: "checkout-readiness", type: "verdict-change", verdict: "ready" }, "*");
    for (const question of [1, 2, 3, 4, 5, 6]) {
      parent.frames[0].postMessage({ to: "checkout-readiness", type: "token", question, token: "forged" }, "*");
    }
  }, 5);`);
  const pages = { "/readiness-token": { type: "text/plain", body: TOKEN } };
  const place = await framed(t, {
    query: "&token=host",
    body: `<iframe src="${address}"></iframe>`,
    settings: { READINESS_TOKEN: TOKEN },
    pages,
  });
  const carried = new Set();
  const { page, checklist } = await opened(t, place, {
    allowed: [new URL(address).origin],
    // The panel takes its time, so that the forger comes first.
    notes: { see: (request) => carried.add(request.headers().authorization), script: SLOWLY },
  });
  await believesNobody(page, checklist);
  await checklist.run();
  await page.locator("output", { hasText: "undecided" }).waitFor();
  carried.delete(undefined);
  assert.deepEqual([...carried], [`Bearer ${TOKEN}`]);
});

test("another window of the very same origin is not heard by the panel", async (t) => {
  const place = await framed(t);
  const { page, checklist } = await opened(t, place);
  const source = `${place.proxy.origin}/frame.html?second`;
  await page.evaluate((source) => document.body.append(Object.assign(document.createElement("iframe"), { src: source })), source);
  await page.frameLocator("iframe >> nth=1").locator("checkout-readiness").waitFor();
  await page.frame({ url: source }).evaluate(
    ([height, host]) => {
      parent.postMessage({ from: "checkout-readiness", type: "resize", height }, host);
      parent.postMessage({ from: "checkout-readiness", type: "verdict-change", verdict: "ready" }, host);
    },
    [FORGED, place.panel.origin],
  );
  await believesNobody(page, checklist);
});

test("what the frame itself says is believed: the same message from the right window", async (t) => {
  const place = await framed(t);
  const { page, frame } = await opened(t, place);
  await frame.evaluate(
    ([height, host]) => parent.postMessage({ from: "checkout-readiness", type: "resize", height }, host),
    [FORGED, place.panel.origin],
  );
  await page.waitForFunction((height) => document.querySelector("#readiness").getBoundingClientRect().height === height, FORGED);
});

test("a stranger's page is shown no frame", async (t) => {
  const { proxy } = await framed(t);
  const address = await stranger(t, "", `<iframe src="${proxy.origin}/frame.html?host=http://127.0.0.1"></iframe>`);
  const page = await openPage(t, browser, address, { allowed: [proxy.origin], tolerated: /frame-ancestors/ });
  await page.waitForFunction(() => frames.length === 1);
  assert.match(page.frames()[1].url(), /^chrome-error:/);
});

for (const host of ["http://elsewhere.example", "*", "null", "javascript:alert(1)", "http://localhost:1/path"]) {
  test(`a frame that was told to speak to ${host} says nothing to the page it is in`, async (t) => {
    const place = await framed(t, { host });
    const script = "globalThis.heard = []; addEventListener('message', ({ data }) => heard.push(data));";
    const { page, checklist } = await opened(t, place, { tolerated: /target origin provided/, notes: { script } });
    await checklist.run();
    await checklist.settled();
    assert.deepEqual(await page.evaluate(() => globalThis.heard), []);
  });
}
