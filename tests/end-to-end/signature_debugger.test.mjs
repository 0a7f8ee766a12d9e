// The signature debugger: explains a pasted notification, and forgets the secret.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { findings } from "./support/axe.mjs";
import { launch, open } from "./support/browser.mjs";
import { serve } from "./support/proxy.mjs";

const FILE = new URL("../../crates/signature/fixtures/webhook.signature_vectors.json", import.meta.url);
const { secret: SECRET, vectors: VECTORS } = JSON.parse(readFileSync(FILE, "utf8"));
const [RIGHT] = VECTORS;

let proxy, browser;

before(async () => {
  proxy = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
});

class Debugger {
  constructor(checklist) {
    this.page = checklist.page;
    this.checklist = checklist;
    this.details = checklist.element.locator("details.debugger");
    this.summary = this.details.locator("> summary");
    this.field = (label) => this.details.getByLabel(label);
    this.secret = this.details.locator("input[type=password]");
    this.said = this.details.locator("p[role=status]");
    this.forms = this.details.locator("table.forms");
    this.explainButton = this.details.getByRole("button", { name: "Explain it" });
    this.forgetButton = this.details.getByRole("button", { name: "Forget it all" });
  }

  async open() {
    await this.summary.click();
    await this.explainButton.waitFor();
  }

  async explain({ headers, query, body = "", secret = SECRET }) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    await this.field("Headers").fill(lines.join("\n"));
    await this.field("URL or query").fill(query);
    await this.field("Body").fill(body);
    await this.secret.fill(secret);
    await this.explainButton.click();
    await this.said.locator("*").first().waitFor();
    return this.said.innerText();
  }
}

async function opened(t, reader) {
  const checklist = await open(t, browser, proxy.origin, reader);
  await checklist.run();
  const tool = new Debugger(checklist);
  await tool.open();
  return tool;
}

test("it is there once a run is done, and what is in it is fetched when somebody opens it", async (t) => {
  const checklist = await open(t, browser, proxy.origin);
  const asked = [];
  checklist.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const tool = new Debugger(checklist);
  assert.equal(await tool.details.count(), 0);
  await checklist.run();
  assert.equal(await tool.summary.innerText(), "Signature debugger");
  assert.ok(!asked.some((path) => path.includes("-probe.")));
  await tool.open();
  assert.equal(asked.filter((path) => path.includes("-probe.")).length, 1);
});

for (const vector of VECTORS) {
  test(`it says of the vector what its author says: ${vector.name}`, async (t) => {
    const tool = await opened(t);
    const said = await tool.explain(vector);
    const readable = vector.valid || !/^(Missing|Malformed)/.test(vector.reason ?? "");
    if (!readable) {
      assert.ok(said.includes(vector.reason), said);
      return;
    }
    const matches = await tool.forms.locator("[data-match=yes]").evaluateAll((rows) =>
      rows.map((row) => row.cells[1].innerText.replace(/^Signed text\s*/, "")),
    );
    if (vector.valid) {
      assert.match(said, /^The signature is right if/);
      assert.deepEqual(matches, [vector.manifest]);
    } else {
      assert.match(said, /^In none of these forms/);
      assert.deepEqual(matches, []);
    }
    const text = await tool.details.innerText();
    assert.match(text, /in (milli)?seconds/);
  });
}

test("ids of the body are tried too, a body that is none is said to be, and without a secret nothing is claimed", async (t) => {
  const tool = await opened(t);
  await tool.explain({ ...RIGHT, query: "", body: '{"id":1,"data":{"id":"999999999"}}' });
  const right = tool.forms.locator("[data-match=yes]");
  assert.match(await right.innerText(), /id of the body's data/);
  await tool.explain({ ...RIGHT, body: "data.id=7" });
  await tool.details.getByText("The body is not JSON").waitFor();
  assert.match(await tool.explain({ ...RIGHT, secret: "" }), /^Enter the secret/);
  assert.equal(await tool.forms.locator("[data-match]").count(), 0);
  assert.ok((await tool.forms.locator("code").allInnerTexts()).includes(RIGHT.manifest));
});

/// Everywhere a secret could be left: markup, attributes, fields, storage, requests.
async function leftovers({ checklist, page }) {
  const [markup, values, stored] = await page.evaluate(() => {
    const root = document.querySelector("checkout-readiness").shadowRoot;
    const values = [...root.querySelectorAll("input, textarea")].map((field) => field.value);
    return [root.innerHTML + document.documentElement.outerHTML, values.join("\n"), JSON.stringify({ ...localStorage, ...sessionStorage })];
  });
  return { markup, values, stored, text: await checklist.text() };
}

test("the secret stands in no markup and no storage, leaves the page never, and is forgotten with the debugger", async (t) => {
  const tool = await opened(t);
  const { page } = tool;
  const sent = [];
  page.on("request", (request) => sent.push(request.url() + (request.postData() ?? "")));
  assert.equal(await tool.secret.getAttribute("autocomplete"), "off");

  await tool.explain(RIGHT);
  const { values, ...elsewhere } = await leftovers(tool);
  assert.ok(values.includes(SECRET), "it is in its field");
  for (const [where, text] of Object.entries(elsewhere)) assert.ok(!text.includes(SECRET), `it is in the ${where}`);

  // Folded, it is gone, and so is what was made with it; what else was pasted may stay.
  const expected = await tool.forms.locator("[data-match=yes] td").nth(1).innerText();
  await tool.summary.click();
  await checklistSettled(tool);
  for (const [where, text] of Object.entries(await leftovers(tool))) {
    assert.ok(!text.includes(SECRET), `it is in the ${where} after folding`);
  }
  assert.equal(await tool.forms.count(), 0, expected);
  await tool.summary.click();
  assert.equal(await tool.secret.inputValue(), "");

  await tool.explain(RIGHT);
  await tool.forgetButton.click();
  assert.equal(await tool.said.innerText(), "Forgotten.");
  const { values: forgotten } = await leftovers(tool);
  assert.ok(!forgotten.includes(SECRET) && !forgotten.includes("x-signature"), forgotten);

  // Removed with the widget, its field forgets as well.
  await tool.explain(RIGHT);
  const field = await tool.secret.elementHandle();
  await page.evaluate(() => document.querySelector("checkout-readiness").remove());
  await page.waitForFunction((field) => field.value === "", field);
  assert.deepEqual(sent.filter((request) => request.includes(SECRET)), []);
  assert.deepEqual(sent, [], "nothing was asked of anybody");
});

function checklistSettled(tool) {
  return tool.checklist.settled();
}

test("what was pasted stays while checks are run again", async (t) => {
  const tool = await opened(t);
  await tool.explain(RIGHT);
  await tool.checklist.runBy(() => tool.checklist.runAgainButton.click());
  assert.equal(await tool.secret.inputValue(), SECRET);
  assert.equal(await tool.forms.count(), 1);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, and the longest hash fits into 320 pixels: ${colorScheme}`, async (t) => {
    const tool = await opened(t, { colorScheme, reducedMotion: "reduce" });
    await tool.explain({ ...RIGHT, body: '{"id":1,"data":{"id":"ORD01JQ4S4KY8HWQ6NA5PXB65B3D3"}}' });
    assert.deepEqual(await findings(tool.page), []);
    await tool.page.setViewportSize({ width: 320, height: 640 });
    const needed = await tool.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(needed <= 320, `${needed} pixels do not fit in 320`);
    assert.deepEqual(await findings(tool.page), []);
  });
}
