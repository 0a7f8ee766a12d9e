// What the reader chose and said: remembered where it belongs, applied to nothing else.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./support/browser.mjs";
import { FOR_A_PERSON } from "./support/checklist.mjs";
import { NEVER_ENDS, serveFor } from "./support/proxy.mjs";

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

test("product and country are remembered, and go into the run", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin);
  await checklist.product.selectOption("qr");
  await checklist.site.selectOption("MLA");
  await checklist.page.reload();
  await checklist.isDrawn();
  assert.deepEqual([await checklist.product.inputValue(), await checklist.site.inputValue()], ["qr", "MLA"]);
  await checklist.run();
  const { profile, outcomes } = await checklist.report();
  assert.deepEqual(profile, { product: "qr", site: "MLA" });
  assert.ok(outcomes.every(({ requirement }) => requirement !== "https"), "there is no page to a QR code");
});

test("a confirmation is remembered for its merchant and applied to no other", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin);
  const row = checklist.row(FOR_A_PERSON);
  await checklist.run();
  await row.confirm("Seen in the panel");
  await row.said.waitFor();

  await checklist.page.reload();
  await checklist.isDrawn();
  await checklist.run();
  assert.equal(await row.kind(), "passed");
  const report = await checklist.report();
  const [outcome] = report.outcomes.filter(({ check }) => check === FOR_A_PERSON);
  assert.equal(outcome.confirmation.note, "Seen in the panel");

  await checklist.choose("webhook-catcher");
  await checklist.run();
  assert.equal(await row.kind(), "confirm");
  await checklist.choose("ready");
  await checklist.product.selectOption("bricks");
  await checklist.run();
  assert.equal(await row.kind(), "confirm", "another product is another question");

  await checklist.product.selectOption("checkout-pro");
  await checklist.run();
  assert.equal(await row.kind(), "passed");
  await row.unfold();
  await row.undoButton.click();
  await row.confirmButton.waitFor();
  await checklist.page.reload();
  await checklist.isDrawn();
  await checklist.run();
  assert.equal(await row.kind(), "confirm", "what was taken back stays so");
});

test("a hurried double click starts one run and doubles no row", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin);
  let runs = 0;
  checklist.page.on("request", (request) => (runs += request.method() === "POST" && request.url().endsWith("/api/v1/runs")));
  const hurry = (button) => button.evaluate((button) => [1, 2, 3].forEach(() => button.click()));
  await hurry(checklist.runButton);
  await checklist.isDone();
  await checklist.runBy(() => hurry(checklist.runAgainButton));
  const checks = await checklist.checks();
  assert.equal(new Set(checks).size, checks.length);
  assert.ok(checks.length > 10);
  assert.equal(runs, 2);
});

test("another product in the middle of a run starts over instead of mixing answers", async (t) => {
  const proxy = await serveFor(t, NEVER_ENDS);
  const checklist = await open(t, browser, proxy.origin);
  await checklist.runHalf();
  await checklist.product.selectOption("qr");
  await checklist.start.waitFor();
  await checklist.settled();
  assert.equal(await checklist.result.count(), 0, "nothing was run for the new product");
  assert.equal(await checklist.rows.count(), 0);
  await checklist.runHalf();
  assert.ok(!(await checklist.checks()).includes("page-is-https"));
  await checklist.cancelButton.click();
  await checklist.isDone();
});

test("answers about one merchant are never shown as another's, however slowly the proxy tells", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin);
  const tell = await withhold(checklist.page, "**/api/v1/profile?merchant=revoked");
  await checklist.merchant.selectOption("revoked");
  await checklist.runButton.click();
  await checklist.rows.locator(".mark:not([data-kind=pending])").first().waitFor();
  await checklist.settled();
  tell();
  await checklist.settled();
  assert.equal(await checklist.merchant.inputValue(), "revoked");
  if (await checklist.start.count()) await checklist.run();
  await checklist.isDone();
  assert.equal(await checklist.verdict(), "not_ready");
  assert.equal(await checklist.row("access-token-works").kind(), "failed");
});

test("of two merchants chosen in a hurry the last one counts", async (t) => {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin);
  const tell = await withhold(checklist.page, "**/api/v1/profile?merchant=revoked");
  await checklist.merchant.selectOption("revoked");
  await checklist.choose("argentina");
  tell();
  await checklist.page.waitForResponse("**/api/v1/profile?merchant=revoked");
  await checklist.settled();
  assert.equal(await checklist.merchant.inputValue(), "argentina");
  await checklist.run();
  assert.equal(await checklist.row("access-token-works").kind(), "passed");
  assert.deepEqual((await checklist.report()).profile.site, "MLA");
});

/// Holds back the answers at this address until told.
async function withhold(page, address) {
  let tell;
  const told = new Promise((resolve) => (tell = resolve));
  await page.route(address, async (route) => {
    await told;
    await route.continue();
  });
  return tell;
}
