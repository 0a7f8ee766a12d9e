// The element on pages that wish it no good: it looks, holds its own and lets go as anywhere else.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

import { launch } from "./support/browser.mjs";
import { Checklist } from "./support/checklist.mjs";
import { servePanel } from "./support/element_panel.mjs";
import { serve } from "./support/proxy.mjs";

let near, far, panel, browser;

before(async () => {
  [near, far] = await Promise.all([serve(), serve()]);
  panel = await servePanel({ "/readiness": near, "/other": far });
  // Without it the browser refuses to say how much memory there is, or says it in coarse steps.
  browser = await launch(["--enable-precise-memory-info", "--js-flags=--expose-gc"]);
});

after(async () => {
  await browser?.close();
  panel?.stop();
  await Promise.all([near?.stop(), far?.stop()]);
});

async function open(t, body, options, { viewport = { width: 1000, height: 800 } } = {}) {
  const context = await browser.newContext({ locale: "en-US", viewport, reducedMotion: "reduce" });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  t.after(async () => {
    const faults = await page.evaluate(() => globalThis.faults);
    await context.close();
    assert.deepEqual(faults, [], "faults of the page");
  });
  await page.goto(panel.page(body, options));
  return page;
}

const element = (id = "first", more = "") =>
  `<checkout-readiness id="${id}" proxy="/readiness" loading="eager" ${more}></checkout-readiness>`;

const AGGRESSIVE = `
  * { all: unset !important; font-size: 40px !important; box-sizing: content-box !important }
  *, *::before, *::after { letter-spacing: .5em !important; line-height: 3 !important; text-transform: uppercase !important;
    word-spacing: 1em !important; text-align: right !important; color: red !important; direction: rtl !important }
  div, section, li, button, summary { padding: 50px !important; margin: 50px !important; border: 9px solid red !important }
`;

/// The same room for the element on either page, so that its boxes can be laid over each other.
const room = (element) => `<div class="room">${element}</div>`;
const PLAIN_ROOM = ".room { position: absolute; left: 0; top: 0; width: 800px; background: #fff; font-family: sans-serif }";
/// The page's rules are all marked important; only its own element's room is set against them.
const RUDE_ROOM = `.room.room { display: block !important; position: absolute !important; left: 0 !important; top: 0 !important; width: 800px !important;
  padding: 0 !important; margin: 0 !important; border: 0 !important; background: #fff !important; font-family: sans-serif !important }
  checkout-readiness.checkout-readiness { padding: 0 !important }`;

async function picture(page, checklist) {
  await checklist.element.evaluate((element) => {
    for (const details of element.shadowRoot.querySelectorAll("details")) details.open = false;
    // The moment of a run is another one each time.
    const texts = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const moment = texts.currentNode.data.replace(/\d+:\d\d:\d\d/g, "0:00:00");
      if (moment !== texts.currentNode.data) texts.currentNode.data = moment;
    }
  });
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement?.blur());
  await checklist.settled();
  return PNG.sync.read(await checklist.element.screenshot({ animations: "disabled" }));
}

function difference(one, other) {
  assert.deepEqual([one.width, one.height], [other.width, other.height], "the element is as large on either page");
  return pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: 0.05 });
}

for (const [moment, act] of [
  ["before a run", async () => {}],
  ["with every answer", (checklist) => checklist.run()],
]) {
  test(`on a page with a rude style sheet it looks ${moment} as on a plain one`, async (t) => {
    const pictures = [];
    for (const style of [PLAIN_ROOM, AGGRESSIVE + RUDE_ROOM]) {
      const page = await open(t, room(element()), { style });
      const checklist = new Checklist(page);
      await checklist.isDrawn();
      await act(checklist);
      pictures.push(await picture(page, checklist));
    }
    assert.equal(difference(...pictures), 0, "pixels that differ");
  });
}

test("a picture that is not the same is told apart", async (t) => {
  const pictures = [];
  for (const style of [PLAIN_ROOM, `${PLAIN_ROOM} checkout-readiness { --checkout-readiness-accent: #bf5f1f }`]) {
    const page = await open(t, room(element()), { style });
    const checklist = new Checklist(page);
    await checklist.isDrawn();
    pictures.push(await picture(page, checklist));
  }
  assert.ok(difference(...pictures) > 0);
});

test("two elements with proxies and languages of their own stand on one page and keep apart", async (t) => {
  const other = '<checkout-readiness id="second" proxy="/other" lang="es" product="qr" site="MLB" loading="eager"></checkout-readiness>';
  const page = await open(t, element("first", 'lang="pt"') + other);
  const first = new Checklist(page, page.locator("#first"));
  const second = new Checklist(page, page.locator("#second"));
  await Promise.all([first.isDrawn(), second.isDrawn()]);
  const asked = panel.asked().length;
  await Promise.all([first.run(), second.run()]);
  const runs = panel.asked().slice(asked).filter((path) => path.endsWith("/api/v1/runs"));
  assert.deepEqual(runs.sort(), ["/other/api/v1/runs", "/readiness/api/v1/runs"]);
  const told = await page.evaluate(() =>
    ["first", "second"].map((id) => {
      const element = document.getElementById(id);
      const language = element.shadowRoot.querySelector(".widget").lang;
      const outcomes = globalThis.heard.filter((event) => event.id === id && event.name === "outcome").length;
      const { profile, outcomes: reported } = element.report();
      return { language, product: profile.product, isWhole: outcomes === reported.length && outcomes > 10 };
    }),
  );
  assert.deepEqual(told, [
    { language: "pt", product: "checkout-pro", isWhole: true },
    { language: "es", product: "qr", isWhole: true },
  ]);
  const programs = panel.asked().filter((path) => path.endsWith(".wasm") && path.includes("/checkout-readiness"));
  assert.ok(new Set(programs).size <= 1, `one program serves both: ${programs}`);
});

test("in a narrow sidebar and on a wide page nothing sticks out", async (t) => {
  for (const [width, viewport] of [
    [280, { width: 1000, height: 800 }],
    [280, { width: 280, height: 800 }],
    [1800, { width: 1800, height: 900 }],
  ]) {
    const page = await open(t, room(element()), { style: `body { margin: 0 } .room { width: ${width}px }` }, { viewport });
    const checklist = new Checklist(page);
    await checklist.isDrawn();
    await checklist.run();
    await checklist.unfoldAll();
    const out = await page.evaluate((width) => {
      const host = document.querySelector("checkout-readiness");
      // A table or a snippet may scroll within itself; what it holds is then not seen to stick out.
      const isScrolled = (node) => {
        for (let above = node.parentElement; above; above = above.parentElement) {
          if (/auto|scroll|hidden/.test(getComputedStyle(above).overflowX)) return true;
        }
        return false;
      };
      const all = [...host.shadowRoot.querySelectorAll("*")].filter((node) => node.checkVisibility() && !isScrolled(node));
      const wide = all.filter((node) => node.getBoundingClientRect().right > width + 0.5);
      return { page: document.documentElement.scrollWidth - innerWidth, wide: wide.map((node) => `${node.localName}.${node.className}`) };
    }, width);
    assert.ok(out.page <= 0, `${width} px: the page scrolls sideways by ${out.page} px`);
    assert.deepEqual(out.wide, [], `${width} px`);
  }
});
