// The test of the webhook: nothing is sent before it was said what; what comes back is shown as it
// comes, and judged.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { findings } from "./support/axe.mjs";
import { FAILED_REQUESTS, launch, launchAtShop, open } from "./support/browser.mjs";
import { makeCertificate } from "./support/certificate.mjs";
import { Checklist } from "./support/checklist.mjs";
import { focused, tabTo } from "./support/keyboard.mjs";
import { JUDGES, Probe, ROUTE, checkedFor, checkedSlowShop } from "./support/probe.mjs";
import { serveFor, serveShop } from "./support/proxy.mjs";

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

const checked = (t, ...what) => checkedFor(t, browser, ...what);
const slowShop = (t, ...what) => checkedSlowShop(t, browser, ...what);

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

test("a shop without a webhook URL is told what to set, and nothing can be sent", async (t) => {
  const { probe, checklist } = await checked(t, "webhook-missing");
  const row = checklist.row(JUDGES[0]);
  await row.unfold();
  await probe.button(JUDGES[0]).click();
  await probe.message.getByText("MP_WEBHOOK_URL").waitFor();
  assert.equal(await probe.onlyButton.count(), 0);
});

test("an address that only the account names is tested where it was shown, and nowhere else", async (t) => {
  const { probe, checklist } = await checked(t, "webhook-secret-unknown");
  await probe.open();
  const shown = await probe.before.locator("code").first().innerText();
  const asked = checklist.page.waitForRequest((request) => request.method() === "POST" && request.url().includes("webhook-probes"));
  await probe.send();
  assert.equal((await asked).postDataJSON().url, shown);
  // Nothing can be signed rightly without the secret: all that is sent is refused, as it should be.
  assert.ok((await probe.rows()).every(({ answer }) => answer.endsWith("refused")));
});

test("another language says the same answers, and shows the test that was open", async (t) => {
  const { checklist, probe } = await checked(t, "ready");
  await probe.open();
  await probe.send();
  const before = await probe.rows();
  await checklist.speak("es");
  await checklist.element.getByRole("heading", { name: "Probar el webhook" }).waitFor();
  await probe.timeline.locator("tr[data-state]").first().waitFor();
  assert.deepEqual(
    (await probe.rows()).map(({ state }) => state),
    before.map(({ state }) => state),
  );
  const row = checklist.row("webhook-events-are-selected");
  assert.match(await row.title.innerText(), /^Confirma/);
  assert.equal(await checklist.element.locator("details.debugger").count(), 1);
});

test("two widgets on a page each test on their own", async (t) => {
  const { checklist, probe } = await checked(t, "ready");
  await checklist.page.evaluate(() => {
    const second = document.createElement("checkout-readiness");
    second.id = "second";
    second.setAttribute("loading", "eager");
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
