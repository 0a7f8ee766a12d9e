// Whatever breaks, the page says which side it was, offers a way on, and never says ready.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { FAILED_REQUESTS, launch, open } from "./support/browser.mjs";
import { FOR_A_PERSON, OF_THE_PAGE, openReasons } from "./support/checklist.mjs";
import { NEVER_ENDS, serveFor } from "./support/proxy.mjs";

const TOKEN = "visibly-fake-token-of-the-proxy";

let browser;

before(async () => (browser = await launch()));
after(() => browser?.close());

test("a proxy that dies in the middle of a run is named, and a retry helps once it is back", async (t) => {
  const dying = await serveFor(t, NEVER_ENDS);
  const checklist = await open(t, browser, dying.origin, { tolerated: FAILED_REQUESTS });
  await checklist.runHalf();
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

  await serveFor(t, {}, { port: dying.port });
  await checklist.runBy(() => checklist.notices.getByRole("button", { name: "Try again" }).click());
  assert.deepEqual(openReasons(await checklist.report()), {
    "page-is-https": "page_is_local",
    [FOR_A_PERSON]: "compare_with_panel",
  });
  assert.equal(await checklist.notices.getByRole("button").count(), 0, "nothing is left to retry");
});

test("without any proxy the page is still checked, and everything else is left open", async (t) => {
  const gone = await serveFor(t);
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
  const early = await serveFor(t);
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
  await serveFor(t, {}, { port: early.port });
  await checklist.notices.getByRole("button", { name: "Try again" }).click();
  await checklist.element.locator(".account").waitFor();
  await checklist.run();
  assert.equal((await checklist.report()).mode, "sandbox");
});

test("a run that is stopped leaves nothing waiting and is never ready", async (t) => {
  const proxy = await serveFor(t, NEVER_ENDS);
  const checklist = await open(t, browser, proxy.origin);
  await checklist.runHalf();
  await checklist.cancelButton.click();
  await checklist.isDone();
  assert.ok(!Object.values(await checklist.marks()).includes("pending"));
  assert.equal(await checklist.verdict(), "undecided");
  const { outcomes } = await checklist.report();
  assert.ok(outcomes.some(({ reason, details }) => reason === "not_observed" && details.why === "cancelled"));
  assert.match(await checklist.announcement.innerText(), /^Nothing required was found wrong, but /);
});

test("an answer that is cut short is no answer", async (t) => {
  const proxy = await serveFor(t);
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
  const proxy = await serveFor(t);
  const checklist = await open(t, browser, proxy.origin);
  await checklist.page.route("**/api/v1/runs", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Welcome to the Wi-Fi</h1>\n" }),
  );
  await checklist.run();
  assert.equal(await checklist.verdict(), "undecided");
  await checklist.notices.getByText("is not this checker's proxy").waitFor();
});

test("where a token is wanted the wrong one is refused, the right one opens, and it is not kept", async (t) => {
  const proxy = await serveFor(t, { READINESS_TOKEN: TOKEN });
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
  assert.equal(Object.keys(openReasons(await checklist.report())).length, 2);

  const kept = await checklist.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
  assert.ok(!kept.includes(TOKEN));
  await checklist.page.reload();
  await checklist.tokenField.waitFor();
});

test("without the token a run says that it is wanted", async (t) => {
  const proxy = await serveFor(t, { READINESS_TOKEN: TOKEN });
  const checklist = await open(t, browser, proxy.origin, { tolerated: FAILED_REQUESTS });
  await checklist.run();
  assert.equal(await checklist.verdict(), "undecided");
  const lost = (await checklist.report()).outcomes.filter(({ reason }) => reason === "could_not_look");
  assert.notEqual(lost.length, 0);
  for (const { check, details } of lost) assert.deepEqual([details.party, details.why], ["proxy", "unauthorized"], check);
});

test("what failed for Mercado Pago's sake can be asked again: one, the open ones, everything", async (t) => {
  const failing = await serveFor(t, { READINESS_SANDBOX: "fault=token-credential:500,fault=payment-methods:500" });
  const checklist = await open(t, browser, failing.origin, { tolerated: FAILED_REQUESTS });
  await checklist.run();
  const lost = Object.keys(openReasons(await checklist.report())).filter((check) => ![FOR_A_PERSON, "page-is-https"].includes(check));
  assert.ok(lost.includes("card-payments-are-enabled") && lost.length > 2, lost.join());
  await failing.kill();
  await serveFor(t, {}, { port: failing.port });
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
