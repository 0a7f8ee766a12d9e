// Without a memory of the proxy's, this browser remembers the last run: shown as old as it is,
// compared with the next, and never mixed with it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { FAILED_REQUESTS, launch, open } from "./support/browser.mjs";
import { FOR_A_PERSON, IN_ORDER } from "./support/checklist.mjs";
import { focused } from "./support/keyboard.mjs";
import { serveFor } from "./support/proxy.mjs";

const DAY = 86_400_000;

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

async function checked(t, origin, merchant) {
  const checklist = await open(t, browser, origin, { tolerated: FAILED_REQUESTS });
  await checklist.choose(merchant);
  await checklist.run();
  return checklist;
}

async function comeBack(checklist) {
  await checklist.page.reload();
  await checklist.isDrawn();
  await checklist.age.waitFor();
}

test("the last run is shown at once when the reader comes back, and says how old it is", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await checked(t, proxy.origin, "not-activated");
  const report = await checklist.report();
  await checklist.page.clock.setFixedTime(Date.now() + 3 * DAY);
  let runs = 0;
  checklist.page.on("request", (request) => (runs += request.method() === "POST"));
  await comeBack(checklist);
  assert.match(await checklist.age.innerText(), /\(3 days ago\)/);
  await checklist.settled();
  assert.equal(await focused(checklist.page), null, "the focus stays where the page put it");
  assert.deepEqual(await checklist.report(), report);
  assert.equal(await checklist.verdict(), "not_ready");
  await checklist.settled();
  assert.equal(runs, 0);
});

test("another merchant's, another product's or another country's last run is not shown", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await checked(t, proxy.origin, "not-activated");
  await checklist.choose("test-user");
  await checklist.settled();
  await checklist.runButton.waitFor();
  assert.equal(await checklist.rows.count(), 0);

  await checklist.choose("not-activated");
  await checklist.age.waitFor();
  await checklist.product.selectOption("bricks");
  await checklist.page.reload();
  await checklist.isDrawn();
  await checklist.settled();
  await checklist.runButton.waitFor();
  assert.equal(await checklist.rows.count(), 0);
});

test("what changed since the last run is said once a fresh one has ended", async (t) => {
  const well = await serveFor(t);
  const checklist = await checked(t, well.origin, IN_ORDER);
  await well.kill();
  const failing = await serveFor(t, { READINESS_SANDBOX: "fault=payment-methods:500" }, { port: well.port });
  await comeBack(checklist);
  assert.equal(await checklist.row("card-payments-are-enabled").kind(), "passed", "as it was");

  await checklist.run();
  assert.equal(await checklist.age.count(), 0);
  assert.equal(await checklist.row("card-payments-are-enabled").kind(), "unseen");
  const line = checklist.changes.locator("li", { hasText: "Passed → Could not check" });
  await line.first().waitFor();
  assert.match(await checklist.changes.locator("h4").innerText(), /^What changed since .+\d/);

  await failing.kill();
  await serveFor(t, {}, { port: well.port });
  await comeBack(checklist);
  await checklist.run();
  await checklist.changes.locator("li", { hasText: "Could not check → Passed" }).first().waitFor();
  await checklist.runBy(() => checklist.runAgainButton.click());
  await checklist.changes.getByText("Nothing changed.").waitFor();
});

test("restored answers are never mixed with new ones", async (t) => {
  const well = await serveFor(t);
  const checklist = await checked(t, well.origin, "not-activated");
  await well.kill();
  await serveFor(t, { READINESS_SANDBOX: "fault=payment-methods:500,fault=token-credential:500" }, { port: well.port });
  await comeBack(checklist);
  const bodies = [];
  checklist.page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/v1/runs")) bodies.push(request.postDataJSON());
  });
  const row = checklist.row("production-credentials-activated");
  await row.unfold();
  await checklist.runBy(() => row.againButton.click());
  assert.equal(bodies.length, 1);
  assert.equal(bodies[0].checks, undefined, "one was asked for, all were asked");
  assert.equal(await checklist.age.count(), 0);
  const { outcomes } = await checklist.report();
  const of = (id) => outcomes.find(({ check }) => check === id);
  assert.equal(of("card-payments-are-enabled").reason, "could_not_look", "nothing is left of the last run");
  assert.equal(of("production-credentials-activated").reason, "could_not_look");
});

test("a last run that was ready is not called ready", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await checked(t, proxy.origin, IN_ORDER);
  await checklist.confirmAll();
  await checklist.runBy(() => checklist.runAgainButton.click());
  assert.equal(await checklist.verdict(), "ready");
  await comeBack(checklist);
  assert.notEqual(await checklist.verdict(), "ready");
  assert.equal(await checklist.verdictWord(), "It was ready when last checked");
  assert.equal(await checklist.element.getByText("From here to the first sale").count(), 0);
  await checklist.run();
  assert.equal(await checklist.verdict(), "ready");
});

test("restored answers can be neither confirmed nor set aside, even where a word was remembered", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await checked(t, proxy.origin, IN_ORDER);
  await comeBack(checklist);
  await checklist.unfoldAll();
  assert.equal(await checklist.element.locator("div.confirm").count(), 0);
  assert.equal(await checklist.element.locator("details.dismiss").count(), 0);
  await checklist.run();
  await checklist.row(FOR_A_PERSON).confirm("Seen");
  await checklist.row(FOR_A_PERSON).said.waitFor({ state: "attached" });
  await comeBack(checklist);
  assert.equal(await checklist.row(FOR_A_PERSON).kind(), "confirm", "the run itself did not know");
  await checklist.run();
  assert.equal(await checklist.row(FOR_A_PERSON).kind(), "passed");
});

test("a report that was tampered with or cut short in the browser is not shown", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await checked(t, proxy.origin, "not-activated");
  for (const spoil of ["cut", "other", "empty"]) {
    await checklist.page.evaluate((spoil) => {
      const key = Object.keys(localStorage).find((key) => key.includes(":report:"));
      const text = localStorage.getItem(key);
      const spoilt = { cut: text.slice(0, text.length / 2), other: '{"schema":2,"outcomes":"none"}', empty: "[]" };
      localStorage.setItem(key, spoilt[spoil]);
    }, spoil);
    await checklist.page.reload();
    await checklist.isDrawn();
    await checklist.settled();
    assert.equal(await checklist.rows.count(), 0, spoil);
    await checklist.run();
    assert.equal(await checklist.verdict(), "not_ready");
  }
});
