// How a test of the webhook ends before its end: stopped, taken away, refused, broken off; and what it
// does not mind.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { FAILED_REQUESTS, launch } from "./support/browser.mjs";
import { JUDGES, ROUTE, checkedFor, checkedSlowShop } from "./support/probe.mjs";

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

const checked = (t, ...what) => checkedFor(t, browser, ...what);
const slowShop = (t, ...what) => checkedSlowShop(t, browser, ...what);

/// Waits until the webhook has been left alone for a while; returns how many requests it got.
async function quiet({ page }, { received }) {
  for (let before = -1; before !== received.length; ) {
    before = received.length;
    await page.waitForTimeout(1_000);
  }
  return received.length;
}

test("answers are shown as they come; stopped, the server sends no more, and what came stays", async (t) => {
  const { checklist, probe, proxy, webhook } = await slowShop(t, 600);
  await probe.open();
  const visits = webhook.received.length;
  await probe.sendButton.click();
  await probe.answered.nth(1).waitFor();
  assert.match(await probe.panel.locator(".progress-label").innerText(), /^\d+ of \d+ sent$/);
  assert.notEqual(await probe.timeline.locator("tr[data-state=waiting]").count(), 0, "more is to come");
  await probe.panel.getByRole("button", { name: "Stop" }).click();
  await probe.message.getByText("Stopped").waitFor();
  const rows = await probe.rows();
  const answered = rows.filter(({ state }) => ["answered", "notable"].includes(state));
  assert.ok(answered.length >= 2 && answered.length < rows.length);
  assert.equal(rows.filter(({ answer }) => answer === "not waited for").length, 1);
  assert.ok((await quiet(checklist, webhook)) - visits <= answered.length + 1);
  assert.match(proxy.said(), /webhook probe ended.*stopped=true/);
  // The bars say how long it took, against the second that is the least.
  for (const { time, bar } of answered) {
    assert.ok(bar.full >= 1000);
    assert.ok(Math.abs(bar.part * bar.full - parseInt(time)) < 1, `${time}: ${JSON.stringify(bar)}`);
  }
});

test("whoever closes the panel, takes the widget away or asks about another product stops it", async (t) => {
  const ways = {
    close: (probe) => probe.closeButton.click(),
    product: (probe) => probe.checklist.product.selectOption("qr"),
    remove: (probe) => probe.page.evaluate(() => document.querySelector("checkout-readiness").remove()),
  };
  const { checklist, probe, proxy, webhook } = await slowShop(t, 600);
  const stops = () => proxy.said().split("webhook probe ended").length - 1;
  for (const [index, [name, act]] of Object.entries(ways).entries()) {
    const [row] = JUDGES;
    if (index > 1) {
      await checklist.product.selectOption("checkout-pro");
      await checklist.run();
    }
    await probe.open(row);
    await probe.sendButton.click();
    await probe.answered.first().waitFor();
    await act(probe);
    await probe.panel.waitFor({ state: "detached" });
    await quiet(checklist, webhook);
    assert.equal(stops(), index + 1, name);
  }
});

test("moving the widget does not stop it", async (t) => {
  const { checklist, probe } = await slowShop(t, 100);
  await probe.open();
  await checklist.runBy(async () => {
    await probe.sendButton.click();
    await probe.answered.first().waitFor();
    await checklist.page.evaluate(() => document.body.prepend(document.querySelector("checkout-readiness")));
  });
  assert.equal(await probe.timeline.locator("tr[data-state=waiting]").count(), 0);
  assert.equal(await probe.message.innerText(), "");
});

test("a test that ends while a run is under way is judged after it", async (t) => {
  const { checklist, probe } = await slowShop(t, 100);
  await probe.open();
  await probe.sendButton.click();
  await probe.answered.first().waitFor();
  let release;
  const held = new Promise((go) => (release = go));
  const runs = [];
  await checklist.page.route("**/api/v1/runs", async (route) => {
    if (route.request().method() === "POST") runs.push(route.request().postDataJSON().checks);
    if (runs.length === 1) await held;
    await route.continue();
  });
  await checklist.runAgainButton.click();
  await probe.panel.getByRole("button", { name: "Send them again" }).waitFor();
  release();
  await checklist.page.waitForFunction((check) => {
    const row = document.querySelector("checkout-readiness").shadowRoot.querySelector(`#row-${check} .title`);
    return row && !row.innerText.startsWith("Not tried yet");
  }, JUDGES[0]);
  await checklist.isDone();
  assert.deepEqual(runs.map(Boolean), [false, true]);
});

const problem = (status, code, more = {}) => ({
  status,
  contentType: "application/problem+json",
  body: JSON.stringify({ type: "about:blank", title: "No.", status, code, ...more }),
});

const REFUSALS = {
  "another test is under way": [problem(409, "probe-under-way"), "is being tested already"],
  "there were too many": [problem(429, "probed-too-often", { retry_after_seconds: 61 }), "room again in 2 minutes"],
  "the token is not accepted": [problem(401, "token-refused"), "The proxy wants another token"],
  "something else": [problem(403, "webhook-url-not-allowed", { detail: "Not that host." }), "(webhook-url-not-allowed): Not that host."],
  "what answers is no proxy": [{ status: 200, body: "<html>\n" }, "is not this checker's proxy"],
};

test("a refusal is said in a sentence that says what to do, and it can be tried again", async (t) => {
  const { checklist, probe } = await checked(t, "ready", { tolerated: FAILED_REQUESTS });
  await probe.open();
  for (const [name, [answer, sentence]] of Object.entries(REFUSALS)) {
    await checklist.page.route(ROUTE, (route) => route.fulfill(answer), { times: 1 });
    await probe.sendButton.click();
    await probe.message.getByText(sentence).waitFor();
    assert.equal(await probe.timeline.count(), 0, name);
    assert.equal(await probe.sendButton.innerText(), "Send the test notifications");
  }
  await checklist.page.route(ROUTE, (route) => route.abort(), { times: 1 });
  await probe.sendButton.click();
  await probe.message.getByText("The proxy does not answer").waitFor();
  await probe.send();
  assert.equal(await probe.message.innerText(), "");
});

test("a connection that breaks off leaves what had come", async (t) => {
  const { probe, proxy } = await slowShop(t, 300, { tolerated: FAILED_REQUESTS });
  await probe.open();
  await probe.sendButton.click();
  await probe.answered.nth(1).waitFor();
  await proxy.kill();
  await probe.message.getByText("broke off").waitFor();
  assert.ok((await probe.rows()).filter(({ state }) => state === "answered" || state === "notable").length >= 2);
});

test("asking what would be sent can fail and be asked again", async (t) => {
  const { checklist, probe } = await checked(t, "ready", { tolerated: FAILED_REQUESTS });
  await checklist.page.route(ROUTE, (route) => route.abort(), { times: 1 });
  await checklist.row(JUDGES[0]).unfold();
  await probe.button(JUDGES[0]).click();
  await probe.message.getByText("The proxy does not answer").waitFor();
  await probe.panel.getByRole("button", { name: "Try again" }).click();
  await probe.sendButton.waitFor();
  assert.equal(await probe.message.innerText(), "");
});
