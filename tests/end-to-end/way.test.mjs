// The way to the first sale: every open step in order, with its minutes, leading to its row.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./support/browser.mjs";
import { FOR_PERSONS, IN_ORDER } from "./support/checklist.mjs";
import { serve } from "./support/proxy.mjs";

const REHEARSAL = ["rehearsal-payment", "rehearsal-notification", "rehearsal-order", "rehearsal-refund"];

let proxy, browser;

before(async () => {
  proxy = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
});

async function checked(t, merchant) {
  const checklist = await open(t, browser, proxy.origin);
  await checklist.choose(merchant);
  await checklist.run();
  return checklist;
}

/// The steps as they stand on the page.
async function stepsOf(checklist) {
  return checklist.way.locator("ol.steps > li").evaluateAll((steps) =>
    steps.map((step) => {
      const hints = [...step.querySelectorAll(":scope > .hint")].map((hint) => hint.textContent);
      const name = step.firstElementChild;
      return { check: name.dataset.check, name: name.textContent, minutes: hints[0], waits: hints[1] };
    }),
  );
}

test("the way names every open check once, the blockers first, and ends with a rehearsal", async (t) => {
  const checklist = await checked(t, "worst-online");
  const { path, outcomes, next } = await checklist.report();
  const steps = await stepsOf(checklist);
  assert.equal(steps.length, path.length);
  assert.deepEqual(path.slice(-4).map(({ step }) => step), REHEARSAL);

  const open = outcomes.filter(({ status }) => !["passed", "not_applicable"].includes(status));
  const checks = steps.slice(0, -4).map(({ check }) => check);
  assert.deepEqual([...checks].sort(), open.map(({ check }) => check).sort());
  assert.equal(checks[0], next);
  const isBlocker = checks.map((check) => {
    const { status, severity } = outcomes.find((outcome) => outcome.check === check);
    return status === "failed" && severity === "required";
  });
  assert.ok(isBlocker[0]);
  assert.deepEqual(isBlocker, [...isBlocker].sort((one, other) => other - one), "blockers first");
});

test("every step says its minutes and what it comes after, and the whole says how long it takes", async (t) => {
  const checklist = await checked(t, "worst-online");
  const { path } = await checklist.report();
  const steps = await stepsOf(checklist);
  for (const [index, { step, minutes, waits_for: waitsFor }] of path.entries()) {
    const drawn = steps[index];
    assert.match(drawn.minutes, new RegExp(`^about ${minutes} minutes?$`), step);
    if (!waitsFor) {
      assert.equal(drawn.waits, undefined, step);
      continue;
    }
    const before = path.findIndex((other) => other.step === waitsFor);
    assert.ok(before >= 0 && before < index, `${step} comes after ${waitsFor}`);
    assert.match(drawn.waits, /^\(after: .+\)$/);
  }
  assert.equal(steps.at(-1).waits, `(after: ${steps.at(-2).name})`);
  const all = path.reduce((sum, { minutes }) => sum + minutes, 0);
  const [, count, time] = /(\d+) steps, about (.+)$/.exec(await checklist.way.locator("summary").innerText());
  assert.equal(Number(count), path.length);
  assert.match(time, new RegExp(`^(${all} minutes?|${Math.round(all / 60)} hours?)$`), `${all} minutes in all`);
});

test("what waits for another answer stands behind it and says for which", async (t) => {
  const checklist = await checked(t, "wrong-keys");
  const { path, outcomes } = await checklist.report();
  const waiting = path.filter(({ step, waits_for: waitsFor }) => waitsFor && !REHEARSAL.includes(step));
  assert.notEqual(waiting.length, 0);
  for (const { step, waits_for: waitsFor } of waiting) {
    const { status, details } = outcomes.find(({ check }) => check === step);
    assert.deepEqual([status, details.waits_for], ["skipped", waitsFor], step);
  }
});

test("a click on a step leads to its row, unfolded, with the focus on it", async (t) => {
  const checklist = await checked(t, "worst-online");
  await checklist.way.locator("> summary").click();
  for (const check of ["webhook-url-is-public-https", "reports-are-used"]) {
    await checklist.way.locator(`[data-check=${check}]`).click();
    await checklist.row(check).body.waitFor();
    await checklist.page.waitForFunction((id) => {
      const root = document.querySelector("checkout-readiness").shadowRoot;
      const focused = root.activeElement;
      const box = focused?.getBoundingClientRect();
      return focused?.closest("li.row")?.id === `row-${id}` && box.top >= 0 && box.bottom <= innerHeight;
    }, check);
  }
  assert.ok(!checklist.page.url().includes("#"), "the page's address stays its own");
});

test("a shop in order has the rehearsal left, and what a person told is no step any more", async (t) => {
  const checklist = await checked(t, IN_ORDER);
  const before = (await stepsOf(checklist)).map(({ check }) => check);
  assert.deepEqual(before.slice(0, -4).sort(), Object.keys(FOR_PERSONS).sort());
  await checklist.confirmAll();
  const steps = await stepsOf(checklist);
  assert.equal(steps.length, 4);
  assert.ok(steps.every(({ check }) => check === undefined));
  assert.equal(steps[0].waits, undefined, "nothing is in the way");
});
