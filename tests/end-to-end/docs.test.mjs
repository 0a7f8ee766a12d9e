// The book at /docs/: every page keeps the policy, every link leads somewhere, everybody can read it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { findings } from "./support/axe.mjs";
import { launch, openPage } from "./support/browser.mjs";
import { servePanel } from "./support/panel.mjs";
import { serve } from "./support/proxy.mjs";

const SUMMARY = readFileSync(new URL("../../docs/book/src/SUMMARY.md", import.meta.url), "utf8");
const CHAPTERS = [...SUMMARY.matchAll(/\]\((.+)\.md\)/g)].map(([, name]) => `${name}.html`);

let proxy, panel, browser;

before(async () => {
  proxy = await serve();
  panel = await servePanel({ proxy });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await panel?.stop();
  await proxy?.stop();
});

const chapter = (t, name, reader) => openPage(t, browser, `${proxy.origin}/docs/${name}`, reader);

/// What is on a page that others may lead to, and where it leads itself.
const links = (page) =>
  page.evaluate(() => ({
    address: location.origin + location.pathname,
    ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
    leads: [...document.querySelectorAll("a[href]")].map(({ href }) => href),
  }));

for (const name of CHAPTERS) {
  test(`axe finds nothing and 360 pixels are wide enough, in light and in dark: ${name}`, async (t) => {
    const page = await chapter(t, name, { reducedMotion: "reduce" });
    assert.equal(await page.locator("h1").count(), 1);
    assert.equal(await page.locator(".contents a[aria-current=page]").getAttribute("href"), name);
    for (const width of [1200, 360]) {
      await page.setViewportSize({ width, height: 740 });
      const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(needed <= there, `${needed} pixels do not fit in ${there}`);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await findings(page), [], `${colorScheme}, ${width} pixels`);
      }
    }
  });
}

test("every link of the book leads somewhere, and every anchor is there", async (t) => {
  const known = new Map();
  const leads = [];
  for (const name of CHAPTERS) {
    const found = await links(await chapter(t, name));
    known.set(found.address, found.ids);
    leads.push(...found.leads.map((href) => ({ from: name, href })));
  }
  assert.ok(leads.length > CHAPTERS.length * CHAPTERS.length, "the contents alone are that many");
  const dead = [];
  const asked = new Map();
  for (const { from, href } of leads) {
    const url = new URL(href);
    // An address of our own in an example is the reader's machine, not this test's.
    if (url.origin !== proxy.origin) {
      const isFine = url.protocol === "https:" || url.origin === "http://127.0.0.1:8787";
      if (!isFine) dead.push(`${from}: ${href}`);
      continue;
    }
    const address = url.origin + url.pathname;
    if (!asked.has(address)) asked.set(address, (await fetch(address)).status);
    const anchor = decodeURIComponent(url.hash.slice(1));
    if (asked.get(address) !== 200) dead.push(`${from}: ${href} answers ${asked.get(address)}`);
    else if (anchor && known.has(address) && !known.get(address).includes(anchor)) dead.push(`${from}: ${href} has no such anchor`);
  }
  assert.deepEqual(dead, []);
});

test("the book is found without a final slash, by its folder and below a prefix, and nothing else is", async (t) => {
  const asked = async (origin, path) => {
    const { status, headers } = await fetch(origin + path, { redirect: "manual" });
    return [status, headers.get("location")];
  };
  assert.deepEqual(await asked(proxy.origin, "/docs"), [308, "docs/"]);
  assert.deepEqual(await asked(proxy.origin, "/docs/"), [200, null]);
  for (const path of ["/docs/nowhere.html", "/docs/index.html/", "/docs/theme", "/docs/theme/", "/docs/../Cargo.toml"]) {
    assert.deepEqual(await asked(proxy.origin, path), [404, null], path);
  }
  const page = await openPage(t, browser, `${panel.origin}/readiness/docs`);
  assert.equal(page.url(), `${panel.origin}/readiness/docs/`);
  await page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name: "Embed it" }).click();
  assert.equal(page.url(), `${panel.origin}/readiness/docs/embed.html`);
  assert.equal(await page.locator("h1").textContent(), "Embed it");
});

test("the live examples ask the proxy of the book, also below a prefix, in the colours they show", async (t) => {
  for (const origin of [proxy.origin, `${panel.origin}/readiness`]) {
    const page = await openPage(t, browser, `${origin}/docs/theming.html`);
    const example = page.locator("checkout-readiness.forest");
    await example.scrollIntoViewIfNeeded();
    const run = example.getByRole("button", { name: "Check now" });
    await run.waitFor();
    const colour = await run.evaluate((button) => getComputedStyle(button).backgroundColor);
    assert.equal(colour, "rgb(30, 107, 69)");
    await run.click();
    await example.locator("[part~=footer]").waitFor();
    for (const other of ["night", "dense", "headless", "badge"]) {
      await page.locator(`checkout-readiness.${other}`).scrollIntoViewIfNeeded();
      await page.locator(`checkout-readiness.${other} [part~=widget]`).waitFor();
    }
    const parts = await page.locator("#parts ~ .table-wrapper").first().locator("td:first-child").allTextContents();
    assert.ok(parts.length > 3, "few parts are named");
    for (const part of parts) assert.notEqual(await page.locator(`checkout-readiness [part~=${part}]`).count(), 0, `nothing is the part ${part}`);
    assert.deepEqual(await findings(page), []);
    for (const apology of await page.getByText("The live example needs JavaScript.").all()) assert.equal(await apology.isVisible(), false);
  }
});

test("the search finds a symptom and leads to it by the keyboard alone", async (t) => {
  const page = await chapter(t, "index.html");
  const field = page.getByRole("searchbox", { name: "Search" });
  await field.fill("wasm mime");
  const results = page.locator(".results a");
  await results.first().waitFor();
  assert.match(await page.getByRole("status").textContent(), /^\d+ places?$/);
  await field.fill("mime type");
  await page.locator(".results a", { hasText: "Wrong MIME type" }).waitFor();
  await field.fill("Wrong MIME type for WebAssembly");
  await assert.doesNotReject(page.waitForFunction(() => document.querySelectorAll(".results a").length === 1));
  await field.press("Enter");
  await page.waitForURL(/\/docs\/troubleshooting\.html#wrong-mime-type-for-webassembly$/);
  await page.goBack();
  await field.fill("no such word anywhere");
  await page.getByText("0 places").waitFor();
  await field.press("Escape");
  assert.equal(await field.inputValue(), "");
  assert.equal(await page.getByText("0 places").count(), 0);
});

test("the keyboard gets past the contents at once, and scrolls what is wider than the page", async (t) => {
  const page = await chapter(t, "embed.html", { viewport: { width: 360, height: 740 } });
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the text");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "content");
  const unreachable = await page.evaluate(() =>
    [...document.querySelectorAll("main *")]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === "auto")
      .filter((element) => element.tabIndex < 0)
      .map(({ outerHTML }) => outerHTML.slice(0, 80)),
  );
  assert.deepEqual(unreachable, []);
});

test("without JavaScript the book can be read and has no field that does nothing", async (t) => {
  const page = await chapter(t, "quick-start.html", { javaScriptEnabled: false });
  assert.ok(await page.getByRole("link", { name: "Embed it" }).first().isVisible());
  assert.equal(await page.locator("#search").isVisible(), false);
});

test("on paper there is the text and nothing to click", async (t) => {
  const page = await chapter(t, "troubleshooting.html");
  await page.emulateMedia({ media: "print" });
  for (const away of [".contents", "body > header", ".pages"]) assert.equal(await page.locator(away).isVisible(), false, away);
  assert.ok(await page.locator("h1").isVisible());
});
