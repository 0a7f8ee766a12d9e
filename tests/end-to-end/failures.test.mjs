// Whatever breaks, the page says which side it was, offers a way on, and never says ready.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { FAILED_REQUESTS, launch, open } from "./support/browser.mjs";
import { FOR_A_PERSON, OF_THE_PAGE, openReasons } from "./support/checklist.mjs";
import { serve } from "./support/proxy.mjs";

const TOKEN = "visibly-fake-token-of-the-proxy";
/// A run that answers most and then waits for its last answer.
const NEVER_ENDS = { READINESS_SANDBOX: "fault=payment-search:hang" };

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

/// A proxy for one test.
async function proxyFor(t, settings, options) {
  const proxy = await serve(settings, options);
  t.after(() => proxy.kill());
  return proxy;
}

async function midRun(checklist) {
  await checklist.runButton.click();
  await checklist.rows.locator(".mark[data-kind=passed]").first().waitFor();
  await checklist.cancelButton.waitFor();
}

test("a proxy that dies in the middle of a run is named, and a retry helps once it is back", async (t) => {
  const dying = await proxyFor(t, NEVER_ENDS);
  const checklist = await open(t, browser, dying.origin, { tolerated: FAILED_REQUESTS });
  await midRun(checklist);
  await dying.kill();
  await checklist.isDone();

  assert.equal(await checklist.verdict(), "undecided");
  assert.match(await checklist.notices.last().innerText(), /^The proxy at .+ does not answer\./);
  const { outcomes } = await checklist.report();
  const lost = outcomes.filter(({ reason }) => reason === "could_not_look");
  assert.notEqual(lost.length, 0);
  for (const { check, status, details } of lost) {
    assert.deepEqual([status, details.party], ["inconclusive", "proxy"], check);
  }
  const reasons = Object.fromEntries(outcomes.map(({ check, reason }) => [check, reason]));
  assert.deepEqual(OF_THE_PAGE.map((check) => reasons[check]), ["page_is_local", "nothing_insecure"]);

  await proxyFor(t, {}, { port: dying.port });
  await checklist.runBy(() => checklist.notices.getByRole("button", { name: "Try again" }).click());
  assert.deepEqual(openReasons(await checklist.report()), {
    "page-is-https": "page_is_local",
    [FOR_A_PERSON]: "compare_with_panel",
  });
  assert.equal(await checklist.notices.getByRole("button").count(), 0, "nothing is left to retry");
});

test("without any proxy the page is still checked, and everything else is left open", async (t) => {
  const gone = await proxyFor(t);
  const checklist = await open(t, browser, gone.origin, { tolerated: FAILED_REQUESTS });
  await gone.kill();
  await checklist.run();
  const marks = await checklist.marks();
  assert.equal(marks["page-has-no-mixed-content"], "passed");
  const others = Object.entries(marks).filter(([check]) => check !== "page-has-no-mixed-content");
  for (const [check, kind] of others) assert.equal(kind, "unseen", check);
  assert.equal(await checklist.verdict(), "undecided");
  await checklist.notices.getByRole("button", { name: "Try again" }).waitFor();
});

test("a page whose proxy was never there says so at once, and connects when it appears", async (t) => {
  const early = await proxyFor(t);
  const checklist = await open(t, browser, early.origin, { tolerated: FAILED_REQUESTS });
  await early.kill();
  // Another element on the same page has never heard of a proxy.
  await checklist.page.evaluate(() => {
    const late = document.createElement("checkout-readiness");
    late.lang = "en";
    document.querySelector("checkout-readiness").replaceWith(late);
  });
  await checklist.notices.getByText("does not answer").waitFor();
  await checklist.runButton.waitFor();
  await proxyFor(t, {}, { port: early.port });
  await checklist.notices.getByRole("button", { name: "Try again" }).click();
  await checklist.element.locator(".account").waitFor();
  await checklist.run();
  assert.equal((await checklist.report()).mode, "sandbox");
});

test("a run that is stopped leaves nothing waiting and is never ready", async (t) => {
  const proxy = await proxyFor(t, NEVER_ENDS);
  const checklist = await open(t, browser, proxy.origin);
  await midRun(checklist);
  await checklist.cancelButton.click();
  await checklist.isDone();
  assert.ok(!Object.values(await checklist.marks()).includes("pending"));
  assert.equal(await checklist.verdict(), "undecided");
  const { outcomes } = await checklist.report();
  assert.ok(outcomes.some(({ reason, details }) => reason === "not_observed" && details.why === "cancelled"));
  assert.match(await checklist.announcement.innerText(), /^Nothing required was found wrong, but /);
});

test("an answer that is cut short is no answer", async (t) => {
  const proxy = await proxyFor(t);
  const checklist = await open(t, browser, proxy.origin);
  await checklist.page.route("**/api/v1/runs", async (route) => {
    const answer = await route.fetch();
    const lines = (await answer.text()).split("\n");
    await route.fulfill({ response: answer, body: lines.slice(0, 5).join("\n") + '\n{"event":"fini' });
  });
  await checklist.run();
  assert.equal(await checklist.verdict(), "undecided");
  const unseen = Object.values(await checklist.marks()).filter((kind) => kind === "unseen");
  assert.ok(unseen.length > 5, `${unseen.length} rows are left open`);
  await checklist.notices.getByRole("button", { name: "Try again" }).waitFor();
});

test("something else that answers in the proxy's place is not believed", async (t) => {
  const proxy = await proxyFor(t);
  const checklist = await open(t, browser, proxy.origin);
  await checklist.page.route("**/api/v1/runs", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Welcome to the Wi-Fi</h1>\n" }),
  );
  await checklist.run();
  assert.equal(await checklist.verdict(), "undecided");
  await checklist.notices.getByText("is not this checker's proxy").waitFor();
});

test("where a token is wanted the wrong one is refused, the right one opens, and it is not kept", async (t) => {
  const proxy = await proxyFor(t, { READINESS_TOKEN: TOKEN });
  const checklist = await open(t, browser, proxy.origin, { tolerated: FAILED_REQUESTS });
  await checklist.tokenField.fill("another-token-than-the-proxy-has");
  const refused = checklist.page.waitForResponse((answer) => answer.status() === 401);
  await checklist.tokenButton.click();
  await refused;
  await checklist.notices.getByText("The proxy does not accept this token.").waitFor();
  assert.equal(await checklist.announcement.innerText(), "The proxy does not accept this token.");

  await checklist.tokenField.fill(TOKEN);
  await checklist.tokenField.press("Enter");
  await checklist.element.locator(".account").waitFor();
  assert.equal(await checklist.tokenField.count(), 0);
  await checklist.run();
  assert.deepEqual(Object.keys(openReasons(await checklist.report())).length, 2);

  const kept = await checklist.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
  assert.ok(!kept.includes(TOKEN));
  await checklist.page.reload();
  await checklist.tokenField.waitFor();
});

test("without the token a run says that it is wanted", async (t) => {
  const proxy = await proxyFor(t, { READINESS_TOKEN: TOKEN });
  const checklist = await open(t, browser, proxy.origin, { tolerated: FAILED_REQUESTS });
  await checklist.run();
  assert.equal(await checklist.verdict(), "undecided");
  const lost = (await checklist.report()).outcomes.filter(({ reason }) => reason === "could_not_look");
  assert.notEqual(lost.length, 0);
  for (const { check, details } of lost) assert.deepEqual([details.party, details.why], ["proxy", "unauthorized"], check);
});

test("what failed for Mercado Pago's sake can be asked again: one, the open ones, everything", async (t) => {
  const failing = await proxyFor(t, { READINESS_SANDBOX: "fault=token-credential:500,fault=payment-methods:500" });
  const checklist = await open(t, browser, failing.origin, { tolerated: FAILED_REQUESTS });
  await checklist.run();
  const lost = Object.keys(openReasons(await checklist.report())).filter((check) => ![FOR_A_PERSON, "page-is-https"].includes(check));
  assert.ok(lost.includes("card-payments-are-enabled") && lost.length > 2, lost.join());
  await failing.kill();
  await proxyFor(t, {}, { port: failing.port });
  const asked = [];
  checklist.page.on("request", (request) => {
    if (request.method() === "POST") asked.push(request.postDataJSON().checks ?? "everything");
  });

  const row = checklist.row("card-payments-are-enabled");
  await row.unfold();
  await checklist.runBy(() => row.againButton.click());
  let marks = await checklist.marks();
  assert.equal(marks["card-payments-are-enabled"], "passed");
  assert.equal(marks["access-token-is-production"], "unseen", "was not asked again");

  await checklist.runBy(() => checklist.repeatOpenButton.click());
  marks = await checklist.marks();
  assert.deepEqual(lost.filter((check) => marks[check] !== "passed"), []);
  assert.equal(await checklist.verdict(), "undecided");

  await checklist.runBy(() => checklist.runAgainButton.click());
  assert.deepEqual(await checklist.marks(), marks);
  const [one, others, all] = asked;
  assert.deepEqual(one, ["card-payments-are-enabled"]);
  assert.ok(!others.includes("card-payments-are-enabled") && others.includes("access-token-is-production"), others.join());
  assert.equal(all, "everything");
});

test("product and country are remembered, and go into the run", async (t) => {
  const proxy = await proxyFor(t);
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
  const proxy = await proxyFor(t);
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
  const proxy = await proxyFor(t);
  const checklist = await open(t, browser, proxy.origin);
  let runs = 0;
  checklist.page.on("request", (request) => (runs += request.method() === "POST"));
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
  const proxy = await proxyFor(t, NEVER_ENDS);
  const checklist = await open(t, browser, proxy.origin);
  await midRun(checklist);
  await checklist.product.selectOption("qr");
  await checklist.start.waitFor();
  await settled(checklist);
  assert.equal(await checklist.result.count(), 0, "nothing was run for the new product");
  assert.equal(await checklist.rows.count(), 0);
  await midRun(checklist);
  assert.ok(!(await checklist.checks()).includes("page-is-https"));
  await checklist.cancelButton.click();
  await checklist.isDone();
});

test("answers about one merchant are never shown as another's, however slowly the proxy tells", async (t) => {
  const proxy = await proxyFor(t);
  const checklist = await open(t, browser, proxy.origin);
  const tell = await withhold(checklist.page, "**/api/v1/profile?merchant=revoked");
  await checklist.merchant.selectOption("revoked");
  await checklist.runButton.click();
  await checklist.rows.locator(".mark:not([data-kind=pending])").first().waitFor();
  await settled(checklist);
  tell();
  await settled(checklist);
  assert.equal(await checklist.merchant.inputValue(), "revoked");
  if (await checklist.start.count()) await checklist.run();
  await checklist.isDone();
  assert.equal(await checklist.verdict(), "not_ready");
  assert.equal(await checklist.row("access-token-works").kind(), "failed");
});

test("of two merchants chosen in a hurry the last one counts", async (t) => {
  const proxy = await proxyFor(t);
  const checklist = await open(t, browser, proxy.origin);
  const tell = await withhold(checklist.page, "**/api/v1/profile?merchant=revoked");
  await checklist.merchant.selectOption("revoked");
  await checklist.choose("argentina");
  tell();
  await checklist.page.waitForResponse("**/api/v1/profile?merchant=revoked");
  await settled(checklist);
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

/// Lets what has arrived take its effect: a few turns of the page's own clock.
function settled(checklist) {
  return checklist.page.evaluate(() => new Promise((later) => setTimeout(later, 300)));
}
