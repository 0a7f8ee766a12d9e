// The npm package bundled into a page: the element works there, and is what its descriptions say.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import Ajv from "ajv";

import { launch, openPage } from "./support/browser.mjs";
import { Checklist } from "./support/checklist.mjs";
import { noting, pagesOf, serveExample } from "./support/example.mjs";
import { ROOT, bundle, bundleWithWebpack, project } from "./support/package.mjs";
import { serve } from "./support/proxy.mjs";

const SOURCES = join(ROOT, "embed/package");
const MANIFEST = JSON.parse(readFileSync(join(SOURCES, "custom-elements.json"), "utf8"));
const [{ declarations: [described], exports: [defined] }] = MANIFEST.modules;
const names = (list) => list.map(({ name }) => name).sort();
const members = (kind) => described.members.filter((member) => member.kind === kind);

const PAGE = {
  "index.html": `<!doctype html><html lang="en"><head><title>Panel</title><link rel="icon" href="data:,">
    <script type="module" src="/main.js"></script></head>
    <body><checkout-readiness proxy="/readiness" product="checkout-pro"></checkout-readiness></body></html>`,
  "main.js": `import "checkout-readiness";`,
};

let proxy, browser;

before(async () => {
  proxy = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
});

/// Notes every event the element tells its page, with its detail.
const NOTE = `globalThis.told = [];
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (this.localName === "checkout-readiness") told.push({ type: event.type, detail: JSON.parse(JSON.stringify(event.detail ?? null)), bubbles: event.bubbles, composed: event.composed });
    return dispatch.call(this, event);
  };`;

async function onPage(t, settings) {
  const folder = await project(t, { files: PAGE });
  const panel = await serveExample(t, pagesOf(await bundle(folder)), proxy);
  const page = await openPage(t, noting(browser, { script: NOTE }), `${panel.origin}/`, settings);
  const checklist = new Checklist(page);
  await checklist.isDrawn();
  return checklist;
}

test("bundled by Vite, a run begun by its method completes and resolves to the report", async (t) => {
  const checklist = await onPage(t);
  const report = await checklist.element.evaluate((element) => element.run());
  await checklist.isDone();
  assert.equal(report.verdict, "undecided");
  assert.equal(report.profile.product, "checkout-pro");
  assert.equal(await checklist.verdict(), "undecided");
  assert.deepEqual(await checklist.element.evaluate((element) => element.report()), report);
});

test("bundled by webpack, a run completes in every language", async (t) => {
  const folder = await project(t, { files: PAGE });
  const pages = pagesOf(await bundleWithWebpack(folder));
  pages["/"] = { body: PAGE["index.html"].replace('type="module" src="/main.js"', 'defer src="/main.js"') };
  const panel = await serveExample(t, pages, proxy);
  const checklist = new Checklist(await openPage(t, browser, `${panel.origin}/`));
  await checklist.isDrawn();
  await checklist.run();
  for (const [language, word] of [["es", "Aún sin definir"], ["pt", "Ainda indefinido"]]) {
    await checklist.element.evaluate((element, language) => (element.lang = language), language);
    await checklist.element.locator(`.widget[lang=${language}]`).waitFor();
    await checklist.isDone();
    assert.equal(await checklist.verdictWord(), word);
  }
});

test("the description of the element is one that editors understand", () => {
  const schema = readFileSync(new URL(import.meta.resolve("custom-elements-manifest/schema.json")), "utf8");
  const isRight = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(schema));
  assert.ok(isRight(MANIFEST), JSON.stringify(isRight.errors, null, 2));
  assert.ok(!isRight({ ...MANIFEST, modules: [{ kind: "nothing" }] }));
});

test("every described attribute, property and method is the element's, and the other way round", async (t) => {
  const checklist = await onPage(t);
  const real = await checklist.element.evaluate((element) => {
    const prototype = Object.getPrototypeOf(element);
    const own = Object.entries(Object.getOwnPropertyDescriptors(prototype));
    return {
      tag: element.localName,
      observed: [...element.constructor.observedAttributes],
      accessors: own.filter(([, { get }]) => get).map(([name]) => name),
      methods: own.filter(([, { value }]) => typeof value === "function").map(([name]) => name),
    };
  });
  assert.equal(real.tag, described.tagName);
  assert.equal(defined.name, described.tagName);
  assert.deepEqual(names(described.attributes), [...real.observed].sort());
  const inherited = ["lang"];
  assert.deepEqual(names(members("field")), [...real.accessors, ...inherited].sort());
  const internal = ["constructor", "connectedCallback", "disconnectedCallback", "attributeChangedCallback", ...INTERNAL];
  assert.deepEqual(names(members("method")), real.methods.filter((name) => !internal.includes(name)).sort());
});

/// What the views of the element and the stand-alone page call on it; no other page is told of them.
const INTERNAL = ["emit", "fail", "open", "prepare"];

test("every attribute reflects the property it is said to be", async (t) => {
  const checklist = await onPage(t);
  const fields = members("field").filter(({ attribute }) => attribute).map(({ attribute, name }) => [attribute, name]);
  assert.deepEqual(described.attributes.map(({ name, fieldName }) => [name, fieldName]), fields);
  const wrong = await checklist.page.evaluate((fields) => {
    const wrong = [];
    for (const [attribute, name] of fields) {
      const element = document.createElement("checkout-readiness");
      const isSwitch = typeof element[name] === "boolean";
      element[name] = isSwitch ? true : "badge";
      if (element.getAttribute(attribute) !== (isSwitch ? "" : "badge")) wrong.push(`${name} is not written`);
      element.removeAttribute(attribute);
      element.setAttribute(attribute, isSwitch ? "" : "summary");
      if (element[name] !== (isSwitch ? true : "summary")) wrong.push(`${attribute} is not read`);
    }
    return wrong;
  }, fields);
  assert.deepEqual(wrong, []);
});

test("every described event is told, and no other", async (t) => {
  const checklist = await onPage(t, { tolerated: /Failed to load resource/ });
  await checklist.run();
  const row = checklist.row("webhook-events-are-selected");
  await row.confirm();
  await row.said.waitFor();
  await checklist.element.evaluate((element) => (element.proxy = "/nowhere"));
  await checklist.page.waitForFunction(() => globalThis.told.some(({ type }) => type === "error"));
  const told = await checklist.page.evaluate(() => globalThis.told);
  assert.deepEqual([...new Set(told.map(({ type }) => type))].sort(), names(described.events));
  for (const { type, bubbles, composed } of told) {
    assert.deepEqual([bubbles, composed], [type !== "error", true], type);
  }
  // Every field that came is one the types name.
  const types = readFileSync(join(SOURCES, "types/events.d.ts"), "utf8");
  for (const { type, detail } of told.filter(({ type }) => type !== "outcome")) {
    const name = type.replace(/(^|-)(.)/g, (_, __, letter) => letter.toUpperCase());
    const [, body] = new RegExp(`interface ${name}Detail {([^}]*)}`).exec(types);
    for (const field of Object.keys(detail)) assert.match(body, new RegExp(`\\b${field}\\??:`), `${type}.${field}`);
    const needed = [...body.matchAll(/^  (\w+):/gm)].map(([, field]) => field);
    assert.deepEqual(needed.filter((field) => !(field in detail)), [], type);
  }
});

test("every described style property is used, and no other is", async (t) => {
  const installed = join(await project(t), "node_modules/checkout-readiness");
  const scripts = readdirSync(installed, { recursive: true }).filter((name) => name.endsWith(".js"));
  const text = scripts.map((name) => readFileSync(join(installed, name), "utf8")).join();
  const used = [...text.matchAll(/var\((--checkout-readiness-[a-z-]+)/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(used)].sort(), names(described.cssProperties));
});

test("every described part is drawn, and no other is", async (t) => {
  const checklist = await onPage(t, { tolerated: /Failed to load resource/ });
  const seen = new Set();
  const look = async () => {
    const parts = await checklist.element.evaluate((element) =>
      [...element.shadowRoot.querySelectorAll("[part]")].flatMap((marked) => [...marked.part]),
    );
    for (const part of parts) seen.add(part);
  };
  await checklist.run();
  await checklist.unfoldAll();
  await look();
  for (const view of ["summary", "badge"]) {
    await checklist.element.evaluate((element, view) => (element.view = view), view);
    await checklist.element.locator(`[part~=${view}]`).first().waitFor();
    await look();
  }
  await checklist.element.evaluate((element) => Object.assign(element, { view: "full", proxy: "/nowhere" }));
  await checklist.notices.first().waitFor();
  await look();
  assert.deepEqual([...seen].sort(), names(described.cssParts));
});
