// The test of the webhook: nothing is sent before it was said what; what comes back is shown as it
// comes, and judged.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { findings } from "./support/axe.mjs";
import { FAILED_REQUESTS, launch, launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { Checklist } from "./support/checklist.mjs";
import { focused, tabTo } from "./support/keyboard.mjs";
import { JUDGES, Probe, slowWebhook } from "./support/probe.mjs";
import { FAKE_TOKEN, serveFor, serveShop } from "./support/proxy.mjs";
import { healingUpstream } from "./support/upstream.mjs";

const ROUTE = "**/api/v1/webhook-probes*";

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

/// A sandbox of its own, because nobody may test a webhook often; checked for that merchant.
async function checked(t, merchant, reader) {
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin, reader);
  await checklist.choose(merchant);
  await checklist.run();
  return { checklist, probe: new Probe(checklist), proxy };
}

/// A live shop with a webhook that takes its time.
async function slowShop(t, delay_ms, reader) {
  const upstream = await healingUpstream();
  t.after(() => upstream.stop());
  const webhook = await slowWebhook(t, delay_ms);
  const settings = { MP_ACCESS_TOKEN: FAKE_TOKEN, MP_BASE_URL: upstream.url, ...webhook.settings };
  const proxy = await serveFor(t, settings);
  const checklist = await open(t, browser, proxy.origin, reader);
  await checklist.run();
  return { checklist, probe: new Probe(checklist), proxy, webhook };
}

/// Waits until the webhook has been left alone for a while; returns how many requests it got.
async function quiet({ page }, { received }) {
  for (let before = -1; before !== received.length; ) {
    before = received.length;
    await page.waitForTimeout(1_000);
  }
  return received.length;
}

test("where, how many and what is said before anything is sent, and every planned request then has its row", async (t) => {
  const { checklist, probe } = await checked(t, "ready");
  const { page } = checklist;
  const asked = [];
  page.on("request", (request) => request.url().includes("webhook-probes") && asked.push(request.method()));
  const told = page.waitForResponse(ROUTE);
  assert.equal(await probe.panel.count(), 0, "it is not there before somebody opens it");

  await probe.open();
  const preview = await (await told).json();
  const text = await probe.before.innerText();
  for (const part of [preview.url, `${preview.plan.length} requests`, preview.marker, "MP_WEBHOOK_SECRET", "Your server will log them"]) {
    assert.ok(text.includes(part), `${part} is said in ${text}`);
  }
  const what = probe.before.locator("details");
  assert.equal(await what.getAttribute("open"), null, "the requests are folded");
  await what.locator("summary").click();
  assert.equal(await what.locator("li").count(), preview.plan.length);
  assert.deepEqual(asked, ["GET"], "nothing was sent yet");

  await probe.send();
  assert.deepEqual(asked, ["GET", "POST"]);
  const rows = await probe.rows();
  assert.equal(rows.length, preview.plan.length);
  for (const row of rows) {
    assert.match(row.answer, /\d{3} · \S|no answer|not reached|not sent/);
    if (row.state === "not-sent") continue;
    assert.match(row.time, /^\d+ ms/);
    assert.ok(row.bar.part > 0 || row.time.startsWith("0 ms"));
    assert.ok(row.bar.part <= 1 && row.bar.full >= 1000 && row.bar.width > 20);
  }
  const groups = await probe.timeline.locator("tr.part").allInnerTexts();
  assert.ok(groups.length >= 4 && groups.includes("Forgeries"), groups.join());
});

test("the checks it is about are judged anew, told once, and the timeline stays", async (t) => {
  const { checklist, probe } = await checked(t, "ready");
  for (const check of JUDGES) assert.equal(await checklist.row(check).kind(), "confirm");
  await probe.open("webhook-verifies-signatures");
  const runs = [];
  checklist.page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/runs")) runs.push(request.postDataJSON());
  });
  await probe.send();
  assert.equal(runs.length, 1);
  for (const check of JUDGES) assert.ok(runs[0].checks.includes(check));
  const reasons = Object.fromEntries((await checklist.report()).outcomes.map(({ check, reason }) => [check, reason]));
  for (const check of JUDGES) assert.notEqual(reasons[check], "not_probed");
  await checklist.announcement.getByText(await checklist.result.locator(".lead").innerText()).waitFor();
  assert.notEqual((await probe.rows()).length, 0);

  // Whoever comes later sees what came back then.
  await checklist.page.reload();
  await checklist.age.waitFor();
  await checklist.run();
  await probe.closeButton.waitFor({ state: "detached" });
  const check = await firstOpen(checklist);
  if (check) {
    await probe.open(check);
    assert.match(await probe.timeline.locator("caption").innerText(), /^The last test, .*\d/);
  }
});

/// A judge whose row still has a button.
async function firstOpen(checklist) {
  const marks = await checklist.marks();
  return JUDGES.find((check) => !["passed", "none"].includes(marks[check]));
}

test("by keyboard alone: the focus goes to the panel, is seen everywhere and is never lost", async (t) => {
  const certificate = makeCertificate();
  t.after(() => certificate.remove());
  const proxy = await serveShop(certificate);
  t.after(() => proxy.kill());
  const shop = await launchAtShop(certificate, proxy);
  t.after(() => shop.close());
  const checklist = await open(t, shop, `https://${certificate.host}`);
  const { page } = checklist;
  const probe = new Probe(checklist);
  const at = (stop) => assert.ok(stop.hasRing && stop.isSeen, `${stop.tag} "${stop.text}" cannot be seen`);
  const to = (is) => tabTo(page, is, { at });
  const [check] = JUDGES;
  await checklist.run();

  await to((stop) => stop?.tag === "summary" && stop.row === check);
  await page.keyboard.press("Enter");
  await to((stop) => stop?.row === check && stop.text === "Test the webhook");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("checkout-readiness").shadowRoot.activeElement?.closest(".probe"));
  assert.deepEqual((({ tag, text }) => [tag, text])(await focused(page)), ["h3", "Test the webhook"]);
  await probe.sendButton.waitFor();
  await to((stop) => stop?.text === "Send the test notifications");
  await page.keyboard.press("Enter");
  await probe.panel.getByRole("button", { name: "Send them again" }).waitFor();
  await checklist.settled();
  const stop = await focused(page);
  assert.ok(stop, "the focus is somewhere");
  assert.equal(stop.text, "Send them again");

  await tabTo(page, (stop) => stop?.text === "Close", { key: "Shift+Tab", at });
  await page.keyboard.press("Enter");
  await probe.panel.waitFor({ state: "detached" });
  await page.waitForFunction(
    (id) => document.querySelector("checkout-readiness").shadowRoot.activeElement?.closest("li.row")?.id === id,
    `row-${check}`,
  );
});

test("answers are shown as they come; stopped, the server sends no more, and what came stays", async (t) => {
  const { checklist, probe, proxy, webhook } = await slowShop(t, 600);
  await probe.open();
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
  assert.ok(await quiet(checklist, webhook) <= answered.length + 1);
  assert.match(proxy.said(), /webhook probe ended.*stopped=true/);
  // The bars say how long it took, against the second that is the least.
  assert.ok(answered.every(({ bar }) => bar.full === 1000 && bar.part > 0.5));
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

test("a shop without a webhook URL is told what to set, and nothing can be sent", async (t) => {
  const { probe, checklist } = await checked(t, "webhook-missing");
  const row = checklist.row(JUDGES[0]);
  await row.unfold();
  await probe.button(JUDGES[0]).click();
  await probe.message.getByText("MP_WEBHOOK_URL").waitFor();
  assert.equal(await probe.onlyButton.count(), 0);
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

test("two widgets on a page each test on their own", async (t) => {
  const { checklist, probe } = await checked(t, "ready");
  await checklist.page.evaluate(() => {
    const second = document.createElement("checkout-readiness");
    second.id = "second";
    second.lang = "es";
    document.querySelector("main").append(second);
  });
  const second = new Checklist(checklist.page, checklist.page.locator("#second"));
  await second.isDrawn();
  await second.run();
  await probe.open();
  assert.equal(await second.element.locator("section.probe").count(), 0);
  const before = await second.report();
  await probe.send();
  assert.deepEqual((await second.report()).outcomes, before.outcomes);
  assert.equal(await second.announcement.innerText() === "", false);
});

test("the operator's token is shown to the proxy, and stands nowhere on the page", async (t) => {
  const token = "visibly-fake-token-of-the-proxy";
  const proxy = await serveFor(t, { READINESS_TOKEN: token });
  const checklist = await open(t, browser, proxy.origin, { tolerated: FAILED_REQUESTS });
  await checklist.tokenField.fill(token);
  await checklist.tokenButton.click();
  await checklist.run();
  const probe = new Probe(checklist);
  await probe.open();
  await probe.send();
  const markup = await checklist.element.evaluate((element) => element.shadowRoot.innerHTML);
  assert.ok(!markup.includes(token));
  assert.ok(!(await checklist.text()).includes(token));
});

test("a word that the handler reads again is remembered, sent, and taken back", async (t) => {
  const { checklist, probe } = await checked(t, "webhook-trusting");
  const row = checklist.row("webhook-verifies-signatures");
  const box = row.body.locator(".declare input");
  assert.equal(await box.count(), 0, "there is nothing to say before it was tested");
  await probe.open();
  await probe.send();
  assert.equal(await row.kind(), "failed");
  await row.unfold();
  assert.equal(await box.isChecked(), false);

  await checklist.runBy(() => box.check());
  assert.equal(await row.kind(), "warning");
  await checklist.page.reload();
  await checklist.age.waitFor();
  const asked = checklist.page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/runs"));
  await checklist.run();
  assert.equal((await asked).postDataJSON().webhook_reads_again, true);
  await row.unfold();
  assert.equal(await box.isChecked(), true);
  await checklist.runBy(() => box.uncheck());
  assert.equal(await row.kind(), "failed");
  await checklist.choose("webhook-strict");
  await checklist.run();
  assert.equal(await checklist.page.evaluate(() => Object.keys(localStorage).some((key) => key.includes("reads-again"))), false);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing and 320 pixels are wide enough, before, while and after: ${colorScheme}`, async (t) => {
    const { checklist, probe } = await slowShop(t, 120, { colorScheme, reducedMotion: "reduce" });
    const { page } = checklist;
    const look = async (state) => {
      for (const width of [1000, 320]) {
        await page.setViewportSize({ width, height: 640 });
        const needed = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(needed <= width, `${state}: ${needed} pixels do not fit in ${width}`);
        assert.deepEqual(await findings(page), [], state);
      }
    };
    await probe.open();
    await probe.before.locator("summary").click();
    await look("before");
    await checklist.runBy(async () => {
      await probe.sendButton.click();
      await probe.answered.first().waitFor();
      assert.deepEqual(await findings(page), [], "while");
    });
    await look("after");
  });
}
